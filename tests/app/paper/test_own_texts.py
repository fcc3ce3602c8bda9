"""A province's own texts: what may be changed is, what may not or is broken is said, and printing
never stops."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.paper import forms, placed
from app.paper.notice import notice
from app.paper.own import Slip, check, with_own
from app.paper.own_told import told
from app.paper.registry import Numbered, every
from app.paper.rooms import misfits
from app.paper.samples.sample import Size
from app.paper.statutory import STATUTORY
from app.paper.texts import Text, changed, texts_of
from app.words.say import sentences
from tests.app.paper.papers import a_notice, text_of

SHIPPED = forms.shipped_form("notice", "zh")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "zh").mkdir()
    forms.use_own(tmp_path)
    yield tmp_path
    forms.use_own(None)


def write(folder: Path, text: str | bytes, name: str = "notice") -> Path:
    file = folder / "zh" / f"{name}.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def slips(folder: Path) -> list[tuple[str, int, str]]:
    return [(one.why, one.line, one.key) for one in check(folder)]


def test_a_single_text_is_changed_without_code_and_all_others_stay(own: Path) -> None:
    write(
        own, '\ufefftitle = "入站须知"\n[labels]\nhome = "老家"\n[words.how]\ndialect = "家乡话"\n'
    )
    assert slips(own) == []
    form = forms.form("notice", "zh")
    assert (form.title, form.clauses) == ("入站须知", SHIPPED.clauses)
    read = text_of(notice(a_notice(how="dialect")))
    assert [word for word in ("入站须知", "老家", "家乡话") if word not in read] == []
    assert "户籍地址" not in read
    assert forms.form("notice", "en") == forms.shipped_form("notice", "en")


def test_what_is_written_later_holds_at_the_next_printing(own: Path) -> None:
    write(own, 'title = "第一次"')
    assert forms.form("notice", "zh").title == "第一次"
    write(own, 'title = "第二次改过"')
    assert forms.form("notice", "zh").title == "第二次改过"
    (own / "zh" / "notice.toml").unlink()
    assert forms.form("notice", "zh") == SHIPPED


def test_an_unverified_sentence_stays_marked_whatever_a_province_makes_of_it(own: Path) -> None:
    number = next(n for n, one in enumerate(SHIPPED.clauses, 1) if one.unverified)
    write(own, f'[clauses]\n{number} = "换了一句"\n')
    assert forms.form("notice", "zh").clauses[number - 1] == forms.Clause(
        text="换了一句", unverified=True
    )
    assert "换了一句【待核】" in text_of(notice(a_notice()))


BROKEN = [
    ('title = "没有写完', "forms.not_toml", 1, ""),
    ("title = “中文引号”", "forms.not_toml", 1, ""),
    ("\n[labels\n", "forms.not_toml", 2, ""),
    ("title = '你好'".encode("gbk"), "forms.not_utf8", 1, ""),
    (b"title = 'x'\n\nnote = '\xff'", "forms.not_utf8", 3, ""),
    ('title = "没有写完\n', "forms.not_toml", 1, ""),
    ('labels.home = "家\\u202e"', "forms.empty", 1, "labels.home"),
    ("x" * 300_000, "forms.too_large", 0, ""),
    ('a = "1"\n[labels]\nhom = "家"', "forms.unknown_key", 1, "a"),
    ('[labels]\n# 说明\nhom = "家"', "forms.unknown_key", 3, "labels.hom"),
    ("labels.home = 3", "forms.not_text", 1, "labels.home"),
    ('labels.home = ["家"]', "forms.not_text", 1, "labels.home"),
    ('labels.home = " "', "forms.empty", 1, "labels.home"),
    ('labels.home = "家\\u0007"', "forms.empty", 1, "labels.home"),
    ('[labels]\nhome = "' + "长" * 25 + '"', "forms.too_long", 2, "labels.home"),
    ('[labels]\nhome = "' + "长" * 24 + '"', "forms.too_wide", 2, "labels.home"),
    ('title = "{name}须知"', "forms.places", 1, "title"),
    ('title = "{须知"', "forms.braces", 1, "title"),
    ('title = "{x:>9}"', "forms.braces", 1, "title"),
    ('title = "{x.y}"', "forms.braces", 1, "title"),
    ('[questions.face]\ntitle = "同意"', "forms.locked", 2, "questions.face.title"),
]


@pytest.mark.parametrize(("text", "why", "line", "key"), BROKEN)
def test_a_broken_text_is_said_with_its_line_and_the_shipped_one_is_printed(
    text: str | bytes, why: str, line: int, key: str, own: Path
) -> None:
    file = write(own, text)
    assert (why, line, key) in slips(own)
    assert forms.form("notice", "zh") == SHIPPED
    slip = next(one for one in check(own) if one.why == why)
    for lang in ("zh", "en"):
        said = told(slip, own, lang)
        assert said.startswith("zh/notice.toml")
        assert key in said
        assert "{" not in said.replace("{complaint_phone}", "")
        assert file.name in said


def test_one_broken_text_does_not_keep_the_others_from_standing(own: Path) -> None:
    write(own, 'title = "入站须知"\n[labels]\nhome = 3\nname = "称呼"\n')
    labels = {key: text.text for key, text in _texts("notice").items()}
    assert [one[2] for one in slips(own)] == ["labels.home"]
    assert (labels["title"], labels["labels.name"]) == ("入站须知", "称呼")


def _texts(name: str) -> dict[str, Text]:
    return texts_of(name, forms.form(name, "zh"), "zh")


def test_a_clause_keeps_the_places_that_are_filled_in(own: Path) -> None:
    key, text = next((k, t) for k, t in _texts("notice").items() if t.places)
    section, number = key.split(".")
    write(own, f'[{section}]\n{number} = "投诉请打 12345"\n')
    assert [one[0] for one in slips(own)] == ["forms.places"]
    write(own, f'[{section}]\n{number} = "请打 {{complaint_phone}}"\n')
    assert slips(own) == []
    assert text.places == {"complaint_phone"}
    assert "请打020-7" in text_of(notice(a_notice(complaint_phone="020-7")))


@pytest.mark.parametrize("name", sorted(STATUTORY))
def test_nothing_that_the_law_words_can_be_changed(name: str, own: Path) -> None:
    """Title, labels, headings, answers and basis of the statutory forms; the remedies of 7 and 21,
    and what the voucher binds itself to."""
    shipped = forms.shipped_form(name, "zh")
    texts = texts_of(name, shipped, "zh")
    held = ("title", "labels", "headings", "choices", "basis", "parts")
    also = {"refusal": ("clauses",), "termination": ("clauses",), "voucher": ("clauses",)}
    firm = [k for k in texts if k.split(".")[0] in held + also.get(name, ())]
    assert [key for key in firm if not texts[key].locked] == []
    write(own, "".join(f'{_path(key)} = "改"\n' for key in firm), name)
    assert {one.why for one in check(own)} == {"forms.locked"}
    assert forms.form(name, "zh") == shipped


def _path(key: str) -> str:
    return ".".join(f'"{part}"' for part in key.split("."))


def test_marks_that_keep_a_paper_honest_stay(own: Path) -> None:
    words = ("unverified", "offline", "synced", "reprint", "void", "unchecked", "changed")
    write(own, "".join(f'{key} = "　"\n' for key in words) + 'seal = "（章）"', "common")
    assert {(one.why, one.key) for one in check(own)} == {("forms.locked", key) for key in words}
    assert forms.common("zh").seal == "（章）"
    assert forms.common("zh").unverified == "【待核】"


def test_files_that_have_no_effect_are_said(own: Path) -> None:
    write(own, 'title = "x"', "notise")
    (own / "notice.toml").write_text('title = "x"', encoding="utf-8")
    assert {one.why for one in check(own)} == {"forms.unknown_form", "forms.misplaced"}
    with pytest.raises(Refused) as caught:
        check(own / "nowhere")
    assert caught.value.key == "forms.no_folder"


@pytest.mark.parametrize("one", list(every()), ids=lambda one: one.called)
def test_texts_as_long_as_they_may_be_are_printed_and_leave_no_cell(
    one: Numbered, own: Path
) -> None:
    """Every text that may be changed, at its longest; where that does not fit, as shipped."""
    for name in (one.text, "common"):
        shipped = forms.shipped_common("zh") if name == "common" else forms.shipped_form(name, "zh")
        texts = texts_of(name, shipped, "zh").items()
        lines = {k: f'{_path(k)} = "{_longest(text)}"\n' for k, text in texts if not text.locked}
        write(own, "".join(lines.values()), name)
        assert {slip.why for slip in check(own) if slip.file.stem == name} <= {"forms.too_wide"}
    with placed.noted() as drawn:
        one.sample(Size.USUAL, "zh")
    assert [(x.text, x.box, x.cell) for x in drawn if x.outside] == []


def _longest(text: Text) -> str:
    ends = "".join(f"{{{place}}}" for place in sorted(text.places))
    return ("国" * text.most)[: max(1, text.most - len(ends))] + ends


def test_the_shipped_texts_keep_their_own_rules_in_both_languages() -> None:
    for name in sorted(file.stem for file in (forms.FORMS / "zh").glob("*.toml")):
        both = []
        for lang in ("zh", "en"):
            read = forms.shipped_common if name == "common" else None
            form = read(lang) if read else forms.shipped_form(name, lang)
            texts = texts_of(name, form, lang)
            assert [key for key, text in texts.items() if len(text.text) > text.most] == []
            both.append({k: t.places for k, t in texts.items() if k.isascii() and t.places})
        assert both[0] == both[1]


def test_a_slip_has_a_sentence_for_each_reason() -> None:
    whys = {one[1] for one in BROKEN} | {"forms.misplaced", "forms.unknown_form"}
    assert [why for why in whys if why not in sentences("zh")] == []


def test_with_own_alone_says_what_is_wrong_and_misfits_spares_what_is_no_wider() -> None:
    texts = texts_of("notice", SHIPPED, "zh")
    assert misfits(SHIPPED, SHIPPED, texts) == frozenset()
    assert with_own("notice", SHIPPED, "zh", Path("/nowhere")) == (SHIPPED, ())
    wide = changed(SHIPPED, texts, {"labels.home": "户籍所在地的详细地址和门牌"})
    assert isinstance(wide, forms.Form)
    assert isinstance(Slip(file=Path(), why="forms.empty"), Slip)
