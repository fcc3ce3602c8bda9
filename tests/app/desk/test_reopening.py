"""A leaving that was a mistake is taken back; nothing that was written is lost."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.desk import admission
from app.desk.reopening import take_back
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import VisitId, new_id
from app.domain.staff import Officer, Role, told_apart
from app.domain.visit import Leaving, LeavingKind
from app.store.ask import all_of
from app.store.papers import has_left
from app.store.people import arrived_since, in_station
from tests import makers
from tests.makers import NOON

LATER = NOON + timedelta(hours=3)


def _left(desk: makers.Desk) -> Leaving:
    done = admission.admit(
        desk.register, makers.arrival("王淼"), desk.station, by=desk.intake, at=NOON
    )
    visit, kind = VisitId(done.visit.id), LeavingKind.ABSCONDED
    return makers.leave(desk.register, visit, kind, "", by=desk.intake, at=LATER)


def _back(desk: makers.Desk, leaving: UUID, reason: str = "记错了人") -> None:
    take_back(desk.register, leaving, reason, by=desk.intake, at=LATER)


def test_the_visit_goes_on_and_may_end_again(desk: makers.Desk) -> None:
    gone = _left(desk)
    assert in_station(desk.register) == []
    _back(desk, gone.id)
    assert [one.visit.id for one in in_station(desk.register)] == [gone.visit]
    assert not has_left(desk.register, gone.visit)
    kind = LeavingKind.FETCHED
    makers.leave(desk.register, gone.visit, kind, "", by=desk.intake, at=LATER)
    assert in_station(desk.register) == []
    assert len(all_of(desk.register, Leaving)) == 2


def test_it_needs_a_reason_and_can_be_done_once(desk: makers.Desk) -> None:
    gone = _left(desk)
    with pytest.raises(Refused, match=r"leaving\.reason_missing"):
        _back(desk, gone.id, "  ")
    _back(desk, gone.id)
    with pytest.raises(Refused, match=r"leaving\.taken_back_already"):
        _back(desk, gone.id)
    with pytest.raises(Refused, match=r"leaving\.unknown"):
        _back(desk, new_id())


def test_who_came_back_by_the_door_is_not_here_twice(desk: makers.Desk) -> None:
    gone = _left(desk)
    again = makers.arrival(
        "王淼", judged=(admission.Judged(other=gone.person, answer=Sameness.SAME),)
    )
    admission.admit(desk.register, again, desk.station, by=desk.intake, at=LATER)
    with pytest.raises(Refused, match=r"leaving\.here_again"):
        _back(desk, gone.id)


def test_only_who_registers_may(desk: makers.Desk) -> None:
    gone, auditor = _left(desk), desk.auditor
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        take_back(desk.register, gone.id, "记错了人", by=auditor, at=LATER)


def test_arrivals_of_a_day_count_who_has_left_again(desk: makers.Desk) -> None:
    _left(desk)
    assert arrived_since(desk.register, NOON - timedelta(hours=1)) == 1
    assert arrived_since(desk.register, LATER) == 0


def test_two_officers_of_one_name_are_told_apart() -> None:
    one, other, third = (makers.officer(Role.INTAKE, login) for login in ("zhang", "zhang2", "li"))
    staff = [
        Officer(id=o.id, login=o.login, name=n, role=o.role, created_at=o.created_at)
        for o, n in ((one, "张伟"), (other, "张伟"), (third, "李芳"))
    ]
    names = told_apart(staff)
    assert list(names.values()) == ["张伟 (zhang)", "张伟 (zhang2)", "李芳"]
