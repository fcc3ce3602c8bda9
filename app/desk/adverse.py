"""不予救助、终止救助: an officer proposes, the person is heard, another officer answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.clock import local
from app.domain.adverse import (
    Adverse,
    AdverseAnswer,
    AdverseGround,
    AdverseKind,
    AdverseOpinion,
    AdverseProposal,
    AdverseReceipt,
    AdverseState,
    Answered,
    EmergencyHelp,
    Received,
    must_answer,
    must_be_witnessed,
    must_fit,
    must_help,
    must_state,
)
from app.domain.adverse_rules import must_be_free, must_be_grown
from app.domain.choosing import chosen
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Right
from app.domain.visit import Visit
from app.store.adverse import adverse_by, adverse_of_visit
from app.store.ask import Asks, get
from app.store.papers import has_left
from app.store.people import file_of
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was filled in; an empty word is what nobody chose. `corrects`: a proposal that still
    waits, which this one replaces."""

    kind: str = ""
    ground: str = ""
    facts: str = ""
    help: tuple[str, ...] = ()
    help_words: str = ""
    channels: str = ""
    corrects: UUID | None = None


def propose(
    register: Register, visit_id: VisitId, wanted: Proposed, *, by: Officer, at: datetime
) -> AdverseProposal:
    """Propose that help be refused or ended; the person is helped on until somebody else agrees."""
    by.must(Right.REGISTER)
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("paper.no_subject")
    made = AdverseProposal(
        id=new_id(),
        person=visit.person,
        visit=visit_id,
        kind=chosen(AdverseKind, wanted.kind, "adverse.needs_kind"),
        ground=chosen(AdverseGround, wanted.ground, "adverse.needs_ground"),
        facts=wanted.facts.strip(),
        help=tuple(chosen(EmergencyHelp, one, "adverse.needs_help") for one in wanted.help),
        help_words=wanted.help_words.strip(),
        channels=wanted.channels.strip(),
        supersedes=wanted.corrects,
        officer=by.id,
        at=at,
    )
    file = file_of(register, visit.person)
    must_be_grown(file.value(ClaimKind.BIRTH), file.value(ClaimKind.AGE), local(at).date())
    _must_be_free(register, made)
    must_state(made, visit.checks)
    register.write(made, by=by.id, at=at, reason="adverse_proposal")
    return made


def hear(
    register: Register,
    proposal: UUID,
    words: str,
    *,
    witnesses: Iterable[str] = (),
    silent: bool = False,
    by: Officer,
    at: datetime,
) -> AdverseOpinion:
    """What the person says to a proposal that waits for its answer; or that they would say nothing,
    with two witnesses."""
    by.must(Right.REGISTER)
    found = known(register, proposal)
    if found.state is not AdverseState.PENDING:
        raise Refused("adverse.answered_already")
    if at < found.proposal.at:
        raise Refused("adverse.too_early")
    if not (silent or words.strip()):
        raise Refused("adverse.needs_words")
    must_fit([words])
    made = AdverseOpinion(
        id=new_id(),
        person=found.proposal.person,
        visit=found.proposal.visit,
        proposal=proposal,
        words="" if silent else words.strip(),
        silent=silent,
        witnesses=must_be_witnessed(witnesses) if silent else (),
        officer=by.id,
        at=at,
    )
    register.write(made, by=by.id, at=at, reason="adverse_opinion")
    return made


def answer(
    register: Register, proposal: UUID, said: str, reason: str, *, by: Officer, at: datetime
) -> AdverseAnswer:
    """A leader who did not propose it agrees or not; or takes back what was agreed to."""
    found = known(register, proposal)
    made = AdverseAnswer(
        id=new_id(),
        person=found.proposal.person,
        visit=found.proposal.visit,
        proposal=proposal,
        answer=chosen(Answered, said, "adverse.needs_answer"),
        reason=reason.strip(),
        officer=by.id,
        at=at,
    )
    must_answer(made, found, by, _here(register))
    must_fit([reason])
    visit = get(register, Visit, found.proposal.visit)
    if made.answer is Answered.AGREED and visit is not None:
        # What was seen at the door may have been added since it was proposed.
        must_help(found.proposal.help, found.proposal.help_words, visit.checks)
    register.write(made, by=by.id, at=at, reason="adverse_answer")
    return made


def receive(
    register: Register,
    proposal: UUID,
    how: str,
    *,
    witnesses: Iterable[str] = (),
    by: Officer,
    at: datetime,
) -> AdverseReceipt:
    """The paper was handed over: signed, thumb-printed, or two witnesses say that it was not."""
    by.must(Right.REGISTER)
    found = known(register, proposal)
    if found.state is not AdverseState.AGREED:
        raise Refused("adverse.not_agreed")
    way = chosen(Received, how, "adverse.needs_how")
    made = AdverseReceipt(
        id=new_id(),
        person=found.proposal.person,
        visit=found.proposal.visit,
        proposal=proposal,
        how=way,
        witnesses=must_be_witnessed(witnesses) if way is Received.WITNESSED else (),
        officer=by.id,
        at=at,
    )
    register.write(made, by=by.id, at=at, reason="adverse_receipt")
    return made


def known(asks: Asks, proposal: UUID) -> Adverse:
    """A proposal with what followed. Refused "adverse.unknown"."""
    found = adverse_by(asks, proposal)
    if found is None:
        raise Refused("adverse.unknown")
    return found


def _must_be_free(asks: Asks, made: AdverseProposal) -> None:
    """One at a time; and nobody's help ends who has left."""
    must_be_free(made, adverse_of_visit(asks, made.visit))
    if made.kind is AdverseKind.TERMINATION and has_left(asks, made.visit):
        raise Refused("adverse.left_already")


def _here(register: Register) -> str:
    """This computer, where there is a second one at all: a desk that stands alone has none."""
    return register.device.hex if register.line else ""
