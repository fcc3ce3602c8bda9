"""可能的线索: facts for a leader to look at; nothing is stored, and coming often is none."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app import clock
from app.clock import local
from app.desk import leads, links, vouchers
from app.domain.document import NO_DOCUMENT
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.person import ClaimKind, Person
from app.domain.staff import Officer
from app.domain.visit import Visit
from app.store.ask import get
from tests import makers
from tests.makers import NOON
from tests.ui import station
from tests.ui.blacklist import listed_people


@pytest.fixture
def house(tmp_path: Path) -> makers.Desk:
    """An open register."""
    return makers.desk(tmp_path / "data")


def _void(house: makers.Desk, visit: Visit, hours: int) -> str:
    """A voucher that is withdrawn after so many hours."""
    made = station.voucher(house, visit)
    at: datetime = made.issued_at + timedelta(hours=hours)
    vouchers.void(house.register, made.id, "本人不走了", by=house.leader, at=at)
    return made.serial


def _possible(house: makers.Desk, by: Officer | None = None) -> list[leads.Possible]:
    day = local(clock.now()).date()
    return leads.possible(house.register, house.station.code, by=by or house.leader, today=day)


def _told(house: makers.Desk) -> list[tuple[str, str]]:
    found = _possible(house)
    return [(one.card.name, one.said) for one in found]


def test_two_vouchers_withdrawn_at_once_are_said_and_one_is_not(house: makers.Desk) -> None:
    for name, hours in (("王淼", (2, 3)), ("刘", (2,)), ("赵一", (2, 40))):
        visit = station.arrive(house, name)
        serials = [_void(house, visit, many) for many in hours]
        if name == "王淼":
            wanted = " ".join(serials)
    (one,) = _possible(house)
    assert (one.card.name, one.said, one.facts) == ("王淼", "lead.voided", {"serials": wanted})


def test_one_number_of_two_people_is_said_and_no_paper_is_not(house: makers.Desk) -> None:
    for value in (listed_people.CHECKED, NO_DOCUMENT):
        one, other = (station.arrive(house, name) for name in ("王淼", "刘"))
        for visit in (one, other):
            said = makers.claim(makers.person(), house.intake, value, ClaimKind.DOCUMENT)
            mine = replace(said, person=visit.person)
            house.register.write(mine, by=house.intake.id, at=NOON)
        links.judge(
            house.register, one.person, other.person, Sameness.NOT_SAME, "相貌不同",
            by=house.intake, at=NOON,
        )  # fmt: skip
    (found,) = _possible(house)
    assert found.facts == {"number": listed_people.CHECKED}


def test_who_came_very_often_is_no_lead(house: makers.Desk) -> None:
    first = station.arrive(house, "王淼")
    for _ in range(4):
        again = station.arrive(house, "王淼")
        links.judge(
            house.register, first.person, again.person, Sameness.SAME, "本人承认",
            by=house.intake, at=NOON,
        )  # fmt: skip
    assert _told(house) == []


def test_a_lead_that_was_begun_and_a_sealed_person_are_left_out(house: makers.Desk) -> None:
    begun, sealed = listed_people.adult(house, "王淼"), listed_people.adult(house, "刘")
    for visit in (begun, sealed):
        _void(house, visit, 1)
        _void(house, visit, 2)
    assert len(_told(house)) == 2
    listed_people.lead(house, begun.person, NOON + timedelta(days=400))
    person = get(house.register, Person, sealed.person)
    assert person
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=NOON)
    assert _told(house) == []


def test_they_are_for_leaders(house: makers.Desk) -> None:
    for officer in (house.intake, house.administrator, house.auditor):
        with pytest.raises(Refused, match=r"staff\.not_allowed"):
            _possible(house, officer)
