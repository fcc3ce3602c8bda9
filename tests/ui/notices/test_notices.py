"""Notices read aloud and in pictures: by keys, stopped by Esc, and never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import adverse
from app.desk.adverse import Proposed
from app.domain.blacklist import Listing, StepKind
from app.domain.visit import About, Answer
from app.paper.points import points
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.fitting import too_narrow
from tests.ui.intake.desk_of import open_intake
from tests.ui.keys import press
from ui.blacklist.page import BlacklistPage
from ui.intake.photo import ConsentCard
from ui.jobs import Jobs
from ui.notices.pictures import Pictures
from ui.notices.speaking import NO_ENGINE, NO_LANGUAGE
from ui.notices.voice import ROOT
from ui.papers.page import PapersPage
from ui.window import DeskWindow

SLOW = 10_000


def a_voice(*, heard: Path, code: int = 0, seconds: int = 0) -> list[str]:
    """A program in the place of ours: it notes what it was to read, and takes its time."""
    does = (
        "import sys, time, pathlib; "
        f"pathlib.Path({str(heard)!r}).write_bytes(sys.stdin.buffer.read()); "
        f"time.sleep({seconds}); sys.exit({code})"
    )
    return [sys.executable, "-c", does]


def _read(heard: Path) -> str:
    return heard.read_text("utf-8") if heard.exists() else ""


def _investigated(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, BlacklistPage, Listing]:
    visit = listed_people.adult(house, "王𬎆")
    made = listed_people.lead(house, visit.person, clock.now())
    listed_people.step(house, made, StepKind.INVESTIGATED, clock.now(), capacity=True)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("blacklist")
    page = station.page(window, BlacklistPage)
    station.settle(qtbot, jobs)
    press(Qt.Key.Key_Return, on=page.table)
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page, made


def test_a_notice_is_read_esc_ends_it_and_what_was_heard_stands_in_the_step(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    window, page, _ = _investigated(qtbot, jobs, settings, house)
    heard, voice = tmp_path / "heard.txt", page.handing.telling.voice
    voice._started_by = a_voice(heard=heard, seconds=60)
    window.press("Shift+F7")
    station.until(qtbot, lambda: "同一张车票两次退票" in _read(heard))
    assert "王𬎆" not in _read(heard)
    assert "Esc" in station.keys_of(page)
    (process,) = voice.findChildren(QProcess)
    with qtbot.waitSignal(process.finished, timeout=SLOW):
        window.press("Esc")
    assert not voice.speaks
    assert "Esc" not in station.keys_of(page)
    window.press("F3")
    assert page.form.words.value() == "", "it was not heard to the end"
    voice._started_by = a_voice(heard=heard)
    window.press("Shift+F7")
    station.until(qtbot, lambda: "系统语音朗读" in page.form.words.value())


def test_without_a_voice_a_sentence_says_so_and_the_pictures_are_there(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    window, page, made = _investigated(qtbot, jobs, settings, house)
    page.handing.telling.voice._started_by = a_voice(heard=tmp_path / "heard", code=NO_ENGINE)
    window.press("Shift+F7")
    station.until(qtbot, lambda: "没有可用的语音朗读" in window.told.words.text())
    page.handing.telling.voice._started_by = [str(tmp_path / "no-such-program")]
    window.press("Shift+F7")
    station.until(qtbot, lambda: not page.handing.telling.voice.speaks)
    window.press("Shift+F6")
    station.until(qtbot, lambda: window.findChildren(Pictures) != [])
    (shown,) = window.findChildren(Pictures)
    assert shown.geometry() == window.rect()
    assert too_narrow(shown) == []
    wanted = points("listing_notice", "zh")
    qtbot.keyClick(shown, Qt.Key.Key_F3)
    assert page.form.isHidden(), "nothing is done unseen on the page beneath"
    for number, point in enumerate(wanted):
        assert shown.text.text() == point.text
        if number == 1:
            qtbot.keyClick(shown, Qt.Key.Key_Left)
            qtbot.keyClick(shown, Qt.Key.Key_Right)
        qtbot.keyClick(shown, Qt.Key.Key_Space)
    assert not shown.isVisible()
    window.press("F3")
    assert page.form.words.value() == "告知书已用图示说明。"
    window.press("Shift+F6")
    station.until(qtbot, shown.isVisible)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert [one.id for one in all_of(house.register, Listing)] == [made.id]


def test_on_arrival_the_notice_is_read_to_the_end_and_that_is_kept(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    assert "Shift+F7" not in station.keys_of(page)
    window.press("F7")
    station.until(qtbot, page.notice.isVisible)
    heard = tmp_path / "heard"
    page.telling.voice._started_by = a_voice(heard=heard)
    window.press("Shift+F7")
    station.until(qtbot, lambda: page.consent.how.value() == "voice")
    for words in ("来去自由", "八不准", "人脸信息单独告知", house.station.complaint_phone):
        assert words in _read(heard)
    page.telling.voice._started_by = a_voice(heard=heard, seconds=60)
    window.press("Shift+F7")
    station.until(qtbot, lambda: page.telling.voice.speaks)
    assert station.keys_of(page).count("Esc") == 1
    window.press("Esc")
    assert (page.telling.voice.speaks, page.notice.isVisible()) == (False, True)


def test_a_refusal_is_read_with_its_reason_and_nobody_is_read_to_who_has_gone(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "王𬎆")
    stated = Proposed(kind="refusal", ground="no_kin", facts="姐姐愿意接回家", help=("food",))
    made = adverse.propose(house.register, visit.id, stated, by=house.intake, at=clock.now())
    adverse.answer(house.register, made.id, "agreed", "", by=house.leader, at=clock.now())
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("papers", visit.id)
    page = station.page(window, PapersPage)
    station.until(qtbot, lambda: "Shift+F7" in station.keys_of(page))
    heard = tmp_path / "heard"
    page.telling.voice._started_by = a_voice(heard=heard, seconds=60)
    window.press("Shift+F7")
    station.until(qtbot, lambda: "姐姐愿意接回家" in _read(heard))
    assert "王𬎆" not in _read(heard)
    window.go("people")
    assert not page.telling.voice.speaks


def _spoken(*said: str) -> int:
    """How our own process ends."""
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-P", "-m", "app", "voice", *said],
        input=b"one two", env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, check=False, timeout=30,
    )  # fmt: skip
    return done.returncode


def test_a_machine_without_an_engine_is_told_by_how_the_process_ends() -> None:
    assert _spoken("zh", "no-such-engine") == NO_ENGINE


def test_an_engine_reads_to_the_end_or_says_that_it_lacks_the_language() -> None:
    ended = _spoken("en", "mock")
    if ended == NO_ENGINE:
        pytest.skip("Qt's speech needs libpulse, which is not here")
    assert (ended, _spoken("zh", "mock")) == (0, NO_LANGUAGE)


def test_how_it_was_told_is_kept_with_every_answer_and_never_over_the_officers_own(
    qtbot: QtBot,
) -> None:
    card = ConsentCard("zh")
    qtbot.addWidget(card)
    assert card.raw() == {}, "nothing is chosen beforehand"
    card.was_told("pictures")
    card.notice.set_value("granted")
    (asked,) = card.asked()
    assert (asked.about, asked.answer, asked.how) == (About.NOTICE, Answer.GRANTED, "pictures")
    card.was_told("voice")
    assert card.how.value() == "pictures"
