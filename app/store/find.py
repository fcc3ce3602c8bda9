"""Find as you type: one contentless FTS5 table of our own tokens.

A token starts with a letter that says what it is, so that a surname is tried before a given name:
a name, b inside a name, p sound, q sound inside, i initials, j initials inside, c place,
d number from its start, e number's end. Document numbers are recency (see the desk notes).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, text

from app.domain.document import tidy
from app.domain.emergency import bare_number
from app.domain.name import initials, readings
from app.domain.person import Claim, ClaimKind, Person
from app.domain.visit import Visit
from app.store.ask import Asks
from app.store.people import card, together
from app.store.tables import claim, find_doc, visit

_NAMES = {ClaimKind.NAME, ClaimKind.ALIAS}
_NUMBERS = {ClaimKind.DOCUMENT, ClaimKind.PHONE}
_PLACES = {ClaimKind.HOME, ClaimKind.ADDRESS}
_SHORTEST_END = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line of the answer. `matched` says in a key what was hit: name, sound, number, place."""

    person: UUID
    name: str
    sex: str
    birth: str
    matched: str
    case_number: str
    last_visit: datetime | None


def touched(records: Iterable[object]) -> set[UUID]:
    """The persons whose tokens change with these records."""
    people: set[UUID] = set()
    for record in records:
        if isinstance(record, Person):
            people.add(record.id)
        elif isinstance(record, Claim | Visit):
            people.add(record.person)
    return people


def renew(connection: Connection, people: set[UUID]) -> None:
    """Give each person a new document with all their tokens; the old one goes."""
    for person in sorted(people):
        old = connection.execute(
            select(find_doc.c.doc).where(find_doc.c.person == person)
        ).scalar_one_or_none()
        if old is not None:
            connection.execute(text("DELETE FROM find WHERE rowid = :doc"), {"doc": old})
            connection.execute(delete(find_doc).where(find_doc.c.doc == old))
        doc = connection.execute(insert(find_doc).values(person=person)).inserted_primary_key
        words = " ".join(sorted(_tokens_of(connection, person)))
        connection.execute(
            text("INSERT INTO find(rowid, tokens) VALUES (:doc, :words)"),
            {"doc": doc[0] if doc else None, "words": words},
        )


def merge_all(connection: Connection) -> None:
    """Make one segment of the whole index; takes a while."""
    connection.execute(text("INSERT INTO find(find) VALUES ('optimize')"))


def _tokens_of(connection: Connection, person: UUID) -> set[str]:
    said = select(claim.c.kind, claim.c.value, claim.c.detail).where(claim.c.person == person)
    rows = connection.execute(said).all()
    claims = [(ClaimKind(kind), value) for kind, value, _ in rows]
    cases = select(visit.c.case_number).where(visit.c.person == person)
    # A number written down while nobody could log in finds the person for good.
    given = [bare_number(detail["number"]) for _, _, detail in rows if "number" in detail]
    return person_tokens(claims, [*connection.execute(cases).scalars(), *given])


def person_tokens(claims: Iterable[tuple[ClaimKind, str]], cases: Iterable[str]) -> set[str]:
    """Everything by which one person is found: what was said of them, and their case numbers."""
    found: set[str] = set()
    for kind, value in claims:
        found |= tokens(kind, value)
    for number in cases:
        found |= _number_tokens(number)
    return found


def tokens(kind: ClaimKind, value: str) -> set[str]:
    """The tokens of one claim."""
    if kind in _NAMES:
        return _name_tokens(value)
    if kind in _NUMBERS:
        return _number_tokens(value)
    if kind in _PLACES:
        return {f"c{end}" for end in _ends(_plain(value))}
    return set()


def _plain(value: str) -> str:
    return re.sub(r"[\W_]", "", value.lower())[:_LONGEST]


def _ends(value: str) -> list[str]:
    return [value[i:] for i in range(len(value))]


def _name_tokens(value: str) -> set[str]:
    whole = _plain(value)
    found = {f"{'a' if i == 0 else 'b'}{end}" for i, end in enumerate(_ends(whole))}
    for word in re.findall(r"[a-z]+", value.lower()):
        found.add(f"b{word}")
    for reading in readings(value):
        short = initials(reading)
        for i in range(len(reading)):
            found.add(f"{'p' if i == 0 else 'q'}{''.join(reading[i:])[:_LONGEST]}")
            found.add(f"{'i' if i == 0 else 'j'}{short[i:]}")
    return found


def _number_tokens(value: str) -> set[str]:
    number = tidy(value).lower()
    ends = {f"e{number[i:]}" for i in range(1, len(number) - _SHORTEST_END + 1)}
    return ({f"d{number}"} | ends) if number else set()


def _questions(typed: str) -> list[tuple[str, str]]:
    """What to try, best first: (what is matched, pattern). A trailing * asks for a beginning."""
    words = _plain(typed).replace('"', "").replace("*", "")
    if not words:
        return []
    number = tidy(bare_number(typed)).lower()
    if number.isascii() and number.isalnum() and any(c.isdigit() for c in number):
        return [("number", f"{mark}{number}{end}") for mark in "de" for end in ("", "*")]
    if words.isascii():
        order = ("a", "a*", "i", "p", "i*", "p*", "b", "b*", "q", "q*", "j", "j*")
        what = {"a": "name", "b": "name"}
        return [(what.get(m[0], "sound"), f"{m[0]}{words}{m[1:]}") for m in order]
    marks = ("a", "a*", "b", "b*", "c*")
    return [("place" if m[0] == "c" else "name", f"{m[0]}{words}{m[1:]}") for m in marks]


def find(asks: Asks, typed: str, limit: int = 12) -> list[Found]:
    """People by name, sound, initials, alias, number, phone or place; the best kind first.

    Persons whom officers decided to be the same come once.
    """
    hits: dict[UUID, str] = {}
    known: set[UUID] = set()
    for what, pattern in _questions(typed):
        if len(hits) >= limit:
            break
        for person in _people(asks, pattern, limit):
            if person not in known:
                known.update(together(asks, person))
                hits[person] = what
    return [_found(asks, person, what) for person, what in list(hits.items())[:limit]]


_MATCH = text(
    "SELECT d.person FROM find f JOIN find_doc d ON d.doc = f.rowid"
    " WHERE find MATCH :token ORDER BY f.rowid DESC LIMIT :limit"
).columns(find_doc.c.person)


def _people(asks: Asks, pattern: str, limit: int) -> list[UUID]:
    beginning = "*" if pattern.endswith("*") else ""
    token = f'"{pattern.removesuffix("*")}"{beginning}'
    return [row[0] for row in asks.ask(_MATCH, {"token": token, "limit": limit})]


def _found(asks: Asks, person: UUID, what: str) -> Found:
    shown = card(asks, person)
    return Found(
        person=person,
        name=shown.name,
        sex=shown.sex,
        birth=shown.birth,
        matched=what,
        case_number=shown.case_number,
        last_visit=shown.last_visit,
    )
