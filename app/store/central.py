"""The centre's one door for writing: a push is taken in one transaction, its numbers last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused
from app.store import access, cards, devices, feed, grants
from app.store.devices import Device
from app.store.merging import (
    Letter,
    Merged,
    Sender,
    look_up,
    put_down,
    take_group,
)
from app.store.news import News, stamp_of, streams_of
from app.store.rivals import rivals
from app.store.tables import TABLES, batch, enrolled, printed, quarantine, stream
from app.wire.entry import Entry, chain, commit
from app.wire.talk import MOST_ENTRIES, Ask, Change, Push, Pushed

AHEAD = timedelta(minutes=5)
"""So far ahead of the centre's clock an entry is believed; further, it is set back and marked."""


class Behind(Refused):
    """The entries do not continue what is here; where that ends is said."""

    def __init__(self, key: str, device: Device) -> None:
        super().__init__(key)
        self.last_n, self.last_hash = device.last_n, device.last_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a batch came with: signature and SHA-256 of its bytes, kept for later disputes."""

    signature: bytes
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The answer to the desk, and the streams that moved."""

    pushed: Pushed
    moved: dict[str, int]


def take_in(engine: Engine, who: UUID, push: Push, proof: Proof, at: datetime) -> Taken:
    """Merge the entries of one device that are not here yet.

    Behind "line.gap" where entries are missing before them, "line.cloned" where the device said
    something else under the same number.
    """
    with engine.begin() as connection:
        device = devices.must_know(connection, who, lock=True)
        fresh = _fresh(device, push)
        if not fresh:
            return Taken(pushed=_pushed(device.last_n, device.last_hash, at), moved={})
        last = fresh[-1]
        news = _merge(connection, device, fresh, at)
        devices.advance(connection, who, last.n, last.hash, at)
        connection.execute(
            insert(batch).values(
                device=who, incarnation=push.incarnation, last_n=last.n, count=len(fresh),
                signature=proof.signature, digest=proof.digest, at=at,
            )
        )  # fmt: skip
        moved = feed.append(connection, news)
    return Taken(pushed=_pushed(last.n, last.hash, at), moved=moved)


def _pushed(n: int, hash_: bytes, at: datetime) -> Pushed:
    return Pushed(last_n=n, last_hash=hash_, at=at)


def _fresh(device: Device, push: Push) -> list[Entry]:
    """What is new, proved to continue what is here."""
    if push.incarnation != device.incarnation:
        raise Refused("line.other_life")
    entries = push.entries
    if not entries:
        return []
    if entries[0].n > device.last_n + 1:
        raise Behind("line.gap", device)
    here = next((e for e in entries if e.n == device.last_n), None)
    if here is not None and here.hash != device.last_hash:
        raise Behind("line.cloned", device)
    if entries[-1].n < device.last_n:
        raise Behind("line.gap", device)
    fresh = [e for e in entries if e.n > device.last_n]
    _prove(device, fresh)
    return fresh


def _prove(device: Device, fresh: Sequence[Entry]) -> None:
    n, hash_ = device.last_n, device.last_hash
    for entry in fresh:
        if entry.n == n + 1 and entry.previous != hash_ and n == device.last_n:
            raise Behind("line.cloned", device)
        whole = entry.n == n + 1 and entry.previous == hash_ and entry.device == device.device
        kept = not entry.salt or commit(entry.salt, entry.payload) == entry.commitment
        if not (whole and kept and chain(entry) == entry.hash):
            raise Refused("line.broken_chain", n=entry.n)
        n, hash_ = entry.n, entry.hash


def _merge(
    connection: Connection, device: Device, fresh: Sequence[Entry], at: datetime
) -> dict[str, list[Change]]:
    latest = stamp_of(at + AHEAD)
    stations = {d.device.hex: d.station for d in devices.every(connection)}
    sender = _sender(device, latest, stations)
    groups = [tuple(group) for _, group in groupby(fresh, key=lambda e: e.group)]
    news = News(device, at)
    try:
        with connection.begin_nested():
            _take_all(connection, groups, sender, news)
    except DBAPIError:
        # Something that the database cannot hold: one by one, so that only that is refused.
        news = News(device, at)
        sender = _sender(device, latest, stations)
        for group in groups:
            try:
                with connection.begin_nested():
                    _take_all(connection, [group], sender, news)
            except DBAPIError:
                _refuse(connection, group, Refused("entry.not_storable"), news, at)
    devices.note_stamp(connection, device.device, sender.stamped)
    return news.by_stream


def take_late(
    connection: Connection, device: Device, group: Sequence[Entry], at: datetime
) -> dict[str, list[Change]]:
    """A group that was set aside and is understood now; its stamps are those of then, so that it
    undoes nothing said since. Refused "entry.…" where it still cannot stand."""
    stations = {d.device.hex: d.station for d in devices.every(connection)}
    sender = _sender(replace(device, last_stamp=0), stamp_of(at + AHEAD), stations)
    made = Merged(rows=look_up(connection, group))
    news = News(device, at)
    _conclude(
        connection, take_group(made, group, sender, rivals(connection, group)), news, group[-1]
    )
    return news.by_stream


def _sender(device: Device, latest: int, stations: dict[str, str]) -> Sender:
    return Sender(
        station=device.station, latest=latest, stamped=device.last_stamp, stations=stations
    )


def _take_all(
    connection: Connection,
    groups: Sequence[tuple[Entry, ...]],
    sender: Sender,
    news: News,
) -> None:
    entries = [entry for group in groups for entry in group]
    made = Merged(rows=look_up(connection, entries))
    others = rivals(connection, entries)
    for group in groups:
        try:
            made = take_group(made, group, sender, others)
        except Refused as sorry:
            _refuse(connection, group, sorry, news, news.at)
    _conclude(connection, made, news, entries[-1])


def _conclude(connection: Connection, made: Merged, news: News, last: Entry) -> None:
    """Write what groups came to, and tell everybody whom it concerns."""
    put_down(connection, made)
    rows = made.new | made.changed
    news.add_cards(
        cards.renew(connection, cards.touched(rows), access.network_key(connection), news.at)
    )
    if any(kind == grants.KIND for kind, _ in rows):
        news.add_blocks(access.granted(connection, news.device, news.at))
    letters = [*made.letters, *_twice(connection, made, news.device)]
    news.add(made.changes, letters, last)


def _twice(connection: Connection, made: Merged, device: Device) -> Iterator[Letter]:
    """Numbers that stand on two papers: both are kept, and somebody has to look."""
    if not made.numbers:
        return
    rows = [{"number": n, "record": r, "device": device.device} for n, r in made.numbers.items()]
    new = postgresql.insert(printed).on_conflict_do_nothing(index_elements=[printed.c.number])
    connection.execute(new, rows)
    there = select(printed.c.number, printed.c.record).where(printed.c.number.in_(made.numbers))
    for row in connection.execute(there):
        mine = made.numbers[row.number]
        if row.record != mine:
            kind = "voucher" if row.number.startswith("GT") else "visit"
            whole = made.row((kind, mine)) or {}
            yield Letter(
                kind="number_twice",
                record_kind=kind,
                record=mine,
                person=whole.get("person"),
                content={"number": row.number, "other": str(row.record)},
            )


def _refuse(
    connection: Connection,
    group: Sequence[Entry],
    sorry: Refused,
    news: News,
    at: datetime,
) -> None:
    """Set a group aside whole, and tell the device why; what follows it goes on."""
    rows = [
        {
            "device": e.device,
            "incarnation": e.incarnation,
            "n": e.n,
            "group": e.group,
            "reason": sorry.key,
            "entry": msgspec.msgpack.encode(e),
            "at": at,
        }
        for e in group
    ]
    # A restored disk may say again what was set aside in its earlier life.
    connection.execute(postgresql.insert(quarantine).on_conflict_do_nothing(), rows)
    first = group[0]
    facts: dict[str, object] = {name: str(fact) for name, fact in sorry.facts.items()}
    content = {"reason": sorry.key, "facts": facts, "entries": [e.n for e in group]}
    letter = Letter(kind="refused", record_kind=first.kind, record=first.record, content=content)
    news.tell_device(letter, first)


def read(engine: Engine, device: Device, ask: Ask) -> tuple[feed.RawPart, ...]:
    """What a device has not heard yet, in the order in which it may read; alerts first.

    A stream that it may not read is Refused "line.not_your_stream".
    """
    allowed = streams_of(device)
    if foreign := ask.cursors.keys() - set(allowed):
        raise Refused("line.not_your_stream", stream=min(foreign))
    most = max(1, min(ask.most, MOST_ENTRIES))
    found = []
    with engine.begin() as connection:
        for name in allowed:
            part = feed.after(connection, name, ask.cursors.get(name, 0), most)
            if part.changes or name not in ask.cursors:
                found.append(part)
            most -= len(part.changes)
            if most <= 0:
                break
    return tuple(found)


def heads(engine: Engine, names: Iterable[str]) -> dict[str, int]:
    """Where streams stand."""
    with engine.begin() as connection:
        return feed.heads(connection, names)


def counts(engine: Engine) -> dict[str, int]:
    """How much there is of what, for the metrics: devices, changes, what was set aside."""
    with engine.begin() as connection:
        tables = {"devices": enrolled, "quarantined": quarantine, "batches": batch}
        found = {
            name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for name, table in tables.items()
        }
        total = connection.execute(select(func.coalesce(func.sum(stream.c.last), 0))).scalar_one()
    return found | {"changes": int(total)}


def named(engine: Engine, device: Device, names: Iterable[str]) -> set[str]:
    """Which of these pictures records of the device's own station speak of: only those come and
    go."""
    wanted = list(names)
    found: set[str] = set()
    with engine.begin() as connection:
        for kind, field in (("photograph", "sha256"), ("signature", "picture")):
            table, person = TABLES[kind], TABLES["person"]
            own = select(table.c[field]).where(
                table.c[field].in_(wanted),
                table.c.person == person.c.id,
                person.c.station == device.station,
            )
            found |= set(connection.execute(own).scalars())
    return found
