"""Text fits its box, or the rest is told; nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.paper import fonts
from app.paper.fit import Fitted, fit_text, height_of, wrap

_NAMES = ("王", "王" * 30, "阿卜杜热依木·买买提艾力", "Jean-Baptiste O'Connor", "𬎆" * 30, "王𬎆·a")


@pytest.mark.parametrize("name", _NAMES)
def test_a_name_is_whole_inside_its_box(name: str) -> None:
    fitted = fit_text(name, 150, 26, size=10)
    assert "".join(fitted.lines).replace(" ", "") == name.replace(" ", "")
    assert not fitted.rest
    _inside(fitted, 150, 26)


def test_a_text_that_has_room_keeps_its_size() -> None:
    assert fit_text("王小明", 150, 20, size=10) == Fitted(lines=("王小明",), size=10)


def test_a_little_too_long_shrinks_before_it_wraps() -> None:
    fitted = fit_text("王" * 11, 100, 30, size=10)
    assert len(fitted.lines) == 1
    assert fitted.size == 9


def test_too_long_to_shrink_wraps() -> None:
    assert len(fit_text("王" * 20, 100, 30, size=10).lines) == 2


def test_without_a_mark_too_much_text_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        fit_text("王" * 500, 100, 30)
    assert caught.value.key == "form.too_long"


def test_with_a_mark_the_rest_is_handed_back() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(500))
    fitted = fit_text(text, 100, 30, mark="…")
    printed = "".join(fitted.lines)
    assert printed.endswith("…")
    assert printed.removesuffix("…") + fitted.rest == text
    _inside(fitted, 100, 30)


def test_a_box_without_room_hands_everything_back() -> None:
    assert fit_text("王", 100, 3, mark="…") == Fitted(lines=(), size=6.5, rest="王")


def test_words_stay_whole_and_stops_do_not_begin_a_line() -> None:
    assert wrap("one two three", fonts.width("one two", "text", 10) + 1) == ["one two ", "three"]
    assert wrap("一二三，四", 31) == ["一二", "三，四"]


def test_a_box_stays_with_its_word_and_a_mark_in_one_piece() -> None:
    assert wrap("□公安护送　□自行来站", 75) == ["□公安护送　", "□自行来站"]
    assert wrap("不准【待核】", 45) == ["不准", "【待核】"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert "".join(wrap("A" * 100, 60)) == "A" * 100


@given(
    text=st.text(alphabet="王𬎆，（a b.□\n", max_size=120),
    width=st.integers(40, 300),
)
def test_wrapped_lines_joined_are_the_text_and_none_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines) == text
    wide = [line for line in lines if fonts.width(line.rstrip(), fonts.TEXT, 10) > width]
    assert not [line for line in wide if len(line) > 1]


def _inside(fitted: Fitted, width: float, height: float) -> None:
    assert all(fonts.width(line, fonts.TEXT, fitted.size) <= width for line in fitted.lines)
    assert height_of(len(fitted.lines) - 1, fitted.size) + fitted.size <= height + 0.1
