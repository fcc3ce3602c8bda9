"""The top window with the real pages and a camera made of one picture."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from app.desk import drafts
from app.settings import Settings
from app.store.ask import all_of
from app.store.people import card
from app.store.register import Register
from tests import makers
from tests.ui.sample import SAMPLES
from ui.jobs import Jobs
from ui.pages import pages
from ui.shell import Shell

SLOW = 15_000

Record = TypeVar("Record")


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A folder of one picture stands in for the device."""
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "1.jpg").write_bytes((SAMPLES / "m01" / "2.jpg").read_bytes())
    return folder


@pytest.fixture
def shell(qtbot: QtBot, jobs: Jobs, settings: Settings, camera: Path) -> Iterator[Shell]:
    """Nobody is logged in yet."""
    made = Shell(jobs, replace(settings, camera=str(camera)), pages)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    with qtbot.waitActive(made, timeout=SLOW):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    qtbot.waitUntil(lambda: jobs.waiting == 0, timeout=SLOW)


def type_text(text: str) -> None:
    """Real keys, where the focus is."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    place = QApplication.focusWidget()
    assert place is not None
    QTest.keyClicks(place, text, Qt.KeyboardModifier.NoModifier)


def on_file(house: makers.Desk, record: type[Record]) -> list[Record]:
    """All of a kind, asked beside the writer, which may be tidying up."""
    return on_file_of(house.register, record)


def on_file_of(register: Register | None, record: type[Record]) -> list[Record]:
    """The same of a register that the window opened."""
    assert register is not None
    with contextlib.closing(register.reader()) as reader:
        return all_of(reader, record)


def name_of(house: makers.Desk, person: UUID) -> str:
    """What a person is called in a list."""
    with contextlib.closing(house.register.reader()) as reader:
        return card(reader, person).name


def left_over(qtbot: QtBot, jobs: Jobs, house: makers.Desk) -> list[drafts.Waiting]:
    """The drafts that wait, asked of the writer in its turn."""
    owner, answers = QObject(), list[list[drafts.Waiting]]()
    jobs.desk(owner, lambda register: drafts.waiting(register, by=house.intake), answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=SLOW)
    return answers[0]
