"""A field for a place: offers as typed, keeps what was typed, says what it is called today."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.place import Resolved, resolve, settled
from app.places import ready
from app.words.places import now_in_words, years_in_words
from app.words.say import listed, say
from ui.fields import TextField
from ui.theme import px
from ui.walk import is_composing

MOST = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_SHORTEST = 2


class PlaceField(TextField):
    """Nothing in the list is chosen beforehand: Enter goes on unless an arrow chose an entry."""

    def __init__(self, label: str, lang: str, hint: str = "") -> None:
        super().__init__(label, hint)
        self._lang = lang
        self._suggested: Resolved | None = None
        self.offering = True
        """Off where the same field holds something else than a place."""
        self.offers = _Offers()
        self.offers.setParent(self)
        self.offers.list.itemClicked.connect(lambda _item: self._accept())
        # Only what the officer types, and only once the input method has committed it.
        self.line.textEdited.connect(lambda _text: self._offer())
        self.line.textChanged.connect(lambda _text: self.warn(""))
        self.line.editingFinished.connect(self.say_today)
        self.line.installEventFilter(self)
        self.destroyed.connect(self.offers.deleteLater)

    def suggest(self, found: Resolved | None) -> None:
        """A place that something else points to; offered while the field is empty."""
        self._suggested = found
        if not self.value():
            self.warn(self._pointed_to() if found else "", "ok")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.FocusIn and not self.value() and self._suggested:
            self._show([self._suggested])
        if event.type() == QEvent.Type.FocusOut:
            self.offers.hide()
        if self.offers.isVisible() and not is_composing(self.line):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
        return super().eventFilter(watched, event)

    def say_today(self) -> None:
        """Beneath the field: today's name of an old place, or that one name has many places."""
        table, text = ready(), self.value()
        if table is None or not text or not self.offering:
            return
        found = settled(table, text)
        if found and not found.is_current:
            years = years_in_words(found.place, self._lang)
            now = now_in_words(found, table.surroundings(found.place), self._lang)
            was = say("place.was", self._lang, name=found.place.name, years=years)
            self.warn(f"{now}{was}" if years else now, "ok")
        elif found is None:
            same = [one for one in resolve(table, text, MOST) if one.matched in {"name", "short"}]
            many = listed((one.full for one in same[:3]), self._lang)
            told = say("place.many", self._lang, count=len(same), names=many)
            self.warn(told if len(same) > 1 else "", "ok")

    def _pointed_to(self) -> str:
        if self._suggested is None:
            return ""
        return say("place.by_number", self._lang, name=self._suggested.full)

    def _offer(self) -> None:
        table, text = ready(), self.value()
        asks = self.offering and len(text) >= _SHORTEST
        found = resolve(table, text, MOST) if table and asks else []
        self._show(found)

    def _show(self, found: Sequence[Resolved]) -> None:
        self.offers.show_under(self.line, found, self._lang)

    def _is_ours(self, event: QEvent) -> bool:
        wanted = {Qt.Key.Key_Escape, *_STEPS}
        return isinstance(event, QKeyEvent) and event.key() in wanted

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.offers.step(_STEPS[key])
            return True
        if key == Qt.Key.Key_Escape:
            self.offers.hide()
            return True
        if key in _ENTER and self.offers.chosen() is not None:
            self._accept()
            return True
        return False

    def _accept(self) -> None:
        """The whole name, with what was typed after it; the cursor stays for the rest."""
        found = self.offers.chosen()
        self.offers.hide()
        if found is not None:
            self.line.setText(found.full + found.rest)
            self.say_today()


class _Offers(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "above")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(4), px(4), px(4), px(4))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("可选的地名"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.addWidget(self.list)
        self._found: Sequence[Resolved] = ()
        self.hide()

    def show_under(self, line: QWidget, found: Sequence[Resolved], lang: str) -> None:
        """Open beneath the field, inside the window; above it where there is no room below."""
        self._found = found
        self.list.clear()
        for one in found:
            self.list.addItem(QListWidgetItem(_told(one, lang)))
        self.list.setCurrentRow(-1)
        if not found:
            self.hide()
            return
        window = line.window()
        self.setParent(window)
        row = self.list.sizeHintForRow(0)
        width = max(self.list.sizeHintForColumn(0) + px(34), line.width())
        height = row * len(found) + px(14)
        corner = line.mapTo(window, QPoint(0, line.height() + px(2)))
        if corner.y() + height > window.height():
            corner.setY(line.mapTo(window, QPoint(0, -px(2))).y() - height)
        left = max(0, min(corner.x(), window.width() - width))
        self.setGeometry(left, corner.y(), min(width, window.width()), height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice; before the first comes none, so that Enter goes on again."""
        count = self.list.count()
        self.list.setCurrentRow((self.list.currentRow() + 1 + by) % (count + 1) - 1)

    def chosen(self) -> Resolved | None:
        """The entry an arrow or a click chose."""
        at = self.list.currentRow()
        return self._found[at] if 0 <= at < len(self._found) else None


def _told(one: Resolved, lang: str) -> str:
    """云南省思茅地区思茅市　1993–2002　今 云南省普洱市思茅区."""
    if one.is_current:
        return one.full + one.rest
    parts = (one.full + one.rest, years_in_words(one.place, lang), now_in_words(one, "", lang))
    return "　".join(part for part in parts if part)
