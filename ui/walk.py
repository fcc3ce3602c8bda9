"""Walking through a form by keyboard: Enter goes on, Shift+Enter goes back."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_BY_TAB = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)


class EnterWalk(QObject):
    """Watches inputs; quiet while a list is open or an input method is composing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.instead: Callable[[], None] | None = None
        """What Enter does here where it shall not go on: the last field of a short form."""

    def watch(self, widget: QWidget) -> None:
        """Let Enter in this input go on to the next one."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # To ask for its class is quick, for its type it is not.
        if isinstance(event, QInputMethodEvent):
            note_composing(watched, event)
        if isinstance(event, QFocusEvent) and event.lostFocus():
            watched.setProperty("composing", False)  # what was begun is committed or gone
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if is_composing(watched) and kept_from_method(event):
            return True
        return event.type() == QEvent.Type.KeyPress and self._walked(watched, event)

    def _walked(self, widget: QWidget, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER or busy(widget):
            return False
        if event.modifiers() in _PLAIN:
            self._go_on(widget, again=event.isAutoRepeat())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            go(widget, -1)
        else:
            return False
        return True

    def _go_on(self, widget: QWidget, *, again: bool) -> None:
        """An Enter that is held down walks on, but never does a deed again."""
        if self.instead is None:
            go(widget, 1)
        elif not again:
            self.instead()


def once(shortcut: QShortcut) -> QShortcut:
    """A key that is held down does its deed once: it must not save, print or begin again."""
    shortcut.setAutoRepeat(False)
    return shortcut


def standing_in(page: QWidget) -> Callable[[], bool]:
    """How to put the cursor back where it stands on a page now; answers whether it could.

    Nothing becomes selected by that: the next key goes on with what was being typed.
    """
    stood = page.focusWidget()
    line = stood.lineEdit() if isinstance(stood, QComboBox) else stood
    at = line.cursorPosition() if isinstance(line, QLineEdit) else 0
    cursor = stood.textCursor() if isinstance(stood, QPlainTextEdit) else None

    def again() -> bool:
        if stood is None or not isValid(stood) or not stood.isVisible() or not stood.isEnabled():
            return False
        stood.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(line, QLineEdit):
            line.setCursorPosition(at)
        if isinstance(stood, QPlainTextEdit) and cursor:
            cursor.clearSelection()
            stood.setTextCursor(cursor)
        return True

    return again


def in_reading_order(*parts: QWidget) -> None:
    """Let Tab and Enter go through the inputs as they stand, not as they were made."""
    inputs = [one for part in parts for one in _inputs(part)]
    for before, after in pairwise(inputs):
        QWidget.setTabOrder(before, after)


def _inputs(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else widget
    if layout := inside.layout() if inside else None:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item and (widget := item.widget()):
            yield from _inputs(widget)
        elif item and (further := item.layout()):
            yield from _laid(further)


def busy(widget: QWidget) -> bool:
    """Whether Enter belongs to an open list or to the input method just now."""
    return is_composing(widget) or QApplication.activePopupWidget() is not None


def note_composing(widget: QObject, event: QInputMethodEvent) -> None:
    """Remember whether an input method has begun something and not finished it."""
    widget.setProperty("composing", bool(event.preeditString()))


def kept_from_method(event: QKeyEvent) -> bool:
    """Whether this key would disturb a word being composed: Enter, shortcuts, function keys.

    An override is accepted, so that no shortcut takes the key; the key itself goes nowhere.
    """
    shortcut = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
    disturbs = bool(shortcut) or function or event.key() in _ENTER
    if disturbs and event.type() == QEvent.Type.ShortcutOverride:
        event.accept()
    return disturbs


def is_composing(widget: QWidget | None) -> bool:
    """Whether an input method is in the middle of a word here; nothing may disturb it then."""
    return widget is not None and bool(widget.property("composing"))


def go(widget: QWidget, step: int) -> None:
    """Move the focus to the next input (or button) in the order of Tab, and show it."""
    target = _neighbour(widget, step)
    if target is None:
        return
    reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    show(target)


def show(widget: QWidget) -> None:
    """Scroll so that the widget and its label can be seen."""
    above = _form_of(widget)
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 20, 60)


def _neighbour(widget: QWidget, step: int) -> QWidget | None:
    found: QWidget | None = widget
    form = _form_of(widget)
    while found is not None:
        found = found.nextInFocusChain() if step > 0 else found.previousInFocusChain()
        if found is widget or found is None:
            return None
        if _takes_focus(found) and _form_of(found) is form:
            return found
    return None


def _form_of(widget: QWidget) -> QWidget:
    """What Enter stays within: it must not walk out of a form onto keys that do something."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above or widget.window()


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.focusPolicy() in _BY_TAB
        and widget.isEnabled()
        and widget.focusProxy() is None
    )
