"""Templates that stations gave the centre: there only while the mode and what they stand on hold.

Two streams a province: `held:` says which lie here, for the comparing of the centre itself; the
desks' own, `faces:`, carries the numbers, and those only while the mode is to share them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import structs
from sqlalchemy import Connection, Engine, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql

from app.domain.erasure import ON_CONSENT
from app.domain.errors import Refused
from app.domain.face_sharing import Mode, Standing, stricter
from app.domain.ids import new_id
from app.domain.visit import About
from app.store import feed, standing, walls
from app.store.devices import Device
from app.store.sharing import mode_now
from app.store.tables import change, held_face
from app.wire import hlc
from app.wire.faces import (
    FACE,
    MOST_FACES,
    Faces,
    FacesTaken,
    SharedFace,
    faces_of,
    unpack_vector,
)
from app.wire.talk import Change

Row = dict[str, Any]
Said = dict[str, list[Change]]
"""Stream -> what is to be added to it."""
_LOCK = 0x67756974
_MANY = 2000


def held_of(station: str) -> str:
    """The stream that says which templates of a province lie here; no desk reads it."""
    return f"held:{station[:2]}"


def stand_alone(connection: Connection) -> None:
    """Nobody gives, takes or decides beside this, until the transaction ends."""
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def take_in(
    engine: Engine, device: Device, faces: Faces, at: datetime
) -> tuple[FacesTaken, dict[str, int]]:
    """Keep what may be kept and let go of what may no longer; answers what was not taken and why,
    and which streams moved. Refused "sharing.local" where the centre's mode lets nothing travel."""
    if len(faces.put) > MOST_FACES or len(faces.gone) > _MANY:
        raise Refused("line.too_large")
    said: Said = {}
    with walls.within(engine, device.station) as connection:
        stand_alone(connection)
        mode = mode_now(connection)
        if mode is Mode.LOCAL and faces.put:
            raise Refused("sharing.local")
        let_go(connection, _own(connection, faces.gone, device.station), at, said)
        refused = _put_all(connection, mode, device.station, faces.put, at, said)
        with walls.everywhere(connection):
            let_go(connection, lapsed(connection, at), at, said)
            moved = feed.append(connection, said)
    return FacesTaken(refused=refused), moved


def _own(connection: Connection, ids: Iterable[UUID], station: str) -> list[Row]:
    mine = held_face.c.station == station
    return _rows(connection, held_face.c.id.in_(list(ids)), mine)


def lapsed(connection: Connection, at: datetime) -> list[Row]:
    """What lies here longer than its ground reaches."""
    return _rows(connection, held_face.c.lapses_at <= at)


def _rows(connection: Connection, *where: Any) -> list[Row]:
    columns = (held_face.c.id, held_face.c.person, held_face.c.station, held_face.c.most)
    return [dict(row) for row in connection.execute(select(*columns).where(*where)).mappings()]


def _put_all(
    connection: Connection,
    mode: Mode,
    station: str,
    put: Sequence[SharedFace],
    at: datetime,
    said: Said,
) -> dict[str, str]:
    refused: dict[str, str] = {}
    people = standing.of_people(connection, {face.person for face in put})
    with walls.everywhere(connection):
        there = _there(connection, [face.id for face in put])
    for face in put:
        old = there.get(face.id)
        if why := _why_not(face, old, station, people.get(face.person), at):
            refused[str(face.id)] = why
            if old is not None and old["station"] == station:
                let_go(connection, [old], at, said)
            continue
        row = _row(station, face)
        if row == old:
            continue  # given again under another decision
        _put(connection, row)
        say_of(said, held_of(station), face.id, {"held": True}, at)
        if stricter(mode, face.most) is Mode.SHARE:
            say_of(said, faces_of(station), face.id, fields_of(row), at)
        elif old is not None:
            _unsay(connection, [old], at, said)
    return refused


def _there(connection: Connection, ids: list[UUID]) -> dict[UUID, Row]:
    found = connection.execute(select(held_face).where(held_face.c.id.in_(ids))).mappings()
    return {row["id"]: dict(row) for row in found}


def _why_not(
    face: SharedFace, old: Row | None, station: str, person: standing.Known | None, at: datetime
) -> str:
    """The desk has asked the same of itself; one whose checks were taken out has not."""
    if person is None or person.station != station:
        return "sharing.not_yours"
    if old is not None and (old["station"] != station or old["person"] != face.person):
        return "sharing.not_yours"
    try:
        unpack_vector(face.vector)
    except Refused as sorry:
        return sorry.key
    return person.standing(face.basis, face.scope, face.lapses_at).why_not(at)


def _row(station: str, face: SharedFace) -> Row:
    named = {c.name: getattr(face, c.name) for c in held_face.columns if c.name != "station"}
    return named | {"station": station}


def _put(connection: Connection, row: Row) -> None:
    put = postgresql.insert(held_face).values(row)
    news = {c.name: put.excluded[c.name] for c in held_face.columns if c.name != "id"}
    connection.execute(put.on_conflict_do_update(index_elements=[held_face.c.id], set_=news))


def fields_of(row: Row) -> dict[str, object]:
    """A template as the desks of the province get it."""
    names = ("person", "station", "engine", "model_sha256", "vector", "lapses_at")
    return {name: row[name] for name in names}


def say_of(said: Said, stream: str, record: UUID, fields: dict[str, object], at: datetime) -> None:
    nobody = UUID(int=0)
    stamp = hlc.tick(0, at)
    said.setdefault(stream, []).append(
        Change(
            seq=0, kind=FACE, record=record, fields=fields,
            versions={"*": hlc.version(stamp, nobody.hex)}, device=nobody, n=0, group=new_id(),
            officer=nobody, hlc=stamp,
        )
    )  # fmt: skip


def let_go(connection: Connection, rows: Sequence[Row], at: datetime, said: Said) -> None:
    """These lie here no more; whoever has them hears of it, and no change holds one of them."""
    for row in rows:
        say_of(said, held_of(row["station"]), row["id"], {}, at)
    _unsay(connection, rows, at, said)
    for some in _in_parts([row["id"] for row in rows]):
        walls.erase(connection, some)
        connection.execute(delete(held_face).where(held_face.c.id.in_(some)))


def _unsay(connection: Connection, rows: Sequence[Row], at: datetime, said: Said) -> None:
    """Take templates out of the desks' streams: what was told is emptied, its number stays."""
    for some in _in_parts([row["id"] for row in rows]):
        told = connection.execute(
            select(change.c.stream, change.c.seq, change.c.body).where(
                change.c.record.in_(some), change.c.stream.startswith("faces:")
            )
        )
        emptied, gone = [], set()
        for row in told:
            one = msgspec.msgpack.decode(row.body, type=Change)
            if one.fields:
                gone.add((row.stream, one.record))
                body = msgspec.msgpack.encode(structs.replace(one, fields={}))
                emptied.append({"s": row.stream, "q": row.seq, "b": body})
        if emptied:
            walls.erase(connection, some)
            there = (change.c.stream == bindparam("s"), change.c.seq == bindparam("q"))
            empty = update(change).where(*there).values(body=bindparam("b"), salt=None)
            connection.execute(empty, emptied)
        for stream, record in sorted(gone):
            say_of(said, stream, record, {}, at)


def settle(connection: Connection, people: Iterable[UUID], at: datetime) -> Said:
    """Something was said of these people (an answer, a seal): what may travel no more goes."""
    said: Said = {}
    wanted = list(people)
    if not wanted:
        return said
    # Beside other pushes, never beside one who gives a template of the same person.
    connection.execute(select(func.pg_advisory_xact_lock_shared(_LOCK)))
    held = connection.execute(select(held_face).where(held_face.c.person.in_(wanted))).mappings()
    rows = [dict(row) for row in held]
    if rows:
        known = standing.of_people(connection, {row["person"] for row in rows})
        gone = [row for row in rows if _stands(row, known.get(row["person"])).why_not(at)]
        let_go(connection, gone, at, said)
    return said


def _stands(row: Row, person: "standing.Known | None") -> Standing:
    known = person or standing.Known(station="", sealed=True)
    return known.standing(row["basis"], row["scope"], row["lapses_at"])


def forget(
    connection: Connection, person: UUID, at: datetime, withdrawn: datetime | None = None
) -> Said:
    """Whoever is erased leaves nothing here; where a consent was `withdrawn`, what rested on it
    goes."""
    where = [held_face.c.person == person]
    if withdrawn is not None:
        where += [held_face.c.basis.in_(ON_CONSENT), held_face.c.made_at <= withdrawn]
    said: Said = {}
    # Beside nobody who gives a template of them just now.
    connection.execute(select(func.pg_advisory_xact_lock_shared(_LOCK)))
    with walls.everywhere(connection):
        let_go(connection, _rows(connection, *where), at, said)
    return said


def concerned(rows: Iterable[tuple[str, UUID, Row]]) -> set[UUID]:
    """The people of whose templates something may have been said with these rows."""
    found: set[UUID] = set()
    for kind, id_, row in rows:
        if kind == "person" and row["sealed"]:
            found.add(id_)
        elif kind == "consent" and row["about"] == About.FACE:
            found.add(row["person"])
    return found


def follow(connection: Connection, before: Mode, now: Mode, at: datetime, said: Said) -> None:
    """What a new mode does to what lies here: nothing stays, is told to the desks, or is taken out
    of their streams."""
    after: UUID | None = None
    while rows := _next(connection, after):
        after = rows[-1]["id"]
        if now is Mode.LOCAL:
            let_go(connection, rows, at, said)
            continue
        shared = [row for row in rows if row["most"] == Mode.SHARE]
        if now is Mode.SHARE and before is not Mode.SHARE:
            for row in shared:
                say_of(said, faces_of(row["station"]), row["id"], fields_of(row), at)
        elif now is not Mode.SHARE and before is Mode.SHARE:
            _unsay(connection, shared, at, said)


def _next(connection: Connection, after: UUID | None) -> list[Row]:
    question = select(held_face).order_by(held_face.c.id).limit(_MANY)
    if after is not None:
        question = question.where(held_face.c.id > after)
    return [dict(row) for row in connection.execute(question).mappings()]


def _in_parts(whole: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(whole), _MANY):
        yield whole[start : start + _MANY]
