"""设置: one's own password, and who works here."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.errors import Refused
from app.domain.staff import Role
from app.settings import Settings, read
from tests import makers
from tests.ui import station
from tests.ui.conftest import AT, CHIEF, INTAKE
from tests.ui.keys import press
from ui.fields import TextField
from ui.jobs import Jobs
from ui.pages import pages
from ui.settings.devices import DevicesCard
from ui.settings.officers import OfficersCard
from ui.settings.page import SettingsPage
from ui.settings.station import StationCard
from ui.shell import Shell
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, session: door.Session
) -> tuple[DeskWindow, SettingsPage]:
    jobs.serve(session.register)
    window = DeskWindow(jobs, settings, session.station, session.officer, pages()[1:])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.go("settings")
    station.settle(qtbot, jobs)
    return window, station.page(window, SettingsPage)


@pytest.fixture
def chief(station_folder: object, settings: Settings, station: object) -> door.Session:
    """The administrator at the desk."""
    return door.log_in(settings.data, CHIEF.login, CHIEF.password, AT)


def _officers(page: SettingsPage) -> OfficersCard:
    assert page.officers is not None
    return page.officers


def test_the_present_password_is_asked_and_the_new_one_typed_twice(
    qtbot: QtBot, jobs: Jobs, settings: Settings, session: door.Session
) -> None:
    _, page = _open(qtbot, jobs, settings, session)
    card = page.password
    assert page.officers is None
    card.present.set_value("wrong horse")
    card.new.set_value("new battery 9")
    card.again.set_value("new battery 8")
    card.change()
    assert card.again.warning.text()
    card.again.set_value("new battery 9")
    card.change()
    station.settle(qtbot, jobs)
    assert card.present.warning.text()
    card.present.set_value(INTAKE.password)
    press(Qt.Key.Key_Return, on=card.again.line)
    station.settle(qtbot, jobs)
    assert "已修改" in card.told.words.text()
    assert card.new.value() == ""
    jobs.release()
    with pytest.raises(Refused):
        door.log_in(settings.data, INTAKE.login, INTAKE.password, AT)
    door.log_in(settings.data, INTAKE.login, "new battery 9", AT).register.close()


def test_a_plain_password_is_refused_beside_the_field(
    qtbot: QtBot, jobs: Jobs, settings: Settings, session: door.Session
) -> None:
    _, page = _open(qtbot, jobs, settings, session)
    card = page.password
    card.present.set_value(INTAKE.password)
    card.new.set_value("short")
    card.again.set_value("short")
    card.change()
    station.settle(qtbot, jobs)
    assert "8" in card.new.warning.text()


def test_the_administrator_adds_an_officer_who_can_log_in(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session
) -> None:
    window, page = _open(qtbot, jobs, settings, chief)
    card = _officers(page)
    window.press("F7")
    first = card.fields["name"]  # as at set-up
    assert isinstance(first, TextField)
    assert first.line.hasFocus()
    for key, value in (("login", "wang"), ("name", "王芳"), ("password", "fine horse 3")):
        card.fields[key].set_value(value)
    window.press("F9")
    assert card.fields["role"].warning.text()
    card.fields["role"].set_value(Role.LEADER)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "王芳" in {officer.name for officer in card.table.rows.rows}
    jobs.release()
    door.log_in(settings.data, "wang", "fine horse 3", AT).register.close()


def test_a_login_that_is_taken_is_said_beside_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session
) -> None:
    window, page = _open(qtbot, jobs, settings, chief)
    card = _officers(page)
    window.press("F7")
    for key, value in (("login", "ZHANG"), ("name", "张三"), ("password", "fine horse 3")):
        card.fields[key].set_value(value)
    card.fields["role"].set_value(Role.INTAKE)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert card.fields["login"].warning.text()
    press(Qt.Key.Key_Escape, on=card)
    assert card.busy_with == ""


def test_an_account_is_closed_in_two_keys_and_a_password_set_anew(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session
) -> None:
    window, page = _open(qtbot, jobs, settings, chief)
    card = _officers(page)
    logins = [officer.login for officer in card.table.rows.rows]
    card.table.selectRow(logins.index("zhang"))
    window.press("F6")
    card.fields["password"].set_value("another horse 5")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "张伟" in card.told.words.text()
    window.press("F3")
    assert {o.login for o in card.table.rows.rows if o.active} == {"admin", "zhang"}
    window.press("F9")
    station.settle(qtbot, jobs)
    assert {o.login for o in card.table.rows.rows if o.active} == {"admin"}
    jobs.release()
    with pytest.raises(Refused):
        door.log_in(settings.data, "zhang", "another horse 5", AT)


def test_one_does_not_close_ones_own_account(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session
) -> None:
    window, page = _open(qtbot, jobs, settings, chief)
    card = _officers(page)
    card.table.selectRow([o.login for o in card.table.rows.rows].index("admin"))
    window.press("F3")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "自己" in card.told.words.text()


def test_station_facts_and_rights_are_shown(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("settings")
    page = station.page(window, SettingsPage)
    shown = {label.text() for label in page.findChildren(type(window.status.told))}
    assert {"示例市救助管理站", "440114-01", "示例专户 0001"} <= shown
    assert any("开具凭证" in text for text in shown)


def test_the_administrator_changes_the_station_and_papers_have_it_at_once(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session
) -> None:
    _, page = _open(qtbot, jobs, settings, chief)
    card = page.station
    assert isinstance(card, StationCard)
    card.name.set_value(" ")
    card.change()
    station.settle(qtbot, jobs)
    assert card.name.warning.text()
    card.name.set_value("示例市新救助管理站")
    card.complaint.set_value("12345")
    press(Qt.Key.Key_Return, on=card.account.line)
    station.settle(qtbot, jobs)
    assert "从现在起" in card.told.words.text()
    station.until(qtbot, lambda: page.desk.station.complaint_phone == "12345")
    assert not card.name.warning.text()
    jobs.release()
    again = door.log_in(settings.data, INTAKE.login, INTAKE.password, AT)
    again.register.close()
    found = again.station
    assert (found.name, found.complaint_phone) == ("示例市新救助管理站", "12345")
    assert found.code == chief.station.code


def test_a_new_recovery_key_is_shown_once_and_only_after_the_password(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    _, page = _open(qtbot, jobs, replace(settings, printer=f"file:{folder}"), chief)
    card = page.recovery
    assert card is not None
    card.renew.click()
    card.present.set_value("wrong horse")
    press(Qt.Key.Key_Return, on=card.present.line)
    station.settle(qtbot, jobs)
    assert card.present.warning.text()
    assert card.shown.text() == ""
    card.present.set_value(CHIEF.password)
    card.do.click()
    station.settle(qtbot, jobs)
    key = card.shown.text()
    card.paper.click()
    station.settle(qtbot, jobs)
    assert [file.suffix for file in folder.iterdir()] == [".pdf"]
    assert station.unfit(card) == []
    card.away.click()
    assert card.shown.text() == ""
    jobs.release()
    door.log_in_with_recovery(settings.data, key, "admin", "late horse 7", AT).register.close()


def test_who_does_not_administer_changes_neither_station_nor_key(
    qtbot: QtBot, jobs: Jobs, settings: Settings, session: door.Session
) -> None:
    _, page = _open(qtbot, jobs, settings, session)
    assert page.station.findChildren(QLineEdit) == []
    assert page.recovery is None


def test_a_printer_is_chosen_here_and_used_at_once_and_later(
    qtbot: QtBot, jobs: Jobs, settings: Settings, station_folder: Path, session: door.Session
) -> None:
    shell = Shell(jobs, replace(settings, camera="none"), lambda: pages()[1:])
    qtbot.addWidget(shell)
    shell.resize(1366, 690)
    shell.show()
    shell.open_desk(session)
    assert shell.desk is not None
    shell.desk.go("settings")
    station.settle(qtbot, jobs)
    card = _devices(shell)
    spec = f"file:{settings.data / '打印'}"
    card.printer.set_value(spec)
    card.choose()
    station.settle(qtbot, jobs)
    assert shell.desk.desk.settings.printer == spec
    assert shell.desk.here == "settings"
    assert _devices(shell).printer.value() == spec
    assert read(settings.data, {}).printer == spec
    shell.close()


def _devices(shell: Shell) -> DevicesCard:
    assert shell.desk is not None
    found = shell.desk.findChildren(DevicesCard)
    return found[-1]


def test_a_station_changed_elsewhere_is_shown_and_what_is_being_typed_stays(
    qtbot: QtBot, jobs: Jobs, settings: Settings, chief: door.Session
) -> None:
    _, page = _open(qtbot, jobs, settings, chief)
    card = page.station
    assert isinstance(card, StationCard)

    def elsewhere(account: str) -> None:
        changed = replace(page.desk.station, account=account)
        jobs.desk(page, lambda r: r.write(changed, by=chief.officer.id, at=AT), lambda _: None)
        station.until(qtbot, lambda: page.desk.station.account == account)

    elsewhere("示例专户 2")
    assert card.account.value() == "示例专户 2"
    card.phone.set_value("020-1")
    elsewhere("示例专户 3")
    assert (card.phone.value(), card.account.value()) == ("020-1", "示例专户 3")
