"""Each rule of a listing by itself: what is missing or wrong is refused by its own sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.blacklist import (
    Course,
    Fact,
    Listed,
    Listing,
    Proof,
    ProofKind,
    Served,
    State,
    Step,
    StepKind,
    Subject,
    course_of,
    months_after,
    number_of,
)
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.listing_rules import must_be_a_lead, must_be_enough, must_follow
from app.domain.staff import Officer, Role
from app.domain.working_days import working_days_after
from tests import makers
from tests.makers import NOON

PERSON = PersonId(new_id())
INTAKE, LEADER = makers.officer(Role.INTAKE), makers.officer(Role.LEADER)
HERE, THERE = "a" * 32, "b" * 32
GROWN = Subject(born_by=date(1980, 1, 1), verified=True)
TICKET = Proof(kind=ProofKind.SELLER_RECORD, source="退票记录")
VOUCHER = Proof(kind=ProofKind.REGISTER, source="凭证 1")
LISTING = Listing(
    id=new_id(), person=PERSON, station="440114-01", fact=Fact.REFUNDED_TICKET,
    happened_on=date(2026, 11, 1), words="两次退票", proofs=(TICKET, VOUCHER), at=NOON,
    officer=INTAKE.id,
)  # fmt: skip
UNTIL = date(2027, 5, 1)


def step(kind: StepKind, minute: int, by: Officer = INTAKE, **more: Any) -> Step:
    """So many minutes after noon."""
    return Step(
        id=new_id(), listing=LISTING.id, person=PERSON, kind=kind, words="有据",
        at=NOON + timedelta(minutes=minute), officer=by.id, **more,
    )  # fmt: skip


HEARD = (
    step(StepKind.INVESTIGATED, 1, capacity=True),
    step(StepKind.NOTIFIED, 2, served=Served.IN_PERSON, proof="签收联"),
    step(StepKind.HEARD, 3),
)
APPROVED = (*HEARD, step(StepKind.APPROVED, 4, LEADER, until=UNTIL))


def course(*steps: Step) -> Course:
    """All written at one computer but what the leader did."""
    devices = {one.id: THERE if one.officer == LEADER.id else HERE for one in steps}
    return course_of(LISTING, steps, {LISTING.id: HERE, **devices})


def refused(done: Course, one: Step, by: Officer, device: str, subject: Subject = GROWN) -> str:
    """By which sentence."""
    with pytest.raises(Refused) as said:
        must_follow(done, one, by, device, subject, NOON + timedelta(hours=1))
    return said.value.key.removeprefix("listing.")


def approval(by: Officer = LEADER, **more: Any) -> Step:
    """What would put it in force."""
    return step(StepKind.APPROVED, 5, by, **{"until": UNTIL, **more})


def test_a_second_person_at_a_second_computer_approves() -> None:
    must_follow(course(*HEARD), approval(), LEADER, THERE, GROWN, NOON + timedelta(hours=1))
    assert refused(course(*HEARD), approval(), LEADER, HERE) == "own_proposal"
    assert refused(course(*HEARD), approval(INTAKE), INTAKE, THERE) == "needs_leader"
    mine = replace(HEARD[0], officer=LEADER.id)
    assert refused(course(mine, *HEARD[1:]), approval(), LEADER, "c" * 32) == "own_proposal"


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        (replace(GROWN, sealed=True), "sealed"),
        (replace(GROWN, born_by=None), "minor"),
        (replace(GROWN, born_by=date(2008, 11, 2)), "minor"),
        (replace(GROWN, doubted=True), "no_capacity"),
        (replace(GROWN, verified=False), "unverified"),
    ],
)
def test_who_may_not_be_listed_is_not_also_when_it_comes_to_the_approval(
    subject: Subject, key: str
) -> None:
    with pytest.raises(Refused, match=rf"listing\.{key}"):
        must_be_a_lead(LISTING, subject, NOON.date())
    assert refused(course(*HEARD), approval(), LEADER, THERE, subject) == key


def test_eighteen_on_the_day_of_the_fact() -> None:
    must_be_a_lead(LISTING, replace(GROWN, born_by=date(2008, 11, 1)), NOON.date())


def test_capacity_is_found_by_the_investigation_and_not_assumed() -> None:
    bare = replace(HEARD[0], capacity=False)
    assert refused(course(bare, *HEARD[1:]), approval(), LEADER, THERE) == "no_capacity"


@pytest.mark.parametrize("until", [None, date(2026, 11, 23), date(2027, 11, 24), date(2099, 1, 1)])
def test_it_ends_within_twelve_months(until: date | None) -> None:
    assert refused(course(*HEARD), approval(until=until), LEADER, THERE) == "until"


def test_steps_come_in_order_with_words_and_a_true_time() -> None:
    notice = step(StepKind.NOTIFIED, 5, served=Served.POST, proof="1")
    assert refused(course(), notice, INTAKE, HERE) == "wrong_order"
    assert refused(course(*HEARD[:1]), step(StepKind.NOTIFIED, 5), INTAKE, HERE) == "not_served"
    early = replace(notice, at=NOON)
    assert refused(course(*HEARD[:1]), early, INTAKE, HERE) == "back_dated"
    late = replace(notice, at=NOON + timedelta(days=1))
    assert refused(course(*HEARD[:1]), late, INTAKE, HERE) == "back_dated"
    silent = replace(notice, words=" ")
    assert refused(course(*HEARD[:1]), silent, INTAKE, HERE) == "needs_words"
    assert refused(course(*HEARD[:2]), approval(), LEADER, THERE) == "wrong_order", "not heard"
    assert refused(course(*HEARD[:1]), notice, LEADER, HERE) == "needs_officer", "another's name"


@pytest.mark.parametrize(
    ("proofs", "key"),
    [
        ((TICKET,), "too_little"),
        ((TICKET, replace(TICKET, source="另一条")), "too_little"),
        ((TICKET, replace(VOUCHER, source=" 退票记录 ")), "too_little"),
        ((TICKET, Proof(kind=ProofKind.FACE, source="比对")), "too_little"),
        ((TICKET, replace(VOUCHER, source=" ")), "too_little"),
    ],
)
def test_two_kinds_from_two_sources(proofs: tuple[Proof, ...], key: str) -> None:
    with pytest.raises(Refused, match=rf"listing\.{key}"):
        must_be_enough(Fact.REFUNDED_TICKET, proofs)


def test_an_objection_suspends_the_sharing_and_is_answered_by_another() -> None:
    objected = course(*APPROVED, step(StepKind.OBJECTED, 6))
    assert objected.state(NOON.date()) is State.SUSPENDED
    assert not objected.shared(NOON.date())
    assert objected.answer_due == date(2026, 12, 14)
    assert refused(objected, step(StepKind.UPHELD, 7, LEADER), LEADER, "c" * 32) == "own_decision"
    assert refused(objected, step(StepKind.UPHELD, 7, INTAKE), INTAKE, HERE) == "needs_leader"
    other = makers.officer(Role.LEADER, "second")
    upheld = step(StepKind.UPHELD, 7, other)
    must_follow(objected, upheld, other, HERE, GROWN, NOON + timedelta(hours=1))
    assert course(*APPROVED, step(StepKind.OBJECTED, 6), upheld).shared(NOON.date())


def test_a_correction_says_something_and_never_prolongs() -> None:
    other = makers.officer(Role.LEADER, "second")
    done = course(*APPROVED)
    bare = step(StepKind.CORRECTED, 6, other)
    assert refused(done, bare, other, HERE) == "corrects_nothing"
    longer = replace(bare, until=UNTIL + timedelta(days=1))
    assert refused(done, longer, other, HERE) == "only_shorter"
    worse = replace(bare, fact=Fact.VIOLENCE)
    assert refused(done, worse, other, HERE) == "needs_police"
    shorter = replace(bare, until=date(2026, 12, 31))
    must_follow(done, shorter, other, HERE, GROWN, NOON + timedelta(hours=1))
    assert course(*APPROVED, shorter).until == date(2026, 12, 31)


def test_it_expires_by_itself_and_a_revoked_one_never_comes_back() -> None:
    done = course(*APPROVED)
    assert done.state(UNTIL) is State.IN_FORCE
    assert done.state(UNTIL + timedelta(days=1)) is State.EXPIRED
    gone = course(*APPROVED, step(StepKind.REVOKED, 6, LEADER))
    assert gone.state(NOON.date()) is State.REVOKED
    again = step(StepKind.APPROVED, 9, LEADER, until=UNTIL)
    assert refused(gone, again, LEADER, THERE) == "wrong_order"
    told = Listed(id=LISTING.id, person=PERSON, station="440114-01", until=UNTIL, changed_at=NOON)
    assert told.holds(UNTIL)
    assert not told.holds(UNTIL + timedelta(days=1))
    assert not replace(told, ended=True).holds(NOON.date())


def test_days_and_months_are_counted_as_people_do() -> None:
    assert working_days_after(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(datetime(2026, 12, 15).date(), 12) == date(2027, 12, 15)  # noqa: DTZ001


def test_a_number_bears_the_day_of_the_place_where_it_was_given() -> None:
    late = replace(LISTING, at=datetime(2026, 11, 26, 16, 54, tzinfo=UTC))
    assert "-20261127-" in number_of(late), "00:54 in China"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (StepKind.OBJECTED, {"fact": Fact.VIOLENCE}),
        (StepKind.OBJECTED, {"until": date(2026, 11, 24)}),
        (StepKind.REVOKED, {"capacity": True}),
    ],
)
def test_a_step_says_only_what_is_its_own(kind: StepKind, more: dict[str, Any]) -> None:
    by = LEADER if kind is StepKind.REVOKED else INTAKE
    one = step(kind, 6, by, **more)
    assert refused(course(*APPROVED), one, by, "c" * 32) == "not_of_step"
    # Nor does it count where it came from before that was asked.
    there = course(*APPROVED, one)
    assert (there.fact, there.until) == (Fact.REFUNDED_TICKET, UNTIL)
