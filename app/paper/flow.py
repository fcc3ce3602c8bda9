"""Chapters of rows that go on from page to page; a row of any length is never cut."""

from collections.abc import Callable, Iterable
from itertools import zip_longest

from app.paper import fonts
from app.paper.drawing import GREY, INSIDE, MARGIN, Drawing, mm
from app.paper.facts import Chapter, Line
from app.paper.fit import LEADING, wrap
from app.paper.forms import Clause, Common
from app.paper.head import BOTTOM, TOP, clause

_SIZE, _SMALL = 9.5, 8.5
_STEP = _SIZE * LEADING / mm
_BAND = 6.4
_AT, _BESIDE, _BETWEEN = 29.0, 41.0, 2.0
_TEXT = INSIDE - _AT - _BESIDE - 2 * _BETWEEN - 2
_AIR, _RULE = 1.0, 0.3
TITLE_ROOM = _BAND + 2 * _AIR
"""How much a heading takes, in mm."""


class Flow:
    """Where the next row stands; `begin` draws the head and foot of a new page."""

    def __init__(self, drawing: Drawing, y: float, begin: Callable[[], None]) -> None:
        self._drawing, self._begin = drawing, begin
        self.y = y

    def room(self, wanted: float) -> float:
        """Where so many mm stand together: here, or at the top of a new page."""
        if self.y + wanted > BOTTOM:
            self._drawing.turn()
            self._begin()
            self.y = TOP + _AIR
        return self.y

    def chapter(self, title: str, chapter: Chapter, nothing: str) -> None:
        """A heading, and its rows; never a heading alone at the foot of a page."""
        self.heading(title)
        for line in chapter.lines or (Line(text=nothing),):
            self._row(line)

    def heading(self, title: str) -> None:
        """A band with the name of what follows."""
        self.y += _AIR
        y = self.room(_BAND + 3 * _STEP)
        self._drawing.tint(MARGIN, y, INSIDE, _BAND)
        self._drawing.fitted((MARGIN + 1, y, INSIDE - 2, _BAND), title, size=10.5, style=fonts.BOLD)
        self.y += _BAND + _AIR / 2

    def clauses(self, told: Iterable[Clause], words: Common) -> None:
        """Sentences of the form over the whole width."""
        for one in told:
            for line in wrap(clause(one, words), (INSIDE - 4) * mm, size=_SIZE):
                self._text(MARGIN + 2, self.room(_STEP), line, _SIZE, INSIDE - 4)
                self.y += _STEP
            self.y += _AIR

    def _row(self, line: Line) -> None:
        text_at = MARGIN + 2 + _AT
        beside_at = text_at + _TEXT + _BETWEEN
        told = zip_longest(
            wrap(line.at, _AT * mm, size=_SMALL),
            wrap(line.text, _TEXT * mm, size=_SIZE),
            wrap(line.beside, _BESIDE * mm, size=_SMALL),
            fillvalue="",
        )
        for at, text, beside in told:
            y = self.room(_STEP)
            self._text(MARGIN + 2, y, at, _SMALL, _AT)
            self._text(text_at, y, text, _SIZE, _TEXT)
            self._text(beside_at, y, beside, _SMALL, _BESIDE)
            self.y += _STEP
        self.y += _AIR
        self._drawing.tint(MARGIN, self.y, INSIDE, _RULE)
        self.y += _RULE + _AIR / 2

    def _text(self, x: float, y: float, text: str, size: float, wide: float) -> None:
        colour = {"colour": GREY} if size == _SMALL else {}
        cell = (x, y, wide, _STEP)
        self._drawing.text(x, y + 0.8 * _STEP, text.rstrip(), size=size, cell=cell, **colour)
