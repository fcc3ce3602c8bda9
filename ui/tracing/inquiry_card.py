"""The inquiry with the cursor: who looks, whom they look for, and everything that became of it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.desk import inquiries
from app.domain.inquiry import InquiryEntry, InquiryStep
from app.domain.inquiry_photo import BACK, MOST
from app.domain.kin_match import KinState
from app.words.kin import (
    channel_in_words,
    checked_by_in_words,
    checked_in_words,
    closed_in_words,
    entry_in_words,
    inquirer_word,
    photo_back_in_words,
    photo_how_in_words,
    photo_use_in_words,
    sought_word,
    state_in_words,
)
from app.words.say import listed
from ui.cards import Card, Chip, Picture, SayLine, sheet, words
from ui.fields import Press
from ui.jobs import Jobs
from ui.people.lines import copyable, moment, told_grid
from ui.people.who_card import clear
from ui.pictures import FINE
from ui.theme import px
from ui.thumbs import Thumbs
from ui.tracing.question import InquiryRow

_WIDE, _HIGH = 64, 80
TONES = {"verified": "ok", "doubtful": "warn", "danger": "bad"}


class InquiryCard(Card):
    """Hidden while there is no inquiry, or a form is open."""

    add, back = Signal(), Signal()
    """Another photograph of the family; the newest one goes again."""

    def __init__(self, jobs: Jobs, lang: str) -> None:
        super().__init__(self.tr("寻人登记"), "description")
        self._lang = lang
        self._row: InquiryRow | None = None
        self.thumbs = Thumbs(jobs, px(_HIGH) * FINE)
        self.thumbs.came.connect(self._draw)
        self.pictures = [Picture(_WIDE, _HIGH) for _ in range(MOST)]
        self.no_photo = words(self.tr("家属没有给照片。"), "label")
        self.adds = Press(self.tr("家属照片"), "plain", "Shift+F4")
        self.backs = Press(self.tr("撤回照片"), "plain", "Ctrl+F4")
        self.checked = Chip("")
        self.aside(self.checked)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(6))
        self.body.addWidget(self._photo_part())
        self.body.addLayout(self._list)
        self.hide()

    def show_inquiry(self, row: InquiryRow | None, names: Mapping[UUID, str]) -> None:
        """Who, whom, what became of it, and every entry, oldest first."""
        clear(self._list)
        self._row = row
        if row is None:
            self.hide()
            return
        whole, lang = row.whole, self._lang
        result = whole.check.result if whole.check else ""
        self.title.setText(whole.first.number)
        told = checked_in_words(result, lang) if result else self.tr("寻人者未核实")
        self.checked.say(told, TONES.get(result, "plain"))
        if result == "danger":
            danger = self.tr("不告诉寻人者任何消息，也不说这个人在不在。请报告站领导和公安。")
            self._list.addWidget(SayLine(danger, "bad"))
        for told_here in row.told:
            state = state_in_words(KinState(told_here.state), lang)
            text = self.tr("他站正在办理（{0}）：{1}").format(state, told_here.contact)
            self._list.addWidget(SayLine(text, "info"))
        self._draw()
        if row.pairs:
            states = listed([state_in_words(pair.state, lang) for pair in row.pairs], lang)
            here = self.tr("本站比对：{0}。按 F11 打开。").format(states)
            self._list.addWidget(SayLine(here, "info"))
        self._section(
            self.tr("谁在寻找（{0}）").format(channel_in_words(whole.first.channel, lang))
        )
        self._list.addWidget(
            told_grid([(inquirer_word(name, lang), text) for name, text in whole.inquirer.items()])
        )
        self._section(self.tr("寻找谁"))
        self._list.addWidget(
            told_grid([(sought_word(one.about, lang), one.value) for one in whole.sought])
        )
        self._section(self.tr("经过"))
        for one in whole.entries:
            if one.step is not InquiryStep.SOUGHT:
                self._list.addWidget(copyable("　".join(self._entry(one, names)), "label"))
        self.show()

    def offer(self, *, may: bool) -> None:
        """Whether this officer may add or take back a photograph now."""
        there = self._row is not None and bool(self._row.photos)
        opened = self._row is not None and self._row.whole.is_open
        self.adds.setVisible(may and opened)
        self.backs.setVisible(may and there)

    def _photo_part(self) -> QWidget:
        for button, signal in ((self.adds, self.add), (self.backs, self.back)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
        part = sheet(*self.pictures, self.no_photo, self.adds, self.backs, direction="right")
        lines = part.layout()
        if isinstance(lines, QBoxLayout):
            lines.setSpacing(px(6))
            lines.insertStretch(MOST + 1, 1)
        return part

    def _draw(self) -> None:
        photos = self._row.photos if self._row else ()
        self.no_photo.setVisible(not photos)
        for place, picture in enumerate(self.pictures):
            there = place < len(photos)
            picture.setVisible(there)
            if there:
                picture.setAccessibleName(self.tr("家属照片 {0}").format(place + 1))
                picture.show_image(self.thumbs.called(photos[place].picture), "photo_camera")

    def _section(self, title: str) -> None:
        self._list.addWidget(words(title, "strong"))

    def _entry(self, one: InquiryEntry, names: Mapping[UUID, str]) -> Iterator[str]:
        yield moment(one.at)[5:]
        yield entry_in_words(one.step, self._lang)
        if one.step is InquiryStep.CHECKED:
            yield checked_in_words(one.result, self._lang)
            how = [x for x in one.detail.get("how", "").split(",") if x]
            if how:
                yield listed([checked_by_in_words(x, self._lang) for x in how], self._lang)
        if one.step is InquiryStep.CLOSED:
            yield closed_in_words(one.result, self._lang)
        if one.step is InquiryStep.PHOTO:
            yield photo_how_in_words(one.result, self._lang)
            yield photo_use_in_words(one.detail.get("for", ""), self._lang)
            if year := one.detail.get("year"):
                yield self.tr("{0} 年拍的").format(year)
        if one.result in BACK:
            yield photo_back_in_words(one.result, self._lang)
        yield from (part for part in (one.whom, one.words) if part and part != inquiries.EMPTIED)
        yield names.get(one.officer, "")
