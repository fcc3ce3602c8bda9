"""Forms 7 and 21: every ground, the help, the remedies, the receipt; nothing long is lost."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.adverse import LONGEST, AdverseGround, EmergencyHelp, Received
from app.paper import facts, forms
from app.paper.adverse import adverse
from tests.app.paper.papers import AT, an_adverse, bare, head, pages_of, sheet, text_of

KINDS = ("refusal", "termination")
SAID = facts.Opinion(at=AT, words="钱是借来的，没有地方去", heard_by="陈静")
SILENT = facts.Opinion(at=AT, heard_by="陈静", witnesses=("张三", "李四"))


def read(**said: Any) -> str:
    return text_of(adverse(an_adverse(**said)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_remedy_and_where_to_send_it_is_printed(kind: str, lang: str) -> None:
    text = text_of(adverse(an_adverse(sheet(lang=lang), kind=kind)))
    wanted = {
        "zh": (
            "六十日内",
            "《行政复议法》第二十条",
            "六个月内",
            "《行政诉讼法》第四十六条",
            "复议机关",
        ),
        "en": (
            "sixty days",
            "Review Act, art. 20",
            "six months",
            "Litigation Act, art. 46",
            "Court",
        ),
    }
    assert [one for one in (*wanted[lang], "12345") if bare(one) not in text] == []


def test_each_paper_names_its_law_and_marks_what_is_not_verified() -> None:
    refused, ended = (read(kind=kind) for kind in KINDS)
    for law in ("第381号）第六条", "《社会救助法》第四十五条"):
        assert law in refused
    assert "《社会救助法》第四十八条" in ended
    for text in (refused, ended):
        assert "实施细则》第二条" in text
        assert text.count("【待核】") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_has_every_ground_every_help_and_every_receipt(kind: str) -> None:
    for lang in ("zh", "en"):
        rows = [*forms.form(kind, lang).rows, *forms.form(kind, lang).foot]
        choices = {cell.field: tuple(cell.choices) for row in rows for cell in row.cells}
        assert choices["ground"] == tuple(AdverseGround)
        assert choices["help"] == tuple(EmergencyHelp)
        assert choices["how"] == tuple(Received)


def test_only_what_was_said_is_ticked() -> None:
    text = read(help=("medical", "shelter"))
    assert text.count("■") == 3
    for one in ("■有亲友可以投靠", "■送医、用药", "■危险或寒冷时的临时住宿"):
        assert one in text
    assert "■拒签" in read(how="witnessed", witnesses=("张三", "李四"), received_at=AT)


def test_what_the_person_said_stands_on_the_paper_that_ends_help() -> None:
    text = read(kind="termination", opinions=(SAID, SILENT))
    assert "陈静听取：钱是借来的，没有地方去" in text
    assert "本人不愿表达意见。见证人：张三、李四" in text


def test_five_thousand_characters_go_on_overleaf_and_are_whole() -> None:
    long = "".join(f"{n}、本人自述身上有钱，可以住店。" for n in range(LONGEST))[:LONGEST]
    said: dict[str, Any] = {"facts": long, "help_words": long, "channels": long}
    said |= {"kind": "termination", "opinions": (replace(SAID, words=long),)}
    made = adverse(an_adverse(**said))
    text = text_of(made).replace("（接续页）", "")
    assert pages_of(made) > 3
    assert "……" in text
    last = long.rsplit("、", 1)[0].rsplit("。", 1)[1]
    assert text.count(f"{last}、本人") == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_rare_name_and_a_long_one_are_whole(kind: str) -> None:
    for name in ("欧阳𬎆", "阿卜杜热依木·买买提江·吐尔逊·阿卜杜拉"):
        text = read(kind=kind, head=head(name=name), how="witnessed", witnesses=(name, "李四"))
        assert text.count(name) == 2


def test_what_was_taken_back_says_so_across_the_paper() -> None:
    assert "作废" in read(void=True)
    assert "作废" not in read()
