"""寄存, 凭证 and 对账 against whoever skips the desk's checks: what no honest desk writes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from app.clock import local
from app.desk import custody, vouchers
from app.desk.custody import Back, Bag, Signed
from app.domain.belongings import Belonging
from app.domain.custody import Attested, Custody, CustodyReturn
from app.domain.custody_line import Said
from app.domain.ids import BelongingId, OfficerId, VoucherId, new_id
from app.domain.person import Person
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent, VoucherEventKind
from app.store import walls
from app.store.ask import all_of
from app.store.custody import account_of
from app.store.line import letters
from app.store.tables import voucher
from tests import two_desks
from tests.handed import Ends, ends, refused
from tests.makers import NOON
from tests.ui import station
from ui.centre import wording

pytest_plugins = ["tests.centre"]


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Ends]:
    """Somebody is at the first station; the other one has nothing to do with them."""
    with ends(engine, tmp_path) as made:
        yield made


def _signed(both: Ends, **more: Any) -> Signed:
    return replace(Signed(how=Attested.SIGNED, second=both.here.house.leader.id), **more)


def _bagged(both: Ends) -> tuple[Belonging, Custody]:
    """Three things of one line in a bag."""
    house, visit = both.here.house, both.came.visit.id
    said = Said(item="手机", quantity=3)
    line = custody.add(house.register, visit, said, by=house.intake, at=both.now())
    bag = Bag(bag="B-1", seal="F-1")
    made = custody.seal(
        house.register, visit, bag, _signed(both), by=house.intake, at=both.now()
    )  # fmt: skip
    both.meet()
    return line, made


def _return(both: Ends, line: Belonging, many: int, **more: Any) -> CustodyReturn:
    usual: dict[str, Any] = {
        "id": new_id(), "person": both.came.visit.person, "visit": both.came.visit.id,
        "items": {str(line.id): many}, "missing": {}, "how": Attested.SIGNED,
        "second": both.here.house.leader.id, "officer": both.here.house.intake.id,
        "at": both.now(),
    }  # fmt: skip
    return CustodyReturn(**(usual | more))


def test_nothing_is_given_back_that_was_not_taken_whoever_writes_it(both: Ends) -> None:
    line, bag = _bagged(both)
    here, id_ = both.here, str(line.id)
    for sorry, more in (
        ("custody.not_there", {"items": {id_: 4}}),
        ("custody.not_there", {"items": {str(new_id()): 1}}),
        ("custody.quantity", {"items": {id_: -1}}),
        ("custody.quantity", {"items": {id_: 5}, "missing": {id_: -2}, "explanation": "少了"}),
        ("custody.quantity", {"items": {id_: 10**12}}),
        ("custody.one_officer", {"second": here.house.intake.id}),
        ("custody.needs_second", {"second": OfficerId(new_id())}),
        ("custody.needs_second", {"second": both.there.house.leader.id}),
        ("custody.needs_explanation", {"items": {}, "missing": {id_: 1}}),
    ):
        assert refused(both, here, _return(both, line, 1, **more)) == sorry, more
    assert refused(both, here, replace(bag, id=new_id(), bag="B-2")) == "custody.not_there"
    for many in (-3, 10**12):
        odd = replace(line, id=BelongingId(new_id()), quantity=many)
        assert refused(both, here, odd) == "custody.quantity"
    assert refused(both, both.there, replace(line, id=BelongingId(new_id()))) == (
        "paper.no_subject"
    )


def test_what_one_desk_gives_back_again_and_again_it_gives_once(both: Ends) -> None:
    line, _ = _bagged(both)
    assert refused(both, both.here, _return(both, line, 2)) == ""
    assert refused(both, both.here, _return(both, line, 2)) == "custody.not_there"
    assert refused(both, both.here, _return(both, line, 1)) == ""


def test_fewer_than_none_are_missing_at_no_desk(both: Ends) -> None:
    line, _ = _bagged(both)
    house, id_ = both.here.house, str(line.id)
    back = Back(items={id_: 5}, missing={id_: -2}, explanation="少了")
    with pytest.raises(Exception, match=r"custody\.quantity"):
        custody.give_back(
            house.register, both.came.visit.id, back, _signed(both), by=house.intake,
            at=both.now(),
        )  # fmt: skip
    assert not account_of(house.register, both.came.visit.id).returns


def test_a_seal_closes_once(both: Ends) -> None:
    line, _ = _bagged(both)
    house, visit = both.here.house, both.came.visit.id
    back = Back(items={str(line.id): 3}, missing={})
    by = house.intake
    custody.give_back(house.register, visit, back, _signed(both), by=by, at=both.now())
    custody.add(house.register, visit, Said(item="钱包"), by=by, at=both.now())
    again = Bag(bag="B-2", seal="F-1")
    with pytest.raises(Exception, match=r"custody\.seal_used"):
        custody.seal(house.register, visit, again, _signed(both), by=by, at=both.now())
    fresh = replace(again, seal="F-2")
    made = custody.seal(house.register, visit, fresh, _signed(both), by=by, at=both.now())
    same = Bag(bag="B-3", seal="F-2", items=made.items, corrects=made.id)
    custody.seal(house.register, visit, same, _signed(both), by=by, at=both.now())
    assert [one.bag for one in account_of(house.register, visit).bags] == ["B-1", "B-3"]


def test_what_two_desks_gave_back_stands_twice_and_somebody_hears(
    engine: Engine, data: Path
) -> None:
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        visit, by, sign = station.arrive(house, "", at=NOON), house.intake, house.leader.id
        signed = Signed(how=Attested.SIGNED, second=sign)
        line = custody.add(one.register, visit.id, Said(item="手机"), by=by, at=NOON)
        custody.seal(one.register, visit.id, Bag(bag="B-1"), signed, by=by, at=NOON)
        one.push()
        other.pull()
        back = Back(items={str(line.id): 1}, missing={})
        for side in (one, other):
            custody.give_back(side.register, visit.id, back, signed, by=by, at=NOON)
            side.push()
        for side in (one, other):
            side.pull()
            assert len(account_of(side.register, visit.id).returns) == 2
            (told,) = [x for x in letters(side.register) if x.kind == "returned_twice"]
            words = wording.told(told, "zh")
            assert "手机" in words
            assert "2 件" in words


def _voucher(both: Ends, fare: str = "612.50") -> Voucher:
    """Known at the centre."""
    house = both.here.house
    day = local(both.now()).date()
    journey = vouchers.Journey(
        from_place="广州南", to_place="成都东", depart_on=day, valid_until=day, fare=Decimal(fare)
    )
    made = vouchers.issue(
        house.register, both.came.visit.id, journey, house.station, by=house.intake,
        at=both.now(), most_days=3,
    )  # fmt: skip
    both.meet()
    return made


def _event(both: Ends, made: Voucher, **more: Any) -> VoucherEvent:
    """A refund as a desk with its checks would write it."""
    at = both.now()
    usual: dict[str, Any] = {
        "id": new_id(), "voucher": made.id, "person": made.person, "happened_at": at, "at": at,
        "kind": VoucherEventKind.REFUNDED, "statement": "L-1", "amount": Decimal("600.00"),
        "account": made.account, "officer": both.here.house.intake.id,
    }  # fmt: skip
    return VoucherEvent(**(usual | more))


def test_a_printed_voucher_says_what_it_said_and_a_void_one_stays_void(both: Ends) -> None:
    made, here = _voucher(both), both.here
    for more in (
        {"fare": Decimal(9999)}, {"to_place": "拉萨"}, {"name": "别人"},
        {"person": both.prepare_other().person},
    ):  # fmt: skip
        assert refused(both, here, replace(made, **more)) == "entry.append_only", more
        here.register.write(made, by=here.house.intake.id, at=both.now())
    both.meet()
    here.register.write(made.void("改签"), by=here.house.leader.id, at=both.now())
    both.meet()
    refused(both, here, made)
    told = [one.content["reason"] for one in letters(here.register) if one.kind == "refused"]
    assert "voucher.already_void" in told
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        (row,) = connection.execute(select(voucher)).mappings()
    assert (row["state"], row["fare"], row["name"]) == ("void", made.fare, made.name)


def test_what_a_voucher_cost_and_gave_back_is_money_and_its_own(both: Ends) -> None:
    made, here = _voucher(both), both.here
    other = both.prepare_other()
    for sorry, more in (
        ("voucher.fare_out_of_range", {"fare": Decimal("20.001")}),
        ("voucher.fare_out_of_range", {"fare": Decimal(-1)}),
        ("voucher.no_visit", {"person": other.person}),
        ("entry.other_station", {"station": both.there.house.station.id}),
    ):
        odd = replace(made, id=VoucherId(new_id()), **more)
        assert refused(both, here, odd) == sorry, more
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("voucher_event.amount", {"amount": Decimal("20.001")}),
        ("voucher_event.amount", {"amount": Decimal("612.51")}),
        ("voucher_event.amount", {"amount": Decimal(-5)}),
        ("voucher_event.account", {"account": "6222 本人"}),
        ("voucher.unknown", {"person": other.person}),
        ("voucher.unknown", {"voucher": VoucherId(new_id())}),
    )
    for sorry, more in wrong:
        assert refused(both, here, _event(both, made, **more)) == sorry, more
    assert refused(both, here, _event(both, made)) == ""
    assert refused(both, here, _event(both, made)) == "voucher_event.amount_left"


def test_who_may_not_see_the_sealed_opens_none_at_the_centre(both: Ends) -> None:
    house = both.here.house
    (person,) = [x for x in all_of(house.register, Person) if x.id == both.came.visit.person]
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=both.now())
    both.meet()
    assert refused(both, both.here, person) == "staff.not_allowed"
