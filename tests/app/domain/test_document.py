"""Documents of all kinds: recognised, kept as they are, and found in either form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import KINDS, NO_DOCUMENT, check_character, forms_of, read_number

TODAY = date(2026, 11, 24)


def _with_check(first17: str) -> str:
    return first17 + check_character(first17)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (_with_check("44012119600101123"), "resident"),
        ("440121600101123", "resident"),
        (_with_check("81000019900307013"), "permit"),
        (_with_check("82000019900307013"), "permit"),
        (_with_check("83000019900307013"), "permit"),
        (_with_check("91115619900307013"), "foreign"),
        ("CHN123456789012", "foreign"),
        ("H12345678", "pass_hm"),
        ("M1234567801", "pass_hm"),
        ("12345678", "pass_tw"),
        ("E12345678", "passport"),
        ("EA1234567", "passport"),
        ("G12345678", "passport"),
        ("K1234567", "passport"),
        ("无证件", "none"),
        ("村委会证明", "other"),
        ("1234", "other"),
    ],
)
def test_a_number_says_what_it_probably_is(typed: str, kind: str) -> None:
    read = read_number(typed, TODAY)
    assert read.kind == kind
    assert read.warnings == ()


def test_an_abolished_or_unknown_area_is_no_reason_to_doubt_a_number() -> None:
    for area in ("440121", "532701", "799999"):
        assert read_number(_with_check(f"{area}19600101123"), TODAY).warnings == ()


def test_both_forms_of_a_number_name_each_other() -> None:
    long = _with_check("44012119600101123")
    assert forms_of("440121600101123") == ("440121600101123", long)
    assert forms_of(long) == (long, "440121600101123")
    assert forms_of("H12345678") == ("H12345678",)


def test_a_number_of_this_century_never_had_fifteen_digits() -> None:
    long = _with_check("44012120010101123")
    assert forms_of(long) == (long,)


@given(st.from_regex(r"[1-8][0-9]{14}", fullmatch=True))
def test_the_other_form_of_the_other_form_is_the_number(short: str) -> None:
    _, long = forms_of(short)
    assert forms_of(long) == (long, short)


@given(st.text(max_size=40))
def test_any_text_has_a_kind_that_can_be_shown(text: str) -> None:
    assert read_number(text, TODAY).kind in KINDS
    assert read_number(NO_DOCUMENT, TODAY).kind == "none"
    assert forms_of(text)
