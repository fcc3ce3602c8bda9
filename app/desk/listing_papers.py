"""Papers 25 a to c of 重点甄别名单: which there are of a course, and what stands on them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import blacklist
from app.desk.own_papers import file_for, head_of
from app.domain.blacklist import Course, Listing, Proof, ProofKind, State, Step, StepKind, number_of
from app.domain.errors import Refused
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.paper import facts
from app.store import listings
from app.store.ask import Asks, get
from app.store.line import still_waiting

NOTICE, OBJECTION, DECISION = "listing_notice", "listing_objection", "listing_decision"
FORMS = (NOTICE, OBJECTION, DECISION)
DECIDES = frozenset(
    {StepKind.APPROVED, StepKind.UPHELD, StepKind.CORRECTED, StepKind.REVOKED}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper of a course. `subject`: the listing for its notice, else the step it is about."""

    form: str
    subject: UUID


def sheets_of(course: Course, today: date) -> tuple[Sheet, ...]:
    """Every paper that there is now, the newest last. To object there is a form while the listing
    holds, and one for each objection that was written down."""
    found, steps = [], course.steps
    dropped = course.last(StepKind.DROPPED) is not None
    if course.last(StepKind.INVESTIGATED) and not dropped:
        found.append(Sheet(form=NOTICE, subject=course.listing.id))
    for one in steps:
        form = DECISION if one.kind in DECIDES else OBJECTION
        if one.kind in DECIDES or one.kind is StepKind.OBJECTED:
            found.append(Sheet(form=form, subject=one.id))
    if course.state(today) is State.IN_FORCE:
        found.append(Sheet(form=OBJECTION, subject=steps[-1].id))
    return tuple(found)


def first_of(course: Course, today: date) -> Sheet | None:
    """What is to be handed over next: the notice, then the newest decision; while an objection is
    open, that."""
    found = sheets_of(course, today)
    if course.state(today) is State.SUSPENDED:
        return found[-1]
    return next((one for one in reversed(found) if one.form != OBJECTION), None)


def to_object(course: Course, today: date) -> Sheet | None:
    """The form for an objection, while the listing holds."""
    found = sheets_of(course, today)
    return found[-1] if found and course.state(today) is State.IN_FORCE else None


def facts_of(
    asks: Asks, form: str, subject: UUID, station: Station, by: Officer, sheet: facts.Sheet
) -> facts.Listing:
    """What a paper says. Refused "listing.none", "listing.no_paper" where there is no such paper
    now, "listing.not_confirmed" for a decision that the centre has not taken."""
    if not (by.may(Right.DECIDE) or by.may(Right.APPROVE)):
        raise Refused("staff.not_allowed", role=by.role, right=Right.DECIDE)
    step = None if form == NOTICE else get(asks, Step, subject)
    course = _course(asks, step.listing if step else subject)
    file = file_for(asks, course.listing.person, by)
    wanted = Sheet(form=form, subject=subject)
    if wanted not in sheets_of(course, local(sheet.printed_at).date()):
        raise Refused("listing.no_paper")
    if step and form == DECISION:
        _must_be_confirmed(asks, step)
    then = _until(course, step) if step else course
    head = head_of(asks, file, station, by, sheet.printed_at, sheet.lang)
    paper = facts.Listing(
        sheet=sheet,
        head=head,
        kind=form,
        number=number_of(course.listing),
        fact=then.fact,
        happened_on=course.listing.happened_on,
        facts=course.listing.words,
        grounds=tuple(_ground(one) for one in course.listing.proofs),
        found=_words(then.last(StepKind.INVESTIGATED)),
        until=then.until,
        station_phone=station.phone,
        complaint_phone=station.complaint_phone,
    )
    return _OF_A_FORM[form](asks, paper, then)


def _course(asks: Asks, id_: UUID) -> Course:
    """As it stands, without what the centre refused."""
    found = listings.course(asks.ask, id_)
    if found is None:
        raise Refused("listing.none")
    return blacklist.standing(asks, [found])[0]


def _until(course: Course, step: Step) -> Course:
    """As it stood with this step: a paper does not say what came later."""
    after = [one.id for one in course.steps].index(step.id) + 1
    return replace(course, steps=course.steps[:after])


def is_open(asks: Asks, sheet: Sheet) -> bool:
    """Whether it is a decision that the centre may still refuse."""
    step = get(asks, Step, sheet.subject) if sheet.form == DECISION else None
    return step is not None and not _is_confirmed(asks, step)


def _must_be_confirmed(asks: Asks, step: Step) -> None:
    """What the centre may still refuse is handed to nobody."""
    if not _is_confirmed(asks, step):
        raise Refused("listing.not_confirmed")


def _is_confirmed(asks: Asks, step: Step) -> bool:
    told = listings.told_of(asks, [step.listing])
    waits = step.kind is not StepKind.APPROVED and still_waiting(asks, [step.id])
    return bool(told) and not waits


def _ground(proof: Proof) -> facts.Grounds:
    hidden = proof.kind is ProofKind.WITNESS
    return facts.Grounds(kind=proof.kind, source="" if hidden else proof.source)


def _notice(asks: Asks, paper: facts.Listing, course: Course) -> facts.Listing:
    told, found = course.last(StepKind.NOTIFIED), course.last(StepKind.INVESTIGATED)
    head = replace(paper.head, handler=_named(asks, told or found))
    if told is None:
        return replace(paper, head=head, until=None)
    return replace(
        paper,
        head=replace(head, at=told.at),
        until=None,
        how=told.served or "",
        proof=told.proof,
        served_at=told.at,
    )


def _objection(asks: Asks, paper: facts.Listing, course: Course) -> facts.Listing:
    """About the decision that holds; what was objected where that is written down already."""
    paper = replace(paper, decided_at=_at(course.last(*DECIDES)))
    last = course.steps[-1]
    if last.kind is not StepKind.OBJECTED:
        return paper
    return replace(
        paper,
        head=replace(paper.head, handler=_named(asks, last), at=last.at),
        objection=last.words,
        objected_at=last.at,
        due_on=course.answer_due,
    )


def _decision(asks: Asks, paper: facts.Listing, course: Course) -> facts.Listing:
    made = course.steps[-1]
    before = course.steps[-2] if len(course.steps) > 1 else None
    answered = before if before and before.kind is StepKind.OBJECTED else None
    began = answered or course.listing
    return replace(
        paper,
        head=replace(
            paper.head,
            handler=_named(asks, began),
            second_handler=_named(asks, made),
            at=made.at,
        ),
        outcome=made.kind,
        reason=made.words,
        decided_at=made.at,
        opinions=tuple(_opinions(asks, course.steps)),
        objection=_words(answered),
        objected_at=_at(answered),
    )


def _opinions(asks: Asks, steps: Iterable[Step]) -> Iterable[facts.Opinion]:
    for one in steps:
        if one.kind is StepKind.HEARD:
            yield facts.Opinion(at=one.at, words=one.words, heard_by=_named(asks, one))


def _named(asks: Asks, said: Listing | Step | None) -> str:
    found = get(asks, Officer, said.officer) if said else None
    return found.name if found else ""


def _words(step: Step | None) -> str:
    return step.words if step else ""


def _at(step: Step | None) -> datetime | None:
    return step.at if step else None


_OF_A_FORM = {NOTICE: _notice, OBJECTION: _objection, DECISION: _decision}
