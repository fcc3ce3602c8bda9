"""The centre's word for officers: whose record stands, what was given or taken by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Refused
from app.domain.ids import OfficerId, new_id
from app.domain.permit import Online, Permit, rights_of
from app.domain.staff import Officer, Role
from app.store import walls
from app.store.devices import Device
from app.store.rows import maker_of, record_of
from app.store.tables import TABLES, enrolled, heard, lease, online_right, withheld
from app.wire import hlc
from app.wire.permit import AskPermits
from app.wire.talk import Change

_FORGET = timedelta(minutes=30)
"""Longer than any signed request is believed: after that it is too old anyway."""

_CENTRE = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An officer as the centre knows them, with the lease that was given last."""

    officer: Officer
    station: str
    withheld: bool
    until: datetime | None
    coded: bool


def give(
    engine: Engine, device: Device, asked: AskPermits, lasts: timedelta, at: datetime
) -> list[Permit]:
    """A permit for each officer who was asked for and stands; the others get none."""
    made = []
    with walls.within(engine, device.station) as connection:
        changed = changed_rights(connection, device.station)
        for officer in _standing(connection, device.station, asked.officers):
            one = Permit(
                officer=officer.id,
                station=device.station,
                role=officer.role,
                rights=tuple(sorted(rights_of(officer.role, changed.get(officer.role, {})))),
                issued=at,
                until=at + lasts,
            )
            _note(connection, device, one, coded=officer.id in asked.coded)
            made.append(one)
    return made


def _note(connection: Connection, device: Device, one: Permit, *, coded: bool) -> None:
    values = {
        "officer": one.officer, "device": device.device, "station": one.station, "role": one.role,
        "issued": one.issued, "until": one.until, "coded": coded,
    }  # fmt: skip
    put = postgresql.insert(lease).values(values)
    again = put.on_conflict_do_update(index_elements=[lease.c.officer, lease.c.device], set_=values)
    connection.execute(again)


def _standing(connection: Connection, station: str, ids: Iterable[UUID]) -> list[Officer]:
    """Those of a station who work there and whose word is not taken back."""
    table = TABLES["officer"]
    gone = select(withheld.c.officer)
    found = connection.execute(
        select(table).where(table.c.id.in_(list(ids)), table.c.id.not_in(gone))
    ).mappings()
    ours = _devices_of(connection, station)
    officers = [(record_of("officer", dict(row)), row) for row in found]
    return [one for one, row in officers if one.active and maker_of(row) in ours]


def _devices_of(connection: Connection, station: str) -> set[str]:
    found = connection.execute(select(enrolled.c.device).where(enrolled.c.station == station))
    return {device.hex for device in found.scalars()}


def prove(engine: Engine, device: Device, permit: Permit, right: Online) -> Officer:
    """Who asks, as their record stands now. Refused "permit.withdrawn" or "permit.not_allowed"."""
    with walls.within(engine, device.station) as connection:
        found = _standing(connection, device.station, [permit.officer])
        officer = found[0] if found else None
        if officer is None or officer.role != permit.role:
            raise Refused("permit.withdrawn")
        changed = changed_rights(connection, device.station).get(officer.role, {})
        if right not in rights_of(officer.role, changed):
            raise Refused("permit.not_allowed")
    return officer


def hear_once(engine: Engine, signature: bytes, at: datetime) -> None:
    """Refused "line.replayed" where the very same request was heard before."""
    try:
        with engine.begin() as connection:
            connection.execute(heard.insert().values(signature=signature, at=at))
            connection.execute(delete(heard).where(heard.c.at < at - _FORGET))
    except IntegrityError:
        raise Refused("line.replayed") from None


def changed_rights(connection: Connection, station: str) -> dict[Role, dict[Online, bool]]:
    """What was given or taken by hand at a station."""
    found: dict[Role, dict[Online, bool]] = {}
    rows = connection.execute(select(online_right).where(online_right.c.station == station))
    for row in rows:
        if row.right in set(Online):
            found.setdefault(Role(row.role), {})[Online(row.right)] = row.held
    return found


def change_right(
    engine: Engine, station: str, role: Role, right: Online, at: datetime, *, held: bool
) -> None:
    """Give a role a right at a station, or take it; it counts from the next request on."""
    values = {"station": station, "role": role, "right": right, "held": held, "at": at}
    put = postgresql.insert(online_right).values(values)
    keys = [online_right.c.station, online_right.c.role, online_right.c.right]
    with engine.begin() as connection:
        connection.execute(put.on_conflict_do_update(index_elements=keys, set_=values))


def every(engine: Engine) -> list[Known]:
    """Every officer of every station, by station and login."""
    table = TABLES["officer"]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        stations = {d.device.hex: d.station for d in connection.execute(select(enrolled))}
        gone = set(connection.execute(select(withheld.c.officer)).scalars())
        last: dict[UUID, Any] = {}
        for given in connection.execute(select(lease).order_by(lease.c.until)):
            last[given.officer] = given
        rows = connection.execute(select(table)).mappings().all()
    known = []
    for row in rows:
        officer, had = record_of("officer", dict(row)), last.get(row["id"])
        known.append(
            Known(
                officer=officer,
                station=stations.get(maker_of(row), ""),
                withheld=officer.id in gone,
                until=had.until if had else None,
                coded=bool(had and had.coded),
            )
        )
    return sorted(known, key=lambda one: (one.station, one.officer.login))


def find(engine: Engine, said: str) -> Known:
    """An officer by the id or a piece of it, or by station and login (440114-01/zhang). Refused
    "permit.no_officer" where there is none or more than one."""
    station, _, login = said.partition("/")
    piece = said.replace("-", "").lower()
    wanted = [
        one
        for one in every(engine)
        if (login and one.station == station and one.officer.login == login.casefold())
        or (len(piece) >= 8 and piece in one.officer.id.hex)
    ]
    if len(wanted) != 1:
        raise Refused("permit.no_officer", officer=said)
    return wanted[0]


def withhold(connection: Connection, officer: OfficerId, at: datetime) -> None:
    """Take the centre's word back, whatever a desk says of this officer from now on."""
    put = postgresql.insert(withheld).values(officer=officer, at=at)
    connection.execute(put.on_conflict_do_nothing())


def give_back(connection: Connection, officer: OfficerId) -> None:
    """The centre's word stands again."""
    connection.execute(delete(withheld).where(withheld.c.officer == officer))


def say_active(connection: Connection, officer: OfficerId, at: datetime, *, active: bool) -> Change:
    """Write into the officer's record whether the account is open, later than whatever stands
    there; answers the change that tells the desks."""
    table = TABLES["officer"]
    row = connection.execute(select(table).where(table.c.id == officer)).mappings().one()
    before = max(hlc.stamp_of(version) for version in row["versions"].values())
    stamp = hlc.tick(before, at)
    version = hlc.version(stamp, _CENTRE.hex)
    versions = {**row["versions"], "active": version}
    values = {"active": active, "versions": versions}
    connection.execute(table.update().where(table.c.id == officer).values(values))
    return Change(
        seq=0,
        kind="officer",
        record=officer,
        fields={"active": active},
        versions={"active": version},
        device=_CENTRE,
        n=0,
        group=new_id(),
        officer=_CENTRE,
        hlc=stamp,
        reason="centre",
    )
