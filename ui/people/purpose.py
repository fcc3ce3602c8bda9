"""Why a file is looked at: asked before it opens, remembered until the officer logs out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.words.say import say
from ui.cards import Card, words
from ui.fields import ComboField, Press
from ui.theme import px

PURPOSES = ("reception", "return_home", "tracing", "complaint", "other")


class PurposeCard(Card):
    """The usual purposes, or words of one's own; Enter opens."""

    stated = Signal(str)

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("查看档案的用途"), "visibility")
        usual = [(say(f"purpose.{p}", lang),) * 2 for p in PURPOSES]
        self.field = ComboField(self.tr("用途"), usual, self.tr("按 ↓ 选，或自己写"), free=True)
        self.field.on_enter(self.state)
        self.open = Press(self.tr("打开档案"), "primary", "Enter")
        self.open.clicked.connect(self.state)
        told = self.tr("查看会留下记录：谁、什么时候、为什么。同一份档案本次登录内不再询问。")
        self.body.addWidget(words(told, "label", wrap=True))
        self.body.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        self.body.addLayout(row)
        self.setMaximumWidth(px(560))

    def ask(self) -> None:
        """Empty, with the cursor in it."""
        self.field.combo.setCurrentIndex(0)  # also what ↓ starts from, not only what is read
        self.field.combo.setEditText("")
        self.field.warn("")
        self.show()
        self.field.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> None:
        """The purpose is said; an empty one is answered by the rule itself."""
        self.stated.emit(self.field.value())
