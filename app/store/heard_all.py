"""Whether the centre has everything that stands here about the person of a paper: the paper says so
at its foot, since two stations may hold papers of different days beside each other."""

from uuid import UUID

from sqlalchemy import exists, select

from app.store.ask import Asks
from app.store.line import how_many_wait, sent_so_far, still_waiting
from app.store.merging import LOOKING
from app.store.tables import TABLES, journal, line

_PEOPLE = tuple(table for table in TABLES.values() if "person" in table.c)
"""Whatever a paper is about says whose it is; what says it of nobody is about itself alone."""


def heard_all(asks: Asks, subject: UUID) -> bool:
    """Nothing waits of the person of this visit, voucher or whatever it is; never without a
    centre. Who looked, and what was printed, does not count."""
    if not asks.ask(select(line.c.sent)):
        return False
    if not how_many_wait(asks):
        return True
    person = _person_of(asks, subject)
    return not (
        still_waiting(asks, [subject]) or any(_waits(asks, kind, person) for kind in _waiting(asks))
    )


def _waiting(asks: Asks) -> list[str]:
    """The kinds of what was not sent."""
    after = journal.c.n > sent_so_far(asks)
    kinds = {row.kind for row in asks.ask(select(journal.c.kind).where(after).distinct())}
    return sorted(kinds - LOOKING)


def _waits(asks: Asks, kind: str, person: UUID) -> bool:
    table = TABLES[kind]
    whose = table.c.id if kind == "person" else table.c.get("person")
    if whose is None:
        return False
    unsent = exists().where(journal.c.record == table.c.id, journal.c.n > sent_so_far(asks))
    return bool(asks.ask(select(table.c.id).where(whose == person, unsent).limit(1)))


def _person_of(asks: Asks, subject: UUID) -> UUID:
    for table in _PEOPLE:
        if found := asks.ask(select(table.c.person).where(table.c.id == subject)):
            one: UUID = found[0].person
            return one
    return subject
