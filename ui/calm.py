"""What somebody sees whose role has no business on a page: a sentence, nothing to fear."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.words.say import say
from ui.cards import Card, words
from ui.page import Desk, PageWidget


class CalmPage(PageWidget):
    """Says who may work here; everything else of the window goes on working."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        role = say(f"role.{desk.officer.role}", lang)
        self.told = words(say("page.not_for_role", lang, role=role), wrap=True)
        card = Card(self.tr("这一页不归您的岗位办理"), "info")
        card.body.addWidget(self.told)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
