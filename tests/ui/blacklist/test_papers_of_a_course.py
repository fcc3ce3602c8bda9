"""Papers 25 on the page of the list: printed by keys at their step, again, and by nobody else."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk.listing_papers import DECISION, NOTICE, OBJECTION
from app.domain.blacklist import StepKind
from app.domain.station import Printing
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.app.paper.papers import text_of
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.keys import press
from ui.blacklist.page import BlacklistPage
from ui.jobs import Jobs
from ui.window import DeskWindow


def _opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, BlacklistPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("blacklist")
    page = station.page(window, BlacklistPage)
    station.settle(qtbot, jobs)
    press(Qt.Key.Key_Return, on=page.table)
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page


def _printed(house: makers.Desk, many: int) -> bool:
    return len(all_of(house.register, Printing)) == many


def test_the_notice_is_printed_by_f8_offline_and_once_more_from_its_line(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    settings = Settings(data=data, camera="none", printer=f"file:{tmp_path / 'out'}")
    visit = listed_people.adult(house, "王𬎆")
    made = listed_people.lead(house, visit.person, clock.now())
    window, page = _opened(qtbot, jobs, settings, house)
    assert "F8" not in station.keys_of(page)
    assert page.handing.card.isHidden()
    window.press("F2")
    page.form.capacity.set_value("yes")
    page.form.words.set_value("查过退票记录")
    window.press("F9")
    station.until(qtbot, lambda: "F8" in station.keys_of(page))
    window.press("F8")
    station.until(qtbot, lambda: len(all_of(house.register, Printing)) == 1)
    station.settle(qtbot, jobs)
    (first,) = (tmp_path / "out").glob("*.pdf")
    assert "王𬎆" in text_of(first.read_bytes())
    (button,) = page.handing.card.buttons
    assert "已出 1 份" in button.text()
    press(Qt.Key.Key_Return, on=button)
    station.until(qtbot, lambda: len(all_of(house.register, Printing)) == 2)
    said = [(one.form, one.subject, one.copy) for one in all_of(house.register, Printing)]
    assert said == [(NOTICE, made.id, 1), (NOTICE, made.id, 2)]
    station.settle(qtbot, jobs)
    assert station.unfit(page) == []


def test_the_decision_and_the_form_to_object_have_keys_while_it_holds(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    settings = Settings(data=data, camera="none", printer=f"file:{tmp_path / 'out'}")
    visit = listed_people.adult(house)
    made = listed_people.approved(house, visit.person, clock.now())
    window, page = _opened(qtbot, jobs, settings, house)
    for count, key in enumerate(("F8", "Shift+F8"), start=1):
        window.press(key)
        station.until(qtbot, partial(_printed, house, count))
        station.settle(qtbot, jobs)
    assert [one.form for one in all_of(house.register, Printing)] == [DECISION, OBJECTION]
    listed_people.step(house, made, StepKind.OBJECTED, clock.now(), words="不是我退的")
    window.press("F5")
    station.settle(qtbot, jobs)
    assert "Shift+F8" not in station.keys_of(page)
    window.press("F8")
    station.until(qtbot, lambda: len(all_of(house.register, Printing)) == 3)
    assert all_of(house.register, Printing)[-1].form == OBJECTION
