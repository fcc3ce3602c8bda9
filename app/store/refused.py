"""What a desk wrote and the centre did not take: still in the chain, it counts for nothing.

A group is refused whole and its letter names one record of it; the rest is known by the numbers of
the entries, which stand in the letter and in the desk's own chain.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, func, select, union

from app.store.ask import Asks
from app.store.tables import journal, letter

LATER = frozenset({"entry.unknown_kind", "entry.newer", "entry.no_beginning"})
"""What an older centre may understand one day: until then it counts where it was written."""


def not_taken(asks: Asks, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these records of this desk the centre refused."""
    wanted = set(ids)
    if not wanted:
        return set()
    return {row.record for row in asks.ask(refusals()) if row.record in wanted}


def taken(table: Table) -> "ColumnElement[bool]":
    """Of the rows of a table those that no letter of the centre refused."""
    return table.c.id.not_in(refusals())


@cache
def refusals() -> "Select[Any]":
    """The records that letters say were refused, each with what was said in one breath with it."""
    said = letter.c.kind == "refused", func.json_extract(letter.c.content, "$.reason").not_in(LATER)
    numbers = func.json_each(letter.c.content, "$.entries").table_valued("value").alias("refused_n")
    named = select(letter.c.record.label("record")).where(*said, letter.c.record.is_not(None))
    beside = (
        select(journal.c.record.label("record"))
        .select_from(letter)
        .join(numbers, letter.c.id.is_not(None))
        .join(journal, journal.c.n == numbers.c.value)
        .where(*said)
    )
    both = union(named, beside).subquery()
    return select(both.c.record)
