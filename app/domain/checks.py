"""甄别: what speaks for each of the four conditions, and what was asked outside the house.

实施细则 2, 工作规程 2; the newer text is wider (社会救助法: 正在或即将). An officer says what they
found; nothing is computed from it. Facts only: a corrected one supersedes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from app.domain.codes import CONDITIONS
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.person import Source

LONGEST = 2000
"""Characters of one field; more of it is a paper of its own in the file."""
LONGEST_POINT = 40
"""Characters of a point of the station's own."""
AHEAD = timedelta(minutes=5)
"""So far ahead the clock of another desk may be."""


class Met(StrEnum):
    """Whether a condition is met, as the officer found."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class QuerySource(StrEnum):
    """Where it was asked."""

    POLICE = "police"
    RELIEF_SYSTEM = "relief_system"
    WELFARE = "welfare"
    KIN = "kin"
    OTHER_STATION = "other_station"
    HOSPITAL = "hospital"
    CIVIL = "civil"
    OTHER = "other"


class QueryOutcome(StrEnum):
    """What came back."""

    WAITING = "waiting"
    FOUND = "found"
    NOTHING = "nothing"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAnswer:
    """One condition with its evidence.

    `condition`: a code of `CONDITIONS`, or a point of the station's own in its words; `words` is
    the evidence, `source` its kind, `told_by` who said it, `seen_at` when that was.
    """

    id: UUID
    person: PersonId
    visit: VisitId
    condition: str
    answer: Met
    words: str = ""
    source: Source | None = None
    told_by: str = ""
    seen_at: datetime
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideQuery:
    """Something was asked outside the house.

    `whom`: the office or person that was asked; `purpose`: why, or on which ground; `asked_by`: the
    officer who asked; `decision` with `reason`: what the officer makes of the candidates; `notes`:
    the interview.
    """

    id: UUID
    person: PersonId
    visit: VisitId
    source: QuerySource
    whom: str = ""
    purpose: str
    asked: str
    asked_at: datetime
    asked_by: OfficerId
    outcome: QueryOutcome
    result: str = ""
    candidates: str = ""
    decision: Sameness | None = None
    reason: str = ""
    notes: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


class _Fact(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def supersedes(self) -> UUID | None: ...


_One = TypeVar("_One", bound=_Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A point of the checklist: what was ticked at the arrival, and what was answered since, oldest
    first without what was corrected."""

    code: str
    at_arrival: str = ""
    answers: tuple[ConditionAnswer, ...] = ()

    @property
    def newest(self) -> ConditionAnswer | None:
        """The answer that counts: of two desks' the later one."""
        return self.answers[-1] if self.answers else None

    @property
    def differs(self) -> bool:
        """Two desks that had not heard of each other said different things."""
        return len({one.answer for one in self.answers}) > 1

    @property
    def said(self) -> str:
        """yes, no or unclear; empty where nobody was asked."""
        return self.newest.answer if self.newest else self.at_arrival


def standing(facts: Iterable[_One]) -> tuple[_One, ...]:
    """Without what was corrected."""
    known = list(facts)
    gone = {one.supersedes for one in known}
    return tuple(one for one in known if one.id not in gone)


def checklist(
    more: Iterable[str], at_arrival: Mapping[str, str], answers: Iterable[ConditionAnswer]
) -> tuple[Condition, ...]:
    """The four conditions of the law, always; then the station's own points, and what was answered
    of points that it has no longer."""
    counts = sorted(standing(answers), key=lambda one: (one.at, one.id.int))
    codes = dict.fromkeys([*CONDITIONS, *more, *(one.condition for one in counts)])
    return tuple(
        Condition(
            code=code,
            at_arrival=at_arrival.get(code, ""),
            answers=tuple(one for one in counts if one.condition == code),
        )
        for code in codes
    )


def must_be_evident(made: ConditionAnswer) -> None:
    """Refused "checks.…": whoever says yes or no says by what, and from whom it is known."""
    if not made.condition.strip():
        raise Refused("checks.no_condition")
    if made.condition not in CONDITIONS and len(made.condition) > LONGEST_POINT:
        raise Refused("checks.no_condition")
    if made.answer is not Met.UNCLEAR:
        if not made.words.strip():
            raise Refused("checks.needs_evidence")
        if made.source is None:
            raise Refused("checks.needs_source")
    _must_have_been(made.seen_at, made.at)
    must_fit((made.words, made.told_by))


def must_be_asked(made: OutsideQuery) -> None:
    """Refused "checks.…": what was asked, why, and what came back is said; nobody decides on
    candidates that are not there."""
    if not made.purpose.strip():
        raise Refused("checks.needs_purpose")
    if not made.asked.strip():
        raise Refused("checks.needs_question")
    if made.outcome is QueryOutcome.FOUND and not made.result.strip():
        raise Refused("checks.needs_result")
    if made.decision is not None and not made.candidates.strip():
        raise Refused("checks.no_candidates")
    _must_have_been(made.asked_at, made.at)
    words = (made.whom, made.purpose, made.asked, made.result, made.candidates, made.reason)
    must_fit((*words, made.notes))


def must_fit(written: Iterable[str]) -> None:
    """Nothing is longer than a paper can say."""
    if any(len(words) > LONGEST for words in written):
        raise Refused("checks.too_long", longest=LONGEST)


def _must_have_been(when: datetime, at: datetime) -> None:
    if when > at + AHEAD:
        raise Refused("checks.not_yet")


def must_correct(made: _One, here: Iterable[_One]) -> None:
    """What is corrected stands: of two corrections the second begins with the first."""
    if made.supersedes is not None and made.supersedes not in {one.id for one in standing(here)}:
        raise Refused("checks.corrected_already")
