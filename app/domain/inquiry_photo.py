"""A photograph that the family gave of who is looked for, and the consent it rests on.

The consent is an entry of the inquiry and stays in its history; the picture is a record of its own,
so that it can go whole when the consent does. No face of it is kept as numbers: it is measured when
it is compared, and that is forgotten again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from app.domain.errors import Refused
from app.domain.ids import OfficerId
from app.domain.inquiry import Inquiry, InquiryEntry, InquiryStep

_PHOTOS = UUID("0f0b6a4e-7d0c-5f0e-9a55-2f1d6c9e8b38")
MOST = 4
"""Photographs of one person looked for."""
HOW = ("spoken", "written", "phone")
"""How the family agreed."""
OLDEST = 1900
_SHA256 = 64


class Use(StrEnum):
    """For what the family gave it; both only to find this one person."""

    COMPARE = "compare"
    """To be looked at, and compared by face (PIPL 29 asks for a consent of its own)."""
    LOOK = "look"
    """To be looked at by the officers alone."""


class Back(StrEnum):
    """Why a photograph goes again."""

    WITHDRAWN = "photo_withdrawn"
    NOT_THEM = "photo_not_them"
    """It shows somebody else."""


BACK = frozenset(Back)


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryPhoto:
    """The picture (a SHA-256) that came with a `consent`, the entry that says who agreed."""

    id: UUID
    station: str
    inquiry: UUID
    consent: UUID
    picture: str
    width: int
    height: int
    officer: OfficerId
    at: datetime


def photo_of(consent: UUID) -> UUID:
    """The id of the picture that rests on a consent: the same wherever the consent is known, and
    nobody else's, so that a withdrawal can name nothing but it."""
    return uuid5(_PHOTOS, consent.hex)


def gone_in(records: Iterable[object]) -> list[InquiryEntry]:
    """The entries among these that take a photograph away."""
    return [
        one
        for one in records
        if isinstance(one, InquiryEntry) and one.result in BACK and one.supersedes is not None
    ]


def standing(photos: Iterable[InquiryPhoto], whole: Inquiry) -> list[InquiryPhoto]:
    """Those whose consent stands, oldest first; of no other one anything is shown."""
    agreed = {one.id for one in whole.photos}
    found = [one for one in photos if one.consent in agreed and one.inquiry == whole.id]
    return sorted(found, key=lambda one: (one.at, one.consent.int))


def must_agree(one: InquiryEntry, whole: Inquiry, today: date) -> None:
    """Without a basis no photograph is kept: who gave it, when, how, and for what. Refused
    "inquiry.photo_…"."""
    if not one.whom:
        raise Refused("inquiry.photo_needs_giver")
    if one.result not in HOW:
        raise Refused("inquiry.photo_needs_how")
    if one.detail.get("for") not in set(Use) or set(one.detail) - {"for", "year"}:
        raise Refused("inquiry.photo_needs_use")
    if one.on is None:
        raise Refused("inquiry.photo_needs_day")
    year = one.detail.get("year", "")
    if year and not (year.isdecimal() and OLDEST <= int(year) <= today.year):
        raise Refused("inquiry.photo_year", oldest=OLDEST)
    if len(whole.photos) >= MOST:
        raise Refused("inquiry.photos_enough", most=MOST)


def must_rest(photo: InquiryPhoto, whole: Inquiry) -> None:
    """A picture rests on a consent of its own that stands. Refused "inquiry.photo_needs_basis"."""
    consent = whole.find(photo.consent)
    if (
        consent is None
        or consent.step is not InquiryStep.PHOTO
        or photo.id != photo_of(photo.consent)
        or photo.station != whole.first.station
        or len(photo.picture) != _SHA256
    ):
        raise Refused("inquiry.photo_needs_basis")
