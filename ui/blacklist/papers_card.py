"""The papers of one course: each may be printed, and printed again."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.desk.courses import Opened
from app.desk.listing_papers import DECISION, Sheet, first_of, sheets_of, to_object
from app.words.say import say
from ui.cards import Card
from ui.fields import Press
from ui.people.who_card import clear
from ui.theme import px


class PapersCard(Card):
    """One line for each paper; hidden while there is none."""

    wanted = Signal(object)
    """Sheet: to be printed."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("文书"), "print")
        self._lang, self._today = lang, date.min
        self.buttons: list[Press] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(4))
        self.body.addLayout(self._lines)
        self.hide()

    def show_course(self, opened: Opened, today: date) -> None:
        """Those of another course, or one more."""
        clear(self._lines)
        self._today = today
        self.buttons = [
            self._button(sheet, opened) for sheet in sheets_of(opened.seen.course, today)
        ]
        for button in self.buttons:
            self._lines.addWidget(button)
        self.setVisible(bool(self.buttons))

    def _button(self, sheet: Sheet, opened: Opened) -> Press:
        name = say(f"listing_paper.{sheet.form}", self._lang)
        step = next((one for one in opened.seen.course.steps if one.id == sheet.subject), None)
        if step and sheet.form == DECISION:
            kind = say(f"listing_step.{step.kind}", self._lang)
            name = self.tr("{0}（{1}）").format(name, kind)
        copies = opened.copies.get((sheet.form, sheet.subject), 0)
        many = self.tr("{0}　已出 {1} 份").format(name, copies)
        button = Press(many if copies else name, "plain", self._key_of(sheet, opened))
        button.clicked.connect(lambda: self.wanted.emit(sheet))
        return button

    def _key_of(self, sheet: Sheet, opened: Opened) -> str:
        """What prints it by key: what is handed over next, and the form for an objection."""
        course = opened.seen.course
        keys = {"F8": first_of(course, self._today), "Shift+F8": to_object(course, self._today)}
        return next((key for key, one in keys.items() if one == sheet), "")
