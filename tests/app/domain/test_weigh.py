"""Clues are worth what they say: each field agrees, is near, differs, or is not known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.birth_alike import compare_births
from app.domain.clue import Clue, Verdict
from app.domain.crowd import Crowd
from app.domain.document import check_character
from app.domain.marks_alike import Mark, compare_marks, read_marks
from app.domain.numbers_alike import compare_documents, compare_phones, digits, repaired, slip
from app.domain.relatives_alike import bare_name
from app.domain.traits import Traits, read_traits
from app.domain.weigh import Scales, posteriors
from app.names import names
from app.places import places
from app.words.clues import clue_in_words

TODAY = date(2026, 11, 26)
SCALES = Scales(names(), places(), TODAY)
CARD = "41270119700501001"


def _card(first: str = CARD) -> str:
    return first + check_character(first)


def _clue(about: str, one: Traits, other: Traits) -> Clue:
    return next(clue for clue in SCALES.weigh(one, other).clues if clue.about == about)


@pytest.mark.parametrize(
    ("one", "other", "verdict", "key", "least"),
    [
        (_card(), _card(), Verdict.AGREES, "document_same", 12),
        (_card(), _card()[:9] + "4" + _card()[10:], Verdict.NEAR, "document_one_digit", 9),
        (_card(), _card()[:16] + _card()[17] + _card()[16], Verdict.NEAR, "document_swapped", 8),
        (_card(), _card()[:4] + _card()[5:], Verdict.NEAR, "document_left_out", 9),
        (_card(), "412701700501001", Verdict.AGREES, "document_same", 12),
        (_card(), _card("51302119880101222"), Verdict.DIFFERS, "document_other", -9),
        (_card(), "E12345678", Verdict.UNKNOWN, "unknown", -0.1),
    ],
)
def test_documents(one: str, other: str, verdict: Verdict, key: str, least: float) -> None:
    clue = compare_documents((one,), (other,))
    assert (clue.verdict, clue.key) == (verdict, f"clue.{key}")
    assert clue.weight > least
    assert (clue.weight > 0) == (verdict in {Verdict.AGREES, Verdict.NEAR})


def test_two_whole_cards_one_digit_apart_may_be_two_people() -> None:
    """The next in the row of a county's births of a day."""
    neighbour = next(
        number for at in range(10) if (number := _card(CARD[:16] + str(at))) != _card()
        and slip(number, _card()) == ""
    )  # fmt: skip
    assert compare_documents((_card(),), (neighbour,)).weight < 3


@given(at=st.integers(0, 16), digit=st.sampled_from("0123456789"))
def test_a_wrong_digit_is_among_what_is_repaired(at: int, digit: str) -> None:
    wrong = _card()[:at] + digit + _card()[at + 1 :]
    if wrong != _card():
        assert _card() in repaired(wrong)
    else:
        assert repaired(wrong) == []


@pytest.mark.parametrize(
    ("one", "other", "key", "least", "most"),
    [
        ("1970-05-01", "1970-05-01", "same", 9, 11),
        ("1970-05-01", "1970-01-05", "swapped", 4, 8),
        ("1970-05-01", "1970-06-08", "lunar", 2, 5),
        ("1970-05-01", "1971-05-01", "year_off", 5, 8),
        ("1970-05-01", "1980-05-01", "year_digit", 2, 5),
        ("1970-05-01", "1970-05-21", "digit", 3, 6),
        ("1970-05-01", "1970", "same_part", 3, 5),
        ("1970-05-01", "1971", "year_near", 0, 2),
        ("1970-05-01", "1992-11-17", "other", -5, -2),
        ("1970-01-01", "1970-01-01", "same", 6, 8),
    ],
)
def test_births(one: str, other: str, key: str, least: float, most: float) -> None:
    clue = compare_births(one, other, None, None, TODAY)
    assert clue.key == f"clue.birth_{key}"
    assert least < clue.weight < most


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ((40, 50), (47, 47), Verdict.AGREES),
        ((40, 50), (52, 60), Verdict.NEAR),
        ((40, 50), (70, 75), Verdict.DIFFERS),
        ((6, 8), (12, 13), Verdict.DIFFERS),
    ],
)
def test_ages(one: tuple[int, int], other: tuple[int, int], verdict: Verdict) -> None:
    assert compare_births("", "", one, other, TODAY).verdict is verdict


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("13812345678", "138-1234-5678", "same"),
        ("+86 13812345678", "13812345678", "same"),
        ("13812345678", "13812345687", "swapped"),
        ("13812345678", "1381234567", "left_out"),
        ("13812345678", "345678", "part"),
        ("13812345678", "15900000000", "other"),
    ],
)
def test_phones(one: str, other: str, key: str) -> None:
    assert compare_phones((one,), (other,)).key == f"clue.phone_{key}"
    assert digits("(0739)5331234") == "07395331234"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("左手背刀疤", Mark(kind="scar", site="handback", side="left")),
        ("右臂刺青", Mark(kind="tattoo", site="arm", side="right")),
        ("右手食指缺失", Mark(kind="missing", site="index", side="right")),
        ("走路有点跛", Mark(kind="limp")),
        ("颈部烫伤疤", Mark(kind="burn", site="neck")),
    ],
)
def test_a_mark_is_read(text: str, mark: Mark) -> None:
    assert read_marks([text]) == [mark]


def test_marks_are_worth_more_the_rarer_and_the_closer() -> None:
    same = compare_marks(["左手背刀疤"], ["手背有疤(左)"])
    mirrored = compare_marks(["左手背刀疤"], ["右手背刀疤"])
    elsewhere = compare_marks(["左手背刀疤"], ["右腿跛行"])
    rare = compare_marks(["唇裂"], ["豁嘴"])
    assert same.weight > mirrored.weight > 0 > elsewhere.weight
    assert rare.weight > 2
    assert compare_marks(["高个子"], ["左手背刀疤"]).verdict is Verdict.UNKNOWN


def test_the_woman_who_was_entered_under_two_surnames() -> None:
    """The same sound in her dialect, the same scar, the same village: one person."""
    one = read_traits(
        {"name": "胡秀英", "sex": "女", "birth": "1961", "home_place": "湖南隆回",
         "marks": "左手背刀疤"},
        TODAY,
    )  # fmt: skip
    other = read_traits(
        {"name": "符秀英", "sex": "女", "age_low": "60", "age_high": "70", "home_place": "隆回县",
         "marks": "手背有刀疤（左）", "accent": "湖南"}, TODAY,
    )  # fmt: skip
    weighed = SCALES.weigh(one, other)
    name = next(clue for clue in weighed.clues if clue.about == "name")
    assert name.verdict is Verdict.NEAR
    assert name.facts["rules"] == "h_f"
    assert weighed.weight > 15


def test_a_home_that_moved_or_was_heard_wrong_is_still_the_home() -> None:
    def home(one: str, other: str) -> Clue:
        return _clue("home", Traits(homes=(one,), accent="湖南"), Traits(homes=(other,)))

    assert home("思茅", "云南省普洱市思茅区").verdict is Verdict.AGREES
    assert home("卢湾区", "上海市黄浦区").verdict is Verdict.AGREES
    assert home("隆回", "龙会").verdict is Verdict.NEAR
    assert home("隆回", "邵阳市").verdict is Verdict.AGREES
    assert home("隆回", "湖南省长沙市").verdict is Verdict.NEAR
    assert home("隆回", "河南省周口市").verdict is Verdict.DIFFERS
    assert home("火星", "河南省周口市").verdict is Verdict.UNKNOWN


def test_what_a_number_holds_is_not_counted_twice() -> None:
    """The birth stands in the number; said beside it, it says little more."""
    both = Traits(names=("王建国",), documents=(_card(),), birth="1970-05-01", sex="1")
    assert 0 < _clue("birth", both, both).weight < 3
    alone = Traits(birth="1970-05-01")
    assert _clue("birth", alone, alone).weight > 8


def test_relatives_are_a_set_and_lose_what_they_are() -> None:
    one = Traits(relatives=("父亲胡德贵", "妻子李桂兰"))
    clue = _clue("relatives", one, Traits(relatives=("李贵兰", "胡得贵")))
    assert clue.verdict is Verdict.AGREES
    assert bare_name("父亲：王建国") == "王建国"
    assert _clue("relatives", one, Traits(relatives=("张三",))).verdict is Verdict.DIFFERS


def test_a_father_s_surname_tells_of_who_says_another_one() -> None:
    said = Traits(names=("杨香建",), relatives=("父亲袁林丹",))
    clue = _clue("relatives", said, Traits(names=("袁新爱",)))
    assert (clue.verdict, clue.key) == (Verdict.NEAR, "clue.relatives_surname")
    assert clue.weight > 2
    nobody = Traits(relatives=("父亲袁林丹",))
    assert _clue("relatives", Traits(names=("袁新爱",)), nobody).weight > 2, (
        "either way, or no name"
    )
    usual = Traits(names=("袁香建",), relatives=("父亲袁林丹",))
    assert _clue("relatives", usual, Traits(names=("袁新爱",))).weight == 0, "said by the name"
    mother = Traits(names=("杨香建",), relatives=("母亲袁林丹",))
    assert _clue("relatives", mother, Traits(names=("袁新爱",))).weight == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            Traits(homes=("云南瑞立",), ages=(40, 44)),
            Traits(homes=("云南省德宏州瑞丽市",), birth="1984-02-03"),
        ),
        (Traits(names=("阿茂",), ages=(44, 46)), Traits(names=("林正茂",), birth="1981-08-18")),
    ],
)
def test_who_has_little_in_common_is_looked_at_all_the_same(one: Traits, other: Traits) -> None:
    """A home that was heard wrongly, and a nickname, each with the years."""
    crowd = Crowd(SCALES)
    for somebody in (Traits(names=("王建国",), birth="1970"), other):
        crowd.add(somebody)
    assert crowd.likely(one, 10) == [1]


def test_nothing_known_weighs_nothing() -> None:
    weighed = SCALES.weigh(Traits(), Traits(names=("王建国",), sex="1", birth="1970-05-01"))
    assert weighed.weight == 0
    assert {clue.verdict for clue in weighed.clues} == {Verdict.UNKNOWN}


_WORDS = st.sampled_from([
    *("", "王建国", "老王", "1970-05-01", "1970", "40-50", "男", "隆回", "左手背刀疤", "🙂"),
    *("x" * 400, "13812345678", _card(), "北京", "??", "父亲王建国"),
])  # fmt: skip
_COLUMNS = (
    *("name", "aliases", "sex", "birth", "age_low", "age_high", "home_place", "accent"),
    *("phone", "id_number", "marks", "relatives", "missing_since", "missing_place"),
)
_ROW = st.fixed_dictionaries({}, optional=dict.fromkeys(_COLUMNS, _WORDS))


@given(one=_ROW, other=_ROW)
def test_any_rows_can_be_weighed_the_same_both_ways(
    one: dict[str, str], other: dict[str, str]
) -> None:
    here, there = read_traits(one, TODAY), read_traits(other, TODAY)
    forth, back = SCALES.weigh(here, there), SCALES.weigh(there, here)
    assert forth.weight == pytest.approx(back.weight, abs=1.0)
    assert len({clue.about for clue in forth.clues}) == len(forth.clues)


def test_posteriors_leave_room_for_nobody() -> None:
    chances, none = posteriors([20.0, 3.0], 1000, 0.5)
    assert chances[0] > 0.99
    assert sum(chances) + none == pytest.approx(1.0)
    assert posteriors([1.0, 0.5], 1000, 0.5)[1] > 0.99
    assert posteriors([], 1000, 0.5) == ([], 1.0)
    twins, _ = posteriors([20.0, 20.0], 1000, 0.5)
    assert twins[0] == pytest.approx(twins[1])
    assert twins[0] < 0.5


def test_numbers_are_told_masked() -> None:
    """Whoever looks for a name does not read the numbers of all who are called so."""
    one = Traits(documents=(_card(),), phones=("13812345678",))
    for clue in SCALES.weigh(one, one).clues:
        if clue.about in {"document", "phone"}:
            told = clue_in_words(clue, "zh")
            assert "*" in told
            assert _card() not in told
            assert "13812345678" not in told


def test_what_brothers_and_sisters_share_says_little() -> None:
    """One county, one surname, one character of the generation; the other is plainly another."""
    home = ("湖南省邵阳市隆回县",)
    here = Traits(names=("胡秀英",), homes=home)
    sister = _clue("name", here, Traits(names=("胡秀兰",), homes=home))
    heard = _clue("name", here, Traits(names=("胡秀音",), homes=home))
    elsewhere = _clue("name", here, Traits(names=("胡秀兰",), homes=("黑龙江省漠河市",)))
    assert sister.weight <= 1.0 < elsewhere.weight
    assert heard.weight > 5


def test_twins_are_two_and_a_face_still_finds_who_gives_another_name() -> None:
    shared = {
        "sex": "1",
        "birth": "1980-03-04",
        "homes": ("湖南省邵阳市隆回县",),
        "relatives": ("父亲胡德贵",),
    }
    one = Traits(names=("胡大双",), **shared)  # type: ignore[arg-type]
    twin = Traits(names=("胡小双",), **shared)  # type: ignore[arg-type]
    face = Clue(about="face", verdict=Verdict.AGREES, weight=9.0, key="clue.face_likely")
    unlike, alike = SCALES.weigh(one, twin), SCALES.weigh(one, twin, [face])
    assert posteriors([unlike.weight], 2000, 0.5)[0][0] < 0.9
    assert posteriors([alike.weight], 2000, 0.5)[0][0] > 0.9
    assert posteriors([SCALES.weigh(one, one).weight], 2000, 0.5)[0][0] > 0.99


@pytest.mark.parametrize(
    ("one", "other"),
    [("艾山·买买提", "玉山·买买提"), ("扎西多吉", "扎西次仁"), ("Li Dashuang", "Li Xiaoshuang")],
)
def test_twins_of_other_names_are_two_as_well(one: str, other: str) -> None:
    shared = {"sex": "1", "birth": "1980-03-04", "relatives": ("父亲买买提·依明",)}
    here, there = (Traits(names=(name,), **shared) for name in (one, other))  # type: ignore[arg-type]
    assert posteriors([SCALES.weigh(here, there).weight], 2000, 0.5)[0][0] < 0.9
    alone = Traits(names=("胡大双",), birth="1980-03-04")
    day = SCALES.weigh(alone, Traits(names=("胡小双",), birth="1980-03-04"))
    assert posteriors([day.weight], 2000, 0.5)[0][0] < 0.9


def test_how_somebody_speaks_is_no_clue_to_who_they_are() -> None:
    """It changes how names are heard, and nothing else."""
    here = Traits(names=("王建国",), sex="1", accent="湖南")
    same = SCALES.weigh(here, Traits(names=("王建国",), sex="1", accent="湖南"))
    other = SCALES.weigh(here, Traits(names=("王建国",), sex="1", accent="东北"))
    assert same.weight == other.weight
    assert "accent" not in {clue.about for clue in same.clues}


def test_what_stands_for_no_name_and_no_number_is_no_clue() -> None:
    for name in ("聋哑人", "无名女", "姓名不明", "拒绝透露", "小女孩", "流浪汉", "待核实", "老人"):
        clue = _clue("name", Traits(names=(name,)), Traits(names=(name,)))
        assert clue.verdict is Verdict.UNKNOWN, name
    for number in ("000000000000000000", "身份证丢失", "12345", "没有身份证"):
        assert compare_documents((number,), (number,)).verdict is Verdict.UNKNOWN, number
    for phone in ("0000", "12345", "00000000000"):
        assert compare_phones((phone,), (phone,)).verdict is Verdict.UNKNOWN, phone


def test_husband_and_wife_are_two_people() -> None:
    """One phone, one village, the same children."""
    shared = {
        "homes": ("湖南省邵阳市隆回县",),
        "phones": ("13812345678",),
        "relatives": ("儿子王小军", "女儿王小丽"),
    }
    his = Traits(names=("王建国",), sex="1", birth="1960-03-01", **shared)  # type: ignore[arg-type]
    hers = Traits(names=("李桂芳",), sex="2", birth="1962-07-09", **shared)  # type: ignore[arg-type]
    assert SCALES.weigh(his, hers).weight < 0
