"""The centre's part in a transfer: whose step it is, and what both ends are told.

Where steps crossed nothing is refused for it: both ends see all of them, and a person settles it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from app.domain.errors import Refused
from app.domain.staff import Officer, Right, told_apart
from app.domain.timely import must_be_timely
from app.domain.transfer import (
    Case,
    Transfer,
    TransferStep,
    TransferTold,
    shown,
    told_id,
    writers_of,
)
from app.domain.transfer_facts import facts_of, is_made_up
from app.domain.transfer_state import kept_until, must_follow, shows_file
from app.store import dropping, feed, forgetting, staged, telling, walls
from app.store.among import among
from app.store.linked import same_as, shut_among
from app.store.merging import Merged
from app.store.rows import record_of
from app.store.tables import TABLES
from app.store.telling import News
from app.wire import hlc
from app.wire.entry import Entry
from app.wire.signed import Key, key_id
from app.wire.ticket import read

TRANSFER, STEP, TOLD = "transfer", "transfer_step", "transfer_told"
_SAID = {TRANSFER, STEP}
_MOST = 500
Row = dict[str, Any]


def must_be_allowed(
    connection: Connection, made: Merged, group: Sequence[Entry], at: datetime
) -> None:
    """Every new transfer and step is written by who may. Refused "transfer.…", "entry.…"."""
    for entry in group:
        row = made.new.get((entry.kind, entry.record)) if entry.kind in _SAID else None
        if row is None:
            continue
        record = record_of(entry.kind, row)
        by = staged.officer(connection, made, record.officer)
        if by is None or entry.officer != record.officer:
            raise Refused("entry.other_officer")
        by.must(Right.REGISTER)
        must_be_timely(record.at, hlc.time_of(hlc.stamp_of(row["versions"]["*"])), at)
        if isinstance(record, TransferStep):
            # The file may be the other station's.
            with walls.everywhere(connection):
                _may_step(connection, made, record, by)
        else:
            _may_prepare(connection, made, record)


def _may_prepare(connection: Connection, made: Merged, one: Transfer) -> None:
    visit = staged.one(connection, made, "visit", one.visit)
    if visit is None or visit["person"] != one.person:
        raise Refused("transfer.no_visit")
    if one.to:
        with walls.everywhere(connection):
            known = staged.stored(connection, "station", "code", one.to)
        if not known or one.to == one.station:
            raise Refused("transfer.no_station")


def _may_step(connection: Connection, made: Merged, step: TransferStep, by: Officer) -> None:
    if step.leader and not by.may(Right.SEALED):
        raise Refused("transfer.needs_leader")
    row = staged.one(connection, made, TRANSFER, step.transfer)
    if row is None:
        _must_have_ticket(connection, step)
        return
    one: Transfer = record_of(TRANSFER, row)
    other = one.to if step.station == one.station else one.station
    if one.person != step.person or step.to != other:
        raise Refused("transfer.unknown")
    if step.station not in writers_of(step.kind, one.station, one.to):
        raise Refused("transfer.not_yours")
    beside = staged.beside(connection, made, STEP, "transfer", step.transfer)
    known = [s for r in beside if (s := record_of(STEP, r)).id in step.knew]
    lines = None if step.ticket else len(one.items)
    must_follow(known, step, step.words, step.phoned, lines)


def _must_have_ticket(connection: Connection, step: TransferStep) -> None:
    """The sender has not been heard yet: a code that their key signed for this station lets it
    in."""
    keys = connection.execute(select(TABLES["signing_key"])).mappings()
    known = {key_id(k["public_key"]): Key(public_key=k["public_key"], station=k["station"])
             for k in keys}  # fmt: skip
    said = read(step.ticket, known)
    if said is None or (said.transfer, said.person) != (step.transfer, step.person):
        raise Refused("transfer.unknown")
    if said.to != step.station or said.station != step.to:
        raise Refused("transfer.not_yours")
    if step.station not in writers_of(step.kind, said.station, said.to):
        raise Refused("transfer.not_yours")


def publish(connection: Connection, made: Merged, at: datetime) -> News:
    """What the two ends of a transfer have to hear anew of what came."""
    people, sealed = _touched(made)
    if not people | sealed:
        return {}
    with walls.everywhere(connection):
        groups = same_as(connection, sealed).values() if sealed else ()
        everybody = people | {one for group in groups for one in group}
        table = TABLES[TRANSFER]
        wanted = select(table).where(among(table.c.person, everybody), table.c.to != "")
        found = [record_of(TRANSFER, dict(r)) for r in connection.execute(wanted).mappings()]
        return _tell_all(connection, found, at)


def _touched(made: Merged) -> tuple[set[UUID], set[UUID]]:
    """Of whom what came may change what is told, and who may have been sealed."""
    found = set()
    for (kind, _), row in made.new.items():
        if kind == "claim" or kind in _SAID:
            found.add(row["person"])
        elif kind == "link":
            found |= {row["one"], row["other"]}
    found -= {id_ for kind, id_ in made.new if kind == "person"} - {
        row["person"] for (kind, _), row in made.new.items() if kind in _SAID
    }
    changed = {id_ for kind, id_ in made.changed if kind == "person"}
    changed |= {
        id_
        for (kind, _), row in made.changed.items()
        if kind == "link"
        for id_ in (row["one"], row["other"])
    }
    return found, changed


def sweep(engine: Engine, at: datetime) -> dict[str, int]:
    """Files whose time is over go out of every register and log; answers the streams that
    moved."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        forgetting.stand_alone(connection)
        table = TABLES[TOLD]
        over = select(table).where(table.c.until <= at)
        rows = [dict(r) for r in connection.execute(over.limit(_MOST)).mappings() if r["case"]]
        ids = [row["transfer"] for row in rows]
        if not ids:
            return {}
        files = TABLES[TRANSFER]
        found = connection.execute(select(files).where(files.c.id.in_(ids))).mappings()
        news = _tell_all(connection, [record_of(TRANSFER, dict(row)) for row in found], at)
        return feed.append(connection, news)


def _tell_all(connection: Connection, transfers: Iterable[Transfer], at: datetime) -> News:
    news: News = {}
    for one in transfers:
        steps = _steps(connection, one)
        if any(step.kind in ("sent", "set_out") for step in steps):
            _tell(connection, _as_told(connection, one, steps, at), at, news)
    return news


def _steps(connection: Connection, one: Transfer) -> list[TransferStep]:
    """Those of the two ends; what a third wrote is none."""
    rows = staged.stored(connection, STEP, "transfer", one.id)
    found = [record_of(STEP, row) for row in rows]
    return [s for s in found if s.station in writers_of(s.kind, one.station, one.to)]


def _as_told(
    connection: Connection, one: Transfer, steps: Sequence[TransferStep], at: datetime
) -> TransferTold:
    shut = bool(shut_among(connection, [one.person]))
    until = kept_until(steps, one.arrive_at)
    # Of somebody sealed the file goes only with a leader's word.
    goes = (
        shows_file(steps)
        and at < until
        and (not shut or any(s.leader and s.station == one.station for s in steps))
    )
    names = _officers(connection, [step.officer for step in steps])
    return TransferTold(
        id=told_id(one.id), transfer=one.id, person=one.person, station=one.station, to=one.to,
        contact=staged.contact(connection, one.station), sealed=shut,
        steps=tuple(shown(step, names) for step in sorted(steps, key=lambda s: (s.at, s.id))),
        case=_case(connection, one) if goes else None, until=until, changed_at=at,
    )  # fmt: skip


def _case(connection: Connection, one: Transfer) -> Case:
    claims = [
        record_of("claim", r) for r in staged.stored(connection, "claim", "person", one.person)
    ]
    visit = next(iter(staged.stored(connection, "visit", "id", one.visit)), None)
    return Case(
        body=one.body, kind=one.kind, why=one.why, destination=one.destination,
        depart_at=one.depart_at, arrive_at=one.arrive_at, detail=one.detail, items=one.items,
        facts=facts_of(claims), temporary=is_made_up(claims),
        case_number=visit["case_number"] if visit else "",
    )  # fmt: skip


def _officers(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, str]:
    table = TABLES["officer"]
    found = connection.execute(select(table).where(table.c.id.in_(list(ids)))).mappings()
    return told_apart([record_of("officer", dict(row)) for row in found])


def _tell(connection: Connection, now: TransferTold, at: datetime, news: News) -> None:
    put = telling.put_down(connection, TOLD, now, at)
    if put is None:
        return
    streams = [f"station:{code}" for code in sorted({now.station, now.to})]
    if now.case is None and put.before is not None and put.before["case"]:
        # The file stays neither in the log nor in a snapshot of it.
        walls.erase(connection, [now.id])
        feed.redact(connection, {now.id})
        dropping.drop(connection, streams)
    telling.add_to(news, put, streams)
