"""寄存, 凭证 and 对账 against whoever skips the desk's checks: what no honest desk writes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.desk import custody
from app.desk.custody import Back, Bag, Signed
from app.domain.belongings import Belonging
from app.domain.custody import Attested, Custody, CustodyReturn
from app.domain.custody_line import Said
from app.domain.ids import BelongingId, OfficerId, new_id
from app.store.custody import account_of
from app.store.line import letters
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
