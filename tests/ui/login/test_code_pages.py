"""The second code at the door: asked after the password, set up where the station demands it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyotp
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app import clock
from app import settings as choices
from app.desk import codes, door
from app.settings import Settings
from tests.ui.conftest import AT, CHIEF
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from tests.ui.login.test_door_pages import SLOW, log_in
from tests.ui.sample import PAGES
from tests.ui.station import until
from ui.jobs import Jobs
from ui.login.code import CodePage, picture_of
from ui.login.page import LoginPage
from ui.shell import Shell


@pytest.fixture
def shell(qtbot: QtBot, jobs: Jobs, settings: Settings) -> Iterator[Shell]:
    """The top window, nothing in it yet."""
    made = Shell(jobs, settings, lambda: PAGES)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    yield made
    made.close()


def _with_code(folder: Path) -> str:
    """The administrator's telephone has the secret."""
    session = door.log_in(folder, CHIEF.login, CHIEF.password, AT)
    offered = codes.offer(session.officer, "站")
    ago = clock.now() - timedelta(minutes=10)
    code = pyotp.TOTP(offered.secret).at(ago)
    codes.set_up(session.register, offered, code, by=session.officer, at=ago)
    session.register.close()
    return offered.secret


def test_the_code_is_asked_only_after_the_password_and_by_keys_alone(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    secret = _with_code(station)
    shell.begin(set_up=True)
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    assert page.code.isHidden()
    log_in(qtbot, shell, CHIEF.login, CHIEF.password)
    qtbot.waitUntil(page.code.isVisible, timeout=SLOW)
    assert page.code.line.hasFocus()
    assert "动态码" in page.told.words.text()
    until(qtbot, lambda: (too_narrow(shell), nameless(shell)) == ([], []))
    page.code.line.insert("000000")
    press(Qt.Key.Key_Return, on=page.code.line)
    qtbot.waitUntil(lambda: "动态码不对" in page.told.words.text(), timeout=SLOW)
    page.code.line.insert(pyotp.TOTP(secret).at(clock.now()))
    press(Qt.Key.Key_Return, on=page.code.line)
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)


def test_a_station_that_demands_it_lets_a_leader_set_it_up_on_the_way_in(
    qtbot: QtBot, shell: Shell, station: Path
) -> None:
    choices.keep(station, "second_code", "demanded")
    shell.begin(set_up=True)
    log_in(qtbot, shell, CHIEF.login, CHIEF.password)
    page = shell.currentWidget()
    assert isinstance(page, CodePage)
    secret = page.steps.secret.text().replace(" ", "")
    until(qtbot, lambda: (too_narrow(shell), nameless(shell)) == ([], []))
    assert page.steps.code.line.hasFocus()
    page.steps.code.line.insert("000000")
    press(Qt.Key.Key_Return, on=page.steps.code.line)
    qtbot.waitUntil(page.steps.code.warning.isVisible, timeout=SLOW)
    page.steps.code.set_value(pyotp.TOTP(secret).at(clock.now()))
    press(Qt.Key.Key_Return, on=page.steps.code.line)
    qtbot.waitUntil(page.on.isVisible, timeout=SLOW)
    assert len(page.steps.secret.text().split()) == 8  # spare codes, shown this once
    until(qtbot, lambda: too_narrow(shell) == [])
    press(Qt.Key.Key_Return, on=page.on)
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)


def test_the_picture_says_what_a_telephone_reads(qtbot: QtBot) -> None:
    uri = pyotp.TOTP(pyotp.random_base32()).provisioning_uri(name="li", issuer_name="归途 站")
    image: QImage = picture_of(uri).toImage()
    assert uri in _read(image)


def _read(image: QImage) -> list[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), dtype=np.uint8)
    pixels = rows.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()].copy()
    return [code.text for code in zxingcpp.read_barcodes(pixels)]
