"""`guitu pfif --check` tells every record, and with its exit code whether the file is whole."""

from pathlib import Path

import msgspec
import pytest

from app.pfif_check import run
from tests.pfif_files import document, note, person


def _file(folder: Path, text: str) -> Path:
    file = folder / "people.xml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_record_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _file(tmp_path, document(person({"sex": "x"}), note({"person_record_id": "e.org/9"})))
    assert run(file, "zh", as_json=False) == 0
    assert capsys.readouterr().out.splitlines() == [
        "PFIF 1.4，编码 utf-8",
        "人员：收 1 条，过期或撤回 0 条，不收 0 条",
        "说明：收 0 条，过期或撤回 0 条，不收 1 条",
        "1. 第 3 行 人员 example.org/p1：收；略去 sex：不是已知的性别",
        "2. 第 9 行 说明 example.org/n1：不收；说明所指的人不在文件里，也不在本机",
    ]


def test_every_record_is_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half = document(person({}), person({}))[:-60]
    assert run(_file(tmp_path, half), "en", as_json=True) == 2
    told = msgspec.json.decode(capsys.readouterr().out)
    assert (told["broken"], told["broken_at_line"]) == ("cut_off", 10)
    assert told["persons"] == {"taken": 1, "expired": 0, "refused": 0}
    assert [one["fate"] for one in told["records"]] == ["taken"]


def test_a_file_that_is_no_pfif_ends_with_2_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "nothing.xml", "zh", as_json=False) == 2
    assert "打不开文件“nothing.xml”" in capsys.readouterr().err
    assert run(_file(tmp_path, "<html/>"), "zh", as_json=True) == 2
    assert msgspec.json.decode(capsys.readouterr().out)["refused"] == "not_pfif"
