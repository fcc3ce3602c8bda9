"""入站审批: an officer proposes, a leader answers; whoever waits for it is helped meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.desk.adverse import Proposed
from app.desk.checks import visit_of
from app.domain.adverse import AdverseGround, AdverseKind
from app.domain.checks import Condition, Met
from app.domain.choosing import chosen
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.staff import Officer
from app.domain.stay_approval import (
    Approval,
    Special,
    StayAnswer,
    StayAnswered,
    StayProposal,
    StayService,
    StayState,
    must_answer,
    must_be_free,
    must_propose,
)
from app.store.ask import Asks
from app.store.checks import approval_by, approvals_of
from app.store.line import has_joined, still_waiting
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was filled in. `corrects`: the proposal that this one is in the place of."""

    facts: str = ""
    special: tuple[str, ...] = ()
    special_words: str = ""
    room: str = ""
    services: tuple[str, ...] = ()
    service_words: str = ""
    opinion: str = ""
    corrects: UUID | None = None


def propose(
    register: Register, visit_id: VisitId, wanted: Wanted, *, by: Officer, at: datetime
) -> StayProposal:
    """Propose that the stay be approved; it goes on whatever becomes of this."""
    visit = visit_of(register, visit_id, by)
    made = StayProposal(
        id=new_id(),
        person=visit.person,
        visit=visit_id,
        facts=wanted.facts.strip(),
        special=tuple(chosen(Special, one, "stay.needs_special") for one in wanted.special),
        special_words=wanted.special_words.strip(),
        room=wanted.room.strip(),
        services=tuple(chosen(StayService, one, "stay.needs_services") for one in wanted.services),
        service_words=wanted.service_words.strip(),
        opinion=wanted.opinion.strip(),
        supersedes=wanted.corrects,
        officer=by.id,
        at=at,
    )
    must_propose(made)
    must_be_free(made, approvals_of(register, visit_id))
    register.write(made, by=by.id, at=at, reason="stay_proposal")
    return made


def answer(
    register: Register, proposal: UUID, said: str, reason: str, *, by: Officer, at: datetime
) -> StayAnswer:
    """A leader who did not propose it agrees, does not, or sends it back."""
    found = known(register, proposal)
    made = StayAnswer(
        id=new_id(),
        person=found.proposal.person,
        visit=found.proposal.visit,
        proposal=proposal,
        answer=chosen(StayAnswered, said, "stay.needs_answer"),
        reason=reason.strip(),
        officer=by.id,
        at=at,
    )
    must_answer(made, found, by)
    register.write(made, by=by.id, at=at, reason="stay_answer")
    return made


def known(asks: Asks, proposal: UUID) -> Approval:
    """A proposal with its answers. Refused "stay.unknown"."""
    found = approval_by(asks, proposal)
    if found is None:
        raise Refused("stay.unknown")
    return found


def unconfirmed(asks: Asks, found: Approval) -> bool:
    """Whether the centre has not heard of the proposal or an answer yet: another desk may have said
    something else meanwhile. Never at a desk that stands alone."""
    if not has_joined(asks):
        return False
    ids = [found.proposal.id, *(one.id for one in found.answers)]
    return bool(still_waiting(asks, ids))


def refusal_of(found: Approval, conditions: Iterable[Condition]) -> Proposed:
    """The beginning of a 不予救助通知书 after a no: which condition is not met and what is known of
    it. Nothing is handed in by it; help given is the officer's to say."""
    no = [one for one in conditions if one.said == Met.NO and one.code in list(AdverseGround)]
    told = [one.newest.words for one in no if one.newest and one.newest.words]
    decided = found.decided
    if decided and found.state is StayState.NOT_AGREED:
        told.append(decided.reason)
    return Proposed(
        kind=AdverseKind.REFUSAL,
        ground=no[0].code if len(no) == 1 else "",
        facts="\n".join(told),
    )
