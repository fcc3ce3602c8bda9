"""A candidate: live beside file, a word for how likely, and three answers that only people give."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.evidence import Sameness
from app.domain.face import Band
from ui.answers import Answers
from ui.cards import Chip, Elided, Picture, words
from ui.theme import px

WIDE, TALL = 48, 64
BAND_TONES = {Band.LIKELY: "ok", Band.POSSIBLE: "warn", Band.UNLIKELY: "plain"}


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


def band_words(band: Band) -> str:
    """Words, never a score."""
    translate = QCoreApplication.translate
    return {
        Band.LIKELY: translate("CandidateCard", "很可能"),
        Band.POSSIBLE: translate("CandidateCard", "有可能"),
        Band.UNLIKELY: translate("CandidateCard", "可能性低"),
    }[band]


class CandidateCard(QFrame):
    """One candidate; where it may be judged, the keys 1, 2, 3 answer while it has the focus."""

    answered = Signal(object, object)
    """(person, Sameness or None when the answer was taken back)."""
    stood = Signal(object)
    """(person): the cursor has come here by a key."""
    opened = Signal(object)
    """(person): Enter was pressed, to see both side by side."""

    def __init__(self, shown: Shown, *, judge: bool = True) -> None:
        super().__init__()
        self.shown = shown
        self._judge = judge
        self.setProperty("card", "inner")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(9), px(8), px(9), px(8))
        row.setSpacing(px(6))
        live = ((shown.live, self.tr("现场照片")),) if judge else ()
        for image, name in (*live, (shown.file, self.tr("档案照片"))):
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
            first.addWidget(Chip(band_words(self.shown.band), BAND_TONES[self.shown.band]))
        lines.addLayout(first)
        lines.addWidget(Elided(self.shown.last, "note"))
        if self.shown.why:
            lines.addWidget(words(self.shown.why, "note", wrap=True))
        self.answers = Answers(self.shown.name)
        self.answers.answered.connect(self._answer)
        if not self._judge:
            self.answers.hide()
        lines.addWidget(self.answers)
        return lines

    @property
    def answer(self) -> Sameness | None:
        """What was answered."""
        return self.answers.given

    def set_answer(self, answer: Sameness | None) -> None:
        """Show an answer that is already on file, without telling anybody."""
        self.answers.show_given(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._judge and self.answers.takes(event.key()):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.shown.person)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.stood.emit(self.shown.person)

    def _answer(self, answer: Sameness | None) -> None:
        self.answered.emit(self.shown.person, answer)

    def _spoken(self) -> str:
        band = band_words(self.shown.band) if self.shown.band else ""
        parts = (self.shown.name, self.shown.about, band, self.shown.last, self.shown.why)
        return "，".join(part for part in parts if part)
