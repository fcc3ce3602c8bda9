"""Matters that were opened and wait: kept beside the records and renewed with every deed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from app.domain.matter import MatterStep, still_open
from app.store.hanging import in_parts
from app.store.rows import record_of
from app.store.tables import matter_step, owing


def touched(records: Iterable[object]) -> set[UUID]:
    """The subjects about whose matters these records say something."""
    return {one.subject for one in records if isinstance(one, MatterStep)}


def renew(connection: Connection, subjects: set[UUID]) -> None:
    """Write down again what of these subjects is open."""
    for some in in_parts(sorted(subjects)):
        wanted = select(matter_step).where(matter_step.c.subject.in_(some))
        rows = [dict(row) for row in connection.execute(wanted).mappings()]
        steps: list[MatterStep] = [record_of("matter_step", row) for row in rows]
        for ids in in_parts([one.id for one in steps]):
            connection.execute(delete(owing).where(owing.c.step.in_(ids)))
        if waits := still_open(steps):
            connection.execute(insert(owing), [{"step": one.id} for one in waits])
