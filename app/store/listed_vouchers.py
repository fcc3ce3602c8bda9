"""The centre's part in rule 9: a voucher for somebody on the list to which no second person agreed
is taken like any other, for help is never refused by a machine; the station's leader hears."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.domain.blacklist import Listed
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind
from app.domain.listed_voucher import must_be_another
from app.domain.staff import Officer
from app.domain.voucher import Voucher
from app.store import walls
from app.store.among import among
from app.store.linked import same_as
from app.store.merging import Letter, Merged
from app.store.rows import record_of
from app.store.tables import TABLES, listed

KIND = "listed_voucher"


def letters(connection: Connection, made: Merged) -> Iterator[Letter]:
    """One for each such voucher among what came; what a desk could not know yet is none."""
    issued = [made.records[key] for key in made.new if key[0] == "voucher"]
    new = [one for one in issued if isinstance(one, Voucher)]
    if not new:
        return
    same = same_as(connection, {one.person for one in new})
    held = _held(connection, {other for group in same.values() for other in group})
    for one in new:
        known = [x for person in same[one.person] for x in held.get(person, [])]
        missed = [x for x in known if _could_know(x, one)]
        if missed and not _agreed(connection, made, one):
            content = {"serial": one.serial, "number": missed[0].number, "for": "leader"}
            yield Letter(
                kind=KIND, record_kind="voucher", record=one.id, person=one.person, content=content
            )


def _could_know(told: Listed, one: Voucher) -> bool:
    return told.changed_at <= one.issued_at and told.holds(one.issued_at.date())


def _held(connection: Connection, people: set[UUID]) -> dict[UUID, list[Listed]]:
    """What every desk has heard of these, of whatever station."""
    found: dict[UUID, list[Listed]] = {}
    with walls.everywhere(connection):
        wanted = select(listed).where(among(listed.c.person, people), listed.c.ended.is_(False))
        for row in connection.execute(wanted).mappings().all():
            one: Listed = record_of("listed", dict(row))
            found.setdefault(one.person, []).append(one)
    return found


def _agreed(connection: Connection, made: Merged, one: Voucher) -> bool:
    """Whether somebody else who may approve said so with it."""
    for (kind, _), record in made.records.items():
        if kind == "decision" and isinstance(record, Decision) and _about(record, one):
            try:
                must_be_another(_officer(connection, made, record.officer), one.officer)
            except Refused:
                continue
            return True
    return False


def _about(decision: Decision, one: Voucher) -> bool:
    return decision.kind is DecisionKind.LISTED_VOUCHER and one.id in decision.subjects


def _officer(connection: Connection, made: Merged, id_: UUID) -> Officer | None:
    table = TABLES["officer"]
    row: Any = made.row(("officer", id_))
    row = row or connection.execute(select(table).where(table.c.id == id_)).mappings().first()
    return record_of("officer", dict(row)) if row else None
