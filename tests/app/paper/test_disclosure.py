"""本人信息告知单 as a paper: any number of rows, any length, page after page, nothing cut."""

from app.paper.disclosure import disclosure
from app.paper.facts import Chapter, Disclosure, Line
from tests.app.paper.papers import RARE, head, pages_of, sheet, text_of


def a_disclosure(*chapters: Chapter, lang: str = "zh") -> bytes:
    return disclosure(
        Disclosure(sheet=sheet(lang=lang), head=head(), chapters=chapters, complaint_phone="12345")
    )


def test_a_thousand_rows_go_on_from_page_to_page_and_none_is_lost() -> None:
    rows = tuple(
        Line(at="2026-11-24 00:30", text=f"第{n:04}条：王𬎆", beside="本人自述")
        for n in range(1000)
    )
    made = a_disclosure(Chapter(name="claims", lines=rows))
    read = text_of(made)
    assert [n for n in range(1000) if f"第{n:04}条：王𬎆" not in read] == []
    assert pages_of(made) > 20
    assert f"第{pages_of(made)}页共{pages_of(made)}页" in read
    assert read.count("您的权利") == 1


def test_one_row_of_ten_thousand_characters_is_whole() -> None:
    text = "".join(f"{n:04}，" for n in range(2000))
    made = a_disclosure(Chapter(name="visits", lines=(Line(text=text),)))
    read = text_of(made)
    assert [n for n in range(2000) if f"{n:04}，" not in read] == []
    assert pages_of(made) > 1


def test_what_there_is_nothing_of_is_said_and_the_chapters_are_numbered() -> None:
    read = text_of(a_disclosure(Chapter(name="vouchers"), Chapter(name="looks")))
    assert RARE in read
    assert "1乘车凭证没有记录。" in read
    assert "2谁查阅过、为什么没有记录。" in read
    assert "3您的权利" in read
    assert "投诉电话：12345" in read
