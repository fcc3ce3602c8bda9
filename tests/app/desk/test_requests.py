"""What people ask about their own data: a number, a last day, and an answer with its reason."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.desk import admission, erasing, protecting, requests
from app.desk.requests import Asked
from app.domain.erasure import Ground
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.number import is_checked
from app.domain.rights import Channel, Outcome, RequestAnswer, RequestKind, RightsRequest
from app.domain.staff import Officer, Role
from app.settings import Settings
from app.store.ask import all_of, get
from app.store.requests import of_people
from tests import makers
from tests.makers import NOON

CHOSEN = Settings(data=Path(), objection_days=10)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def person(desk: makers.Desk) -> PersonId:
    """Somebody is here."""
    return admission.admit(
        desk.register, makers.arrival("王𬎆"), desk.station, by=desk.intake, at=NOON
    ).visit.person


def receive(desk: makers.Desk, person: PersonId, **said: object) -> RightsRequest:
    """Taken down at the desk."""
    asked = Asked(**({"kind": RequestKind.CORRECTION, "words": "生日写错了"} | said))  # type: ignore[arg-type]
    return requests.receive(desk.register, person, asked, CHOSEN, by=desk.intake, at=NOON)


def answer(
    desk: makers.Desk, one: UUID, by: Officer | None = None, reason: str = "已核对户口簿"
) -> RequestAnswer:
    """By the leader."""
    return requests.answer(
        desk.register, one, Outcome.PARTLY, reason, by=by or desk.leader, at=NOON
    )


def test_a_request_has_a_number_of_its_own_and_a_last_day(
    desk: makers.Desk, person: PersonId
) -> None:
    first, second = receive(desk, person), receive(desk, person, kind=RequestKind.OBJECTION)
    assert first.number.startswith("Q440114-01-20261123-0002")
    assert is_checked(first.number)
    assert first.number != second.number
    assert (first.due_on, second.due_on) == (date(2026, 12, 14), date(2026, 12, 7))
    again = admission.admit(
        desk.register, makers.arrival("李四"), desk.station, by=desk.intake, at=NOON
    )
    assert "-0004-" in again.visit.case_number


def test_the_period_begins_with_the_day_of_receipt(desk: makers.Desk, person: PersonId) -> None:
    made = receive(desk, person, received_on=date(2026, 11, 2))
    assert made.due_on == MONDAY
    assert [made.left(MONDAY + timedelta(days=n)) for n in (-3, 0, 1, 8)] == [1, 0, -1, -6]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"words": " \n"}, "request.needs_words"),
        ({"words": "改" * 10_000}, "request.too_long"),
        ({"received_on": MONDAY + timedelta(days=1)}, "request.not_yet"),
        ({"received_on": date(2025, 11, 1)}, "request.too_long_ago"),
        ({"kind": RequestKind.COMPLAINT, "against": OfficerId(new_id())}, "request.no_officer"),
    ],
)
def test_what_makes_no_request_is_refused(
    desk: makers.Desk, person: PersonId, said: dict[str, object], key: str
) -> None:
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        receive(desk, person, **said)
    assert all_of(desk.register, RightsRequest) == []


def test_who_is_erased_or_unknown_asks_nothing_and_leaves_nothing(
    desk: makers.Desk, person: PersonId
) -> None:
    made = receive(desk, person)
    answer(desk, made.id)
    erasing.ask(
        desk.register, person, Ground.MISTAKE, "站务会决定",
        by=desk.leader, approver=desk.administrator, at=NOON,
    )  # fmt: skip
    assert get(desk.register, RightsRequest, made.id) is None
    assert all_of(desk.register, RequestAnswer) == []
    with pytest.raises(Refused, match=r"claims\.no_person"):
        receive(desk, person)
    with pytest.raises(Refused, match=r"request\.unknown"):
        answer(desk, made.id)


def test_an_answer_needs_a_reason_and_is_given_once(desk: makers.Desk, person: PersonId) -> None:
    made = receive(desk, person)
    for reason, key in (("  ", "needs_reason"), ("因" * 10_000, "too_long")):
        with pytest.raises(Refused, match=rf"request\.{key}"):
            answer(desk, made.id, reason=reason)
    answer(desk, made.id)
    with pytest.raises(Refused, match=r"request\.answered_already"):
        answer(desk, made.id)
    (standing,) = of_people(desk.register, [person])
    assert standing.answer is not None
    assert standing.answer.reason == "已核对户口簿"


def test_of_two_answers_given_apart_the_earlier_counts(desk: makers.Desk, person: PersonId) -> None:
    made = receive(desk, person)
    later = RequestAnswer(
        id=new_id(), request=made.id, person=person, outcome=Outcome.REFUSED, reason="后到",
        at=NOON + timedelta(hours=1), officer=desk.leader.id,
    )  # fmt: skip
    first = answer(desk, made.id)
    desk.register.write(later, by=desk.leader.id, at=NOON)
    assert of_people(desk.register, [person])[0].answer == first


def test_only_a_leader_answers_and_nobody_a_complaint_about_themselves(
    desk: makers.Desk, person: PersonId
) -> None:
    said = {"kind": RequestKind.COMPLAINT, "channel": Channel.WRITTEN, "against": desk.leader.id}
    made = receive(desk, person, **said)
    for by in (desk.intake, desk.administrator, desk.auditor):
        with pytest.raises(Refused, match=r"staff\.not_allowed"):
            answer(desk, made.id, by=by)
    with pytest.raises(Refused, match=r"request\.about_you"):
        answer(desk, made.id)
    another = makers.officer(Role.LEADER, "wangfang")
    desk.register.write(another, by=desk.administrator.id, at=NOON)
    assert answer(desk, made.id, by=another).officer == another.id


def test_what_waits_is_listed_for_leaders_overdue_first(
    desk: makers.Desk, person: PersonId
) -> None:
    late = receive(desk, person, received_on=date(2026, 10, 8))
    done = receive(desk, person)
    soon = receive(desk, person, kind=RequestKind.OBJECTION)
    answer(desk, done.id)
    found = requests.waiting(desk.register, desk.station.code, by=desk.leader)
    assert [one.request.id for one in found] == [late.id, soon.id]
    assert found[0].card.name == "王𬎆"
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        requests.waiting(desk.register, desk.station.code, by=desk.intake)


def test_of_sealed_persons_nothing_is_taken_down_by_who_may_not_see_them(
    desk: makers.Desk, person: PersonId
) -> None:
    protecting.protect(desk.register, person, "家庭暴力", by=desk.leader, at=NOON)
    with pytest.raises(Refused, match=r"claims\.no_person"):
        receive(desk, person)
