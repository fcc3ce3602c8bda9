"""权利请求: what somebody asks about their own data, by when, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId
from app.domain.number import is_checked, request_number
from app.domain.staff import Officer, Right
from app.domain.working_days import working_days, working_days_after

LONGEST_WORDS = 2000
_LONGEST_AGO = timedelta(days=366)
USUAL_DAYS = 15


class RequestKind(StrEnum):
    """What a person may ask for (个人信息保护法 44 to 50; 社会救助法)."""

    ACCESS = "access"
    CORRECTION = "correction"
    OBJECTION = "objection"
    COMPLAINT = "complaint"
    WITHDRAWAL = "withdrawal"


MOST_DAYS = {RequestKind.COMPLAINT: 30}
"""Working days for the answer at the most; every other kind has the usual ones. A station's
settings only shorten them (`app/settings.py`)."""


class Channel(StrEnum):
    """How it was made."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    TELEPHONE = "telephone"
    GUARDIAN = "guardian"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of it."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequest:
    """What was asked, the day on which it was received, and the last day for the answer.

    `against`: the officer complained about, where that is known.
    """

    id: UUID
    number: str
    person: PersonId
    station: str
    kind: RequestKind
    words: str
    channel: Channel
    against: OfficerId | None = None
    received_on: date
    due_on: date
    at: datetime
    officer: OfficerId

    def left(self, today: date) -> int:
        """Working days until the last one; below zero: so many too late."""
        if today > self.due_on:
            return -working_days(self.due_on, today)
        return working_days(today, self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswer:
    """What a leader answered, and why; of two that desks gave unknown to each other the earlier one
    counts."""

    id: UUID
    request: UUID
    person: PersonId
    outcome: Outcome
    reason: str
    at: datetime
    officer: OfficerId

    @property
    def adverse(self) -> bool:
        """Whether something was refused: then the paper says where to turn."""
        return self.outcome is not Outcome.GRANTED


def must_say(words: str, key: str) -> str:
    """The words that somebody will read; Refused `key` where there are none."""
    told = words.strip()
    if not told:
        raise Refused(key)
    if len(told) > LONGEST_WORDS:
        raise Refused("request.too_long", most=LONGEST_WORDS)
    return told


def must_be_received(received: date, today: date) -> None:
    """Neither tomorrow nor more than a year ago: the period for the answer begins that day."""
    if received > today:
        raise Refused("request.not_yet")
    if today - received > _LONGEST_AGO:
        raise Refused("request.too_long_ago")


def must_be_due(request: RightsRequest) -> None:
    """The last day is the station's or an earlier one; nobody gives themselves longer."""
    last = working_days_after(request.received_on, MOST_DAYS.get(request.kind, USUAL_DAYS))
    if not request.received_on < request.due_on <= last:
        raise Refused("request.wrong_due")


def must_be_numbered(request: RightsRequest, station: str) -> None:
    """By the station that has the file, with a number of its own."""
    own = request.station == station and request.number.startswith(request_number(f"{station}-"))
    if not (own and is_checked(request.number)):
        raise Refused("request.wrong_number")


def must_answer(request: RightsRequest, outcome: Outcome, by: Officer) -> None:
    """A leader answers, and never a complaint about themselves. A withdrawal is granted by whoever
    takes it down: nobody has anything to decide (个人信息保护法 15)."""
    granted = request.kind is RequestKind.WITHDRAWAL and outcome is Outcome.GRANTED
    by.must(Right.REGISTER if granted else Right.ANSWER)
    if by.id == request.against:
        raise Refused("request.about_you")
