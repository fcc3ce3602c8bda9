"""A candidate: live beside file, a word for how likely, and three answers that only people give."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.evidence import Sameness
from app.domain.face import Band
from ui.cards import Chip, Elided, Picture, words
from ui.theme import px

WIDE, TALL = 48, 64
_TONES = {Band.LIKELY: "ok", Band.POSSIBLE: "warn", Band.UNLIKELY: "plain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a card shows of an earlier person; `why` says in words what else agrees."""

    person: UUID
    name: str
    about: str
    last: str
    band: Band | None = None
    why: str = ""
    live: QImage | None = None
    file: QImage | None = None


class CandidateCard(QFrame):
    """One candidate. Keys 1, 2, 3 answer while it has the focus; nothing is answered beforehand."""

    answered = Signal(object, object)
    """(person, Sameness or None when the answer was taken back)."""
    opened = Signal(object)
    """(person): Enter was pressed, to see the file."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        self.answer: Sameness | None = None
        self.setProperty("card", "inner")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(9), px(8), px(9), px(8))
        row.setSpacing(px(6))
        for image, name in ((shown.live, self.tr("现场照片")), (shown.file, self.tr("档案照片"))):
            place = Picture(WIDE, TALL, name)
            place.show_image(image, "no_photography")
            row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._facts(), 1)
        self.setAccessibleName(self._spoken())

    def _facts(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(px(2))
        first = QHBoxLayout()
        first.setSpacing(px(6))
        first.addWidget(Elided(self.shown.name, "strong"))
        first.addWidget(Elided(self.shown.about, "label"))
        first.addStretch(1)
        if self.shown.band:
            first.addWidget(Chip(self.band_words(self.shown.band), _TONES[self.shown.band]))
        lines.addLayout(first)
        lines.addWidget(Elided(self.shown.last, "note"))
        if self.shown.why:
            lines.addWidget(words(self.shown.why, "note", wrap=True))
        lines.addLayout(self._answers())
        return lines

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        self.buttons: dict[Sameness, QPushButton] = {}
        for number, (answer, text) in enumerate(self._choices(), start=1):
            button = QPushButton(f"{number} {text}")
            button.setProperty("kind", "answer")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setAccessibleName(self.tr("{0}：{1}").format(self.shown.name, text))
            button.clicked.connect(lambda _on, answer=answer: self._press(answer))
            self.buttons[answer] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choices(self) -> list[tuple[Sameness, str]]:
        return [
            (Sameness.SAME, self.tr("同一人")),
            (Sameness.NOT_SAME, self.tr("不是")),
            (Sameness.CANNOT_TELL, self.tr("不确定")),
        ]

    def band_words(self, band: Band) -> str:
        """Words, never a score."""
        return {
            Band.LIKELY: self.tr("很可能"),
            Band.POSSIBLE: self.tr("有可能"),
            Band.UNLIKELY: self.tr("可能性低"),
        }[band]

    def set_answer(self, answer: Sameness | None) -> None:
        """Show an answer that is already on file, without telling anybody."""
        self.answer = answer
        for each, button in self.buttons.items():
            button.setChecked(each == answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
        place = keys.get(Qt.Key(event.key()))
        if place is not None:
            self._press(self._choices()[place][0])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.shown.person)
        else:
            super().keyPressEvent(event)

    def _press(self, answer: Sameness) -> None:
        self.set_answer(None if answer == self.answer else answer)
        self.answered.emit(self.shown.person, self.answer)

    def _spoken(self) -> str:
        band = self.band_words(self.shown.band) if self.shown.band else ""
        parts = (self.shown.name, self.shown.about, band, self.shown.last, self.shown.why)
        return "，".join(part for part in parts if part)
