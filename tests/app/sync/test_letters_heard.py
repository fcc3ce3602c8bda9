"""A letter written at one desk is approved and sent at the other, and closed on both lists."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.desk import letters, protecting, today
from app.domain.ids import new_id
from app.domain.matter import Matter
from app.domain.outside_letter import LetterKind, LetterState, OutsideLetter, Whole
from app.store import line
from app.store.letters import letter_of
from tests import makers, two_desks
from tests.makers import NOON, TOLD_LETTER
from tests.two_desks import Side
from tests.ui import station
from ui.centre import wording

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


def _both_know(one: Side, other: Side, house: makers.Desk) -> OutsideLetter:
    """Written at the one, heard at the other."""
    made = _notice(one, house)
    one.push()
    other.pull()
    return made


def _at(side: Side, letter: UUID) -> Whole:
    found = letter_of(side.register, letter)
    assert found is not None
    return found


def test_written_here_approved_there_and_closed_on_both_lists(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    made = _both_know(one, other, house)
    letters.approve(other.register, made.letter, by=house.leader, at=LATER)
    letters.send(other.register, made.letter, "published", by=house.intake, at=LATER)
    other.push(LATER)
    one.pull()
    assert _at(one, made.letter) == _at(other, made.letter)
    assert _at(one, made.letter).state is LetterState.SENT
    for side in (one, other):
        (step,) = today.steps(side.register, made.visit, Matter.NOTICE)
        assert step.number == made.number


def _told(side: Side, kind: str) -> list[line.Letter]:
    return [one for one in line.letters(side.register) if one.kind == kind]


def test_of_somebody_sealed_meanwhile_no_notice_is_agreed_to_and_it_counts_nowhere(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    made = _both_know(one, other, house)
    protecting.protect(one.register, made.person, "家暴", by=house.leader, at=LATER)
    one.push(LATER)
    after = LATER + timedelta(hours=1)
    letters.approve(other.register, made.letter, by=house.leader, at=after)
    letters.send(other.register, made.letter, "published", by=house.intake, at=after)
    assert today.steps(other.register, made.visit, Matter.NOTICE)
    other.push(after)
    other.pull(after)
    assert _told(other, "refused")
    for side in (one, other):
        assert _at(side, made.letter).state is LetterState.DRAFT, "what was typed is still there"
        assert today.steps(side.register, made.visit, Matter.NOTICE) == []


def test_what_was_published_before_the_sealing_was_heard_is_told_to_come_down(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    made = _both_know(one, other, house)
    letters.approve(other.register, made.letter, by=house.leader, at=NOON)
    letters.send(other.register, made.letter, "published", by=house.intake, at=NOON)
    protecting.protect(one.register, made.person, "家暴", by=house.leader, at=LATER)
    one.push(LATER)
    other.push(LATER)
    for side in (one, other):
        side.pull(LATER)
        assert _at(side, made.letter).state is LetterState.SENT
        (told,) = _told(side, "sealed_notice")
        assert made.number in wording.told(told, "zh")


def test_what_an_older_centre_does_not_understand_yet_counts_where_it_was_written(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, _, house = desks
    made = _notice(one, house)
    agreed = letters.approve(one.register, made.letter, by=house.leader, at=LATER)
    for reason, state in (("entry.newer", "approved"), ("outside.sealed", "draft")):
        content = {"reason": reason, "facts": {}, "entries": []}
        told = line.Letter(
            id=new_id(), kind="refused", person=None, about="outside_letter", record=agreed.id,
            content=content, at=LATER,
        )  # fmt: skip
        one.register.within(lambda c, told=told: line.put_letter(c, told))  # type: ignore[misc]
        assert _at(one, made.letter).state == state
