"""不予救助、终止救助: proposed by one officer, answered by another; nothing is refused by itself.

Help is refused or ended on written reasons (社会救助法 45); before it ends the person is heard
(社会救助法 48). Facts only: a corrected proposal supersedes, a later answer takes one back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.codes import CHECKS
from app.domain.emergency import URGENT
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.staff import Officer, Right, Role

LONGEST = 5000
"""Characters of what is written by hand; more of it is a file of its own."""
WITNESSES = 2


class AdverseKind(StrEnum):
    """Which paper it becomes: form 7 or form 21."""

    REFUSAL = "refusal"
    TERMINATION = "termination"


class AdverseGround(StrEnum):
    """Which of the four conditions is not met (实施细则 2, 工作规程 2). The list is closed: that
    somebody came often is not on it."""

    FOOD_LODGING = "food_lodging"
    NO_KIN = "no_kin"
    NO_WELFARE = "no_welfare"
    STREET = "street"


class EmergencyHelp(StrEnum):
    """What was given all the same, whatever was decided."""

    FOOD = "food"
    MEDICAL = "medical"
    SHELTER = "shelter"
    NONE = "none"
    """None was needed; why has to be said."""


class Answered(StrEnum):
    """What a leader says to a proposal; whatever speaks for the person outweighs an agreement."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    TAKEN_BACK = "taken_back"


class Received(StrEnum):
    """How the paper was received."""

    SIGNED = "signed"
    THUMB = "thumb"
    WITNESSED = "witnessed"
    """They would not sign, and two witnesses say so."""


class AdverseState(StrEnum):
    """How far a proposal has come."""

    PENDING = "pending"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseProposal:
    """An officer proposes that help be refused or ended; nothing follows from it until a second
    person agrees. `channels`: where else help may be found."""

    id: UUID
    person: PersonId
    visit: VisitId
    kind: AdverseKind
    ground: AdverseGround
    facts: str
    help: tuple[EmergencyHelp, ...]
    help_words: str = ""
    channels: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseOpinion:
    """What the person said to a proposal, and who heard it; or two witnesses that they would say
    nothing."""

    id: UUID
    person: PersonId
    visit: VisitId
    proposal: UUID
    words: str = ""
    silent: bool = False
    witnesses: tuple[str, ...] = ()
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseAnswer:
    """A leader answers a proposal, or takes back what was agreed."""

    id: UUID
    person: PersonId
    visit: VisitId
    proposal: UUID
    answer: Answered
    reason: str = ""
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseReceipt:
    """The paper was handed over."""

    id: UUID
    person: PersonId
    visit: VisitId
    proposal: UUID
    how: Received
    witnesses: tuple[str, ...] = ()
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Adverse:
    """A proposal with everything that followed, each oldest first; `device` is where it was
    written."""

    proposal: AdverseProposal
    device: str = ""
    opinions: tuple[AdverseOpinion, ...] = ()
    answers: tuple[AdverseAnswer, ...] = ()
    receipts: tuple[AdverseReceipt, ...] = ()

    @property
    def state(self) -> AdverseState:
        """Two desks may answer without hearing of each other: then help goes on."""
        said = {one.answer for one in self.answers}
        for answer in (Answered.TAKEN_BACK, Answered.NOT_AGREED, Answered.AGREED):
            if answer in said:
                return AdverseState(answer)
        return AdverseState.PENDING

    @property
    def stands(self) -> bool:
        """Whether it waits for an answer or was agreed to."""
        return self.state in (AdverseState.PENDING, AdverseState.AGREED)

    @property
    def decided(self) -> AdverseAnswer | None:
        """The answer that agreed."""
        return next((one for one in self.answers if one.answer is Answered.AGREED), None)

    def heard_before(self, at: datetime) -> tuple[AdverseOpinion, ...]:
        """What was heard on this proposal up to a moment."""
        return tuple(one for one in self.opinions if self.proposal.at <= one.at <= at)

    @property
    def must_be_heard(self) -> bool:
        """Help ends only after the person was heard (社会救助法 48), and nobody was yet."""
        return self.proposal.kind is AdverseKind.TERMINATION and not self.opinions


def must_state(proposal: AdverseProposal, checks: Mapping[str, str]) -> None:
    """Facts and the emergency help are stated; `checks` is what was seen at the door."""
    written = (proposal.facts, proposal.help_words, proposal.channels)
    if not proposal.facts.strip():
        raise Refused("adverse.needs_facts")
    must_fit(written)
    must_help(proposal.help, proposal.help_words, checks)


def must_help(help_: Iterable[EmergencyHelp], words: str, checks: Mapping[str, str]) -> None:
    """Urgent need comes first (工作规程 8-10): it is said what was given, or why nothing was;
    whoever was seen to be ill or in danger needed something."""
    given = frozenset(help_)
    if not given:
        raise Refused("adverse.needs_help")
    if EmergencyHelp.NONE not in given:
        return
    if len(given) > 1:
        raise Refused("adverse.help_or_none")
    if not words.strip():
        raise Refused("adverse.needs_why_none")
    if any(checks.get(key) == "yes" for key in (*CHECKS, *URGENT)):
        raise Refused("adverse.urgent")


def must_fit(written: Iterable[str]) -> None:
    """Nothing is longer than a paper can say."""
    if any(len(words) > LONGEST for words in written):
        raise Refused("adverse.too_long", longest=LONGEST)


def must_answer(answer: AdverseAnswer, found: Adverse, by: Officer, device: str = "") -> None:
    """A leader answers; nobody agrees to their own proposal, and nobody ends help unheard. `device`
    is where it is written: two accounts at one computer are not two people. Empty: there is no
    second one, the desk stands alone."""
    must_lead(answer, found, by)
    if answer.answer is not Answered.AGREED:
        _must_say_why(answer, found)
        return
    if found.proposal.officer == by.id:
        raise Refused("adverse.one_officer")
    if device and found.device == device:
        raise Refused("adverse.one_computer")
    if found.state is not AdverseState.PENDING:
        raise Refused("adverse.answered_already")
    ends = found.proposal.kind is AdverseKind.TERMINATION
    if ends and not found.heard_before(answer.at):
        raise Refused("adverse.not_heard")


def must_lead(answer: AdverseAnswer, found: Adverse, by: Officer) -> None:
    """Only a leader answers, and not before it was proposed."""
    if by.role is not Role.LEADER or not by.may(Right.APPROVE):
        raise Refused("adverse.not_leader")
    if answer.at < found.proposal.at:
        raise Refused("adverse.too_early")


def _must_say_why(answer: AdverseAnswer, found: Adverse) -> None:
    wanted = AdverseState.PENDING
    if answer.answer is Answered.TAKEN_BACK:
        wanted = AdverseState.AGREED
    if found.state is not wanted:
        raise Refused("adverse.answered_already" if found.answers else "adverse.not_agreed")
    must_give_reason(answer)


def must_give_reason(answer: AdverseAnswer) -> None:
    """Why it is not agreed to, or taken back."""
    if not answer.reason.strip():
        raise Refused("adverse.needs_reason")


def must_be_witnessed(names: Iterable[str]) -> tuple[str, ...]:
    """Two different people, by name; who they are is said on the paper and signed there."""
    told = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(told) < WITNESSES:
        raise Refused("adverse.needs_witnesses")
    return told
