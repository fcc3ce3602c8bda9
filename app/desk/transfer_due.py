"""Transfers among 今日事项: what neither end has answered, and who has not arrived."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from app.desk.transfer_views import View, incoming, views
from app.domain.matter import Matter
from app.domain.staff import Officer
from app.domain.today import Due
from app.domain.transfer_state import waits_for
from app.store.ask import Asks
from app.store.transferring import own, steps_of

LOOKED_BACK = timedelta(days=60)
"""Older ones are over, or somebody has long been told."""


def due(asks: Asks, station: str, hours: int, *, by: Officer, now: datetime) -> list[Due]:
    """What waits at this end, with who took the last step here as its owner; several things about
    one transfer are one row, the most urgent."""
    since = now - LOOKED_BACK
    found = [
        *views(asks, own(asks, since=since), by=by),
        *incoming(asks, station, by=by, at=now, since=since),
    ]
    rows = [row for one in found for row in _of(one, hours)]
    takers = {
        id_: max(steps, key=lambda step: step.at).officer
        for id_, steps in steps_of(asks, [row.subject for row in rows]).items()
    }
    return [replace(row, owner=takers.get(row.subject, row.owner)) for row in rows]


def _of(one: View, hours: int) -> Iterator[Due]:
    waits = waits_for(
        one.steps, one.depart_at, one.arrive_at, hours, remote=bool(one.to) and one.plans
    )
    mine = [x for x in waits if x.what != "check" or not one.ours]
    # Before anybody has set out only the sender can do something about the departure.
    mine = [x for x in mine if x.what != "departure" or one.ours]
    for first in sorted(mine, key=lambda x: x.due)[:1]:
        yield Due(
            matter=Matter.TRANSFER, subject=one.id, person=one.person,
            visit=one.transfer.visit if one.transfer else None, due=first.due, since=one.depart_at,
            owner=one.transfer.officer if one.transfer else None, words=first.what, called=one.name,
        )  # fmt: skip
