"""Never two vouchers that hold for one journey, at one desk and between two that were apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.desk import links, voucher_alone, voucher_events, vouchers
from app.desk.voucher_events import Happened
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind, Sameness
from app.domain.ids import PersonId
from app.domain.visit import Visit
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEventKind
from app.store import line
from app.store.ask import all_of
from tests import makers
from tests.makers import NOON
from tests.two_desks import first, let_in
from tests.ui import station

pytest_plugins = ["tests.centre"]
DAY = date(2026, 11, 24)
LATER = NOON + timedelta(hours=3)
JOURNEY = vouchers.Journey(
    from_place="广州南", to_place="成都东", depart_on=DAY, valid_until=DAY
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def _issue(house: makers.Desk, visit: Visit, journey: vouchers.Journey = JOURNEY) -> Voucher:
    return vouchers.issue(
        house.register, visit.id, journey, house.station, by=house.intake, at=LATER, most_days=3
    )


def _same(house: makers.Desk, one: Visit, other: PersonId) -> None:
    links.judge(
        house.register, one.person, other, Sameness.SAME, "同一证件", by=house.intake, at=NOON
    )


def _twice(house: makers.Desk) -> tuple[Voucher, Visit]:
    """The same human on two records, with a voucher from the first visit."""
    before, now = station.arrive(house, at=NOON), station.arrive(house, "王森", at=NOON)
    made = _issue(house, before)
    _same(house, now, before.person)
    return made, now


def test_a_second_one_waits_until_the_first_is_seen_to(house: makers.Desk) -> None:
    made, now = _twice(house)
    with pytest.raises(Refused, match=r"voucher\.live_before") as sorry:
        _issue(house, now)
    assert sorry.value.facts["serial"] == made.serial
    lost = Happened(kind=VoucherEventKind.LOST, on=NOON.date(), words="被偷了")
    voucher_events.note(house.register, made.id, lost, by=house.intake, at=LATER)
    assert _issue(house, now).serial != made.serial


def test_one_that_was_not_lost_after_all_holds_beside_the_second(house: makers.Desk) -> None:
    made, now = _twice(house)
    lost = Happened(kind=VoucherEventKind.LOST, on=NOON.date(), words="被偷了")
    event = voucher_events.note(house.register, made.id, lost, by=house.intake, at=LATER)
    second = _issue(house, now)
    assert voucher_alone.beside(house.register, made) == []
    found = replace(lost, kind=VoucherEventKind.MISTAKEN, words="找到了", corrects=event.id)
    voucher_events.note(house.register, made.id, found, by=house.leader, at=LATER)
    assert voucher_alone.beside(house.register, made) == [second.serial]


def test_what_was_withdrawn_or_is_over_holds_nothing_up(house: makers.Desk) -> None:
    made, now = _twice(house)
    vouchers.void(house.register, made.id, "行程有变", by=house.leader, at=LATER)
    second = _issue(house, now)
    third = station.arrive(house, "王淼淼", at=NOON)
    _same(house, third, now.person)
    after = DAY + timedelta(days=1)
    late = vouchers.issue(
        house.register, third.id, replace(JOURNEY, depart_on=after, valid_until=after),
        house.station, by=house.intake, at=NOON + timedelta(days=2), most_days=3,
    )  # fmt: skip
    assert late.serial != second.serial


def test_what_another_station_issued_is_said_and_goes_on_with_a_reason(house: makers.Desk) -> None:
    now = station.arrive(house, at=NOON)
    _same(
        house,
        now,
        makers.card_of(house.register, "王淼", "440115-01", vouchers=("GT440115000017",)),
    )
    with pytest.raises(Refused, match=r"voucher\.live_elsewhere") as sorry:
        _issue(house, now)
    assert sorry.value.facts == {"serial": "GT440115000017", "station": "440115-01"}
    made = _issue(house, now, replace(JOURNEY, despite="电话核对：该站凭证已作废"))
    (why,) = [d for d in all_of(house.register, Decision) if d.kind is DecisionKind.SECOND_VOUCHER]
    assert (why.reason, made.id in why.subjects) == ("电话核对：该站凭证已作废", True)


@pytest.mark.parametrize("first_known", [True, False])
def test_two_that_stations_made_apart_go_to_the_officers_of_both(
    engine: Engine, tmp_path: Path, *, first_known: bool
) -> None:
    """Whether they are known to be one human before the second is sent, or only after."""
    one, house = first(engine, tmp_path / "a")
    there = makers.desk(tmp_path / "b", "440115-01")
    other = let_in(engine, there.register, "440115-01")
    mine, theirs = station.arrive(house, at=NOON), station.arrive(there, at=NOON)
    made, double = _issue(house, mine), _issue(there, theirs)
    one.push(LATER)
    other.pull()
    if not first_known:
        other.push(LATER)
    _same(there, theirs, mine.person)
    other.push(LATER)
    for side in (one, other):
        side.pull(LATER)
    told = {
        side.register.device: [x for x in line.letters(side.register) if x.kind == "voucher_beside"]
        for side in (one, other)
    }
    (here,) = told[one.device]
    assert here.content == {
        "serial": made.serial, "other": double.serial, "station": "440115-01",
    }  # fmt: skip
    (apart,) = told[other.device]
    assert apart.content["other"] == made.serial
    for desk in (house, there):
        desk.register.close()


@pytest.mark.parametrize("found_first", [True, False])
def test_one_that_was_not_lost_after_all_goes_to_the_officers_of_both(
    engine: Engine, tmp_path: Path, *, found_first: bool
) -> None:
    """Whichever comes to the centre first: that it was found, or the second one."""
    one, house = first(engine, tmp_path / "a")
    there = makers.desk(tmp_path / "b", "440115-01")
    other = let_in(engine, there.register, "440115-01")
    mine, theirs = station.arrive(house, at=NOON), station.arrive(there, at=NOON)
    made = _issue(house, mine)
    lost = Happened(kind=VoucherEventKind.LOST, on=NOON.date(), words="被偷了")
    event = voucher_events.note(house.register, made.id, lost, by=house.intake, at=LATER)
    one.push(LATER)
    other.pull()
    _same(there, theirs, mine.person)
    _issue(there, theirs)
    found = replace(lost, kind=VoucherEventKind.MISTAKEN, words="找到了", corrects=event.id)
    voucher_events.note(house.register, made.id, found, by=house.leader, at=LATER)
    for side in (one, other) if found_first else (other, one):
        side.push(LATER)
    for side in (one, other):
        side.pull(LATER)
        told = [x for x in line.letters(side.register) if x.kind == "voucher_beside"]
        assert len(told) == 1
    for desk in (house, there):
        desk.register.close()
