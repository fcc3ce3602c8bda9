"""What every test gets: no screen, no noise, no thread left behind, a data folder of its own."""

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ.pop("QT_IM_MODULE", None)

import pytest

from app.settings import Settings
from app.store import keys, upgrade
from tests import quick

ROOT = Path(__file__).parents[1]

upgrade.make = quick.make
keys.MEMORY_KIB, keys.PASSES, keys.LANES = quick.STRETCH


_WALKS = (
    *("tests/fuzz", "tests/faults", "tests/app/faces", "tests/test_"),
    *("tests/app/test_sounding", "tests/app/test_matching", "tests/app/test_places"),
    *("tests/app/sync/test_any_order", "tests/app/sync/test_after_a_year"),
    *("tests/app/store/test_find_whole", "tests/app/domain/test_linkage"),
    *("tests/app/desk/test_traces", "tests/app/desk/test_stories", "tests/app/desk/test_identify"),
    *(
        "tests/app/sync/test_each_class",
        "tests/app/test_elsewhere",
        "tests/app/centre/test_hostile",
    ),
    *("tests/app/centre/test_bad_requests", "tests/app/centre/test_openapi"),
    "tests/app/store/test_backup_faults",
)
"""Tests that go a hundred thousand times through the same lines: counting these takes up to three
times as long as the test, and others go there as well."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Their lines are not counted."""
    for item in items:
        if str(item.path.relative_to(ROOT)).startswith(_WALKS):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """What was imported stays: collecting garbage need not walk through it a thousand times, nor
    begin with every 700 objects that a test keeps."""
    gc.set_threshold(20_000, 50, 100)
    gc.collect()
    gc.freeze()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty data folder with a space and a Chinese character in its path."""
    folder = tmp_path / "归途 data"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(data: Path) -> Settings:
    """A desk without devices."""
    return Settings(data=data, reader="none", camera="none", printer="none")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test; one that is expected is asserted and then cleared."""
    yield
    noise = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not noise, f"unexpected log lines: {noise}"


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Whatever a test starts, it stops."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=2)
    left = [thread.name for thread in set(threading.enumerate()) - before]
    assert not left, f"threads left behind: {left}"
