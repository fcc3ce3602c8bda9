"""After saving: the number, and what to do now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.emergency import steps
from app.words.say import say
from ui.cards import Card, words
from ui.emergency.recording import Kept, Seen
from ui.theme import px


class DonePage(QWidget):
    """Calm: it is saved, this is its number, this comes next."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.kept: Kept | None = None
        self.setAccessibleName(self.tr("已保存"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = words("", "number")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.about, self.photo = words("", wrap=True), words("", "label")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(px(10))
        saved = Card(self.tr("已保存"), "check_circle")
        for line in (self.number, self.about, self.photo):
            saved.body.addWidget(line)
        now = Card(self.tr("现在要做的"), "volunteer_activism")
        now.body.addLayout(self._steps)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(12))
        lines.addWidget(saved)
        lines.addWidget(now)
        lines.addStretch(1)

    def show_kept(self, kept: Kept, seen: Seen) -> None:
        """What was saved, and what follows from what is urgent."""
        self.kept = kept
        self.number.setText(kept.number)
        self.setAccessibleDescription(kept.number)
        self.about.setText(
            self.tr("这是救助编号，姓名暂记“无名氏”。请在方便时补登其余内容。")
            if kept.visit
            else self.tr("这是临时编号，请抄下来。有人登录后自动并入，按这个编号也能找到。")
        )
        key = "emergency.with_photo" if seen.photo else "emergency.no_photo"
        self.photo.setText(say(key, self._lang))
        for number, key in enumerate(steps(seen.urgent), start=1):
            self._steps.addLayout(_step(number, say(key, self._lang)))


def _step(number: int, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(12))
    row.addWidget(words(str(number), "step"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words(text, "step", wrap=True), 1)
    return row
