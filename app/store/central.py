"""The centre's one door for writing: a push is taken in one transaction, its numbers last."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.dialects import postgresql

from app.domain.errors import Refused
from app.store import (
    access,
    allowed,
    allowed_things,
    allowed_vouchers,
    bed_clashes,
    cards,
    devices,
    elsewhere,
    feed,
    forgetting,
    grants,
    held_faces,
    kin,
    kin_news,
    links,
    listed_vouchers,
    listing,
    listing_reviews,
    passing,
    postgres,
    returned_twice,
    sealed_notices,
    transfers,
    vouchers_twice,
    walls,
)  # fmt: skip
from app.store.adding import add_new, unawaited
from app.store.among import among_words
from app.store.depot import Depot
from app.store.devices import Device
from app.store.merging import (
    Letter,
    Merged,
    Sender,
    as_it_stands,
    look_up,
    payloads,
    put_changed,
    put_new,
    take_group,
)
from app.store.named_pictures import NAMED
from app.store.news import News, stamp_of, streams_of
from app.store.rivals import rivals
from app.store.rows import UNFIT, maker_of
from app.store.tables import (
    TABLES,
    batch,
    encounter,
    enrolled,
    inquiry_photo,
    printed,
    quarantine,
    root,
    stream,
)
from app.wire.audit import to_seal, verified
from app.wire.entry import Entry, Payload, commit, header, link
from app.wire.faces import hollow
from app.wire.talk import MOST_CHANGES, Ask, Change, Push, Pushed

Group = tuple[Entry, ...]
_MERGING = 4
"""Of PostgreSQL's advisory locks: a name for each station."""
AHEAD = timedelta(minutes=5)
"""So far ahead of the centre's clock an entry is believed; further, it is set back and marked."""


class Behind(Refused):
    """The entries do not continue what is here; where that ends is said."""

    def __init__(self, key: str, device: Device) -> None:
        super().__init__(key)
        self.last_n, self.last_hash = device.last_n, device.last_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a batch came with, kept for later disputes: the signature, the SHA-256 of its bytes and
    the moment that was signed with it, as it was written."""

    signature: bytes
    digest: bytes
    said_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The answer to the desk, and the streams that moved."""

    pushed: Pushed
    moved: dict[str, int]


def take_in(
    engine: Engine, who: UUID, push: Push, proof: Proof, at: datetime, depot: Depot | None = None
) -> Taken:
    """Merge the entries of one device that are not here yet; pictures of whoever is erased by them
    go from the `depot`.

    Behind "line.gap" where entries are missing before them, "line.cloned" where the device said
    something else under the same number.
    """
    with engine.begin() as connection:
        device = devices.must_know(connection, who, lock=True)
        walls.stand_in(connection, device.station)
        fresh, headers = _fresh(device, push)
        if not fresh:
            return Taken(pushed=_pushed(device.last_n, device.last_hash, at), moved={})
        last = fresh[-1]
        _must_be_sealed(device, push)
        forgetting.stand_apart(connection, fresh)
        stand_in_line(connection, device.station, fresh)
        news, stamp = _merge(connection, device, fresh, at, depot)
        devices.advance(connection, who, last.n, last.hash, stamp, at)
        connection.execute(
            insert(batch).values(
                device=who, incarnation=push.incarnation, last_n=last.n, count=len(fresh),
                signature=proof.signature, digest=proof.digest, at=at, said_at=proof.said_at,
                public_key=device.public_key, seal=push.seal or None,
                previous=fresh[0].previous, links=links.keep(headers),
            )
        )  # fmt: skip
        moved = append(connection, news, at)
    return Taken(pushed=_pushed(last.n, last.hash, at), moved=moved)


def stand_in_line(connection: Connection, station: str, entries: Iterable[Entry]) -> None:
    """Two pushes that may be about the same records are merged one after the other: side by side
    neither would see what the other says, and nobody would be asked. A station's records are its
    own; decisions about two people may come from any."""
    names = [station, *({"link"} & {entry.kind for entry in entries})]
    for name in names:
        lock = func.pg_advisory_xact_lock(_MERGING, func.hashtext(name))
        connection.execute(select(lock))


def _must_be_sealed(device: Device, push: Push) -> None:
    last = push.entries[-1]
    said = to_seal(device.device, push.incarnation, last.n, last.hash)
    if push.seal and not verified(device.public_key, push.seal, said):
        raise Refused("line.wrong_signature")


def append(connection: Connection, news: dict[str, list[Change]], at: datetime) -> dict[str, int]:
    """Say it in the streams, and remember whom it tells to erase."""
    # What the centre has to tell goes beyond the sender's own walls: a card, an order to erase.
    with walls.everywhere(connection):
        moved = feed.append(connection, news)
        passing.note(connection, news, moved, at)
    return moved


def _pushed(n: int, hash_: bytes, at: datetime) -> Pushed:
    return Pushed(last_n=n, last_hash=hash_, at=at)


def _fresh(device: Device, push: Push) -> tuple[list[Entry], list[bytes]]:
    """What is new, proved to continue what is here, and its headers."""
    if push.incarnation != device.incarnation:
        raise Refused("line.other_life")
    entries = push.entries
    if not entries:
        return [], []
    if entries[0].n > device.last_n + 1:
        raise Behind("line.gap", device)
    here = next((e for e in entries if e.n == device.last_n), None)
    if here is not None and here.hash != device.last_hash:
        raise Behind("line.cloned", device)
    if entries[-1].n < device.last_n:
        raise Behind("line.gap", device)
    fresh = [e for e in entries if e.n > device.last_n]
    headers = _prove(device, fresh)
    # Of a desk whose checks were taken out or are older: no template is kept, nor set aside.
    return [hollow(e) for e in fresh], headers


def _prove(device: Device, fresh: Sequence[Entry]) -> list[bytes]:
    headers = [header(entry) for entry in fresh]
    n, hash_ = device.last_n, device.last_hash
    for entry, said in zip(fresh, headers, strict=True):
        if entry.n == n + 1 and entry.previous != hash_ and n == device.last_n:
            raise Behind("line.cloned", device)
        whole = entry.n == n + 1 and entry.previous == hash_ and entry.device == device.device
        kept = not entry.salt or commit(entry.salt, entry.payload) == entry.commitment
        if not (whole and kept and link(entry.previous, said) == entry.hash):
            raise Refused("line.broken_chain", n=entry.n)
        n, hash_ = entry.n, entry.hash
    return headers


def _merge(
    connection: Connection,
    device: Device,
    fresh: Sequence[Entry],
    at: datetime,
    depot: Depot | None,
) -> tuple[dict[str, list[Change]], int]:
    """What is to be told, and the stamp given last."""
    latest = stamp_of(at + AHEAD)
    sender = _sender(device, latest)
    groups = [tuple(group) for _, group in groupby(fresh, key=lambda e: e.group)]
    said = payloads(fresh)
    news = News(device, at)
    try:
        with connection.begin_nested():
            _take_all(connection, groups, said, sender, news, depot)
    except UNFIT as error:
        if postgres.is_away(error):
            raise  # nothing is taken, nothing is set aside: the desk keeps it and comes again
        # Something that the database cannot hold: one by one, so that only that is refused.
        news = News(device, at)
        sender = _sender(device, latest)
        for group in groups:
            try:
                with connection.begin_nested():
                    _take_all(connection, [group], said, sender, news, depot)
            except UNFIT as error:
                if postgres.is_away(error):
                    raise
                why = postgres.forbidden(error) or Refused("entry.not_storable")
                sorry = elsewhere.reason(connection, group, why)
                _refuse(connection, group, sorry, news, at)
    return news.by_stream, sender.stamped


def _sender(device: Device, latest: int) -> Sender:
    return Sender(station=device.station, latest=latest, stamped=device.last_stamp)


def take_late(
    connection: Connection,
    device: Device,
    group: tuple[Entry, ...],
    at: datetime,
    depot: Depot | None = None,
) -> dict[str, list[Change]]:
    """A group that was set aside and is understood now; its stamps are those of then, so that it
    undoes nothing said since; who asks stands in line. Refused "entry.…" where it still cannot
    stand."""
    sender = _sender(replace(device, last_stamp=0), stamp_of(at + AHEAD))
    news = News(device, at)
    said = payloads(group)
    late = forgetting.sift(connection, [group], said)
    forgetting.answer_late(connection, late, news, depot)
    left = [some for some in late.groups if some]
    if left:
        made, take = _ready(connection, left, said, sender, news)
        for some in left:
            take(some)
        _conclude(connection, made, left, news, depot)
    return news.by_stream


def _take_all(
    connection: Connection,
    groups: Sequence[Group],
    said: Mapping[int, Payload],
    sender: Sender,
    news: News,
    depot: Depot | None,
) -> None:
    for run in forgetting.runs(groups):
        late = forgetting.sift(connection, run, said)
        forgetting.answer_late(connection, late, news, depot)
        _take_run(connection, [group for group in late.groups if group], said, sender, news, depot)


def _take_run(
    connection: Connection,
    groups: Sequence[Group],
    said: Mapping[int, Payload],
    sender: Sender,
    news: News,
    depot: Depot | None,
) -> None:
    if not groups:
        return
    made, take = _ready(connection, groups, said, sender, news)
    for group in groups:
        try:
            take(group)
        except Refused as sorry:
            why = elsewhere.reason(connection, group, sorry)
            _refuse(connection, group, why, news, news.at)
    _conclude(connection, made, groups, news, depot)


def _ready(
    connection: Connection,
    groups: Sequence[Group],
    said: Mapping[int, Payload],
    sender: Sender,
    news: News,
) -> tuple[Merged, Callable[[Group], None]]:
    """The rows that groups speak of, and how one group after the other is taken."""
    entries = [entry for group in groups for entry in group]
    made = Merged(rows=look_up(connection, entries, said))
    others = rivals(connection, entries, said)
    # What this very push adds and changes again is the sender's own.
    own = {news.device.device.hex: news.device.station}
    makers = {maker_of(row) for row in made.rows.values()} - own.keys()
    sender.stations = own | (devices.stations_of(connection, makers) if makers else {})

    def may(whole: Merged, group: Group) -> None:
        forgetting.must_be_allowed(connection, whole, group, news.device, news.at)
        listing.must_be_allowed(connection, whole, group, news.device.station, news.at)
        allowed.must_be_allowed(connection, whole, group, news.at)
        allowed_things.must_be_allowed(connection, whole, group)
        allowed_vouchers.must_be_allowed(connection, whole, group, news.device.station)
        transfers.must_be_allowed(connection, whole, group, news.at)
        kin.must_be_allowed(connection, whole, group, news.device.station, news.at)

    def take(group: Group) -> None:
        take_group(made, group, said, sender, others, may)

    return made, take


def _conclude(
    connection: Connection,
    made: Merged,
    groups: Sequence[Group],
    news: News,
    depot: Depot | None,
) -> None:
    """Write what groups came to, and tell everybody whom it concerns."""
    rows = made.new | made.changed
    new = {key: made.records[key] for key in made.new}
    people, key = cards.touched(rows), access.network_key(connection)
    with unawaited(connection):
        put_new(connection, made)
        fresh = cards.of_new(people, new, key, news.at)
    put_changed(connection, made)
    known = [person for person in people if ("person", person) not in new]
    news.add_cards(cards.renew(connection, fresh, known, key, news.at))
    concerned = held_faces.concerned((kind, id_, row) for (kind, id_), row in rows.items())
    news.add_own(held_faces.settle(connection, concerned, news.at))
    news.add_own(listing_reviews.put_steps(connection, made))
    news.add_own(listing.publish(connection, listing.touched(made), news.at))
    news.add_own(transfers.publish(connection, made, news.at))
    news.add_own(kin_news.publish(connection, made, news.at))
    if any(kind == grants.KIND for kind, _ in rows):
        news.add_blocks(access.granted(connection, news.device, news.at))
    unheard = listed_vouchers.letters(connection, made)
    beside, theirs = vouchers_twice.letters(connection, made, news.device.station, news.at)
    news.add_own(theirs)
    beds = bed_clashes.decide(connection, made, news.device.station, news.at)
    twice = _twice(connection, made, news.device)
    more = [*returned_twice.letters(connection, made), *sealed_notices.letters(connection, made)]
    letters = [*made.letters, *twice, *unheard, *beside, *beds.letters, *more]
    news.add(made.changes, letters, groups[-1][-1])
    news.add_own({f"station:{news.device.station}": beds.changes})
    for kind, record in dict.fromkeys(made.back):
        news.add_back(kind, record, *as_it_stands(made, (kind, record)))
    for group in groups:
        forgetting.obey(connection, made, group, news, depot)


def _twice(connection: Connection, made: Merged, device: Device) -> Iterator[Letter]:
    """Numbers that stand on two papers: both are kept, and somebody has to look."""
    if not made.numbers:
        return
    rows = [{"number": n, "record": r, "device": device.device} for n, r in made.numbers.items()]
    if add_new(connection, printed, rows) == len(rows):
        return
    given = among_words(printed.c.number, made.numbers)
    there = select(printed.c.number, printed.c.record).where(given)
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


def may_read(device: Device, ask: Ask) -> tuple[str, ...]:
    """The streams of a device, alerts first; one asked for that is not among them is Refused
    "line.not_your_stream"."""
    allowed = streams_of(device)
    if foreign := ask.cursors.keys() - set(allowed):
        raise Refused("line.not_your_stream", stream=min(foreign))
    return allowed


def read(engine: Engine, device: Device, ask: Ask, at: datetime) -> tuple[feed.RawPart, ...]:
    """What a device has not heard yet, in the order in which it may read."""
    allowed = may_read(device, ask)
    most = max(1, min(ask.most, MOST_CHANGES))
    found = []
    with walls.within(engine, device.station) as connection:
        passing.passed(connection, device.device, ask.cursors, at)
        stand = feed.stands(connection, allowed)
        for name in allowed:
            if name in ask.without:
                continue
            part = feed.part(connection, name, ask.cursors.get(name, 0), stand[name], most)
            if part.changes or name not in ask.cursors:
                found.append(part)
            most -= len(part.changes)
            if most <= 0:
                break
    return tuple(found)


def heads(engine: Engine, names: Iterable[str]) -> dict[str, int]:
    """Where streams stand."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return feed.heads(connection, names)


def counts(engine: Engine) -> dict[str, int]:
    """How much there is of what, for the metrics: devices, changes, what was set aside."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        tables = {"devices": enrolled, "quarantined": quarantine, "batches": batch, "roots": root}
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
    with walls.within(engine, device.station) as connection:
        for name in NAMED:
            own = select(name).where(name.in_(wanted))
            if name is inquiry_photo.c.picture:  # of whom a family looks for nobody may be on file
                own = own.where(name.table.c.station == device.station)
            elif name is not encounter.c.photo:  # of a stranger nobody is on file
                person = TABLES["person"]
                mine = name.table.c.person == person.c.id
                own = own.where(mine, person.c.station == device.station)
            found |= set(connection.execute(own).scalars())
    return found
