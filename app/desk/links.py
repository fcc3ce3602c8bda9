"""Same, not the same, cannot tell: decisions between two persons, and undoing them."""

from dataclasses import replace
from datetime import datetime

from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind, Evidence, EvidenceKind, Link, Sameness
from app.domain.ids import DecisionId, EvidenceId, LinkId, PersonId, new_id
from app.domain.index_card import IndexCard
from app.domain.person import Person
from app.domain.staff import Officer, Right
from app.store.ask import get
from app.store.people import links_of
from app.store.protected import is_shut
from app.store.register import Register


def judge(
    register: Register,
    one: PersonId,
    other: PersonId,
    answer: Sameness,
    reason: str,
    *,
    by: Officer,
    at: datetime,
) -> Link:
    """Decide about two persons outside an arrival; a reason is asked for."""
    by.must(Right.DECIDE)
    if one == other:
        raise Refused("link.one_person")
    if not reason.strip():
        raise Refused("link.needs_reason")
    if get(register, Person, one) is None or not _is_known(register, other):
        raise Refused("claims.no_person")
    if any(is_shut(register, each, sealed=by.may(Right.SEALED)) for each in (one, other)):
        raise Refused("claims.no_person")
    saw = Evidence(
        id=EvidenceId(new_id()),
        person=one,
        kind=EvidenceKind.OFFICER_SAW,
        detail={"other": str(other)},
        at=at,
        officer=by.id,
    )
    decision = Decision(
        id=DecisionId(new_id()),
        kind=DecisionKind.SAME_PERSON,
        subjects=(one, other),
        answer=answer,
        reason=reason.strip(),
        evidence=(saw.id,),
        at=at,
        officer=by.id,
    )
    link = Link(
        id=LinkId(new_id()), one=one, other=other, answer=answer, decision=decision.id, at=at
    )
    # What was said of the two before no longer stands beside it; where a colleague elsewhere
    # decided meanwhile, the centre knows by this that it was not known here.
    before = [
        replace(standing, undone_by=decision.id)
        for standing in links_of(register, [one])
        if standing.stands and {standing.one, standing.other} == {one, other}
    ]
    register.write(saw, decision, *before, link, by=by.id, at=at, reason="judge")
    return link


def _is_known(register: Register, other: PersonId) -> bool:
    """A file of this station, or somebody of another one whose card is here."""
    return any(get(register, record, other) is not None for record in (Person, IndexCard))


def undo(register: Register, link: Link, reason: str, *, by: Officer, at: datetime) -> Link:
    """Take a decision back; the link stays in the file, marked, and no longer counts."""
    by.must(Right.DECIDE)
    standing = get(register, Link, link.id)
    if standing is None or not standing.stands:
        raise Refused("link.already_undone")
    ends = standing.one, standing.other
    if any(is_shut(register, each, sealed=by.may(Right.SEALED)) for each in ends):
        raise Refused("claims.no_person")
    if not reason.strip():
        raise Refused("link.needs_reason")
    decision = Decision(
        id=DecisionId(new_id()),
        kind=DecisionKind.UNDO_LINK,
        subjects=(standing.one, standing.other),
        answer="undone",
        reason=reason.strip(),
        undoes=standing.decision,
        at=at,
        officer=by.id,
    )
    undone = replace(standing, undone_by=decision.id)
    register.write(decision, undone, by=by.id, at=at, reason="undo_link")
    return undone
