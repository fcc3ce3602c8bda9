"""Which device was told of which erasure, and whether it is past it; the centre's start."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects import postgresql

from app.store import erasures, feed, forgetting, walls
from app.store.depot import Depot
from app.store.erasures import Erasure
from app.store.news import Told
from app.store.tables import enrolled, erased, erasure_wish, told
from app.wire.talk import ERASED, Change

_DEVICE = "dev:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A device that has not acknowledged an erasure."""

    device: UUID
    name: str
    station: str
    state: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """One person who was erased, and who has not done so yet. `ground` is empty where the list
    outside the database alone knows of it."""

    person: UUID
    station: str
    at: datetime
    ground: str
    waiting: tuple[Waits, ...]


def note(
    connection: Connection,
    news: Mapping[str, Sequence[Change]],
    moved: Mapping[str, int],
    at: datetime,
) -> None:
    """Remember under which numbers devices were told; who was told before is told anew."""
    rows = [
        {
            "device": UUID(name.removeprefix(_DEVICE)), "person": one.record,
            "seq": moved[name] - len(said) + number, "at": at, "passed_at": None,
        }
        for name, said in news.items() if name.startswith(_DEVICE)
        for number, one in enumerate(said, start=1) if one.kind == ERASED
    ]  # fmt: skip
    if rows:
        put = postgresql.insert(told)
        anew = {"seq": put.excluded.seq, "at": put.excluded.at, "passed_at": None}
        connection.execute(
            put.on_conflict_do_update(index_elements=[told.c.device, told.c.person], set_=anew),
            rows,
        )


def tell_new(connection: Connection, device: UUID, station: str, at: datetime) -> None:
    """A device that is let in hears of everybody who was erased before: what it begins with may be
    older, on a stick for instance."""
    there = select(erased.c.person).where(
        erased.c.id == erased.c.person, erased.c.station.startswith(station[:2])
    )
    orders = Told(at)
    for person in connection.execute(there.order_by(erased.c.at, erased.c.id)).scalars():
        orders.tell_erased(person, [device])
    note(connection, orders.by_stream, feed.append(connection, orders.by_stream), at)


def passed(connection: Connection, device: UUID, cursors: Mapping[str, int], at: datetime) -> None:
    """A device asks for what follows its cursor: what stands before that is done there."""
    heard = cursors.get(f"{_DEVICE}{device}", 0)
    if heard:
        connection.execute(
            update(told)
            .where(told.c.device == device, told.c.seq <= heard, told.c.passed_at.is_(None))
            .values(passed_at=at)
        )


def every(engine: Engine) -> list[Erased]:
    """Everybody who was erased, the newest first, with the devices that have not acknowledged."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        waiting: dict[UUID, list[Waits]] = {}
        open_ones = (
            select(told.c.person, enrolled)
            .join(enrolled, enrolled.c.device == told.c.device)
            .where(told.c.passed_at.is_(None))
            .order_by(enrolled.c.since)
        )
        for row in connection.execute(open_ones).mappings():
            names = Waits.__dataclass_fields__
            one = Waits(**{name: row[name] for name in names})
            waiting.setdefault(row["person"], []).append(one)
        said = connection.execute(select(erasure_wish.c.person, erasure_wish.c.ground))
        grounds: dict[UUID, str] = {row.person: row.ground for row in said}
        people = select(erased).where(erased.c.id == erased.c.person)
        return [
            Erased(
                person=row.person,
                station=row.station,
                at=row.at,
                ground=grounds.get(row.person, ""),
                waiting=tuple(waiting.get(row.person, ())),
            )
            for row in connection.execute(people.order_by(erased.c.at.desc(), erased.c.id))
        ]


def keep_erased(engine: Engine, depot: Depot, at: datetime) -> int:
    """Put the database in step with the list beside it, before anybody is answered: an older one
    that was restored brings nobody back. Answers how many had to go."""
    folder = depot.folder.parent
    listed = erasures.read(folder, depot.key)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        erasures.note(folder, depot.key, _known(connection))
        gone = _missing(connection, listed)
        orders = Told(at)
        for one in listed:
            if one.face:
                forgetting.forget_faces(connection, one, depot, orders)
        for one in gone:
            _, to = forgetting.erase(connection, one, depot, orders)
            orders.tell_erased(one.person, to)
        moved = feed.append(connection, orders.by_stream)
        note(connection, orders.by_stream, moved, at)
    return len({one.person for one in gone})


def _known(connection: Connection) -> Iterator[Erasure]:
    """What the database knows, for a list that was lost."""
    records: dict[UUID, list[UUID]] = {}
    about: dict[UUID, tuple[datetime, str]] = {}
    for row in connection.execute(select(erased).order_by(erased.c.id)):
        about.setdefault(row.person, (row.at, row.station))
        records.setdefault(row.person, []).append(row.id)
    for person, ids in records.items():
        at, station = about[person]
        others = tuple(id_ for id_ in ids if id_ != person)
        yield Erasure(person=person, at=at, records=others, station=station)


def _missing(connection: Connection, listed: Sequence[Erasure]) -> list[Erasure]:
    """Lines of the list of which the database has not heard."""
    known = set(connection.execute(select(erased.c.id)).scalars())
    return [e for e in listed if not e.face and not {e.person, *e.records} <= known]
