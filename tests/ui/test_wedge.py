"""A scanner that types beside people who type: neither ever takes the other's keys."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import door, publish
from app.domain.voucher import Voucher
from app.paper.code import Ticket, sign
from app.settings import Settings
from tests import makers
from tests.ui import station
from tests.ui.intake.desk_of import open_intake
from tests.ui.keys import ALT, CTRL
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.vouchers.page import VouchersPage
from ui.window import DeskWindow

CASE = "440114-01-20261124-0042"


class Keyboard:
    """Keys as the system sends them to the window, with the time of each."""

    def __init__(self, window: DeskWindow) -> None:
        self._handle = window.windowHandle()
        self._at = 1_000

    def type(self, text: str, apart: int, *, enter: bool = True) -> None:
        """A scanner's keys are a few milliseconds apart, a hand's fifty and more."""
        self._at += 1_000
        for letter in text:
            self.key(0, letter, apart)
        if enter:
            self.key(Qt.Key.Key_Return, "\r", apart)

    def key(self, key: int, letter: str, apart: int) -> None:
        self._at += apart
        event = QKeyEvent(
            QEvent.Type.KeyPress, key or ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter
        )
        event.setTimestamp(self._at)
        QApplication.sendEvent(self._handle, event)


@pytest.fixture
def opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, IntakePage, Keyboard]:
    window, page = open_intake(qtbot, jobs, settings, house)
    return window, page, Keyboard(window)


def code_of(house: makers.Desk, issued: Voucher) -> str:
    """What stands in the square on the paper."""
    ticket = Ticket(
        serial=issued.serial,
        name=issued.name,
        sex=issued.sex,
        id_end="",
        from_place=issued.from_place,
        to_place=issued.to_place,
        depart_on=issued.depart_on,
        valid_until=issued.valid_until,
        issued_on=local(issued.issued_at).date(),
    )
    return sign(ticket, door.signer(house.register))


@pytest.mark.parametrize("apart", [26, 50, 120])
def test_what_a_hand_types_stands_in_the_field(
    opened: tuple[DeskWindow, IntakePage, Keyboard], apart: int
) -> None:
    window, page, keyboard = opened
    keyboard.type("http://example.test/pay", apart, enter=False)
    assert page.form.value("name") == "http://example.test/pay"
    assert not station.told(window)


def test_a_quick_hand_loses_no_key(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage, Keyboard]
) -> None:
    _, page, keyboard = opened
    keyboard.type("Mary", 5, enter=False)
    keyboard.type(" Smith", 5, enter=False)
    qtbot.waitUntil(lambda: page.form.value("name") == "Mary Smith", timeout=station.WAIT)


def test_a_slow_key_right_after_quick_ones_stands_once_behind_them(
    opened: tuple[DeskWindow, IntakePage, Keyboard],
) -> None:
    _, page, keyboard = opened
    keyboard.type("Ma", 5, enter=False)
    keyboard.key(0, "r", 5)
    keyboard.key(0, "y", 60)
    assert page.form.value("name") == "Mary"


def test_f9_right_after_quick_letters_saves_all_of_them(
    qtbot: QtBot,
    jobs: Jobs,
    house: makers.Desk,
    opened: tuple[DeskWindow, IntakePage, Keyboard],
) -> None:
    window, page, keyboard = opened
    keyboard.type("fastsingle", 10, enter=False)
    with qtbot.waitSignal(page.finishing.admitted, timeout=station.WAIT):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    station.settle(qtbot, jobs)
    assert [one.card.name for one in station.in_station_rows(house)] == ["fastsingle"]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_2, ALT),
        (Qt.Key.Key_K, CTRL),
    ],
)
def test_no_command_comes_before_quick_letters(
    opened: tuple[DeskWindow, IntakePage, Keyboard], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window, page, keyboard = opened
    stood: list[str] = []
    window.emergency.connect(lambda: stood.append(page.form.value("name")))
    keyboard.type("Mary Smith", 5, enter=False)
    QTest.keyClick(window.windowHandle(), key, modifier)
    assert page.form.value("name") == "Mary Smith"
    assert stood in ([], ["Mary Smith"])


def test_a_press_of_the_mouse_comes_after_quick_letters(
    opened: tuple[DeskWindow, IntakePage, Keyboard],
) -> None:
    window, page, keyboard = opened
    keyboard.type("Mary Smith", 5, enter=False)
    QTest.mousePress(_any_button(window), Qt.MouseButton.LeftButton)
    assert page.form.value("name") == "Mary Smith"


def _any_button(window: DeskWindow) -> QWidget:
    return next(b for b in window.line.findChildren(QPushButton) if b.isVisible())


def test_a_number_scanned_into_a_field_that_is_no_code_of_ours_is_typed_with_its_enter(
    opened: tuple[DeskWindow, IntakePage, Keyboard],
) -> None:
    window, page, keyboard = opened
    page.form.fields["document"].setFocus()
    keyboard.type("110101197903150130", 3)
    assert page.form.value("document") == "110101197903150130"
    assert not page.form.fields["document"].focusProxy().hasFocus()  # type: ignore[union-attr]
    assert not station.told(window)


def test_a_case_number_opens_the_person_and_leaves_no_letter_behind(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "王淼")
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("赵一")
    Keyboard(window).type(visit.case_number, 3)
    station.until(qtbot, lambda: window.here == "person")
    assert page.form.value("name") == "赵一"
    assert visit.case_number in station.told(window)


def test_a_voucher_is_verified_and_opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    issued = station.voucher(house, station.arrive(house, "王淼"))
    publish.publish(house.register, house.station, clock.now())
    window, page = open_intake(qtbot, jobs, settings, house)
    Keyboard(window).type(code_of(house, issued), 2)
    station.until(qtbot, lambda: window.here == "vouchers")
    station.settle(qtbot, jobs)
    assert station.page(window, VouchersPage).who.name.text() == "王淼"
    assert "广州南" in station.told(window)
    assert page.form.raw() == {}


def test_a_forged_voucher_opens_nothing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    issued = station.voucher(house, station.arrive(house, "王淼"))
    publish.publish(house.register, house.station, clock.now())
    code = code_of(house, issued)
    window, _ = open_intake(qtbot, jobs, settings, house)
    Keyboard(window).type(code[:60] + ("A" if code[60] != "A" else "B") + code[61:], 2)
    station.until(qtbot, lambda: bool(station.told(window)))
    assert window.here == "intake"


@pytest.mark.parametrize(
    ("scanned", "words"),
    [
        ("6901234567892", "条形码"),
        ("https://example.test/abc", "不是本站的二维码"),
        ("weixin://pay?x=1", "不是本站的二维码"),
    ],
)
def test_another_code_is_said_and_not_typed(
    qtbot: QtBot,
    opened: tuple[DeskWindow, IntakePage, Keyboard],
    scanned: str,
    words: str,
) -> None:
    window, page, keyboard = opened
    page.form.fields["name"].set_value("赵一")
    keyboard.type(scanned, 3)
    station.until(qtbot, lambda: words in station.told(window))
    assert page.form.value("name") == "赵一"
    assert window.here == "intake"


@pytest.mark.parametrize(("anchor", "at"), [(15, 15), (6, 6), (0, 3), (15, 0)])
def test_a_text_keeps_its_cursor_and_its_undo_when_a_code_is_scanned_into_it(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage, Keyboard], anchor: int, at: int
) -> None:
    window, page, keyboard = opened
    area = next(e for e in page.findChildren(QPlainTextEdit) if e.isVisibleTo(page))
    area.setFocus()
    told = "𬎆昨天从火车站来，6没有证件"
    area.insertPlainText(told)
    cursor = area.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    keyboard.type("6901234567892", 3)
    station.until(qtbot, lambda: "条形码" in station.told(window))
    assert area.toPlainText() == told
    assert (area.textCursor().anchor(), area.textCursor().position()) == (anchor, at)
    while area.document().isUndoAvailable():
        area.undo()
    assert area.toPlainText() == ""
    while area.document().isRedoAvailable():
        area.redo()
    assert area.toPlainText() == told


def test_a_case_nobody_knows_here_is_said(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage, Keyboard]
) -> None:
    from app.domain.number import check_digit

    window, _, keyboard = opened
    keyboard.type(f"{CASE}-{check_digit(CASE)}", 3)
    station.until(qtbot, lambda: "本机没有编号" in station.told(window))


def test_an_input_method_that_composes_is_left_alone(
    opened: tuple[DeskWindow, IntakePage, Keyboard],
) -> None:
    window, page, keyboard = opened
    line = page.form.fields["name"].focusProxy()
    assert line is not None
    QApplication.sendEvent(line, QInputMethodEvent("wang", []))
    keyboard.type("6901234567892", 3, enter=False)
    assert not station.told(window)
    assert page.form.value("name") == "6901234567892"
