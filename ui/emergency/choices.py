"""What is urgent: six large answers, one digit each, none chosen beforehand."""

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.domain.emergency import URGENT
from app.words.say import say
from ui.icons import icon
from ui.theme import GAP, TONES, px

_ACROSS = 2


class UrgentChoices(QWidget):
    """Any number of them; a digit turns one on or off, wherever the cursor stands but in words."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("有什么紧急情况"))
        # Digits and Enter are pressed here: nothing to compose.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._chosen = icon("check", TONES["bad"][0])
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(GAP))
        for at, key in enumerate(URGENT):
            self.buttons[key] = self._button(at + 1, say(f"urgent.{key}", lang))
            grid.addWidget(self.buttons[key], at // _ACROSS, at % _ACROSS)

    def chosen(self) -> tuple[str, ...]:
        """In the order of their keys."""
        return tuple(key for key, button in self.buttons.items() if button.isChecked())

    def put(self, chosen: Collection[str]) -> None:
        """As somebody had chosen before."""
        for key, button in self.buttons.items():
            button.setChecked(key in chosen)

    def press(self, text: str) -> bool:
        """A digit: whether it is one of ours."""
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= len(URGENT)):
            return False
        button = self.buttons[URGENT[int(text) - 1]]
        button.toggle()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def arrive(self) -> None:
        """The cursor stands on the first; nothing is chosen by that."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, number: int, text: str) -> QPushButton:
        button = QPushButton(f"{number}　{text}")
        button.setProperty("kind", "urgent")
        button.setCheckable(True)
        button.setAccessibleName(text)
        button.setMinimumHeight(px(64))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setIconSize(QSize(px(24), px(24)))
        button.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # Chosen is a mark and a colour, never a colour alone.
        button.toggled.connect(lambda on: button.setIcon(self._chosen if on else QIcon()))
        return button
