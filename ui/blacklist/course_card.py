"""One course of 重点甄别名单: the fact, its evidence, every step, and what the centre said."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.courses import Opened, Seen
from app.desk.reviews import Asking
from app.domain.blacklist import State, Step, StepKind, number_of
from app.domain.errors import Refused
from app.words.listings import proof_in_words
from app.words.say import say, sentence, sentences
from ui.blacklist.rows import state_words
from ui.cards import Card, Chip, SayLine, words
from ui.people.lines import breakable, copyable, moment
from ui.people.who_card import clear
from ui.theme import px


class CourseCard(Card):
    """What was said and done, oldest first, each with who and when; nothing here is changed."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.name = copyable("", "title")
        self.chip = Chip("", "plain")
        self.chip.hide()
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.name, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.told, self.sorry = SayLine(), SayLine()
        self.body.addWidget(self.told)
        self.body.addWidget(self.sorry)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(5))
        self.body.addLayout(self._lines)

    def show_nothing(self, told: str) -> None:
        """No course is open: why, or how one is opened."""
        self._refill([])
        self.name.hide()
        self.chip.hide()
        self.sorry.say("")
        self.told.say(told)

    def show_course(self, opened: Opened, today: date) -> None:
        """All of one course."""
        seen = opened.seen
        self.name.setText(breakable(seen.card.name) or self.tr("姓名不详"))
        self.name.show()
        self.chip.say(*state_words(seen, today, self._lang))
        self.chip.show()
        self.told.say(self._standing(seen, today))
        self.sorry.say(self._sorry(seen.sorry) if seen.sorry else "", "bad")
        self._refill(
            [
                _facts(self._facts(seen)),
                words(self.tr("证据"), "section"),
                *(copyable(proof_in_words(one, self._lang)) for one in seen.course.listing.proofs),
                words(self.tr("经过"), "section"),
                self._block("lead", seen.course.listing.at, self._lead(opened)),
                *(self._step(one, opened) for one in seen.course.steps),
            ]
        )

    def _standing(self, seen: Seen, today: date) -> str:
        """What follows from where it stands, where anything is to be known about that."""
        if seen.pending(today):
            return self.tr("已审批，待中心确认；中心确认以前各站看不到，也没有任何影响。")
        if seen.withheld(today):
            return self.tr(
                "各站看不到这一条：此人受保密保护，或者年龄、行为能力、身份后来有疑问。"
                "请站领导核对档案，不应列入的请撤销。"
            )
        if seen.asking and seen.course.state(today) is State.HEARD:
            return self._asked(seen.asking)
        return {
            State.SUSPENDED: self.tr("本人有异议：审查期间其他站看不到这一条。"),
            State.IN_FORCE: self.tr("列入名单不影响紧急救助、食宿、医疗和报案。"),
        }.get(seen.course.state(today), "")

    def _asked(self, asking: Asking) -> str:
        """What another station was asked, and what it said."""
        if asking.sorry:
            return self._sorry(asking.sorry)
        if asking.is_open:
            told = self.tr("已请 {0} 审批（{1}），正在等答复。")
            return told.format(asking.station, moment(asking.asked.at))
        review = asking.review
        if review is None or review.approves is not False:
            return ""
        told = self.tr("{0} {1} 不同意列入：{2}")
        return told.format(asking.station, review.decided_by, review.answer)

    def _sorry(self, sorry: Refused) -> str:
        known = sorry.key in sentences(self._lang)
        why = sentence(sorry, self._lang) if known else sorry.key
        return self.tr("中心没有收下：{0}").format(why)

    def _facts(self, seen: Seen) -> list[tuple[str, str]]:
        one, course = seen.course.listing, seen.course
        fact = say(f"listing_fact.{course.fact}", self._lang)
        until = course.until.isoformat() if course.until else ""
        rows = [
            (self.tr("事实"), f"{fact}　{one.happened_on.isoformat()}"),
            (self.tr("经过说明"), one.words),
            (self.tr("编号"), number_of(one)),
            (self.tr("有效至"), until),
        ]
        return [(label, text) for label, text in rows if text]

    def _lead(self, opened: Opened) -> list[str]:
        return [opened.by(opened.seen.course.listing.officer)]

    def _step(self, step: Step, opened: Opened) -> QWidget:
        return self._block(step.kind, step.at, [opened.by(step.officer), *self._said(step)])

    def _said(self, step: Step) -> list[str]:
        """Everything that was said with it."""
        found = [
            say(f"listing_served.{step.served}", self._lang) if step.served else "",
            step.proof,
            self.tr("认定有完全民事行为能力") if step.capacity else "",
            say(f"listing_fact.{step.fact}", self._lang) if step.fact else "",
            self.tr("有效至 {0}").format(step.until.isoformat()) if step.until else "",
            step.words,
        ]
        return [part for part in found if part]

    def _block(self, kind: StepKind | str, at: datetime, said: list[str]) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        what = say(f"listing_step.{kind}", self._lang)
        lines.addWidget(words(f"{what}　{moment(at)}　{said[0]}", "label"))
        if told := " · ".join(said[1:]):
            lines.addWidget(copyable(told))
        return holder

    def _refill(self, parts: list[QWidget]) -> None:
        clear(self._lines)
        for part in parts:
            self._lines.addWidget(part)


def _facts(rows: list[tuple[str, str]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(3))
    grid.setColumnStretch(1, 1)
    for row, (label, text) in enumerate(rows):
        grid.addWidget(words(label, "label"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(copyable(text), row, 1, Qt.AlignmentFlag.AlignTop)
    return holder
