"""Rule 9 at the voucher: a second person agrees, at the desk; and the centre tells the leader."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, text

from app.desk import links, vouchers
from app.desk.listed_vouchers import Word
from app.domain.blacklist import Listed
from app.domain.codes import CHECKS
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind, Evidence, EvidenceKind, Sameness
from app.domain.ids import PersonId, new_id
from app.domain.listed_voucher import Agreed
from app.domain.visit import Visit
from app.domain.voucher import Voucher
from app.store import line, walls
from app.store.ask import all_of
from app.store.rows import values_of
from app.store.tables import TABLES
from app.store.tables import letter as letters
from tests import makers
from tests.makers import NOON
from tests.two_desks import first
from tests.ui import station
from tests.ui.blacklist import listed_people

pytest_plugins = ["tests.centre"]
ANSWERED = dict.fromkeys(CHECKS, "no")
DAY = date(2026, 11, 24)
JOURNEY = vouchers.Journey(
    from_place="广州南", to_place="成都东", depart_on=DAY, valid_until=DAY
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register that heard of the centre a day ago."""
    made = makers.desk(tmp_path / "data")
    made.register.within(lambda c: line.move(c, "alert", 1, NOON - timedelta(days=1)))
    yield made
    made.register.close()


def _agreed(house: makers.Desk, **more: Any) -> Agreed:
    plain = Agreed(
        approver=house.leader,
        escort="yes",
        escort_by="李护送",
        counselling="declined",
        words="可以",
    )
    return replace(plain, **more)


def _issue(house: makers.Desk, visit: Visit, agreed: Agreed | None = None) -> Voucher:
    return vouchers.issue(
        house.register, visit.id, JOURNEY, house.station, by=house.intake, at=NOON, most_days=3,
        agreed=agreed, word=Word(),
    )  # fmt: skip


def test_a_voucher_for_somebody_on_the_list_waits_for_a_second_person(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON, checks=ANSWERED)
    told = listed_people.tell(house, visit.person, None, NOON)
    for agreed, key in (
        (None, "needs_second"),
        (_agreed(house, approver=house.intake), "not_approver"),
        (_agreed(house, approver=replace(house.leader, id=house.intake.id)), "own"),
        (_agreed(house, escort=""), "needs_escort"),
        (_agreed(house, escort_by=" "), "needs_who"),
        (_agreed(house, counselling=""), "needs_counselling"),
    ):
        with pytest.raises(Refused, match=rf"listed_voucher\.{key}"):
            _issue(house, visit, agreed)
    made = _issue(house, visit, _agreed(house))
    (shown,) = (e for e in all_of(house.register, Evidence) if e.kind is EvidenceKind.LISTED)
    assert (shown.detail["number"], shown.detail["voucher"]) == (told.number, str(made.id))
    assert (shown.detail["escort_by"], shown.detail["counselling"]) == ("李护送", "declined")
    (decision,) = (
        d for d in all_of(house.register, Decision) if d.kind is DecisionKind.LISTED_VOUCHER
    )
    assert (decision.officer, decision.subjects) == (
        house.leader.id, (visit.person, made.id, told.id),
    )  # fmt: skip


def test_nothing_is_said_of_the_list_before_urgent_need_is_answered(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON)
    listed_people.tell(house, visit.person, None, NOON)
    with pytest.raises(Refused, match=r"listed_voucher\.urgent_first"):
        _issue(house, visit, _agreed(house))
    _issue(house, station.arrive(house, "刘", NOON))


def test_an_old_list_and_a_listing_that_ended_hold_nothing_up(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON, checks=ANSWERED)
    told = listed_people.tell(house, visit.person, None, NOON - timedelta(days=365))
    assert not told.holds(NOON.date())
    _issue(house, visit)
    other = station.arrive(house, "刘", NOON, ANSWERED)
    listed_people.tell(house, other.person, None, NOON)
    house.register.within(lambda c: line.move(c, "alert", 1, NOON - timedelta(days=8)))
    made = _issue(house, other)
    (shown,) = (e for e in all_of(house.register, Evidence) if e.kind is EvidenceKind.LISTED)
    assert shown.detail["voucher"] == str(made.id), "what was shown is kept all the same"


def _told_at_the_centre(engine: Engine, person: PersonId, station_: str) -> None:
    said = Listed(
        id=new_id(), person=person, station=station_, number="N-1", until=DAY,
        changed_at=NOON - timedelta(days=1),
    )  # fmt: skip
    row = values_of("listed", said) | {"versions": {}, "extra": {}}
    # As the owner, past what the database asks of whoever serves: the course is of no matter here.
    with walls.within(engine, walls.EVERYWHERE) as connection:
        connection.execute(text("ALTER TABLE listed DISABLE TRIGGER listed_told"))
        connection.execute(insert(TABLES["listed"]).values(row))
        connection.execute(text("ALTER TABLE listed ENABLE TRIGGER listed_told"))


def test_the_centre_takes_a_voucher_that_nobody_agreed_to_and_tells_the_leader(
    engine: Engine, owner: Engine, tmp_path: Path
) -> None:
    one, house = first(engine, tmp_path / "a")
    visit, other = (station.arrive(house, name, NOON, ANSWERED) for name in ("王淼", "刘"))
    linked = station.arrive(house, "王淼", NOON, ANSWERED)
    links.judge(
        house.register, visit.person, linked.person, Sameness.SAME, "本人承认",
        by=house.intake, at=NOON,
    )  # fmt: skip
    one.push()
    _told_at_the_centre(owner, visit.person, "110101-01")
    made = _issue(house, linked)
    free = _issue(house, other)
    one.push()
    one.pull()
    (told,) = house.register.ask(select(letters.c.kind, letters.c.record, letters.c.content))
    assert (told.kind, told.record) == ("listed_voucher", made.id)
    assert told.content == {"serial": made.serial, "number": "N-1", "for": "leader"}
    with walls.within(engine, walls.EVERYWHERE) as connection:
        kept = set(connection.execute(select(TABLES["voucher"].c.id)).scalars())
    assert kept == {made.id, free.id}, "help is not refused by a machine"

    # The desk hears of it and a second person agrees: no letter.
    listed_people.tell(house, visit.person, None, NOON)
    house.register.within(lambda c: line.move(c, "alert", 1, NOON))
    _issue(house, visit, _agreed(house))
    one.push()
    one.pull()
    assert len(house.register.ask(select(letters.c.id))) == 1
    house.register.close()
