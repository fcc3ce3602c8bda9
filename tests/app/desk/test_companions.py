"""先后到站: for a leader, one case and a purpose; nothing is kept but the look."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.desk import leads
from app.desk.companions import companions
from app.domain.errors import Refused
from app.domain.person import Person
from app.domain.staff import Viewing
from app.domain.visit import Visit
from app.store.ask import all_of, get
from tests import makers
from tests.makers import NOON
from tests.ui import station

NOW = NOON + timedelta(days=60)


def _came(house: makers.Desk, visit: Visit, *at: datetime) -> None:
    """The same person again."""
    for moment in at:
        again = replace(visit, id=makers.arrival().visit, arrived_at=moment, case_number="")
        house.register.write(again, by=house.intake.id, at=moment)


def test_who_came_within_an_hour_on_two_days_is_seen_by_a_leader_with_a_purpose(
    tmp_path: Path,
) -> None:
    house = makers.desk(tmp_path / "data")
    later, old = NOON + timedelta(days=10), NOON - timedelta(days=60)
    mine, twice, once, sealed = (
        station.arrive(house, name, NOON + timedelta(minutes=many))
        for name, many in (("王淼", 0), ("刘", 40), ("赵一", 20), ("钱二", 10))
    )
    _came(house, mine, later, old)
    _came(house, twice, later - timedelta(minutes=50))
    _came(house, once, later + timedelta(minutes=61), old)
    _came(house, sealed, later)
    person = get(house.register, Person, sealed.person)
    assert person
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=NOW)
    before = len(all_of(house.register, Viewing))
    for officer, purpose, key in (
        (house.intake, "核对", "companions.leader"),
        (house.auditor, "核对", "companions.leader"),
        (house.administrator, "核对", "staff.not_allowed"),
        (house.leader, " ", "view.needs_purpose"),
    ):
        with pytest.raises(Refused, match=key):
            companions(house.register, mine.person, purpose, by=officer, at=NOW)
    assert len(all_of(house.register, Viewing)) == before
    (found,) = companions(house.register, mine.person, "救助投诉 12 号", by=house.leader, at=NOW)
    assert found.card.name == "刘"
    assert [b - a for a, b in found.times] == [timedelta(minutes=40), -timedelta(minutes=50)]
    (seen,) = all_of(house.register, Viewing)[before:]
    assert (seen.what, seen.purpose) == ("companions", "救助投诉 12 号")
    assert leads.possible(house.register, "440114-01", by=house.leader, today=NOW.date()) == []
    house.register.close()
