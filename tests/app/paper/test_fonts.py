"""Fonts are checked, rare characters find a font, and text can be read back."""

import shutil
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.paper import fonts
from tests.app.paper.papers import PAPERS, head, paper, poppler_text, sheet, text_of

_RARE_FONTS = {"𬎆": "GuituRareKai", "𠀀": "GuituRareMin", "𫠝": "GuituRareMin"}


@pytest.mark.parametrize(("character", "font"), _RARE_FONTS.items())
def test_a_character_noto_lacks_is_taken_from_the_next_font(character: str, font: str) -> None:
    assert [(run.font, run.text) for run in fonts.runs(f"王{character}a")] == [
        ("NotoSansSC_400Regular", "王"),
        (font, character),
        ("NotoSansSC_400Regular", "a"),
    ]


def test_titles_take_characters_outside_gb2312_from_the_bold_font() -> None:
    found = [run.font for run in fonts.runs("龘表", fonts.TITLE)]
    assert found == ["NotoSansSC_700Bold", "NotoSerifSC-Bold-GB2312"]


@pytest.mark.parametrize("text", ["\u200b", "\U000e0001", "\ud800", "\x07"])
def test_what_no_font_has_is_still_a_run_with_a_width(text: str) -> None:
    assert fonts.runs(text) == (fonts.Run("", text),)
    assert fonts.width(text, fonts.TEXT, 10) == 10


@pytest.mark.parametrize("name", PAPERS)
def test_what_no_font_has_prints_its_code_point(name: str) -> None:
    read = text_of(paper(name, head=head(name="王\u200b")))
    assert "00200B" in read or ("002" in read and "00B" in read)


def test_accents_are_composed_but_compatibility_han_stays() -> None:
    assert fonts.flat("Jose\u0301") == "José"
    assert fonts.flat("\uf92c") == "\uf92c"


def test_a_variation_selector_leaves_its_character() -> None:
    assert fonts.runs("葛\U000e0100") == (fonts.Run("NotoSansSC_400Regular", "葛"),)


def test_the_unicode_map_is_utf16_in_blocks_of_at_most_a_hundred() -> None:
    made = fonts.unicode_map("A+B", [0x2C386, *range(0x4E00, 0x4EFF)])
    assert "<00> <D870DF86>" in made
    counts = [int(line.split()[0]) for line in made.splitlines() if line.endswith("beginbfchar")]
    assert counts == [100, 100, 56]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_name_outside_the_bmp_is_read_back_by_pdftotext(
    name: str, lang: str, tmp_path: Path
) -> None:
    assert "王𬎆" in poppler_text(paper(name, sheet(lang=lang)), tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_a_name_outside_the_bmp_is_read_back_by_pdfium(name: str) -> None:
    assert "王𬎆" in text_of(paper(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the manifest and the smallest font."""
    for file in ("manifest.toml", "GuituRareKai.ttf"):
        shutil.copy(fonts.FONTS / file, tmp_path / file)
    return tmp_path


def test_a_font_with_the_right_hash_loads(folder: Path) -> None:
    assert fonts.load("GuituRareKai.ttf", folder).startswith("GuituRareKai")


def test_an_altered_font_is_not_used(folder: Path) -> None:
    font = folder / "GuituRareKai.ttf"
    changed = bytearray(font.read_bytes())
    changed[-1] ^= 1
    font.write_bytes(bytes(changed))
    with pytest.raises(Unavailable) as caught:
        fonts.load("GuituRareKai.ttf", folder)
    assert (caught.value.key, caught.value.facts["file"]) == ("font.altered", "GuituRareKai.ttf")


def test_a_missing_font_is_named(folder: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        fonts.runs("王", fonts.TEXT, folder)
    assert caught.value.key == "font.missing"
    assert caught.value.facts["file"] == "NotoSansSC_400Regular.ttf"


@pytest.mark.parametrize("text", [None, "font = 1", "[[font]]\nfile = 'a'", "not toml ["])
def test_a_damaged_manifest_says_so(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "manifest.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Unavailable) as caught:
        fonts.load("GuituRareKai.ttf", tmp_path)
    assert caught.value.facts["file"] == "manifest.toml"
