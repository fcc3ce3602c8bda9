"""Questions about 寻亲记录: everything that was found out about somebody, over all their visits."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, select

from app.domain.trace import VERDICTS, Trace, TraceEntry, trace_of
from app.store.ask import Asks, records
from app.store.refused import not_taken
from app.store.tables import trace_entry


def names_sound(asks: Asks, name: str) -> bool:
    """Whether an entry names this sound (SHA-256)."""
    wanted = select(trace_entry.c.id).where(trace_entry.c.sound == name).limit(1)
    return bool(asks.ask(wanted))


def of_people(asks: Asks, people: Iterable[UUID]) -> Trace:
    """Of the records of one human."""
    wanted = select(trace_entry).where(trace_entry.c.person.in_(list(people)))
    found = records(asks, TraceEntry, cast("Select[Any]", wanted.order_by(trace_entry.c.id)))
    # Words that were not taken can still be read and written anew; a verdict, a correction and a
    # taking back that were not taken change nothing.
    changing = [one.id for one in found if one.supersedes or one.step in VERDICTS]
    refused = not_taken(asks, changing)
    return trace_of(one for one in found if one.id not in refused)
