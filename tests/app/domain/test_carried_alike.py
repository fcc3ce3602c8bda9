"""Belongings and places: a station's paper says much, odd things a little, common ones nothing."""

from datetime import date

import pytest

from app.domain.carried_alike import as_route, compare_carried, papers_in
from app.domain.clue import Clue, Verdict, unknown
from app.domain.number import case_number, voucher_serial

CASE = case_number("430102-01", date(2026, 9, 27), 12)
SERIAL = voucher_serial("430102-01", date(2026, 9, 27), 345)


def test_numbers_of_stations_are_read_out_of_words() -> None:
    told = f"口袋里有张纸条：{CASE.replace('-', '')}，还有凭证{SERIAL}。电话 13800001234"
    assert set(papers_in([told])) == {CASE, SERIAL}


def test_a_number_with_a_wrong_check_digit_is_none() -> None:
    wrong = CASE[:-1] + str((int(CASE[-1]) + 1) % 10)
    assert papers_in([wrong]) == ()


def test_a_paper_of_ones_own_says_much() -> None:
    clue = compare_carried((), (), (CASE,), (SERIAL, CASE))
    assert (clue.verdict, clue.key) == (Verdict.AGREES, "clue.belongings_paper")
    assert clue.weight > 8


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("红布包 绣着“平安”二字", "红布包，绣着平安二字", 2, 3),
        ("手机", "手机", 0, 0),
        ("双肩包", "双肩包", 0, 0),
        ("铜铃", "铜铃", 0.1, 1),
        ("铜铃", "口琴", 0, 0),
        ("", "口琴", 0, 0),
    ],
)
def test_things(one: str, other: str, least: float, most: float) -> None:
    clue = compare_carried((one,), (other,), (), ())
    assert least <= clue.weight <= most
    assert (clue.verdict is Verdict.UNKNOWN) == (clue.weight == 0)


def test_a_place_where_both_have_been_says_little_and_another_nothing() -> None:
    same = Clue(about="route", verdict=Verdict.AGREES, weight=6.0, key="clue.home_same",
                facts={"one": "衡阳", "other": "衡阳"})  # fmt: skip
    other = Clue(about="route", verdict=Verdict.DIFFERS, weight=-2.0, key="clue.home_other")
    assert 0 < as_route(same).weight <= 1
    assert as_route(other) == unknown("route")
