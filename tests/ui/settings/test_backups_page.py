"""设置, 备份: what the page says, makes, stops and remembers."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import backups
from app.settings import Settings, read
from app.store import proof, shelf
from tests import makers
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from tests.ui.station import WAIT, arrive, open_window, page, settle
from ui.jobs import Jobs
from ui.settings.backups import BackupsPage
from ui.window import DeskWindow


def opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, *, boss: bool = False
) -> tuple[DeskWindow, BackupsPage]:
    """The page, by the keys of the settings page."""
    officer = house.administrator if boss else house.intake
    window = open_window(qtbot, jobs, settings, house, officer)
    window.go("settings")
    window.press("F4")
    settle(qtbot, jobs)
    shown = page(window, BackupsPage)
    shown.keeper.serve(house.register)
    return window, shown


def write(qtbot: QtBot, jobs: Jobs, window: DeskWindow, house: makers.Desk) -> None:
    """Somebody arrives, by the one writer."""
    jobs.desk(window, lambda _register: arrive(house), lambda _visit: None)
    settle(qtbot, jobs)


def test_the_first_backup_is_made_by_one_key_and_shown_as_whole(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    arrive(house)
    window, shown = opened(qtbot, jobs, settings, house)
    assert shown.state.last.text() == "还没有完好的备份"
    failed: list[object] = []
    shown.keeper.failed.connect(failed.append)
    window.press("F9")
    assert shown.keeper.running
    qtbot.waitUntil(lambda: not shown.keeper.running, timeout=WAIT)
    assert failed == []
    settle(qtbot, jobs)
    assert "刚刚" in shown.state.last.text()
    assert shown.state.chip.text() == "完好"
    assert "约 4 小时后" in shown.state.next.text()
    assert shown.state.hint.isVisible()  # on the same disk
    assert len(shelf.find(settings.data / "backups")) == 1
    assert too_narrow(window) == []
    assert nameless(window) == []


def test_it_can_be_stopped_and_nothing_half_stays(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, shown = opened(qtbot, jobs, settings, house)
    shown.keeper.now()
    shown.keeper.stop()
    qtbot.waitUntil(lambda: not shown.keeper.running, timeout=WAIT)
    settle(qtbot, jobs)
    assert shelf.find(settings.data / "backups") == []
    assert not list((settings.data / "backups").rglob("*.part"))
    assert backups.read_state(settings.data).failed == ""  # wanted, so nothing to mend
    assert "F9" in window.line.buttons


def test_a_folder_that_is_gone_is_said_with_what_to_do_and_saving_goes_on(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    disk = tmp_path / "usb"
    (settings.data / "settings.toml").write_text(f'backup_folder = "{disk}"\n')
    window, shown = opened(qtbot, jobs, settings, house)
    window.press("F9")
    qtbot.waitUntil(lambda: not shown.keeper.running, timeout=WAIT)
    settle(qtbot, jobs)
    assert "请插好移动硬盘" in shown.state.told.words.text()
    assert shown.state.chip.text() == "没有做成"
    assert not disk.exists()
    write(qtbot, jobs, window, house)
    disk.mkdir()
    window.press("F9")
    qtbot.waitUntil(lambda: shown.state.chip.text() == "完好", timeout=WAIT)
    assert not shown.state.told.isVisible()


def test_the_administrator_chooses_folder_and_rhythm_with_the_keyboard(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    _, shown = opened(qtbot, jobs, settings, house, boss=True)
    choice = shown.choice
    assert choice is not None
    assert (choice.hours.value(), choice.kept.value()) == ("4", "14")
    choice.folder.set_value(str(tmp_path / "new disk"))
    choice.hours.set_value("0")
    press(Qt.Key.Key_Return, on=choice.kept.line)
    assert choice.hours.warning.text()
    choice.hours.set_value("2")
    choice.kept.line.setFocus()
    press(Qt.Key.Key_Return, on=choice.kept.line)
    qtbot.waitUntil(choice.told.isVisible, timeout=WAIT)
    kept = read(settings.data, {})
    assert (kept.backup_folder, kept.backup_hours) == (str(tmp_path / "new disk"), 2)
    choice.folder.set_value("relative")
    choice.save.click()
    qtbot.waitUntil(lambda: bool(choice.folder.warning.text()), timeout=WAIT)
    assert read(settings.data, {}).backup_folder == str(tmp_path / "new disk")


def test_who_is_no_administrator_is_shown_nothing_to_choose(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, shown = opened(qtbot, jobs, settings, house)
    assert shown.choice is None
    press(Qt.Key.Key_Escape, on=shown)
    assert window.here == "settings"


def test_one_is_made_when_it_is_due_and_not_before(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, shown = opened(qtbot, jobs, settings, house)
    kept = settings.data / "backups"
    for hours, count in ((0, 1), (3, 1), (5, 2)):
        now = clock.now() + timedelta(hours=hours)
        with monkeypatch.context() as later:
            later.setattr(clock, "now", lambda now=now: now)
            shown.keeper.look()
            settle(qtbot, jobs)
        assert len(shelf.find(kept)) == count
    QApplication.processEvents()


def test_at_leaving_what_was_written_since_is_kept(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, shown = opened(qtbot, jobs, settings, house)
    window.press("F9")
    qtbot.waitUntil(lambda: not shown.keeper.running, timeout=WAIT)
    keeper = shown.keeper
    keeper.leave()
    settle(qtbot, jobs)
    assert len(shelf.find(settings.data / "backups")) == 1  # nothing was written
    keeper.serve(house.register)
    write(qtbot, jobs, window, house)
    keeper.leave()
    jobs.release()  # the register is closed meanwhile
    qtbot.waitUntil(lambda: len(shelf.find(settings.data / "backups")) == 2, timeout=WAIT)
    settle(qtbot, jobs)
    state = backups.read_state(settings.data)
    assert state.entries > 0
    proof.check(Path(state.folder), house.key)


def test_no_good_backup_for_long_is_told_to_whoever_works(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, shown = opened(qtbot, jobs, settings, house)
    told: list[object] = []
    shown.keeper.trouble.connect(told.append)
    for damage in ('backup_folder = "/nowhere/usb"\n', "backup_hours = ["):
        told.clear()
        (settings.data / "settings.toml").write_text(damage)
        shown.keeper.look()
        qtbot.waitUntil(lambda: len(told) == 1, timeout=WAIT)
        settle(qtbot, jobs)
