"""A leaving that was a mistake is taken back: what was written stays, the visit goes on."""

from datetime import datetime
from uuid import UUID

from app.desk import beds
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.staff import Officer, Right
from app.domain.visit import Leaving, Reopening
from app.store.ask import get
from app.store.papers import standing_leaving
from app.store.people import is_inside, together
from app.store.register import Register


def take_back(
    register: Register, leaving_id: UUID, reason: str, *, by: Officer, at: datetime
) -> Reopening:
    """The visit goes on as if nobody had left; nobody is here by two visits at once."""
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
    bed = beds.back(register, VisitId(gone.visit), by=by, at=at)
    register.write(back, *bed, by=by.id, at=at, reason="leaving_taken_back")
    return back
