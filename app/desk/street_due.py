"""Whoever is to be looked for again in the street, for 今日事项."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.desk.street_seen import hidden
from app.domain.matter import Matter
from app.domain.staff import Officer, Right
from app.domain.street import Encounter
from app.domain.today import Due
from app.store import street as store
from app.store.ask import Asks


def due(asks: Asks, by: Officer, now: datetime) -> Iterator[Due]:
    """Of each what the last encounter asks; of those whose file is shut to this officer nothing."""
    if not by.may(Right.REGISTER):
        return
    for one in to_look_for(asks, by, now):
        matter = Matter.STREET_CALL if one.to_call else Matter.STREET
        yield Due(
            matter=matter, subject=one.stranger, person=one.person, due=one.look_at,
            since=one.met_at, words=one.place, called=called(one),
        )  # fmt: skip


def to_look_for(asks: Asks, by: Officer, now: datetime) -> list[Encounter]:
    """In the order in which it is due."""
    found = store.to_look_for(asks, now)
    shut = hidden(asks, found, by)
    return [one for one in found if one.stranger not in shut]


def called(one: Encounter) -> str:
    """By what somebody without a file is known: a name that was said, or the description."""
    return one.name or "，".join(_parts(one))


def _parts(one: Encounter) -> Iterable[str]:
    return [part for part in (one.age, one.look) if part] or [one.place]
