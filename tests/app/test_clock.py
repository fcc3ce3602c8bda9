"""The time is UTC inside and China's on the wall."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock


def test_now_is_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_the_wall_shows_eight_hours_more() -> None:
    shown = clock.local(datetime(2026, 11, 23, 17, 30, tzinfo=UTC))
    assert f"{shown:%Y-%m-%d %H:%M}" == "2026-11-24 01:30"


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        clock.local(datetime(2026, 11, 23, 17, 30))  # noqa: DTZ001 - the point of the test
