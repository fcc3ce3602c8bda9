"""Index cards: worked out at the centre from what stands there, kept at desks to recognise by."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from app.domain.document import forms_of, tidy
from app.domain.index_card import IndexCard, documents_of, index_card
from app.domain.person import Claim, Person
from app.domain.voucher_twice import ended_by, holds
from app.store import dropping, feed, walls
from app.store.adding import add, unawaited
from app.store.among import among
from app.store.rows import Kept, record_of, same, values_of, version_after
from app.store.tables import TABLES, card_key

Row = dict[str, Any]
KIND = "index_card"
WITHDRAWN = feed.WITHDRAWN
_CHINA = timedelta(hours=8)
_Of = Callable[[str, str], list[Any]]
"""Records of a kind in which a field names one of some people."""


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
        elif kind in {"claim", "visit", "voucher", "voucher_event"}:
            people.add(row["person"])
    return people


def of_new(
    people: Iterable[UUID], new: Mapping[tuple[str, UUID], Any], key: bytes, at: datetime
) -> list[IndexCard]:
    """The cards of those among these people who are new; `new` are records just added, and of a
    person among them there is nothing else."""
    fresh = {person for person in people if ("person", person) in new}
    by_kind: dict[str, list[Any]] = {}
    for (kind, _), record in new.items():
        by_kind.setdefault(kind, []).append(record)

    def of(kind: str, column: str) -> list[Any]:
        return [one for one in by_kind.get(kind, ()) if getattr(one, column) in fresh]

    return list(_cards(of, key, at))


def renew(
    connection: Connection,
    fresh: Sequence[IndexCard],
    known: Sequence[UUID],
    key: bytes,
    at: datetime,
) -> list[tuple[IndexCard, str]]:
    """Keep the cards of new people, and work those of known ones out anew; answers those that
    changed, with their version."""
    there = _standing_cards(connection, known)
    changed = [(card, version_after(None, at)) for card in fresh]
    for card in _cards(_on_file(connection, known), key, at) if known else ():
        old = there.get(card.id)
        if old is None or not _alike(record_of(KIND, old), card):
            changed.append((card, version_after(old, at)))
    if changed:
        _take_back(connection, [card for card, _ in changed if card.sealed])
        _put_down(connection, changed, there.keys())
    # Who was sealed before anybody saw a card of them is not spoken of at all.
    return [(card, version) for card, version in changed if not card.sealed or card.id in there]


def _standing_cards(connection: Connection, known: Sequence[UUID]) -> dict[UUID, Row]:
    if not known:
        return {}
    table = TABLES[KIND]
    found = connection.execute(select(table).where(among(table.c.id, known))).mappings()
    return {row["id"]: dict(row) for row in found}


def _put_down(
    connection: Connection, changed: Sequence[tuple[IndexCard, str]], before: Set[UUID]
) -> None:
    table = TABLES[KIND]
    new = []
    for card, version in changed:
        row = Kept(card, {"*": version}, {}).row(KIND)
        if card.id in before:
            connection.execute(update(table).where(table.c.id == card.id).values(row))
        else:
            new.append(row)
    if old := [card.id for card, _ in changed if card.id in before]:
        drop_keys(connection, old)
    with unawaited(connection):
        add(connection, table, new)
        add(connection, card_key, _keys(card for card, _ in changed))


def _take_back(connection: Connection, sealed: Collection[IndexCard]) -> None:
    """What earlier cards said is blotted out in the stream: who reads from its beginning hears
    nothing of it, nor who begins with a snapshot."""
    if sealed:
        walls.erase(connection, [*(card.id for card in sealed), feed.NOBODY])
    dropping.drop(connection, {f"prov:{card.station[:2]}" for card in sealed})
    for card in sealed:
        feed.blot_out(connection, f"prov:{card.station[:2]}", card.id)


def key_of(*, name: str = "", document: str = "") -> str:
    """By which a card is sought: a name as it stands there, or a hashed number."""
    return f"n:{name}" if name else f"d:{document}"


def drop_keys(connection: Connection, ids: Iterable[UUID]) -> None:
    """These cards are sought no more."""
    connection.execute(delete(card_key).where(among(card_key.c.card, ids)))


def _keys(changed: Iterable[IndexCard]) -> list[Row]:
    """Row-level security lets no index look into the lists of a card; these keys have one."""
    rows = []
    for card in changed:
        keys = {key_of(name=name) for name in (card.name, *card.aliases) if name}
        keys |= {key_of(document=number) for number in card.documents}
        rows += [{"key": key, "card": card.id} for key in sorted(keys)]
    return rows


def _alike(old: IndexCard, new: IndexCard) -> bool:
    names = [name for name in IndexCard.__dataclass_fields__ if name != "changed_at"]
    return all(same(getattr(old, name), getattr(new, name)) for name in names)


def _on_file(connection: Connection, known: Sequence[UUID]) -> _Of:
    def of(kind: str, column: str) -> list[Any]:
        table = TABLES[kind]
        question = select(table).where(among(table.c[column], known))
        return [record_of(kind, dict(row)) for row in connection.execute(question).mappings()]

    return of


def _cards(of: _Of, key: bytes, at: datetime) -> Iterable[IndexCard]:
    claims, visits = _by(of("claim", "person")), _by(of("visit", "person"))
    vouchers = _by(of("voucher", "person"))
    ended = ended_by(of("voucher_event", "person")) if vouchers else set()
    today = (at + _CHINA).date()
    person: Person
    for person in sorted(of("person", "id"), key=attrgetter("id.int")):
        said: list[Claim] = claims.get(person.id, [])
        came = _standing(visits.get(person.id, []))
        live = [v.serial for v in vouchers.get(person.id, []) if holds(v, ended, today)]
        numbers = [hashed(number, key) for number in documents_of(said)]
        yield index_card(person, said, came, live, numbers, at)


def _by(found: Iterable[Any]) -> dict[UUID, list[Any]]:
    sorted_out: dict[UUID, list[Any]] = {}
    for one in found:
        sorted_out.setdefault(one.person, []).append(one)
    return sorted_out


def _standing(visits: list[Any]) -> list[tuple[date, str]]:
    gone = {v.supersedes for v in visits}
    left = (v for v in visits if v.id not in gone)
    came = sorted(left, key=lambda v: (v.arrived_at, -v.id.int), reverse=True)
    return [((v.arrived_at + _CHINA).date(), v.case_number) for v in came]


def fields_of(card: IndexCard) -> dict[str, object]:
    """A card as a change carries it."""
    return {name: value for name, value in values_of(KIND, card).items() if name != "id"}
