"""The visits of a person, newest first: what was told, what was issued, how each ended."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.adverse import Adverse, AdverseState
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.lending import How, Lending
from app.domain.matter import StepKind
from app.domain.matter import standing as written
from app.domain.service import standing as served
from app.domain.visit import About, Consent, Leaving, Reopening, Visit
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import standing
from app.store.people import File
from app.words.leavings import detail_in_words
from app.words.say import say
from app.words.served import service_in_words, step_in_words
from ui.cards import Card, Chip, words
from ui.fields import Press
from ui.papers.adverse_told import TONES
from ui.people.lines import copyable, moment
from ui.people.links_card import UndoLine
from ui.people.opened import Opened
from ui.people.who_card import clear
from ui.theme import px

MOST = 12
"""Services of a visit that are shown one by one."""


class TimelineCard(Card):
    """One block a visit."""

    papers_wanted = Signal(object)
    checks_wanted = Signal(object)
    back_wanted = Signal(object, str)
    """A leaving was a mistake, and why."""

    def __init__(self, lang: str, *, may_register: bool = False) -> None:
        super().__init__(self.tr("来站经过"), "history")
        self._lang, self._may_register = lang, may_register
        self.lines: dict[UUID, UndoLine] = {}
        self.back_buttons: dict[UUID, Press] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)

    def show_file(self, opened: Opened, *, earlier: bool = True) -> None:
        """Replace the blocks; while urgent need waits, `earlier` visits are left out."""
        clear(self._list)
        self.lines, self.back_buttons = {}, {}
        for lending in reversed(opened.file.lendings):
            self._list.addWidget(copyable(self._looked(lending, opened), "label"))
        gone = {one.visit for one in opened.file.leavings}
        for visit in opened.file.visits:
            if earlier or visit.id not in gone:
                self._list.addWidget(self._block(visit, opened))
        if not opened.file.visits:
            self._list.addWidget(words(self.tr("还没有来站记录。"), "label"))

    def _looked(self, seen: Lending, opened: Opened) -> str:
        """Another station was lent this file."""
        key = "lent.looked_glass" if seen.how is How.GLASS else "lent.looked"
        station = f"{opened.stations.get(seen.station, '')} {seen.station}".strip()
        purpose = say(f"purpose.{seen.purpose}", self._lang)
        why = "　".join(part for part in (purpose, seen.words) if part)
        facts = {"at": moment(seen.at), "station": station, "purpose": why, "words": why}
        return say(key, self._lang, **facts)

    def _block(self, visit: Visit, opened: Opened) -> QFrame:
        block = QFrame()
        block.setProperty("card", "inner")
        lines = QVBoxLayout(block)
        lines.setContentsMargins(px(12), px(7), px(10), px(8))
        lines.setSpacing(px(3))
        gone = [x for x in opened.file.leavings if x.visit == visit.id]
        lines.addLayout(self._head(visit, here=not gone))
        lines.addWidget(copyable(self._facts(visit)))
        for text in filter(None, (self._urgent(visit.id, opened), visit.story)):
            lines.addWidget(copyable(text))
        lines.addWidget(words(self._told(visit.id, opened), "note", wrap=True))
        for row in self._papers(visit.id, opened):
            lines.addLayout(row)
        for text in self._stayed(visit.id, opened):
            lines.addWidget(copyable(text, "label"))
        for leaving in gone:
            lines.addLayout(self._ended(leaving, opened))
            if line := self.lines.get(leaving.id):
                lines.addWidget(line)
        for leaving, back in opened.file.undone:
            if leaving.visit == visit.id:
                lines.addWidget(copyable(self._taken_back(leaving, back, opened), "label"))
        return block

    def _head(self, visit: Visit, *, here: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(words(moment(visit.arrived_at), "strong"))
        row.addWidget(copyable(visit.case_number), 1)
        if here:
            row.addWidget(Chip(self.tr("在站"), "ok"))
            checks = Press(self.tr("甄别审批"), "link")
            checks.clicked.connect(lambda: self.checks_wanted.emit(visit.id))
            row.addWidget(checks)
        papers = Press(self.tr("文书"), "link")
        papers.setAccessibleName(self.tr("{0} 的文书").format(visit.case_number))
        papers.clicked.connect(lambda: self.papers_wanted.emit(visit.id))
        row.addWidget(papers)
        return row

    def _facts(self, visit: Visit) -> str:
        way = self.tr("来站：{0}").format(say(f"way.{visit.way}", self._lang))
        parts = (way, visit.brought_by, visit.reason, visit.found_at)
        return " · ".join(part for part in parts if part)

    def _urgent(self, visit: UUID, opened: Opened) -> str:
        """How it was registered in an emergency: what was urgent, and who took them in."""
        seen = next((e for e in opened.file.evidence if _is_emergency(e, visit)), None)
        if seen is None:
            return ""
        keys = seen.detail.get("urgent", "").split(",")
        parts = [say(f"urgent.{key}", self._lang) for key in keys if key]
        if by := seen.detail.get("taken_by"):
            parts.append(self.tr("登记人 {0}").format(by))
        if number := seen.detail.get("number"):
            parts.append(self.tr("临时编号 {0}").format(number))
        return " · ".join([self.tr("紧急登记"), *parts])

    def _told(self, visit: UUID, opened: Opened) -> str:
        """What was asked, what was answered, and who registered it."""
        answers = [
            say(
                "file.asked",
                self._lang,
                about=say(f"about.{c.about}", self._lang),
                answer=self._answer(c),
            )
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

    def _stayed(self, visit: UUID, opened: Opened) -> list[str]:
        """What was done about the stay by rule, and what was given; what was corrected is gone."""
        file, lang = opened.file, self._lang
        mine = [one for one in written(file.steps) if one.subject == visit]
        done = [
            (one.at, step_in_words(one, lang), one.officer)
            for one in mine
            if one.kind is not StepKind.OWNED
        ]
        given = [one for one in served(file.services) if one.visit == visit]
        lines = [
            (one.happened_at, service_in_words(one, lang), one.officer) for one in given[-MOST:]
        ]
        told = [
            " · ".join(part for part in (moment(at), text, opened.by(by)) if part)
            for at, text, by in sorted([*done, *lines])
        ]
        more = len(given) - len(lines)
        return told if more <= 0 else [self.tr("更早的在站服务 {0} 条").format(more), *told]

    def _papers(self, visit: UUID, opened: Opened) -> list[QHBoxLayout]:
        """What was made out for it."""
        file = opened.file
        noted = [one for one in file.adverse if one.proposal.visit == visit]
        return [
            *(self._voucher(made, file) for made in file.vouchers if made.visit == visit),
            *(self._adverse(one, opened) for one in noted),
        ]

    def _voucher(self, made: Voucher, file: File) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        live = made.state is VoucherState.LIVE
        row.addWidget(
            Chip(self.tr("凭证") if live else self.tr("凭证已作废"), "ok" if live else "plain")
        )
        text = f"{made.serial}　{made.from_place} → {made.to_place}　{made.depart_on:%m-%d}"
        why = self.tr("{0}　作废原因：{1}").format(text, made.void_reason)
        became = [
            f"{say(f'voucher_event.{one.kind}', self._lang)} {moment(one.happened_at)}"
            for one in standing(file.events)
            if one.voucher == made.id
        ]
        row.addWidget(copyable("　".join([text if live else why, *became])), 1)
        return row

    def _adverse(self, one: Adverse, opened: Opened) -> QHBoxLayout:
        """That help was to be refused or ended, by whom, and what came of it."""
        row = QHBoxLayout()
        row.setSpacing(px(8))
        made, lang = one.proposal, self._lang
        agreed = one.state is AdverseState.AGREED
        result = say(f"adverse_kind.{made.kind}", lang)
        state = say(f"adverse_state.{one.state}", lang)
        row.addWidget(Chip(result if agreed else f"{result} · {state}", TONES[one.state]))
        parts = [
            say(f"adverse_ground.{made.ground}", lang),
            self.tr("拟办 {0} {1}").format(opened.by(made.officer), moment(made.at)),
        ]
        for said in one.answers:
            word = say(f"answered.{said.answer}", lang)
            parts.append(f"{word} {opened.by(said.officer)} {moment(said.at)} {said.reason}")
        parts += [f"{say(f'received.{x.how}', lang)} {moment(x.at)}" for x in one.receipts]
        row.addWidget(copyable(" · ".join(part.strip() for part in parts)), 1)
        return row

    def _ended(self, gone: Leaving, opened: Opened) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(copyable(self._leaving(gone, opened)), 1)
        if self._may_register:
            button, line = Press(self.tr("撤销离站"), "link"), UndoLine()
            line.hide()
            line.wanted.connect(lambda reason: self.back_wanted.emit(gone, reason))
            button.clicked.connect(lambda: self._ask(line))
            row.addWidget(button)
            self.lines[gone.id], self.back_buttons[gone.id] = line, button
        return row

    def _ask(self, line: UndoLine) -> None:
        line.show()
        line.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _taken_back(self, gone: Leaving, back: Reopening, opened: Opened) -> str:
        parts = (moment(back.at), opened.by(back.officer), back.reason)
        told = self.tr("已撤销：{0} · {1}")
        why = " · ".join(part for part in parts if part)
        return told.format(self._leaving(gone, opened), why)

    def _leaving(self, gone: Leaving, opened: Opened) -> str:
        parts = (
            self.tr("{0} 离站").format(moment(gone.at)),
            say(f"leaving_kind.{gone.kind}", self._lang),
            gone.destination,
            gone.note,
            opened.by(gone.officer),
            opened.by(gone.second) if gone.second else "",
        )
        told = " · ".join(part for part in parts if part)
        return "\n".join([told, *detail_in_words(gone, self._lang)])


def _is_emergency(found: Evidence, visit: UUID) -> bool:
    return found.visit == visit and found.kind is EvidenceKind.EMERGENCY
