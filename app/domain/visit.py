"""A visit (来站): one arrival and what followed; facts only, a correction supersedes."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.domain.face import Scope
from app.domain.ids import (
    ConsentId,
    OfficerId,
    PersonId,
    StationId,
    VisitId,
    VoucherId,
)


class ArrivalWay(StrEnum):
    """How somebody came to the station (form 1)."""

    SELF = "self"
    POLICE = "police"
    URBAN = "urban"
    STREET = "street"
    PUBLIC = "public"
    PATROL = "patrol"
    HOSPITAL = "hospital"
    STATION = "station"
    UNKNOWN = "unknown"


class LeavingKind(StrEnum):
    """How somebody left."""

    VOUCHER = "voucher"
    OWN_WISH = "own_wish"
    FETCHED = "fetched"
    ESCORTED = "escorted"
    HOSPITAL = "hospital"
    POLICE = "police"
    TRANSFERRED = "transferred"
    ABSCONDED = "absconded"
    DIED = "died"
    OTHER = "other"
    SHORT_FARE = "short_fare"
    SETTLED = "settled"
    TERMINATED = "terminated"


class About(StrEnum):
    """What was told or asked."""

    NOTICE = "notice"
    DATA = "data"
    FACE = "face"


class Answer(StrEnum):
    """What the person answered; nothing is ticked beforehand."""

    GRANTED = "granted"
    REFUSED = "refused"
    UNABLE = "unable"
    WITHDRAWN = "withdrawn"


WELFARE = ("dibao", "tekun", "none", "unknown")
RESULTS = ("helped", "hospital", "police", "refused", "gave_up")
DETAILS = ("welfare", "since", "queries", "result", "result_note", "second")
"""Of form 1: allowances received, since when on the road, queries made (one a line, where：what
came back), what was decided, a remark on it, and the name of the second handler."""
OLD_DETAILS = ("imported", "undated")
"""Of a stay out of an old register: where it stood there, and that nobody wrote down when it
ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One arrival.

    `checks`: what was seen at the door, key -> "yes" | "no"; `conditions`: the four conditions,
    key -> "yes" | "no" | "unclear". A key that is absent was not asked. `detail`: the rest of
    form 1 as far as it was filled in (`DETAILS`).
    """

    id: VisitId
    person: PersonId
    station: StationId
    case_number: str
    arrived_at: datetime
    way: ArrivalWay = ArrivalWay.UNKNOWN
    brought_by: str = ""
    reason: str = ""
    found_at: str = ""
    story: str = ""
    checks: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)
    detail: dict[str, str] = field(default_factory=dict)
    officer: OfficerId
    registered_at: datetime
    supersedes: VisitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """The end of a visit.

    `at` is when they left, were missed or died; `second` the other officer where two are asked;
    `fare` what was paid for a short way, in yuan; `detail` the rest of what the law asks of the
    kind (`app.domain.leaving`).
    """

    id: UUID
    visit: VisitId
    person: PersonId
    at: datetime
    kind: LeavingKind
    destination: str = ""
    voucher: VoucherId | None = None
    note: str = ""
    second: OfficerId | None = None
    fare: Decimal | None = None
    detail: dict[str, str] = field(default_factory=dict)
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A leaving is taken back: the visit goes on, and may be ended again."""

    id: UUID
    leaving: UUID
    visit: VisitId
    person: PersonId
    at: datetime
    reason: str
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What was told and answered, and how it was read out; withdrawing is a later row.

    `scope`: about the face, how far it may travel; None where that was not asked, which is no
    further than the station.
    """

    id: ConsentId
    person: PersonId
    visit: VisitId
    about: About
    answer: Answer
    how: str = ""
    scope: Scope | None = None
    at: datetime
    officer: OfficerId
