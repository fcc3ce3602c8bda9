"""Every reason key has a sentence in both languages, with the same facts, and none is idle."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from app.words.say import LANGUAGES, gather, listed, placeholders, say, sentences

ROOT = Path(__file__).parent.parent
_SAYING = {"Refused", "Unavailable", "say"}


def _sources() -> list[Path]:
    return sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])


@cache
def _trees() -> list[tuple[Path, ast.AST]]:
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in _sources()]


def _called(call: ast.Call) -> str:
    """What is called; a method that happens to be called say is a widget's own."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


@cache
def _raised() -> dict[str, str]:
    found = {}
    for file, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node) in _SAYING and node.args:
                match node.args[0]:
                    case ast.Constant(value=str(key)):
                        found[key] = f"{file.relative_to(ROOT)}:{node.lineno}"
    return found


@cache
def _texts() -> tuple[set[str], set[str]]:
    """Whole strings and the fixed beginnings of f-strings such as f"option.{name}"."""
    whole, beginnings = set(), set()
    for _, tree in _trees():
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)):
                    whole.add(text)
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in text:
                    beginnings.add(text)
    return whole, beginnings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_that_code_raises_has_a_sentence(lang: str) -> None:
    unsaid = {key: where for key, where in _raised().items() if key not in sentences(lang)}
    assert not unsaid


def test_both_languages_have_the_same_keys() -> None:
    assert sentences("zh").keys() == sentences("en").keys()


def test_both_languages_ask_for_the_same_facts() -> None:
    differing = {
        key
        for key in sentences("zh").keys() & sentences("en").keys()
        if placeholders(sentences("zh")[key]) != placeholders(sentences("en")[key])
    }
    assert not differing


def test_no_sentence_is_idle() -> None:
    whole, beginnings = _texts()
    idle = {
        key
        for key in sentences("zh")
        if key not in whole and not any(key.startswith(start) for start in beginnings)
    }
    idle = {key for key in idle if not key.startswith("kind.")}  # owed to test_shape.py
    assert not idle


def test_no_sentence_is_empty() -> None:
    assert not [key for lang in LANGUAGES for key, text in sentences(lang).items() if not text]


def test_a_key_said_twice_is_noticed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.zh.toml").write_text('[photo]\nno_face = "…"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"photo\.no_face is said twice"):
        gather(tmp_path.glob("*.toml"))


def test_word_files_come_in_pairs() -> None:
    names = {lang: set() for lang in LANGUAGES}  # type: dict[str, set[str]]
    for file in (ROOT / "app/words").glob("*.toml"):
        part, lang, _ = file.name.split(".")
        names[lang].add(part)
        tomllib.loads(file.read_text(encoding="utf-8"))
    assert names["zh"] == names["en"]


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"[register", b""])
def test_a_damaged_file_of_words_silences_only_itself(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.zh.toml").write_bytes(damage)
    (tmp_path / "b.zh.toml").write_text('[login]\nwrong = "不对"', encoding="utf-8")
    assert gather(tmp_path.glob("*.zh.toml")) == {"login.wrong": "不对"}
    assert "重新安装" in say("nowhere.to.be.found", "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_shipped_file_of_words_is_damaged(lang: str) -> None:
    for file in (ROOT / "app" / "words").glob(f"*.{lang}.toml"):
        assert tomllib.loads(file.read_text(encoding="utf-8")), file.name


def test_english_is_punctuated_in_english() -> None:
    """Fonts for Chinese draw these, and curved quotes too, as wide as a character."""
    files = [
        *(ROOT / "app" / "words").glob("*.en.toml"),
        *(ROOT / "assets" / "forms" / "en").glob("*.toml"),
    ]
    labels = (ROOT / "assets" / "translations" / "guitu_en.ts").read_text(encoding="utf-8")
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    texts["labels"] = " ".join(re.findall(r"<translation>([^<]*)<", labels))
    wide = {name: re.findall(r"[，。、：；（）“”‘’？！]", text) for name, text in texts.items()}
    assert {name: found for name, found in wide.items() if found} == {}


def test_a_list_is_joined_in_its_language() -> None:
    assert listed(["姓名", "生日"], "zh") == "姓名、生日"
    assert listed(["name", "birth"], "en") == "name, birth"
