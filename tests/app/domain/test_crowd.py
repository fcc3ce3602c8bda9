"""Of very many people the few who may be the one are found: by any sign, in any order of adding."""

from datetime import date

import pytest

from app.domain.blocking import KINDS, signs
from app.domain.crowd import MOST_COMMON, Crowd
from app.domain.rough import years_of
from app.domain.traits import Traits
from app.domain.weigh import Scales
from app.names import names
from app.places import places

TODAY = date(2026, 11, 26)
SCALES = Scales(names(), places(), TODAY)
CARD = "412701197005010017"
SOMEBODY = Traits(
    names=("胡秀英",), sex="2", birth="1961-03-12", homes=("湖南省邵阳市隆回县",),
    phones=("13812345678",), documents=(CARD,), marks=("左手背刀疤",), relatives=("父亲胡德贵",),
    missing_place="辽宁省葫芦岛市",
)  # fmt: skip


def _crowd(*people: Traits) -> Crowd:
    crowd = Crowd(SCALES)
    for one in people:
        crowd.add(one)
    return crowd


@pytest.mark.parametrize(
    "wanted",
    [
        Traits(names=("符秀英",)),
        Traits(names=("秀英",)),
        Traits(names=("阿英",)),
        Traits(names=("胡女士",), homes=("湖南邵阳",)),
        Traits(birth="1961-03-12"),
        Traits(birth="1963-03-12"),
        Traits(birth="1961-12-03"),
        Traits(homes=("湖南隆回",)),
        Traits(phones=("13812345679",)),
        Traits(phones=("12345678",)),
        Traits(documents=(CARD[:10] + "6" + CARD[11:],)),
        Traits(marks=("右手背疤痕",)),
        Traits(relatives=("爸爸符德贵",)),
        Traits(names=("吴秀车",)),
        Traits(missing_place="葫芦岛"),
    ],
)
def test_one_sign_finds_somebody(wanted: Traits) -> None:
    others = [Traits(names=("欧阳修竹",), sex="1", birth="1999-09-09", homes=("北京市海淀区",))] * 3
    assert _crowd(*others, SOMEBODY).likely(wanted, 5) == [3]


def test_who_is_known_by_a_surname_alone_is_found_by_a_whole_name() -> None:
    crowd = _crowd(Traits(names=("老王",)), Traits(names=("王建国",)), Traits(names=("李建国",)))
    assert crowd.likely(Traits(names=("王秀英",), sex="2"), 5) == [0]


def test_who_agrees_in_most_comes_first() -> None:
    alike = [
        Traits(names=("胡秀英",), sex="1", birth="1990", homes=("吉林省长春市",)),
        Traits(names=("胡秀英",), sex="2", ages=(60, 70), homes=("湖南省",)),
        Traits(names=("梁秀英",), sex="2", birth="1961-03-12", homes=("湖南省邵阳市隆回县",)),
        Traits(names=("胡秀英",), sex="2", birth="1961-03-12", homes=("湖南省邵阳市",)),
    ]
    wanted = Traits(names=("胡秀英",), sex="2", birth="1961-03-12", homes=("湖南隆回",))
    assert _crowd(*alike).likely(wanted, 3) == [3, 2, 1]


def test_whoever_comes_later_is_found_as_well() -> None:
    crowd = _crowd(Traits(names=("王建国",)))
    assert crowd.likely(Traits(names=("胡秀英",)), 5) == []
    crowd.add(SOMEBODY)
    assert len(crowd) == 2
    assert crowd.likely(Traits(names=("胡秀英",)), 5) == [1]
    assert crowd.likely(Traits(names=("王建国",)), 5) == [0]
    assert crowd.likely(Traits(), 5) == []
    assert _crowd().likely(SOMEBODY, 5) == []


def test_namesakes_beyond_number_are_compared_all_the_same() -> None:
    """Of whom nothing is known but what very many share, nobody is passed over."""
    namesakes = [Traits(names=("张伟",))] * 300
    crowd = _crowd(Traits(names=("张伟",), birth="1960-01-01"), *namesakes)
    assert sorted(crowd.likely(Traits(names=("张伟",)), 20)) == list(range(301))
    found = crowd.likely(Traits(names=("张伟",), birth="1960-01-01"), 20)
    assert (found[0], len(found)) == (0, 20)
    assert len(namesakes) < MOST_COMMON


def test_every_kind_of_sign_is_worth_something_said() -> None:
    given = Traits(names=("阿卜杜拉", "Abdulla", "建国", "老王"), homes=("湖南隆回",))
    found = {
        str(sign[1] if sign[0] == "r" else sign[0])
        for one in (SOMEBODY, given)
        for _, group in signs(one, SCALES)
        for sign in group
    }
    assert found <= set(KINDS)
    assert set(KINDS) - found <= {"1"}


def test_years_of_a_birth_a_number_and_an_estimate() -> None:
    assert years_of(Traits(birth="1961-03"), TODAY) == (1961, 1961)
    assert years_of(Traits(documents=(CARD,)), TODAY) == (1970, 1970)
    assert years_of(Traits(ages=(40, 50)), TODAY) == (1975, 1986)
    assert years_of(Traits(), TODAY) == (-1, -1)
