"""权利请求: taking one down, and answering it; F9 saves, Esc goes back."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from app.desk.requests import Asked
from app.domain.ids import OfficerId
from app.domain.rights import Channel, Outcome, RequestKind, RightsRequest
from app.words.say import say
from ui.cards import words
from ui.fields import ChoiceField, ComboField, Field, NoteField, Press, TextField
from ui.people.erase_card import FormCard
from ui.people.opened import Opened
from ui.vouchers.days import read_day

_BESIDE = {
    "request.not_yet": "received",
    "request.too_long_ago": "received",
    "request.no_officer": "against",
}
"""Refusal -> the field that it is about; every other one is about the words."""


def raw(fields: Mapping[str, Field]) -> dict[str, str]:
    """What stands in them, for a draft."""
    return {name: field.value() for name, field in fields.items() if field.value()}


def fill(fields: Mapping[str, Field], kept: Mapping[str, str]) -> None:
    """What was typed before and not saved."""
    for name, value in kept.items():
        if name in fields:
            fields[name].set_value(value)


class RequestForm(FormCard):
    """Nothing is chosen beforehand; the officer complained about is asked only of a complaint."""

    wanted = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("登记权利请求"), "description")
        self._lang, self._today = lang, date.min
        kinds = [(k.value, say(f"request_kind.{k}", lang)) for k in RequestKind]
        self.kind = ComboField(self.tr("请求种类"), kinds)
        channels = [(c.value, say(f"request_channel.{c}", lang)) for c in Channel]
        self.channel = ComboField(self.tr("提出方式"), channels)
        self.received = TextField(self.tr("收到日期"), self.tr("空着为今天"), longest=20)
        self.against = ComboField(self.tr("被投诉的工作人员（不知道可空着）"), [])
        self.words = NoteField(self.tr("要求什么、理由是什么"), self.tr("Ctrl+Enter 换行"), lines=3)
        self.row((self.kind, 3), (self.channel, 4), (self.received, 3))
        self.body.addWidget(self.against)
        self.body.addWidget(self.words)
        self._buttons(Press(self.tr("登记请求"), "primary", "F9"))
        self.kind.changed.connect(self._turn)

    def begin(self, opened: Opened, today: date, kept: Mapping[str, str]) -> None:
        """Empty, or what was typed before and not saved."""
        self._today = today
        self.against.offer([(str(id_), name) for id_, name in opened.officers.items()])
        for field in self._fields():
            field.set_value("")
            field.warn("")
        for combo in (self.kind, self.channel, self.against):
            combo.combo.setCurrentIndex(0)
        fill(self._named(), kept)
        self._turn(self.kind.value())
        self.wait(waiting=False)
        self.show()
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft."""
        return raw(self._named())

    def finish(self) -> None:
        """Hand it over, or say what is missing."""
        if not self.do.isEnabled():
            return
        for field in self._fields():
            field.warn("")
        day, typed = self._received(), self.received.value()
        wrong: list[tuple[Field, str]] = [
            (field, self.tr("请选择。")) for field in (self.kind, self.channel) if not field.value()
        ]
        if typed and day is None:
            wrong.append((self.received, self.tr("看不懂这个日期，请写成 2026-11-20。")))
        if wrong:
            field, told = wrong[0]
            field.warn(told)
            field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.wait(waiting=True)
        against = self.against.value()
        self.wanted.emit(
            Asked(
                kind=RequestKind(self.kind.value()),
                words=self.words.value(),
                channel=Channel(self.channel.value()),
                against=OfficerId(UUID(against)) if against else None,
                received_on=day,
            )
        )

    def refused(self, key: str, told: str) -> None:
        """A rule says no: beside the field that it is about."""
        self.wait(waiting=False)
        field = {"received": self.received, "against": self.against}.get(
            _BESIDE.get(key, ""), self.words
        )
        field.warn(told)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _received(self) -> date | None:
        """A day without its year is one of this year: nothing is received in the future."""
        return read_day(self.received.value(), self._today.replace(month=1, day=1))

    def _turn(self, kind: str) -> None:
        self.against.setVisible(kind == RequestKind.COMPLAINT)
        if kind != RequestKind.COMPLAINT:
            self.against.combo.setCurrentIndex(0)

    def _fields(self) -> list[Field]:
        return [self.kind, self.channel, self.received, self.against, self.words]

    def _named(self) -> dict[str, Field]:
        names = ("kind", "channel", "received", "against", "words")
        return dict(zip(names, self._fields(), strict=True))


class AnswerForm(FormCard):
    """What was asked stands above; the outcome is chosen, the reason written."""

    wanted = Signal(object, object, str)

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("答复请求"), "description")
        self.request: UUID | None = None
        self.asked = words("", "label", wrap=True)
        outcomes = [(o.value, say(f"request_outcome.{o}", lang)) for o in Outcome]
        self.outcome = ChoiceField(self.tr("答复结果"), outcomes)
        self.reason = NoteField(
            self.tr("理由（当事人会读到）"), self.tr("Ctrl+Enter 换行"), lines=3
        )
        self.body.addWidget(self.asked)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.reason)
        self._buttons(Press(self.tr("答复"), "primary", "F9"))

    def begin(self, request: RightsRequest, kept: Mapping[str, str]) -> None:
        """About one request: empty, or what was typed before and not saved."""
        self.request = request.id
        self.asked.setText(f"{request.number}　{request.words[:200]}")
        for field in (self.outcome, self.reason):
            field.set_value("")
            field.warn("")
        fill(self._named(), kept)
        self.wait(waiting=False)
        self.show()
        self.outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft."""
        return raw(self._named())

    def _named(self) -> dict[str, Field]:
        return {"outcome": self.outcome, "reason": self.reason}

    def finish(self) -> None:
        """Hand it over; an empty reason is answered by the rule itself."""
        if not self.do.isEnabled() or self.request is None:
            return
        self.outcome.warn("" if self.outcome.value() else self.tr("请选择。"))
        if not self.outcome.value():
            self.outcome.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.wait(waiting=True)
        self.wanted.emit(self.request, Outcome(self.outcome.value()), self.reason.value())

    def refused(self, told: str) -> None:
        """A rule says no."""
        self.wait(waiting=False)
        self.reason.warn(told)
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)
