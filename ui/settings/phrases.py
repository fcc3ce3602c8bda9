"""The station's quick phrases, per field: add some, take some out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget

from app import clock
from app.desk import phrases
from app.domain.errors import Refused, Unavailable
from app.domain.phrase import FIELDS, Phrase, offered
from app.domain.staff import Right
from app.words.say import say
from ui.cards import Card, words
from ui.fields import ComboField, TextField
from ui.page import Desk, Telling
from ui.theme import px


class _List(QListWidget):
    """Delete takes out the line under the cursor."""

    def __init__(self, card: "PhrasesCard") -> None:
        super().__init__()
        self._card = card

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self._card.take_out()
        else:
            super().keyPressEvent(event)


class PhrasesCard(Card):
    """Enter adds, Delete takes out and F12 brings back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("常用语（Ctrl+J）"), "description")
        self._desk = desk
        self._kept: list[Phrase] = []
        self.may_change = desk.officer.may(Right.STAFF) or desk.officer.may(Right.REGISTER)
        lang = desk.settings.lang
        self.field = ComboField(
            self.tr("用在哪一项"), [(f, say(f"phrase_field.{f}", lang)) for f in FIELDS]
        )
        self.list = _List(self)
        self.list.setAccessibleName(self.tr("这一项的常用语"))
        self.list.setFixedHeight(px(150))
        self.words = TextField(self.tr("新增一条"), self.tr("Enter 保存"), longest=phrases.LONGEST)
        self.words.on_enter(self.add)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        if self.may_change:
            self.body.addWidget(words(self.tr("在列表里按 Delete 去掉一条"), "note"))
            self.body.addWidget(self.words)
        self.field.changed.connect(lambda _field: self._show())
        self.field.set_value(FIELDS[0])

    def load(self) -> None:
        """Ask what the station has."""
        self._desk.jobs.read(self, phrases.kept, self._come)

    def add(self) -> None:
        """A new phrase for this field."""
        field, said = self.field.value(), self.words.value()
        officer, at = self._desk.officer, clock.now()

        def added(_made: Phrase) -> None:
            self.words.set_value("")
            self.words.warn("")
            self.load()

        def refused(sorry: Refused | Unavailable) -> None:
            self.words.warn(self._desk.sentence(sorry))

        self._desk.jobs.desk(
            self, lambda r: phrases.add(r, field, said, by=officer, at=at), added, refused
        )

    def take_out(self) -> None:
        """The one under the cursor."""
        item, field = self.list.currentItem(), self.field.value()
        if item is None or not self.may_change:
            return
        said, officer, at = item.text(), self._desk.officer, clock.now()

        def back() -> None:
            self._desk.jobs.desk(
                self,
                lambda r: phrases.add(r, field, said, by=officer, at=clock.now()),
                lambda _: self.load(),
            )

        def out(_gone: Phrase) -> None:
            self.load()
            self._desk.tell(Telling(words=self.tr("已去掉一条常用语。"), undo=back))

        self._desk.jobs.desk(
            self, lambda r: phrases.take_out(r, field, said, by=officer, at=at), out
        )

    def _come(self, kept: list[Phrase]) -> None:
        self._kept = kept
        self._show()

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems(offered(self.field.value(), self._kept))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
