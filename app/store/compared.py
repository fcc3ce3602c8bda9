"""Comparing at the centre: who may ask, what lies there to compare with, and the ledger of it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from msgspec import structs
from sqlalchemy import Engine, select

from app.domain.errors import Refused
from app.domain.face import Scope
from app.domain.face_sharing import NO, Mode, Reach
from app.domain.ids import new_id
from app.domain.index_card import IndexCard
from app.store import feed, held_faces, seeking, standing, walls
from app.store.devices import Device
from app.store.rows import record_of
from app.store.sharing import now
from app.store.tables import TABLES, change, held_face, stream
from app.wire.faces import FaceAsk
from app.wire.permit import SoughtCard


def provinces(engine: Engine) -> list[str]:
    """Those of which templates have lain here, by their codes."""
    heads = select(stream.c.name).where(stream.c.name.startswith(held_faces.held_of("")))
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return sorted(name[-2:] for name in connection.execute(heads).scalars())


def to_compare(
    engine: Engine, province: str, seen: int, model: tuple[str, str], at: datetime
) -> tuple[int, list[tuple[UUID, UUID, bytes]], list[UUID]]:
    """Of one engine and model in a province, since `seen` (all, where that is 0): how far this
    reaches, the templates that lie here (person, id, packed vector), and those that went."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        name_of = held_faces.held_of(province)
        last = feed.heads(connection, [name_of])[name_of]
        columns = (held_face.c.person, held_face.c.id, held_face.c.vector)
        alive = held_face.c.lapses_at.is_(None) | (held_face.c.lapses_at > at)
        name, sha256 = model
        wanted = select(*columns).where(
            held_face.c.engine == name, held_face.c.model_sha256 == sha256, alive,
            held_face.c.scope == Scope.NETWORK,  # whatever a desk may have given
        )  # fmt: skip
        if seen == 0:
            mine = held_face.c.station.startswith(province)
            return last, [tuple(row) for row in connection.execute(wanted.where(mine))], []
        moved = set(
            connection.execute(
                select(change.c.record).where(
                    change.c.stream == name_of,
                    change.c.seq > seen,
                    change.c.seq <= last,
                )
            ).scalars()
        )
        here = [tuple(row) for row in connection.execute(wanted.where(held_face.c.id.in_(moved)))]
    return last, here, list(moved - {id_ for _, id_, _ in here})


def enter_ask(engine: Engine, device: Device, fields: dict[str, object], at: datetime) -> None:
    """The line in the ledger of the centre: who had a face compared, for which case, what came."""
    said: held_faces.Said = {}
    held_faces.say_of(said, f"audit:{device.station}", new_id(), fields, at)
    said = {
        name: [structs.replace(one, kind="face_ask", device=device.device) for one in changes]
        for name, changes in said.items()
    }
    with walls.within(engine, device.station) as connection:
        feed.append(connection, said)


def cards_of(engine: Engine, people: Iterable[UUID]) -> dict[UUID, SoughtCard]:
    """The index cards of these people that say something, with where their stations are."""
    table = TABLES["index_card"]
    wanted = select(table).where(table.c.id.in_(list(people)), table.c.sealed.is_(False))
    with walls.within(engine, walls.EVERYWHERE) as connection:
        rows = connection.execute(wanted).mappings()
        cards: list[IndexCard] = [record_of("index_card", dict(row)) for row in rows]
        there = seeking.places(connection, {card.station for card in cards})
    return {
        card.id: SoughtCard(card=card, station=name, phone=phone)
        for card in cards
        for name, phone in [there.get(card.station, ("", ""))]
    }


def must_may_ask(engine: Engine, device: Device, asked: FaceAsk) -> Reach:
    """How far it may be asked. Refused "sharing.local" where nothing is compared at the centre,
    "sharing.refused" or "sharing.sealed" where more is known here of the person than the desk
    says."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        mode, reach = now(connection)
        if mode is Mode.LOCAL:
            raise Refused("sharing.local")
        known = standing.of_people(connection, [asked.person]).get(asked.person)
    if known is not None:
        if known.station != device.station:
            raise Refused("sharing.not_yours")
        if known.sealed:
            raise Refused("sharing.sealed")
        if known.answer in NO:
            raise Refused("sharing.refused")
    return reach
