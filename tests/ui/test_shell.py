"""From the first start to the desk: set-up, login, lock, recovery; nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.ids import StationId, new_id
from app.domain.staff import Role
from app.domain.station import Station
from app.settings import Settings
from app.store import keys
from tests.ui.conftest import AT, CHIEF, INTAKE
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import ALT, CTRL, press
from tests.ui.sample import PAGES, FormPage
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.login.first_run import FirstRun
from ui.login.page import LockPage, LoginPage
from ui.login.recovery import RecoveryPage
from ui.login.recovery_key import KeyStep
from ui.pages import pages as all_pages
from ui.shell import Shell
from ui.window import DeskWindow

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


def _login(shell: Shell) -> LoginPage:
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    return page


def _enter(qtbot: QtBot, shell: Shell, login: str = "zhang") -> None:
    page = _login(shell)
    page.login.set_value(login)
    page.password.set_value("battery staple")
    page.try_password()
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)


def _first(shell: Shell) -> FirstRun:
    shell.begin(set_up=False)
    page = shell.currentWidget()
    assert isinstance(page, FirstRun)
    page.station.name.set_value("示例市救助管理站")
    page.station.code.set_value("440114-01")
    for step, name, login in (
        (page.administrator, "李芳", "admin"),
        (page.first, "张伟", "zhang"),
    ):
        step.name.set_value(name)
        step.login.set_value(login)
        step.password.set_value("battery staple")
        step.again.set_value("battery staple")
    return page


def test_a_wrong_password_is_said_and_nothing_is_lost(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    page = _login(shell)
    page.login.set_value("zhang")
    page.password.set_value("wrong")
    press(Qt.Key.Key_Return, on=page.password.line)
    qtbot.waitUntil(page.told.isVisible, timeout=SLOW)
    assert page.told.words.text()
    assert (page.login.value(), page.password.value()) == ("zhang", "wrong")
    assert page.enter.isEnabled()
    assert not too_narrow(shell)


def test_locked_capitals_are_said(shell: Shell, station: Path) -> None:
    shell.begin(set_up=True)
    field = _login(shell).password
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for text, modifier, locked in (
        ("a", none, False),
        ("B", shift, False),
        ("C", none, True),
        ("d", shift, True),
        ("e", none, False),
    ):
        typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
        QApplication.sendEvent(field.line, typed)
        assert bool(field.hint.text()) == locked


def test_the_desk_locks_and_opens_with_everything_typed_still_there(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    assert shell.desk is not None
    form = shell.desk.page("intake")
    assert isinstance(form, FormPage)
    form.name.set_value("王淼")
    shell.lock()
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    page.password.set_value("wrong")
    page.try_password()
    qtbot.waitUntil(page.told.isVisible, timeout=SLOW)
    page.password.set_value("battery staple")
    page.try_password()
    qtbot.waitUntil(lambda: shell.currentWidget() is shell.desk, timeout=SLOW)
    assert form.name.value() == "王淼"


def _active(qtbot: QtBot, shell: Shell) -> None:
    """Shortcuts belong to the window that is in front."""
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow, timeout=SLOW)


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_L, ALT), (Qt.Key.Key_Pause, Qt.KeyboardModifier.NoModifier)]
)
def test_a_key_locks_the_desk_at_once(
    qtbot: QtBot, shell: Shell, station: Path, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    shell.begin(set_up=True)
    _active(qtbot, shell)
    press(key, modifier, on=shell)
    assert isinstance(shell.currentWidget(), LoginPage)
    _enter(qtbot, shell)
    assert shell.desk is not None
    _active(qtbot, shell)
    press(key, modifier, on=shell.desk)
    locked = shell.currentWidget()
    assert isinstance(locked, LockPage)
    shell.help_at_once()
    press(key, modifier, on=shell)
    assert shell.emergency.screen is not None
    shell.emergency.screen.leave()
    assert shell.currentWidget() is locked


def test_logging_out_lets_the_next_officer_in(qtbot: QtBot, shell: Shell, station: Path) -> None:
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    shell.log_out()
    page = _login(shell)
    assert page.password.value() == ""
    _enter(qtbot, shell)


def test_the_recovery_key_sets_a_new_password(
    qtbot: QtBot, jobs: Jobs, settings: Settings, shell: Shell
) -> None:
    made = door.set_up(
        settings.data,
        door.StationFacts(code="440114-01", name="示例市救助管理站"),
        door.NewOfficer(login="zhang", name="张伟", role=Role.INTAKE, password=INTAKE.password),
        AT,
    )
    made.session.register.close()
    shell.begin(set_up=True)
    _login(shell).lost.click()
    page = shell.currentWidget()
    assert isinstance(page, RecoveryPage)
    page.key.set_value(made.recovery_key.lower())
    page.login.set_value("zhang")
    page.password.set_value("new and long")
    page.again.set_value("new and lonf")
    page.try_key()
    assert page.again.warning.isVisible()
    page.again.set_value("new and long")
    page.try_key()
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)


def test_the_first_start_ends_at_the_desk_once_the_key_was_typed_back(
    qtbot: QtBot, shell: Shell, settings: Settings
) -> None:
    page = _first(shell)
    press(Qt.Key.Key_Return, on=page.station.account.line)
    assert page.stack.currentIndex() == 1
    page.administrator.again.set_value("battery stable")
    page.administrator.ahead.click()
    assert page.stack.currentIndex() == 1
    assert page.administrator.again.warning.text()
    page.administrator.again.set_value("battery staple")
    page.administrator.ahead.click()
    page.first.ahead.click()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 3, timeout=SLOW)
    qtbot.waitUntil(lambda: not too_narrow(shell))
    assert nameless(shell) == []
    page.key.ahead.click()
    assert page.key.first.warning.text()
    page.key.first.set_value(page.key._groups[page.key._asked[0]].lower())
    page.key.second.set_value(page.key._groups[page.key._asked[1]])
    page.key.ahead.click()
    page.key.ahead.click()
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)
    assert shell.desk is not None
    assert shell.desk.desk.officer.role is Role.ADMINISTRATOR
    shell.log_out()
    assert not keys.recovery_unproved(keys.read_ring(settings.data))


def test_who_was_cut_off_at_the_recovery_key_is_told_at_the_next_login(
    qtbot: QtBot, shell: Shell, settings: Settings
) -> None:
    page = _first(shell)
    made = door.set_up(settings.data, page.station.facts(), page.administrator.officer(), AT)
    made.session.register.close()
    shell.begin(set_up=True)
    _enter(qtbot, shell, "admin")
    assert shell.desk is not None
    assert "恢复密钥没有确认保管" in shell.desk.told.words.text()
    assert not shell.desk._told_for.isActive()


def test_a_wrong_station_code_leads_back_with_everything_still_typed(
    qtbot: QtBot, shell: Shell
) -> None:
    page = _first(shell)
    page.station.code.set_value("44-1")
    page.first.ahead.click()
    qtbot.waitUntil(page.station.told.isVisible, timeout=SLOW)
    assert page.stack.currentIndex() == 0
    assert page.administrator.password.value() == "battery staple"


def test_a_missing_station_code_is_said_to_be_missing(shell: Shell) -> None:
    page = _first(shell)
    page.station.code.set_value("")
    page.station.ahead.click()
    assert "请填写站点编号" in page.station.code.warning.text()


def test_the_language_is_changed_while_setting_up_and_what_was_typed_stays(
    qtbot: QtBot, shell: Shell, settings: Settings
) -> None:
    page = _first(shell)
    page.administrator.name.set_value("")
    page.station.ahead.click()
    press(Qt.Key.Key_L, CTRL, on=page.administrator.name.line)
    english = shell.currentWidget()
    assert isinstance(english, FirstRun)
    assert english is not page
    assert english.administrator.ahead.text() == "Next  Enter"
    assert english.stack.currentIndex() == 1
    assert english.station.code.value() == "440114-01"
    assert english.administrator.password.value() == "battery staple"
    qtbot.waitUntil(lambda: too_narrow(shell) == [])
    english.administrator.behind.click()
    qtbot.waitUntil(lambda: too_narrow(shell) == [])
    english.station.speak.click()
    chinese = shell.currentWidget()
    assert isinstance(chinese, FirstRun)
    assert chinese.station.ahead.text() == "下一步  Enter"


def test_a_password_of_seven_characters_is_refused_beside_the_field(shell: Shell) -> None:
    page = _first(shell)
    page.stack.setCurrentIndex(1)
    page.administrator.password.set_value("seven77")
    page.administrator.ahead.click()
    assert page.administrator.password.warning.text()
    assert page.stack.currentIndex() == 1


def test_the_recovery_key_is_printed(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    step = KeyStep(jobs, "zh", f"file:{tmp_path}")
    qtbot.addWidget(step)
    made = door.set_up(
        tmp_path / "data",
        door.StationFacts(code="440114-01", name="示例市救助管理站"),
        door.NewOfficer(login="zhang", name="张伟", role=Role.INTAKE, password=INTAKE.password),
        AT,
    )
    made.session.register.close()
    step.show_key(made.recovery_key, made.session.station)
    step.paper.click()
    qtbot.waitUntil(lambda: bool(step.told.words.text()), timeout=SLOW)
    assert [file.read_bytes()[:4] for file in tmp_path.glob("*.pdf")] == [b"%PDF"]
    told = step.told.words.text()
    assert f"{tmp_path}/recovery.pdf" in told.replace("\u200b", "")
    assert "删除" in told


def test_without_a_printer_the_recovery_key_is_written_down_by_hand(
    qtbot: QtBot, jobs: Jobs
) -> None:
    step = KeyStep(jobs, "zh", "none")
    qtbot.addWidget(step)
    station = Station(id=StationId(new_id()), code="440114-01", name="示例站", created_at=AT)
    step.show_key("ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567", station)
    step.paper.click()
    qtbot.waitUntil(lambda: bool(step.told.words.text()), timeout=SLOW)
    assert "手抄两份" in step.told.words.text()


def test_the_cursor_stands_on_the_page_right_after_logging_in(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    assert shell.desk is not None
    stood = shell.focusWidget()
    assert stood is not None
    assert shell.desk.isAncestorOf(stood)


def test_a_login_that_is_taken_does_not_cost_the_recovery_key(
    qtbot: QtBot, shell: Shell, settings: Settings
) -> None:
    page = _first(shell)
    page.first.login.set_value("admin")
    page.stack.setCurrentIndex(2)
    page.first.ahead.click()
    qtbot.waitUntil(page.first.told.isVisible, timeout=SLOW)
    assert page.first.told.words.text()
    page.first.login.set_value("zhang")
    page.first.ahead.click()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 3, timeout=SLOW)
    assert page.key.shown.text()


def test_a_wrong_station_code_is_said_in_the_first_step(qtbot: QtBot, shell: Shell) -> None:
    page = _first(shell)
    page.station.code.set_value("4401")
    page.station.ahead.click()
    assert page.stack.currentIndex() == 0
    assert page.station.code.value() == "4401"
    page.station.code.set_value("440114-01")
    page.station.ahead.click()
    assert page.stack.currentIndex() == 1


def test_after_the_lock_the_next_letter_does_not_replace_what_was_typed(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    assert shell.desk is not None
    form = shell.desk.page("intake")
    assert isinstance(form, FormPage)
    form.name.line.setFocus(Qt.FocusReason.MouseFocusReason)
    form.name.line.insert("王淼")
    form.name.line.deselect()
    shell.lock()
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    page.opened.emit()
    assert shell.focusWidget() is form.name.line
    assert form.name.line.selectedText() == ""


def _chosen(data: Path) -> str:
    return (data / "settings.toml").read_text(encoding="utf-8")


def test_the_language_changes_at_the_login_and_holds_for_the_next_start(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    before = _login(shell)
    press(Qt.Key.Key_L, CTRL)
    assert _login(shell) is not before
    assert "Log in" in _login(shell).enter.text()
    qtbot.waitUntil((station / "settings.toml").exists)
    assert 'lang = "en"' in _chosen(station)
    shell.speak("zh")
    assert "登录" in _login(shell).enter.text()


def test_the_language_changes_in_the_middle_of_the_work_and_everything_goes_on(
    qtbot: QtBot, jobs: Jobs, settings: Settings, station: Path
) -> None:
    shell = Shell(jobs, replace(settings, camera="none"), all_pages)
    qtbot.addWidget(shell)
    shell.resize(1366, 690)
    shell.show()
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    first = shell.desk
    assert first is not None
    form = _intake(first).form
    form.fields["name"].set_value("欧阳𬎆")
    form.fields["story"].set_value("钱包被偷，想回家")
    first.go("people")
    press(Qt.Key.Key_L, CTRL, shell)
    second = shell.desk
    assert second is not None
    assert second is not first
    assert second.here == "people"
    fields = _intake(second).form.fields
    qtbot.waitUntil(lambda: fields["name"].value() == "欧阳𬎆", timeout=SLOW)
    assert fields["story"].value() == "钱包被偷，想回家"
    assert second.nav.buttons["intake"].accessibleName() == "Arrivals"
    shell.speak("zh")
    shell.close()


def test_a_locked_desk_keeps_its_language_until_it_is_open_again(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    shell.lock()
    locked = shell.currentWidget()
    press(Qt.Key.Key_L, CTRL, shell)
    assert shell.currentWidget() is locked
    assert not (station / "settings.toml").exists()


def _intake(window: DeskWindow) -> IntakePage:
    page = window.page("intake")
    assert isinstance(page, IntakePage)
    return page


def test_a_choice_that_no_file_can_hold_is_said_and_the_old_one_stays(
    qtbot: QtBot, jobs: Jobs, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    with qtbot.waitSignal(jobs.trouble) as told:
        shell.choose("backup_folder", "/media/a\nb")
    assert told.args is not None
    assert told.args[0].key == "settings.wrong"
    assert shell._settings.backup_folder == ""


def test_namesakes_are_told_apart_beside_the_pages_and_at_the_lock(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    boss = door.log_in(station, CHIEF.login, CHIEF.password, AT)
    door.add_officer(boss.register, replace(INTAKE, login="zhang2"), by=boss.officer, at=AT)
    boss.register.close()
    shell.begin(set_up=True)
    _enter(qtbot, shell)
    assert shell.desk is not None
    told = f"{INTAKE.name} (zhang)"
    assert told in [label.text() for label in shell.desk.nav.findChildren(QLabel)]
    qtbot.waitUntil(lambda: not too_narrow(shell))
    shell.speak("en")
    assert told in [label.text() for label in shell.desk.nav.findChildren(QLabel)]
    shell.lock()
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    assert told in page.password.label.text()
    page.opened.emit()
    shell.speak("zh")
