"""同行: who came to this station about when somebody did, more than once in ninety days.

Seen by a leader only, for one case and with a purpose; the look is written down, what was seen is
not. It is never sent anywhere and never evidence for the list: whoever shares a train, a police car
or a family with somebody has done nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.clock import local
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.staff import Officer, Right, Role, Viewing
from app.domain.visit import Visit
from app.store.companions import arrived_beside
from app.store.people import Card, cards, together, together_each
from app.store.protected import is_shut, shut_of
from app.store.register import Register

DAYS = 90
NEAR = timedelta(hours=1)
_MORE_THAN_ONE_DAY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One human, and the arrivals of both each time, oldest first."""

    card: Card
    times: tuple[tuple[datetime, datetime], ...]


def companions(
    register: Register, person: PersonId, purpose: str, *, by: Officer, at: datetime
) -> list[Companion]:
    """Whoever came on at least two days within an hour of them; of sealed people nothing. Refused
    "companions.leader", "view.needs_purpose"."""
    by.must(Right.VIEW)
    if by.role is not Role.LEADER:
        raise Refused("companions.leader")
    if not purpose.strip():
        raise Refused("view.needs_purpose")
    if is_shut(register, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    seen = Viewing(
        id=new_id(), person=person, officer=by.id, at=at, purpose=purpose.strip(),
        what="companions",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")
    return _found(register, person, at)


def _found(register: Register, person: PersonId, at: datetime) -> list[Companion]:
    mine = together(register, person)
    beside = arrived_beside(register, mine, at - timedelta(days=DAYS), NEAR)
    groups = together_each(register, {other.person for _, other in beside})
    shut = shut_of(register, groups)
    by_human: dict[UUID, list[tuple[Visit, Visit]]] = defaultdict(list)
    for one, other in beside:
        if other.person not in shut:
            by_human[groups[other.person][0]].append((one, other))
    again = {key: pairs for key, pairs in by_human.items() if _days(pairs) >= _MORE_THAN_ONE_DAY}
    known = cards(register, again)
    return [
        Companion(
            card=known[key],
            times=tuple(sorted((one.arrived_at, other.arrived_at) for one, other in pairs)),
        )
        for key, pairs in again.items()
    ]


def _days(pairs: list[tuple[Visit, Visit]]) -> int:
    return len({local(one.arrived_at).date() for one, _ in pairs})
