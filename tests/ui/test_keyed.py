"""What hands do is heard where the keyboard is; the rest of the program goes by unasked."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.keyed import Keyed


class _Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[object, QEvent.Type]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.heard.append((watched, event.type()))
        return False

    def of(self, kind: QEvent.Type) -> list[object]:
        return [watched for watched, heard in self.heard if heard == kind]


def _window(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QLineEdit]:
    window, one, other = QWidget(), QLineEdit(), QLineEdit()
    lines = QVBoxLayout(window)
    lines.addWidget(one)
    lines.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    return window, one, other


@pytest.fixture
def ear() -> _Ear:
    """Who listens."""
    return _Ear()


def test_keys_are_heard_of_the_window_that_has_them_also_of_one_that_comes_later(
    qtbot: QtBot, ear: _Ear
) -> None:
    Keyed(ear)
    for _ in range(2):
        window, _one, _other = _window(qtbot)
        ear.heard.clear()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        assert ear.of(QEvent.Type.KeyPress) == [window.windowHandle()]


def test_words_of_an_input_method_are_heard_of_the_field_with_the_cursor_alone(
    qtbot: QtBot, ear: _Ear
) -> None:
    Keyed(ear, field=True)
    _, one, other = _window(qtbot)
    for field in (one, other, one):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        ear.heard.clear()
        for each in (one, other):
            QApplication.sendEvent(each, QInputMethodEvent("wang", []))
        assert ear.of(QEvent.Type.InputMethod) == [field]


def test_what_is_painted_elsewhere_asks_nobody(qtbot: QtBot, ear: _Ear) -> None:
    Keyed(ear, field=True)
    _, one, other = _window(qtbot)
    ear.heard.clear()
    other.repaint()
    assert ear.heard == []
    one.repaint()
    assert ear.of(QEvent.Type.Paint) == [one]


def test_a_field_that_is_gone_and_one_who_has_left_are_no_trouble(qtbot: QtBot, ear: _Ear) -> None:
    keyed = Keyed(ear, field=True)
    window, one, other = _window(qtbot)
    one.deleteLater()
    qtbot.waitUntil(lambda: window.findChildren(QLineEdit) == [other])
    other.setFocus()
    keyed.leave()
    keyed.leave()
    ear.heard.clear()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_B)
    assert ear.heard == []
    assert other.text() == "b"
