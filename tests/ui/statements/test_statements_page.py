"""对账单: chosen, compared, written down once, by keys; what a human has to look at is said."""

import csv
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import statements
from app.domain.errors import Refused
from app.domain.statement import Found
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent, VoucherEventKind
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from ui.jobs import Jobs
from ui.statements.page import StatementsPage
from ui.vouchers.page import VouchersPage

HEADS: list[object] = ["流水号", "凭证号", "业务类型", "交易时间", "金额（元）"]


def _rows(made: Voucher) -> list[list[object]]:
    at = local(clock.now() + timedelta(minutes=2))
    return [
        HEADS,
        ["L-1", made.serial, "购票", f"{at:%Y-%m-%d %H:%M:%S}", "612.50"],
        ["L-2", made.serial, "退票", f"{at:%Y-%m-%d %H:%M:%S}", "-612.50"],
        ["L-3", "GT999", "退票", f"{at:%Y-%m-%d %H:%M:%S}", "10"],
        ["", "", "合计", "", "1225"],
    ]


def _gbk(file: Path, rows: list[list[object]]) -> Path:
    with file.open("w", encoding="gb18030", newline="") as opened:
        csv.writer(opened).writerows(rows)
    return file


def _xlsx(file: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(file)
    return file


def test_a_statement_is_compared_and_what_is_new_is_written_once(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    made = station.voucher(house, station.arrive(house, "王𬎆"))
    forgotten = station.voucher(house, station.arrive(house, "李四方"))
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("vouchers")
    station.settle(qtbot, jobs)
    assert station.keys_of(station.page(window, VouchersPage)) == ["F4"]
    window.press("F4")
    page = station.page(window, StatementsPage)
    page.choose(str(_gbk(tmp_path / "11 月.csv", _rows(made))))
    station.until(qtbot, lambda: bool(page._rows))
    found = {row.found: row for row in page._rows}
    assert set(found) == {Found.AGREES, Found.NEW, Found.UNKNOWN, "unread", "missing"}
    assert found["missing"].serial == forgotten.serial
    assert "1225" not in page.sums.text(), "a line of sums is no line"
    assert all_of(house.register, VoucherEvent) == [], "looking writes nothing"
    station.until(qtbot, lambda: too_narrow(page) == [])
    assert nameless(window) == []
    window.press("F9")
    station.until(qtbot, lambda: bool(all_of(house.register, VoucherEvent)))
    station.settle(qtbot, jobs)
    (event,) = all_of(house.register, VoucherEvent)
    assert (event.kind, event.statement) == (VoucherEventKind.REFUNDED, "L-2")
    assert (event.amount, event.account) == (Decimal("612.50"), made.account)
    page.choose(str(_xlsx(tmp_path / "again.xlsx", _rows(made))))
    station.until(qtbot, lambda: Found.KNOWN in {row.found for row in page._rows})
    assert "F9" not in station.keys_of(page)


def test_a_file_that_is_no_statement_gets_a_sentence(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("statements")
    page = station.page(window, StatementsPage)
    page.choose(str(_gbk(tmp_path / "a.csv", [["姓名", "金额"], ["王", "1"]])))
    station.until(qtbot, page.file.warning.isVisible)
    assert "凭证号" in page.file.warning.text()
    page.choose(str(tmp_path / "nowhere.xlsx"))
    station.until(qtbot, lambda: "nowhere" in page.file.warning.text())
    (tmp_path / "odd.xlsx").write_bytes(b"PK not a book")
    with pytest.raises(Refused, match=r"old\.not_a_table"):
        statements.read_file(tmp_path / "odd.xlsx")


def test_a_file_that_cannot_be_read_leaves_nothing_of_the_one_before_to_be_written(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    made = station.voucher(house, station.arrive(house, "王淼"))
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("statements")
    page = station.page(window, StatementsPage)
    above: list[list[object]] = [["示例银行对账单"], ["账户", "示例专户 0001"]]
    page.choose(str(_gbk(tmp_path / "bank.csv", [*above, *_rows(made)])))
    station.until(qtbot, lambda: "F9" in station.keys_of(page))
    page.file.set_value("b.csv")
    assert "F9" not in station.keys_of(page), "named and not read yet"
    page.choose(str(tmp_path / "bank.csv"))
    station.until(qtbot, lambda: "F9" in station.keys_of(page))
    _gbk(tmp_path / "bank.csv", [["姓名", "金额"], ["王", "1"]])  # written over meanwhile
    page.choose(str(tmp_path / "bank.csv"))
    station.until(qtbot, page.file.warning.isVisible)
    assert "F9" not in station.keys_of(page)
    assert page.table.rows.rows == []


def test_what_was_written_before_the_disk_was_full_is_not_written_again(
    house: makers.Desk, tmp_path: Path
) -> None:
    made = station.voucher(house, station.arrive(house, "王淼"))
    read = statements.read_file(_gbk(tmp_path / "11.csv", _rows(made)))
    seen = statements.look(house.register, read, by=house.intake)
    for _ in range(2):  # F9 once more, with what was seen before
        at = clock.now() + timedelta(minutes=5)
        statements.write(house.register, seen.fresh, read.file, by=house.intake, at=at)
    assert len(all_of(house.register, VoucherEvent)) == 1


def test_the_file_that_was_named_is_there_again_and_sheets_that_are_not_read_are_said(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    made = station.voucher(house, station.arrive(house, "王淼"))
    book, file = Workbook(), tmp_path / "11 月.xlsx"
    for row in _rows(made):
        book.worksheets[0].append(row)
    book.create_sheet("退票").append(["L-9"])
    book.save(file)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("statements")
    page = station.page(window, StatementsPage)
    page.choose(str(file))
    station.until(qtbot, lambda: bool(page._rows))
    assert "退票" in page.told.words.text()
    window.close_pages()
    station.settle(qtbot, jobs)
    again = station.open_window(qtbot, jobs, settings, house)
    again.go("statements")
    station.settle(qtbot, jobs)
    assert station.page(again, StatementsPage).file.value() == str(file)
