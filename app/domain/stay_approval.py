"""入站审批: an officer proposes, a leader who did not answers; help never waits for it.

工作规程 2: a second person approves. Facts only: a proposal written anew supersedes. A no refuses
nobody by itself: refusing is a paper with its own rules (`app.domain.adverse`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.checks import must_fit
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.staff import Officer, Right, Role


class Special(StrEnum):
    """特殊类别: whom the house looks after in another way."""

    MINOR = "minor"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    MENTAL = "mental"
    ILL = "ill"
    INFECTIOUS = "infectious"
    PREGNANT = "pregnant"
    UNKNOWN = "unknown"
    VIOLENCE = "violence"
    TRAFFICKED = "trafficked"
    FOREIGN = "foreign"
    NONE = "none"
    OTHER = "other"


class StayService(StrEnum):
    """What is to be given in the station."""

    LODGING = "lodging"
    MEALS = "meals"
    CLOTHES = "clothes"
    MEDICAL = "medical"
    KIN = "kin"
    TRACING = "tracing"
    TICKET = "ticket"
    ESCORT = "escort"
    COUNSELLING = "counselling"
    CARE = "care"
    OTHER = "other"


class StayAnswered(StrEnum):
    """What a leader says."""

    AGREED = "agreed"
    SENT_BACK = "sent_back"
    NOT_AGREED = "not_agreed"


class StayState(StrEnum):
    """How far it has come."""

    PENDING = "pending"
    AGREED = "agreed"
    SENT_BACK = "sent_back"
    NOT_AGREED = "not_agreed"


_RANK = {StayAnswered.NOT_AGREED: 0, StayAnswered.SENT_BACK: 1, StayAnswered.AGREED: 2}
"""Two leaders may answer at two desks that have not heard of each other: what speaks more for the
person outweighs, in whatever order the centre hears of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayProposal:
    """拟办: what is known, whom it is about, where they sleep and what they are to be given.

    `opinion` is the officer's; `supersedes`: the proposal that this one is in the place of.
    """

    id: UUID
    person: PersonId
    visit: VisitId
    facts: str
    special: tuple[Special, ...]
    special_words: str = ""
    room: str = ""
    services: tuple[StayService, ...]
    service_words: str = ""
    opinion: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StayAnswer:
    """A leader agrees, does not agree with a reason, or sends it back with what is missing."""

    id: UUID
    person: PersonId
    visit: VisitId
    proposal: UUID
    answer: StayAnswered
    reason: str = ""
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A proposal with its answers, oldest first; `gone`: another one stands in its place."""

    proposal: StayProposal
    answers: tuple[StayAnswer, ...] = ()
    gone: bool = False

    @property
    def decided(self) -> StayAnswer | None:
        """The answer that counts: the first of those that speak most for the person."""
        return max(self.answers, key=lambda one: _RANK[one.answer], default=None)

    @property
    def state(self) -> StayState:
        """Waiting as long as nobody answered."""
        return StayState(self.decided.answer) if self.decided else StayState.PENDING

    @property
    def differs(self) -> bool:
        """Two leaders said different things."""
        return len({one.answer for one in self.answers}) > 1

    @property
    def waits(self) -> bool:
        """Somebody has to do something: a leader answers, or an officer writes it anew."""
        return not self.gone and self.state in (StayState.PENDING, StayState.SENT_BACK)


def standing_of(found: Iterable[Approval]) -> Approval | None:
    """The one that counts: of two desks' that the centre has not told apart yet the earlier."""
    left = [one for one in found if not one.gone]
    return min(left, key=lambda one: (one.proposal.at, one.proposal.id.int), default=None)


def must_propose(made: StayProposal) -> None:
    """Refused "stay.…" where something is not said yet."""
    if not made.facts.strip():
        raise Refused("stay.needs_facts")
    if not made.special:
        raise Refused("stay.needs_special")
    if Special.NONE in made.special and len(made.special) > 1:
        raise Refused("stay.special_or_none")
    if Special.OTHER in made.special and not made.special_words.strip():
        raise Refused("stay.needs_special_words")
    if not made.services:
        raise Refused("stay.needs_services")
    if StayService.OTHER in made.services and not made.service_words.strip():
        raise Refused("stay.needs_service_words")
    must_fit((made.facts, made.special_words, made.room, made.service_words, made.opinion))


def must_be_free(made: StayProposal, here: Iterable[Approval]) -> None:
    """One at a time: another one is in the place of the one that stands. `here` is what there is
    about the visit."""
    left = {one.proposal.id for one in here if not one.gone}
    if made.supersedes is None and left:
        raise Refused("stay.stands_already")
    if made.supersedes is not None and made.supersedes not in left:
        raise Refused("stay.written_anew")


def must_answer(answer: StayAnswer, found: Approval, by: Officer) -> None:
    """A leader who did not propose it answers once."""
    _must_be_another(answer, found, by)
    if found.answers:
        raise Refused("stay.answered_already")


def must_answer_apart(answer: StayAnswer, found: Approval, by: Officer) -> None:
    """As `must_answer`; of two leaders who have not heard of each other the one who says more for
    the person is heard as well."""
    _must_be_another(answer, found, by)
    if any(_RANK[one.answer] >= _RANK[answer.answer] for one in found.answers):
        raise Refused("stay.answered_already")


def _must_be_another(answer: StayAnswer, found: Approval, by: Officer) -> None:
    if by.role is not Role.LEADER or not by.may(Right.APPROVE):
        raise Refused("stay.not_leader")
    if found.proposal.officer == by.id:
        raise Refused("stay.one_officer")
    if found.gone:
        raise Refused("stay.written_anew")
    if answer.at < found.proposal.at:
        raise Refused("stay.too_early")
    if answer.answer is not StayAnswered.AGREED and not answer.reason.strip():
        raise Refused("stay.needs_reason")
    must_fit([answer.reason])
