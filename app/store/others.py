"""Templates of other stations at a desk: there while the mode is to share them, and no longer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, func, or_, select
from sqlalchemy.dialects import sqlite

from app.store.ask import Asks
from app.store.tables import cursor, index_card, others_face, person, template
from app.wire.faces import unpack_vector
from app.wire.talk import Change

AT_ONCE = 2_000


class _Face(msgspec.Struct, frozen=True):
    """A template as it travels."""

    person: UUID
    station: str
    engine: str
    model_sha256: str
    vector: bytes
    lapses_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A template of another station that came or went."""

    id: UUID


def take(connection: Connection, one: Change) -> Moved | None:
    """Keep it, or let go of it where nothing is in it; of one's own nothing is kept twice."""
    if not one.fields:
        # Also where an erasure took it before: whoever recognises by it hears of it here.
        connection.execute(delete(others_face).where(others_face.c.id == one.record))
        return Moved(id=one.record)
    own = select(template.c.id).where(template.c.id == one.record)
    if connection.execute(own).first() is not None:
        return None
    said = msgspec.convert(one.fields, _Face, strict=False)
    put = sqlite.insert(others_face).values(
        id=one.record,
        person=said.person,
        station=said.station,
        engine=said.engine,
        model_sha256=said.model_sha256,
        vector=said.vector,
        lapses_at=said.lapses_at,
    )
    news = {c.name: put.excluded[c.name] for c in others_face.columns if c.name != "id"}
    connection.execute(put.on_conflict_do_update(index_elements=[others_face.c.id], set_=news))
    return Moved(id=one.record)


def drop_all(connection: Connection) -> int:
    """Sharing has ended: nothing of others stays. Answers how many there were."""
    return int(connection.execute(delete(others_face)).rowcount)


def drop_person(connection: Connection, person_id: UUID) -> None:
    """Whoever is erased is recognised by nobody's template."""
    connection.execute(delete(others_face).where(others_face.c.person == person_id))


def stop_hearing(connection: Connection) -> None:
    """This desk is stricter than the centre: what it has goes, and it begins anew should it want
    to hear of them again."""
    drop_all(connection)
    connection.execute(delete(cursor).where(cursor.c.stream.startswith("faces:")))


def hears(asks: Asks) -> list[str]:
    """The streams of faces that were heard so far."""
    heard = select(cursor.c.stream).where(cursor.c.stream.startswith("faces:"))
    return [row.stream for row in asks.ask(heard)]


def count(asks: Asks) -> int:
    """How many templates of other stations are here."""
    return int(asks.ask(select(func.count()).select_from(others_face))[0][0])


def vectors(
    asks: Asks, engine: str, model_sha256: str, at: datetime, among: Iterable[UUID] | None = None
) -> Iterator[tuple[UUID, UUID, bytes]]:
    """Person, template and vector (float32) of one engine and model, of people whose index card
    can be shown. All, or those among some ids."""
    t = others_face.c
    shown = or_(
        t.person.in_(select(index_card.c.id).where(index_card.c.sealed.is_(False))),
        t.person.in_(select(person.c.id)),
    )
    wanted = select(t.person, t.id, t.vector).where(
        t.engine == engine,
        t.model_sha256 == model_sha256,
        or_(t.lapses_at.is_(None), t.lapses_at > at),
        shown,
    )
    if among is not None:
        wanted = wanted.where(t.id.in_(list(among)))
    part = wanted.order_by(t.id).limit(AT_ONCE)
    rows = asks.ask(part)
    while rows:
        yield from ((row.person, row.id, unpack_vector(row.vector)) for row in rows)
        rows = asks.ask(part.where(t.id > rows[-1].id)) if len(rows) == AT_ONCE else ()


def vectors_of(
    asks: Asks, people: Iterable[UUID], engine: str, model_sha256: str, at: datetime
) -> list[tuple[UUID, bytes]]:
    """Templates and vectors of some people, where they may be shown and hold."""
    ids = select(others_face.c.id).where(others_face.c.person.in_(list(people)))
    mine = [row[0] for row in asks.ask(ids)]
    return [(id_, vector) for _, id_, vector in vectors(asks, engine, model_sha256, at, mine)]
