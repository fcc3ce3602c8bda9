"""保密保护 at the own station: whoever has not the right finds and opens nobody who is sealed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.store.ask import Asks
from app.store.hanging import encounters_of
from app.store.people import one_is_sealed, together_each
from app.store.tables import TABLES, encounter, person


def sealed_among(asks: Asks, people: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these persons who are sealed, or were decided to be the same as one who is."""
    return shut_of(asks, together_each(asks, people))


def shut_of(asks: Asks, groups: Mapping[UUID, Iterable[UUID]]) -> frozenset[UUID]:
    """The same, where it is known already who is the same as whom."""
    # All records of a human share one group: of a thousand it is looked through once.
    humans = {id(group): group for group in groups.values()}
    everybody = {one for group in humans.values() for one in group}
    if not everybody:
        return frozenset()
    wanted = select(person.c.id).where(person.c.id.in_(everybody), person.c.sealed.is_(True))
    shut = {row.id for row in asks.ask(wanted)}
    closed = {key for key, group in humans.items() if not shut.isdisjoint(group)}
    return frozenset(one for one, group in groups.items() if id(group) in closed)


def is_shut(asks: Asks, one: UUID, *, sealed: bool) -> bool:
    """Whether this person's file stays closed to somebody who may see sealed ones, or may not."""
    return not sealed and one_is_sealed(asks, one)


def everybody_sealed(asks: Asks) -> frozenset[UUID]:
    """Every person record that is sealed here."""
    wanted: Select[Any] = select(person.c.id).where(person.c.sealed.is_(True))
    return frozenset(row.id for row in asks.ask(wanted))


def about_sealed(asks: Asks) -> frozenset[UUID]:
    """Every record that is or says something of a sealed person, by its id."""
    people = everybody_sealed(asks)
    if not people:
        return frozenset()
    found = set(people)
    visits = {row.id for row in asks.ask(_ids("visit", "person", people))}
    for kind, table in TABLES.items():
        for column, ids in (("person", people), ("visit", visits), ("one", people)):
            if column in table.c:
                found |= {row.id for row in asks.ask(_ids(kind, column, ids))}
    found |= {row.id for row in asks.ask(_ids("link", "other", people))}
    found |= {row.id for row in asks.ask(_ids("index_card", "id", people))}
    met = {row.met for row in asks.ask(encounters_of(people))}
    found |= {row.id for row in asks.ask(select(encounter.c.id).where(encounter.c.met.in_(met)))}
    return frozenset(found)


def _ids(kind: str, column: str, ids: Iterable[UUID]) -> "Select[Any]":
    table = TABLES[kind]
    return select(table.c.id).where(table.c[column].in_(list(ids)))
