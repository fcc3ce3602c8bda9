"""Looking at a file: never without a purpose, never without a line in the log."""

from datetime import datetime

from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.person import Person
from app.domain.staff import Officer, Right, Viewing
from app.store.ask import get
from app.store.people import File, file_of
from app.store.register import Register


def open_file(
    register: Register, person: PersonId, purpose: str, *, by: Officer, at: datetime
) -> File:
    """The whole file of a person; the log is written first (社会救助法 11, 70)."""
    by.must(Right.VIEW)
    if not purpose.strip():
        raise Refused("view.needs_purpose")
    if get(register, Person, person) is None:
        raise Refused("claims.no_person")
    seen = Viewing(
        id=new_id(), person=person, officer=by.id, at=at, purpose=purpose.strip(), what="file"
    )
    register.write(seen, by=by.id, at=at, reason="view")
    return file_of(register, person)
