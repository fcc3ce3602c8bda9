"""Who is whom at the centre: the records that officers decided are one human, of any station."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, or_, select

from app.domain.evidence import Sameness
from app.store.among import among
from app.store.tables import link, person


def same_as(connection: Connection, people: set[UUID]) -> dict[UUID, set[UUID]]:
    """Each with whom officers decided that they are, over every link that leads there."""
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


def shut_among(connection: Connection, people: Iterable[UUID]) -> frozenset[UUID]:
    """Those who are sealed, or were decided to be the same as one who is, at whatever station."""
    same = same_as(connection, set(people))
    everybody = {one for group in same.values() for one in group}
    wanted = select(person.c.id).where(among(person.c.id, everybody), person.c.sealed.is_(True))
    sealed = set(connection.execute(wanted).scalars())
    return frozenset(one for one, group in same.items() if group & sealed)
