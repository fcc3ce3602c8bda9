"""A leaving that was a mistake is taken back: what was written stays, the visit goes on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.desk import beds
from app.desk.transfer_views import View, views
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.staff import Officer, Right
from app.domain.transfer import StepKind, TransferStep
from app.domain.transfer_state import State
from app.domain.visit import Leaving, Reopening
from app.store.ask import get
from app.store.papers import standing_leaving
from app.store.people import is_inside, together
from app.store.register import Register
from app.store.transferring import own


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Whoever left is here again. `revoked`: the transfers by which they were on the way;
    `arrived`: the other end has written down that they came, which only a call can clear up."""

    visit: VisitId
    revoked: tuple[TransferStep, ...] = ()
    arrived: bool = False


def take_back(
    register: Register, leaving_id: UUID, reason: str, *, by: Officer, at: datetime
) -> Returned:
    """The visit goes on as if nobody had left; nobody is here by two visits at once, or on the way
    by a transfer. Where somebody arrived stands: a body outweighs what is said."""
    back, follows = taken_back(register, leaving_id, reason, by=by, at=at)
    handed = views(register, own(register, visit=back.visit), by=by)
    revoked = tuple(_revoked(one, back) for one in handed if one.state is State.ON_WAY)
    register.write(back, *follows, *revoked, by=by.id, at=at, reason="leaving_taken_back")
    arrived = any(one.state is State.ARRIVED for one in handed)
    return Returned(visit=VisitId(back.visit), revoked=revoked, arrived=arrived)


def taken_back(
    register: Register, leaving_id: UUID, reason: str, *, by: Officer, at: datetime
) -> tuple[Reopening, tuple[object, ...]]:
    """What is to be written, and the bed that follows from it, as one."""
    by.must(Right.REGISTER)
    gone = get(register, Leaving, leaving_id)
    if gone is None:
        raise Refused("leaving.unknown")
    standing = standing_leaving(register, VisitId(gone.visit))
    if standing is None or standing.id != gone.id:
        raise Refused("leaving.taken_back_already")
    if not reason.strip():
        raise Refused("leaving.reason_missing")
    if is_inside(register, together(register, gone.person)):
        raise Refused("leaving.here_again")
    back = Reopening(
        id=new_id(),
        leaving=gone.id,
        visit=gone.visit,
        person=gone.person,
        at=at,
        reason=reason.strip(),
        officer=by.id,
    )
    return back, tuple(beds.back(register, VisitId(gone.visit), by=by, at=at))


def _revoked(one: View, back: Reopening) -> TransferStep:
    return TransferStep(
        id=new_id(), transfer=one.id, person=one.person, station=one.station, to=one.to,
        kind=StepKind.REVOKED, words=back.reason, knew=tuple(known.id for known in one.steps),
        happened_at=back.at, at=back.at, officer=back.officer,
    )  # fmt: skip
