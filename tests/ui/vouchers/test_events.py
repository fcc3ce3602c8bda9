"""登记去向: by keyboard alone, what a rule says beside its field, corrected, and for whom."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEventKind, standing
from app.settings import Settings
from app.store.vouchers import events_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.vouchers.page import VouchersPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, made: Voucher
) -> tuple[DeskWindow, VouchersPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("vouchers", made.visit)
    station.settle(qtbot, jobs)
    return window, station.page(window, VouchersPage)


def _fill(page: VouchersPage, **values: str) -> None:
    for name, value in values.items():
        page.noting.form.fields[name].set_value(value)


def test_a_refund_is_written_down_and_corrected_by_keyboard(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    made = station.voucher(house, station.arrive(house))
    window, page = _open(qtbot, jobs, settings, house, made)
    form, soon = page.noting.form, local(clock.now() + timedelta(minutes=1))
    assert page.noting.card.isHidden()
    window.press("F6")
    assert form.kind.isAncestorOf(window.focusWidget() or window)
    assert not form.fields["amount"].isVisible()
    _fill(page, kind="refunded", on=f"{soon:%Y-%m-%d}", amount="612.50", clock="25:00")
    window.press("F6")
    assert form.fields["clock"].warning.text()
    _fill(page, clock=f"{soon:%H:%M}")
    window.press("F6")
    station.settle(qtbot, jobs)
    assert "售票方" in form.fields["statement"].warning.text()
    _fill(page, statement="广州南站 退票记录", ticket="E123456789")
    form.fields["words"].setFocus()
    press(Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    (event,) = events_of(house.register, [made.id])
    assert (event.kind, event.account) == (VoucherEventKind.REFUNDED, made.account)
    assert not form.isVisible()
    assert page.noting.card.isVisible()
    assert not station.unfit(page)

    press(Qt.Key.Key_Space, on=page.noting.card.buttons[0])
    assert form.fields["ticket"].value() == "E123456789"
    _fill(page, kind="mistaken", words="不是这张凭证")
    window.press("F6")
    station.settle(qtbot, jobs)
    assert standing(events_of(house.register, [made.id])) == []
    assert page.noting.card.isHidden()


def test_esc_goes_back_and_the_list_says_what_became_of_each(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    made = station.voucher(house, station.arrive(house))
    window, page = _open(qtbot, jobs, settings, house, made)
    window.press("F6")
    press(Qt.Key.Key_Escape, on=page.noting.form)
    assert not page.noting.form.isVisible()
    window.press("F6")
    _fill(page, kind="used", on=f"{local(clock.now()):%Y-%m-%d}")
    window.press("F6")
    station.settle(qtbot, jobs)
    page.choose_anew()
    station.settle(qtbot, jobs)
    shown = page.choose.issued.rows
    assert shown.data(shown.index(0, 2), Qt.ItemDataRole.DisplayRole) == "已乘车"


def test_half_typed_entries_and_reasons_are_there_after_a_restart_and_after_a_slip(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    made = station.voucher(house, station.arrive(house))
    window, page = _open(qtbot, jobs, settings, house, made)
    window.press("F6")
    _fill(page, kind="refunded", amount="580", statement="广州南站 8 号")
    window.press("Ctrl+F10")
    page.void_card.reason.set_value("改乘汽车")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house, made)
    form = page.noting.form
    assert (form.fields["amount"].value(), form.fields["amount"].isVisible()) == ("580", True)
    assert page.void_card.reason.value() == "改乘汽车"
    press(Qt.Key.Key_Escape, on=form)
    assert not form.isVisible()
    window.press("F12")
    assert form.fields["statement"].value() == "广州南站 8 号"
    page.void_card.finish()
    station.settle(qtbot, jobs)
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house, made)
    assert page.void_card.isHidden(), "it was done"
