"""A file is lent to another station: who may have it, what goes, and who hears of it; the centre's
side. Every loan is looked at by both stations: it is written down before it goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, and_, delete, exists, func, insert, or_, select

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.lending import How, Lending, LentFile, check_purpose, lend
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Right, Viewing
from app.store import access, cards, feed, walls
from app.store.devices import Device, stations_of
from app.store.inside import not_ended
from app.store.news import decided, province_of, stamp_of, streams_of
from app.store.rows import maker_of, record_of, values_of
from app.store.tables import TABLES, loan
from app.wire import hlc
from app.wire.lending import AskContact, AskFile, BreakGlass, Contact, Contacts, Lent
from app.wire.talk import LETTER, Change

LONGEST = {How.CASE: timedelta(hours=72), How.GLASS: timedelta(hours=12)}
"""However long a desk would like to keep a file."""
MOST_GLASS, MOST_FILES = 6, 200
"""So many in 24 hours by one device; a station that needs more should call the other one."""
_DAY = timedelta(hours=24)
News = dict[str, list[Change]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The file, and the streams that moved."""

    lent: Lent
    moved: dict[str, int]


def ask(engine: Engine, device: Device, asked: AskFile, at: datetime) -> Answer:
    """The file of somebody of another station, for an open case of the device's own.

    Refused "file.nobody" alike where there is nobody and where somebody is sealed.
    """
    check_purpose(asked.purpose, asked.words)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        must_speak_for(connection, device, asked.officer)
        _must_not_ask_too_often(connection, device, How.CASE, MOST_FILES, at)
        person = _person(connection, asked.person)
        if person is None or person["sealed"] or not _is_visible(device, person):
            raise Refused("file.nobody")
        if not _is_own_and_open(connection, device, asked.visit):
            raise Refused("file.no_case")
        until = _until(How.CASE, asked.hours, at)
        made = _lent(connection, person, asked.purpose, asked.words, How.CASE, at, until)
        whole = Lent(**made, visit=asked.visit, officer=asked.officer)
        news = _written_down(connection, device, whole)
        return Answer(lent=whole, moved=feed.append(connection, news))


def break_glass(engine: Engine, device: Device, asked: BreakGlass, at: datetime) -> Answer:
    """The file where the rules alone say no, also of somebody sealed: two officers, a reason, a
    short time, and both stations hear of it at once."""
    check_purpose(asked.purpose, asked.reason)
    if not asked.reason.strip():
        raise Refused("glass.needs_reason")
    if asked.officer == asked.second:
        raise Refused("glass.one_officer")
    with walls.within(engine, walls.EVERYWHERE) as connection:
        both = [must_speak_for(connection, device, o) for o in (asked.officer, asked.second)]
        _must_not_ask_too_often(connection, device, How.GLASS, MOST_GLASS, at)
        person = _wanted(connection, device, asked)
        if person is None:
            raise Refused("glass.nobody")
        until = _until(How.GLASS, asked.hours, at)
        made = _lent(connection, person, asked.purpose, asked.reason, How.GLASS, at, until)
        whole = Lent(**made, visit=None, officer=asked.officer)
        news = _written_down(connection, device, whole, second=asked.second)
        _raise_alarm(connection, news, device, whole, both)
        return Answer(lent=whole, moved=feed.append(connection, news))


def contacts(engine: Engine, device: Device, asked: AskContact, at: datetime) -> Contacts:
    """Whom to call about a sealed person who gave exactly this document; nothing about them."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        must_speak_for(connection, device, asked.officer)
        found = [p for p in _by_document(connection, asked.document) if p["sealed"]]
        owners = sorted({p["station"] for p in found} - {device.station})
        news: News = {}
        for person in found:
            seen = _viewing(person, asked.officer, at, "reception", "duty_contact")
            _log(connection, news, seen, {person["station"], device.station}, at)
        feed.append(connection, news)
        return Contacts(stations=tuple(_contact(connection, code) for code in owners))


def may_fetch(engine: Engine, device: Device, name: str, at: datetime) -> bool:
    """Whether a picture belongs to a file that this device has on loan at this moment."""
    photograph, person, visit = TABLES["photograph"], TABLES["person"], TABLES["visit"]
    by_case = and_(
        loan.c.how == How.CASE, person.c.sealed.is_(False), visit.c.id == loan.c.visit, *not_ended()
    )
    wanted = select(loan.c.id).where(
        photograph.c.sha256 == name,
        photograph.c.person == loan.c.person,
        person.c.id == loan.c.person,
        loan.c.device == device.device,
        loan.c.until > at,
        or_(loan.c.how == How.GLASS, exists().where(by_case)),
    )
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return connection.execute(wanted.limit(1)).first() is not None


def take_back(connection: Connection, person: UUID) -> list[UUID]:
    """Nothing of this person is on loan any more; answers the devices that had something."""
    gone = delete(loan).where(loan.c.person == person).returning(loan.c.device)
    return list(dict.fromkeys(connection.execute(gone).scalars()))


def must_be_theirs(engine: Engine, device: Device, officer: UUID) -> None:
    """Refused "file.unknown_officer" for anybody but an officer of the device's station."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        must_speak_for(connection, device, officer)


def must_speak_for(connection: Connection, device: Device, officer: UUID) -> Officer:
    """The officer in whose name a device asks: one of its own station, who may look at files."""
    row = _row(connection, "officer", officer)
    made_by = maker_of(row) if row else ""
    if row is None or stations_of(connection, {made_by}).get(made_by) != device.station:
        raise Refused("file.unknown_officer")
    found: Officer = record_of("officer", row)
    if not found.may(Right.DECIDE):
        raise Refused("file.unknown_officer")
    return found


def _must_not_ask_too_often(
    connection: Connection, device: Device, how: How, most: int, at: datetime
) -> None:
    # One at a time: two requests at one moment must not both be the last.
    connection.execute(
        select(func.pg_advisory_xact_lock(func.hashtext(f"lending {device.device}")))
    )
    lately = (loan.c.device == device.device, loan.c.how == how, loan.c.at > at - _DAY)
    count = connection.execute(select(func.count()).select_from(loan).where(*lately)).scalar_one()
    if count >= most:
        raise Refused("file.too_often", most=most)


def _person(connection: Connection, id_: UUID) -> Row | None:
    return _row(connection, "person", id_)


def _row(connection: Connection, kind: str, id_: UUID) -> Row | None:
    table = TABLES[kind]
    found = connection.execute(select(table).where(table.c.id == id_)).mappings().first()
    return dict(found) if found else None


def _is_visible(device: Device, person: Row) -> bool:
    """Whether the device reads the stream in which this person's card travels."""
    station = person["station"]
    return station != device.station and province_of(station) in streams_of(device)


def _is_own_and_open(connection: Connection, device: Device, id_: UUID) -> bool:
    person, visit = TABLES["person"], TABLES["visit"]
    wanted = select(visit.c.id).where(
        visit.c.id == id_,
        person.c.id == visit.c.person,
        person.c.station == device.station,
        *not_ended(),
    )
    return connection.execute(wanted).first() is not None


def _wanted(connection: Connection, device: Device, asked: BreakGlass) -> Row | None:
    """Whom glass is broken for: of other stations, a sealed one first, else the newest."""
    found = _by_document(connection, asked.document) if asked.document else []
    if asked.person is not None and (one := _person(connection, asked.person)):
        found = [one]
    others = [p for p in found if p["station"] != device.station]
    return max(others, key=lambda p: (p["sealed"], p["created_at"]), default=None)


def _by_document(connection: Connection, hashed: str) -> list[Row]:
    """Persons who gave exactly this document, sealed ones too: their card says nothing of it."""
    claim, person, card = TABLES["claim"], TABLES["person"], TABLES["index_card"]
    key = access.network_key(connection)
    shut = select(person.c.id, claim.c.value).where(
        person.c.sealed.is_(True),
        claim.c.person == person.c.id,
        claim.c.kind == ClaimKind.DOCUMENT,
    )
    people = {row.id for row in connection.execute(shut) if cards.hashed(row.value, key) == hashed}
    open_ones = select(card.c.id, card.c.documents).where(card.c.sealed.is_(False))
    people |= {row.id for row in connection.execute(open_ones) if hashed in row.documents}
    if not people:
        return []
    rows = connection.execute(select(person).where(person.c.id.in_(people))).mappings()
    return [dict(row) for row in rows]


def _until(how: How, hours: int, at: datetime) -> datetime:
    wanted = timedelta(hours=max(1, min(hours, 1000)))
    return at + min(wanted, LONGEST[how])


def _lent(
    connection: Connection,
    person: Row,
    purpose: str,
    words: str,
    how: How,
    at: datetime,
    until: datetime,
) -> dict[str, Any]:
    place = _contact(connection, person["station"])
    return {
        "file": _file(connection, person),
        "station": place.station,
        "station_name": place.name,
        "phone": place.phone,
        "purpose": purpose,
        "words": words.strip(),
        "how": how,
        "at": at,
        "until": until,
    }


def _contact(connection: Connection, code: str) -> Contact:
    table = TABLES["station"]
    named = select(table).where(table.c.code == code).order_by(table.c.id).limit(1)
    row = connection.execute(named).mappings().first()
    return Contact(station=code, name=row["name"] if row else "", phone=row["phone"] if row else "")


def _file(connection: Connection, person: Row) -> LentFile:
    one = [person["id"]]
    links = _links(connection, person["id"])
    made = {x.decision for x in links} | {x.undone_by for x in links if x.undone_by}
    return lend(
        record_of("person", person),
        _records(connection, "claim", "person", one),
        _records(connection, "visit", "person", one),
        _leavings(connection, one),
        _records(connection, "photograph", "person", one),
        links,
        _records(connection, "decision", "id", made),
        _records(connection, "voucher", "person", one),
    )


def _records(connection: Connection, kind: str, column: str, ids: Iterable[UUID]) -> list[Any]:
    table = TABLES[kind]
    wanted = select(table).where(table.c[column].in_(list(ids))).order_by(table.c.id)
    return [record_of(kind, dict(row)) for row in connection.execute(wanted).mappings()]


def _leavings(connection: Connection, one: list[UUID]) -> list[Any]:
    back = {r.leaving for r in _records(connection, "reopening", "person", one)}
    return [x for x in _records(connection, "leaving", "person", one) if x.id not in back]


def _links(connection: Connection, person: UUID) -> list[Any]:
    """What was decided about identity; where the other one is sealed, nothing."""
    found = [
        *_records(connection, "link", "one", [person]),
        *_records(connection, "link", "other", [person]),
    ]
    others = {x.one if x.other == person else x.other for x in found}
    shut = {p.id for p in _records(connection, "person", "id", others) if p.sealed}
    return [x for x in found if not {x.one, x.other} & shut]


def _written_down(
    connection: Connection, device: Device, lent: Lent, second: UUID | None = None
) -> News:
    """The loan, the line in both stations' audit, and what the owner's officers will read."""
    person: PersonId = lent.file.person.id
    connection.execute(
        insert(loan).values(
            id=new_id(), device=device.device, person=person, visit=lent.visit,
            officer=lent.officer, second=second, how=lent.how, at=lent.at, until=lent.until,
        )
    )  # fmt: skip
    shown = Lending(
        id=new_id(), person=person, station=device.station, purpose=lent.purpose,
        words=lent.words, how=lent.how, at=lent.at, until=lent.until,
    )  # fmt: skip
    news: News = {}
    _keep(connection, news, "lending", shown, {f"station:{lent.station}"}, lent.at)
    what = "lent_file" if lent.how is How.CASE else "glass_broken"
    row = {"id": person, "station": lent.station}
    for officer in filter(None, (lent.officer, second)):
        seen = _viewing(row, officer, lent.at, lent.purpose, what)
        _log(connection, news, seen, {lent.station, device.station}, lent.at)
    return news


def _viewing(person: Row, officer: UUID, at: datetime, purpose: str, what: str) -> Viewing:
    return Viewing(
        id=new_id(), person=PersonId(person["id"]), officer=OfficerId(officer), at=at,
        purpose=purpose, what=what,
    )  # fmt: skip


def _log(
    connection: Connection, news: News, seen: Viewing, stations: set[str], at: datetime
) -> None:
    _keep(connection, news, "viewing", seen, {f"audit:{code}" for code in stations}, at)


def _keep(
    connection: Connection, news: News, kind: str, record: Any, streams: set[str], at: datetime
) -> None:
    version = hlc.version(hlc.tick(0, at), UUID(int=0).hex)
    row = values_of(kind, record)
    connection.execute(insert(TABLES[kind]).values(row | {"versions": {"*": version}, "extra": {}}))
    said: dict[str, object] = {name: value for name, value in row.items() if name != "id"}
    for name in streams:
        one = decided(kind, record.id, said, version, stamp_of(at))
        news.setdefault(name, []).append(one)


def _raise_alarm(
    connection: Connection, news: News, device: Device, lent: Lent, both: list[Officer]
) -> None:
    """A letter to every desk of the owner, and one to the leaders of the station that did it."""
    asking = _contact(connection, device.station)
    content = {
        "station": device.station,
        "station_name": asking.name,
        "phone": asking.phone,
        "officers": [one.name for one in both],
        "purpose": lent.purpose,
        "words": lent.words,
        "until": lent.until.isoformat(),
    }
    own = content | {"for": "leader", "station": lent.station, "station_name": lent.station_name}
    person = str(lent.file.person.id)
    _letter(news, f"station:{lent.station}", person, content, lent.at)
    _letter(news, f"station:{device.station}", None, own | {"phone": lent.phone}, lent.at)


def _letter(
    news: News, stream: str, person: str | None, content: dict[str, Any], at: datetime
) -> None:
    said: dict[str, object] = {
        "kind": "glass_broken",
        "about": "lending",
        # Where they are erased, the letter that speaks of them is emptied as well.
        "record": person,
        "person": person,
        "content": content,
        "at": at,
    }
    news.setdefault(stream, []).append(decided(LETTER, new_id(), said, "", stamp_of(at)))
