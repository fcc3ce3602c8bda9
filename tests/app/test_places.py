"""The shipped table is the one the manifest describes, and agrees with its sources' figures."""

import gzip
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import msgspec
import pytest

from app.domain.errors import Unavailable
from app.domain.place import resolve
from app.gazetteer import run
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
    assert len(lost) < 0.03 * len(gone)


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
