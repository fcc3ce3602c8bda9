"""寻人登记: somebody looks for kin, what they say of whom they look for, and who they are.

Facts that are added and never changed. Whoever looks and whom they look for are kept apart: only
what is said of the person looked for leaves the station (`Sought`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.birth import ends_of
from app.domain.ids import OfficerId
from app.domain.person import Source
from app.domain.traits import Traits, read_traits


class Channel(StrEnum):
    """How they turned to the station."""

    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    OTHER_STATION = "other_station"
    POLICE = "police"
    FILE = "file"


class InquiryStep(StrEnum):
    """What was written down."""

    OPENED = "opened"
    """The first entry: `detail` has whoever looks (`INQUIRER`)."""
    INQUIRER = "inquirer"
    """Said anew who looks."""
    SOUGHT = "sought"
    """One thing that is said of the person looked for."""
    CHECKED = "checked"
    """Who looks was checked, or it was found why nothing may be told."""
    CONTACT = "contact"
    PHOTO = "photo"
    """The family agreed that a photograph is used to find this person; the picture itself is an
    `InquiryPhoto`. Who gave it (`whom`), when (`on`), how they agreed (`result`)."""
    CLOSED = "closed"
    MISTAKEN = "mistaken"


class Checked(StrEnum):
    """What a check of whoever looks came to."""

    VERIFIED = "verified"
    DOUBTFUL = "doubtful"
    DANGER = "danger"
    """They may do harm: neither station nor address nor that anybody was found is told."""


class Closed(StrEnum):
    """Why nobody is looked for any more."""

    FOUND = "found"
    WITHDRAWN = "withdrawn"
    NOT_KIN = "not_kin"
    OTHER = "other"


INQUIRER = ("name", "relation", "phone", "document", "address")
SOUGHT = (
    *("name", "aliases", "sex", "birth", "age", "home_place", "accent", "marks", "relatives"),
    *("missing_since", "missing_place", "phone", "id_number", "clothes", "looks", "story"),
)
"""What may be said of the person looked for; the first eleven and the two numbers are compared."""
AT_HOME = frozenset({"phone", "id_number"})
"""Numbers are compared in this station alone and travel to no other."""
CHECKED_BY = ("document", "register", "police", "station", "family_photo")
"""How whoever looks was checked: papers seen, household register, police, another station."""
SURE = frozenset({"document", "register", "police"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryEntry:
    """One entry; the first one's `id` is its `inquiry`, by which it is known.

    `about`, `value`: of `SOUGHT` what is said, of the first entry by which number the record is
    known where it came from; `source`: who says so; `on`: on which day it was
    said or happened; `whom`: with whom one spoke; `result`: of a check or an end.
    """

    id: UUID
    station: str
    inquiry: UUID
    step: InquiryStep
    number: str = ""
    channel: str = ""
    about: str = ""
    value: str = ""
    source: Source | None = None
    on: date | None = None
    whom: str = ""
    result: str = ""
    words: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that is said of the person looked for, and in which year."""

    about: str
    value: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Whom somebody looks for, as every station is told: nothing of who looks but whether they were
    checked, and nothing at all once it is over."""

    id: UUID
    station: str
    number: str = ""
    said: tuple[Said, ...] = ()
    checked: str = ""
    ended: bool = False
    contact: str = ""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """An inquiry with everything that was written down about it, oldest first."""

    entries: tuple[InquiryEntry, ...]

    @property
    def first(self) -> InquiryEntry:
        """Its number and channel are the inquiry's."""
        return self.entries[0]

    @property
    def id(self) -> UUID:
        """By which it is known."""
        return self.first.inquiry

    @property
    def inquirer(self) -> Mapping[str, str]:
        """Who looks, as was said last."""
        said = [
            one
            for one in self._counting()
            if one.step in (InquiryStep.OPENED, InquiryStep.INQUIRER)
        ]
        return said[-1].detail if said else {}

    @property
    def sought(self) -> list[InquiryEntry]:
        """What counts of what was said of the person looked for."""
        return self._standing(InquiryStep.SOUGHT)

    @property
    def check(self) -> InquiryEntry | None:
        """The check that counts: that somebody may do harm counts until it is taken back."""
        found = self._standing(InquiryStep.CHECKED)
        harm = [one for one in found if one.result == Checked.DANGER]
        return next(reversed(harm or found), None)

    @property
    def contacts(self) -> list[InquiryEntry]:
        """With whom one spoke."""
        return self._standing(InquiryStep.CONTACT)

    @property
    def photos(self) -> list[InquiryEntry]:
        """The consents to a photograph that stand."""
        return self._standing(InquiryStep.PHOTO)

    @property
    def closing(self) -> InquiryEntry | None:
        """Why nobody is looked for any more."""
        return next(iter(self._standing(InquiryStep.CLOSED)), None)

    @property
    def is_open(self) -> bool:
        """Whether somebody is still looked for."""
        return self.closing is None

    @property
    def said(self) -> tuple[Said, ...]:
        """What is said of the person looked for."""
        return tuple(
            Said(about=one.about, value=one.value, year=(one.on or one.at.date()).year)
            for one in self.sought
        )

    def value(self, about: str) -> str:
        """What was said last of one thing."""
        said = [one.value for one in self.sought if one.about == about]
        return said[-1] if said else ""

    def find(self, entry: UUID) -> InquiryEntry | None:
        """One entry that still counts."""
        return next((one for one in self._counting() if one.id == entry), None)

    def _standing(self, step: InquiryStep) -> list[InquiryEntry]:
        return [one for one in self._counting() if one.step is step]

    def _counting(self) -> list[InquiryEntry]:
        gone = {one.supersedes for one in self.entries}
        return [one for one in self.entries if one.id not in gone]


def inquiries_of(entries: Iterable[InquiryEntry]) -> list[Inquiry]:
    """Each inquiry once, in the order in which they came."""
    found: dict[UUID, list[InquiryEntry]] = {}
    for one in sorted(entries, key=lambda one: (one.at, one.id.int)):
        found.setdefault(one.inquiry, []).append(one)
    return [
        Inquiry(entries=tuple(group))
        for group in found.values()
        if group[0].step is InquiryStep.OPENED
    ]


def traits_sought(said: Iterable[Said], today: date) -> Traits:
    """As they are compared: who was about forty eleven years ago is about fifty-one today."""
    row: dict[str, str] = {}
    for one in said:
        value = _now(one, today) if one.about == "age" else one.value
        if one.about == "age" and (ends := ends_of(value)):
            row["age_low"], row["age_high"] = str(ends[0]), str(ends[1])
        elif one.about in row and one.about in _SEVERAL:
            row[one.about] += f"；{value}"
        else:
            row[one.about] = value
    return read_traits(row, today)


_SEVERAL = frozenset({"aliases", "home_place", "marks", "relatives", "phone", "id_number"})


def _now(one: Said, today: date) -> str:
    ends = ends_of(one.value)
    years = max(today.year - one.year, 0)
    return f"{ends[0] + years}-{ends[1] + years}" if ends else one.value
