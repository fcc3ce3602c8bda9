"""Unfinished arrivals: kept, listed, taken over, thrown away, and there after a kill -9."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import door, drafts
from app.domain.ids import VisitId, new_id
from app.domain.staff import Viewing
from app.domain.visit import LeavingKind
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.conftest import AT, INTAKE
from tests.ui.intake.desk_of import focused, open_intake
from tests.ui.keys import CTRL, press
from tests.ui.sample import SAMPLES
from ui import kept
from ui.fields import Press
from ui.intake import draft
from ui.intake.draft import Unfinished
from ui.jobs import Jobs
from ui.people.in_station import InStationPage
from ui.vouchers.page import VouchersPage

NONE = Qt.KeyboardModifier.NoModifier
ROOT = Path(__file__).parents[3]


def _kept(house: makers.Desk, name: str, by: object = None, minutes: int = 5) -> drafts.Draft:
    """Somebody was being registered some minutes ago."""
    visit = VisitId(new_id())
    fields = {"name": name, "sex": "2"} if name else {"story": "说不清"}
    stands = Unfinished(
        visit=visit, person=new_id(), arrived_at=clock.now().isoformat(), fields=fields
    )
    officer = by if by is not None else house.intake.id
    kept = drafts.Draft(
        id=visit,
        officer=officer,  # type: ignore[arg-type]
        saved_at=clock.now() - timedelta(minutes=minutes),
        content=draft.dump(stands),
    )
    drafts.keep(house.register, kept)
    return kept


def test_three_at_once_with_a_list_to_choose_from(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    theirs = _kept(house, "同事登记的人", house.leader.id, minutes=1)
    older, newer = _kept(house, "钱老", minutes=30), _kept(house, "孙新", minutes=2)
    window, page = open_intake(qtbot, jobs, settings, house)
    station.until(qtbot, lambda: "3" in page.keeping.resume.words.text())
    press(Qt.Key.Key_F11)
    listed = page.keeping.list
    assert listed.ids() == [newer.id, older.id, theirs.id]  # one's own first
    assert [row.title for row in listed.rows][:2] == ["孙新　女", "钱老　女"]
    assert "同事登记的人" not in listed.rows[2].accessibleName()
    assert house.leader.name in listed.rows[2].accessibleName()
    assert not station.unfit(window)
    assert focused() is listed.rows[0]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    assert page.form.value("name") == "钱老"
    assert page.arriving.visit == older.id
    assert [w.id for w in page.keeping.waiting] == [newer.id, theirs.id]
    assert listed.isHidden()


def test_a_colleagues_is_opened_only_with_a_line_in_the_log(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    theirs = _kept(house, "周转", house.leader.id)
    _, page = open_intake(qtbot, jobs, settings, house)
    station.until(qtbot, lambda: bool(page.keeping.waiting))
    assert page.keeping.waiting[0].content is None
    assert all_of(house.register, Viewing) == []
    press(Qt.Key.Key_F11)  # only one waits: no list
    station.until(qtbot, lambda: page.form.value("name") == "周转")
    station.settle(qtbot, jobs)
    (seen,) = all_of(house.register, Viewing)
    assert (seen.officer, seen.purpose, seen.what) == (house.intake.id, "draft", str(theirs.id))
    page.form.fields["home"].set_value("四川")
    with qtbot.waitSignal(page.draft_saved, timeout=station.WAIT):
        pass
    station.settle(qtbot, jobs)
    assert [d[1] for d in house.register.drafts()] == [house.intake.id]  # taken over


def test_one_is_thrown_away_and_taken_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    one, other = _kept(house, "赵一", minutes=1), _kept(house, "钱二", minutes=9)
    _, page = open_intake(qtbot, jobs, settings, house)
    station.until(qtbot, lambda: bool(page.keeping.waiting))
    press(Qt.Key.Key_F11)
    press(Qt.Key.Key_Delete)
    station.settle(qtbot, jobs)
    assert [d[0] for d in house.register.drafts()] == [other.id]
    press(Qt.Key.Key_F12)
    station.settle(qtbot, jobs)
    assert {d[0] for d in house.register.drafts()} == {one.id, other.id}
    press(Qt.Key.Key_Escape, on=page.keeping.list)
    assert page.keeping.list.isHidden()


def test_clearing_is_ctrl_n_and_f12_takes_it_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("赵一")
    visit = page.arriving.visit
    press(Qt.Key.Key_N, CTRL)
    assert page.form.raw() == {}
    assert page.arriving.visit != visit
    press(Qt.Key.Key_F12)
    assert page.form.value("name") == "赵一"
    assert page.arriving.visit == visit


def test_a_photograph_taken_out_comes_back_with_f12(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    page.shots.take_file(SAMPLES / "m01" / "1.jpg")
    station.until(qtbot, lambda: len(page.shots.photos) == 1)
    page.shots.take_file(SAMPLES / "m01" / "2.jpg")
    station.until(qtbot, lambda: len(page.shots.photos) == 2)
    both = page.shots.photos
    thumb = page.photo.findChildren(QWidget, "shot")[0]
    thumb.setFocus(Qt.FocusReason.TabFocusReason)
    assert focused() is thumb
    press(Qt.Key.Key_Delete)
    assert page.shots.photos == both[1:]
    press(Qt.Key.Key_F12, on=page.photo)
    assert page.shots.photos == both


def test_the_chip_says_when_it_was_saved_and_goes_when_it_is_finished(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("赵一")
    station.until(qtbot, window.status.draft.isVisible)
    assert "草稿已保存" in window.status.draft.text()
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")
    station.settle(qtbot, jobs)
    assert not window.status.draft.isVisible()
    assert house.register.drafts() == []


def test_impatient_fingers_register_nobody_else(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("赵一")
    page.finishing.admitted.connect(lambda _: window.press("F9"))
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        for _ in range(3):
            window.press("F9")
    station.settle(qtbot, jobs)
    assert [one.card.name for one in station.in_station_rows(house)] == ["赵一"]


@pytest.mark.parametrize("back", ["page", "F3"])
def test_somebody_unknown_is_registered_right_after_with_f9(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, back: str
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("赵一")
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")
    station.settle(qtbot, jobs)
    window.go("intake")
    if back == "F3":
        page.finishing.rest()
        window.press("F3")
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")
    station.settle(qtbot, jobs)
    assert len(station.in_station_rows(house)) == 2


def test_a_key_that_is_held_down_does_its_deed_once(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, _ = open_intake(qtbot, jobs, settings, house)
    named = ("F9", "F10", "F12", "Ctrl+P")
    shortcuts = [s for s in window.findChildren(QShortcut) if s.key().toString() in named]
    assert shortcuts
    assert not [s.key().toString() for s in shortcuts if s.autoRepeat()]
    pressed: list[bool] = []
    button = Press("完成")
    button.clicked.connect(lambda: pressed.append(True))
    for again in (False, True, True):
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", again)
        QApplication.sendEvent(button, enter)
    assert len(pressed) == 1


def test_who_is_called_away_finds_everything_again(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("李匆忙")
    page.form.fields["check_injury"].set_value("yes")
    window.close_pages()  # as at logging out, at once after typing
    station.settle(qtbot, jobs)
    _, again = open_intake(qtbot, jobs, settings, house)
    station.until(qtbot, lambda: bool(again.keeping.waiting))
    press(Qt.Key.Key_F11)
    station.until(qtbot, lambda: again.form.value("name") == "李匆忙")
    assert again.form.value("check_injury") == "yes"


def test_a_full_disk_is_told_once_and_the_draft_is_tried_again(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.domain.errors import Unavailable

    window, page = open_intake(qtbot, jobs, settings, house)

    def full(*_facts: object) -> None:
        raise Unavailable("register.disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(house.register, "keep_draft", full)
        page.form.fields["name"].set_value("赵一")
        station.until(qtbot, lambda: bool(station.told(window)))
    with qtbot.waitSignal(page.draft_saved, timeout=station.WAIT):
        pass
    station.settle(qtbot, jobs)
    assert len(house.register.drafts()) == 1


def test_a_half_filled_voucher_survives_the_desk(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("vouchers", visit.id)
    station.settle(qtbot, jobs)
    page = station.page(window, VouchersPage)
    page.half_filled.keep()
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.VOUCHER) == []  # nothing was typed yet
    page.form.fields["to_place"].set_value("成都东")
    window.close_pages()
    station.settle(qtbot, jobs)
    again = station.open_window(qtbot, jobs, settings, house)
    again.go("vouchers", visit.id)
    there = station.page(again, VouchersPage)
    station.until(qtbot, lambda: there.form.fields["to_place"].value() == "成都东")
    there.form.fields["from_place"].set_value("广州南")
    again.press("F9")
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.VOUCHER) == []


def test_half_a_leaving_survives_another_person_and_the_desk(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "刘德贵")
    station.arrive(house, "王淼")
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    station.settle(qtbot, jobs)
    page = station.page(window, InStationPage)
    window.press("F9")
    page.side.leaving.kind.set_value(LeavingKind.FETCHED)
    page.side.leaving.note.set_value("儿子来接")
    press(Qt.Key.Key_Down, on=page.table)
    station.settle(qtbot, jobs)
    press(Qt.Key.Key_Up, on=page.table)
    window.press("F9")
    assert page.side.leaving.note.value() == "儿子来接"
    window.close_pages()
    station.settle(qtbot, jobs)
    again = station.open_window(qtbot, jobs, settings, house)
    again.go("people")
    station.settle(qtbot, jobs)
    there = station.page(again, InStationPage)
    again.press("F9")
    assert there.side.leaving.kind.value() == LeavingKind.FETCHED
    assert there.side.leaving.note.value() == "儿子来接"


CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from app import settings
from app.desk import door, drafts
from app import clock
from ui import kept
from ui.intake import draft
from app.settings import Settings
from ui.jobs import Jobs
from ui.main import application
from ui.pages import pages
from ui.window import DeskWindow

data, picture = Path(sys.argv[1]), Path(sys.argv[2])
chosen = Settings(data=data, camera="none", engine="none", draft_seconds=1)
app = application(chosen)
session = door.log_in(data, sys.argv[3], sys.argv[4], clock.now())
jobs = Jobs()
jobs.serve(session.register)
window = DeskWindow(jobs, chosen, session.station, session.officer, pages())
window.show()
page = window.page("intake")
page.form.fields["name"].set_value("王没填完")
page.form.fields["story"].set_value("在火车站睡了三天\\n钱包丢了")
page.consent.notice.set_value("granted")
page.shots.take_file(picture)

def held(register):
    found = drafts.own(register, drafts.INTAKE, by=session.officer).values()
    return any(draft.load(content).photos for content in found)

def told(everything):
    if everything:
        print("SAVED", flush=True)

# Said once the register holds everything; then we are killed.
page.draft_saved.connect(lambda _at: jobs.desk(page, held, told))
app.exec()
"""


def test_everything_is_there_after_kill_9_of_a_real_window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, station_folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "killed"
    data.mkdir()
    for file in station_folder.iterdir():
        if file.is_file():
            (data / file.name).write_bytes(file.read_bytes())
    picture = SAMPLES / "m01" / "2.jpg"
    child = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", CHILD, str(data), str(picture), INTAKE.login, INTAKE.password],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    with child.stdout as told:
        assert b"SAVED" in told.readline()
        child.send_signal(signal.SIGKILL)
        child.wait()
    session = door.log_in(data, INTAKE.login, INTAKE.password, AT)
    house = makers.Desk(
        register=session.register,
        key=b"",
        station=session.station,
        intake=session.officer,
        leader=session.officer,
        administrator=session.officer,
        auditor=session.officer,
    )
    _, page = open_intake(qtbot, jobs, settings, house)
    station.until(qtbot, lambda: bool(page.keeping.waiting))
    press(Qt.Key.Key_F11)
    station.until(qtbot, lambda: page.form.value("name") == "王没填完")
    assert page.form.value("story") == "在火车站睡了三天\n钱包丢了"
    assert page.consent.notice.value() == "granted"
    assert len(page.shots.photos) == 1


def test_a_draft_that_is_not_utf8_is_none_and_a_half_filled_form_is_empty() -> None:
    whole = Unfinished(visit=new_id(), person=new_id(), arrived_at="", fields={"name": "ABC"})
    assert draft.load(draft.dump(whole).replace(b"ABC", b"A\xffC")) is None
    assert kept._read(b"\x81\xa4name\xa3A\xffC") == {}
