"""监督: by keys alone from a figure to the people behind it, to the log, to the year's report."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import adverse
from app.desk.overseeing import ALARM, PURPOSE
from app.domain.adverse import Answered
from app.domain.fairness import Group, Measure
from app.domain.ids import new_id
from app.domain.period import Length
from app.domain.staff import Officer, Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.line import Letter, put_letter
from app.store.watching import GLASS
from tests import makers
from tests.app.paper.papers import text_of
from tests.ui import station
from tests.ui.fitting import nameless
from tests.ui.keys import press
from tests.ui.station import keys_of, settle, told, unfit, until
from ui.jobs import Jobs
from ui.oversight.page import GLASS as GLASS_PART
from ui.oversight.page import LOOKS, OversightPage
from ui.window import DeskWindow

HOURS = timedelta(hours=1)


def _refused(house: makers.Desk, name: str, sex: str) -> None:
    at = clock.now() - HOURS
    visit = station.arrive(house, name, at, sex=sex)
    wanted = adverse.Proposed(
        kind="refusal", ground="no_kin", facts="已核实", help=("food",), help_words="盒饭"
    )
    made = adverse.propose(house.register, visit.id, wanted, by=house.intake, at=at)
    adverse.answer(house.register, made.id, Answered.AGREED, "", by=house.leader, at=at)


def _opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, officer: Officer
) -> tuple[DeskWindow, OversightPage]:
    window = station.open_window(qtbot, jobs, settings, house, officer)
    window.go("oversight")
    settle(qtbot, jobs)
    return window, station.page(window, OversightPage)


def _rows(page: OversightPage) -> list[str]:
    model = page.figures.rows.rows
    return [
        " ".join(str(model.data(model.index(r, c)) or "") for c in range(model.columnCount()))
        for r in range(model.rowCount())
    ]


def _looks(house: makers.Desk) -> list[tuple[str, bool]]:
    return [(one.what, one.person is not None) for one in all_of(house.register, Viewing)]


def test_from_a_figure_to_the_people_behind_it_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    for name in ("王淼", "刘"):
        _refused(house, name, "2")
    window, page = _opened(qtbot, jobs, settings, house, house.auditor)
    assert keys_of(page) == ["F2", "F3", "F4", "F6", "F7"], "nobody behind the first figure yet"
    page.figures.look_at(Measure.REFUSED, Group.SEX)
    assert _rows(page)[1] == "女 2 / 2 — 太少，不算比率"
    press(Qt.Key.Key_Down, on=page.figures.rows)
    assert keys_of(page)[-1] == "F9"
    assert _looks(house) == []
    press(Qt.Key.Key_Return, on=page.figures.rows)
    until(qtbot, page.people.isVisible)
    settle(qtbot, jobs)
    assert [one.name for one in page.people.table.rows.rows] == ["刘", "王淼"]
    assert _looks(house) == [(PURPOSE, True)] * 2
    assert page.people.card.title.text().endswith("不予救助 · 女")
    press(Qt.Key.Key_Escape, on=page.people.table)
    assert page.figures.isVisible()
    press(Qt.Key.Key_Return, on=page.figures.rows)
    until(qtbot, page.people.isVisible)
    settle(qtbot, jobs)
    window.press("F9")
    assert window.here == "person", "where a purpose of its own is asked"


def test_other_periods_by_keys_and_none_that_is_to_come(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _refused(house, "王淼", "2")
    window, page = _opened(qtbot, jobs, settings, house, house.leader)
    year, now = page.period, page.figures.lines.rows.rows[0].share.count
    window.press("F3")
    assert page.period == year
    window.press("F2")
    settle(qtbot, jobs)
    assert (page.period.first.year, now) == (year.first.year - 1, 1)
    assert page.figures.lines.rows.rows[0].share.count == 0
    window.press("F3")
    window.press("F4")
    assert page.period.length is Length.MONTH
    settle(qtbot, jobs)
    assert page.figures.lines.rows.rows[0].share.count == 1, "the month that today is in"


def test_who_looked_at_whom_and_the_glass_and_reading_it_is_a_look(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    seen = Viewing(
        id=new_id(), person=visit.person, officer=house.intake.id, at=clock.now(),
        purpose="reception", what="file",
    )  # fmt: skip
    house.register.write(seen, by=house.intake.id, at=clock.now())
    content = {
        "station_name": "另一站", "officers": ["甲", "乙"], "purpose": "reception", "words": "病危"
    }  # fmt: skip
    letter = Letter(
        id=new_id(), kind=GLASS, person=visit.person, about="lending", record=visit.person,
        content=content, at=clock.now(),
    )  # fmt: skip
    house.register.within(lambda c: put_letter(c, letter))
    window, page = _opened(qtbot, jobs, settings, house, house.auditor)
    window.press("F6")
    settle(qtbot, jobs)
    assert page.parts.value == LOOKS
    assert [one.looks for one in page.looks.officers.rows.rows] == [1]
    assert [card.name for _, card in page.looks.people.rows.rows] == ["王淼"]
    assert (f"looks {page.period.name}", False) in _looks(house)
    window.press("F6")
    settle(qtbot, jobs)
    assert page.parts.value == GLASS_PART
    model = page.glass.table.rows
    told_of = [str(model.data(model.index(0, column))) for column in range(1, 4)]
    assert told_of == ["甲、乙 另一站", "王淼", "接待核对 病危"]


def test_the_report_of_the_year_has_figures_and_no_name_and_stays_on_record(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _refused(house, "王淼", "2")
    window, page = _opened(qtbot, jobs, settings, house, house.leader)
    window.press("F7")
    until(qtbot, lambda: not page.assessing.running)
    name = f"assessment-440114-01-{page.period.name}"
    pdf = Path(settings.data / "assessment" / f"{name}.pdf")
    assert str(pdf) in told(window)
    words = text_of(pdf.read_bytes())
    assert f"{page.period.first.year + 3}-12-31" in words
    assert "不予救助1/1" in words
    table = pdf.with_suffix(".csv").read_text(encoding="utf-8-sig")
    assert f"{page.period.name},refused,sex,female,1,1,,,,too_few,女" in table
    for private in ("王淼", house.intake.name, str(house.intake.id)):
        assert private not in words + table
    assert _looks(house) == [(f"assessment {page.period.name}", False)]


def test_the_hundred_thousand_are_told_before_they_are_reached(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _window, page = _opened(qtbot, jobs, settings, house, house.leader)
    page._say_faces(ALARM - 1)
    assert not page.told.isVisible()
    page._say_faces(ALARM)
    assert "90,000" in page.told.words.text()
    assert "30 个工作日" in page.told.words.text()


def test_nobody_else_is_shown_the_page(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, settings, house, house.intake)
    assert "oversight" not in window.nav.buttons
    assert window.page("oversight") is None


def test_everything_has_room_on_the_smallest_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _refused(house, station.NAMES[1], "2")
    window, page = _opened(qtbot, jobs, settings, house, house.leader)
    window.resize(1024, 600)
    page._say_faces(ALARM)
    for measure, group in ((Measure.REFUSED, Group.OFFICER), (Measure.FACE_SAME, Group.AGE)):
        page.figures.look_at(measure, group)
        settle(qtbot, jobs)
        until(qtbot, lambda: not unfit(window.stack))
        least = page.minimumSizeHint()
        assert (least.width() <= 822, least.height() <= 440) == (True, True)
    for _ in range(2):
        window.press("F6")
        settle(qtbot, jobs)
        until(qtbot, lambda: not unfit(window.stack))
        assert nameless(window.stack) == []
