"""What the page of street rounds asks the register for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.desk.street_due import to_look_for
from app.desk.street_seen import hidden
from app.domain.cold import ColdSpell, cold_on
from app.domain.staff import Officer, told_apart
from app.domain.street import Encounter, StreetRound
from app.domain.today import day_of
from app.store import street as store
from app.store.ask import Asks, all_of
from app.store.today import cold_spells

LATELY = timedelta(days=2)
DUE, MET, KNOWN = "due", "met", "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stranger's last encounter, how often they were met, and whether they came in since."""

    one: Encounter
    times: int
    came: UUID | None
    """The visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """The round that one is on, whom it met, who is to be looked for, and who was met before."""

    round: StreetRound | None
    last: StreetRound | None
    """The newest round of this officer, whether it is over or not: its sheet may be printed."""
    rows: Mapping[str, tuple[Row, ...]]
    names: Mapping[UUID, str]
    others: tuple[tuple[str, str], ...]
    cold: ColdSpell | None


def street_of(asks: Asks, by: Officer, degrees: int, now: datetime) -> Street:
    """As it stands now; of whoever is shut to this officer nothing."""
    mine = [one for one in store.last_rounds(asks, now - LATELY) if by.id in _both(one)]
    out = next((one for one in reversed(mine) if one.ended_at is None), None)
    last = out or next(iter(reversed(mine)), None)
    known = list(reversed(store.met_lately(asks, now)))
    met = list(reversed(store.met_on(asks, last.round))) if last else []
    shut = hidden(asks, [*known, *met], by)
    everybody = {one.stranger for one in (*known, *met)}
    times = Counter(one.stranger for one in store.met_before(asks, everybody))
    came = store.came_as(asks, everybody)

    def rows(found: list[Encounter]) -> tuple[Row, ...]:
        return tuple(
            Row(one=x, times=times[x.stranger], came=came.get(x.stranger, (None, None))[1])
            for x in found
            if x.stranger not in shut
        )

    staff = [one for one in all_of(asks, Officer) if one.active]
    names = told_apart(staff)
    return Street(
        round=out,
        last=last,
        rows={DUE: rows(to_look_for(asks, by, now)), MET: rows(met), KNOWN: rows(known)},
        names=names,
        others=tuple((str(x.id), names[x.id]) for x in staff if x.id != by.id),
        cold=cold_on(cold_spells(asks, day_of(now)), day_of(now), degrees),
    )


def _both(one: StreetRound) -> tuple[UUID, UUID]:
    return one.officer, one.second
