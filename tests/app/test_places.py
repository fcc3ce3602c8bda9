"""The shipped table is the one the manifest describes, and agrees with its sources' figures."""

import gzip
import tomllib
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import msgspec
import pytest

from app.domain.errors import Unavailable
from app.domain.place import Place, Places, resolve
from app.gazetteer import Wanted, run
from app.places import FOLDER, places


def _manifest() -> dict[str, list[dict[str, str]]]:
    text = (FOLDER / "manifest.toml").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, str]]] = tomllib.loads(text)
    return found


def test_the_table_is_the_one_of_the_manifest() -> None:
    for table in _manifest()["table"]:
        data = (FOLDER / table["file"]).read_bytes()
        assert sha256(data).hexdigest() == table["sha256"]


def test_every_source_has_its_licence_beside_it() -> None:
    said = _manifest()
    for source in [*said["source"], *said["compared"]]:
        assert source["licence"]
        assert (FOLDER / source["licence_file"]).is_file()


def test_the_last_list_and_the_abolished_codes_are_as_many_as_the_source_says() -> None:
    young = {"710000"}  # not in the source, which has 830000 instead
    young |= {row.code for row in places().rows if row.since > 2020}
    young |= {"460302", "460303"}  # Sansha's districts of 2020 are not in its list either
    of_2020 = {row.code for row in places().rows if row.since <= 2020 and not 0 < row.gone <= 2020}
    every = {row.code for row in places().rows}
    last = (of_2020 | {"830000"}) - (young - _before_2021())
    assert len(last) == 3_209
    assert len(every - last - (young - _before_2021())) == 3_525


def _before_2021() -> set[str]:
    """Codes that the yearly lists know, whatever they were given to later."""
    return {row.code for row in places().rows if row.since <= 2020} - {"710000", "460302", "460303"}


def test_every_successor_is_in_the_table_and_later() -> None:
    table = places()
    for row in table.rows:
        assert bool(row.after) == bool(row.how)
        assert not row.after or row.gone
        for code in row.after:
            assert any(not 0 < later.gone <= row.gone for later in table.by_code[code])


def test_of_the_places_that_are_gone_nearly_all_are_followed_to_today() -> None:
    gone = [row for row in places().rows if row.gone]
    lost = [row for row in gone if not places().today(row)]
    assert len(gone) > 4_400
    assert len(lost) < 0.012 * len(gone)


def _steps(table: Places) -> list[tuple[Place, Place]]:
    """Every place that is gone beside each that followed it at once."""
    after = [(row, code) for row in table.rows for code in row.after]
    return [
        (row, min(later, key=lambda one: (one.since != row.gone, one.since)))
        for row, code in after
        if (later := [one for one in table.by_code[code] if not 0 < one.gone <= row.gone])
    ]


def test_a_code_is_one_place_at_a_time() -> None:
    for rows in places().by_code.values():
        for before, after in pairwise(sorted(rows, key=lambda row: row.since)):
            assert 0 < before.gone <= after.since


def test_what_was_given_another_code_is_still_called_so() -> None:
    for row, after in _steps(places()):
        assert row.how != "recoded" or row.name == after.name


def test_a_small_city_is_not_taken_for_the_county_of_its_name() -> None:
    table = places()
    for row, after in _steps(table):
        other = [one for one in table.by_name[after.name] if one.gone == row.gone and one != row]
        near = [one for one in other if (one.code[:2], one.level) == (row.code[:2], row.level)]
        assert row.how not in {"raised", "renamed"} or not near or after.short != row.short


def test_a_code_given_to_another_place_does_not_swallow_the_one_before() -> None:
    table, by_code = places(), places().by_code
    for row, after in _steps(table):
        if row.how == "renamed" and after.short != row.short and not row.name.endswith("郊区"):
            begun = [one for one in table.by_name.get(row.short, []) if one.since == row.gone]
            new = [one for one in begun if not any(r.since < row.gone for r in by_code[one.code])]
            near = [one for one in new if one.code[:2] == row.code[:2] and one != after]
            assert all(row.level == "c" and one.level == "d" for one in near)


GONE_ELSEWHERE = {
    *("怀德县", "泰县", "应山县", "沔阳县", "酃县", "户县", "锦西市", "锦西县", "大庸市", "大庸县"),
    *("浑江市", "路南彝族自治县", "江津地区", "永川地区"),
}
"""Renamed, and in another prefecture of today."""


def test_nothing_ends_under_another_name_in_another_prefecture() -> None:
    table, found = places(), set()
    for row in table.rows:
        now, above = [table.full(one) for one in table.today(row)], table.surroundings(row)
        away = above and not any(name.startswith(above) for name in now)
        if now and away and row.how != "listed" and not set(row.short) & set("".join(now)):
            found.add(row.name)
    assert found <= GONE_ELSEWHERE


@pytest.mark.parametrize(
    ("code", "name", "now"),
    [
        ("442727", "台山县", "广东省江门市台山市"),
        ("442728", "恩平县", "广东省江门市恩平市"),
        ("372102", "威海市", "山东省威海市环翠区"),
        ("379006", "威海市", "山东省威海市环翠区"),
        ("512501", "宜宾市", "四川省宜宾市翠屏区"),
        ("512401", "内江市", "四川省内江市市中区"),
        ("362301", "上饶市", "江西省上饶市信州区"),
        ("522101", "遵义市", "贵州省遵义市红花岗区"),
        ("320882", "淮安市", "江苏省淮安市淮安区"),
        ("412101", "安阳市", "河南省安阳市"),
        ("532121", "昭通县", "云南省昭通市昭阳区"),
        ("513001", "达川市", "四川省达州市通川区"),
        ("622821", "庆阳县", "甘肃省庆阳市庆城县"),
        ("430305", "板塘区", "湖南省湘潭市岳塘区"),
        ("510218", "渝北区", "重庆市两江新区"),
        ("332102", "嘉兴市", "浙江省嘉兴市南湖区"),
    ],
)
def test_a_place_that_is_gone_is_followed_to_the_right_one(code: str, name: str, now: str) -> None:
    rows = [row for row in places().by_code[code] if row.name == name]
    assert {places().full(places().today(row)[0]) for row in rows} == {now}


def test_our_own_lists_name_places_of_the_table() -> None:
    for file in ("successors.tsv", "since.tsv"):
        lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
        cells = [line.split("\t") for line in lines if not line.startswith("#")]
        at = 1 if file == "successors.tsv" else 0
        known = {(row.code, row.name) for row in places().rows}
        assert {(c[at], c[at + 1]) for c in cells} <= known


def test_a_missing_or_damaged_table_is_said_and_is_no_crash(tmp_path: Path) -> None:
    for damage in (None, b"", b"\x1f\x8b no", gzip.compress(b"\xff"), gzip.compress(b"a\tb\n")):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        if damage is not None:
            (folder / "places.tsv.gz").write_bytes(damage)
        if damage == b"":
            continue
        with pytest.raises(Unavailable) as sorry:
            places(folder)
        assert sorry.value.key == "place.no_table"


def test_the_command_answers_for_people_and_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["思茅市", "没有的地方"], "zh", as_json=False) == 1
    told = capsys.readouterr().out
    assert "1993–2002" in told
    assert "今 云南省普洱市思茅区" in told
    assert "没有“没有的地方”" in told
    assert run(["卢湾"], "en", as_json=True) == 0
    said = msgspec.json.decode(capsys.readouterr().out)["卢湾"][0]
    assert (said["code"], said["until"]) == ("310103", 2010)
    assert said["now"] == [{"code": "310101", "full": "上海市黄浦区"}]


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        ("从来没有的地方", 1, "没有“从来没有的地方”"),
        ("", 1, "没有写地名"),
        (" \u3000 ", 1, "没有写地名"),
        ("长" * 200, 1, f"“{'长' * 40}…”"),
        ("qqqq", 1, "没有“qqqq”"),
        ("430599", 1, "没有区划代码 430599"),
        ("430524", 0, "湖南省邵阳市隆回县"),
        ("\x1b[31m隆回\x1b[0m", 0, "湖南省邵阳市隆回县"),
        ("隆\x07回\u202e", 0, "湖南省邵阳市隆回县"),
        ("\x1b]0;窗\x07回隆\u2066", 0, "四川省雅安市石棉县回隆镇"),
    ],
)
def test_whatever_is_asked_the_answer_is_in_words_and_nothing_a_terminal_obeys(
    asked: str, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([asked], "zh", as_json=False) == code
    said = capsys.readouterr().out
    assert told in said
    assert all(line.isprintable() for line in said.replace("　", " ").splitlines())
    assert run([asked], "en", as_json=True) == code
    said = capsys.readouterr().out
    assert said[:-1].isprintable()
    assert list(msgspec.json.decode(said)) == [asked]


@pytest.mark.parametrize("near", ["999999", "899999999", "abc", "\x1b[31m火星\u202e", "43059"])
def test_a_near_that_is_none_is_said(near: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["隆回"], "zh", as_json=False, wanted=Wanted(near=near)) == 2
    said = capsys.readouterr().err
    assert "不认识" in said
    assert said[:-1].isprintable()


def test_how_long_it_takes_is_written_into_the_report(
    record_property: Callable[[str, object], None],
) -> None:
    table, took = places(), []
    for row in table.rows[::40]:
        begun = perf_counter()
        assert resolve(table, table.full(row))
        took.append((perf_counter() - begun) * 1000)
    record_property("resolve_ms_median", round(median(took), 3))
    record_property("resolve_ms_95", round(quantiles(took, n=20)[-1], 3))
