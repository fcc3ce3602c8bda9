"""The unfinished arrivals to choose from: whose, since when, and of one's own who it is about."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.clock import local
from app.desk.drafts import Waiting
from app.domain.emergency import URGENT
from app.words.say import say
from ui.cards import Card, Elided, Picture, words
from ui.fields import Press
from ui.intake import draft
from ui.pictures import of_bytes
from ui.theme import px

MOST = 9


class WaitingRow(QFrame):
    """One unfinished arrival: Enter goes on with it, Delete throws one's own away."""

    taken = Signal(object)
    thrown = Signal(object)
    stepped = Signal(int)

    def __init__(self, number: int, one: Waiting, lang: str) -> None:
        super().__init__()
        self.one, self._lang = one, lang
        self.setProperty("card", "inner")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stands = draft.load(one.content) if one.content else None
        picture = Picture(32, 40, self.tr("照片"))
        picture.show_image(of_bytes(stands.photos[-1].jpeg) if stands and stands.photos else None)
        self.title, told = self._title(stands), self._told()
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Elided(self.title, "strong"))
        lines.addWidget(Elided(told, "note"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(9), px(5), px(9), px(5))
        row.setSpacing(px(9))
        row.addWidget(words(str(number), "key"))
        row.addWidget(picture)
        row.addLayout(lines)
        row.addStretch(1)
        row.addWidget(self._press(self.tr("接着填"), "Enter", self.taken.emit))
        if one.content is not None:
            row.addWidget(self._press(self.tr("不要了"), "Delete", self.thrown.emit))
        self.setAccessibleName(f"{number} {self.title} {told}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.one.id)
        elif key == Qt.Key.Key_Delete and self.one.content is not None:
            self.thrown.emit(self.one.id)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _press(self, text: str, key: str, do: Callable[[UUID], None]) -> Press:
        button = Press(text, "link", key)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setAccessibleName(f"{text} {self.title}")
        button.clicked.connect(lambda: do(self.one.id))
        return button

    def _title(self, stands: draft.Unfinished | None) -> str:
        if stands is None:
            return self.tr("同事没填完的登记")
        if stands.emergency:
            return self._urgent(stands.urgent)
        sex = stands.fields.get("sex", "")
        name = stands.fields.get("name") or self.tr("姓名未填")
        return f"{name}　{say(f'sex.{sex}', self._lang) if sex else ''}".strip()

    def _urgent(self, noted: Sequence[str]) -> str:
        told = "、".join(say(f"urgent.{key}", self._lang) for key in URGENT if key in noted)
        if not told:
            return self.tr("紧急登记，未保存")
        return self.tr("紧急：{0}，未保存").format(told)

    def _told(self) -> str:
        at = f"{local(self.one.saved_at):%m-%d %H:%M}"
        if self.one.content is None:
            return self.tr("{0} · {1}，打开会留下记录").format(self.one.who, at)
        return self.tr("{0} · {1}").format(self.one.who, at)


class WaitingCard(Card):
    """A few rows; a digit or Enter goes on with one, Esc leaves them all waiting."""

    taken = Signal(object)
    thrown = Signal(object)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("没填完的登记"), "history")
        self._lang = lang
        self.aside(words(self.tr("按数字或 Enter 接着填，Esc 返回"), "note"))
        self.rows: list[WaitingRow] = []
        self.more = words("", "note")
        self.body.addWidget(self.more)
        self.hide()

    def show_list(self, waiting: Sequence[Waiting]) -> None:
        """Replace the rows."""
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [WaitingRow(n, w, self._lang) for n, w in enumerate(waiting[:MOST], start=1)]
        for at, row in enumerate(self.rows):
            row.taken.connect(self.taken)
            row.thrown.connect(self.thrown)
            row.stepped.connect(lambda by, at=at: self._step(at + by))
            self.body.insertWidget(self.body.count() - 1, row)
        hidden = len(waiting) - len(self.rows)
        self.more.setText(self.tr("还有 {0} 份更早的").format(hidden))
        self.more.setVisible(hidden > 0)

    def begin(self) -> None:
        """The cursor goes to the first."""
        self.show()
        self._step(0)

    def ids(self) -> list[UUID]:
        """Which are listed."""
        return [row.one.id for row in self.rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        number = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        elif 0 <= number < len(self.rows):
            self.taken.emit(self.rows[number].one.id)
        else:
            super().keyPressEvent(event)

    def _step(self, at: int) -> None:
        if self.rows:
            self.rows[at % len(self.rows)].setFocus(Qt.FocusReason.TabFocusReason)
