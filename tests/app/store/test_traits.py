"""What is known of people as they are compared: estimates grow older, cards count as well."""

from dataclasses import replace
from datetime import date, timedelta

from app.desk.admission import Said, admit
from app.domain.person import ClaimKind
from app.store import find
from app.store.traits import traits_of
from tests import makers
from tests.makers import NOON

TODAY = date(2026, 11, 26)


def test_who_was_about_fifty_is_about_sixty_ten_years_later(desk: makers.Desk) -> None:
    then = NOON - timedelta(days=3652)
    said = (Said(kind=ClaimKind.AGE, value="50-55"),)
    arrival = replace(makers.arrival("甲"), said=said, arrived_at=then)
    person = admit(desk.register, arrival, desk.station, by=desk.intake, at=then).visit.person
    assert traits_of(desk.register, {person: [person]}, TODAY)[person].ages == (60, 65)
    assert find.holding_all(desk.register, [["y1966"]], 5) == [person]


def test_a_card_of_another_station_has_an_age_too(desk: makers.Desk) -> None:
    about = makers.card_of(desk.register, "乙", "430102-01", "2016-05-01", birth="~40-45")
    born = makers.card_of(desk.register, "丙", "430102-01", "2016-05-01", birth="1971-02-03")
    known = traits_of(desk.register, {one: [one] for one in (about, born)}, TODAY)
    assert (known[about].ages, known[about].birth) == ((50, 55), "")
    assert (known[born].ages, known[born].birth) == (None, "1971-02-03")
    assert find.holding_all(desk.register, [["y1971"], ["abc", "a丙"]], 5) == [born]


def test_a_mark_is_a_word_with_its_place_and_alone_where_it_has_none(desk: makers.Desk) -> None:
    said = (Said(kind=ClaimKind.MARKS, value="右脸黑痣、唇裂"),)
    arrival = replace(makers.arrival("丁"), said=said)
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    for word in ("mmolecheek", "mcleft*"):
        assert find.holding_all(desk.register, [[word]], 5) == [done.visit.person]
    assert find.holding_all(desk.register, [["mscar*"]], 5) == []
    assert find.holding_all(desk.register, [["mcleft*"], []], 5) == []
