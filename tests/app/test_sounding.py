"""Places are found by their sound, down to villages, and those nearby come first."""

from pathlib import Path

import msgspec
import pytest

from app.domain.errors import Unavailable
from app.domain.place_sound import core, heard
from app.gazetteer import Wanted, run
from app.names import names
from app.places import places
from app.sounding import Found, Small, named, sounding
from app.villages import villages


def _sounds(text: str, accent: str = "", near: str = "") -> list[Found]:
    return sounding(places(), villages(), text, names().dialects.accent(accent), near)


def _full(found: list[Found]) -> list[str]:
    return [one.place.full for one in found]


def test_every_town_and_village_of_the_source_is_there() -> None:
    small = villages()
    assert len(small.towns) == 41_352
    assert len(small.names) - len(small.towns) == 620_573
    counties = {code[:6] for code in small.towns}
    known = {code for code in counties if places().at(code, 2023)}
    # The rest are areas of the statistics bureau: development zones, farms.
    assert len(known) / len(counties) > 0.95


@pytest.mark.parametrize(
    ("text", "accent", "near", "place"),
    [
        ("si mao", "", "", "云南省普洱市思茅区"),
        ("simao", "", "", "云南省普洱市思茅区"),
        ("思毛", "", "", "云南省普洱市思茅区"),
        ("龙会", "湖南", "", "湖南省邵阳市隆回县"),
        ("农会", "湖南", "4305", "湖南省邵阳市隆回县"),
        ("马仓", "", "520524", "贵州省毕节市织金县马场镇"),
        ("方家湾", "湖南", "431003", "湖南省郴州市苏仙区良田镇黄家湾村"),
        ("lu wan", "", "", "上海市卢湾区"),
        ("房冈", "湖北", "42", "湖北省黄冈市"),
        ("费安", "福建", "35", "福建省泉州市惠安县"),
        ("职金", "贵州", "", "贵州省毕节市织金县"),
    ],
)
def test_a_place_that_was_heard_wrong_is_found(
    text: str, accent: str, near: str, place: str
) -> None:
    assert place in _full(_sounds(text, accent, near))[:6]


def test_what_is_written_so_comes_before_what_only_sounds_so() -> None:
    assert _full(_sounds("马场"))[0].endswith(("马场镇", "马场街道"))


def test_a_name_that_no_county_has_is_a_town_or_a_village() -> None:
    found = named(places(), villages(), "马场镇")
    assert "贵州省毕节市织金县马场镇" in _full(found)
    assert all(isinstance(one.place, Small) for one in found)
    near = named(places(), villages(), "新民村", near="520524")
    assert "织金县" in near[0].place.full
    whole = named(places(), villages(), "贵州毕节织金县马场镇")
    assert whole[0].place.full == "贵州省毕节市织金县马场镇"


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "smith", "x" * 500, "a a a a a a a a", "村", "🙂", "\x00"]
)
def test_what_is_no_place_is_no_mistake(text: str) -> None:
    assert isinstance(_sounds(text), list)
    assert isinstance(named(places(), villages(), text), list)


def test_a_place_is_compared_without_what_kind_it_is() -> None:
    assert core("思茅区") == "思茅"
    assert core("马场镇") == "马场"
    assert core("沙市") == "沙市"
    assert [[one[0].initial + one[0].final for one in cut] for cut in heard("xian")] == [
        ["xian"],
        ["xi", "an"],
    ]


def test_the_command_tells_sounds_nearness_and_the_year_of_the_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wanted = Wanted(sounds_like=True, near="5205")
    assert run(["ma cang"], "zh", as_json=True, wanted=wanted) == 0
    first = msgspec.json.decode(capsys.readouterr().out)["ma cang"][0]
    assert first["level"] == "town"
    assert first["as_of"] == 2023
    assert first["away"] == "here"
    assert first["matched"] == "sound"
    assert first["cost"] > 0
    assert run(["新民村"], "en", as_json=False, wanted=Wanted(near="毕节")) == 0
    assert "list of 2023" in capsys.readouterr().out


def test_a_near_that_is_no_place_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["马场"], "zh", as_json=False, wanted=Wanted(near="火星")) == 2
    assert "不认识“火星”" in capsys.readouterr().err


@pytest.mark.parametrize("bytes_", [b"", b"no xz", None])
def test_a_damaged_list_is_said_in_words(tmp_path: Path, bytes_: bytes | None) -> None:
    if bytes_ is not None:
        (tmp_path / "small.txt.xz").write_bytes(bytes_)
    with pytest.raises(Unavailable, match=r"place\.no_table"):
        villages(tmp_path)
