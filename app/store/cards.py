"""Index cards: worked out at the centre from what stands there, kept at desks to recognise by."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Set
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from app.domain.document import forms_of, tidy
from app.domain.index_card import IndexCard, documents_of, index_card
from app.domain.person import Claim, Person
from app.store import dropping, feed, walls
from app.store.adding import add
from app.store.among import among
from app.store.rows import record_of, same, values_of
from app.store.tables import TABLES, card_key
from app.wire import hlc

Row = dict[str, Any]
KIND = "index_card"
WITHDRAWN = feed.WITHDRAWN
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
    connection: Connection,
    people: Iterable[UUID],
    new: Mapping[tuple[str, UUID], Any],
    key: bytes,
    at: datetime,
) -> list[tuple[IndexCard, str]]:
    """Work the cards of these people out anew; answers those that changed, with their version.

    `new` are records just added: of a person among them there is nothing else.
    """
    wanted = list(people)
    if not wanted:
        return []
    table = TABLES[KIND]
    there: dict[UUID, Row] = {}
    if known := [person for person in wanted if ("person", person) not in new]:
        found = connection.execute(select(table).where(among(table.c.id, known))).mappings()
        there = {row["id"]: dict(row) for row in found}
    changed = []
    for card in _cards(_Files(connection, wanted, new), key, at):
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
        add(connection, table, [row for row in rows if row["id"] not in there])
        for row in rows:
            if row["id"] in there:
                connection.execute(update(table).where(table.c.id == row["id"]).values(row))
        _renew_keys(connection, [card for card, _ in changed], there.keys())
    # Who was sealed before anybody saw a card of them is not spoken of at all.
    return [(card, version) for card, version in changed if not card.sealed or card.id in there]


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


def _renew_keys(connection: Connection, changed: list[IndexCard], before: Set[UUID]) -> None:
    """Row-level security lets no index look into the lists of a card; these keys have one."""
    if old := [card.id for card in changed if card.id in before]:
        drop_keys(connection, old)
    rows = []
    for card in changed:
        keys = {key_of(name=name) for name in (card.name, *card.aliases) if name}
        keys |= {key_of(document=number) for number in card.documents}
        rows += [{"key": key, "card": card.id} for key in sorted(keys)]
    add(connection, card_key, rows)


def _alike(old: IndexCard, new: IndexCard) -> bool:
    names = [name for name in IndexCard.__dataclass_fields__ if name != "changed_at"]
    return all(same(getattr(old, name), getattr(new, name)) for name in names)


class _Files:
    """All that is on file of some people; of those who are new it is all in hand."""

    def __init__(
        self, connection: Connection, people: list[UUID], new: Mapping[tuple[str, UUID], Any]
    ) -> None:
        self._connection = connection
        self._new: dict[str, list[Any]] = {}
        for (kind, _), record in new.items():
            self._new.setdefault(kind, []).append(record)
        self._fresh = {person for person in people if ("person", person) in new}
        self._known = [person for person in people if person not in self._fresh]

    def of(self, kind: str, column: str = "person") -> list[Any]:
        """Their records of a kind, oldest first."""
        found = [one for one in self._new.get(kind, ()) if getattr(one, column) in self._fresh]
        if self._known:
            table = TABLES[kind]
            question = select(table).where(among(table.c[column], self._known))
            rows = self._connection.execute(question).mappings()
            found += [record_of(kind, dict(row)) for row in rows]
        return sorted(found, key=attrgetter("id.int"))


def _cards(files: _Files, key: bytes, at: datetime) -> Iterable[IndexCard]:
    claims, visits = _by(files.of("claim")), _by(files.of("visit"))
    vouchers = _by(files.of("voucher"))
    person: Person
    for person in files.of("person", "id"):
        said: list[Claim] = claims.get(person.id, [])
        came = _standing(visits.get(person.id, []))
        live = [v.serial for v in vouchers.get(person.id, []) if v.state == "live"]
        numbers = [hashed(number, key) for number in documents_of(said)]
        yield index_card(person, said, came, live, numbers, at)


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
