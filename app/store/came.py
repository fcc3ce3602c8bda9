"""Every arrival of one human that this desk knows of: its own visits and other stations' days."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.domain.came import Came, in_order
from app.domain.index_card import IndexCard
from app.domain.station import Station
from app.domain.visit import Leaving, Reopening
from app.store.ask import Asks, all_of, records
from app.store.people import noon, standing_visits
from app.store.tables import index_card, leaving, person, reopening

Day = Callable[[datetime], date]
"""The day of a moment on the station's clock."""


def came_of(asks: Asks, people: Iterable[UUID], day: Day) -> tuple[Came, ...]:
    """Oldest first. `people` are all records of one human; whose card is sealed adds nothing."""
    wanted = list(people)
    found = [*_here(asks, wanted, day), *_there(asks, wanted)]
    return in_order(came for _, came in found)


def came_each(
    asks: Asks, groups: Mapping[UUID, Iterable[UUID]], day: Day
) -> dict[UUID, tuple[Came, ...]]:
    """The same for many humans at once; `groups` are all records of each."""
    whose = {one: key for key, group in groups.items() for one in group}
    everybody = list(whose)
    told: dict[UUID, list[Came]] = {key: [] for key in groups}
    for one, came in (*_here(asks, everybody, day), *_there(asks, everybody)):
        told[whose[one]].append(came)
    return {key: in_order(came) for key, came in told.items()}


def _here(asks: Asks, people: list[UUID], day: Day) -> list[tuple[UUID, Came]]:
    mine = select(leaving).where(leaving.c.person.in_(people))
    back = select(reopening).where(reopening.c.person.in_(people))
    undone = {one.leaving for one in records(asks, Reopening, back)}
    left = {x.visit: x.at for x in records(asks, Leaving, mine) if x.id not in undone}
    codes = {one.id: one.code for one in all_of(asks, Station)}
    return [
        (
            v.person,
            Came(
                at=v.arrived_at,
                day=day(v.arrived_at),
                station=codes.get(v.station, ""),
                case=v.case_number,
                reason=v.reason,
                left=left.get(v.id),
                left_day=day(left[v.id]) if v.id in left else None,
                here=v.id not in left,
            ),
        )
        for v in standing_visits(asks, people)
    ]


def _there(asks: Asks, people: list[UUID]) -> list[tuple[UUID, Came]]:
    held = select(index_card).where(
        index_card.c.id.in_(people),
        index_card.c.sealed.is_(False),
        # Of one's own people the visits stand here; their cards say the same again.
        index_card.c.id.not_in(select(person.c.id)),
    )
    return [
        (
            card.id,
            Came(
                at=noon(on),
                day=date.fromisoformat(on),
                timed=False,
                station=card.station,
                case=card.last_case if at == 0 else "",
            ),
        )
        for card in records(asks, IndexCard, held)
        for at, on in enumerate(card.visits)
    ]
