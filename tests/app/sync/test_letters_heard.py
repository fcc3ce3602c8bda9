"""A letter written at one desk is approved and sent at the other, and closed on both lists."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.desk import letters, today
from app.domain.matter import Matter
from app.domain.outside_letter import LetterKind, LetterState, OutsideLetter, Whole
from app.store.letters import letter_of
from tests import makers, two_desks
from tests.makers import NOON, TOLD_LETTER
from tests.two_desks import Side
from tests.ui import station

pytest_plugins = ["tests.centre"]
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def desks(engine: Engine, data: Path) -> Iterator[tuple[Side, Side, makers.Desk]]:
    """Two of one station."""
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        yield one, other, house


def _notice(one: Side, house: makers.Desk) -> OutsideLetter:
    visit = station.arrive(house, "", at=NOON)
    said = letters.Said(kind=LetterKind.PUBLIC_NOTICE, fields=TOLD_LETTER)
    return letters.write(one.register, visit.id, said, house.station, by=house.intake, at=NOON)


def _at(side: Side, letter: UUID) -> Whole:
    found = letter_of(side.register, letter)
    assert found is not None
    return found


def test_written_here_approved_there_and_closed_on_both_lists(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    made = _notice(one, house)
    one.push()
    other.pull()
    letters.approve(other.register, made.letter, by=house.leader, at=LATER)
    letters.send(other.register, made.letter, "published", by=house.intake, at=LATER)
    other.push(LATER)
    one.pull()
    assert _at(one, made.letter) == _at(other, made.letter)
    assert _at(one, made.letter).state is LetterState.SENT
    for side in (one, other):
        (step,) = today.steps(side.register, made.visit, Matter.NOTICE)
        assert step.number == made.number
