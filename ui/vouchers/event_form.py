"""One more entry about a voucher, or one that takes the place of another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.clock import local
from app.desk.voucher_events import Happened
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent, VoucherEventKind
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import ComboField, Field, NumberField, Press, TextField
from ui.pairs import in_a_row
from ui.people.lines import moment
from ui.vouchers.days import read_clock, read_fare, read_past_day

CORRECTS = "corrects"
"""Of a draft: the entry in whose place this one would come."""
_REFUND = ("statement", "ticket", "amount")
_BESIDE = {
    "voucher_event.when": "on",
    "voucher_event.needs_time": "clock",
    "voucher_event.needs_statement": "statement",
    "voucher_event.amount": "amount",
    "voucher_event.amount_left": "amount",
    "voucher_event.there_already": "amount",
    "voucher_event.needs_words": "words",
}
"""Refusal -> the field that it is about; every other one stands beneath the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Of which voucher, and what was said."""

    voucher: UUID
    happened: Happened


class EventForm(Card):
    """Nothing is chosen beforehand; F6 or Enter saves, Esc goes back."""

    wanted = Signal(object)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("登记凭证去向"), "description")
        self._lang, self._today = lang, date.min
        self._voucher: UUID | None = None
        self._wrong: VoucherEvent | None = None
        self._begun: dict[str, str] = {}
        self.serial = words("", "strong")
        self.aside(self.serial)
        self.told = SayLine()
        self.kind = ComboField(self.tr("去向"), [])
        self.fields: dict[str, Field] = {
            "kind": self.kind,
            "on": NumberField(self.tr("日期")),
            "clock": NumberField(self.tr("时间"), self.tr("例 15:30")),
            "statement": TextField(self.tr("依据（售票方、哪份记录）")),
            "ticket": TextField(self.tr("车票号、订单号"), latin=True),
            "amount": NumberField(self.tr("退票金额（元）")),
            "words": TextField(self.tr("说明")),
        }
        f = self.fields
        self.body.addWidget(self.told)
        self.body.addWidget(self.kind)
        self.row((f["on"], 1), (f["clock"], 1))
        self.body.addWidget(f["statement"])
        self.row((f["ticket"], 1), (f["amount"], 1))
        self.body.addWidget(f["words"])
        f["words"].on_enter(self.finish)
        self.kind.changed.connect(self._choose)
        self._buttons()
        self.hide()

    def begin(self, made: Voucher, today: date, wrong: VoucherEvent | None = None) -> None:
        """An empty entry, or one in the place of another, filled as that one was."""
        self._voucher, self._today, self._wrong = made.id, today, wrong
        self.serial.setText(made.serial)
        kinds = [one for one in VoucherEventKind if wrong or one is not VoucherEventKind.MISTAKEN]
        self.kind.offer([(one.value, say(f"voucher_event.{one}", self._lang)) for one in kinds])
        for field in self.fields.values():
            field.set_value("")
            field.warn("")
        self.told.say(self.tr("退款只退回付款账户，不退给个人。"))
        if wrong:
            self._fill(wrong)
        self._choose(self.kind.value())
        self._begun = self._values()
        self.wait(waiting=False)
        self.show()
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What was typed, for a draft; empty while nothing was, or none is open."""
        values = self._values()
        if self.isHidden() or values == self._begun:
            return {}
        return values | ({CORRECTS: str(self._wrong.id)} if self._wrong else {})

    def take_up(self, kept: Mapping[str, str]) -> None:
        """What was typed before and not saved."""
        for name, field in self.fields.items():
            field.set_value(kept.get(name, ""))
        self._choose(self.kind.value())

    def finish(self) -> None:
        """Hand it over, or say what cannot be read."""
        if self._voucher is None or not self.save.isEnabled():
            return
        for field in self.fields.values():
            field.warn("")
        if wrong := self._unreadable():
            self._warn(*wrong)
            return
        day = read_past_day(self.fields["on"].value(), self._today)
        if day:
            self.wait(waiting=True)
            self.wanted.emit(Filled(voucher=self._voucher, happened=self._said(day)))

    def refused(self, key: str, sentence: str) -> None:
        """A rule says no: beside the field that it is about."""
        self.wait(waiting=False)
        name = _BESIDE.get(key, "kind")
        self._warn("kind" if self.fields[name].isHidden() else name, sentence)

    def wait(self, *, waiting: bool) -> None:
        """It is being saved: once."""
        self.save.setEnabled(not waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _values(self) -> dict[str, str]:
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def _unreadable(self) -> tuple[str, str] | None:
        """The first field that is not understood, and what is said beside it."""
        value = {name: field.value() for name, field in self.fields.items()}
        if not value["kind"]:
            return "kind", self.tr("请选择。")
        if read_past_day(value["on"], self._today) is None:
            return "on", self.tr("看不懂这个日期，例：2026-11-24")
        if value["clock"] and read_clock(value["clock"]) is None:
            return "clock", self.tr("看不懂这个时间，例：15:30")
        if value["amount"] and read_fare(value["amount"]) is None:
            return "amount", self.tr("看不懂这个金额（最多写到分），例：612.50")
        return None

    def _said(self, day: date) -> Happened:
        value = {name: field.value() for name, field in self.fields.items()}
        refund = value["kind"] == VoucherEventKind.REFUNDED
        clock: time | None = read_clock(value["clock"]) if value["clock"] else None
        return Happened(
            kind=VoucherEventKind(value["kind"]),
            on=day,
            clock=clock,
            statement=value["statement"] if refund else "",
            ticket=value["ticket"] if refund else "",
            amount=read_fare(value["amount"]) if refund and value["amount"] else None,
            words=value["words"],
            corrects=self._wrong.id if self._wrong else None,
        )

    def _fill(self, wrong: VoucherEvent) -> None:
        at = local(wrong.happened_at)
        known = {
            "kind": wrong.kind.value, "on": f"{at:%Y-%m-%d}", "clock": f"{at:%H:%M}",
            "statement": wrong.statement, "ticket": wrong.ticket,
            "amount": "" if wrong.amount is None else str(wrong.amount),
        }  # fmt: skip
        for name, value in known.items():
            self.fields[name].set_value(value)
        told = self.tr("更正 {0} 的记录：原来的保留，不再采用。请写明为什么。")
        self.told.say(told.format(moment(wrong.happened_at)))

    def _choose(self, kind: str) -> None:
        for name in _REFUND:
            self.fields[name].setVisible(kind == VoucherEventKind.REFUNDED)

    def _warn(self, name: str, sentence: str) -> None:
        self.fields[name].warn(sentence)
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _buttons(self) -> None:
        self.save = Press(self.tr("保存去向"), "primary", "F6")
        self.save.clicked.connect(self.finish)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        self.body.addLayout(in_a_row(self.save, back))
