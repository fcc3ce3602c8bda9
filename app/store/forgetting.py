"""Erasure at the centre: whoever is erased goes out of rows, streams and pictures, and whatever
comes of them afterwards is not taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql

from app.domain.erasure import LEAST_YEARS, ErasureWish, must_be_open, must_be_two
from app.domain.errors import Refused
from app.domain.inquiry import Inquiry, InquiryEntry, inquiries_of
from app.domain.inquiry_erasure import LEAST_DAYS, must_be_erasable
from app.domain.inquiry_photo import BACK, gone_in, photo_of
from app.domain.visit import Answer
from app.store import (
    cards,
    devices,
    dropping,
    erasures,
    feed,
    hanging,
    held_faces,
    kin_news,
    lending,
    walls,
    wishes,
)
from app.store.among import among
from app.store.depot import Depot
from app.store.devices import Device
from app.store.erasures import Erasure
from app.store.merging import WISH, Letter, Merged, payloads
from app.store.news import News, Told, province_of
from app.store.rows import maker_of, record_of
from app.store.tables import TABLES, erased, quarantine
from app.wire.entry import Entry, Payload

Row = dict[str, Any]
Group = tuple[Entry, ...]
_LOCK = func.hashtext("erasures")
_LATE = "erased_late"
_INQUIRY = "inquiry_entry"


@dataclass(slots=True, kw_only=True)
class Late:
    """Entries about people who are erased: none of them is taken."""

    groups: list[Group]
    """What is left of the groups."""
    people: dict[UUID, set[UUID]] = field(default_factory=dict)
    """person -> records that were said of them."""
    first: Entry | None = None


def stand_apart(connection: Connection, entries: Iterable[Entry]) -> None:
    """Nobody else's push runs beside one that takes away, or it would add to who is just going."""
    alone = any(is_command(entry) for entry in entries)
    lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    connection.execute(select(lock(_LOCK)))


def stand_alone(connection: Connection) -> None:
    """Nobody's push runs beside this."""
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def is_command(entry: Entry) -> bool:
    """Whether something is taken away by this entry."""
    return (
        entry.kind == WISH
        or (entry.kind == "consent" and Answer.WITHDRAWN.encode() in entry.payload)
        or (entry.kind == _INQUIRY and any(one.encode() in entry.payload for one in BACK))
    )


def runs(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups in pieces: what stands before a command is put down before it is obeyed."""
    found: list[list[Group]] = [[]]
    for group in groups:
        if any(is_command(entry) for entry in group):
            found += [[group], []]
        else:
            found[-1].append(group)
    return [run for run in found if run]


def sift(connection: Connection, groups: Sequence[Group], said: Mapping[int, Payload]) -> Late:
    """Take out of the groups what hangs on somebody who is erased; templates come empty. `said` is
    what the entries say, by their numbers."""
    refers = {e.n: hanging.refers_to(e, said.get(e.n)) for group in groups for e in group}
    gone = _gone(connection, {id_ for ids in refers.values() for id_ in ids})
    everything = [e for group in groups for e in group]
    _spread(gone, everything, refers)
    late = Late(groups=[])
    for group in groups:
        kept: list[Entry] = []
        for entry in group:
            hit = gone.get(entry.record)
            if hit is None or entry.kind in hanging.KEPT:
                kept.append(entry)
            else:
                late.people.setdefault(hit, set()).add(entry.record)
                late.first = late.first or entry
        late.groups.append(tuple(kept))
    return late


def _spread(
    gone: dict[UUID, UUID], entries: Sequence[Entry], refers: Mapping[int, set[UUID]]
) -> None:
    """What hangs on something late is late as well, in whatever order it was said."""
    found = gone
    while found:
        found = {
            e.record: gone[id_]
            for e in entries
            if e.record not in gone and e.kind not in hanging.KEPT
            for id_ in refers[e.n]
            if id_ in gone
        }
        gone.update(found)


def _gone(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Erased id -> person."""
    gone = select(erased.c.id, erased.c.person).where(among(erased.c.id, ids))
    return {row.id: row.person for row in connection.execute(gone)}


def answer_late(connection: Connection, late: Late, news: News, depot: Depot | None) -> None:
    """The ids are kept, the device hears of it and erases; nothing is set aside."""
    for person, records in late.people.items():
        _keep_ids(connection, depot, person, records, news.device.station, news.at)
        news.tell_erased(person, [news.device.device])
    if late.first is not None:
        # About none of the records: it is read on when they are gone.
        content = {"people": len(late.people)}
        told = Letter(kind=_LATE, record_kind="", record=news.device.device, content=content)
        news.tell_device(told, late.first)


def must_be_allowed(
    connection: Connection, made: Merged, group: Group, device: Device, at: datetime
) -> None:
    """Every wish of a group is asked and agreed by officers of the device's own station, about
    somebody whose file is not locked. Refused "erasure.…"."""
    for entry in group:
        row = made.new.get((WISH, entry.record)) if entry.kind == WISH else None
        if row is not None:
            wish: ErasureWish = record_of(WISH, row)
            staff = {wish.officer, wish.approver}
            found = _officers(connection, staff, device.station)
            must_be_two(wish, found.get(wish.officer), found.get(wish.approver))
            if whole := _inquiry(connection, wish.person):
                if whole.first.station != device.station:
                    raise Refused("erasure.other_station", station=whole.first.station)
                must_be_erasable(whole, wish.ground, LEAST_DAYS, at)
                continue
            file = wishes.lasting(lambda q: connection.execute(q).all(), [wish.person])
            must_be_open(wish.ground, file, LEAST_YEARS, at)


def _inquiry(connection: Connection, id_: UUID) -> Inquiry | None:
    """Of whatever station: nobody else's is taken away."""
    table = TABLES["inquiry_entry"]
    with walls.everywhere(connection):
        rows = connection.execute(select(table).where(table.c.inquiry == id_)).mappings().all()
    said = (record_of("inquiry_entry", dict(row)) for row in rows)
    return next(iter(inquiries_of(said)), None)


def _officers(connection: Connection, ids: Iterable[UUID], station: str) -> dict[UUID, Any]:
    """Officers of a station: a device of it wrote them down."""
    table = TABLES["officer"]
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    homes = devices.stations_of(connection, {maker_of(row) for row in rows})
    return {
        row["id"]: record_of("officer", dict(row))
        for row in rows
        if homes.get(maker_of(row)) == station
    }


def obey(
    connection: Connection, made: Merged, group: Group, news: News, depot: Depot | None
) -> None:
    """Do what the wishes and withdrawals of a group say; they are put down already."""
    for entry in group:
        if (row := made.new.get((entry.kind, entry.record))) is None:
            continue
        if entry.kind == WISH:
            _erase_for(connection, row, entry, news, depot)
        elif entry.kind == "consent":
            for one in erasures.withdrawn_in([record_of("consent", row)]):
                gone = Erasure(person=one.person, at=one.at, face=True)
                news.redact(forget_faces(connection, gone, depot, news))
        elif entry.kind == _INQUIRY:
            for said in gone_in([record_of(_INQUIRY, row)]):
                _take_photo(connection, said, news, depot)


def _take_photo(
    connection: Connection, said: InquiryEntry, news: News, depot: Depot | None
) -> None:
    """The family took back its consent: the picture goes here and wherever it went."""
    if said.supersedes is None:
        return
    gone = Erasure(person=photo_of(said.supersedes), at=news.at, station=said.station)
    ids, to = erase(connection, gone, depot, news)
    news.redact(ids)
    news.tell_erased(gone.person, to)


def _erase_for(
    connection: Connection, row: Row, entry: Entry, news: News, depot: Depot | None
) -> None:
    wish: ErasureWish = record_of(WISH, row)
    gone = Erasure(person=wish.person, at=news.at, station=wish.station)
    ids, to = erase(connection, gone, depot, news)
    news.redact(ids)
    news.tell_erased(wish.person, to)
    staff = _officers(connection, {wish.officer, wish.approver}, news.device.station)
    content = {
        "ground": str(wish.ground),
        "by": staff[wish.officer].name,
        "with": staff[wish.approver].name,
    }
    news.tell_station(
        Letter(kind="erased", record_kind=WISH, record=wish.id, content=content), entry
    )


def forget_faces(
    connection: Connection, gone: Erasure, depot: Depot | None, told: Told
) -> set[UUID]:
    """Delete what rested on a withdrawn consent; answers the ids that went. Whoever was given such
    a template hears that it is gone."""
    if depot:
        erasures.note(depot.folder.parent, depot.key, [gone])
    ids = hanging.on_consent(connection, gone.person, gone.at)
    with walls.everywhere(connection):
        walls.erase(connection, ids)
        hanging.delete_rows(connection, {"template": ids})
        feed.redact(connection, ids)
    told.add_own(held_faces.forget(connection, gone.person, told.at, withdrawn=gone.at))
    return set(ids)


def erase(
    connection: Connection, gone: Erasure, depot: Depot | None, told: Told
) -> tuple[set[UUID], list[UUID]]:
    """Take a person out of everything here; answers the ids that went and whom to tell. Whoever was
    given a template hears that it is gone.

    The list outside the database comes first, the pictures before the commit: broken off, both are
    gone through again at the next start.
    """
    with walls.everywhere(connection):
        told.add_own(kin_news.end_erased(connection, gone.person, told.at))
        rows = hanging.rows_of(connection, gone.person)
        pictures = hanging.pictures_of(connection, rows)
        ids = {gone.person, *gone.records} | hanging.ids_of(rows)
        walls.erase(connection, ids)
        _keep_ids(connection, depot, gone.person, ids, gone.station, gone.at)
        # Where the log no longer is, only the rows say at which stations they were made.
        said_at = {f"station:{code}" for code in _said_at(connection, rows)}
        hanging.delete_rows(connection, rows)
        cards.drop_keys(connection, [gone.person])
        lent_to = lending.take_back(connection, gone.person)
        streams = feed.redact(connection, ids) | said_at
        _redact_set_aside(connection, ids)
        whole = {*streams, f"station:{gone.station}", province_of(gone.station)}
        dropping.drop(connection, whole)
        if depot:
            for name in pictures - hanging.still_wanted(connection, pictures):
                depot.drop(name)
    told.add_own(held_faces.forget(connection, gone.person, told.at))
    return ids, [*who_may_have(connection, gone.station, streams), *lent_to]


def _said_at(connection: Connection, rows: hanging.Rows) -> set[str]:
    makers: set[str] = set()
    for kind, ids in rows.items():
        table = TABLES[kind]
        made = connection.execute(select(table.c.versions).where(among(table.c.id, ids)))
        makers |= {maker_of(row) for row in made.mappings()}
    return set(devices.stations_of(connection, makers).values())


def who_may_have(connection: Connection, station: str, streams: Iterable[str]) -> list[UUID]:
    """Devices that may hold something of a person: the station's own, the province's for the card,
    and whoever heard a stream in which something stood. Whoever else is given a file belongs here.
    """
    told = {name.removeprefix("station:") for name in streams} | {station}
    province = province_of(station)
    return [
        one.device
        for one in devices.every(connection)
        if one.station in told or province_of(one.station) == province
    ]


def _keep_ids(
    connection: Connection,
    depot: Depot | None,
    person: UUID,
    ids: Iterable[UUID],
    station: str,
    at: datetime,
) -> None:
    """The ids for ever, outside the database first."""
    whole = sorted({person, *ids})
    if depot:
        others = tuple(id_ for id_ in whole if id_ != person)
        line = Erasure(person=person, at=at, records=others, station=station)
        erasures.note(depot.folder.parent, depot.key, [line])
    rows = [{"id": id_, "person": person, "station": station, "at": at} for id_ in whole]
    connection.execute(postgresql.insert(erased).on_conflict_do_nothing(), rows)


def _redact_set_aside(connection: Connection, ids: set[UUID]) -> None:
    """What was refused of them lies there whole: emptied as well."""
    key = (quarantine.c.device, quarantine.c.incarnation, quarantine.c.n)
    for row in connection.execute(select(*key, quarantine.c.entry)).all():
        entry = msgspec.msgpack.decode(row.entry, type=Entry)
        if not entry.payload or entry.kind in hanging.KEPT:
            continue
        if hanging.refers_to(entry, payloads([entry]).get(entry.n)) & ids:
            emptied = msgspec.msgpack.encode(replace(entry, payload=b"", salt=b""))
            where = (key[0] == row.device, key[1] == row.incarnation, key[2] == row.n)
            connection.execute(update(quarantine).where(*where).values(entry=emptied))
