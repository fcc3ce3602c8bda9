"""The visits of a person, newest first: what was told, what was issued, how each ended."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.visit import About, Consent, Leaving, Visit
from app.domain.voucher import Voucher, VoucherState
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.fields import Press
from ui.people.lines import copyable, moment
from ui.people.opened import Opened
from ui.people.who_card import clear
from ui.theme import px


class TimelineCard(Card):
    """One block a visit."""

    papers_wanted = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("来站经过"), "history")
        self._lang = lang
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)

    def show_file(self, opened: Opened) -> None:
        """Replace the blocks."""
        clear(self._list)
        for visit in opened.file.visits:
            self._list.addWidget(self._block(visit, opened))
        if not opened.file.visits:
            self._list.addWidget(words(self.tr("还没有来站记录。"), "label"))

    def _block(self, visit: Visit, opened: Opened) -> QFrame:
        block = QFrame()
        block.setProperty("card", "inner")
        lines = QVBoxLayout(block)
        lines.setContentsMargins(px(12), px(7), px(10), px(8))
        lines.setSpacing(px(3))
        gone = [x for x in opened.file.leavings if x.visit == visit.id]
        lines.addLayout(self._head(visit, here=not gone))
        lines.addWidget(copyable(self._facts(visit)))
        if visit.story:
            lines.addWidget(copyable(visit.story))
        lines.addWidget(words(self._told(visit.id, opened), "note", wrap=True))
        for voucher in opened.file.vouchers:
            if voucher.visit == visit.id:
                lines.addLayout(self._voucher(voucher))
        for leaving in gone:
            lines.addWidget(copyable(self._leaving(leaving, opened)))
        return block

    def _head(self, visit: Visit, *, here: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(words(moment(visit.arrived_at), "strong"))
        row.addWidget(copyable(visit.case_number), 1)
        if here:
            row.addWidget(Chip(self.tr("在站"), "ok"))
        papers = Press(self.tr("文书"), "link")
        papers.setAccessibleName(self.tr("{0} 的文书").format(visit.case_number))
        papers.clicked.connect(lambda: self.papers_wanted.emit(visit.id))
        row.addWidget(papers)
        return row

    def _facts(self, visit: Visit) -> str:
        way = self.tr("来站：{0}").format(say(f"way.{visit.way}", self._lang))
        parts = (way, visit.brought_by, visit.reason, visit.found_at)
        return " · ".join(part for part in parts if part)

    def _told(self, visit: UUID, opened: Opened) -> str:
        """What was asked, what was answered, and who registered it."""
        answers = [
            f"{say(f'about.{c.about}', self._lang)}：{self._answer(c)}"
            for c in opened.file.consents
            if c.visit == visit
        ]
        mine = next((v for v in opened.file.visits if v.id == visit), None)
        who = opened.by(mine.officer) if mine else ""
        asked = "　".join(answers) if answers else self.tr("未记录告知和同意")
        return self.tr("{0}　登记：{1}").format(asked, who)

    def _answer(self, consent: Consent) -> str:
        """A notice is heard or not; only the others are agreed to."""
        heard = "notice_" if consent.about is About.NOTICE else ""
        return say(f"answer.{heard}{consent.answer}", self._lang)

    def _voucher(self, made: Voucher) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        live = made.state is VoucherState.LIVE
        row.addWidget(
            Chip(self.tr("凭证") if live else self.tr("凭证已作废"), "ok" if live else "plain")
        )
        text = f"{made.serial}　{made.from_place} → {made.to_place}　{made.depart_on:%m-%d}"
        why = self.tr("{0}　作废原因：{1}").format(text, made.void_reason)
        row.addWidget(copyable(text if live else why), 1)
        return row

    def _leaving(self, gone: Leaving, opened: Opened) -> str:
        parts = (
            self.tr("{0} 离站").format(moment(gone.at)),
            say(f"leaving_kind.{gone.kind}", self._lang),
            gone.destination,
            gone.note,
            opened.by(gone.officer),
        )
        return " · ".join(part for part in parts if part)
