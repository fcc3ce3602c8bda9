"""Index cards: worked out at the centre from what stands there, kept at desks to recognise by."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql

from app.domain.document import forms_of, tidy
from app.domain.index_card import IndexCard, documents_of, index_card
from app.domain.person import Claim, Person
from app.store import feed
from app.store.rows import record_of, same, values_of
from app.store.tables import TABLES
from app.wire import hlc

Row = dict[str, Any]
KIND = "index_card"
WITHDRAWN = "withdrawn"
"""A change that takes a card back. It does not say whose: only who has the card finds it."""
_CHINA = timedelta(hours=8)


def hashed(number: str, key: bytes) -> str:
    """A document number that can be compared and not read; the key is the network's own."""
    longest = max(forms_of(tidy(number)) or (tidy(number),), key=len)
    return hmac.digest(key, longest.upper().encode(), "sha256").hex()[:32]


def hidden(person: UUID) -> UUID:
    """An id that says nothing of the person, not even when they were registered."""
    return UUID(bytes=hashlib.sha256(b"guitu card " + person.bytes).digest()[:16])


def touched(rows: Mapping[tuple[str, UUID], Row]) -> set[UUID]:
    """Whose card these rows may change."""
    people: set[UUID] = set()
    for (kind, id_), row in rows.items():
        if kind == "person":
            people.add(id_)
        elif kind in {"claim", "visit", "voucher"}:
            people.add(row["person"])
    return people


def renew(
    connection: Connection, people: Iterable[UUID], key: bytes, at: datetime
) -> list[tuple[IndexCard, str]]:
    """Work the cards of these people out anew; answers those that changed, with their version."""
    wanted = list(people)
    if not wanted:
        return []
    table = TABLES[KIND]
    found = connection.execute(select(table).where(table.c.id.in_(wanted))).mappings()
    there = {row["id"]: dict(row) for row in found}
    changed = []
    for card in _cards(connection, wanted, key, at):
        old = there.get(card.id)
        if old is None or not _alike(record_of(KIND, old), card):
            # Later than the one before, also within a millisecond.
            before = hlc.stamp_of(old["versions"]["*"]) if old else 0
            changed.append((card, hlc.version(hlc.tick(before, at), UUID(int=0).hex)))
    if changed:
        _take_back(connection, [card for card, _ in changed if card.sealed])
        rows = [
            values_of(KIND, card) | {"versions": {"*": version}, "extra": {}}
            for card, version in changed
        ]
        put = postgresql.insert(table)
        news = {c.name: put.excluded[c.name] for c in table.columns if c.name != "id"}
        connection.execute(put.on_conflict_do_update(index_elements=[table.c.id], set_=news), rows)
    # Who was sealed before anybody saw a card of them is not spoken of at all.
    return [(card, version) for card, version in changed if not card.sealed or card.id in there]


def _take_back(connection: Connection, sealed: Iterable[IndexCard]) -> None:
    """What earlier cards said is blotted out in the stream: who reads from its beginning hears
    nothing of it."""
    for card in sealed:
        feed.blot_out(connection, f"prov:{card.station[:2]}", card.id)


def _alike(old: IndexCard, new: IndexCard) -> bool:
    names = [name for name in IndexCard.__dataclass_fields__ if name != "changed_at"]
    return all(same(getattr(old, name), getattr(new, name)) for name in names)


def _cards(
    connection: Connection, people: list[UUID], key: bytes, at: datetime
) -> Iterable[IndexCard]:
    persons = _records(connection, "person", "id", people)
    claims = _by(_records(connection, "claim", "person", people))
    visits = _by(_records(connection, "visit", "person", people))
    vouchers = _by(_records(connection, "voucher", "person", people))
    for person in persons:
        said: list[Claim] = claims.get(person.id, [])
        came = _standing(visits.get(person.id, []))
        live = [v.serial for v in vouchers.get(person.id, []) if v.state == "live"]
        numbers = [hashed(number, key) for number in documents_of(said)]
        one: Person = person
        yield index_card(one, said, came, live, numbers, at)


def _records(connection: Connection, kind: str, column: str, ids: list[UUID]) -> list[Any]:
    table = TABLES[kind]
    question = select(table).where(table.c[column].in_(ids)).order_by(table.c.id)
    return [record_of(kind, dict(row)) for row in connection.execute(question).mappings()]


def _by(found: Iterable[Any]) -> dict[UUID, list[Any]]:
    sorted_out: dict[UUID, list[Any]] = {}
    for one in found:
        sorted_out.setdefault(one.person, []).append(one)
    return sorted_out


def _standing(visits: list[Any]) -> list[tuple[date, str]]:
    gone = {v.supersedes for v in visits}
    came = sorted((v for v in visits if v.id not in gone), key=lambda v: v.arrived_at, reverse=True)
    return [((v.arrived_at + _CHINA).date(), v.case_number) for v in came]


def fields_of(card: IndexCard) -> dict[str, object]:
    """A card as a change carries it."""
    return {name: value for name, value in values_of(KIND, card).items() if name != "id"}
