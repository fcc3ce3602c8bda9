"""Reunions and returns: added up by hand, and honest where there are too few."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.domain.reunions import Left, Met, Part, Reunions, behind, reunions

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)
JUNE = date(2026, 3, 1)


def _met(n: int, days: int | None, way: str = "kin_came") -> Met:
    came = None if days is None else JUNE - days * DAY
    return Met(human=UUID(int=n), record=UUID(int=n), on=JUNE, way=way, came_on=came)


def _left(n: int, *, seen: int | None = None, back: int | None = None, on: date = JUNE) -> Left:
    return Left(
        record=UUID(int=n), on=on,
        followed_on=None if seen is None else on + seen * DAY,
        again_on=None if back is None else on + back * DAY,
    )  # fmt: skip


def _of(left: list[Left]) -> Reunions:
    return reunions([], left, TODAY)


def test_median_and_quartiles_of_the_days_and_none_of_too_few() -> None:
    found = reunions([_met(n, days) for n, days in enumerate((1, 2, 3, 10, 100))], [], TODAY)
    assert (found.days.low, found.days.median, found.days.high) == (2, 3, 10)
    assert dict(found.counts[Part.DAYS]) == {"to_3": 3, "to_30": 1, "to_365": 1}
    few = reunions([_met(n, 5) for n in range(4)] + [_met(9, None)], [], TODAY)
    assert not few.days.told
    assert few.counts[Part.DAYS]["unknown"] == 1
    assert few.by_month[2] == 5


@pytest.mark.parametrize(
    ("left", "group"),
    [
        (_left(1, seen=20, back=100), "followed"),
        (_left(1, seen=20), "followed"),
        (_left(1), "not_followed"),
        (_left(1, back=100), "not_followed"),
        (_left(1, seen=120, back=100), "not_followed"),
        (_left(1, back=30), "early"),
        (_left(1, seen=5, back=30), "followed"),
        (_left(1, seen=31, back=30), "early"),
    ],
)
def test_only_what_was_done_before_they_came_back_counts_as_followed_up(
    left: Left, group: str
) -> None:
    assert left.group == group


def test_whose_six_months_are_not_over_stands_in_no_share_though_they_came_back() -> None:
    late = TODAY - 182 * DAY
    over = [_left(n, seen=20, back=90 if n < 5 else None) for n in range(20)]
    found = _of([*over, _left(98, on=late, back=60), _left(99, on=late - DAY)])
    share = found.again["followed"]
    assert (share.count, share.of, share.enough) == (5, 20, True)
    assert (found.again["not_followed"].of, found.again["not_followed"].enough) == (1, False)
    assert found.open == 1
    assert len(behind([], over, TODAY, Part.AGAIN, "followed")) == 5
