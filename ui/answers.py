"""同一人、不是、不确定: the three answers that only people give; nothing is answered beforehand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.evidence import Sameness
from ui.theme import px

_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class Answers(QWidget):
    """Three buttons, and the keys 1, 2, 3 of whatever they stand in; the same again takes back."""

    answered = Signal(object)
    """Sameness, or None when the answer was taken back."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self.given: Sameness | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self.buttons: dict[Sameness, QPushButton] = {}
        for number, (answer, text) in enumerate(self._choices(), start=1):
            button = QPushButton(f"{number} {text}")
            button.setProperty("kind", "answer")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setAccessibleName(self.tr("{0}：{1}").format(about, text))
            button.clicked.connect(lambda _on, answer=answer: self.press(answer))
            self.buttons[answer] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_given(self, answer: Sameness | None) -> None:
        """An answer that stands already, without telling anybody."""
        self.given = answer
        for each, button in self.buttons.items():
            button.setChecked(each == answer)

    def press(self, answer: Sameness) -> None:
        """As if its button were pressed."""
        self.show_given(None if answer == self.given else answer)
        self.answered.emit(self.given)

    def takes(self, key: int) -> bool:
        """Answer by a key; False where it is none of the three."""
        if key not in _KEYS:
            return False
        self.press(list(self.buttons)[_KEYS.index(Qt.Key(key))])
        return True

    def _choices(self) -> list[tuple[Sameness, str]]:
        return [
            (Sameness.SAME, self.tr("同一人")),
            (Sameness.NOT_SAME, self.tr("不是")),
            (Sameness.CANNOT_TELL, self.tr("不确定")),
        ]
