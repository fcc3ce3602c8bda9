"""Places: old names find today's, addresses keep their rest, and nothing is ever rejected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.place import Level, Place, Places, home_of, read_row, resolve
from app.domain.place_words import tidy_place
from app.domain.simplified import simplified
from app.places import places

HAN = st.sampled_from("四川省仪陇县马鞍镇广东州市花思茅区北京朝阳人民路0123456789 ，")


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("思茅", "云南省普洱市思茅区"),
        ("花县", "广东省广州市花都区"),
        ("卢湾", "上海市黄浦区"),
        ("襄樊", "湖北省襄阳市"),
        ("普宁县", "广东省揭阳市普宁市"),
        ("万县市", "重庆市万州区"),
        ("崇文区", "北京市东城区"),
        ("萝岗", "广东省广州市黄埔区"),
        ("遵义县", "贵州省遵义市播州区"),
        ("江干区", "浙江省杭州市上城区"),
        ("思茅地区", "云南省普洱市"),
        ("532701", "云南省普洱市思茅区"),
        ("５３２７０１", "云南省普洱市思茅区"),
        ("440121", "广东省广州市花都区"),
        ("廣東省廣州市花縣", "广东省广州市花都区"),
        ("上 海 卢湾", "上海市黄浦区"),
        ("simao", "云南省普洱市思茅区"),
        ("广州", "广东省广州市"),
    ],
)
def test_an_old_name_finds_what_it_is_called_today(typed: str, now: str) -> None:
    assert resolve(places(), typed)[0].now[0] == now


def test_an_address_keeps_what_follows_the_county() -> None:
    found = resolve(places(), "四川省仪陇县马鞍镇险岩村")[0]
    assert (found.full, found.rest) == ("四川省南充市仪陇县", "马鞍镇险岩村")
    old = resolve(places(), "广东省花县新华镇")[0]
    assert old.whole == "广东省广州市花都区新华镇"


def test_what_begins_like_this_is_offered_within_the_place_named_before() -> None:
    offered = [one.full for one in resolve(places(), "四川省仪")]
    assert offered[0] == "四川省南充市仪陇县"
    assert "江苏省扬州市仪征市" not in offered


def test_one_name_of_many_places_lists_them_all() -> None:
    found = {one.full for one in resolve(places(), "朝阳区")}
    assert found == {"北京市朝阳区", "吉林省长春市朝阳区"}
    more = {one.now[0] for one in resolve(places(), "朝阳")}
    assert more >= found | {"辽宁省朝阳市", "辽宁省朝阳市朝阳县"}


def test_one_name_of_two_times_gives_both_places_of_today() -> None:
    assert {one.now[0] for one in resolve(places(), "思茅市")} == {
        "云南省普洱市",
        "云南省普洱市思茅区",
    }


def test_a_divided_county_names_all_its_parts() -> None:
    found = resolve(places(), "南充县")[0]
    assert len(found.now) == 3
    assert found.now[0] == "四川省南充市顺庆区"


def test_what_nobody_can_follow_is_said_to_be_unknown() -> None:
    found = resolve(places(), "河北省石家庄市郊区")[0]
    assert found.now == ()
    assert found.whole == "河北省石家庄市郊区"
    assert places().surroundings(found.place) == "河北省石家庄市"


@pytest.mark.parametrize("typed", ["", " ，", "没有的地方", "zzzz", "000000", "999999"])
def test_what_no_list_has_gives_no_answer_and_no_error(typed: str) -> None:
    assert resolve(places(), typed) == []


def test_the_years_are_those_of_the_lists() -> None:
    luwan = resolve(places(), "卢湾区")[0].place
    assert (luwan.since, luwan.gone, luwan.how) == (0, 2011, "event")
    simao = resolve(places(), "云南省普洱市思茅区")[0].place
    assert (simao.since, simao.gone) == (2007, 0)
    assert places().full(simao, 2010) == "云南省普洱市思茅区"


@pytest.mark.parametrize(
    ("number", "year", "then", "now", "known"),
    [
        ("44012119600101123X", 1960, "广东省广州市花县", "广东省广州市花都区", True),
        ("532701199501011234", 1995, "云南省思茅地区思茅市", "云南省普洱市思茅区", True),
        ("110103850101123", 1985, "北京市崇文区", "北京市东城区", True),
        ("120110199001011234", 1990, "天津市东郊区", "天津市东丽区", True),
        ("120110199501011234", 1995, "天津市东丽区", "天津市东丽区", True),
        ("440401198501011234", 1985, "广东省珠海市", "广东省珠海市", True),
        ("440499198501011234", 1985, "广东省珠海市", "广东省珠海市", False),
        ("830000199001011234", 1990, "台湾省", "台湾省", True),
    ],
)
def test_a_number_names_its_home_as_it_was_called_then(
    number: str, year: int, then: str, now: str, known: bool
) -> None:
    home = home_of(places(), number, year)
    assert home is not None
    assert home.resolved is not None
    assert (home.resolved.full, home.resolved.now[0], home.known) == (then, now, known)


def test_a_code_without_any_place_is_unknown_and_still_a_number() -> None:
    home = home_of(places(), "790000198501011234", 1985)
    assert home is not None
    assert (home.known, home.resolved) == (False, None)
    assert home_of(places(), "E12345678", None) is None
    assert home_of(places(), "911000199001011234", 1990) is None


@given(st.text(HAN, max_size=24) | st.text(max_size=24))
def test_any_text_resolves_or_gives_nothing(text: str) -> None:
    plain = tidy_place(text)
    for one in resolve(places(), text):
        assert one.now == tuple(places().full(place) for place in one.today)
        assert not one.rest or plain.endswith(one.rest)
        assert all(not place.gone for place in one.today)


@given(st.sampled_from(places().rows))
def test_every_place_is_found_by_its_whole_name_and_by_its_code(row: Place) -> None:
    whole = places().full(row)
    answers, today = resolve(places(), whole, limit=99), places().today(row)
    if today:
        assert today in [one.today for one in answers]
    else:
        assert row.name in {one.place.name for one in answers}
    assert row.code in {one.place.code for one in resolve(places(), row.code)}


def test_no_name_in_the_table_is_changed_by_simplifying() -> None:
    assert [row.name for row in places().rows if simplified(row.name) != row.name] == []


def test_of_two_places_under_one_code_the_one_that_began_then_is_followed() -> None:
    gone = read_row("100101\t甲县\td\t1980\t1982\t100102\trecoded\t甲县\tjia xian")
    older = read_row("100102\t乙县\td\t1980\t\t\t\t乙县\tyi xian")
    begun = read_row("100102\t甲县\td\t1982\t\t\t\t甲县\tjia xian")
    assert Places([gone, older, begun]).today(gone) == (begun,)


def test_a_circle_in_the_table_ends() -> None:
    one = read_row("100101\t甲县\td\t1980\t1990\t100102\trecoded\t甲县\tjia xian")
    other = read_row("100102\t甲县\td\t1990\t1995\t100101\trecoded\t甲县\tjia xian")
    table = Places([one, other])
    assert table.today(one) == ()
    assert resolve(table, "甲县")[0].place.level == Level.COUNTY
