"""The forms beside a pair: about whom they are while the list moves under them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import inquiries, kin, kin_search
from app.domain.errors import Unavailable
from app.domain.kin_match import KinState, KinStep
from app.settings import Settings
from app.store.kin_matches import every
from app.store.register import Register
from tests import makers
from tests.kin import LOST, MOTHER
from tests.ui import station
from ui.jobs import Jobs
from ui.tracing.kin_page import KinPage
from ui.window import DeskWindow


def _two(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, KinPage]:
    """One man, and two families that look for somebody like him."""
    station.arrive(
        house, "胡建国", sex="1", age="35-45", home="四川仪陇", marks="左前臂烫伤疤痕",
        kin="母亲 赵桂兰",
    )  # fmt: skip
    for name in ("符建国", "胡建军"):
        sought = {**LOST, "name": name, "id_number": ""}
        asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=sought)
        inquiries.open_(house.register, asking, house.station, by=house.intake, at=clock.now())
    kin_search.compare_all(house.register, house.station.code, by=house.intake, at=clock.now())
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("kin")
    station.settle(qtbot, jobs)
    page = station.page(window, KinPage)
    assert len(page.table.rows.rows) == 2
    return window, page


def test_a_form_is_about_the_pair_it_was_opened_for_wherever_the_cursor_goes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _two(qtbot, jobs, settings, house)
    first, second = [row.pair.id for row in page.table.rows.rows]
    window.press("F7")
    form = page._open_form()
    assert form is not None
    form.fields["step"].set_value("excluded")
    form.fields["words"].set_value("左手无疤")
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    station.settle(qtbot, jobs)
    assert page.case is not None
    assert page.case.row.pair.id == first, "what is beneath the form is what it is about"
    page.half_filled.keep()
    assert page.half_filled.of(first)["words"] == "左手无疤"
    assert page.half_filled.of(second) == {}
    window.press("F9")
    station.settle(qtbot, jobs)
    states = {pair.id: pair.state for pair in every(house.register)}
    assert states == {first: KinState.EXCLUDED, second: KinState.CANDIDATE}


def test_what_another_desk_decides_meanwhile_does_not_move_the_form_to_another_pair(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _two(qtbot, jobs, settings, house)
    first, second = [row.pair.id for row in page.table.rows.rows]
    window.press("F3")
    form = page._open_form()
    assert form is not None
    form.fields["words"].set_value("打电话问")
    said = kin.Said(step=KinStep.EXCLUDED, words="派出所说不是")
    kin.step(house.register, first, said, by=house.leader, at=clock.now())
    page.reload()
    station.settle(qtbot, jobs)
    window.press("F9")
    station.settle(qtbot, jobs)
    states = {pair.id: pair.state for pair in every(house.register)}
    assert states == {first: KinState.EXCLUDED, second: KinState.CANDIDATE}
    assert form.value("words") == "打电话问"
    assert "已排除" in form.fields["words"].warning.text()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    station.settle(qtbot, jobs)
    assert page._open_form() is None
    assert page.case is not None
    assert page.case.row.pair.id == second


def test_a_half_typed_step_is_open_again_after_a_crash_also_when_the_disk_was_full(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window, page = _two(qtbot, jobs, settings, house)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    station.settle(qtbot, jobs)
    window.press("F4")
    form = page._open_form()
    assert form is not None
    form.fields["how"].set_value("no")
    form.fields["whom"].set_value("李芳当面")
    form.fields["words"].set_value("不想见他")
    page.half_filled.keep()
    station.settle(qtbot, jobs)

    def full(*_all: object, **_more: object) -> None:
        raise Unavailable("register.disk_full", folder="/data")

    with monkeypatch.context() as patch:
        patch.setattr(Register, "write", full)
        window.press("F9")
        station.settle(qtbot, jobs)
    assert "磁盘已满" in form.fields["how"].warning.text()
    held = page._held
    again = station.open_window(qtbot, jobs, settings, house)  # as it stood when the power went
    again.go("kin", held)
    station.settle(qtbot, jobs)
    other = station.page(again, KinPage)
    form = other._open_form()
    assert form is not None
    assert form.fields["words"].value() == "不想见他"
    again.press("F9")
    station.settle(qtbot, jobs)
    states = {pair.id: pair.state for pair in every(house.register)}
    assert held is not None
    assert states[held] is KinState.DECLINED
