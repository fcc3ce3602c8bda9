"""旧登记导入: by keys from a file to its people; stopped, it goes on and adds nobody twice."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import taking_over
from app.domain.old_register import Field
from app.domain.person import Person
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless
from tests.ui.keys import press
from tests.ui.station import keys_of, settle, unfit, until
from ui.importing.page import ImportPage
from ui.jobs import Jobs
from ui.window import DeskWindow


def _file(folder: Path, rows: int) -> Path:
    file = folder / "旧登记.csv"
    lines = [f"人{n},2019-03-{n % 28 + 1:02d},备{n}" for n in range(rows)]
    text = "\r\n".join(["姓名,到站那天,备注", *lines, "没有日期,,"])
    file.write_bytes(text.encode("gb18030"))
    return file


def _opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, ImportPage]:
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("settings")
    settle(qtbot, jobs)
    window.press("Shift+F6")
    settle(qtbot, jobs)
    return window, station.page(window, ImportPage)


def test_from_a_file_to_its_people_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _opened(qtbot, jobs, settings, house)
    page.file.set_value(str(_file(settings.data, 3)))
    press(Qt.Key.Key_Return, on=page.file.focusProxy())
    settle(qtbot, jobs)
    assert page.columns.columns == {0: Field.NAME, 2: Field.NOTE}
    window.press("F6")
    assert "来站日期" in page.told.words.text(), "the column that is missing is said"
    press(Qt.Key.Key_Down, on=page.columns)
    while page.columns.columns.get(1) is not Field.ARRIVED:
        press(Qt.Key.Key_Right, on=page.columns)
    window.press("F6")
    until(qtbot, lambda: "F9" in keys_of(page))
    assert page.summary.text() == "4 行：可导入 3，有错 1，没有离站日期 3"
    assert list(page.said.rows.rows) == ["第 5 行 · 来站日期：没有来站日期"]
    assert page.line.text() == "第 5 行 · 来站日期：没有来站日期", "whole, however long it is"
    assert all_of(house.register, Person) == []
    window.press("F9")
    settle(qtbot, jobs)
    assert len(all_of(house.register, Person)) == 3
    assert page.summary.text().startswith("已导入 3 行；早已导入 0")
    window.resize(1024, 600)
    until(qtbot, lambda: not unfit(window.stack))
    assert nameless(window.stack) == []


def test_stopped_it_goes_on_and_the_choice_outlives_the_window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _opened(qtbot, jobs, settings, house)
    page.choose(str(_file(settings.data, 2 * taking_over.AT_ONCE + 5)))
    settle(qtbot, jobs)
    page.columns.selectRow(1)
    while page.columns.columns.get(1) is not Field.ARRIVED:
        press(Qt.Key.Key_Right, on=page.columns)
    window.press("F6")
    until(qtbot, lambda: "F9" in keys_of(page))
    page.going.went.connect(lambda _done: window.press("F3"))
    window.press("F9")
    settle(qtbot, jobs)
    assert len(all_of(house.register, Person)) == taking_over.AT_ONCE, "whole portions only"
    page.kept.keep()
    settle(qtbot, jobs)
    window.close_pages()
    again, page = _opened(qtbot, jobs, settings, house)
    assert page.columns.columns == {0: Field.NAME, 1: Field.ARRIVED, 2: Field.NOTE}
    again.press("F6")
    until(qtbot, lambda: "F9" in keys_of(page))
    again.press("F9")
    settle(qtbot, jobs)
    until(qtbot, lambda: f"早已导入 {taking_over.AT_ONCE}" in page.summary.text())
    assert len(all_of(house.register, Person)) == 2 * taking_over.AT_ONCE + 5
    page.kept.keep()
    settle(qtbot, jobs)
    again.close_pages()
    other = "到站那天,姓名,备注\r\n2019-03-05,王,\r\n"
    Path(page.file.value()).write_bytes(other.encode("gb18030"))
    _, page = _opened(qtbot, jobs, settings, house)
    assert page.columns.columns == {1: Field.NAME, 2: Field.NOTE}, "these headings are others"


def test_another_file_is_looked_through_before_it_is_taken_over(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _opened(qtbot, jobs, settings, house)
    one, other = settings.data / "1.csv", settings.data / "2.csv"
    one.write_text("姓名,来站日期\n王淼,2019-03-05\n", encoding="utf-8")
    other.write_text("来站日期,备注,姓名\n2019-03-05,无,李四\n", encoding="utf-8")
    page.choose(str(one))
    settle(qtbot, jobs)
    window.press("F6")
    until(qtbot, lambda: "F9" in keys_of(page))
    page.file.set_value(str(other))  # typed, and no Enter
    assert "F9" not in keys_of(page), "nobody looked through this one"
    window.press("F6")
    settle(qtbot, jobs)
    assert page.columns.columns == {0: Field.ARRIVED, 1: Field.NOTE, 2: Field.NAME}
    window.press("F6")
    until(qtbot, lambda: "F9" in keys_of(page))
