"""Pictures of things in custody: kept encrypted, shown beside their line, measured by nobody."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.desk.custody import visit_of
from app.desk.street import Shown
from app.domain.belonging_photo import MOST, BelongingPhoto, of_bag, of_line, showing
from app.domain.errors import Refused
from app.domain.ids import BelongingId, VisitId, new_id
from app.domain.staff import Officer
from app.store.custody import account_of, every_line, photos_of
from app.store.register import Register


def photograph(
    register: Register, visit: VisitId, shown: Shown, *, by: Officer, at: datetime,
    line: BelongingId | None = None, bag: UUID | None = None,
) -> BelongingPhoto:  # fmt: skip
    """Keep a picture of a line or of a bag; one of what was given back may still be added. Refused
    "custody.…"."""
    one = visit_of(register, visit, by)
    account, photos = account_of(register, visit), photos_of(register, visit)
    if line is not None:
        thing = next((x for x in account.belongings if x.id == line), None)
        there = of_line(photos, thing, every_line(register, visit)) if thing else None
    else:
        there = of_bag(photos, bag) if any(x.id == bag for x in account.bags) and bag else None
    if there is None:
        raise Refused("custody.nothing_to_photograph")
    if len(there) >= MOST:
        raise Refused("custody.photos_enough", most=MOST)
    made = BelongingPhoto(
        id=new_id(), person=one.person, visit=visit, belonging=line, bag=None if line else bag,
        picture=register.blobs.put(shown.jpeg), width=shown.width, height=shown.height,
        officer=by.id, at=at,
    )  # fmt: skip
    register.write(made, by=by.id, at=at, reason="belonging_photo")
    return made


def take_back(
    register: Register, visit: VisitId, photo: UUID, *, by: Officer, at: datetime
) -> BelongingPhoto:
    """It shows something else: it is shown no more, and stays on record."""
    visit_of(register, visit, by)
    wrong = next((x for x in showing(photos_of(register, visit)) if x.id == photo), None)
    if wrong is None:
        raise Refused("custody.corrected_already")
    made = replace(
        wrong, id=new_id(), picture="", width=0, height=0, supersedes=wrong.id, officer=by.id, at=at
    )
    register.write(made, by=by.id, at=at, reason="belonging_photo")
    return made
