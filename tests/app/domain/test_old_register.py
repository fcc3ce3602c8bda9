"""旧登记: columns are guessed, days read however written, a row whole or said to be wrong."""

from datetime import UTC, date, datetime

import pytest

from app.domain.errors import Refused
from app.domain.old_register import Cell, Field, Repeats, guess, id_for, read
from app.domain.sheet_day import Since1904, in_digits
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
     "二〇一九年三月五日", "二○一九年三月五日", Since1904(42067),
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
     ({"arrived": "二〇二四年三月"}, "old.only_month", "arrived"),
     ({"arrived": "2024.3"}, "old.only_month", "arrived"),
     ({"name": "长" * 501}, "old.too_long", "name"),
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
    assert (found.left_as, found.note) == (LeavingKind.OTHER, "派出所；出生日期：属猴；性别：?")
    assert found.way is ArrivalWay.UNKNOWN


def test_a_long_story_is_taken_over_to_its_end_and_odd_words_stay_in_it() -> None:
    columns = {**_COLUMNS, 9: Field.NOTE, 10: Field.WAY, 11: Field.ETHNICITY}
    row = [*_row(), "述" * 900, "好心人送来", "穿青人"]
    found = read(2, row, columns, TODAY)
    assert found.note == f"{'述' * 900}；民族：穿青人；来站方式：好心人送来"


@pytest.mark.parametrize("number", [440114199001010010, 4.4011419900101e17, "4.40114E+17"])
def test_a_number_whose_digits_a_spreadsheet_lost_is_nobodys_document(number: Cell) -> None:
    """Two people of one day and district would share what is left of theirs."""
    found = read(2, _row(document=number), _COLUMNS, TODAY)
    assert (found.document, found.odd) == (None, (Field.DOCUMENT,))
    assert [one.key for one in found.unread] == ["old.lost_digits"]
    assert "身份证：4" in found.note


@pytest.mark.parametrize(
    ("cell", "birth"), [(25000, "1968-06-11"), (1979, "1979"), ("一九七九年三月", "1979-03")]
)
def test_a_birth_is_read_as_a_sheet_or_an_old_hand_has_it(cell: Cell, birth: str) -> None:
    assert read(2, _row(birth=cell), _COLUMNS, TODAY).birth.birth == birth


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("二〇二四年十月二十一日", "2024年10月21日"), ("一九九九年十二月三十号", "1999年12月30号"),
     ("二零零一年二十月", "2001年20月"), ("十月一日", "十月一日"), ("五十上下", "五十上下")],
)  # fmt: skip
def test_years_months_and_days_in_words(text: str, read_as: str) -> None:
    assert in_digits(text) == read_as


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
    assert (again.line, again.key, again.text) == (9, "old.number_twice", "3")
    assert repeats.humans() == [("王淼 1980-01-01", (2, 3, 4, 5, 6))]
