"""转接 by keyboard alone: prepared, sent, accepted, set out, taken in at the other end, checked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app import clock
from app.desk import door, transfers
from app.domain.evidence import Link, Sameness
from app.domain.face import Photograph
from app.domain.ids import PhotoId, new_id
from app.domain.transfer import Found, StepKind, TransferStep
from app.domain.transfer_state import State
from app.domain.visit import Leaving, Visit
from app.settings import Settings
from app.store.ask import all_of
from tests.handed import THERE, End, Ends, ends
from tests.ui import station
from tests.ui.keys import press
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.transfers.page import TransfersPage
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]
FILLED = {
    "to": THERE, "kind": "transferred", "why": "家在当地，亲属已联系", "destination": "示例县",
    "depart_at": "+1 09:00", "arrive_at": "+1 15:30",
    "items": "手机 黑色\n药品：奥氮平 5 mg 每晚 1 片\n材料：户口簿复印件",
}  # fmt: skip
MORE = {
    "receiver": "示例县救助管理站", "receiver_contact": "李某 020-1", "escorts": "陈静、李芳",
    "woman_escort": "yes", "condition": "平稳", "health": "癫痫", "risks": "会走失",
}  # fmt: skip


@pytest.fixture
def both(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ends]:
    """Two stations; the clock of the window is theirs."""
    with ends(engine, tmp_path) as made:
        monkeypatch.setattr(clock, "now", made.now)
        yield made


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, end: End
) -> tuple[DeskWindow, TransfersPage]:
    window = station.open_window(qtbot, jobs, settings, end.house, intake=True)
    window.go("people")
    station.settle(qtbot, jobs)
    window.press("Ctrl+F6")
    station.settle(qtbot, jobs)
    assert window.here == "transfers", "also where nobody is in the station yet"
    return window, station.page(window, TransfersPage)


def _prepare(qtbot: QtBot, jobs: Jobs, window: DeskWindow, page: TransfersPage) -> None:
    window.press("F2")
    station.settle(qtbot, jobs)
    for name, value in FILLED.items():
        page.prepare.fields[name].set_value(value)
    for name, value in MORE.items():
        page.prepare.fields[name].set_value(value)
    window.press("F9")
    station.settle(qtbot, jobs)


def _photographed(both: Ends) -> None:
    """Whoever goes has a photograph on file."""
    image = QImage(40, 50, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    content = QBuffer()
    image.save(content, "JPG")  # type: ignore[call-overload]
    register, visit = both.here.register, both.came.visit
    shot = Photograph(
        id=PhotoId(new_id()), person=visit.person, visit=visit.id, width=40, height=50,
        sha256=register.blobs.put(content.data().data()), quality=0.9, reasons=(),
        taken_at=both.now(), officer=both.here.house.intake.id,
    )  # fmt: skip
    register.write(shot, by=both.here.house.intake.id, at=both.now())


@pytest.fixture
def more_jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Those of the other station's computer."""
    made = Jobs()
    yield made
    made.shut()


def test_a_transfer_goes_its_way_by_keys_alone(
    qtbot: QtBot, jobs: Jobs, more_jobs: Jobs, settings: Settings, both: Ends
) -> None:
    _photographed(both)
    window, page = _open(qtbot, jobs, settings, both.here)
    window.press("F2")
    station.settle(qtbot, jobs)
    assert not station.unfit(page)
    window.press("F9")
    assert page.prepare.fields["to"].warning.text()
    page.prepare.fields["to"].set_value(THERE)
    page.prepare.fields["kind"].set_value("transferred")
    place = next(one for one in page.lists.stations if one.code == THERE)
    assert page.prepare.fields["receiver"].value() == place.name, "the network knows it"
    page.half_filled.keep()
    press(Qt.Key.Key_Escape, on=page.prepare)
    _prepare(qtbot, jobs, window, page)
    assert page.prepare.isHidden(), page.prepare.findChildren(type(page.none))
    one = page.table.current()
    assert one is not None
    assert (one.state, one.lines) == (State.PREPARED, 3)
    assert page.shown.picture.isVisible()
    assert page.shown.thumbs.of(one.photo) is not None, "whom they take along is seen"
    window.press("F9")
    station.settle(qtbot, jobs)
    both.meet()
    both.step(both.there, one.id, StepKind.ACCEPTED)
    both.meet()
    page.reload()
    station.settle(qtbot, jobs)
    window.press("F9")
    assert page.step.kind is StepKind.SET_OUT
    assert not station.unfit(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "第二名" in page.step.second.warning.text(), "no key of the program"
    page.step.missing("kept_why")
    assert "寄存" in page.step.kept_why.warning.text()
    page.step.second.set_value(str(both.here.house.leader.id))
    page.step.ticks.setFocus()
    press(Qt.Key.Key_2, on=page.step.ticks)
    page.step.ticks.say("手机没找到")
    page.step.kept_why.set_value("没有")
    press(Qt.Key.Key_Escape, on=page.step)
    station.settle(qtbot, jobs)
    window.press("F7")
    assert page.step.raw() == {}, "another step is another form"
    page.half_filled.keep()
    press(Qt.Key.Key_Escape, on=page.step)
    window.close()
    window, page = _open(qtbot, jobs, settings, both.here)
    window.press("F9")
    (missing,) = page.step.ticks.checks()
    assert (missing.found, missing.words) == (Found.MISSING, "手机没找到"), "another day"
    assert page.step.kept_why.value() == "没有"
    assert page.step.second.value() == str(both.here.house.leader.id)
    page.step.ticks.setFocus()
    page.step.ticks.selectRow(0)
    press(Qt.Key.Key_1, on=page.step.ticks)
    press(Qt.Key.Key_0, on=page.step.ticks)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.step.isHidden(), page.step.words.warning.text()
    assert len(all_of(both.here.register, Leaving)) == 1
    both.meet()
    window.close()

    jobs = more_jobs
    window, page = _open(qtbot, jobs, replace(settings, camera="none"), both.there)
    page.pills.press("in")
    coming = page.table.current()
    assert coming is not None
    assert (coming.name, coming.state) == ("王淼", State.ON_WAY)
    assert not station.unfit(page)
    window.press("F9")
    assert "王淼" in page.step.title.text()
    assert page.step.title.isVisible()
    page.step.same.set_value(Sameness.SAME)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3):
        press(key, on=page.step.ticks)
        window.press("F9")
        station.settle(qtbot, jobs)
        assert page.step.differs.warning.isVisible(), "which line is not looked at"
    press(Qt.Key.Key_Down, on=page.step.ticks)
    press(Qt.Key.Key_1, on=page.step.ticks)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "第 2 行" in page.step.differs.warning.text(), "what differs and not how"
    assert page.step.differs.warning.isVisible()
    page.step.differs.set_value("少了两片")
    assert not station.unfit(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    intake = station.page(window, IntakePage)
    assert intake.form.value("name") == "王淼"
    assert "会走失" in intake.form.value("story")
    window.press("F9")
    station.settle(qtbot, jobs)
    (visit,) = all_of(both.there.register, Visit)
    (link,) = all_of(both.there.register, Link)
    assert (visit.way, link.other, link.answer) == ("station", coming.person, Sameness.SAME)
    both.meet()
    seen = both.view(both.here, one.id)
    assert (seen.state, seen.steps[-1].visit) == (State.ARRIVED, visit.id)
    assert [c.words for c in seen.steps[-1].checks] == ["", "少了两片", ""]
    window.close()


def test_who_comes_with_a_paper_alone_is_taken_in_whatever_the_line_brings_meanwhile(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Ends
) -> None:
    both.sent()
    one = both.prepare_other()
    code = transfers.code_of(both.here.register, one, door.signer(both.here.register))
    window, page = _open(qtbot, jobs, replace(settings, camera="none"), both.there)
    window.press("F3")
    page.code.set_value(code)
    press(Qt.Key.Key_Return, on=page.code.line)
    station.settle(qtbot, jobs)
    chosen = page.table.current()
    assert chosen is not None
    assert (chosen.id, chosen.only_paper) == (one.id, True)
    assert "F9" in station.keys_of(page), "they stand at the door"
    window.press("F9")
    page.reload()  # something came by the line
    station.settle(qtbot, jobs)
    page.table.selectRow(1)
    page.step.same.set_value(Sameness.CANNOT_TELL)
    window.press("F9")
    station.settle(qtbot, jobs)
    station.page(window, IntakePage)
    (step,) = all_of(both.there.register, TransferStep)
    assert (step.kind, step.transfer) == (StepKind.ARRIVED, one.id), "of whom the card was about"
    window.close()
