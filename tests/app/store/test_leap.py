"""How far numbers jump follows the best that is known of the time gone by, within bounds."""

from datetime import datetime, timedelta

import pytest

from app.store import leap
from app.wire import hlc
from tests.makers import NOON

DAY = timedelta(days=1)
STAMP = hlc.tick(0, NOON)


@pytest.mark.parametrize(
    ("dated", "stamp", "gone_by"),
    [
        (NOON, STAMP, DAY),
        (NOON - 2500 * DAY, STAMP, DAY),
        (NOON + 2500 * DAY, STAMP, DAY),
        (NOON, 0, DAY),
        (NOON + 2500 * DAY, 0, timedelta()),
        (NOON, hlc.tick(0, NOON + 2500 * DAY), DAY),
    ],
)
def test_a_wrong_clock_does_not_make_it_years(
    dated: datetime, stamp: int, gone_by: timedelta
) -> None:
    assert leap.gone_by(NOON + DAY, dated, stamp) == gone_by


def test_what_tells_two_copies_apart_is_bounded() -> None:
    assert all(leap.apart(3000 * DAY) < 1440 + 4000 for _ in range(200))
