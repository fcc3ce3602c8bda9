"""接入中心: this desk begins to speak to a centre, or stops; what it has is kept either way."""

from datetime import datetime

from app.domain.ids import OfficerId, new_id
from app.domain.staff import Officer, Right, Viewing
from app.store import line
from app.store.line import Known, Letter
from app.store.register import Register


def keep(register: Register, known: Known, *, by: Officer, at: datetime) -> None:
    """From now on everything, also what was saved before, is sent to that centre."""
    by.must(Right.STAFF)
    register.within(lambda connection: line.keep(connection, known))
    note = Viewing(
        id=new_id(),
        person=None,
        officer=OfficerId(by.id),
        at=at,
        purpose="joined_centre",
        what=known.url,
    )
    register.write(note, by=by.id, at=at, reason="joined_centre")


def settle_letter(
    register: Register, letter: Letter, how: str, *, by: Officer, at: datetime
) -> None:
    """A letter was seen to; it stays, with who did what and when."""
    by.must(Right.DECIDE)
    register.within(lambda c: line.settle_letter(c, letter.id, by.id, how, at))
