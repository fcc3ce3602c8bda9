"""Questions about 函件: those of a visit or a person, and which wait for an answer."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.domain.outside_letter import (
    LetterKind,
    LetterState,
    LetterStep,
    OutsideLetter,
    Whole,
    letters_of,
)
from app.store.ask import Asks, records
from app.store.refused import not_taken
from app.store.tables import inside, outside_letter


def letters_of_visit(asks: Asks, visit: UUID) -> list[Whole]:
    """In the order in which they were begun, those that were withdrawn too."""
    return letters_of(_those(asks, outside_letter.c.visit == visit))


def letters_of_people(asks: Asks, people: Iterable[UUID]) -> list[Whole]:
    """Of all their visits."""
    return letters_of(_those(asks, outside_letter.c.person.in_(list(people))))


def letter_of(asks: Asks, letter: UUID) -> Whole | None:
    """One, with all that was written down about it."""
    return next(iter(letters_of(_those(asks, outside_letter.c.letter == letter))), None)


def waiting(asks: Asks) -> list[Whole]:
    """Letters about people who are in the station that went out and were not answered."""
    here = outside_letter.c.visit.in_(select(inside.c.visit))
    found = letters_of(_those(asks, here))
    return [one for one in found if one.state is LetterState.SENT and one.answer_due]


def published_of(letters: Iterable[Whole]) -> list[Whole]:
    """Notices that hang somewhere now."""
    return [
        one
        for one in letters
        if one.kind is LetterKind.PUBLIC_NOTICE
        and one.sending is not None
        and not (one.answer and one.answer.result == "taken_down")
        and one.state is not LetterState.WITHDRAWN
    ]


def _those(asks: Asks, where: "ColumnElement[bool]") -> list[OutsideLetter]:
    wanted = select(outside_letter).where(where).order_by(outside_letter.c.id)
    found = records(asks, OutsideLetter, cast("Select[Any]", wanted))
    # A text that was not taken can still be read and written anew; what it led to is not so.
    steps = [one.id for one in found if one.step is not LetterStep.WRITTEN]
    refused = not_taken(asks, steps)
    return [one for one in found if one.id not in refused]
