"""Homes are one by what they are today, however they were written or heard; no word for no place
agrees with itself."""

import pytest

from app.domain.clue import Clue, Verdict
from app.domain.place_alike import HomesAlike
from app.domain.place_words import bare_place, is_unsaid, tidy_place
from app.names import names
from app.places import places

HOMES = HomesAlike(places(), names().looks_like)
COUNTY, CITY, PROVINCE = 5.0, 4.0, 2.2
UNSAID = (
    "不详 未知 本地 外地 外地人 农村 流浪 无 查无 ? ？？ 不清 说不清 说不清楚 待查 N/A unknown - "
    "地址不详 居无定所 无家可归 不知道 记不清了 忘记了 拒绝透露 无法核实 省外 本市 某地 中国 "
    "None 。 市辖区 同上 老家 桥洞 火车站 暂无 尚未查明 聋哑人 xx 000000"
)


def _home(one: str, other: str, accent: str = "") -> Clue:
    return HOMES.compare([one], [other], names().dialects.accent(accent or f"{one} {other}"))


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("湖南省邵阳市隆回县", "隆回", COUNTY),
        ("湖南隆回县", "湖南隆回市", COUNTY),
        ("老家是湖南隆回人", "湖南隆回", COUNTY),
        ("内蒙赤峰", "内蒙古赤峰", COUNTY),
        ("广西壮那坡县", "广西壮族自治区那坡县", COUNTY),
        ("川 仪陇", "四川省仪陇县", COUNTY),
        ("佛山地区台山县", "广东省江门市台山市", COUNTY),
        ("山东省烟台市威海市", "山东威海环翠区", COUNTY),
        ("四川省宜宾地区宜宾市", "宜宾翠屏区", COUNTY),
        ("四川达县市", "达州通川区", COUNTY),
        ("四川南充县", "南充嘉陵区", COUNTY),
        ("江苏吴县", "苏州相城区", COUNTY),
        ("川沙", "浦东新区", COUNTY),
        ("江陵", "荆州江陵县", COUNTY),
        ("奉天", "沈阳", CITY),
        ("内蒙哲盟", "通辽", CITY),
        ("北平", "北京", PROVINCE),
        ("川", "四川", PROVINCE),
        ("渝", "重庆", PROVINCE),
        ("沪", "上海", PROVINCE),
        ("黑省", "黑龙江", PROVINCE),
        ("新疆", "新疆维吾尔自治区", PROVINCE),
        ("陕西", "陕西", PROVINCE),
    ],
)
def test_one_home_written_in_two_ways_agrees(one: str, other: str, least: float) -> None:
    for clue in (_home(one, other), _home(other, one)):
        assert clue.verdict is Verdict.AGREES
        assert clue.weight > least


@pytest.mark.parametrize(
    ("one", "other", "accent"),
    [
        ("湖南隆回", "湖南龙回", ""),
        ("湖南隆回", "湖南农回", "湖南"),
        ("湖南省邵阳市隆回县", "湖南省邵阳市龙回县", ""),
        ("湖南郴州", "湖南彬州", ""),
        ("湖南邵阳", "湖南少阳", ""),
        ("邵阳", "少阳", ""),
        ("湖北黄冈", "湖北房冈", "湖北"),
        ("福建惠安", "福建费安", "福建"),
        ("四川内江", "四川雷江", "四川"),
        ("四川资中", "四川职中", "四川"),
        ("湖北荆门", "湖北金门", "湖北"),
        ("广东化州", "广东花州", ""),
        ("陕西省汉中市洋县", "陕西省汉中市阳县", ""),
        ("贵州毕节", "贵州毕杰", ""),
        ("江西萍乡", "江西平乡", ""),
    ],
)
def test_a_home_that_was_heard_or_read_wrong_is_nearly_as_good(
    one: str, other: str, accent: str
) -> None:
    for clue in (_home(one, other, accent), _home(other, one, accent)):
        assert (clue.verdict, clue.key) == (Verdict.NEAR, "clue.home_sounds")
        assert PROVINCE + 1 < clue.weight < 6.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("安徽省阜阳市", "浙江省富阳市"),
        ("江苏泰州", "浙江台州"),
        ("河北平乡", "江西萍乡"),
        ("陕西西安", "山西太原"),
        ("云南镇雄", "四川镇雄"),
        ("河南", "湖南"),
        ("佛山地区顺德县", "湖南长沙县"),
    ],
)
def test_where_two_provinces_were_said_no_sound_makes_them_one(one: str, other: str) -> None:
    assert _home(one, other).verdict is Verdict.DIFFERS


def test_two_places_that_sound_alike_are_worth_less_than_one_said_twice() -> None:
    assert 0 < _home("陕西", "山西").weight < _home("陕西", "陕西").weight - 1
    assert 0 < _home("福州", "抚州").weight < _home("福州", "福州").weight - 3
    assert _home("佛山地区顺德县", "韶关仁化县").weight < 1


def test_a_village_counts_however_much_of_its_address_was_said() -> None:
    county = _home("湖南隆回", "隆回县").weight
    for one, other in (
        ("贵州织金县马场镇", "织金县马场"),
        ("隆回县六都寨镇险岩村", "湖南隆回六都寨"),
        ("隆回县司门前镇白里村", "隆回司门前百里村"),
    ):
        assert _home(one, other).weight > county + 1
    assert _home("隆回县六都寨镇", "隆回县司门前镇").weight == pytest.approx(county, abs=0.01)
    assert _home("隆回县六都寨镇", "六都寨镇").key == "clue.home_same_village"


@pytest.mark.parametrize("text", UNSAID.split(" "))
def test_what_names_no_place_agrees_with_nothing(text: str) -> None:
    assert is_unsaid(text) or bare_place(text) == ""
    assert _home(text, text).verdict is Verdict.UNKNOWN
    assert _home(text, "湖南隆回").verdict is Verdict.UNKNOWN


def test_one_home_among_words_for_none_still_counts() -> None:
    accent = names().dialects.accent("")
    clue = HOMES.compare(["不详", "隆回"], ["待查", "湖南隆回"], accent)
    assert clue.verdict is Verdict.AGREES


def test_one_character_is_no_province_unless_it_stands_alone() -> None:
    assert _home("湖", "湖北").verdict is Verdict.UNKNOWN
    assert tidy_place("川省") == tidy_place("四川省")
    assert tidy_place("川沙") == "川沙"
    assert tidy_place("云 南") == "云南"
    assert bare_place("老家庄") == "老家庄"


def test_a_place_nobody_can_follow_is_the_city_it_lay_in() -> None:
    assert _home("石家庄郊区", "石家庄").key == "clue.home_same_city"
    assert {spot.code for spot in HOMES.spots("邯郸地区郊区")} == {"1304"}
