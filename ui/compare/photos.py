"""The photographs of one of two people: one large, the others beneath; ← and → go through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from app.domain.face import Photograph
from ui.cards import Picture, words
from ui.people.lines import moment
from ui.theme import px
from ui.thumbs import Thumbs

WIDE, TALL = 118, 150
_SMALL = (30, 38)
MOST = 8
_NARROW_SIZE = (72, 92)
_DOWN = 4
"""Small ones under each other; then a second column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture of the arrival in hand, or a photograph on file; and what stands beneath it."""

    image: QImage | None = None
    photo: Photograph | None = None
    words: str = ""


class Small(Picture):
    """A photograph to be chosen with the mouse; the keys go through them all."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(*_SMALL, name)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.chosen.emit()


class Photos(QFrame):
    """Every photograph of one side; the newest first."""

    def __init__(self, thumbs: Thumbs, title: str) -> None:
        super().__init__()
        self._thumbs, self._title = thumbs, title
        self._shots: tuple[Shot, ...] = ()
        self.at, self._narrow = 0, False
        self.setProperty("card", "inner")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.large = Picture(WIDE, TALL, title)
        self.caption = words("", "note", wrap=True)
        self._strip = QGridLayout()
        self._strip.setSpacing(px(4))
        self._strip.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._small: list[Small] = []
        pictures = QHBoxLayout()
        pictures.setSpacing(px(6))
        pictures.addWidget(self.large, 0, Qt.AlignmentFlag.AlignTop)
        pictures.addLayout(self._strip)
        pictures.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(8), px(7), px(8), px(5))
        lines.setSpacing(px(3))
        lines.addLayout(pictures)
        lines.addWidget(self.caption)
        thumbs.came.connect(self._paint)

    def show_shots(self, shots: Sequence[Shot]) -> None:
        """Other photographs, or the same again."""
        self._shots = tuple(shots)
        self.at = min(self.at, max(len(shots) - 1, 0))
        for small in self._small:
            self._strip.removeWidget(small)
            small.hide()
            small.deleteLater()
        self._small = []
        for number in range(len(self._shots[:MOST]) if len(self._shots) > 1 else 0):
            small = Small(self.tr("第 {0} 张").format(number + 1))
            small.chosen.connect(lambda number=number: self.turn_to(number))
            self._small.append(small)
            self._strip.addWidget(small, number % _DOWN, number // _DOWN)
            small.setVisible(not self._narrow)
        self._paint()

    def show_small(self, *, narrow: bool) -> None:
        """Where there is little room: a smaller picture, and the others by the arrows alone."""
        wide, tall = _NARROW_SIZE if narrow else (WIDE, TALL)
        if self.large.width() != px(wide):
            self.large.setFixedSize(px(wide), px(tall))
        self._narrow = narrow
        for small in self._small:
            small.setVisible(not narrow)

    def turn_to(self, number: int) -> None:
        """Show one of them large."""
        if self._shots:
            self.at = number % len(self._shots)
            self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._shots:
            super().keyPressEvent(event)
        else:
            self.turn_to(self.at + step)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.update()

    def _paint(self) -> None:
        shown = self._shots[self.at] if self._shots else Shot()
        self.large.show_image(self._image(shown), "no_photography")
        count = f"{self.at + 1}/{len(self._shots)}　" if len(self._shots) > 1 else ""
        told = count + self._words(shown) if self._shots else self.tr("没有照片")
        self.caption.setText(told)
        self.setAccessibleName(f"{self._title}，{told}")
        for small, shot in zip(self._small, self._shots, strict=False):
            small.show_image(self._image(shot))

    def _image(self, shot: Shot) -> QImage | None:
        return shot.image or self._thumbs.of(shot.photo)

    def _words(self, shot: Shot) -> str:
        return shot.words or (moment(shot.photo.taken_at) if shot.photo else "")
