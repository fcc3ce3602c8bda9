"""旧登记导入: into a real register, each row whole or not, nobody twice, nobody merged."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from sqlalchemy.exc import IntegrityError

from app.desk import monthly, taking_over
from app.desk.taking_over import Asked, Checked, Done
from app.domain.errors import Refused, Unavailable
from app.domain.monthly import Part
from app.domain.old_register import Field
from app.domain.period import Length, period_of
from app.domain.person import Claim, Person, Source
from app.domain.visit import Leaving, LeavingKind, Visit
from app.store.ask import all_of
from app.store.find import find
from app.store.importing import made_of
from app.store.people import in_station
from tests import makers
from tests.makers import NOON

TODAY = NOON.date()
HEADS = ("编号", "姓名", "出生日期", "入站日期", "离站日期", "去向", "备注")
ROWS = (
    ("J1", "王淼", "1980-01-01", "2019-03-05", "2019-03-08", "乘车返乡", "=SUM(A1)"),
    ("J2", "王淼", "1980-01-01", "2019-05-05", "", "", ""),
    ("J3", "欧阳𬎆", "1975", "2019-02-30", "", "", ""),
    ("", "", "", "2019-05-05", "", "", ""),
    ("J1", "刘", "", "2020-01-01", "", "", ""),
    ("J6", "", "", "2026/11/2", "2026/11/4", "", ""),
)


@pytest.fixture
def house(tmp_path: Path) -> makers.Desk:
    """An open register."""
    return makers.desk(tmp_path / "data")


def _csv(
    folder: Path, encoding: str = "utf-8-sig", rows: tuple[tuple[str, ...], ...] = ROWS
) -> Path:
    file = folder / "旧登记.csv"
    lines = "".join(",".join(row) + "\r\n" for row in (HEADS, *rows))
    file.write_bytes(lines.encode(encoding))
    return file


def _check(file: Path) -> Checked:
    return taking_over.check(file, taking_over.head(file).columns, TODAY)


def _take(house: makers.Desk, file: Path, at_once: int = 2) -> Done:
    done = Done()
    portions = taking_over.portions(_asked(file), house.station, house.leader, NOON, at_once)
    for done in taking_over.whole(house.register, portions, by=house.leader, at=NOON):  # noqa: B007
        pass  # the last one is wanted
    return done


def _asked(file: Path) -> Asked:
    return Asked(file=file, columns=taking_over.head(file).columns)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_a_dry_run_says_every_error_by_its_row_and_writes_nothing(
    house: makers.Desk, tmp_path: Path, encoding: str
) -> None:
    before = house.register.journal_size()
    found = _check(_csv(tmp_path, encoding))
    assert (found.rows, found.good, found.bad, found.undated) == (6, 3, 3, 1)
    assert [(one.line, one.field, one.key) for one in found.wrong] == [
        (4, "arrived", "old.no_day"), (5, "name", "old.nobody"), (6, "number", "old.number_twice"),
    ]  # fmt: skip
    assert found.repeated == (("王淼 1980-01-01", (2, 3)),)
    assert house.register.journal_size() == before


def test_rows_are_taken_over_whole_and_marked_and_nobody_is_merged_or_still_here(
    house: makers.Desk, tmp_path: Path
) -> None:
    done = _take(house, _csv(tmp_path))
    assert (done.added, done.already) == (3, 0)
    visits = {one.detail["imported"]: one for one in all_of(house.register, Visit)}
    first = visits["旧登记.csv · 2"]
    assert (first.case_number, first.story) == ("旧-440114-01-J1", "乘车返乡；=SUM(A1)")
    assert len(all_of(house.register, Person)) == 3, "each row is a person of its own"
    assert {one.source for one in all_of(house.register, Claim)} == {Source.OLD_REGISTER}
    left = {one.visit: one for one in all_of(house.register, Leaving)}
    assert left[first.id].kind is LeavingKind.VOUCHER
    assert visits["旧登记.csv · 3"].detail["undated"] == "yes"
    assert in_station(house.register, sealed=True) == []
    while house.register.index(100):
        pass
    assert [one.name for one in find(house.register, "王淼")] == ["王淼", "王淼"]
    assert house.register.verify_journal() > 0


def test_run_twice_or_broken_off_it_adds_nobody_twice(house: makers.Desk, tmp_path: Path) -> None:
    file = _csv(tmp_path)
    first = next(taking_over.portions(_asked(file), house.station, house.leader, NOON, 1))
    taking_over.take_over(house.register, first, by=house.leader, at=NOON)
    done = _take(house, file)
    assert (done.added, done.already) == (2, 1)
    done = _take(house, file)
    assert (done.added, done.already) == (0, 3)
    assert len(all_of(house.register, Person)) == 3


def test_another_process_makes_the_same_and_its_death_and_its_errors_are_said(
    house: makers.Desk, tmp_path: Path
) -> None:
    file, by, done = _csv(tmp_path), house.leader, Done()
    with taking_over.made_ahead(_asked(file), house.station, by, NOON) as portions:
        for done in taking_over.whole(house.register, portions, by=by, at=NOON):  # noqa: B007
            pass
    assert (done.added, done.line) == (3, 7)
    assert (_take(house, file).already, house.register.verify_journal() > 0) == (3, True)
    broken = taking_over.made_ahead(_asked(file), house.station, by, NOON)
    with pytest.raises(Unavailable, match=r"old\.broken_off"), broken as portions:  # noqa: PT012
        for other in psutil.Process().children():
            if "spawn_main" in " ".join(other.cmdline()):  # not Python's own helper
                other.kill()
        next(portions)
    changed = replace(_asked(file), stamp=(0, 0))
    late = taking_over.made_ahead(changed, house.station, by, NOON)
    with pytest.raises(Refused, match=r"old\.changed") as sorry, late as portions:
        next(portions)
    assert sorry.value.facts == {"file": file.name}


def test_a_file_that_is_written_anew_while_it_is_read_is_not_taken_for_a_whole_one(
    house: makers.Desk, tmp_path: Path
) -> None:
    file = _csv(tmp_path)
    asked = replace(_asked(file), stamp=_check(file).stamp)
    portions = taking_over.portions(asked, house.station, house.leader, NOON, 1)
    taking_over.take_over(house.register, next(portions), by=house.leader, at=NOON)
    file.write_text(",".join(HEADS), encoding="utf-8-sig")
    with pytest.raises(Refused, match=r"old\.changed"):
        list(portions)
    assert len(all_of(house.register, Person)) == 1


def test_a_portion_that_fails_leaves_nothing_behind(house: makers.Desk) -> None:
    before = house.register.journal_size()
    person = makers.person()
    with pytest.raises(TypeError):
        made_of([[person], [house.station]], "import")
    twice = made_of([[person], [person]], "import")
    with pytest.raises(IntegrityError):
        house.register.take_over(twice, by=house.intake.id, at=NOON)
    assert house.register.journal_size() == before
    assert all_of(house.register, Person) == []


def test_who_was_erased_does_not_come_back(house: makers.Desk, tmp_path: Path) -> None:
    file = _csv(tmp_path, rows=ROWS[:1])
    _take(house, file)
    house.register.erase([all_of(house.register, Person)[0].id], NOON)
    done = _take(house, file)
    assert (done.added, done.erased) == (0, 1)
    assert all_of(house.register, Person) == []


def test_a_sheet_with_days_as_numbers(house: makers.Desk, tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "old.xlsx"
    book.worksheets[0].append(["姓名", "入站日期", "离站日期"])
    for row in (["王淼", date(2019, 3, 5), 43530], [None, None, None], ["刘", 43529, None]):
        book.worksheets[0].append(row)
    book.save(file)
    assert _take(house, file).added == 2
    days = {one.arrived_at.date() for one in all_of(house.register, Visit)}
    assert days == {date(2019, 3, 5)}


def test_a_name_over_several_rows_makes_nobody_nameless_and_a_changed_file_is_checked_anew(
    house: makers.Desk, tmp_path: Path
) -> None:
    book, file = Workbook(), tmp_path / "old.xlsx"
    sheet = book.worksheets[0]
    for row in (["姓名", "入站日期"], ["王淼", date(2019, 3, 5)], [None, date(2019, 4, 5)]):
        sheet.append(row)
    book.save(file)
    found = _check(file)
    sheet.merge_cells("A2:A3")
    book.save(file)
    with pytest.raises(Refused, match=r"old\.merged") as sorry:
        _check(file)
    assert sorry.value.facts["cells"] == "A2:A3"
    sheet.unmerge_cells("A2:A3")
    sheet.insert_cols(1)
    book.save(file)
    asked = Asked(file=file, columns={0: Field.NAME, 1: Field.ARRIVED}, stamp=found.stamp)
    with pytest.raises(Refused, match=r"old\.changed"):
        next(taking_over.portions(asked, house.station, house.leader, NOON))


def test_files_that_are_none_and_columns_that_are_missing(tmp_path: Path) -> None:
    other, torn = tmp_path / "old.xls", tmp_path / "old.xlsx"
    other.write_bytes(b"\xd0\xcf\x11\xe0")
    torn.write_bytes(b"PK\x03\x04 torn")
    for file in (other, torn):
        with pytest.raises(Refused, match=r"old\.not_a_table"):
            taking_over.head(file)
    with pytest.raises(Unavailable, match=r"old\.no_file"):
        taking_over.head(tmp_path / "nowhere.csv")
    with pytest.raises(Refused, match=r"old\.empty"):
        taking_over.head(_csv(tmp_path, rows=()))
    with pytest.raises(Refused, match=r"old\.no_column"):
        taking_over.check(_csv(tmp_path), {}, TODAY)


def test_imported_stays_are_reported_and_those_without_an_end_count_for_no_days(
    house: makers.Desk, tmp_path: Path
) -> None:
    undated = ("J7", "刘", "", "2026-11-03", "", "", "")
    _take(house, _csv(tmp_path, rows=(ROWS[-1], undated)))
    period = period_of(Length.MONTH, TODAY)
    at = NOON + timedelta(hours=1)
    found = monthly.counted(house.register, period, "440114-01", by=house.leader, at=at).report
    assert (found.left, found.mean_days, found.undated) == (1, 2.0, 1)
    assert next(one for one in found.tables if one.part is Part.LEAVING).times == 2


def _book(folder: Path, *rows: list[object], epoch: datetime = WINDOWS_EPOCH) -> Workbook:
    book = Workbook()
    book.epoch = epoch
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "old.xlsx")
    return book


def test_headings_may_stand_under_a_title_and_other_sheets_are_said(tmp_path: Path) -> None:
    file, row = tmp_path / "old.xlsx", ["王淼", date(2019, 3, 5)]
    book = _book(tmp_path, ["2019 年度登记"], ["填表人 张三"], ["姓名", "入站日期"], row)
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:B1")
    book.create_sheet("2020").append(["姓名", "入站日期"])
    book.create_sheet("空")
    book.save(file)
    head, found = taking_over.head(file), _check(file)
    assert (head.headings, head.others) == (("姓名", "入站日期"), ("2020",))
    assert (found.rows, found.good) == (1, 1)


def test_a_formula_that_was_never_calculated_is_not_taken_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "old.xlsx"
    _book(tmp_path, ["姓名", "入站日期"], ["王淼", "=DATE(2019,3,5)"])
    with pytest.raises(Refused, match=r"old\.formula") as no:
        taking_over.head(file)
    assert no.value.facts["cells"] == "B2"


def test_a_workbook_of_1904_is_not_four_years_off(house: makers.Desk, tmp_path: Path) -> None:
    _book(
        tmp_path, ["姓名", "入站日期"], ["王淼", 42067], ["刘", date(2019, 3, 5)], epoch=MAC_EPOCH
    )
    assert _take(house, tmp_path / "old.xlsx").added == 2
    assert {one.arrived_at.date() for one in all_of(house.register, Visit)} == {date(2019, 3, 5)}


@pytest.mark.parametrize("name", ["old.xlsx", "old.xls"])
def test_a_file_with_a_password_says_so(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512))
    with pytest.raises(Refused, match=r"old\.locked"):
        taking_over.head(file)


def test_what_is_kept_in_words_is_said_by_its_line(tmp_path: Path) -> None:
    _book(tmp_path, ["姓名", "入站日期", "民族"], ["王淼", date(2019, 3, 5), "穿青人"])
    kept = _check(tmp_path / "old.xlsx").kept
    assert [(one.line, one.field, one.key) for one in kept] == [(2, "ethnicity", "old.kept")]
