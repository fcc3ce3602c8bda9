"""Pressing keys; never with Chinese letters, which abort the interpreter."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    on: QWidget | None = None,
) -> None:
    """Press a key where the focus is, or on a widget."""
    place = on or QApplication.focusWidget()
    assert place is not None
    QTest.keyClick(place, key, modifier)
