"""Repeat visits: counted, and held against what is possible; two lives that are not odd."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.centres import centres, point_of
from app.domain.came import Came, Odd, Window, in_order, legs, windows

TODAY = date(2026, 11, 26)
GUANGZHOU, SHENZHEN, CHANGSHA, BEIJING = "440104-01", "440304-01", "430102-01", "110101-01"
FASTEST = 800.0


def _came(station: str, day: str, time: str = "", left: str = "", **more: object) -> Came:
    """Times are those of China."""
    at = datetime.fromisoformat(f"{day}T{time or '12:00'}:00+08:00").astimezone(UTC)
    gone = datetime.fromisoformat(f"{left}:00+08:00").astimezone(UTC) if left else None
    return Came(
        at=at, day=date.fromisoformat(day), timed=bool(time), station=station, left=gone,
        left_day=date.fromisoformat(left[:10]) if left else None, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _odd(*came: Came) -> list[Odd]:
    return [leg.odd for leg in legs(came, point_of, FASTEST) if leg.odd]


def test_windows_count_arrivals_and_stations() -> None:
    came = [
        _came(GUANGZHOU, "2026-11-26"),
        _came(SHENZHEN, "2026-11-01"),
        _came(GUANGZHOU, "2026-06-30"),
        _came(GUANGZHOU, "2027-01-01"),
    ]
    assert windows(came, (365, 30, 1), TODAY) == (
        Window(days=1, times=1, stations=1),
        Window(days=30, times=2, stations=2),
        Window(days=365, times=3, stations=2),
    )


def test_a_station_lies_where_its_district_or_its_city_is() -> None:
    assert point_of("440104-01") == point_of("440100-02") == centres()["440100"]
    assert point_of("110105-01") == centres()["110105"]
    assert point_of("119999-01") == centres()["11"]
    assert point_of("999999-01") is None
    assert point_of("") is None


def test_two_places_in_less_time_than_a_plane_takes() -> None:
    """Beijing at 9, Guangzhou at 10: no plane does it; at 15 one does, and a word is said."""
    nine = _came(BEIJING, "2026-11-20", "09:00")
    (leg,) = legs([nine, _came(GUANGZHOU, "2026-11-20", "10:00")], point_of, FASTEST)
    assert leg.odd is Odd.TOO_FAST
    assert leg.km == pytest.approx(1890, abs=30)
    assert leg.hours == pytest.approx(1)
    assert _odd(nine, _came(GUANGZHOU, "2026-11-20", "15:00")) == [Odd.SAME_DAY]
    assert _odd(nine, _came(GUANGZHOU, "2026-11-21", "15:00")) == []


def test_where_only_days_are_known_nothing_is_impossible() -> None:
    """A card says no hour: a whole day is time for any way."""
    assert _odd(_came(BEIJING, "2026-11-20"), _came(GUANGZHOU, "2026-11-20")) == [Odd.SAME_DAY]
    assert _odd(_came(BEIJING, "2026-11-20"), _came(GUANGZHOU, "2026-11-21")) == []


def test_two_stations_of_one_city_on_one_day_are_no_matter() -> None:
    assert _odd(_came(GUANGZHOU, "2026-11-20", "09:00"), _came("440105-01", "2026-11-20")) == []


def test_an_unknown_place_is_near() -> None:
    assert _odd(_came(BEIJING, "2026-11-20", "09:00"), _came("999999-01", "2026-11-20")) == []


def test_elsewhere_while_still_here() -> None:
    stay = _came(GUANGZHOU, "2026-11-10", "09:00", left="2026-11-20 09:00")
    assert _odd(stay, _came(CHANGSHA, "2026-11-15")) == [Odd.OVERLAPS]
    assert _odd(stay, _came(CHANGSHA, "2026-11-20")) == []
    assert _odd(stay, _came(CHANGSHA, "2026-11-10"))[-1:] != [Odd.OVERLAPS]
    here = _came(GUANGZHOU, "2026-11-10", "09:00", here=True)
    assert _odd(here, _came(CHANGSHA, "2026-11-12")) == [Odd.OVERLAPS]


def test_a_later_arrival_in_one_long_stay_is_seen_too() -> None:
    stay = _came(GUANGZHOU, "2026-11-01", "09:00", left="2026-11-25 09:00")
    found = _odd(stay, _came(CHANGSHA, "2026-11-05"), _came(SHENZHEN, "2026-11-15"))
    assert found == [Odd.OVERLAPS, Odd.OVERLAPS]


def test_the_order_is_that_of_days() -> None:
    late, early = _came(BEIJING, "2026-11-20", "20:00"), _came(GUANGZHOU, "2026-11-19")
    assert in_order([late, early]) == (early, late)


def test_a_first_time_victim_shows_one_arrival_and_nothing_else() -> None:
    """A woman robbed on the train, registered at one station, taken home."""
    came = [_came(GUANGZHOU, "2026-11-25", "23:10", left="2026-11-26 08:00")]
    assert legs(came, point_of, FASTEST) == ()
    assert [w.times for w in windows(came, (30, 365), TODAY)] == [1, 1]


def test_a_tourist_robbed_twice_is_not_odd() -> None:
    """Robbed in Beijing, helped on; robbed again three days later in Changsha, and home from there.
    Two stations in a week are counted, and nothing is called impossible."""
    came = [
        _came(BEIJING, "2026-11-18", "22:40", left="2026-11-19 09:30"),
        _came(CHANGSHA, "2026-11-21"),
    ]
    assert _odd(*came) == []
    assert windows(came, (30,), TODAY) == (Window(days=30, times=2, stations=2),)


def test_an_old_traveller_helped_eight_times_in_three_years_is_not_odd() -> None:
    """As the press told of one: frequency alone is not fraud."""
    first = date(2023, 12, 1)
    days = [(first + timedelta(days=130 * n)).isoformat() for n in range(8)]
    stations = (GUANGZHOU, CHANGSHA, BEIJING, SHENZHEN) * 2
    assert _odd(*(_came(s, d) for s, d in zip(stations, days, strict=True))) == []


def test_a_night_train_between_two_registrations_is_not_odd() -> None:
    """Sent on from Changsha at nine in the evening with a ticket, in Guangzhou in the morning."""
    sent = _came(CHANGSHA, "2026-11-20", "14:00", left="2026-11-20 21:00")
    assert _odd(sent, _came(GUANGZHOU, "2026-11-21", "05:30")) == []
