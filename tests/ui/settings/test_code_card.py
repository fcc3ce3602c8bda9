"""设置: one's own second code, and what an administrator sees and does of others'."""

import pyotp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import codes
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.pages import pages
from ui.settings.page import SettingsPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, who: str
) -> tuple[DeskWindow, SettingsPage]:
    officer = getattr(house, who)
    window = DeskWindow(jobs, settings, house.station, officer, pages()[1:])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.go("settings")
    station.settle(qtbot, jobs)
    return window, station.page(window, SettingsPage)


def test_a_leader_sets_it_up_and_gives_it_up_with_a_last_code(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    jobs.serve(house.register)
    window, page = _open(qtbot, jobs, settings, house, "leader")
    card = page.code
    assert card is not None
    card.begin.click()
    secret = card.steps.secret.text().replace(" ", "")
    card.steps.code.set_value(pyotp.TOTP(secret).at(clock.now()))
    press(Qt.Key.Key_Return, on=card.steps.code.line)
    station.until(qtbot, card.put_away.isVisible)
    spare = card.steps.secret.text().split()
    assert len(spare) == 8
    station.until(qtbot, lambda: too_narrow(window) == [])
    assert nameless(window) == []
    card.put_away.click()
    assert card.steps.secret.text() == ""  # shown once
    station.until(qtbot, card.stop.isVisible)
    assert "8 个备用码" in card.state.text()
    card.stop.click()
    card.last.set_value("000000")
    press(Qt.Key.Key_Return, on=card.last.line)
    station.until(qtbot, card.last.warning.isVisible)
    card.last.set_value(spare[0])
    press(Qt.Key.Key_Return, on=card.last.line)
    station.until(qtbot, card.begin.isVisible)


def test_nobody_else_has_use_of_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    jobs.serve(house.register)
    _, page = _open(qtbot, jobs, settings, house, "intake")
    assert page.code is None


def test_an_administrator_takes_a_lost_one_away_and_sees_who_has_no_password_here(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    from app.store import keys

    keys.write_ring(house.register.folder, keys.new_ring(house.register.device))
    offered = codes.offer(house.leader, "站")
    code = pyotp.TOTP(offered.secret).at(makers.NOON)
    codes.set_up(house.register, offered, code, by=house.leader, at=makers.NOON)
    jobs.serve(house.register)
    window, page = _open(qtbot, jobs, settings, house, "administrator")
    card = page.officers
    assert card is not None
    station.until(qtbot, lambda: card.table.current() is not None)
    assert card._state(house.intake).text == "本机未设密码"  # as if heard from another desk
    assert card._state(house.leader).note == "动态码"
    card.table.show_rows([house.leader])
    window.press("F8")
    assert card.fields["reason"].isVisible()
    window.press("F9")
    station.until(qtbot, card.fields["reason"].warning.isVisible)
    card.fields["reason"].set_value("手机丢失")
    window.press("F9")
    station.until(qtbot, lambda: "已清除" in card.told.words.text())
    found: list[list[Viewing]] = []
    jobs.desk(window, lambda r: all_of(r, Viewing), found.append)
    station.until(qtbot, lambda: bool(found))
    assert "leader: 手机丢失" in {seen.what for seen in found[0]}
    station.until(qtbot, lambda: card._state(house.leader).note == "")
