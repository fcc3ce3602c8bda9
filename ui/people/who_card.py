"""The head of a file: photographs, name, and the best that is known."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.birth import age_on
from app.domain.person import Claim, ClaimKind
from app.words.say import say
from ui.cards import Card, Chip, Picture, words
from ui.people.lines import breakable, copyable, shown
from ui.people.opened import Opened
from ui.theme import px
from ui.thumbs import Thumbs

_SHOWN = [kind for kind in ClaimKind if kind is not ClaimKind.NAME]
MOST_PICTURES = 6


class WhoCard(Card):
    """The best claim of each kind with its source; the newest photograph large."""

    def __init__(self, thumbs: Thumbs, lang: str) -> None:
        super().__init__()
        self._thumbs, self._lang = thumbs, lang
        self.opened: Opened | None = None
        self.large = Picture(112, 142, self.tr("最近的照片"))
        self.name, self.under = copyable("", "title"), QHBoxLayout()
        self.under.setSpacing(px(6))
        self.strip = QHBoxLayout()
        self.strip.setSpacing(px(4))
        self._grid: QWidget | None = None
        self._facts = QVBoxLayout()
        top = QVBoxLayout()
        top.setSpacing(px(5))
        top.addWidget(self.name)
        top.addLayout(self.under)
        top.addLayout(self._facts)
        top.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        pictures = QVBoxLayout()
        pictures.addWidget(self.large, 0, Qt.AlignmentFlag.AlignTop)
        pictures.addStretch(1)
        row.addLayout(pictures)
        row.addLayout(top, 1)
        self.body.addLayout(row)
        self.body.addLayout(self.strip)

    def show_file(self, opened: Opened, today: date, *, counts: bool = True) -> None:
        """Another file, or the same one changed; `counts`: how often they came may be shown."""
        self.opened = opened
        self.name.setText(breakable(opened.file.name) or self.tr("姓名不详"))
        self._show_chips(opened, counts=counts)
        if self._grid:
            self._facts.removeWidget(self._grid)
            self._grid.deleteLater()
        self._grid = self._table(opened, today)
        self._facts.addWidget(self._grid)
        self.show_pictures()

    def show_pictures(self) -> None:
        """What has come of the photographs, newest first."""
        photos = self.opened.file.photos[::-1] if self.opened else ()
        self.large.show_image(self._thumbs.of(photos[0]) if photos else None)
        earlier = photos[1 : 1 + MOST_PICTURES]
        if self.strip.count() != (len(earlier) + 1 if earlier else 0):
            self._make_strip(len(earlier))
        for at, photo in enumerate(earlier):
            item = self.strip.itemAt(at)
            place = item.widget() if item else None
            if isinstance(place, Picture):
                place.show_image(self._thumbs.of(photo))

    def _make_strip(self, many: int) -> None:
        clear(self.strip)
        for _ in range(many):
            self.strip.addWidget(Picture(46, 58, self.tr("以前的照片")))
        if many:
            self.strip.addStretch(1)

    def _show_chips(self, opened: Opened, *, counts: bool) -> None:
        clear(self.under)
        file = opened.file
        best = opened.best(ClaimKind.NAME)
        if best and best.detail.get("temporary"):
            self.under.addWidget(Chip(self.tr("无名氏"), "violet"))
        if opened.sealed:
            self.under.addWidget(Chip(say("state.sealed", self._lang), "violet"))
        if opened.uncompleted:
            self.under.addWidget(Chip(say("state.to_complete", self._lang), "bad"))
        if counts:
            self.under.addWidget(Chip(self.tr("本站来站 {0} 次").format(len(file.visits)), "info"))
        if counts and len(file.people) > 1:
            joined = self.tr("由 {0} 份档案认定为同一人").format(len(file.people))
            self.under.addWidget(Chip(joined, "plain"))
        self.under.addStretch(1)

    def _table(self, opened: Opened, today: date) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(3))
        grid.setColumnStretch(1, 1)
        known = [claim for kind in _SHOWN if (claim := opened.best(kind))]
        for row, claim in enumerate(known):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(words(say(f"claim.{claim.kind}", self._lang), "label"), row, 0, top)
            grid.addWidget(copyable(self._text(claim, today)), row, 1, top)
        return holder

    def _text(self, claim: Claim, today: date) -> str:
        text = shown(claim, self._lang)
        if claim.kind is ClaimKind.BIRTH and (years := age_on(claim.value, today)) is not None:
            return f"{text}　{say('file.years', self._lang, years=years)}"
        if claim.detail.get("successor"):
            return f"{text}\n{say('behind.now', self._lang, now=claim.detail['now'])}"
        return text


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Empty a row or a column."""
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item else None
        if old is not None:
            old.hide()
            old.deleteLater()
