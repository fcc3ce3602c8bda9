"""Two people side by side: photographs, what speaks for and against, every field, every visit."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk.beside import Pair, Side
from app.domain.clue import Verdict
from app.domain.face import Band
from app.domain.person import ClaimKind
from app.words.clues import clue_in_words, to_settle
from app.words.say import listed
from ui.answers import Answers
from ui.candidate import BAND_TONES, band_words
from ui.cards import Card, Chip, Elided, SayLine, scrolling, sheet, words
from ui.compare.photos import Photos, Shot
from ui.compare.rows import RowsCard
from ui.intake.form import about_person
from ui.people.lines import breakable, came_in_words, copyable, newest, station_words
from ui.people.who_card import clear
from ui.theme import GAP, px
from ui.thumbs import Thumbs

MOST_VISITS = 12
_NARROW = 620
_NO_ROW = frozenset({"face", "belongings", "route"})
"""What has no row among the fields."""


class Sheet(QWidget):
    """What is seen of two people; the keys 1, 2, 3 answer while the cursor is in it."""

    answered = Signal(object)
    """Sameness or None; only people answer."""
    opened = Signal()
    """Enter: the file of the one on the right is wanted."""

    def __init__(self, thumbs: Thumbs, lang: str, *, judge: bool = True) -> None:
        super().__init__()
        self._lang, self._judge = lang, judge
        self.pair: Pair | None = None
        self.one = Photos(thumbs, self.tr("左边的照片"))
        self.other = Photos(thumbs, self.tr("右边的照片"))
        self.names = copyable("", "title"), copyable("", "title")
        self.abouts = words("", "label", wrap=True), words("", "label", wrap=True)
        self.chip = Chip("")
        self.told = SayLine()
        self.answers = Answers(self.tr("左右两边"))
        if not judge:
            self.answers.hide()
        self.answers.answered.connect(self.answered)
        self.speaks = copyable("")
        self.rows = RowsCard(lang)
        self.visits = VisitsCard(lang)
        self._lay_out()

    def show_pair(
        self,
        pair: Pair,
        today: date,
        live: Sequence[Shot] = (),
        likely: Band | None = None,
    ) -> None:
        """Another two, or the same again. `live` are the photographs of the arrival in hand;
        `likely` is the word of the list they were chosen from, where it knew more."""
        self.pair = pair
        for side, name, about in zip((pair.one, pair.other), self.names, self.abouts, strict=True):
            name.setText(breakable(side.name) or self.tr("姓名不详"))
            about.setText(self._about(side, today))
        self.one.show_shots(live or [Shot(photo=one) for one in pair.one.photos])
        self.other.show_shots([Shot(photo=one) for one in pair.other.photos])
        band = likely or pair.likely
        self.chip.say(band_words(band), BAND_TONES[band])
        self.speaks.setText(self._speaks(pair, band))
        self.answers.show_given(None)
        self.rows.show_pair(pair)
        self.visits.show_pair(pair)

    def put_beneath(self, widget: QWidget) -> None:
        """Something that belongs to the answer, as its reason."""
        self._beneath.addWidget(widget)

    def arrive(self) -> None:
        """The cursor on the photographs: 1, 2, 3 answer there, the arrows turn them."""
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._judge and self.answers.takes(event.key()):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif not self._scrolls(event.key()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        for photos in (self.one, self.other):
            photos.show_small(narrow=event.size().width() < px(_NARROW))

    def _scrolls(self, key: int) -> bool:
        """Everything beneath is reached while the cursor stays with the answers."""
        bar = self._below.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(key))
        if step is not None:
            bar.setValue(bar.value() + step)
        return step is not None

    def _about(self, side: Side, today: date) -> str:
        if side.here:
            return self.tr("正在接待的人")
        if side.elsewhere:
            return self.tr("他站 {0} 的索引卡").format(station_words(side.elsewhere))
        sex = next((one.value for one in side.of((ClaimKind.SEX,))), "0")
        birth = next(iter(side.of((ClaimKind.BIRTH,))), None)
        age = next(iter(side.of((ClaimKind.AGE,))), None)
        born = birth.value if birth else f"~{age.value}" if age else ""
        case = side.came[-1].case if side.came else ""
        parts = (about_person(sex, born, today, self._lang), case)
        return "　".join(part for part in parts if part)

    def _speaks(self, pair: Pair, band: Band) -> str:
        """What photographs, things and places say, and what would settle it; the fields speak for
        themselves."""
        lines = [
            clue_in_words(clue, self._lang)
            for clue in pair.clues
            if clue.about in _NO_ROW and clue.verdict is not Verdict.UNKNOWN
        ]
        if all(clue.verdict is Verdict.UNKNOWN for clue in pair.clues):
            lines.append(self.tr("还没有可以对照的内容。"))
        ask = to_settle(pair.clues, self._lang)
        if ask and band is not Band.UNLIKELY:
            lines.append(self.tr("还可：{0}").format(listed(ask, self._lang)))
        return "\n".join(lines)

    def _lay_out(self) -> None:
        head = Card()
        columns = QHBoxLayout()
        columns.setSpacing(px(12))
        for photos, name, about in zip(
            (self.one, self.other), self.names, self.abouts, strict=True
        ):
            side = QVBoxLayout()
            side.setSpacing(px(3))
            for widget in (name, about, photos):
                side.addWidget(widget)
            side.addStretch(1)
            columns.addLayout(side, 2)
        columns.insertLayout(1, self._middle(), 3)
        head.body.addLayout(columns)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(head)
        self._below = scrolling(sheet(self.rows, self.visits))
        whole.addWidget(self._below, 1)

    def _middle(self) -> QVBoxLayout:
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self.chip)
        self.note = Elided(self.tr("机器只列出依据，由人判断"), "note")
        first.addWidget(self.note)
        first.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(px(6))
        lines.addLayout(first)
        lines.addWidget(self.told)
        lines.addWidget(self.speaks)
        lines.addStretch(1)
        lines.addWidget(self.answers)
        keys = self.tr("Enter 打开右边的档案 · ←→ 换照片 · ↑↓ 往下看")
        lines.addWidget(Elided(keys, "note"))
        self._beneath = lines
        return lines


class VisitsCard(Card):
    """When each of the two came, side by side."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("来站经过"), "history")
        self._lang = lang
        self._columns = QHBoxLayout()
        self._columns.setSpacing(px(12))
        self.body.addLayout(self._columns)

    def show_pair(self, pair: Pair) -> None:
        """Replace the lists; before urgent need is answered they are left out."""
        clear(self._columns)
        if not pair.came:
            told = self.tr("危重、外伤等紧急情况答完后，这里显示来站经过。")
            self._columns.addWidget(words(told, "label", wrap=True))
            return
        for side in (pair.one, pair.other):
            self._columns.addWidget(self._list(side), 1)

    def _list(self, side: Side) -> QLabel:
        # Of one's own station its code says nothing.
        lines = [
            came_in_words(c, "" if c.timed else station_words(c.station), c.reason)
            for c in side.came
        ]
        shown, more = newest(lines, MOST_VISITS)
        if more:
            shown.append(self.tr("还有更早的 {0} 次").format(more))
        text = "\n".join(shown) or (self.tr("这一次") if side.here else self.tr("没有记录"))
        made = copyable(text)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        return made
