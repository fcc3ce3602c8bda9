"""月报: each stay under its rows, persons and person-times apart; tables check themselves."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.document import check_character
from app.domain.monthly import (
    OF_WHICH,
    ROWS,
    Figure,
    Month,
    Part,
    Report,
    Stay,
    Table,
    behind,
    days_of,
    days_within,
    due_on,
    report,
    rows_of,
)
from app.domain.visit import LeavingKind

MONTH = Month(first=date(2026, 11, 1), last=date(2026, 11, 30), province="44")
_DENIED = dict.fromkeys(("critical", "mental", "injury", "infection"), "no")


def stay(arrived: int = 10, left: int | None = None, **more: object) -> Stay:
    """Somebody who came on a day of November (0 and below: before it)."""
    person = uuid4()
    begin = MONTH.first - timedelta(days=1)
    plain = Stay(
        visit=uuid4(), person=person, record=person, arrived_on=begin + timedelta(days=arrived),
        left_on=None if left is None else begin + timedelta(days=left),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def _table(found: Report, part: Part) -> Table:
    return next(one for one in found.tables if one.part is part)


def _figure(found: Report, part: Part, row: str) -> Figure:
    return next(one for one in _table(found, part).figures if one.row == row)


def _document(area: str, born: str, order: str = "001") -> str:
    return f"{area}{born}{order}" + check_character(f"{area}{born}{order}")


def test_who_came_three_times_is_one_person_and_three_times() -> None:
    one = stay(sex="1")
    found = report([one, replace(one, visit=uuid4()), replace(one, visit=uuid4())], MONTH)
    assert _figure(found, Part.SEX, "male") == Figure(row="male", times=3, persons=1)
    assert (_table(found, Part.SEX).times, _table(found, Part.SEX).persons) == (3, 1)


def test_a_table_says_why_its_persons_do_not_add_up() -> None:
    one = stay(5, 6, left_as="own_wish")
    other = replace(one, visit=uuid4(), left_as="fetched")
    table = _table(report([one, other], MONTH), Part.LEAVING)
    assert (table.sums, table.persons, table.verdict) == ((2, 2), 1, "twice")
    assert replace(table, times=3).verdict == "broken"
    assert _table(report([one], MONTH), Part.HELP).verdict == "overlap"


@pytest.mark.parametrize(
    ("birth", "row"),
    [("2020-12-01", "to_6"), ("2019-11-30", "to_18"), ("2007-12-01", "to_18"), ("2007", "to_59"),
     ("1966-12-01", "to_59"), ("1966-11-30", "from_60"), ("", "unknown")],
)  # fmt: skip
def test_ages_fall_into_the_bands_of_the_form(birth: str, row: str) -> None:
    assert rows_of(Part.AGE, stay(birth=birth), MONTH)[0] == row


def test_age_is_taken_from_the_document_else_from_the_youngest_estimate() -> None:
    assert rows_of(Part.AGE, stay(document=_document("510199", "19600101")), MONTH) == ("from_60",)
    assert rows_of(Part.AGE, stay(estimate="17-20", sex="1"), MONTH) == ("to_18", "male_minor")
    assert rows_of(Part.AGE, stay(estimate="17-20", sex="2"), MONTH) == ("to_18",)
    assert rows_of(Part.AGE, stay(birth="2008-05-01", sex="1"), MONTH) == ("to_18",)


def test_nothing_seen_is_said_only_of_whom_everything_was_asked() -> None:
    def row(**answers: str) -> str:
        return rows_of(Part.HEALTH, stay(checks=_DENIED | answers), MONTH)[0]

    assert row() == "well"
    assert row(injury="yes") == "other"
    assert row(mental="yes") == "mental"
    assert row(mental="yes", critical="yes") == "critical"
    assert rows_of(Part.HEALTH, stay(checks={"critical": "no"}), MONTH) == ("unknown",)


def test_origin_is_by_the_home_and_else_by_the_document() -> None:
    for home, document, row in (
        ("广东省茂名市", "", "own"),
        ("四川省南充市", _document("440199", "19800101"), "elsewhere"),
        ("", _document("440199", "19800101"), "own"),
        ("不详", "", "unknown"),
        ("上湾村", "E12345678", "unknown"),
    ):
        assert rows_of(Part.ORIGIN, stay(home=home, document=document), MONTH) == (row,)


def test_what_the_register_does_not_hold_is_unknown_and_not_nought() -> None:
    found = report([stay()], MONTH)
    for part, row in ((Part.HEALTH, "limb"), (Part.HELP, "foster")):
        assert _figure(found, part, row) == Figure(
            row=row, times=None, persons=None, note="not_recorded"
        )
    assert _figure(found, Part.PLACE, "outside") == Figure(
        row="outside", times=None, persons=None, note="no_rounds"
    )
    assert _figure(found, Part.SPECIAL, "trafficked").note == "not_asked"
    asked = report([stay(checks={"trafficked": "yes"}), stay()], MONTH)
    assert _figure(asked, Part.SPECIAL, "trafficked") == Figure(
        row="trafficked", times=1, persons=1, note="not_asked_of", count=1
    )


def test_help_in_the_street_is_counted_outside_and_nowhere_else() -> None:
    one = stay()
    met = [stay(outside=True, nameless=True), stay(outside=True, person=one.person)]
    found = report([one, *met], replace(MONTH, rounds=True))
    assert _figure(found, Part.PLACE, "outside") == Figure(
        row="outside", times=2, persons=2, note="in_the_street", count=1
    )
    place = _table(found, Part.PLACE)
    assert (place.times, place.persons, place.verdict) == (3, 2, "twice")
    assert {one.times for one in found.tables if one.part is not Part.PLACE} == {1}
    walked = report([], replace(MONTH, rounds=True))
    assert _figure(walked, Part.PLACE, "outside").times == 0, "they went, and nobody took anything"


def test_treatment_in_the_station_and_what_an_approval_says_are_counted() -> None:
    found = report([stay(treated=True, special=frozenset({"violence", "trafficked"}))], MONTH)
    assert _figure(found, Part.HELP, "medical").times == 1
    for row in ("violence", "trafficked"):
        assert _figure(found, Part.SPECIAL, row).times == 1


def test_who_was_refused_or_gave_up_is_counted_apart_and_nowhere_else() -> None:
    found = report([stay(), stay(refused=True), stay(result="gave_up")], MONTH)
    asked = {one.row: one.times for one in _table(found, Part.ASKED).figures}
    assert asked == {"helped": 1, "refused": 1, "gave_up": 1}
    rest = {one.part: one.times for one in found.tables if one.part is not Part.ASKED}
    assert set(rest.values()) == {1}


def test_carried_over_and_new_are_gone_or_still_here() -> None:
    stays = [stay(-3), stay(-3, 4, left_as="voucher"), stay(2, 35), stay(2, 3, left_as="died")]
    found = report(stays, MONTH)
    flow = {one.row: one.times for one in _table(found, Part.FLOW).figures}
    ways = {one.row: one.times for one in _table(found, Part.LEAVING).figures if one.times}
    assert flow == {"carried": 2, "arrived": 2}
    assert ways == {"voucher": 1, "died": 1, "still": 2}, "who left in December is still here"
    assert _table(found, Part.FLOW).times == _table(found, Part.LEAVING).times


def test_escorts_across_provinces_are_a_part_and_those_unknown_are_said() -> None:
    places = ("四川省南充市", "广东省茂名市", "老家")
    stays = [stay(2, 3, left_as="escorted", destination=one) for one in places]
    found = report(stays, MONTH)
    assert _figure(found, Part.LEAVING, "escorted").times == 3
    far = _figure(found, Part.LEAVING, "escorted_far")
    assert (far.times, far.note, far.count) == (1, "no_destination", 1)
    assert _table(found, Part.LEAVING).verdict == "equal"


def test_ended_help_goes_before_the_way_of_leaving() -> None:
    assert rows_of(Part.LEAVING, stay(2, 3, left_as="other", ended=True), MONTH) == ("terminated",)
    assert rows_of(Part.LEAVING, stay(2, ended=True), MONTH) == ("still",)


def test_days_are_nights_and_at_least_one() -> None:
    assert days_of(stay(2, 5)) == 3
    assert days_of(stay(2, 2)) == 1
    assert days_within(stay(-5, 4), MONTH) == 3
    assert days_within(stay(-5, 1), MONTH) == 0, "the day of leaving is none"
    assert days_within(stay(29), MONTH) == 2
    assert days_within(stay(3, 3), MONTH) == 1
    found = report([stay(2, 5), stay(2, 3), stay(4, 4, undated=True)], MONTH)
    assert (found.mean_days, found.left, found.undated) == (2.0, 2, 1)
    assert report([stay()], MONTH).mean_days is None


def test_foreigners_and_who_is_from_hong_kong_by_their_papers() -> None:
    for document, rows in (
        (_document("810000", "19800101"), ("hmt",)),
        ("H12345678", ("hmt",)),
        ("AB123456", ("foreign",)),
        ("E12345678", ()),
        (_document("440199", "19800101"), ()),
    ):
        assert rows_of(Part.SPECIAL, stay(document=document), MONTH) == rows


def test_the_people_behind_a_figure_are_as_many_as_it_says() -> None:
    stays = [stay(day, sex=sex) for day, sex in ((3, "1"), (9, "1"), (5, "2"), (-1, "1"))]
    found = behind(stays, MONTH, Part.SEX, "male")
    assert [one.arrived_on.day for one in found] == [9, 3]


def test_it_is_due_on_the_fifth_of_the_next_month() -> None:
    assert due_on(date(2026, 11, 1)) == date(2026, 12, 5)
    assert due_on(date(2026, 12, 1)) == date(2027, 1, 5)


_ANY = st.builds(
    stay,
    st.integers(-20, 30),
    st.none() | st.integers(31, 40),
    sex=st.sampled_from(("", "0", "1", "2", "9")),
    birth=st.sampled_from(("", "2020", "2010-03", "1950-01-01", "?")),
    estimate=st.sampled_from(("", "5", "40-50")),
    home=st.sampled_from(("", "广东省", "四川省南充市", "某地")),
    left_as=st.sampled_from(("", *LeavingKind, "something new")),
    result=st.sampled_from(("", "helped", "hospital", "gave_up")),
    checks=st.dictionaries(
        st.sampled_from(("critical", "mental", "injury", "infection", "trafficked")),
        st.sampled_from(("yes", "no")),
    ),
    person=st.integers(0, 3).map(lambda n: UUID(int=n)),
    outside=st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(_ANY, max_size=12))
def test_every_table_adds_up_whatever_comes(stays: list[Stay]) -> None:
    found = report(stays, MONTH)
    for table in found.tables:
        assert table.verdict != "broken"
        for figure in table.figures:
            assert figure.row in ROWS[table.part]
            whose = behind(stays, MONTH, table.part, figure.row)
            assert figure.times in (None, len(whose))
    assert set(ROWS[Part.LEAVING]) >= OF_WHICH - {"male_minor"}
