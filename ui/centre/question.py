"""What the page 同步 asks the register: letters, what stands behind both sides of each, streams."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from app.desk.centre import letters_for
from app.domain.person import Claim, live
from app.domain.staff import Officer, Right, told_apart
from app.store import comparing, line
from app.store.ask import Asks, all_of, get, several
from app.store.line import Letter
from app.store.people import Card, cards, claims_of
from app.wire.kinds import KINDS

_SIDES = ("kept_claim", "lost_claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How it stands; `claims` are those that letters speak of."""

    letters: list[Letter] = field(default_factory=list)
    heard: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    address: tuple[str, str] = ("", "")
    claims: dict[UUID, Claim] = field(default_factory=dict)
    gone: frozenset[UUID] = frozenset()
    """Claims among them that no longer count."""
    people: dict[UUID, Card] = field(default_factory=dict)
    """Whom letters are about."""
    now: dict[UUID, object] = field(default_factory=dict)
    """Letter -> what stands today in the field it is about."""
    officers: dict[UUID, str] = field(default_factory=dict)
    compared: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    """Stream -> when it was held against the centre's, and how many rows differed."""


def find(asks: Asks, officer: Officer) -> Found:
    """Everything at once; the letters are those of the officer who looks."""
    letters = letters_for(asks, officer)
    claims = several(asks, Claim, _claims_in(letters))
    people = {letter.person for letter in letters if letter.person}
    return Found(
        letters=letters,
        gone=_gone(asks, claims),
        people=cards(asks, people, sealed=officer.may(Right.SEALED)) if people else {},
        now=dict(_now(asks, letters)),
        heard=line.cursors(asks),
        address=line.address(asks),
        claims=claims,
        officers=told_apart(all_of(asks, Officer)),
        compared=comparing.compared(asks),
    )


def _claims_in(letters: Iterable[Letter]) -> Iterator[UUID]:
    for letter in letters:
        for side in _SIDES:
            if said := letter.content.get(side):
                yield UUID(str(said))


def _gone(asks: Asks, claims: dict[UUID, Claim]) -> frozenset[UUID]:
    counts: set[UUID] = set()
    for person in {claim.person for claim in claims.values()}:
        counts |= {claim.id for claim in live(claims_of(asks, person))}
    return frozenset(claims.keys() - counts)


def _now(asks: Asks, letters: Iterable[Letter]) -> Iterator[tuple[UUID, object]]:
    for letter in letters:
        name, kind = str(letter.content.get("field")), KINDS.get(letter.about)
        if letter.kind != "conflict" or letter.about == "claim" or not letter.record:
            continue
        record: Any = get(asks, kind, letter.record) if kind else None
        if hasattr(record, name):
            yield letter.id, msgspec.to_builtins(getattr(record, name))
