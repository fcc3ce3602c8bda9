"""Syllables come apart as they are said, and are heard as dialects let them be heard."""

from itertools import product

import pytest

from app.domain.accent import Accent, Dialects
from app.domain.sound import DEAF, EVERYTHING, ever_heard, hear
from app.domain.syllable import Syllable, syllable, syllables
from app.names import names


def _said(text: str) -> Syllable:
    found = syllable(text)
    assert found is not None, text
    return found


@pytest.fixture(scope="module")
def dialects() -> Dialects:
    return names().dialects


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("wang2", ("", "u", "ang", 2)),
        ("huang", ("h", "u", "ang", 0)),
        ("lin2", ("l", "i", "en", 2)),
        ("ling2", ("l", "i", "eng", 2)),
        ("song4", ("s", "u", "eng", 4)),
        ("xiong2", ("x", "ü", "eng", 2)),
        ("nv3", ("n", "", "ü", 3)),
        ("ju1", ("j", "", "ü", 1)),
        ("zhi1", ("zh", "", "-i", 1)),
        ("bo2", ("b", "u", "o", 2)),
        ("you3", ("", "i", "ou", 3)),
        ("lve4", ("l", "ü", "e", 4)),
    ],
)
def test_a_syllable_comes_apart(text: str, parts: tuple[str, str, str, int]) -> None:
    assert _said(text) == parts


@pytest.mark.parametrize("text", ["", "5", "smith", "zhx", "1a", "王", "bb"])
def test_what_is_no_syllable_is_none(text: str) -> None:
    assert syllable(text) is None


def test_a_word_is_cut_every_way_it_can_be_read() -> None:
    cuts = [[one.initial + one.final for one in cut] for cut in syllables("xian")]
    assert cuts == [["xian"], ["xi", "an"]]
    assert syllables("smith") == []


@pytest.mark.parametrize(
    ("one", "other", "where", "not_where", "rule"),
    [
        ("hu2", "fu2", "湖南", "北京", "h_f"),
        ("wang2", "huang2", "广州", "北京", "h_w"),
        ("huang2", "fang2", "江西", "北京", "h_f"),
        ("liu2", "niu2", "四川", "东北", "n_l"),
        ("chen2", "cheng2", "四川", "北京", "en_eng"),
        ("lin2", "ling2", "上海", "北京", "in_ing"),
        ("zhang1", "zang1", "福建", "北京", "z_zh"),
        ("jiang1", "gang1", "广东", "北京", "k_j"),
        ("ren2", "yin2", "烟台", "北京", "r_y"),
        ("xu2", "xi2", "云南", "北京", "yu_yi"),
        ("sun1", "song1", "山西", "北京", "un_ong"),
        ("shui3", "fei3", "西安", "北京", "sh_f"),
        ("guo1", "ge1", "四川", "北京", "e_o"),
        ("lu4", "lou4", "长沙", "北京", "ou_u"),
    ],
)
def test_what_falls_together_where_is_heard_so_there(
    dialects: Dialects, one: str, other: str, where: str, not_where: str, rule: str
) -> None:
    """Cheap where people speak so, dear where they do not, in between for anybody."""
    heard = [hear(_said(one), _said(other), dialects.accent(a)) for a in (where, "", not_where)]
    costs = [one.cost for one in heard]
    assert costs[0] < costs[1] < costs[2] < DEAF
    assert all(rule in one.rules for one in heard)


def test_hearing_is_the_same_both_ways_and_never_beyond_deaf(dialects: Dialects) -> None:
    sounds = [_said(one) for one in "wang2 huang fu2 hu ren4 yin shi1 xi1 nuan3 er2 lv4 an".split()]  # noqa: SIM905
    for accent in map(dialects.accent, ("", "粤语", "四川")):
        for one, other in product(sounds, sounds):
            there, back = hear(one, other, accent), hear(other, one, accent)
            assert there.cost == pytest.approx(back.cost)
            assert 0 <= there.cost <= DEAF
            assert (there.cost == 0) == (one == other)


def test_only_the_tone_costs_little(dialects: Dialects) -> None:
    heard = hear(_said("li3"), _said("li4"), dialects.accent())
    assert heard.rules == ("tone",)
    assert heard.cost < 1


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("广东梅州人", "梅州"),
        ("湖南口音", "湖南"),
        ("带粤语腔", "粤语"),
        ("火星", ""),
        ("", ""),
    ],
)
def test_an_accent_is_understood_by_its_closest_name(
    dialects: Dialects, said: str, heard: str
) -> None:
    assert dialects.heard(said) == heard
    accent = dialects.accent(said)
    assert accent.known is bool(heard)
    assert sum(accent.groups.values()) == pytest.approx(1.0)


def test_a_mixed_accent_lies_between(dialects: Dialects) -> None:
    both = dialects.mixed({"beijing": 1.0, "xinan": 3.0})
    ends: list[Accent] = [dialects.mixed({"beijing": 1.0}), dialects.mixed({"xinan": 1.0})]
    assert ends[0].merges["n_l"] < both.merges["n_l"] < ends[1].merges["n_l"]


def test_what_nobody_may_hear_is_heard_with_no_accent(dialects: Dialects) -> None:
    """Pairs are put aside without asking for the accent: that must be right for every accent."""
    assert set(dialects.rules) <= set(EVERYTHING.merges)
    some = ("hu", "fu", "wang", "huang", "ling", "nin", "zhang", "jiang", "xi", "si", "rou", "you")
    said = [_said(text) for text in some]
    accents = [dialects.accent(name) for name in dialects.homes]
    for one, other in product(said, said):
        least = min(hear(one, other, accent).cost for accent in accents)
        assert ever_heard(one, other) or least == DEAF
        assert hear(one, other, EVERYTHING).cost <= least
    assert not ever_heard(_said("wang"), _said("li"))
