"""A full disk at every stage: said as what it is, and the same key works once there is room."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.soak.filling import STAGES
from app.soak.full import FullDisks
from app.soak.outcome import End


@pytest.fixture
def disks(tries: Path) -> Iterator[FullDisks]:
    """A register on a disk whose room can be set."""
    with closing(FullDisks(tries)) as made:
        yield made


@pytest.mark.parametrize(
    "stage",
    [one if one == "arrival" else pytest.param(one, marks=pytest.mark.long) for one in STAGES],
)
def test_a_full_disk_is_said_and_nothing_is_half_kept(disks: FullDisks, stage: str) -> None:
    needed = disks.needed(stage)
    rooms = (0, needed // 2, needed - 1, needed)
    outcomes = [disks.at(stage, room) for room in rooms]
    # The beginnings too: a folder, a lock, the first file of a copy.
    first = [disks.at(stage, room, seed=1) for room in range(1, min(10, needed))]
    assert not [outcome.why for outcome in (*outcomes, *first) if outcome.why]
    # Of these the last write is the mark: committed by then, so nothing is called unsaved.
    last = End.SURVIVED if stage in {"arrival", "draft"} else End.DETECTED
    assert [outcome.end for outcome in outcomes] == [End.DETECTED, End.DETECTED, last, End.SURVIVED]
