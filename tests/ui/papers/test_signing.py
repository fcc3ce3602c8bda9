"""Signing on the screen: real strokes in the real window end on the paper."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.signature import Signature, SignedWith
from app.domain.visit import Visit
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.papers.pad import SignPad
from ui.papers.page import PapersPage
from ui.window import DeskWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, visit: Visit
) -> tuple[DeskWindow, PapersPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("papers", visit.id)
    station.settle(qtbot, jobs)
    return window, station.page(window, PapersPage)


def stroke(pad: SignPad, *points: tuple[int, int]) -> None:
    """Draw a line with the left button."""
    first, *rest = (QPoint(*point) for point in points)
    QTest.mousePress(pad, LEFT, NONE, first)
    for point in rest:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, NONE, rest[-1] if rest else first)


def test_a_signature_is_drawn_kept_and_stands_on_the_paper(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "欧阳𬎆")
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F6")
    pad = page.signing.pad
    stroke(pad, (60, 100), (140, 30), (220, 110), (300, 40))
    stroke(pad, (320, 90), (420, 60))
    assert not too_narrow(window)
    assert nameless(window) == []
    window.press("F9")
    station.settle(qtbot, jobs)
    kept = all_of(house.register, Signature)
    assert [(s.visit, s.form, s.how) for s in kept] == [
        (visit.id, "registration", SignedWith.MOUSE)
    ]
    assert not page.signing.isVisible()
    station.until(qtbot, lambda: "屏幕签名" in page.view.text())


def test_an_empty_box_and_a_slip_of_the_hand_are_no_signature(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _open(qtbot, jobs, settings, house, station.arrive(house))
    window.press("F6")
    for points in ((), ((50, 50), (52, 51))):
        if points:
            stroke(page.signing.pad, *points)
        window.press("F9")
        station.settle(qtbot, jobs)
        assert page.signing.told.words.text()
    assert all_of(house.register, Signature) == []


def test_rewriting_empties_the_box_and_escape_leaves_it_to_the_paper(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _open(qtbot, jobs, settings, house, station.arrive(house))
    window.press("F6")
    stroke(page.signing.pad, (60, 100), (200, 30))
    window.press("F3")
    assert not page.signing.pad.is_signed
    stroke(page.signing.pad, (60, 100), (200, 30))
    press(Qt.Key.Key_Escape, on=page)
    assert not page.signing.isVisible()
    assert "F6" in station.keys_of(page)
    station.settle(qtbot, jobs)
    assert all_of(house.register, Signature) == []


def test_turning_to_another_paper_ends_the_signing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _open(qtbot, jobs, settings, house, station.arrive(house))
    window.press("F6")
    stroke(page.signing.pad, (60, 100), (200, 30))
    press(Qt.Key.Key_Right, on=page.tabs.buttons["registration"])
    station.settle(qtbot, jobs)
    assert not page.signing.isVisible()
    window.press("F6")
    assert not page.signing.pad.is_signed


def test_a_voucher_is_not_signed_on_the_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    made = station.voucher(house, visit)
    _, page = _open(qtbot, jobs, settings, house, visit)
    page.tabs.choose(str(made.id))
    station.settle(qtbot, jobs)
    assert "F6" not in station.keys_of(page)
