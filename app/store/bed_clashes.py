"""The centre's part in beds: of two desks that gave one away, it says who keeps it.

By the station's rule, whichever desk spoke first; the other one is told and has no bed. A stay that
lost has lost: said again, nothing is decided again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import Connection, select, update

from app.domain.bed import BedStay, latest
from app.domain.bed_clash import Claimed, keeps
from app.domain.room import FirstBed
from app.store.among import among
from app.store.inside import not_ended
from app.store.merging import Letter, Merged
from app.store.news import decided, stamp_of
from app.store.rows import record_of
from app.store.tables import TABLES, bed_stay, room, station, visit
from app.wire import hlc
from app.wire.talk import Change

KIND = "bed_stay"
CLASH = "bed_clash"
_BEGIN_AGAIN = frozenset({"reopening", KIND})
"""What may put two people into one bed."""
Place = tuple[UUID, int]


@dataclass(slots=True, kw_only=True)
class Verdicts:
    """What has to be told, in this order: the letters, then that the bed is another's."""

    letters: list[Letter] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def decide(connection: Connection, made: Merged, code: str, at: datetime) -> Verdicts:
    """Of every bed that what came gives to somebody: who keeps it, where it is given twice. The
    rows are down already."""
    said = Verdicts()
    if not any(kind in _BEGIN_AGAIN for kind, _ in made.new):
        return said
    rule = _rule(connection, code)
    for claimed in _given_twice(connection, _visits(made)):
        first, rest = keeps(claimed, rule)
        for one in rest:
            _lose(connection, one, first, at, said)
    return said


def _visits(made: Merged) -> set[UUID]:
    return {row["visit"] for (kind, _), row in made.new.items() if kind in _BEGIN_AGAIN}


def _rule(connection: Connection, code: str) -> FirstBed:
    asked = select(station.c.bed_rule).where(station.c.code == code)
    found = connection.execute(asked).scalars().first()
    return FirstBed.NEED if found == FirstBed.NEED else FirstBed.EARLIER


def _given_twice(connection: Connection, visits: Iterable[UUID]) -> list[list[Claimed]]:
    """The places where one of these visits is now, with everybody who is there."""
    places = {one.stay.place for one in _now(connection, _stays(connection, "visit", visits))}
    wanted = {place for place in places if place}
    others = _stays(connection, "room", {where for where, _ in wanted})
    beside = {row["visit"] for row in others if (row["room"], row["bed"]) in wanted}
    found: dict[Place, list[Claimed]] = {place: [] for place in wanted}
    for one in _now(connection, _stays(connection, "visit", beside)):
        if one.stay.place in found:
            found[one.stay.place].append(one)
    return [claimed for claimed in found.values() if len(claimed) > 1]


def _stays(connection: Connection, column: str, ids: Iterable[UUID]) -> list[dict[str, Any]]:
    wanted = list(ids)
    if not wanted:
        return []
    question = select(bed_stay).where(among(bed_stay.c[column], wanted))
    return [dict(row) for row in connection.execute(question).mappings()]


def _now(connection: Connection, rows: list[dict[str, Any]]) -> list[Claimed]:
    """The last stay of each visit that goes on."""
    if not rows:
        return []
    goes_on = select(visit.c.id).where(among(visit.c.id, {r["visit"] for r in rows}), *not_ended())
    inside = set(connection.execute(goes_on).scalars())
    versions = {row["id"]: str(row["versions"]["*"]) for row in rows}
    stays: list[BedStay] = [record_of(KIND, row) for row in rows if row["visit"] in inside]
    return [Claimed(stay=one, version=versions[one.id]) for one in latest(stays).values()]


def _lose(
    connection: Connection, one: Claimed, first: Claimed, at: datetime, said: Verdicts
) -> None:
    stamp = hlc.tick(hlc.stamp_of(one.version), at)
    version = hlc.version(stamp, UUID(int=0).hex)
    here = bed_stay.c.id == one.stay.id
    versions = dict(connection.execute(select(bed_stay.c.versions).where(here)).scalar_one())
    kept = {"versions": versions | {"lost_to": version}, "lost_to": first.stay.id}
    connection.execute(update(bed_stay).where(here).values(kept))
    fields: dict[str, object] = {"lost_to": str(first.stay.id)}
    change = decided(KIND, one.stay.id, fields, version, max(stamp, stamp_of(at)))
    said.changes.append(structs.replace(change, versions={"lost_to": version}))
    said.letters.append(
        Letter(
            kind=CLASH,
            record_kind=KIND,
            record=one.stay.id,
            person=one.stay.person,
            content=_content(connection, one.stay, first.stay),
        )
    )


def _content(connection: Connection, lost: BedStay, kept: BedStay) -> dict[str, Any]:
    """Which bed, and the case numbers of who has it and who has none: no name."""
    name = connection.execute(select(room.c.name).where(room.c.id == lost.room)).scalars().first()
    cases = TABLES["visit"]
    ids = [lost.visit, kept.visit]
    rows = connection.execute(select(cases.c.id, cases.c.case_number).where(cases.c.id.in_(ids)))
    numbers = {row.id: row.case_number for row in rows}
    return {
        "room": name or "",
        "bed": lost.bed,
        "kept": numbers.get(kept.visit, ""),
        "lost": numbers.get(lost.visit, ""),
    }
