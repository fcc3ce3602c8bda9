"""F10, and somebody is on file: two keys from any page, nothing behind it is touched."""

import contextlib
import os
import signal
from dataclasses import replace
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QListView, QTableView
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import drafts
from app.desk.admission import admit
from app.domain.errors import Unavailable
from app.domain.evidence import Evidence
from app.domain.face import Photograph, Template
from app.domain.ids import VisitId, new_id
from app.domain.staff import Officer
from app.domain.visit import Visit
from app.store.register import Register
from tests import makers
from tests.ui.emergency.conftest import left_over, on_file, type_text
from tests.ui.fitting import nameless
from tests.ui.keys import press
from tests.ui.station import settle, unfit, until
from ui.emergency.screen import EmergencyScreen
from ui.intake.draft import Unfinished, dump
from ui.intake.page import IntakePage
from ui.intake.waiting import WaitingRow
from ui.jobs import Jobs
from ui.login.page import LockPage
from ui.shell import Shell

F4, F9, F10, F11 = Qt.Key.Key_F4, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F11
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def log_in(shell: Shell, house: makers.Desk, officer: Officer | None = None) -> None:
    """Somebody is at the desk."""
    from app.desk import door

    by = officer or house.intake
    shell.open_desk(door.Session(register=house.register, officer=by, station=house.station))


def screen(shell: Shell) -> EmergencyScreen:
    """What stands in front."""
    here = shell.emergency.screen
    assert here is not None
    return here


def saved(qtbot: QtBot, jobs: Jobs, shell: Shell) -> str:
    """The number, when it is saved."""
    until(qtbot, lambda: screen(shell).is_done)
    settle(qtbot, jobs)
    return screen(shell).after.number.text()


def form(shell: Shell) -> IntakePage:
    """The page of arrivals."""
    assert shell.desk is not None
    page = shell.desk.page("intake")
    assert isinstance(page, IntakePage)
    return page


@pytest.mark.parametrize("page", ["intake", "people", "vouchers", "settings", "person", "papers"])
def test_two_keys_from_any_page(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, page: str
) -> None:
    log_in(shell, house)
    assert shell.desk is not None
    shell.desk.go(page)
    settle(qtbot, jobs)
    before = QApplication.focusWidget()
    press(F10, on=shell.desk)
    press(ENTER)
    assert saved(qtbot, jobs, shell).startswith("440114-01-")
    (visit,) = on_file(house, Visit)
    assert visit.case_number == screen(shell).after.number.text()
    press(ESC)
    assert shell.currentWidget() is shell.desk
    assert shell.desk.here == page
    assert QApplication.focusWidget() is before


def test_it_opens_at_once(qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk) -> None:
    log_in(shell, house)
    settle(qtbot, jobs)
    took = []
    for _ in range(5):
        begun = thread_time()
        press(F10, on=shell.desk)
        screen(shell).grab()
        # The window's own time: other work on this machine is not counted.
        took.append(thread_time() - begun)
        press(ESC)
    assert sorted(took)[2] < 0.1, took


def test_three_keys_with_a_photograph(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    for key in (F10, F4, ENTER):
        press(key, on=None if key is ENTER else shell)
    saved(qtbot, jobs, shell)
    (photo,) = on_file(house, Photograph)
    assert house.register.blobs.get(photo.sha256)
    assert on_file(house, Template) == []


def test_digits_choose_and_take_back_and_words_are_words(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    here = screen(shell)
    assert here.choices.chosen() == ()
    for digit in "1452":
        type_text(digit)
    type_text("2")
    type_text("7")
    assert here.choices.chosen() == ("ill", "danger", "child")
    here.done.setFocus()
    type_text("120 called, 110 too")
    press(F9)
    saved(qtbot, jobs, shell)
    (visit,) = on_file(house, Visit)
    assert visit.checks == {"ill": "yes", "danger": "yes", "child": "yes"}
    assert visit.story == "120 called, 110 too"


def test_the_next_steps_are_said(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    type_text("14")
    press(ENTER)
    saved(qtbot, jobs, shell)
    told = " ".join(label.text() for label in screen(shell).after.findChildren(QLabel))
    assert "120" in told
    assert "110" in told


def test_enter_that_belongs_to_the_input_method_saves_nothing(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    line = screen(shell).done.line
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("yida", []))
    press(ENTER, on=line)
    settle(qtbot, jobs)
    assert on_file(house, Visit) == []
    done = QInputMethodEvent()
    done.setCommitString("已打120")
    QApplication.sendEvent(line, done)
    press(ENTER, on=line)
    saved(qtbot, jobs, shell)
    assert [v.story for v in on_file(house, Visit)] == ["已打120"]


def test_the_arrival_in_hand_is_untouched(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    page = form(shell)
    name = page.form.fields["name"]
    name.set_value("赵没完")
    name.setFocus()
    press(F10)
    press(ENTER)
    saved(qtbot, jobs, shell)
    press(ESC)
    assert page.form.raw() == {"name": "赵没完"}
    assert QApplication.focusWidget() is name.focusProxy()


def test_nothing_on_it_counts_lists_or_warns(shell: Shell, house: makers.Desk) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    here = screen(shell)
    assert not here.findChildren(QTableView)
    assert not here.findChildren(QListView)
    assert not here.told.isVisible()


def test_one_after_the_other(qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk) -> None:
    log_in(shell, house)
    numbers = set()
    for _ in range(3):
        press(F10, on=shell)
        press(ENTER)
        numbers.add(saved(qtbot, jobs, shell))
    assert len(numbers) == len(on_file(house, Visit)) == 3


def test_f10_twice_loses_nothing(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    type_text("3")
    press(F10)
    assert screen(shell).choices.chosen() == ("infection",)
    press(ESC)
    settle(qtbot, jobs)
    assert len(left_over(qtbot, jobs, house)) == 1
    press(F10, on=shell.desk)
    assert screen(shell).choices.chosen() == ("infection",)
    press(ENTER)
    saved(qtbot, jobs, shell)
    assert left_over(qtbot, jobs, house) == []


def test_impatient_fingers_save_once(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    here = screen(shell)
    for _ in range(4):
        press(F9, on=here)
    saved(qtbot, jobs, shell)
    assert len(on_file(house, Visit)) == 1


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Enter, Qt.Key.Key_Space, F9])
def test_the_number_stays_until_somebody_leaves_it(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, key: Qt.Key
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    press(ENTER)
    number = saved(qtbot, jobs, shell)
    for _ in range(3):
        press(key)
    assert screen(shell).is_done
    assert screen(shell).after.number.text() == number
    press(Qt.Key.Key_Tab)
    press(ENTER)
    assert shell.currentWidget() is shell.desk
    assert len(on_file(house, Visit)) == 1


def test_a_full_disk_keeps_everything_and_tries_again(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.store import sealed

    def full(*_args: object, **_more: object) -> None:
        raise Unavailable("register.disk_full", folder="/")

    log_in(shell, house)
    settle(qtbot, jobs)
    press(F10, on=shell.desk)
    type_text("15")
    monkeypatch.setattr(Register, "write", full)
    monkeypatch.setattr(sealed, "put", full)
    press(ENTER)
    until(qtbot, screen(shell).told.isVisible)
    settle(qtbot, jobs)
    assert len(left_over(qtbot, jobs, house)) == 1
    monkeypatch.undo()
    press(ENTER)
    saved(qtbot, jobs, shell)
    assert [v.checks for v in on_file(house, Visit)] == [{"ill": "yes", "child": "yes"}]
    assert left_over(qtbot, jobs, house) == []


def test_a_register_that_fails_does_not_lose_it(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise Unavailable("register.busy")

    log_in(shell, house)
    settle(qtbot, jobs)
    press(F10, on=shell.desk)
    monkeypatch.setattr(Register, "write", broken)
    press(ENTER)
    assert saved(qtbot, jobs, shell).startswith("紧急-440114-01-")
    monkeypatch.undo()
    assert shell._merging is not None
    shell._merging.start()
    until(qtbot, lambda: not shell._merging.running)  # type: ignore[union-attr]
    settle(qtbot, jobs)
    assert len(on_file(house, Visit)) == 1


def test_the_desk_locks_over_it_and_keeps_what_was_noted(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    type_text("6")
    shell.lock()
    assert isinstance(shell.currentWidget(), LockPage)
    press(F10, on=shell)
    assert screen(shell).choices.chosen() == ()
    press(ESC)
    assert isinstance(shell.currentWidget(), LockPage)
    settle(qtbot, jobs)
    assert len(left_over(qtbot, jobs, house)) == 1


def test_who_may_not_register_people_still_helps(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house, house.administrator)
    settle(qtbot, jobs)
    press(F10, on=shell.desk)
    press(ENTER)
    assert saved(qtbot, jobs, shell).startswith("紧急-440114-01-")
    shell.log_out()


@pytest.mark.parametrize("size", [(1366, 690), (1920, 1040)])
def test_it_fits_and_is_named(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, size: tuple[int, int]
) -> None:
    shell.resize(*size)
    log_in(shell, house)
    press(F10, on=shell.desk)
    here = screen(shell)
    until(qtbot, lambda: not unfit(here))
    assert nameless(here) == []
    type_text("123456")
    press(ENTER)
    saved(qtbot, jobs, shell)
    until(qtbot, lambda: not unfit(here))


def test_without_a_camera_a_person_is_unknown(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, camera: object
) -> None:
    shell._settings = shell._settings.__class__(data=shell._settings.data, camera="none")
    log_in(shell, house)
    for key in (F10, F4):
        press(key, on=shell)
    press(ENTER, on=screen(shell))
    saved(qtbot, jobs, shell)
    assert on_file(house, Photograph) == []
    assert len(on_file(house, Evidence)) == 1


def test_a_camera_that_dies_in_the_middle_is_asked_once_more(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    until(qtbot, lambda: screen(shell).snap._there)
    eyes = jobs.sight.eyes
    assert eyes.pid is not None
    os.kill(eyes.pid, signal.SIGKILL)
    press(F4, on=shell)
    press(ENTER)
    saved(qtbot, jobs, shell)
    assert len(on_file(house, Visit)) == 1


def test_a_camera_that_hangs_keeps_nobody_from_being_saved(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    until(qtbot, lambda: screen(shell).snap._there)
    pid = jobs.sight.eyes.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        press(F4, on=shell)
        press(ENTER)
        assert saved(qtbot, jobs, shell)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    assert len(on_file(house, Visit)) == 1


def test_one_that_was_left_is_named_in_the_list_and_goes_on_where_it_was(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    type_text("51")
    screen(shell).done.set_value("120 called")
    press(F4, on=screen(shell))
    until(qtbot, lambda: screen(shell)._photo is not None)
    press(ESC)
    settle(qtbot, jobs)
    shell.emergency.log_out()  # as at the next login: the screen is gone, the draft is there
    until(qtbot, lambda: bool(form(shell).keeping.waiting))
    (row,) = form(shell).keeping.list.rows
    assert row.title == "紧急：重病或受伤、儿童独自一人，未保存"
    press(F11, on=form(shell))
    until(qtbot, lambda: shell.emergency.screen is not None)
    here = screen(shell)
    assert here.choices.chosen() == ("ill", "child")
    assert here.done.value() == "120 called"
    assert here._photo is not None
    press(F9, on=here)
    saved(qtbot, jobs, shell)
    press(ESC)
    until(qtbot, lambda: not form(shell).keeping.waiting)
    (visit,) = on_file(house, Visit)
    assert (visit.checks, visit.story) == ({"ill": "yes", "child": "yes"}, "120 called")
    assert len(on_file(house, Photograph)) == 1


def test_one_left_with_nothing_chosen_is_named_as_well(shell: Shell) -> None:
    stands = Unfinished(
        visit=new_id(), person=new_id(), arrived_at=clock.now().isoformat(), emergency=True
    )
    waiting = drafts.Waiting(
        id=stands.visit, officer=new_id(), who="", saved_at=clock.now(), content=dump(stands)
    )
    assert WaitingRow(1, waiting, "zh").title == "紧急登记，未保存"


def test_what_was_finished_as_an_arrival_is_not_saved_again(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    type_text("2")
    press(ESC)
    settle(qtbot, jobs)
    (waiting,) = left_over(qtbot, jobs, house)
    arrival = replace(makers.arrival("王淼"), visit=VisitId(waiting.id))
    jobs.desk(
        shell,
        lambda r: admit(r, arrival, house.station, by=house.intake, at=clock.now()),
        lambda _: None,
    )
    settle(qtbot, jobs)
    press(F10, on=shell)
    press(ENTER)
    until(qtbot, screen(shell).told.isVisible)
    press(ENTER)
    assert shell.currentWidget() is shell.desk
    press(F10, on=shell)
    assert screen(shell).choices.chosen() == ()
    assert len(on_file(house, Visit)) == 1


def test_closing_the_window_keeps_what_was_noted(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    press(F10, on=shell.desk)
    type_text("1")
    shell.close()
    settle(qtbot, jobs)
    assert len(left_over(qtbot, jobs, house)) == 1
