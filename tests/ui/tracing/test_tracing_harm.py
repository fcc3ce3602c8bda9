"""寻亲 where something goes wrong: a stick pulled out, a file cut short, somebody who may do harm,
a disk that is full when a page is opened, a screen that is small."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import inquiries, kin_search, traces
from app.domain.errors import Unavailable
from app.domain.person import Source
from app.domain.trace import Step
from app.settings import Settings
from app.store.inquiries import own
from app.store.register import Register
from tests import makers
from tests.kin import LOST, MOTHER
from tests.ui import keys, station
from ui.jobs import Jobs
from ui.table import Cell
from ui.tracing.kin_page import KinPage
from ui.tracing.pfif_page import PfifPage
from ui.tracing.several import SeveralField
from ui.tracing.workbench import WorkbenchPage
from ui.window import DeskWindow

_PERSON = """<pfif:person><pfif:person_record_id>a.example.org/p.{0}</pfif:person_record_id>
<pfif:entry_date>2026-11-01T00:00:00Z</pfif:entry_date><pfif:full_name>张{0}</pfif:full_name>
<pfif:expiry_date>2126-11-01T00:00:00Z</pfif:expiry_date></pfif:person>"""


def _file(many: int) -> str:
    people = "".join(_PERSON.format(n) for n in range(many))
    return f'<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">{people}</pfif:pfif>'


def _pfif(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, PfifPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("pfif")
    station.settle(qtbot, jobs)
    page = station.page(window, PfifPage)
    return window, page


def test_a_stick_pulled_out_between_gets_a_sentence_and_a_file_cut_short_is_not_taken(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "missing.xml"
    stick.write_text(_file(3), encoding="utf-8")
    window, page = _pfif(qtbot, jobs, settings, house)
    page.file.set_value(str(stick))
    window.press("F6")
    station.until(qtbot, lambda: page.report is not None)
    stick.unlink()
    window.press("F9")
    station.until(qtbot, lambda: not page.going)
    assert "打不开这个文件：missing.xml" in page.told.words.text()
    stick.write_text(_file(3)[:-80], encoding="utf-8")
    window.press("F6")
    station.until(qtbot, lambda: bool(page.report and page.report.broken))
    assert "F9" not in station.keys_of(page), "none of it is taken, and nobody's search ends"
    stick.write_text(_file(3), encoding="utf-8")
    window.press("F6")
    station.until(qtbot, lambda: bool(page.report and not page.report.broken))
    window.press("F9")
    station.until(qtbot, lambda: not page.going)
    assert len(own(house.register, house.station.code, 10)) == 3


def test_what_a_file_would_change_or_end_waits_for_a_yes_to_each(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    file = tmp_path / "missing.xml"
    file.write_text(_file(3), encoding="utf-8")
    window, page = _pfif(qtbot, jobs, settings, house)

    def press(*keys: str) -> None:
        for key in keys:
            window.press(key)
            station.settle(qtbot, jobs)
            station.until(qtbot, lambda: not page.going)

    page.file.set_value(str(file))
    press("F6", "F9")
    newer = (
        _file(3).replace("张", "李").replace("2026-11-01T00:00:00Z<", "2026-11-02T00:00:00Z<", 2)
    )
    file.write_text(newer.replace("2126-", "2026-", 1), encoding="utf-8")
    press("F6")
    assert [one.ends for one in page.changes.rows.rows] == [True, False, False]
    assert "会补充已有登记 2 份，会结束 1 份" in page.told.words.text()
    assert not station.unfit(page)
    if folder := os.environ.get("GUITU_PICTURES"):
        window.resize(1366, 728)
        window.grab().save(str(Path(folder) / f"pfif-{settings.lang}.png"))
    press("F9")
    every = own(house.register, house.station.code, 10)
    assert {(one.value("name")[0], one.is_open) for one in every} == {("张", True)}
    press("F7", "F9")
    every = own(house.register, house.station.code, 10)
    assert sorted((one.value("name"), one.is_open) for one in every) == [
        ("张0", True), ("李1", True), ("李2", True),
    ]  # fmt: skip
    page.changes.setFocus()
    page.changes.selectRow(0)
    keys.press(Qt.Key.Key_Space, on=page.changes)
    press("F9")
    assert sum(one.is_open for one in own(house.register, house.station.code, 10)) == 2


def _harmful(house: makers.Desk) -> None:
    """A man who may do harm looks for somebody who is here."""
    station.arrive(
        house, "胡建国", sex="1", age="35-45", home="四川仪陇", marks="左前臂烫伤疤痕",
        kin="母亲 赵桂兰",
    )  # fmt: skip
    asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
    by, at = house.intake, clock.now()
    made = inquiries.open_(house.register, asking, house.station, by=by, at=at)
    harm = inquiries.Wrote(result="danger", how=("police",), words="告诫书")
    inquiries.check(house.register, made.inquiry, harm, by=by, at=at)
    kin_search.compare_all(house.register, house.station.code, by=by, at=at)


def _notes(cells: list[Cell]) -> str:
    return " ".join(cell.note for cell in cells)


def test_that_whoever_looks_may_do_harm_stands_in_every_list_of_pairs(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _harmful(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("kin")
    station.settle(qtbot, jobs)
    page = station.page(window, KinPage)
    (row,) = page.table.rows.rows
    said = _notes([column.cell(row) for column in page.table.rows.columns])
    assert "可能有害" in said
    assert "已离站" not in said
    window.press("F11")
    station.settle(qtbot, jobs)
    bench = station.page(window, WorkbenchPage)
    (pair,) = bench.pairs.rows.rows
    assert "可能有害" in _notes([column.cell(pair) for column in bench.pairs.rows.columns])


def test_what_is_too_long_for_its_line_is_read_beneath_and_esc_puts_it_away(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "", sex="1", age="35-45")
    words = "谈了二十分钟，说到石盘、赶场和铁索桥，" * 8
    said = traces.Said(step=Step.INTERVIEW, whom="李芳", words=words)
    traces.add(house.register, visit.id, said, by=house.intake, at=clock.now())
    clue = traces.Said(step=Step.CLUE, about="songs", value="灯戏", source=Source.SAID)
    traces.add(house.register, visit.id, clue, by=house.intake, at=clock.now())
    window = station.open_window(qtbot, jobs, settings, house, house.auditor)
    window.go("workbench", visit.id)
    station.settle(qtbot, jobs)
    page = station.page(window, WorkbenchPage)
    page.log.setFocus()
    page._list = page.log  # offscreen no window is active
    qtbot.keyClick(page.log, Qt.Key.Key_Return)
    assert words in page.reading.text.text()
    assert not station.unfit(page)
    page._walked(page.board)
    assert "灯戏" in page.reading.text.text(), "it goes with the cursor"
    window.press("Esc")
    assert page.reading.isHidden()
    assert window.here == "workbench"


def test_a_page_that_could_not_note_the_look_opens_with_f5(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    visit = station.arrive(house, "")
    window = station.open_window(qtbot, jobs, settings, house)

    def full(*_all: object, **_more: object) -> None:
        raise Unavailable("register.disk_full", folder="/data")

    with monkeypatch.context() as patch:
        patch.setattr(Register, "write", full)
        window.go("workbench", visit.id)
        station.settle(qtbot, jobs)
    page = station.page(window, WorkbenchPage)
    assert "磁盘已满" in page.told.words.text()
    window.press("F5")
    station.settle(qtbot, jobs)
    assert page.case is not None
    assert page.told.words.text() == ""


def test_on_a_small_screen_a_page_scrolls_to_the_cursor_and_nothing_overlaps(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "")
    window = station.open_window(qtbot, jobs, settings, house)
    window.resize(1024, 600)
    window.go("workbench", visit.id)
    station.settle(qtbot, jobs)
    page = station.page(window, WorkbenchPage)
    station.until(qtbot, lambda: window.stack.width() >= page.minimumSizeHint().width())
    edges: list[QWidget] = [page.board, page.pairs, page.due]
    places = [one.mapTo(page, one.rect().topLeft()).x() for one in edges]
    assert all(a + one.width() <= b for a, b, one in zip(places, places[1:], edges, strict=False))
    bar = window.roomy.horizontalScrollBar()
    assert bar.value() == 0
    window.roomy.follow(None, page.due)
    assert bar.value() > 0


def test_an_answer_that_is_ticked_is_not_cut(qtbot: QtBot) -> None:
    choices = [("video", "recognised by video"), ("told", "asked what only kin know"), ("x", "DNA")]
    field = SeveralField("How", choices)
    qtbot.addWidget(field)
    field.resize(520, 200)
    field.show()
    field.set_value("video,told")
    for button in field.buttons.values():
        button.ensurePolished()
        assert button.fontMetrics().horizontalAdvance(button.text()) + 20 <= button.width()
