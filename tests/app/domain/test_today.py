"""今日事项: the rules of domain.md, each with the day on which it is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.domain.cold import ColdSpell, cold_on, must_be_possible
from app.domain.early_warning import warnings
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.matter import Matter, MatterStep, StepKind, is_done, still_open
from app.domain.today import Here, due_of, in_order, last_day
from tests.makers import NOON

OFFICER = OfficerId(new_id())
HERE = Here(visit=new_id(), person=new_id(), arrived_at=NOON, years=40)
"""Came on Monday 2026-11-23 at noon, by the clock in China."""


def _step(matter: Matter, kind: StepKind, **more: object) -> MatterStep:
    plain = MatterStep(
        id=new_id(), person=PersonId(HERE.person), subject=HERE.visit, matter=matter, kind=kind,
        officer=OFFICER, at=NOON,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def _due(here: Here) -> dict[Matter, datetime | None]:
    return {one.matter: one.due for one in due_of(here)}


def _midnight(month: int, day: int) -> datetime:
    """When that day ends in China."""
    return datetime(2026, month, day, 16, tzinfo=UTC)


def test_a_grown_person_is_held_to_ten_days_and_nothing_else() -> None:
    assert _due(HERE) == {Matter.STAY: _midnight(12, 2)}, "the day of arrival is the first"


def test_the_eleventh_day_without_an_extension_is_overdue_and_with_one_is_not() -> None:
    tenth, eleventh = NOON + timedelta(days=9, hours=11), NOON + timedelta(days=9, hours=12)
    (stay,) = due_of(HERE)
    assert (stay.is_late(tenth), stay.is_late(eleventh)) == (False, True)
    until = date(2026, 12, 10)
    (longer,) = due_of(replace(HERE, steps=(_step(Matter.STAY, StepKind.EXTENDED, until=until),)))
    assert not longer.is_late(eleventh)
    assert longer.due == _midnight(12, 10)


@pytest.mark.parametrize(
    ("more", "held"),
    [
        ({"years": 16}, True), ({"years": 15}, False), ({"years": None}, True),
        ({"checks": {"mental": "yes"}}, False), ({"checks": {"mental": "no"}}, True),
    ],
)  # fmt: skip
def test_children_and_who_shows_signs_of_disability_are_not_held_to_ten_days(
    more: dict[str, object], held: bool
) -> None:
    here = replace(HERE, **more)  # type: ignore[arg-type]
    assert (Matter.STAY in _due(here)) is held


def test_of_somebody_unknown_the_notice_the_police_the_samples_and_the_months_are_due() -> None:
    due = _due(replace(HERE, unknown=True))
    day = timedelta(days=1)
    assert due[Matter.NOTICE] == due[Matter.POLICE_ASKED] == NOON + day
    assert due[Matter.BIOMETRICS] == _midnight(12, 2), "seven working days, a weekend between"
    assert due[Matter.REFRESH] == NOON + 30 * day
    assert due[Matter.SETTLEMENT] == NOON + 91 * day


@pytest.mark.parametrize(
    "more",
    [
        {"checks": {"child": "yes"}}, {"checks": {"trafficked": "yes"}},
        {"reason": "走失、迷路", "unknown": True}, {"reason": "lost", "years": 9},
    ],
)  # fmt: skip
def test_who_may_be_abandoned_trafficked_or_lost_is_for_the_police_at_once(
    more: dict[str, object],
) -> None:
    here = replace(HERE, **more)  # type: ignore[arg-type]
    assert _due(here)[Matter.POLICE] == here.arrived_at
    told = _step(Matter.POLICE, StepKind.DONE, number="B1")
    assert Matter.POLICE not in _due(replace(here, steps=(told,)))


def test_a_minor_does_not_leave_without_consent_and_is_looked_at_last() -> None:
    found = in_order([*due_of(replace(HERE, years=15, unknown=True)), *due_of(HERE)])
    assert found[-1].matter is Matter.CONSENT
    assert found[-1].due is None
    assert found[0].due == min(one.due for one in found if one.due)


def test_a_matter_closed_at_two_desks_is_closed_once_and_one_of_them_may_be_wrong() -> None:
    one, other = (_step(Matter.NOTICE, StepKind.DONE, number=n) for n in ("1", "2"))
    wrong = _step(Matter.NOTICE, StepKind.MISTAKEN, supersedes=one.id)
    assert is_done([one, other, wrong], Matter.NOTICE)
    assert not is_done([one, wrong], Matter.NOTICE)


def test_what_was_opened_waits_until_it_is_done_and_a_next_time_waits_again() -> None:
    first = _step(Matter.WANDERER, StepKind.OPENED, until=date(2027, 5, 1))
    done = _step(Matter.WANDERER, StepKind.DONE, at=NOON + timedelta(days=1))
    again = replace(first, id=new_id(), at=done.at, until=date(2027, 11, 1))
    assert still_open([first]) == [first]
    assert still_open([first, done]) == []
    assert still_open([first, done, again]) == [again]


def test_a_night_is_cold_as_the_officer_says() -> None:
    today = date(2026, 11, 23)
    said = ColdSpell(id=new_id(), first=today, last=today, low=3, officer=OFFICER, at=NOON)
    wave = replace(said, id=UUID(int=1), low=None, last=today + timedelta(days=2))
    assert cold_on([said], today, 4) == said
    assert cold_on([replace(said, low=5)], today, 4) is None
    assert cold_on([wave], today + timedelta(days=2), 4) == wave
    over = replace(wave, id=new_id(), over=True, supersedes=wave.id)
    assert cold_on([wave, over], today, 4) is None
    for odd in (replace(said, low=99), replace(said, last=today - timedelta(days=1))):
        with pytest.raises(Refused, match=r"cold\."):
            must_be_possible(odd, today)


def test_what_is_warned_of_is_counted_and_nothing_is_said_of_a_quiet_day() -> None:
    now = NOON + timedelta(days=20)
    assert warnings([], [HERE], None, NOON) == ()
    child = replace(HERE, years=9, checks={"infection": "yes"})
    told = warnings(due_of(HERE), [HERE, child], None, now)
    assert [(one.key, one.facts["many"]) for one in told] == [
        ("overdue", "1"), ("infection", "1"), ("child", "1"),
    ]  # fmt: skip
    assert told[2].facts["hours"] == "480"
    assert last_day(HERE) == date(2026, 12, 2)
