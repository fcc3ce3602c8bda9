"""Before the desk: a backup comes back by keys alone, a temporary password is changed first."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import backups, door
from app.domain.staff import Role
from app.settings import Settings
from app.store.backup import Source
from tests.ui.conftest import AT, CHIEF, INTAKE, STATION
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from tests.ui.sample import PAGES, FormPage
from ui.jobs import Jobs
from ui.login.change import ChangePage
from ui.login.first_run import FirstRun
from ui.login.page import LockPage, LoginPage
from ui.login.restore import RestorePage
from ui.shell import Shell
from ui.theme import NAV

SLOW = 15_000


@pytest.fixture
def shell(qtbot: QtBot, jobs: Jobs, settings: Settings) -> Iterator[Shell]:
    """The top window, nothing in it yet."""
    made = Shell(jobs, settings, lambda: PAGES)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    yield made
    made.close()


def log_in(qtbot: QtBot, shell: Shell, login: str, password: str) -> None:
    """Type and press Enter."""
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    page.login.set_value(login)
    page.password.set_value(password)
    press(Qt.Key.Key_Return, on=page.password.line)
    qtbot.waitUntil(
        lambda: shell.currentWidget() is not page or page.told.isVisible(), timeout=SLOW
    )


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str]:
    """A backup on a disk, made on another machine, and the key on its sheet."""
    other, disk = tmp_path / "other", tmp_path / "disk"
    disk.mkdir()
    made = door.set_up(other, STATION, CHIEF, AT)
    door.add_officer(made.session.register, INTAKE, by=made.session.officer, at=AT)
    source: Source = made.session.register.source()
    backups.back_up(source, Settings(data=other), AT, to=disk)
    made.session.register.close()
    return disk, made.recovery_key


def test_a_new_machine_begins_with_a_backup_by_keys_alone(
    qtbot: QtBot, shell: Shell, kept: tuple[Path, str]
) -> None:
    disk, sheet = kept
    shell.begin(set_up=False)
    first = shell.currentWidget()
    assert isinstance(first, FirstRun)
    first.station.restore.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return, on=first.station.restore)
    page = shell.currentWidget()
    assert isinstance(page, RestorePage)
    assert page.source.line.hasFocus()
    page.source.line.insert(str(disk))
    press(Qt.Key.Key_Return, on=page.source.line)
    assert page.rescued.line.hasFocus()
    press(Qt.Key.Key_Return, on=page.rescued.line)
    assert page.key.line.hasFocus()
    page.key.line.insert("AAAA-BBBB")
    press(Qt.Key.Key_Return, on=page.key.line)
    qtbot.waitUntil(page.told.isVisible, timeout=SLOW)
    assert "恢复密钥不对" in page.told.words.text()
    assert too_narrow(shell) == []
    assert nameless(shell) == []
    page.key.set_value(sheet.lower())
    press(Qt.Key.Key_Return, on=page.key.line)
    qtbot.waitUntil(page.on.isVisible, timeout=SLOW)
    assert "已恢复并核对" in page.told.words.text()
    assert page.on.hasFocus()
    press(Qt.Key.Key_Return, on=page.on)
    log_in(qtbot, shell, INTAKE.login, INTAKE.password)
    assert shell.desk is not None
    assert shell.desk.desk.officer.name == INTAKE.name


def test_without_a_backup_one_goes_back_and_sets_up(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    shell.begin(set_up=False)
    first = shell.currentWidget()
    assert isinstance(first, FirstRun)
    first.station.restore.click()
    page = shell.currentWidget()
    assert isinstance(page, RestorePage)
    page.try_key()
    assert page.source.warning.text()
    page.source.set_value(str(tmp_path))
    page.try_key()
    qtbot.waitUntil(page.told.isVisible, timeout=SLOW)
    assert "没有找到完整的备份" in page.told.words.text()
    page.away.click()
    assert isinstance(shell.currentWidget(), FirstRun)


def test_a_password_from_the_administrator_is_changed_before_the_desk_opens(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    boss = door.log_in(station, CHIEF.login, CHIEF.password, AT)
    new = door.NewOfficer(login="wang", name="王五", role=Role.INTAKE, password="for today 55")
    door.add_officer(boss.register, new, by=boss.officer, at=AT, temporary=True)
    boss.register.close()
    shell.begin(set_up=True)
    log_in(qtbot, shell, "wang", "for today 55")
    page = shell.currentWidget()
    assert isinstance(page, ChangePage)
    assert shell.desk is None
    assert too_narrow(shell) == []
    for new_one, again, said in (
        ("for today 55", "for today 55", "不同"),
        ("my own 2026", "my own 2027", "不一样"),
        ("short", "short", "至少"),
    ):
        page.new.set_value(new_one)
        page.again.set_value(again)
        press(Qt.Key.Key_Return, on=page.again.line)
        warned = page.again if said == "不一样" else page.new
        qtbot.waitUntil(lambda w=warned, s=said: s in w.warning.text(), timeout=SLOW)  # type: ignore[misc]
    page.new.set_value("my own 2026")
    page.again.set_value("my own 2026")
    press(Qt.Key.Key_Return, on=page.again.line)
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)
    shell.log_out()
    log_in(qtbot, shell, "wang", "my own 2026")
    assert shell.desk is not None


def test_a_clock_set_back_a_year_is_said_and_the_desk_opens(
    qtbot: QtBot, shell: Shell, station: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT - timedelta(days=365))
    shell.begin(set_up=True)
    log_in(qtbot, shell, INTAKE.login, INTAKE.password)
    assert shell.desk is not None
    assert "时钟" in shell.desk.told.words.text()
    assert "2026-11-23 14:29" in shell.desk.told.words.text()


def test_the_idle_lock_keeps_what_is_being_composed_and_covers_an_open_list(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    log_in(qtbot, shell, INTAKE.login, INTAKE.password)
    assert shell.desk is not None
    form = shell.desk.page("intake")
    assert isinstance(form, FormPage)
    form.name.line.setFocus()
    form.name.line.insert("王")
    QApplication.sendEvent(form.name.line, QInputMethodEvent("miao", []))
    assert shell._idle.isActive()
    shell.lock()
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    assert QApplication.activePopupWidget() is None
    page.password.set_value(INTAKE.password)
    page.try_password()
    qtbot.waitUntil(lambda: shell.currentWidget() is shell.desk, timeout=SLOW)
    assert form.name.value().startswith("王")


def test_an_open_list_does_not_stand_above_the_lock(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    log_in(qtbot, shell, INTAKE.login, INTAKE.password)
    assert shell.desk is not None
    form = shell.desk.page("intake")
    assert isinstance(form, FormPage)
    form.name.set_value("王淼")
    form.folk.combo.setFocus()
    form.folk.combo.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    shell._idle.timeout.emit()
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    assert QApplication.activePopupWidget() is None
    assert not form.folk.combo.view().isVisible()
    qtbot.waitUntil(page.password.line.hasFocus)
    page.opened.emit()
    assert form.name.value() == "王淼"


def test_nobody_is_here_is_seen_from_afar_by_its_dark_ground(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    seen = shell.grab().toImage()
    for at in ((3, 3), (shell.width() // 2, 20), (shell.width() - 3, shell.height() - 3)):
        assert seen.pixelColor(*at).name().upper() == NAV


def test_composing_counts_as_working(qtbot: QtBot, shell: Shell, station: Path) -> None:
    shell.begin(set_up=True)
    log_in(qtbot, shell, INTAKE.login, INTAKE.password)
    assert shell.desk is not None
    form = shell.desk.page("intake")
    assert isinstance(form, FormPage)
    shell.activateWindow()
    form.name.line.setFocus()
    qtbot.waitUntil(form.name.line.hasFocus)  # an input method speaks to where the cursor is
    shell._idle.setTimerType(Qt.TimerType.PreciseTimer)
    shell._idle.start(60_000)
    qtbot.wait(30)
    before = shell._idle.remainingTime()
    QApplication.sendEvent(form.name.line, QInputMethodEvent("miao", []))
    assert shell._idle.remainingTime() > before
    shell._idle.setInterval(600_000)


def test_the_lock_waits_after_wrong_passwords_and_says_how_long(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    (station / "settings.toml").write_text("lock_out_after = 3\n")
    shell.begin(set_up=True)
    log_in(qtbot, shell, INTAKE.login, INTAKE.password)
    shell.lock()
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    for _ in range(4):
        page.told.say("")
        page.password.set_value("wrong")
        page.try_password()
        qtbot.waitUntil(page.told.isVisible, timeout=SLOW)
    assert "请等 0 分" in page.told.words.text()
    assert page.out.isEnabled()


def test_a_network_share_is_said_at_the_first_step(
    qtbot: QtBot, shell: Shell, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = SimpleNamespace(mountpoint=str(settings.data.parent), fstype="nfs4", opts="rw")
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: [share])
    shell.begin(set_up=False)
    first = shell.currentWidget()
    assert isinstance(first, FirstRun)
    qtbot.waitUntil(first.station.told.isVisible, timeout=SLOW)
    assert "网络共享盘" in first.station.told.words.text()
    qtbot.waitUntil(lambda: too_narrow(shell) == [])
