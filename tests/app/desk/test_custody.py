"""寄存 and 安检 in the register: lines, bags, returns, checks; what is kept, told and printed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.desk import admission, custody, custody_papers, disclosure, papers
from app.desk.custody import Back, Bag, Signed
from app.desk.staff import say_sex
from app.domain.belongings import Belonging, Disposal
from app.domain.custody import Attested, Custody
from app.domain.custody_line import Said, read_line
from app.domain.errors import Refused
from app.domain.person import ClaimKind
from app.domain.security import MAN, WOMAN
from app.domain.staff import Officer, Viewing
from app.domain.visit import Visit
from app.store import register as registers
from app.store.ask import all_of
from app.store.custody import account_of, still_kept
from app.store.people import file_of
from tests import makers
from tests.app.paper.papers import KEY, text_of
from tests.makers import NOON
from tests.two_desks import first, second

pytest_plugins = ["tests.centre"]

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def arrive(house: makers.Desk, name: str = "王淼", sex: str = "") -> Visit:
    """Somebody who has said nothing of what they carry."""
    arrival = makers.arrival(name)
    claims = (admission.Said(kind=ClaimKind.SEX, value=sex),) if sex else ()
    whole = replace(arrival, said=(*arrival.said, *claims))
    by = house.intake
    return admission.admit(house.register, whole, house.station, by=by, at=NOON).visit


def write(house: makers.Desk, visit: Visit, text: str, **more: object) -> Belonging:
    said = read_line(text) or Said(item="")
    return custody.add(house.register, visit.id, said, by=house.intake, at=LATER, **more)  # type: ignore[arg-type]


def signed(house: makers.Desk, **more: object) -> Signed:
    return replace(Signed(how=Attested.SIGNED, second=house.leader.id), **more)  # type: ignore[arg-type]


def seal(house: makers.Desk, visit: Visit, bag: str = "B-1") -> Custody:
    by, at = house.intake, LATER
    return custody.seal(house.register, visit.id, Bag(bag=bag), signed(house), by=by, at=at)


def refused(call: object, *facts: object, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*facts, **more)  # type: ignore[operator]
    return caught.value.key


def test_what_is_in_custody_survives_a_restart_and_is_open_until_it_was_given_back(
    house: makers.Desk, tmp_path: Path
) -> None:
    visit = arrive(house)
    write(house, visit, "100元×3")
    box = write(house, visit, "背包 蓝色")
    knife = write(house, visit, "刀", disposal=Disposal.POLICE)
    seal(house, visit)
    house.register.close()
    register = registers.open_register(tmp_path / "data", house.key, LATER)
    kept = still_kept(register, visit.id)
    assert [(one.belonging.item, one.quantity, one.bag) for one in kept] == [
        ("现金", 3, "B-1"),
        ("背包", 1, "B-1"),
    ]
    assert account_of(register, visit.id).dangerous == (knife,)
    told = custody.left_behind(kept, "", "zh")
    assert "4 件（袋号、柜位：B-1），其中现金 300.00 元" in told
    assert "未说明" in told
    back = Back(items={str(box.id): 1}, missing={str(kept[0].belonging.id): 3}, explanation="被盗")
    custody.give_back(register, visit.id, back, signed(house), by=house.intake, at=LATER)
    assert still_kept(register, visit.id) == ()
    register.close()


def test_a_sealed_line_is_not_corrected_and_an_open_one_is_superseded(house: makers.Desk) -> None:
    visit = arrive(house)
    wrong = write(house, visit, "手提包")
    right = write(house, visit, "手提箱", corrects=wrong.id)
    assert account_of(house.register, visit.id).belongings == (right,)
    assert refused(write, house, visit, "x", corrects=wrong.id) == "custody.corrected_already"
    struck = write(house, visit, "伞")
    by = house.intake
    custody.strike(house.register, visit.id, struck.id, by=by, at=LATER)
    seal(house, visit)
    assert [one.item for one in account_of(house.register, visit.id).belongings] == ["手提箱"]
    assert refused(custody.strike, house.register, visit.id, right.id, by=by, at=LATER) == (
        "custody.sealed_already"
    )
    assert len(all_of(house.register, Belonging)) == 4


def test_a_bag_that_holds_anothers_things_is_not_used_twice(house: makers.Desk) -> None:
    one, other = arrive(house), arrive(house, "李四")
    mine = write(house, one, "背包")
    write(house, other, "箱子")
    seal(house, one)
    assert refused(seal, house, other) == "custody.bag_taken"
    back = Back(items={str(mine.id): 1}, missing={})
    custody.give_back(house.register, one.id, back, signed(house), by=house.intake, at=LATER)
    seal(house, other)


def test_men_alone_check_no_woman_and_what_is_not_known_is_said(house: makers.Desk) -> None:
    visit = arrive(house, "王芳", WOMAN)
    admin = house.administrator

    def look() -> str:
        by, second = house.intake, house.leader.id
        return custody.check(house.register, visit.id, second, by=by, at=LATER).doubt

    assert look() == "security.checkers_unknown"
    for one, sex in ((house.intake, MAN), (house.leader, MAN)):
        say_sex(house.register, one, sex, by=admin, at=LATER)
    assert refused(look) == "security.woman_by_woman"
    say_sex(house.register, house.leader, WOMAN, by=admin, at=LATER)
    assert look() == ""
    assert refused(say_sex, house.register, house.leader, WOMAN, by=house.intake, at=LATER) == (
        "staff.not_allowed"
    )


def test_the_person_reads_everything_of_it_and_the_papers_say_it(house: makers.Desk) -> None:
    visit = arrive(house, "王𬎆")
    box = write(house, visit, "背包 蓝色")
    write(house, visit, "刀", disposal=Disposal.DESTROYED)
    bag = seal(house, visit)
    by, at = house.intake, LATER
    custody.check(house.register, visit.id, house.leader.id, "口袋已看", by=by, at=at)
    custody.give_back(
        house.register, visit.id, Back(items={}, missing={str(box.id): 1}, explanation="丢失"),
        signed(house), by=by, at=at,
    )  # fmt: skip
    look = Viewing(id=box.id, person=visit.person, officer=by.id, at=at, purpose="查", what="file")
    house.register.write(look, by=by.id, at=at)
    file = file_of(house.register, visit.person)
    told = disclosure.chapters(house.register, file, 5, by=by, at=at, lang="zh")
    said = next(one for one in told if one.name == "belongings")
    text = "\n".join(line.text for line in said.lines)
    for word in ("蓝色", "销毁", "袋号 B-1", "缺少：背包×1（丢失）", "口袋已看", "性别不详"):
        assert word in text
    issuer = papers.Issuer(station=house.station, officer=by, key=KEY)
    for form, words in (
        (custody_papers.CUSTODY, ("王𬎆", "B-1", "丢失")),
        (custody_papers.SECURITY, ("王𬎆", "刀", "销毁", "口袋已看")),
    ):
        made = papers.make(house.register, form, visit.id, issuer, at=at, lang="zh")
        read = text_of(made.pdf)
        assert [word for word in words if word not in read] == []
    label = papers.make(house.register, "label", bag.id, issuer, at=at, lang="zh")
    read = text_of(label.pdf)
    assert "B-1" in read
    assert visit.case_number in read


def test_every_desk_of_the_station_hears_of_it(engine: Engine, tmp_path: Path) -> None:
    one, house = first(engine, tmp_path / "a")
    say_sex(house.register, house.leader, WOMAN, by=house.administrator, at=LATER)
    visit = arrive(house, sex=WOMAN)
    write(house, visit, "100元×3")
    box = write(house, visit, "背包")
    seal(house, visit)
    by, at = house.intake, LATER
    custody.check(house.register, visit.id, house.leader.id, by=by, at=at)
    back = Back(items={str(box.id): 1}, missing={})
    custody.give_back(house.register, visit.id, back, signed(house), by=by, at=at)
    account = account_of(house.register, visit.id)
    one.push()
    one.pull()
    other = second(engine, tmp_path / "b")
    other.pull()
    assert account_of(other.register, visit.id) == account
    assert account.cash_kept == 300
    heard = {officer.login: officer.sex for officer in all_of(other.register, Officer)}
    assert heard["leader"] == WOMAN
    house.register.close()
    other.register.close()
