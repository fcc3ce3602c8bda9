"""Ages between two: as officers say them, as they are kept, as they are compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.birth import BirthRead, ends_of, read_birth
from app.domain.document import read_number
from app.domain.errors import Refused
from app.domain.mismatch import mismatches

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("40-50", "40-50"),
        ("40–50", "40-50"),
        ("４０～５０岁", "40-50"),
        ("45 - 50", "45-50"),
        ("50至60岁之间", "50-60"),
        ("约50", "45-55"),
        ("约50岁", "45-55"),
        ("50左右", "45-55"),
        ("五十上下", "45-55"),
        ("大概60岁左右", "55-65"),
        ("about 30", "25-35"),
        ("约5岁", "3-7"),
        ("约1", "0-3"),
        ("60多岁", "60-69"),
        ("四十多岁", "40-49"),
        ("三十来岁", "27-33"),
        ("四五十岁", "40-59"),
        ("十七八岁", "17-18"),
        ("二十七八", "27-28"),
        ("七八岁", "7-8"),
        ("47", "47"),
        ("四十七岁", "47"),
        ("一百零二", "102"),
    ],
)
def test_an_estimate_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    read = read_birth(typed, TODAY)
    assert (read.birth, read.estimate) == ("", kept)
    assert read_birth(kept, TODAY).estimate == kept


@pytest.mark.parametrize("typed", ["50-40", "三五十", "九八岁", "百年", "10-", "-10"])
def test_what_is_no_age_is_said(typed: str) -> None:
    with pytest.raises(Refused) as sorry:
        read_birth(typed, TODAY)
    assert sorry.value.key == "birth.not_understood"


def test_an_interval_beyond_anybody_is_refused() -> None:
    with pytest.raises(Refused) as sorry:
        read_birth("120-140", TODAY)
    assert sorry.value.key == "birth.too_old"


@given(st.integers(0, 130), st.integers(0, 130))
def test_every_interval_comes_back_as_it_was_kept(one: int, other: int) -> None:
    youngest, oldest = sorted((one, other))
    read = read_birth(f"{youngest}-{oldest}岁", TODAY)
    assert ends_of(read.estimate) == (youngest, oldest)
    assert read.age is not None
    assert youngest <= read.age <= oldest


@given(st.text("0123456789约多来岁上下左右四五六七八九十百-–~至", max_size=8))
def test_an_age_is_understood_in_order_or_refused(text: str) -> None:
    try:
        read = read_birth(text, TODAY)
    except Refused:
        return
    ends = ends_of(read.estimate)
    assert ends is None or 0 <= ends[0] <= ends[1] <= 130
    assert not (read.birth and read.estimate)


def test_a_number_inside_the_interval_is_no_contradiction() -> None:
    number = read_number("110101197903150133", TODAY)
    keys = [key for key, _ in mismatches(number, read_birth("40-50", TODAY), "1", TODAY)]
    assert "document.other_age" not in keys
    older = mismatches(number, read_birth("55-65", TODAY), "1", TODAY)
    assert ("document.other_age", {"paper": "47", "typed": "55-65"}) in older


def test_nothing_typed_is_nothing_said() -> None:
    assert read_birth(" ", TODAY) == BirthRead()
    assert BirthRead().estimate == ""
    assert ends_of("无") is None
