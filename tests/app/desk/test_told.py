"""What an officer reads after a restore names whatever did not come back."""

from pathlib import Path

import pytest

from app.desk import keeping
from app.domain.errors import Unavailable
from app.store.restore import Restored
from tests.makers import NOON

PASSED = Unavailable("restore.passed_over", names="guitu-1/20261123T040000Z")


def done(**parts: object) -> Restored:
    usual: dict[str, object] = {
        "backup": Path("/media/usb/guitu-1/20261123T000000Z"), "made_at": NOON, "entries": 9,
        "photographs": 2, "photographs_lost": 0, "came": 0, "lost": (), "erased": 0,
    }  # fmt: skip
    return Restored(**(usual | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "whole", "said"),
    [
        ({}, True, "已恢复并核对"),
        ({"photographs_lost": 3}, False, "缺 3 张"),
        ({"passed": ("x",), "remarks": (PASSED,)}, False, "guitu-1/20261123T040000Z"),
        (
            {"remarks": (Unavailable("restore.folder_left", folder="/media/usb"),)},
            True,
            "/media/usb",
        ),
        ({"remarks": (Unavailable("restore.left_out", files="sealed/x"),)}, False, "sealed/x"),
    ],
)
def test_it_is_told_what_did_not_come_back(
    parts: dict[str, object], whole: bool, said: str
) -> None:
    assert said in keeping.told_of(done(**parts), "zh")
    assert keeping.is_whole(done(**parts)) is whole
