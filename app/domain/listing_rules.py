"""What each step of a listing needs: the rules of domain.md, as desk and centre hold them alike.

The centre's database holds those of two people, of order, evidence and time once more by itself
(`app/store/listing_walls.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from app.domain.birth import ADULT, age_on
from app.domain.blacklist import (
    MOST_MONTHS,
    Course,
    Fact,
    Listing,
    Proof,
    ProofKind,
    State,
    Step,
    StepKind,
    Subject,
    months_after,
)
from app.domain.errors import Refused
from app.domain.ids import OfficerId
from app.domain.staff import Officer, Right

AHEAD = timedelta(minutes=5)
"""So far ahead a clock may be."""
LEADERS = frozenset({StepKind.APPROVED, StepKind.UPHELD, StepKind.CORRECTED, StepKind.REVOKED})
_FOLLOWS = {
    StepKind.INVESTIGATED: {State.LEAD, State.INVESTIGATED},
    StepKind.NOTIFIED: {State.INVESTIGATED, State.NOTIFIED},
    StepKind.HEARD: {State.NOTIFIED, State.HEARD},
    StepKind.APPROVED: {State.HEARD},
    StepKind.DROPPED: {State.LEAD, State.INVESTIGATED, State.NOTIFIED, State.HEARD},
    StepKind.OBJECTED: {State.IN_FORCE},
    StepKind.UPHELD: {State.SUSPENDED},
    StepKind.CORRECTED: {State.SUSPENDED, State.IN_FORCE},
    StepKind.REVOKED: {State.IN_FORCE, State.SUSPENDED},
}


def what_may_follow(course: Course, by: Officer, today: date) -> tuple[StepKind, ...]:
    """The steps that may be taken now by somebody with these rights; who of them must not, and on
    what, says `must_follow`."""
    state = course.state(today)
    return tuple(kind for kind in StepKind if state in _FOLLOWS[kind] and by.may(right_for(kind)))


def right_for(kind: StepKind) -> Right:
    """What whoever takes this step must be allowed to do."""
    return Right.APPROVE if kind in LEADERS else Right.DECIDE


def must_be_a_lead(listing: Listing, subject: Subject, today: date) -> None:
    """Refused where no listing may begin: rules 2 to 4 of domain.md."""
    if not listing.words.strip():
        raise Refused("listing.needs_words")
    if not listing.happened_on <= today:
        raise Refused("listing.in_the_future")
    must_be_listable(listing, subject)


def must_be_listable(listing: Listing, subject: Subject) -> None:
    """Never a sealed person, a minor, somebody without capacity or of unverified identity, also
    where that is known only when it comes to the approval; and never on too little."""
    if subject.sealed:
        raise Refused("listing.sealed")
    born = subject.born_by.isoformat() if subject.born_by else ""
    if (age_on(born, listing.happened_on) or 0) < ADULT:
        raise Refused("listing.minor")
    if subject.doubted:
        raise Refused("listing.no_capacity")
    if not subject.verified:
        raise Refused("listing.unverified")
    must_be_enough(listing.fact, listing.proofs)


def must_be_of_no_quarrel(subject: Subject, by: OfficerId) -> None:
    """Nobody settles with the list what somebody said about them: whom the person complained about
    neither begins nor takes any step, whoever was right."""
    if by in subject.complained_of:
        raise Refused("listing.own_quarrel")


def must_be_enough(fact: Fact, proofs: Iterable[Proof]) -> None:
    """Two pieces of evidence of different kinds, each of a source of its own; likeness of faces is
    none of the two; violence needs the police's record."""
    given = [one for one in proofs if one.source.strip() and one.kind is not ProofKind.FACE]
    kinds = {one.kind for one in given}
    sources = {one.source.strip().casefold() for one in given}
    if len(kinds) < 2 or len(sources) < 2:
        raise Refused("listing.too_little")
    if fact is Fact.VIOLENCE and ProofKind.POLICE_RECORD not in kinds:
        raise Refused("listing.needs_police")


def must_follow(
    course: Course, step: Step, by: Officer, device: str, subject: Subject, at: datetime
) -> None:
    """Refused where a step may not be taken now, or not by them: rules 1 and 5 to 7.

    `device` is where it is written, `at` when it is heard of.
    """
    _must_be_in_order(course, step, at)
    if not step.words.strip():
        raise Refused("listing.needs_words")
    if step.officer != by.id or not by.may(right_for(step.kind)):
        raise Refused("listing.needs_leader" if step.kind in LEADERS else "listing.needs_officer")
    must_be_of_no_quarrel(subject, step.officer)
    _must_say_its_own(step)
    _OF_A_KIND.get(step.kind, _nothing_more)(course, step, device, subject)


def _must_be_in_order(course: Course, step: Step, at: datetime) -> None:
    before = course.steps[-1].at if course.steps else course.listing.at
    if not before <= step.at <= at + AHEAD:
        raise Refused("listing.back_dated")
    if course.state(step.at.date()) not in _FOLLOWS[step.kind]:
        raise Refused("listing.wrong_order")


def _must_say_its_own(step: Step) -> None:
    """A fact or an end that comes with another kind of step would have met none of its rules."""
    given = {
        "capacity": step.capacity, "served": step.served, "proof": step.proof.strip(),
        "until": step.until, "fact": step.fact,
    }  # fmt: skip
    if any(value and not step.says(name) for name, value in given.items()):
        raise Refused("listing.not_of_step")


def _nothing_more(_course: Course, _step: Step, _device: str, _subject: Subject) -> None:
    """Whoever may register may do it; what was found stands in the words."""


def _must_be_served(_course: Course, step: Step, _device: str, _subject: Subject) -> None:
    if not (step.served and step.proof.strip()):
        raise Refused("listing.not_served")


def _must_approve(course: Course, step: Step, device: str, subject: Subject) -> None:
    must_be_listable(course.listing, subject)
    found = course.last(StepKind.INVESTIGATED)
    if found is None or not found.capacity:
        raise Refused("listing.no_capacity")
    written: tuple[Listing | Step, ...] = (course.listing, *course.steps)
    for one in written:
        _must_be_another(course, one, step, device, "listing.own_proposal")
    day = step.at.date()
    if step.until is None or not day < step.until <= months_after(day, MOST_MONTHS):
        raise Refused("listing.until", months=MOST_MONTHS)


def _must_be_another(
    course: Course, one: Listing | Step, step: Step, device: str, key: str
) -> None:
    """Two accounts on one machine are not two people."""
    if one.officer == step.officer or course.devices.get(one.id, "") == device:
        raise Refused(key)


def _must_uphold(course: Course, step: Step, device: str, _subject: Subject) -> None:
    """Whoever decided does not decide whether that was right."""
    if course.approval:
        _must_be_another(course, course.approval, step, device, "listing.own_decision")


def _must_correct(course: Course, step: Step, device: str, subject: Subject) -> None:
    """What a correction may say: another fact that the same evidence carries, or an earlier end."""
    _must_uphold(course, step, device, subject)
    if step.fact is None and step.until is None:
        raise Refused("listing.corrects_nothing")
    if step.fact is not None:
        must_be_enough(step.fact, course.listing.proofs)
    until = course.until
    if step.until is not None and until is not None and step.until > until:
        raise Refused("listing.only_shorter")


_Rule = Callable[[Course, Step, str, Subject], None]
_OF_A_KIND: Mapping[StepKind, _Rule] = {
    StepKind.NOTIFIED: _must_be_served,
    StepKind.APPROVED: _must_approve,
    StepKind.UPHELD: _must_uphold,
    StepKind.CORRECTED: _must_correct,
}
