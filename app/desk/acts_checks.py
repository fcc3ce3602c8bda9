"""The deeds of 甄别 and 入站审批 without a window, as they stand in a line of JSON."""

from uuid import UUID

from app.desk.acts import Deed, Moment
from app.domain.checks import Met, QueryOutcome, QuerySource
from app.domain.evidence import Sameness
from app.domain.person import Source
from app.domain.stay_approval import Special, StayAnswered, StayService


class TickCondition(Deed, frozen=True, tag="condition", kw_only=True):
    """One of the conditions, with its evidence."""

    visit: UUID
    condition: str
    answer: Met
    words: str = ""
    source: Source | None = None
    told_by: str = ""
    seen_at: Moment | None = None
    corrects: UUID | None = None


class WriteQuery(Deed, frozen=True, tag="query", kw_only=True):
    """What was asked outside the house."""

    visit: UUID
    source: QuerySource
    purpose: str
    asked: str
    outcome: QueryOutcome
    whom: str = ""
    asked_at: Moment | None = None
    asked_by: UUID | None = None
    result: str = ""
    candidates: str = ""
    decision: Sameness | None = None
    reason: str = ""
    notes: str = ""
    corrects: UUID | None = None


class ProposeStay(Deed, frozen=True, tag="propose_stay", kw_only=True):
    """A stay is proposed; help goes on meanwhile."""

    visit: UUID
    facts: str
    special: tuple[Special, ...]
    services: tuple[StayService, ...]
    special_words: str = ""
    room: str = ""
    service_words: str = ""
    opinion: str = ""
    corrects: UUID | None = None


class AnswerStay(Deed, frozen=True, tag="answer_stay", kw_only=True):
    """Another officer answers (leader)."""

    proposal: UUID
    answer: StayAnswered
    reason: str = ""


CheckDeed = TickCondition | WriteQuery | ProposeStay | AnswerStay
