"""Ctrl+K: find anybody by name, sound, number or place, as it is typed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.domain.birth import age_on
from ui.cards import words
from ui.fields import Line
from ui.icons import icon
from ui.jobs import Jobs
from ui.theme import INK, INK_SOFT, PRIMARY_TINT, px

if TYPE_CHECKING:
    from app.store.find import Found

PAUSE_MS = 120
MOST = 12
_SAID = Qt.ItemDataRole.UserRole + 1
_WHO = Qt.ItemDataRole.UserRole


class FindField(Line):
    """The field in the top bar; its answers open beneath it and never take the focus."""

    chosen = Signal(object)
    """The person's id."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._asked = ""
        self.setFixedWidth(px(300))
        self.setPlaceholderText(self.tr("查人：姓名 / 拼音首字母 / 证件号 / 编号"))
        self.setAccessibleName(self.tr("查找任何人"))
        self.addAction(
            icon("search", INK_SOFT) or QIcon(), QLineEdit.ActionPosition.LeadingPosition
        )
        self.answers = _Answers()
        self.answers.chosen.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        # textChanged comes with committed text only: nothing is searched while composing.
        self.textChanged.connect(lambda _text: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: lambda: self.answers.step(1),
            Qt.Key.Key_Up: lambda: self.answers.step(-1),
            Qt.Key.Key_Return: self.answers.choose,
            Qt.Key.Key_Enter: self.answers.choose,
            Qt.Key.Key_Escape: self._leave,
        }
        move = moves.get(event.key())
        if move:
            move()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._asked = ""
        self.answers.hide()

    def event(self, event: QEvent) -> bool:
        # Enter and the arrows belong to the list here, not to a shortcut of the page.
        if event.type() == QEvent.Type.ShortcutOverride:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down):
                event.accept()
                return True
        return super().event(event)

    def _ask(self) -> None:
        typed = self.text().strip()
        self._asked = typed
        if not typed:
            self.answers.hide()
            return

        def work(reader: object) -> "tuple[str, Sequence[Found]]":
            from app.store.find import find  # SQLAlchemy only after the first paint

            return typed, find(reader, typed, MOST)  # type: ignore[arg-type]

        self._jobs.read(self, work, self._show)

    def _show(self, answer: "tuple[str, Sequence[Found]]") -> None:
        typed, found = answer
        if typed != self._asked:
            return
        self.answers.show_under(self, found, typed)

    def _choose(self, person: object) -> None:
        self._leave()
        self.chosen.emit(person)

    def _leave(self) -> None:
        self.answers.hide()
        self.clear()
        self.clearFocus()


class _Answers(QFrame):
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "above")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(4), px(4), px(4), px(4))
        self.none = words("", "note")
        self.none.setContentsMargins(px(10), px(8), px(10), px(8))
        self.list = QListWidget()
        self.list.setObjectName("found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("查到的人"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_FoundPainter(self.list))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(_WHO)))
        lines.addWidget(self.none)
        lines.addWidget(self.list)
        self.hide()

    def show_under(self, field: QWidget, found: "Sequence[Found]", typed: str) -> None:
        """Open beneath the field, inside the window."""
        self.list.clear()
        for each in found:
            item = QListWidgetItem(self._title(each))
            item.setData(_WHO, each.person)
            item.setData(_SAID, self._said(each))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.none.setText(
            self.tr("没有查到“{0}”。可换姓名、拼音首字母、证件号或电话再查。").format(typed)
        )
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.setParent(field.window())
        width = px(420)
        right = field.mapTo(field.window(), QPoint(field.width(), field.height() + px(4)))
        height = px(50) * min(len(found), 8) + px(12) if found else px(46)
        self.setGeometry(right.x() - width, right.y(), width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the cursor, round and round."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def choose(self) -> None:
        """Take the person under the cursor."""
        item = self.list.currentItem()
        if item and self.isVisible():
            self.chosen.emit(item.data(_WHO))

    def _title(self, found: "Found") -> str:
        sex = {"1": self.tr("男"), "2": self.tr("女")}.get(found.sex, "")
        age = age_on(found.birth, clock.local(clock.now()).date())
        if age is not None:
            years = self.tr("{0} 岁").format(age)
        elif found.birth.startswith("~"):
            years = self.tr("约 {0} 岁").format(found.birth[1:])
        else:
            years = ""
        return "  ".join(part for part in (found.name or self.tr("姓名不详"), sex, years) if part)

    def _said(self, found: "Found") -> str:
        hit = {
            "name": self.tr("姓名相符"),
            "sound": self.tr("读音相符"),
            "number": self.tr("号码相符"),
            "place": self.tr("地点相符"),
        }.get(found.matched, "")
        last = f"{clock.local(found.last_visit):%Y-%m-%d}" if found.last_visit else ""
        return "  ·  ".join(part for part in (hit, found.case_number, last) if part)


class _FoundPainter(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        box, listing = QRect(option.rect), self.parent()  # type: ignore[attr-defined]
        assert isinstance(listing, QListWidget)  # noqa: S101 - for the type checker
        painter.save()
        if index.row() == listing.currentRow():
            painter.fillRect(box, QColor(PRIMARY_TINT))
        font = QFont(painter.font())
        for text, colour, size, bold, top in (
            (index.data(), INK, 14, True, 4),
            (index.data(_SAID), INK_SOFT, 12, False, 26),
        ):
            font.setPixelSize(px(size))
            font.setBold(bold)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            place = QRect(box.left() + px(12), box.top() + px(top), box.width() - px(20), px(20))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(str(text), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:  # noqa: N802
        return QSize(px(300), px(50))
