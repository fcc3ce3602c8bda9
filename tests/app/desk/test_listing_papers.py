"""Papers 25 a to c: when there is one, of what the register says, and for whom it is never made."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app import clock
from app.clock import local
from app.desk import blacklist, courses, disclosure, door, listing_papers, papers, told_about
from app.desk.listing_papers import DECISION, NOTICE, OBJECTION
from app.domain.blacklist import Listing, Proof, ProofKind, Served, Step, StepKind
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.person import Person
from app.domain.staff import Officer
from app.paper.head import official_day
from app.store.ask import get
from app.store.people import file_of
from tests import makers
from tests.app.paper.papers import text_of
from tests.ui.blacklist import listed_people


def _paper(desk: makers.Desk, form: str, subject: UUID, by: Officer | None = None) -> papers.Made:
    issuer = papers.Issuer(
        station=desk.station, officer=by or desk.intake, key=door.signer(desk.register)
    )
    return papers.make(desk.register, form, subject, issuer, at=clock.now(), lang="zh")


def _given(desk: makers.Desk, made: Listing, kind: StepKind, **more: Any) -> Step:
    """As another desk decided it and the centre sent it on: its rules are tested elsewhere."""
    step = Step(
        id=new_id(), listing=made.id, person=made.person, kind=kind, at=clock.now(),
        officer=desk.leader.id, words="复查过证据", **more,
    )  # fmt: skip
    desk.register.write(step, by=desk.leader.id, at=step.at)
    return step


@pytest.fixture
def person(desk: makers.Desk) -> PersonId:
    return listed_people.adult(desk, "王𬎆").person


def test_there_is_no_notice_before_it_was_looked_into_and_none_of_what_was_dropped(
    desk: makers.Desk, person: PersonId
) -> None:
    made = listed_people.lead(desk, person, clock.now())
    with pytest.raises(Refused, match=r"listing\.no_paper"):
        _paper(desk, NOTICE, made.id)
    listed_people.step(desk, made, StepKind.INVESTIGATED, clock.now(), capacity=True)
    assert "王𬎆" in text_of(_paper(desk, NOTICE, made.id).pdf)
    listed_people.step(desk, made, StepKind.DROPPED, clock.now())
    with pytest.raises(Refused, match=r"listing\.no_paper"):
        _paper(desk, NOTICE, made.id)


def test_the_notice_says_what_is_on_file_and_once_it_was_served_how(
    desk: makers.Desk, person: PersonId
) -> None:
    proofs = (*listed_people.PROOFS, Proof(kind=ProofKind.WITNESS, source="张路人"))
    made = listed_people.lead(desk, person, clock.now(), proofs=proofs)
    found = "查过退票记录"
    listed_people.step(desk, made, StepKind.INVESTIGATED, clock.now(), capacity=True, words=found)
    before = text_of(_paper(desk, NOTICE, made.id).pdf)
    for words in ("同一张车票两次退票", found, "凭证GT440114000012", desk.intake.name):
        assert words in before
    assert "张路人" not in before
    served = {"served": Served.POST, "proof": "挂号单0012"}
    listed_people.step(desk, made, StepKind.NOTIFIED, clock.now(), **served)
    after = text_of(_paper(desk, NOTICE, made.id).pdf)
    assert "■邮寄" in after
    assert "挂号单0012" in after


def test_a_decision_is_printed_only_once_the_centre_has_taken_it(
    desk: makers.Desk, person: PersonId
) -> None:
    made = listed_people.approved(desk, person, clock.now(), told=False)
    approval = courses.look_again(desk.register, made.id, by=desk.intake).seen.course.steps[-1]
    with pytest.raises(Refused, match=r"listing\.not_confirmed"):
        _paper(desk, DECISION, approval.id)
    listed_people.tell(desk, person, made, clock.now())
    text = text_of(_paper(desk, DECISION, approval.id).pdf)
    assert approval.until
    for words in (
        "■列入名单",
        official_day(approval.until, "zh"),
        "本人说票是别人给的",
        desk.leader.name,
    ):
        assert words in text
    objected = listed_people.step(desk, made, StepKind.OBJECTED, clock.now(), words="不是我退的")
    revoked = _given(desk, made, StepKind.REVOKED)
    with pytest.raises(Refused, match=r"listing\.not_confirmed"):
        _paper(desk, DECISION, revoked.id)
    with pytest.raises(Refused, match=r"listing\.no_paper"):
        _paper(desk, DECISION, objected.id)


def test_what_was_objected_stands_on_the_form_and_the_first_decision_is_as_it_was(
    desk: makers.Desk, person: PersonId
) -> None:
    made = listed_people.approved(desk, person, clock.now())
    course = courses.look_again(desk.register, made.id, by=desk.intake).seen.course
    approval = course.steps[-1]
    empty = text_of(_paper(desk, OBJECTION, approval.id).pdf)
    assert "本人填写" in empty
    assert approval.until
    assert official_day(approval.until, "zh") in empty
    objected = listed_people.step(desk, made, StepKind.OBJECTED, clock.now(), words="不是我退的")
    with pytest.raises(Refused, match=r"listing\.no_paper"):
        _paper(desk, OBJECTION, approval.id)
    full = text_of(_paper(desk, OBJECTION, objected.id).pdf)
    now = courses.look_again(desk.register, made.id, by=desk.intake).seen.course
    assert "不是我退的" in full
    assert now.answer_due
    assert official_day(now.answer_due, "zh") in full
    first = text_of(_paper(desk, DECISION, approval.id).pdf)
    assert "不是我退的" not in first, "what came later is not on an earlier paper"


def test_what_was_printed_is_counted_marked_and_told_to_the_person(
    desk: makers.Desk, person: PersonId
) -> None:
    made = listed_people.approved(desk, person, clock.now())
    approval = courses.look_again(desk.register, made.id, by=desk.intake).seen.course.steps[-1]
    for form, subject in ((NOTICE, made.id), (DECISION, approval.id)):
        paper = _paper(desk, form, subject)
        papers.printed(desk.register, paper, "printer", by=desk.intake, at=clock.now())
        assert "补打第1次" in text_of(_paper(desk, form, subject).pdf)
    opened = courses.look_again(desk.register, made.id, by=desk.intake)
    assert opened.copies == {(NOTICE, made.id): 1, (DECISION, approval.id): 1}
    at = clock.now() + timedelta(minutes=1)
    file = file_of(desk.register, person)
    known = disclosure._known(desk.register, file, 10, at, "zh")
    told = "\n".join(line.text for line in told_about.papers(known))
    assert "重点甄别告知书" in told
    assert "重点甄别处理决定书" in told


def test_nobody_prints_it_who_may_not_see_the_person_or_only_reads(
    desk: makers.Desk, person: PersonId
) -> None:
    made = listed_people.heard(desk, person, clock.now())
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        _paper(desk, NOTICE, made.id, desk.auditor)
    one = get(desk.register, Person, person)
    assert one
    sealed = replace(one, sealed=True)
    desk.register.write(sealed, by=desk.leader.id, at=clock.now())
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        _paper(desk, NOTICE, made.id)
    assert _paper(desk, NOTICE, made.id, desk.leader).pdf, "a leader may see the sealed"


def test_what_is_offered_next_follows_the_course(desk: makers.Desk, person: PersonId) -> None:
    made, today = listed_people.lead(desk, person, clock.now()), local(clock.now()).date()

    def offered() -> tuple[str | None, bool]:
        (course,) = blacklist.courses_of(desk.register, person, by=desk.intake)
        first = listing_papers.first_of(course, today)
        return (first.form if first else None), bool(listing_papers.to_object(course, today))

    def take(kind: StepKind, **more: Any) -> tuple[str | None, bool]:
        listed_people.step(desk, made, kind, clock.now(), **more)
        return offered()

    assert offered() == (None, False)
    assert take(StepKind.INVESTIGATED, capacity=True) == (NOTICE, False)
    assert take(StepKind.NOTIFIED, served=Served.POST, proof="1") == (NOTICE, False)
    assert take(StepKind.HEARD) == (NOTICE, False)
    until: datetime = clock.now() + timedelta(days=100)
    _given(desk, made, StepKind.APPROVED, until=until.date())
    assert offered() == (DECISION, True)
    assert take(StepKind.OBJECTED) == (OBJECTION, False)
    _given(desk, made, StepKind.UPHELD)
    assert offered() == (DECISION, True)
    _given(desk, made, StepKind.REVOKED)
    assert offered() == (DECISION, False)
