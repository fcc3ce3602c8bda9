"""A photograph that the family gave of who is looked for: kept on their consent, gone with it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import inquiries
from app.desk.street import Shown
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.inquiry import Inquiry, InquiryEntry, InquiryStep
from app.domain.inquiry_photo import Back, InquiryPhoto, Use, photo_of, standing
from app.domain.inquiry_rules import must_follow
from app.domain.staff import Officer, Right
from app.store.ask import Asks
from app.store.inquiries import inquiry_of, photos_among
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Who gave the photograph and agreed to its use, how, on which day, and for what; `year`: in
    which it was taken, empty where nobody knows."""

    whom: str
    how: str
    on: date | None = None
    use: str = Use.LOOK
    year: str = ""
    words: str = ""


def keep(
    register: Register, inquiry: UUID, agreed: Agreed, shown: Shown | None, *, by: Officer,
    at: datetime,
) -> InquiryPhoto:  # fmt: skip
    """Keep a picture with the consent that it rests on, both or neither. Refused "inquiry.…"."""
    whole = _own(register, inquiry, by)
    year = {"year": agreed.year.strip()} if agreed.year.strip() else {}
    consent = InquiryEntry(
        id=new_id(), station=whole.first.station, inquiry=whole.id, step=InquiryStep.PHOTO,
        whom=agreed.whom.strip(), result=agreed.how, on=agreed.on, words=agreed.words.strip(),
        detail={"for": agreed.use, **year}, officer=by.id, at=at,
    )  # fmt: skip
    must_follow(consent, whole, local(at).date())
    if shown is None:
        raise Refused("inquiry.photo_needs_picture")
    made = InquiryPhoto(
        id=photo_of(consent.id), station=consent.station, inquiry=whole.id, consent=consent.id,
        picture=register.blobs.put(shown.jpeg), width=shown.width, height=shown.height,
        officer=by.id, at=at,
    )  # fmt: skip
    register.write(consent, made, by=by.id, at=at, reason="inquiry_photo")
    return made


def take_back(
    register: Register, inquiry: UUID, words: str, *, by: Officer, at: datetime,
    why: Back = Back.WITHDRAWN, consent: UUID | None = None,
) -> InquiryEntry:  # fmt: skip
    """The newest photograph, or the one of a `consent`, goes here and wherever it went; that it did
    stays in the history. Refused "inquiry.no_photo"."""
    whole = _own(register, inquiry, by)
    agreed = [one for one in whole.photos if consent in (None, one.id)]
    if not agreed:
        raise Refused("inquiry.no_photo")
    return inquiries.take_back(register, agreed[-1].id, words, by=by, at=at, photo=why)


def photos_of(asks: Asks, whole: Inquiry) -> list[InquiryPhoto]:
    """Those whose consent stands, oldest first."""
    return standing(photos_among(asks, [whole.id]), whole)


def _own(register: Register, inquiry: UUID, by: Officer) -> Inquiry:
    by.must(Right.DECIDE)
    whole = inquiry_of(register, inquiry)
    if whole is None:
        raise Refused("inquiry.unknown")
    return whole
