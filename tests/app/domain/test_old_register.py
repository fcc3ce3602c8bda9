"""旧登记: columns are guessed, days read however written, a row whole or said to be wrong."""

from datetime import UTC, date, datetime

import pytest

from app.domain.errors import Refused
from app.domain.old_register import Cell, Field, Repeats, guess, id_for, read
from app.domain.visit import ArrivalWay, LeavingKind

TODAY = date(2026, 11, 27)
_HEADS = (
    "编号",
    "姓名 ",
    "性别",
    "出生日期（公历）",
    "身份证号",
    "入站时间",
    "离站日期",
    "去向",
    "身高",
)
_COLUMNS = guess(_HEADS)


def _row(**said: Cell) -> list[Cell]:
    plain: dict[str, Cell] = {"name": "王淼", "arrived": "2019-03-05", **said}
    known = {str(field): at for at, field in _COLUMNS.items()}
    cells: list[Cell] = [None] * len(_HEADS)
    for field, value in plain.items():
        cells[known[field]] = value
    return cells


def test_columns_are_guessed_from_their_headings_each_field_once() -> None:
    assert [str(one) for one in _COLUMNS.values()] == [
        "number", "name", "sex", "birth", "document", "arrived", "left", "left_as",
    ]  # fmt: skip
    assert guess(("姓名", "受助人", "身高", None)) == {0: Field.NAME}


@pytest.mark.parametrize(
    "day",
    ["2019-03-05", "2019/3/5", "2019年3月5日", "20190305", "2019.3.5", "43529", 43529, 43529.0,
     date(2019, 3, 5), datetime(2019, 3, 5), "２０１９-３-５"],  # noqa: DTZ001 - as a sheet has it
)  # fmt: skip
def test_a_day_is_read_however_it_was_written(day: Cell) -> None:
    assert read(2, _row(arrived=day), _COLUMNS, TODAY).arrived_at == datetime(
        2019, 3, 5, 4, tzinfo=UTC
    )


def test_a_time_is_that_of_the_station() -> None:
    found = read(2, _row(arrived="2019-03-05 22:30"), _COLUMNS, TODAY)
    assert found.arrived_at == datetime(2019, 3, 5, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "key", "field"),
    [({"arrived": ""}, "old.no_arrival", "arrived"),
     ({"arrived": "不详"}, "old.no_arrival", "arrived"),
     ({"arrived": "2019-13-05"}, "old.no_day", "arrived"),
     ({"arrived": "去年"}, "old.no_day", "arrived"),
     ({"arrived": 12}, "old.no_day", "arrived"),
     ({"arrived": "2026-11-28"}, "old.day_not_possible", "arrived"),
     ({"left": "2019-03-04"}, "old.left_before", "left"),
     ({"name": " "}, "old.nobody", "name")],
)  # fmt: skip
def test_a_row_that_cannot_be_a_stay_says_where_and_why(
    said: dict[str, Cell], key: str, field: str
) -> None:
    with pytest.raises(Refused) as no:
        read(7, _row(**said), _COLUMNS, TODAY)
    assert (no.value.key, str(no.value.facts["field"])) == (key, field)


def test_what_cannot_be_read_is_kept_in_words_and_stops_nothing() -> None:
    found = read(2, _row(birth="属猴", sex="?", left_as="派出所"), _COLUMNS, TODAY)
    assert found.odd == (Field.BIRTH, Field.SEX)
    assert (found.left_as, found.note) == (LeavingKind.OTHER, "派出所；birth：属猴；sex：?")
    assert found.way is ArrivalWay.UNKNOWN


def test_a_wrong_check_digit_is_kept_and_marked() -> None:
    found = read(2, _row(document="440199198001010010"), _COLUMNS, TODAY)
    assert found.document is not None
    assert found.document.warnings == ("document.wrong_check_digit",)
    assert found.sex == "1", "by the number, where nothing else is said"


def test_the_same_stay_is_the_same_whenever_it_is_read() -> None:
    one, other = (read(line, _row(), _COLUMNS, TODAY) for line in (2, 9))
    ids = [id_for(old.key, "visit", old.arrived_at) for old in (one, other)]
    assert ids[0] == ids[1]
    assert (ids[0].version, ids[0].variant) == (7, "specified in RFC 4122")
    assert id_for(one.key, "person", one.arrived_at) != ids[0]


def test_the_same_stay_twice_is_wrong_and_the_same_human_five_times_is_said() -> None:
    repeats, rows = Repeats(), range(2, 7)
    for line in rows:
        old = read(line, _row(birth="1980-01-01", number=f"J{line}"), _COLUMNS, TODAY)
        assert repeats.take(old) is None
    again = repeats.take(read(9, _row(number="J3", arrived="2020-01-01"), _COLUMNS, TODAY))
    assert again is not None
    assert (again.line, again.key, again.text) == (9, "old.twice", "3")
    assert repeats.humans() == [("王淼 1980-01-01", (2, 3, 4, 5, 6))]
