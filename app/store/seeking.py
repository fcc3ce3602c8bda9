"""The national search: index cards of every station by name or document, answered and logged."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.index_card import IndexCard
from app.domain.name import tidy_name
from app.domain.staff import Officer, Viewing
from app.store import feed, walls
from app.store.cards import key_of
from app.store.devices import Device
from app.store.news import stamp_of
from app.store.rows import record_of, values_of
from app.store.tables import TABLES, card_key
from app.wire import hlc
from app.wire.permit import MOST_CARDS, Seek, Sought, SoughtCard
from app.wire.talk import Change

WHAT = "national_search"
_NOBODY = UUID(int=0)


def seek(engine: Engine, device: Device, officer: Officer, asked: Seek, at: datetime) -> Sought:
    """Cards of other stations that fit; each one is written down as looked at, and so is a search
    that found nobody. Refused "seek.needs_purpose", "seek.nothing_said"."""
    name, purpose = tidy_name(asked.name), asked.purpose.strip()[:200]
    if not purpose:
        raise Refused("seek.needs_purpose")
    if not name and not asked.document:
        raise Refused("seek.nothing_said")
    with walls.within(engine, device.station) as connection:
        cards = _fitting(connection, device.station, name, asked.document)
        shown = tuple(cards[:MOST_CARDS])
        there = places(connection, {card.station for card in shown})
        # Written before it is told.
        _write_down(connection, device, officer, purpose, [card.id for card in shown], at)
    found = tuple(
        SoughtCard(card=card, station=name, phone=phone)
        for card in shown
        for name, phone in [there.get(card.station, ("", ""))]
    )
    return Sought(cards=found, more=len(cards) > len(shown), at=at)


def _fitting(connection: Connection, station: str, name: str, document: str) -> list[IndexCard]:
    table = TABLES["index_card"]
    keys = [key_of(name=name)] if name else []
    keys += [key_of(document=document)] if document else []
    fits = select(card_key.c.card).where(card_key.c.key.in_(keys))
    walls.seek(connection)
    rows = connection.execute(
        select(table)
        .where(table.c.id.in_(fits), table.c.station != station, table.c.sealed.is_(False))
        .order_by(table.c.changed_at.desc(), table.c.id)
        .limit(MOST_CARDS + 1)
    )
    return [record_of("index_card", dict(row)) for row in rows.mappings()]


def places(connection: Connection, codes: set[str]) -> dict[str, tuple[str, str]]:
    """Name and telephone of stations: every desk knows them anyway."""
    table = TABLES["station"]
    with walls.everywhere(connection):
        rows = connection.execute(
            select(table.c.code, table.c.name, table.c.phone).where(table.c.code.in_(codes))
        ).all()
    return {row.code: (row.name, row.phone) for row in rows}


def _write_down(
    connection: Connection,
    device: Device,
    officer: Officer,
    purpose: str,
    people: list[PersonId],
    at: datetime,
) -> None:
    """As viewings, for the auditors of the officer's own station."""
    note(connection, device, officer, purpose, WHAT, people or [None], at)


def note(
    connection: Connection,
    device: Device,
    officer: Officer,
    purpose: str,
    what: str,
    people: "list[PersonId] | list[None]",
    at: datetime,
) -> None:
    """What an officer did at the centre, written down there: in the table, and in the stream that
    auditors read."""
    version = hlc.version(stamp_of(at), device.device.hex)
    seen = [
        Viewing(
            id=new_id(), person=person, officer=OfficerId(officer.id), at=at, purpose=purpose,
            what=what,
        )
        for person in people
    ]  # fmt: skip
    rows = [values_of("viewing", one) | {"versions": {"*": version}, "extra": {}} for one in seen]
    connection.execute(insert(TABLES["viewing"]), rows)
    group = new_id()
    changes = [
        Change(
            seq=0,
            kind="viewing",
            record=one.id,
            fields={k: v for k, v in values_of("viewing", one).items() if k != "id"},
            versions={"*": version},
            device=_NOBODY,
            n=0,
            group=group,
            officer=officer.id,
            hlc=stamp_of(at),
        )
        for one in seen
    ]
    feed.append(connection, {f"audit:{device.station}": changes})
