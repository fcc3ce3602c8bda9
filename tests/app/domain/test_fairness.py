"""Figures by group: too few is no rate, chance is said to be chance, a real difference is not."""

from datetime import date
from uuid import UUID

import pytest

from app.domain.fairness import Deed, Group, Measure, Row, Share, Verdict, Who, chance, rows
from app.domain.period import Length, Period, period_of

_ONE, _OTHER = UUID(int=1), UUID(int=2)


def _deeds(measure: Measure, men: int, women: int, why: str = "") -> list[Deed]:
    return [
        Deed(measure=measure, who=Who(sex=sex), officer=_ONE, times=times, why=why)
        for sex, times in (("male", men), ("female", women))
    ]


def _by_sex(men: tuple[int, int], women: tuple[int, int]) -> dict[str, Row]:
    found = _deeds(Measure.ARRIVED, men[1], women[1]) + _deeds(Measure.REFUSED, men[0], women[0])
    return {one.value: one for one in rows(found, Measure.REFUSED, Group.SEX)}


def test_of_fewer_than_twenty_there_is_no_rate() -> None:
    found = _by_sex((3, 200), (5, 19))
    assert found["female"].verdict is Verdict.TOO_FEW
    assert found["male"].verdict is Verdict.ALONE, "nor anybody to be compared with"
    assert found["unknown"].share == Share(count=0, of=0)
    assert _by_sex((3, 200), (5, 20))["female"].share.enough


@pytest.mark.parametrize(
    ("men", "women", "said"),
    [
        ((20, 1000), (24, 1000), Verdict.CHANCE),
        ((20, 1000), (60, 1000), Verdict.HIGHER),
        ((60, 1000), (20, 1000), Verdict.LOWER),
        ((1, 100), (3, 40), Verdict.CHANCE),  # two in a hundred exactly: few are expected
        ((0, 1000), (0, 1000), Verdict.CHANCE),
    ],
)
def test_a_difference_that_may_be_chance_is_said_to_be(
    men: tuple[int, int], women: tuple[int, int], said: Verdict
) -> None:
    assert _by_sex(men, women)["female"].verdict is said


def test_the_more_groups_are_compared_the_more_it_takes() -> None:
    """One of two may differ where one of five that differs as much may not."""
    two = [((14, 500), _ONE), ((30, 500), _OTHER)]
    five = [*two[1:], *(((int(14 * 1.3), 500), UUID(int=n)) for n in range(3, 7))]

    def verdict(officers: list[tuple[tuple[int, int], UUID]]) -> Verdict:
        found = [
            Deed(measure=measure, who=Who(), officer=officer, times=times)
            for pair, officer in officers
            for measure, times in zip((Measure.REFUSED, Measure.ARRIVED), pair, strict=True)
        ]
        of = {one.value: one for one in rows(found, Measure.REFUSED, Group.OFFICER)}
        return of[str(_OTHER)].verdict

    assert verdict(two) is Verdict.HIGHER
    assert verdict(five) is Verdict.CHANCE


def test_the_interval_is_wilsons() -> None:
    """Values as published: Newcombe 1998, table I."""
    for count, of, ends in ((81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605))):
        low, high = Share(count=count, of=of).ends
        assert (round(low, 4), round(high, 4)) == ends
    low, high = Share(count=0, of=20).ends
    assert (low, round(high, 4)) == (0.0, 0.1611)


def test_few_are_reckoned_exactly() -> None:
    """Fisher's tea: three of four right is chance, four of four hardly is."""
    assert round(chance(Share(count=3, of=4), Share(count=1, of=4)), 4) == 0.4857
    assert round(chance(Share(count=4, of=4), Share(count=0, of=4)), 4) == 0.0286


def test_a_fact_is_a_share_of_those_decided_and_a_ground_of_all_who_came() -> None:
    found = [
        *_deeds(Measure.ARRIVED, 70, 30),
        *_deeds(Measure.APPROVED, 20, 0, "violence"),
        *_deeds(Measure.DROPPED, 10, 0, "violence"),
        *_deeds(Measure.REFUSED, 4, 1, "street"),
    ]
    (fact,) = rows(found, Measure.APPROVED, Group.WHY)
    (ground,) = rows(found, Measure.REFUSED, Group.WHY)
    assert (fact.value, fact.share) == ("violence", Share(count=20, of=30))
    assert (ground.value, ground.share) == ("street", Share(count=5, of=100))
    assert fact.verdict is ground.verdict is Verdict.COUNTED


def test_what_is_done_to_more_than_came_has_no_rate() -> None:
    assert not Share(count=30, of=25).enough


@pytest.mark.parametrize(
    ("length", "name", "last", "before"),
    [
        (Length.MONTH, "2026-01", date(2026, 1, 31), "2025-12"),
        (Length.QUARTER, "2026-Q1", date(2026, 3, 31), "2025-Q4"),
        (Length.YEAR, "2026", date(2026, 12, 31), "2025"),
    ],
)
def test_a_period_has_its_days_and_its_neighbour(
    length: Length, name: str, last: date, before: str
) -> None:
    found = period_of(length, date(2026, 1, 31))
    assert found == Period(length=length, first=date(2026, 1, 1))
    assert (found.name, found.last, found.moved(-1).name) == (name, last, before)
    assert found.moved(-1).moved(1) == found
