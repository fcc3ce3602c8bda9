"""Ctrl+K: find anybody by name, sound, number or place, as it is typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

import shiboken6
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
from app.words.age import span
from app.words.say import say
from ui.cards import words
from ui.fields import Line
from ui.icons import icon
from ui.jobs import Jobs
from ui.people.lines import station_words
from ui.theme import INK, INK_SOFT, PRIMARY_TINT, px
from ui.walk import is_composing, kept_from_method

if TYPE_CHECKING:
    from uuid import UUID

    from app.store.ask import Asks
    from app.store.find import Found
    from app.store.matched import Hit

PAUSE_MS = 120
MOST = 12
MOST_COMMANDS = 4
_SAID = Qt.ItemDataRole.UserRole + 1
_WHO = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Somebody whose file lies at another station."""

    person: UUID


SEEK = "seek"
"""The last line of the answers: ask the other provinces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A page or something the page that is shown can do, and its key."""

    words: str
    key: str
    do: Callable[[], None]

    def is_meant(self, typed: str) -> bool:
        """F9, or any part of its words."""
        return typed.lower() == self.key.lower() or typed.lower() in self.words.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """People with what was hit of each, and commands; for what was typed."""

    typed: str
    found: "Sequence[Found]" = ()
    hits: "Mapping[UUID, Hit]" = field(default_factory=dict)
    commands: Sequence[Command] = ()
    joined: bool = False
    """This desk speaks to a centre, which can be asked."""


class FindField(Line):
    """The field in the top bar; its answers open beneath it and never take the focus."""

    chosen = Signal(object)
    """The person's id."""
    chosen_elsewhere = Signal(object)
    """The id of somebody of whom there is only an index card."""
    sought = Signal(str)
    """What was typed is to be asked of every station: Alt+Enter, never by itself."""

    def __init__(
        self,
        jobs: Jobs,
        commands: Callable[[], Sequence[Command]] = list,
        lang: str = "zh",
        *,
        sealed: bool = False,
    ) -> None:
        super().__init__()
        self._sealed = sealed
        self._jobs, self._commands = jobs, commands
        self._asked = ""
        self._stood: QWidget | None = None
        self.setFixedWidth(px(300))
        self.setPlaceholderText(self.tr("查人：姓名 / 拼音首字母 / 证件号 / 编号"))
        self.setAccessibleName(self.tr("查找任何人"))
        self.addAction(
            icon("search", INK_SOFT) or QIcon(), QLineEdit.ActionPosition.LeadingPosition
        )
        self.answers = _Answers(lang)
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
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            move = self._seek
        if is_composing(self):
            event.accept()
        elif move:
            move()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._asked = ""
        self.answers.hide()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and is_composing(self) and kept_from_method(event):
            return True
        # Enter and the arrows belong to the list here, not to a shortcut of the page.
        if event.type() == QEvent.Type.ShortcutOverride:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down):
                event.accept()
                return True
        return super().event(event)

    def _ask(self) -> None:
        if is_composing(self):
            self._pause.start()  # a word is being composed: asked when it is done
            return
        typed = self.text().strip()
        self._asked = typed
        if not typed:
            self.answers.hide()
            return
        sealed = self._sealed
        commands = [each for each in self._commands() if each.is_meant(typed)][:MOST_COMMANDS]

        def work(reader: "Asks") -> Answer:
            # SQLAlchemy only after the first paint.
            from app.store.find import find
            from app.store.line import has_joined
            from app.store.matched import hits

            found = find(reader, typed, MOST, sealed=sealed)
            return Answer(
                typed=typed,
                found=found,
                hits=hits(reader, found, typed),
                commands=commands,
                joined=has_joined(reader),
            )

        self._jobs.read(self, work, self._show)

    def _show(self, answer: Answer) -> None:
        if answer.typed == self._asked:
            self.answers.show_under(self, answer)

    def _seek(self) -> None:
        typed = self.text().strip()
        self._leave()
        self.sought.emit(typed)

    def _choose(self, chosen: object) -> None:
        if chosen is SEEK:
            self._seek()
            return
        self._leave()
        if isinstance(chosen, Command):
            chosen.do()
        elif isinstance(chosen, Elsewhere):
            self.chosen_elsewhere.emit(chosen.person)
        else:
            self.chosen.emit(chosen)

    def come_from(self, stood: QWidget | None) -> None:
        """Ctrl+K: the cursor comes here, and goes back where it stood."""
        if stood is not self:
            self._stood = stood
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _leave(self) -> None:
        self.answers.hide()
        self.clear()
        stood, self._stood = self._stood, None
        if stood and shiboken6.isValid(stood) and stood.isVisible():
            stood.setFocus(Qt.FocusReason.PopupFocusReason)  # nothing becomes selected
        else:
            self.clearFocus()


class _Answers(QFrame):
    chosen = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
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

    def show_under(self, field: QWidget, answer: Answer) -> None:
        """Open beneath the field, inside the window."""
        found, typed = answer.found, answer.typed
        self.list.clear()
        for each in found:
            who = Elsewhere(person=each.person) if each.elsewhere else each.person
            self._add(self._title(each), self._said(each, answer.hits.get(each.person)), who)
        for command in answer.commands:
            self._add(command.words, self.tr("按键 {0}").format(command.key), command)
        many = self.list.count()
        if answer.joined:
            said = self.tr("按键 {0}").format("Alt+Enter")
            self._add(self.tr("他省查询“{0}”").format(typed), said, SEEK)
        # Nobody is sent to the centre by an Enter that meant somebody here.
        self.list.setCurrentRow(0 if many else -1)
        self.none.setText(
            self.tr("没有查到“{0}”。可换姓名、拼音首字母、证件号或电话再查。").format(typed)
        )
        self.none.setVisible(not many)
        self.list.setVisible(bool(self.list.count()))
        self.setParent(field.window())
        width = px(420)
        right = field.mapTo(field.window(), QPoint(field.width(), field.height() + px(4)))
        rows = min(self.list.count(), 8)
        height = px(50) * rows + px(12) * bool(rows) + px(46) * (not many)
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
            years = self.tr("约 {0} 岁").format(span(found.birth[1:]))
        else:
            years = ""
        return "  ".join(part for part in (found.name or self.tr("姓名不详"), sex, years) if part)

    def _add(self, title: str, said: str, what: object) -> None:
        item = QListWidgetItem(title)
        item.setData(_WHO, what)
        item.setData(_SAID, said)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}  {said}")
        self.list.addItem(item)

    def _said(self, found: "Found", matched: "Hit | None") -> str:
        """What was hit, then which case it is."""
        hit = {
            "name": self.tr("姓名相符"),
            "sound": self.tr("读音相符"),
            "number": self.tr("号码相符"),
            "place": self.tr("地点相符"),
        }.get(found.matched, "")
        if matched and matched.kind == "case":
            hit = self.tr("编号相符：{0}").format(matched.text)
        elif matched and (matched.kind != "name" or matched.text != found.name):
            label = say(f"claim.{matched.kind}", self._lang)
            hit = self.tr("{0}：{1}").format(label, matched.text)
        last = f"{clock.local(found.last_visit):%Y-%m-%d}" if found.last_visit else ""
        there = (
            self.tr("他站 {0}").format(station_words(found.elsewhere)) if found.elsewhere else ""
        )
        return "  ·  ".join(part for part in (there, hit, found.case_number, last) if part)


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
