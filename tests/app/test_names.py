"""`guitu names` answers with a distance and reasons, and its tables are those of the manifest."""

import tomllib
from hashlib import sha256

import msgspec
import pytest

from app.names import FOLDER
from app.namesakes import run


def test_the_tables_are_those_of_the_manifest() -> None:
    manifest = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    for table in manifest["table"]:
        assert sha256((FOLDER / table["file"]).read_bytes()).hexdigest() == table["sha256"]
    for source in manifest["source"]:
        if "licence_file" in source:
            assert (FOLDER / source["licence_file"]).read_text(encoding="utf-8").strip()


def test_it_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("胡秀英", "符秀英", "湖南", "zh", as_json=True) == 0
    told = msgspec.json.decode(capsys.readouterr().out)
    assert told["how"] == "maybe"
    assert told["accent"]["heard_as"] == "湖南"
    assert told["reasons"][0]["rules"] == ["h_f"]
    assert "h、f 不分" in told["reasons"][0]["in_words"]
    assert told["read_as"]["a"][0] == {"kind": "han", "surname": "胡", "given": "秀英"}


@pytest.mark.parametrize("said", ["", "12345", "！？…", "🙂", "无名氏", "\u200b"])
def test_what_says_no_name_cannot_be_compared(
    capsys: pytest.CaptureFixture[str], said: str
) -> None:
    assert run(said, "王伟", "", "zh", as_json=True) == 0
    told = msgspec.json.decode(capsys.readouterr().out)
    assert (told["how"], told["in_words"]) == ("unknown", "无从比较")
    assert told["reasons"][0]["in_words"] == "有一方没有说出姓名，无从比较"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("one", "other", "accent"),
    [
        ("王", "王伟", ""),
        ("·", "།་", ""),
        ("阿" * 70, "ئا" * 70, "新疆"),
        ("王伟(又名", "a.k.a.", ""),
        ("", "", ""),
        ("王", "\x00\x1b[31m", "火星"),
        ("王" * 5000, "a" * 5000, "湖" * 5000),
    ],
)
def test_odd_names_get_an_answer(
    capsys: pytest.CaptureFixture[str], one: str, other: str, accent: str, lang: str
) -> None:
    assert run(one, other, accent, lang, as_json=False) == 0
    assert capsys.readouterr().out
