"""街面巡查 by keyboard alone: out by two, refused on a cold night, met again, brought in."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import cold
from app.domain.street import BroughtIn, Encounter, StreetAnswer, StreetRound
from app.domain.today import day_of
from app.domain.visit import Visit
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.street.page import StreetPage
from ui.street.question import DUE, KNOWN
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, *, intake: bool = False
) -> tuple[DeskWindow, StreetPage]:
    window = station.open_window(qtbot, jobs, settings, house, intake=intake)
    window.resize(1366, 690)
    window.go("street")
    station.settle(qtbot, jobs)
    return window, station.page(window, StreetPage)


def _out(qtbot: QtBot, jobs: Jobs, house: makers.Desk, window: DeskWindow) -> None:
    page = station.page(window, StreetPage)
    window.press("F2")
    card = page.doing.round
    assert card.second.isAncestorOf(window.focusWidget() or window)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "同行" in card.second.warning.text()
    card.second.set_value(str(house.leader.id))
    card.area.set_value("火车站、江边桥洞")
    press(Qt.Key.Key_Return, on=card.began.line)
    station.settle(qtbot, jobs)


def _meet(qtbot: QtBot, jobs: Jobs, window: DeskWindow, place: str = "人民路桥洞") -> None:
    """The fewest keys: place, what was offered, the answer, Enter to the end."""
    page = station.page(window, StreetPage)
    window.press("F3")
    met = page.doing.met
    met.place.set_value(place)
    press(Qt.Key.Key_2, on=met.offered.buttons["food"])
    press(Qt.Key.Key_2, on=met.taken.focusProxy())
    window.press("F9")
    station.settle(qtbot, jobs)


def test_a_round_is_made_by_keyboard_and_who_refused_in_the_cold_is_seen_again_and_brought_in(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    now = clock.now()
    cold.say(house.register, day_of(now), day_of(now), -3, "寒潮", by=house.intake, at=now)
    settings = replace(settings, camera="none", printer=f"file:{tmp_path / 'out'}")
    window, page = _open(qtbot, jobs, settings, house, intake=True)
    _out(qtbot, jobs, house, window)
    (out,) = all_of(house.register, StreetRound)
    assert (out.low, out.weather, out.area) == (-3, "寒潮", "火车站、江边桥洞")
    window.press("F3")
    window.press("F9")
    assert "结果" in page.doing.met.taken.warning.text()
    window.press("Esc")
    station.settle(qtbot, jobs)
    _meet(qtbot, jobs, window)
    (first,) = all_of(house.register, Encounter)
    assert (first.round, first.taken, first.offered) == (
        out.round, StreetAnswer.REFUSED, ("water",),
    )  # fmt: skip
    assert first.look_at == first.met_at + timedelta(hours=settings.look_again_hours)
    assert [row.one.met for row in page.street.rows[DUE]] == [first.met]  # type: ignore[union-attr]
    assert not station.unfit(page)

    window.press("F8")
    qtbot.waitUntil(lambda: any((tmp_path / "out").glob("*.pdf")), timeout=station.WAIT)

    page.table.setFocus()
    window.press("F6")
    met = page.doing.met
    assert met.place.value() == "人民路桥洞"
    met.offered.set_value("place")
    met.taken.set_value("accepted")
    window.press("F9")
    station.settle(qtbot, jobs)
    _, second = all_of(house.register, Encounter)
    assert second.stranger == first.stranger
    assert not page.street.rows[DUE]  # type: ignore[union-attr]

    page.pills.choose(KNOWN)
    page._filter()
    page.table.setFocus()
    press(Qt.Key.Key_Return, on=page.table)
    station.settle(qtbot, jobs)
    assert page.lines.text().count("人民路桥洞") == 2
    assert "拒绝" in page.lines.text()

    window.press("F7")
    station.settle(qtbot, jobs)
    intake = station.page(window, IntakePage)
    assert intake.form.value("found_at") == "人民路桥洞"
    assert intake.form.value("way") == "patrol"
    window.press("F9")
    station.settle(qtbot, jobs)
    (came,) = all_of(house.register, BroughtIn)
    (visit,) = all_of(house.register, Visit)
    assert (came.encounter, came.visit, visit.way) == (second.met, visit.id, "patrol")


def test_what_is_half_typed_is_there_again_with_its_picture_and_bad_times_lose_nothing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    settings = replace(settings, camera="none")
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F3")
    met = page.doing.met
    met.place.setFocus()
    bar = next(b for b in page.findChildren(QScrollArea) if b.isAncestorOf(met)).verticalScrollBar()
    bar.setValue(0)
    window.press("F4")
    assert "没有设置摄像头" in met.snap.told.words.text()
    # The form is longer than the screen: F4 brings what it says in sight.
    qtbot.waitUntil(lambda: bar.value() > 0 and not met.snap.told.visibleRegion().isEmpty())
    picture = tmp_path / "street.jpg"
    Image.new("RGB", (400, 300), "gray").save(picture)
    met.snap.take_file(picture)
    qtbot.waitUntil(lambda: met.shown is not None, timeout=station.WAIT)
    met.place.set_value("江边")
    met.offered.set_value("food")
    met.taken.set_value("refused")
    met.when.set_value("25:99")
    window.press("F9")
    assert "22:30" in met.when.warning.text()
    met.when.set_value("")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "同意拍照" in met.photo_answer.warning.text()
    page.half_filled.keep()
    station.settle(qtbot, jobs)
    window.close_pages()

    again, page = _open(qtbot, jobs, settings, house)
    met = page.doing.met
    assert (met.place.value(), met.shown is not None) == ("江边", True)
    met.photo_answer.set_value("unable")
    again.press("F9")
    station.settle(qtbot, jobs)
    (one,) = all_of(house.register, Encounter)
    assert one.photo
    assert house.register.blobs.get(one.photo)
    page.table.selectRow(0)
    again.press("F11")
    assert met.taken.value() == "refused"
    met.place.set_value("江边步道")
    again.press("F9")
    station.settle(qtbot, jobs)
    _, right = all_of(house.register, Encounter)
    assert (right.met, right.photo, right.place) == (one.met, one.photo, "江边步道")


def test_whom_it_is_again_is_chosen_from_the_nearest_and_never_by_itself(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _open(qtbot, jobs, replace(settings, camera="none"), house)
    _meet(qtbot, jobs, window, "人民路桥洞")
    _meet(qtbot, jobs, window, "江边步道")
    window.press("F3")
    met = page.doing.met
    met.place.set_value("人民路口")
    window.press("F6")
    assert [row.one.place for row in page.table.rows.rows] == ["人民路桥洞", "江边步道"]
    assert not page.again.words.text()
    press(Qt.Key.Key_Return, on=page.table)
    assert "人民路桥洞" in page.again.words.text()
    window.press("F7")
    assert not page.again.words.text()
    window.press("F6")
    press(Qt.Key.Key_Return, on=page.table)
    met.offered.set_value("food")
    met.taken.set_value("accepted")
    window.press("F9")
    station.settle(qtbot, jobs)
    found = all_of(house.register, Encounter)
    assert found[2].stranger == found[0].stranger != found[1].stranger


def test_what_was_written_of_a_round_is_corrected_by_keyboard_and_survives_a_login(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _open(qtbot, jobs, settings, house)
    _out(qtbot, jobs, house, window)
    window.press("Shift+F2")
    card = page.doing.round
    assert (card.area.value(), card.second.value()) == ("火车站、江边桥洞", str(house.leader.id))
    assert not station.unfit(page)
    card.area.set_value("汽车站")
    page.half_filled.keep()
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    card = page.doing.round
    assert (card.isVisible(), card.area.value()) == (True, "汽车站")
    window.press("F9")
    station.settle(qtbot, jobs)
    first, anew = sorted(all_of(house.register, StreetRound), key=lambda one: one.at)
    assert (anew.round, anew.supersedes) == (first.round, first.id)
    assert (anew.area, anew.officer, anew.second) == ("汽车站", first.officer, first.second)
    assert page.street is not None
    assert page.street.round == anew, "the round goes on"


def test_a_camera_that_is_gone_is_said_before_anybody_aims(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _open(qtbot, jobs, replace(settings, camera="none"), house)
    window.press("F3")
    snap = page.doing.met.snap
    snap._camera = "9"  # the eye itself has none: nothing is started
    snap.snap()
    assert "对准" in snap.told.words.text()
    snap.eye.seen.emit(QImage())
    assert "没有画面" in snap.told.words.text()
    there = QImage(40, 30, QImage.Format.Format_RGB32)
    there.fill(0)
    snap.eye.seen.emit(there)
    assert "对准" in snap.told.words.text(), "plugged in again"
    snap.eye.seen.emit(there)
    snap.shut()
