"""What became of a voucher: facts that are added, corrected by another, and never the person's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.clock import local
from app.desk import disclosure, voucher_events, vouchers
from app.desk.voucher_events import Happened
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.person import Person
from app.domain.staff import Role, Viewing
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent, VoucherEventKind, standing
from app.store import register as registers
from app.store.ask import get
from app.store.people import file_of
from app.store.vouchers import events_of
from tests import makers
from tests.makers import NOON
from tests.two_desks import first, second
from tests.ui import station

pytest_plugins = ["tests.centre"]

DAY = date(2026, 11, 23)
REFUND = Happened(
    kind=VoucherEventKind.REFUNDED, on=DAY, clock=time(15, 30), ticket="E123456789",
    statement="广州南站 退票记录 11 月 23 日", amount=Decimal("612.50"),
)  # fmt: skip
"""Three and a half hours after the voucher was issued, by the clock in China."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def _voucher(house: makers.Desk) -> Voucher:
    """Issued at noon."""
    visit = station.arrive(house, at=NOON)
    journey = vouchers.Journey(
        from_place="广州南", to_place="成都东", depart_on=DAY, valid_until=DAY,
        fare=Decimal("612.50"),
    )  # fmt: skip
    return vouchers.issue(
        house.register, visit.id, journey, house.station, by=house.intake, at=NOON, most_days=3
    )


def _note(house: makers.Desk, made: Voucher, **more: object) -> VoucherEvent:
    said = replace(REFUND, **more)  # type: ignore[arg-type]
    at = NOON + timedelta(days=1)
    return voucher_events.note(house.register, made.id, said, by=house.intake, at=at)


def test_a_refund_goes_to_the_paying_account_and_survives_a_restart(
    house: makers.Desk, tmp_path: Path
) -> None:
    made = _voucher(house)
    event = _note(house, made)
    assert (event.account, event.amount) == (made.account, Decimal("612.50"))
    assert f"{local(event.happened_at):%m-%d %H:%M}" == "11-23 15:30"
    house.register.close()
    again = registers.open_register(tmp_path / "data", house.key, NOON)
    assert events_of(again, [made.id]) == [event]
    again.close()


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"statement": " "}, "needs_statement"),
        ({"clock": None}, "needs_time"),
        ({"amount": None}, "amount"),
        ({"amount": Decimal("612.51")}, "amount"),
        ({"on": DAY - timedelta(days=1)}, "when"),
        ({"on": DAY + timedelta(days=2)}, "when"),
        ({"kind": VoucherEventKind.LOST}, "needs_words"),
        ({"kind": VoucherEventKind.MISTAKEN, "words": "登错了"}, "corrects_nothing"),
    ],
)
def test_what_says_too_little_or_cannot_be_is_not_taken(
    house: makers.Desk, more: dict[str, object], key: str
) -> None:
    with pytest.raises(Refused, match=rf"voucher_event\.{key}"):
        _note(house, _voucher(house), **more)


def test_a_part_that_came_back_is_counted_once(house: makers.Desk) -> None:
    made, part = _voucher(house), {"amount": Decimal(200)}
    first = _note(house, made, **part)
    with pytest.raises(Refused, match=r"voucher_event\.there_already"):
        _note(house, made, **part)
    _note(house, made, statement="另一笔", **part)
    _note(house, made, corrects=first.id, words="时间不变", **part)


def test_an_entry_is_corrected_by_another_with_a_reason_and_by_whom_it_may_be(
    house: makers.Desk,
) -> None:
    made = _voucher(house)
    wrong = _note(house, made)
    with pytest.raises(Refused, match=r"voucher_event\.needs_words"):
        _note(house, made, corrects=wrong.id)
    right = _note(house, made, corrects=wrong.id, clock=time(16, 30), words="看错了行")
    assert standing(events_of(house.register, [made.id])) == [right]
    with pytest.raises(Refused, match=r"voucher_event\.corrected_already"):
        _note(house, made, corrects=wrong.id, words="再改")
    said = replace(REFUND, kind=VoucherEventKind.MISTAKEN, corrects=right.id, words="不是这张")
    other = makers.officer(Role.INTAKE, "another")
    at = NOON + timedelta(days=1)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        voucher_events.note(house.register, made.id, said, by=other, at=at)
    voucher_events.note(house.register, made.id, said, by=house.leader, at=at)
    assert standing(events_of(house.register, [made.id])) == []
    assert len(events_of(house.register, [made.id])) == 3, "nothing is taken away"


def test_who_may_issue_vouchers_may_say_what_became_of_them(house: makers.Desk) -> None:
    made = _voucher(house)
    for officer in (house.administrator, house.auditor):
        with pytest.raises(Refused, match=r"staff\.not_allowed"):
            voucher_events.note(house.register, made.id, REFUND, by=officer, at=NOON)
    person = get(house.register, Person, made.person)
    assert person
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=NOON)
    with pytest.raises(Refused, match=r"voucher\.unknown"):
        _note(house, made)


def test_it_stands_on_the_paper_of_whom_it_is_about(house: makers.Desk) -> None:
    made = _voucher(house)
    wrong = _note(house, made)
    _note(house, made, corrects=wrong.id, ticket="E000000001", words="看错了行")
    seen = Viewing(
        id=new_id(), person=made.person, officer=house.intake.id, at=NOON,
        purpose="in_station", what="file",
    )  # fmt: skip
    house.register.write(seen, by=house.intake.id, at=NOON)
    file = file_of(house.register, made.person)
    told = disclosure.chapters(house.register, file, 10, by=house.intake, at=NOON, lang="zh")
    (lines,) = (one.lines for one in told if one.name == "vouchers")
    refunds = [one.text for one in lines if "已退票" in one.text]
    assert len(refunds) == 2
    assert "E123456789" in refunds[0]
    assert "E000000001" in refunds[1]


def test_every_desk_of_the_station_hears_of_it(engine: Engine, tmp_path: Path) -> None:
    one, house = first(engine, tmp_path / "a")
    event = _note(house, _voucher(house))
    one.push()
    one.pull()
    other = second(engine, tmp_path / "b")
    other.pull()
    assert events_of(other.register, [event.voucher]) == [event]
    house.register.close()
    other.register.close()
