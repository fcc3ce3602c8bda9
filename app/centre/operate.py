"""What the operator of a centre sees and does: desks, officers, status, rights by hand."""

import dataclasses
import sys
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from app import clock
from app.domain.errors import Refused
from app.domain.number import CASE, VOUCHER
from app.domain.permit import Online
from app.domain.staff import Role
from app.store import access, overview, permits, postgres
from app.words.say import say

if TYPE_CHECKING:
    from app.centre.command import Asked

VERSION = "0.1.0"


def tell(line: str) -> None:
    """One line on the terminal, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def tell_rows(rows: Iterable[dict[str, object]], *, as_json: bool) -> None:
    """One line each: JSON, or what it says."""
    for row in rows:
        said = "  ".join("–" if value in (None, "") else str(value) for value in row.values())
        tell(msgspec.json.encode(row).decode() if as_json else said)


def prepare(asked: "Asked") -> int:
    """Bring tables and role up, as the owner; with the embedded PostgreSQL it is done by itself."""
    if not asked.database:
        with postgres.embedded(asked.data) as own:
            done = postgres.prepare(own)
    else:
        done = postgres.prepare(asked.database)
    if asked.as_json:
        tell(msgspec.json.encode(done).decode())
        return 0
    tell(say("centre.prepared", asked.lang, tables=done.tables))
    if done.password:
        tell(say("centre.role_made", asked.lang, password=done.password))
    return 0


def stations(asked: "Asked") -> int:
    """Stations with their desks and when they were last heard."""
    with postgres.database(asked.data, asked.database) as engine:
        found = overview.stations(engine)
    tell_rows((dataclasses.asdict(one) for one in found), as_json=asked.as_json)
    return 0


def officers(asked: "Asked") -> int:
    """Officers with role and lease, and whether they give a second code."""
    lang, plain = asked.lang, asked.as_json
    with postgres.database(asked.data, asked.database) as engine:
        found = permits.every(engine)
    rows: list[dict[str, object]] = []
    for one in found:
        state = "withheld" if one.withheld else "active" if one.officer.active else "left"
        role = one.officer.role.value
        rows.append(
            {
                "officer": str(one.officer.id),
                "station": one.station,
                "login": one.officer.login,
                "role": role if plain else say(f"role.{role}", lang),
                "state": state if plain else say(f"officer_state.{state}", lang),
                "lease_until": one.until,
                "second_code": one.coded if plain else say(_yes(one.coded), lang),
            }
        )
    tell_rows(
        (r for r in rows if not asked.station or r["station"] == asked.station), as_json=plain
    )
    return 0


def _yes(coded: bool) -> str:
    return "officer_code.yes" if coded else "officer_code.no"


def status(asked: "Asked") -> int:
    """Streams, what was set aside, desks that are silent, size and version."""
    with postgres.database(asked.data, asked.database) as engine:
        found = overview.status(engine, VERSION, timedelta(days=asked.days), clock.now())
    if asked.as_json:
        tell(msgspec.json.encode(found).decode())
        return 0
    lang = asked.lang
    megabytes = f"{found.bytes / 1_000_000:.1f}"
    tell(say("centre.status", lang, version=found.version, schema=found.schema, size=megabytes))
    tell(say("centre.status_desks", lang, desks=found.desks, batches=found.batches))
    for name, last in found.streams.items():
        tell(f"  {name}  {last}")
    for reason, count in found.quarantine.items():
        tell(say("centre.status_aside", lang, reason=reason, count=count))
    for one in found.silent:
        tell(say("centre.status_silent", lang, desk=one, days=asked.days))
    return 0


def grant(asked: "Asked") -> int:
    """A right for a role, numbers for a desk, or an officer's account again."""
    with postgres.database(asked.data, asked.database) as engine:
        if asked.officer:
            known = permits.find(engine, asked.officer)
            access.restore(engine, known.officer.id, clock.now())
            tell(say("centre.officer_back", asked.lang, officer=_called(known)))
        elif asked.numbers:
            _numbers(asked, engine)
        else:
            _right(asked, engine)
    return 0


def _called(known: permits.Known) -> str:
    return f"{known.station}/{known.officer.login}"


def _right(asked: "Asked", engine: postgres.Database) -> None:
    if not (asked.station and asked.role in set(Role) and asked.right in set(Online)):
        raise Refused("centre.grant_what", roles=", ".join(Role), rights=", ".join(Online))
    role, right = Role(asked.role), Online(asked.right)
    held = not asked.take
    permits.change_right(engine, asked.station, role, right, clock.now(), held=held)
    lang, station = asked.lang, asked.station
    shown = {"role": role, "online": say(f"online.{right}", lang), "station": station}
    tell(say("centre.right_given" if held else "centre.right_taken", lang, **shown))


def _numbers(asked: "Asked", engine: postgres.Database) -> None:
    kinds = {"case": CASE, "voucher": VOUCHER}
    if asked.numbers not in kinds:
        raise Refused("centre.grant_what", roles=", ".join(Role), rights=", ".join(Online))
    device = access.find_device(engine, asked.device)
    block = access.grant_block(engine, device, kinds[asked.numbers], clock.now())
    first, last = block.first, block.last
    tell(say("centre.numbers_given", asked.lang, device=str(device.device), first=first, last=last))


def suspend(asked: "Asked") -> int:
    """Keep a desk out, or take an officer's word back."""
    with postgres.database(asked.data, asked.database) as engine:
        if asked.officer:
            known = permits.find(engine, asked.officer)
            access.withhold(engine, known.officer.id, clock.now())
            tell(say("centre.officer_out", asked.lang, officer=_called(known)))
            return 0
        found = access.find_device(engine, asked.device)
        access.suspend(engine, found.device)
    tell(say("centre.suspended", asked.lang, device=str(found.device)))
    return 0
