"""What was hit: which of a person's names, numbers or places holds what was typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.domain.document import forms_of, masked
from app.domain.emergency import bare_number
from app.domain.person import ClaimKind
from app.store.ask import Asks
from app.store.find import Found, tokens
from app.store.tables import claim, visit

CASE = "case"
_ORDER: tuple[str, ...] = (
    ClaimKind.NAME,
    ClaimKind.ALIAS,
    ClaimKind.DOCUMENT,
    ClaimKind.PHONE,
    CASE,
    ClaimKind.HOME,
    ClaimKind.ADDRESS,
)
_HIDDEN = {ClaimKind.DOCUMENT, ClaimKind.PHONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`kind`: a kind of claim, or "case"; `text`: what it says, numbers with stars."""

    kind: str
    text: str


def hits(asks: Asks, found: Sequence[Found], typed: str) -> dict[UUID, Hit]:
    """For each person found the first thing that holds what was typed."""
    people = [one.person for one in found]
    said: dict[UUID, list[tuple[str, str]]] = {person: [] for person in people}
    kinds = [kind for kind in _ORDER if kind != CASE]
    claims = select(claim.c.person, claim.c.kind, claim.c.value)
    wanted = claims.where(claim.c.person.in_(people), claim.c.kind.in_(kinds))
    for person, kind, value in map(tuple, asks.ask(wanted)):
        said[person].append((kind, value))
    cases = select(visit.c.person, visit.c.case_number).where(visit.c.person.in_(people))
    for person, number in map(tuple, asks.ask(cases)):
        said[person].append((CASE, number))
    marks = _ways(typed)
    return {p: hit for p, lines in said.items() if (hit := _first(lines, marks)) is not None}


def _ways(typed: str) -> tuple[str, ...]:
    """As names and places are compared, and as numbers are."""
    plain = re.sub(r"[\W_]", "", typed.lower())
    return tuple({plain, *(form.lower() for form in forms_of(bare_number(typed)))} - {""})


def _first(lines: Iterable[tuple[str, str]], ways: tuple[str, ...]) -> Hit | None:
    for kind, value in sorted(lines, key=lambda line: _ORDER.index(line[0])):
        # A case number is compared like any other number.
        as_kind = ClaimKind.DOCUMENT if kind == CASE else ClaimKind(kind)
        if any(token[1:].startswith(ways) for token in tokens(as_kind, value)):
            return Hit(kind=kind, text=masked(value) if kind in _HIDDEN else value)
    return None
