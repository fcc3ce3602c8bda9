"""The form of the next step: only what belongs to its kind, and nothing answered beforehand."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.desk.blacklist import Said
from app.domain.blacklist import (
    MOST_MONTHS,
    USUAL_MONTHS,
    Fact,
    Served,
    StepKind,
    months_after,
)
from app.words.say import say
from ui.cards import Card, SayLine
from ui.fields import ChoiceField, ComboField, Field, NoteField, Press, TextField
from ui.vouchers.days import read_day

_OF_A_KIND = {
    StepKind.INVESTIGATED: ("capacity", "words"),
    StepKind.NOTIFIED: ("served", "proof", "words"),
    StepKind.APPROVED: ("until", "words"),
    StepKind.CORRECTED: ("fact", "until", "words"),
}
_BESIDE = {
    "listing.not_served": "served",
    "listing.until": "until",
    "listing.only_shorter": "until",
    "listing.corrects_nothing": "fact",
    "listing.too_little": "fact",
    "listing.needs_police": "fact",
}
"""Refusal -> the field that it is about; every other one stands beneath the words."""
KIND = "kind"


class StepForm(Card):
    """One form for all kinds; F9 saves, Esc goes back and keeps what was typed."""

    wanted = Signal(object)
    """Said: the step as it was filled in."""
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("下一步"), "description")
        self._lang, self._today = lang, date.min
        self.kind: StepKind | None = None
        self.told = SayLine()
        yes_no = [("yes", self.tr("是")), ("no", self.tr("不能确认"))]
        self.capacity = ChoiceField(self.tr("查明本人有完全民事行为能力"), yes_no)
        served = [(one.value, say(f"listing_served.{one}", lang)) for one in Served]
        self.served = ComboField(self.tr("怎样送达"), served)
        self.proof = TextField(self.tr("凭什么证明（签收联、挂号单号、见证人）"))
        self.until = TextField(self.tr("有效至"), latin=True, longest=20)
        facts = [(one.value, say(f"listing_fact.{one}", lang)) for one in Fact]
        self.fact = ComboField(self.tr("改为哪一类事实"), facts)
        self.words = NoteField(self.tr("情况说明"), self.tr("Ctrl+Enter 换行"), lines=3)
        self.words.phrases = "note"
        self.fields: dict[str, Field] = {
            "capacity": self.capacity,
            "served": self.served,
            "proof": self.proof,
            "fact": self.fact,
            "until": self.until,
            "words": self.words,
        }
        self.body.addWidget(self.told)
        for field in self.fields.values():
            self.body.addWidget(field)
        self.save = Press(self.tr("保存这一步"), "primary", "F9")
        self.save.clicked.connect(self.finish)
        self.back = Press(self.tr("返回"), "plain", "Esc")
        self.back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()

    def begin(self, kind: StepKind, today: date, kept: dict[str, str]) -> None:
        """A step of this kind; what was typed before and not saved is there again."""
        self.kind, self._today = kind, today
        shown = _OF_A_KIND.get(kind, ("words",))
        for name, field in self.fields.items():
            if isinstance(field, ComboField):
                field.combo.setCurrentIndex(0)
            field.set_value("")
            field.warn("")
            field.setVisible(name in shown)
        self._say_until(kind)
        for name, value in kept.items():
            if name in self.fields:
                self.fields[name].set_value(value)
        self.title.setText(say(f"listing_step.{kind}", self._lang))
        self.told.say(self._about(kind))
        self.wait(waiting=False)
        self.show()
        self.fields[shown[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft; empty while nothing was said."""
        typed = {name: field.value() for name, field in self.fields.items() if field.value()}
        usual = self._usual() if self.kind is StepKind.APPROVED else ""
        if self.kind is None or not {k: v for k, v in typed.items() if v != usual}:
            return {}
        return {KIND: str(self.kind), **typed}

    def finish(self) -> None:
        """F9: hand it over; a day that cannot be read is said at once."""
        if self.kind is None or not self.save.isEnabled():
            return
        for field in self.fields.values():
            field.warn("")
        shown, values = _OF_A_KIND.get(self.kind, ("words",)), self.raw()
        until = read_day(values.get("until", ""), self._today) if "until" in shown else None
        if values.get("until") and until is None and "until" in shown:
            self._warn("until", self.tr("看不懂这个日期，例：2027-05-26"))
            return
        served, fact = values.get("served", ""), values.get("fact", "")
        self.wait(waiting=True)
        self.wanted.emit(
            Said(
                kind=self.kind,
                words=values.get("words", ""),
                served=Served(served) if served and "served" in shown else None,
                proof=values.get("proof", "") if "proof" in shown else "",
                capacity=values.get("capacity") == "yes" and "capacity" in shown,
                until=until,
                fact=Fact(fact) if fact and "fact" in shown else None,
            )
        )

    def refused(self, key: str, words: str) -> None:
        """A rule says no: beside the field that it is about, where that is shown."""
        self.wait(waiting=False)
        name = _BESIDE.get(key, "words")
        self._warn("words" if self.fields[name].isHidden() else name, words)

    def end(self) -> None:
        """No step is being written."""
        self.kind = None
        self.hide()

    def wait(self, *, waiting: bool) -> None:
        """A step is being saved: once."""
        self.save.setEnabled(not waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _warn(self, name: str, words: str) -> None:
        self.fields[name].warn(words)
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _usual(self) -> str:
        return months_after(self._today, USUAL_MONTHS).isoformat()

    def _say_until(self, kind: StepKind) -> None:
        """An approval ends after the usual time where nothing else is said."""
        if kind is StepKind.APPROVED:
            self.until.set_value(self._usual())
            most = months_after(self._today, MOST_MONTHS).isoformat()
            told = self.tr("一般 {0} 个月到 {1}，最长 {2} 个月到 {3}")
            self.until.set_hint(told.format(USUAL_MONTHS, self._usual(), MOST_MONTHS, most))
        else:
            self.until.set_hint(self.tr("只能提前，不能延长；不改就空着"))

    def _about(self, kind: StepKind) -> str:
        """What has to be thought of with this step."""
        return {
            StepKind.NOTIFIED: self.tr("告知本人：查到什么、依据什么、可以陈述申辩。"),
            StepKind.HEARD: self.tr("照本人的原话写；本人不愿说的，也写明。"),
            StepKind.APPROVED: self.tr(
                "审批人不能是提出、调查、告知或听取意见的人，也不能用同一台电脑。"
            ),
            StepKind.OBJECTED: self.tr("收到异议后停止向其他站共享，15 个工作日内答复。"),
            StepKind.UPHELD: self.tr("不能由原审批人复查。"),
            StepKind.CORRECTED: self.tr("不能由原审批人复查。"),
        }.get(kind, "")
