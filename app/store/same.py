"""At the centre: whom officers decided that somebody is, over every link that leads there."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, or_, select

from app.domain.evidence import Sameness
from app.store.among import among
from app.store.tables import link


def same_as(connection: Connection, people: set[UUID]) -> dict[UUID, set[UUID]]:
    """Each with all that are the same human; links are seen by every station."""
    same = {one: {one} for one in people}
    known: set[UUID] = set()
    while ends := {other for group in same.values() for other in group} - known:
        known |= ends
        for one, other in _links(connection, ends):
            for group in same.values():
                if one in group or other in group:
                    group |= {one, other}
    return same


def _links(connection: Connection, ends: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    wanted = set(ends)
    rows = connection.execute(
        select(link.c.one, link.c.other).where(
            or_(among(link.c.one, wanted), among(link.c.other, wanted)),
            link.c.answer == Sameness.SAME,
            link.c.undone_by.is_(None),
        )
    )
    return [(row.one, row.other) for row in rows]
