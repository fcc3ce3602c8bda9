"""Nobody can log in, and somebody needs help: sealed from the login page, merged afterwards."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import now
from app.desk import door, sealing
from app.desk.emergency import Emergency
from app.domain.evidence import Evidence
from app.domain.face import Photograph
from app.domain.visit import Visit
from app.store import sealed
from app.store.register import Register
from tests import makers
from tests.ui.conftest import AT, CHIEF, INTAKE
from tests.ui.emergency.conftest import SLOW, on_file, on_file_of, type_text
from tests.ui.emergency.test_emergency import log_in, saved, screen
from tests.ui.fitting import nameless
from tests.ui.keys import press
from tests.ui.sample import SAMPLES
from tests.ui.station import settle, told, unfit, until
from ui.jobs import Jobs
from ui.login.first_run import FirstRun
from ui.login.page import LockPage, LoginPage
from ui.login.recovery import RecoveryPage
from ui.shell import Shell

F4, F9, F10, ENTER, ESC = (
    Qt.Key.Key_F4,
    Qt.Key.Key_F9,
    Qt.Key.Key_F10,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
)


@pytest.fixture
def ready(station: Path) -> Path:
    """A station where somebody has logged in before."""
    session = door.log_in(station, INTAKE.login, INTAKE.password, AT)
    sealing.prepare(session.register, session.station)
    session.register.close()
    return station


def boxes(data: Path) -> list[Path]:
    return sorted((data / "sealed").glob("*.sealed"))


def enter(qtbot: QtBot, shell: Shell, who: door.NewOfficer = INTAKE) -> None:
    """Log in by the page."""
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    page.login.set_value(who.login)
    page.password.set_value(who.password)
    page.try_password()
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)


def merged(qtbot: QtBot, shell: Shell) -> None:
    """Everything that waited is a visit now."""
    merging = shell._merging
    assert merging is not None
    qtbot.waitUntil(lambda: not merging.running, timeout=SLOW * 4)


def test_sealed_on_the_login_page_and_merged_after_logging_in(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    shell.begin(set_up=True)
    for key in (F10, F4):
        press(key, on=shell)
    type_text("1")
    press(ENTER)
    number = saved(qtbot, jobs, shell)
    assert number.startswith("紧急-440114-01-")
    assert len(boxes(ready)) == 1
    press(ESC)
    enter(qtbot, shell)
    merged(qtbot, shell)
    settle(qtbot, jobs)
    assert shell.desk is not None
    assert "1" in told(shell.desk)
    register = jobs._register
    (visit,) = on_file_of(register, Visit)
    (note,) = on_file_of(register, Evidence)
    assert (visit.checks, note.detail["number"]) == ({"ill": "yes"}, number)
    assert len(on_file_of(register, Photograph)) == 1
    assert boxes(ready) == []


def test_the_way_back_is_the_page_one_came_from(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    shell.begin(set_up=True)
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    page.login.set_value("zhang")
    page.password.select()
    before = QApplication.focusWidget()
    press(F10)
    press(ESC)
    assert shell.currentWidget() is page
    assert QApplication.focusWidget() is before
    page.forgot.emit()
    assert isinstance(shell.currentWidget(), RecoveryPage)
    press(F10, on=shell)
    press(ENTER)
    saved(qtbot, jobs, shell)
    press(ESC)
    assert isinstance(shell.currentWidget(), RecoveryPage)
    assert len(boxes(ready)) == 1


def test_what_is_noted_survives_a_login_that_comes_through_meanwhile(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    shell.begin(set_up=True)
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    page.login.set_value(INTAKE.login)
    page.password.set_value(INTAKE.password)
    page.try_password()
    press(F10, on=shell)
    type_text("4")
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)
    assert screen(shell).choices.chosen() == ("danger",)
    press(ENTER)
    assert saved(qtbot, jobs, shell).startswith("紧急-")
    press(ESC)
    assert shell.currentWidget() is shell.desk


def test_under_the_lock_it_is_sealed_and_merged_when_the_officer_is_back(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    shell.begin(set_up=True)
    enter(qtbot, shell)
    merged(qtbot, shell)
    shell.lock()
    press(F10, on=shell)
    press(ENTER)
    assert saved(qtbot, jobs, shell).startswith("紧急-")
    press(ESC)
    page = shell.currentWidget()
    assert isinstance(page, LockPage)
    page.password.set_value(INTAKE.password)
    page.try_password()
    qtbot.waitUntil(lambda: shell.currentWidget() is shell.desk, timeout=SLOW)
    merged(qtbot, shell)
    settle(qtbot, jobs)
    assert boxes(ready) == []
    register = jobs._register
    assert len(on_file_of(register, Visit)) == 1


def test_an_administrator_merges_nothing_and_the_next_officer_does(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    sealing.seal(ready, Emergency(at=now()), "")
    shell.begin(set_up=True)
    enter(qtbot, shell, CHIEF)
    merged(qtbot, shell)
    assert len(boxes(ready)) == 1
    shell.log_out()
    enter(qtbot, shell)
    merged(qtbot, shell)
    assert boxes(ready) == []


def test_nobody_logged_in_before_and_it_is_said_what_to_do(
    qtbot: QtBot, jobs: Jobs, shell: Shell, station: Path
) -> None:
    shell.begin(set_up=True)
    press(F10, on=shell)
    type_text("5")
    press(ENTER)
    until(qtbot, screen(shell).told.isVisible)
    assert "纸笔" in screen(shell).told.words.text()
    assert screen(shell).choices.chosen() == ("child",)


def test_a_swapped_key_is_said_after_logging_in(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    sealed.write_public(ready, sealed.public_key("another", "440114-01", bytes(range(32))))
    shell.begin(set_up=True)
    press(F10, on=shell)
    press(ENTER)
    saved(qtbot, jobs, shell)
    press(ESC)
    enter(qtbot, shell)
    merged(qtbot, shell)
    settle(qtbot, jobs)
    assert shell.desk is not None
    assert "公钥" in told(shell.desk)
    assert len(list((ready / "sealed" / "aside").glob("*.sealed"))) == 1


def test_a_box_that_breaks_us_is_passed_over_and_the_next_one_merged(
    qtbot: QtBot,
    jobs: Jobs,
    shell: Shell,
    ready: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for _ in range(4):
        sealing.seal(ready, Emergency(at=AT), "")
    unopened, unmerged = boxes(ready)[:2]
    open_box, merge = sealing.open_box, sealing.merge

    def opens(path: Path, private: bytes) -> sealing.Opened:
        assert path != unopened
        return open_box(path, private)

    def merges(register: Register, opened: sealing.Opened, *more: Any, **rest: Any) -> bool:
        assert opened.path != unmerged
        return merge(register, opened, *more, **rest)

    monkeypatch.setattr(sealing, "open_box", opens)
    monkeypatch.setattr(sealing, "merge", merges)
    shell.begin(set_up=True)
    enter(qtbot, shell)
    merged(qtbot, shell)
    settle(qtbot, jobs)
    assert boxes(ready) == [unopened, unmerged]
    assert len(on_file_of(jobs._register, Visit)) == 2
    assert shell.desk is not None
    assert unopened.name in told(shell.desk)
    assert caplog.text.count("AssertionError") == 2
    caplog.clear()


def test_what_breaks_on_the_screen_is_said_and_the_same_key_tries_again(
    qtbot: QtBot,
    jobs: Jobs,
    shell: Shell,
    ready: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(*_all: object) -> str:
        raise AssertionError

    shell.begin(set_up=True)
    press(F10, on=shell)
    with monkeypatch.context() as broken:
        broken.setattr(sealing, "seal", breaks)
        press(ENTER)
        until(qtbot, screen(shell).told.isVisible)
    assert "我们的问题" in screen(shell).told.words.text()
    assert "AssertionError" in caplog.text
    caplog.clear()
    press(ENTER)
    saved(qtbot, jobs, shell)
    assert len(boxes(ready)) == 1


def test_before_set_up_there_is_nowhere_to_keep_it(shell: Shell) -> None:
    shell.begin(set_up=False)
    press(F10, on=shell)
    assert isinstance(shell.currentWidget(), FirstRun)


def test_the_sealed_form_fits_and_is_named(
    qtbot: QtBot, jobs: Jobs, shell: Shell, ready: Path
) -> None:
    shell.begin(set_up=True)
    assert not unfit(shell)
    press(F10, on=shell)
    here = screen(shell)
    until(qtbot, lambda: not unfit(here))
    assert nameless(here) == []


@pytest.mark.long
def test_two_hundred_are_merged_while_the_window_goes_on(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, data: Path
) -> None:
    sealing.prepare(house.register, house.station)
    from app.desk.snapshot import photograph

    photo = photograph((SAMPLES / "m01" / "1.jpg").read_bytes(), AT)
    for n in range(200):
        sealing.seal(data, Emergency(at=AT, photo=replace(photo) if n % 4 == 0 else None), "")
    beats: list[int] = []
    pulse = QTimer()
    pulse.timeout.connect(lambda: beats.append(len(boxes(data))))
    pulse.start(0)
    log_in(shell, house)
    assert shell.desk is not None
    shell.desk.go("people")
    merged(qtbot, shell)
    pulse.stop()
    settle(qtbot, jobs)
    assert len(on_file(house, Visit)) == 200
    assert boxes(data) == []
    # The window looked again and again while they became fewer.
    left = {count for count in beats if 0 < count < 200}
    assert len(left) > 200 / 3 / 2, sorted(left)
