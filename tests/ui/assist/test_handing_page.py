"""数据包 by keys: ticked, asked why, two files; nothing typed is lost by a refusal."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import protecting
from app.domain.ids import PersonId
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.register import Register
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless
from tests.ui.keys import press
from ui.assist.handing_page import HandingPage
from ui.jobs import Jobs


def test_two_files_are_made_once_why_was_said(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    station.crowd(house, 3)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("rekey")
    station.settle(qtbot, jobs)
    window.press("F7")
    page = station.page(window, HandingPage)
    station.until(qtbot, lambda: len(page.table.rows.rows) == 3)
    assert "F9" not in station.keys_of(page), "nobody is chosen beforehand"
    press(Qt.Key.Key_Space, on=page.table)
    press(Qt.Key.Key_Space, on=page.table)
    assert len(page.chosen) == 2
    page.health.set_value("yes")
    assert station.unfit(page) == []
    assert nameless(page) == []
    page.folder.set_value(str(tmp_path / "no"))
    window.press("F9")
    assert "没有这个文件夹" in page.folder.warning.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    page.folder.set_value(str(stick))
    for field, missing in ((page.why, "用途"), (page.to, "单位"), (page.health_why, "健康")):
        window.press("F9")
        station.settle(qtbot, jobs)
        assert missing in field.warning.text()
        field.set_value("城市救助平台对接")
    assert list(stick.iterdir()) == []
    assert [v for v in all_of(house.register, Viewing) if v.what == "handed"] == []
    window.press("F9")
    station.until(qtbot, lambda: "未加密" in station.told(window))
    assert sorted(file.suffix for file in stick.iterdir()) == [".json", ".xlsx"]
    assert len([v for v in all_of(house.register, Viewing) if v.what == "handed"]) == 2
    assert station.unfit(page) == [], "the checksum has room as well"


def test_ticks_outlive_a_restart_and_who_is_sealed_meanwhile_leaves_the_list(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visits = station.crowd(house, 3)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("handing")
    page = station.page(window, HandingPage)
    station.until(qtbot, lambda: len(page.table.rows.rows) == 3)
    press(Qt.Key.Key_Space, on=page.table)
    press(Qt.Key.Key_Space, on=page.table)
    ticked = set(page.chosen)
    window.close_pages()
    station.settle(qtbot, jobs)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("handing")
    page = station.page(window, HandingPage)
    station.until(qtbot, lambda: page.chosen == ticked)
    gone = next(one for one in visits if one.id in ticked)

    def seal(register: Register) -> None:
        by, at = house.leader, clock.now()
        protecting.protect(register, PersonId(gone.person), "家暴", by=by, at=at)

    jobs.desk(page, seal, lambda _made: None)
    station.until(qtbot, lambda: len(page.table.rows.rows) == 2)
    assert page.chosen == ticked - {gone.id}
