"""The number of a visit in the national system, written down after re-keying; facts, added to."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.document import RESIDENT, read_number
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId

LONGEST = 60
LONGEST_WORDS = 200


class NumberSource(StrEnum):
    """How the station came by the number."""

    KEYED = "keyed"
    """补录: the system gave it when the visit was keyed in again here."""
    STATION = "station"
    """Another station or the superior had keyed it in, and told it."""
    PAPER = "paper"
    """It stood on a paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalNumber:
    """A visit's number there; a correction supersedes and says why (`words`).

    No `number`: the one before was wrong and there is none, so that the visit waits again.
    """

    id: UUID
    person: PersonId
    visit: VisitId
    number: str
    source: NumberSource
    words: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def standing(numbers: Iterable[NationalNumber]) -> NationalNumber | None:
    """The one that counts; of two desks that wrote one each the first, until an officer corrects.

    A number that was taken back counts as none.
    """
    known = list(numbers)
    gone = {one.supersedes for one in known}
    left = sorted((one for one in known if one.id not in gone), key=lambda one: (one.at, one.id))
    return next((one for one in left if one.number), None)


def tidy(typed: str) -> str:
    """Without blanks, full-width letters and dashes made plain, small letters made capitals."""
    plain = unicodedata.normalize("NFKC", typed)
    return re.sub(r"\s", "", re.sub(r"[\u2010-\u2015\u2212]", "-", plain)).upper()


def must_be_number(number: str, pattern: str, hint: str, case_number: str, at: datetime) -> None:
    """Refused "national.…": of another form than the national system's, one's own case number, or
    somebody's document, which is what is copied by mistake."""
    if not number:
        raise Refused("national.needs_number")
    if number == tidy(case_number):
        raise Refused("national.own_number")
    read = read_number(number, at.date())
    if read.kind == RESIDENT and read.birth and not read.warnings:
        raise Refused("national.a_document")
    if len(number) > LONGEST or not re.fullmatch(pattern, number):
        raise Refused("national.form", hint=hint)


def must_correct(made: NationalNumber, before: NationalNumber | None) -> None:
    """A second number only in the place of the first, with why; nothing else is taken back."""
    if len(made.words) > LONGEST_WORDS:
        raise Refused("national.too_long", longest=LONGEST_WORDS)
    if before is None:
        if made.supersedes is not None or not made.number:
            raise Refused("national.nothing_to_correct")
        return
    if made.supersedes != before.id:
        raise Refused("national.there_already", number=before.number)
    if made.number == before.number:
        raise Refused("national.same")
    if not made.words:
        raise Refused("national.needs_why")
