"""What is filled in with a step: words, a telephone answer, the second officer, the list."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt

from app import clock
from app.desk.transfer_views import View
from app.desk.transfers import Said
from app.domain.evidence import Sameness
from app.domain.ids import OfficerId
from app.domain.transfer import StepKind
from app.words.leavings import field_in_words
from app.words.say import say
from ui.cards import words
from ui.custody.cards import OfficerField
from ui.fields import ChoiceField, NoteField, TextField
from ui.papers.adverse_cards import DeedCard
from ui.theme import px
from ui.transfers.ticks import TickTable
from ui.vouchers.days import read_moment

_OF_THE_LIST = frozenset({"transfer.not_all_checked", "transfer.differs_how"})
_MUST = frozenset({StepKind.REJECTED, StepKind.REVOKED, StepKind.NOT_ARRIVED, StepKind.SETTLED})


class StepCard(DeedCard):
    """Any step; what does not belong to it is hidden. F9 takes it, Esc goes back."""

    beside: ClassVar[Mapping[str, str]] = {
        "transfer.needs_words": "words", "transfer.too_long": "words",
        "transfer.needs_phone": "who", "transfer.not_yet": "happened_at",
        "leaving.not_yet": "happened_at", "leaving.before_arrival": "happened_at",
        "leaving.one_officer": "second",
    }  # fmt: skip

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("转接"), "check_circle", lang)
        self.kind = StepKind.SENT
        self.second = OfficerField(self.tr("第二名工作人员"))
        self.who = TextField(self.tr("电话里谁答应的"), longest=60)
        self.number = TextField(self.tr("对方号码"), longest=40, latin=True)
        self.kept_why = TextField(field_in_words("kept_why", "transferred", lang))
        self.happened_at = TextField(
            self.tr("时间（空着是现在）"), self.tr("例：15:30 或 11-24 15:30"), latin=True
        )
        self.same = ChoiceField(
            self.tr("来人和移交单上是同一人吗"),
            [(str(one), say(f"sameness.{one}", lang)) for one in Sameness],
        )
        self.words = NoteField(self.tr("说明"))
        self.put_in(
            second=self.second, who=self.who, number=self.number, kept_why=self.kept_why,
            happened_at=self.happened_at, same=self.same, words=self.words,
        )  # fmt: skip
        self.hint = words(self.tr("1 在　2 缺　3 不符　0 其余都在"), "note")
        self.ticks = TickTable((self.tr("清单"), self.tr("核对")), lang)
        self.ticks.setMinimumHeight(px(190))
        self.differs = TextField(self.tr("这一行怎样缺、怎样不符"), longest=200)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.ticks)
        self.body.addWidget(self.differs)
        self.differs.changed.connect(self.ticks.say)
        self.differs.on_enter(self._to_ticks)
        self.ticks.moved.connect(self._stood)
        self.ticks.opened.connect(lambda _row: self.differs.setFocus())
        self.buttons("")

    def open_for(self, one: View, kind: StepKind, staff: Sequence[tuple[str, str]]) -> None:
        """Empty, for this step of this transfer."""
        self.kind = kind
        told = say(f"transfer_kind.{kind}", self.lang)
        self.title.setText(f"{told}　{one.name}")
        self.do.setText(f"{told}  F9")
        self.do.setAccessibleName(told)
        out, remote = kind is StepKind.SET_OUT, bool(one.to)
        answered = any(step.kind is StepKind.ACCEPTED for step in one.steps)
        ticks = bool(one.items) and kind in (StepKind.SET_OUT, StepKind.ARRIVED, StepKind.CHECKED)
        self.second.offer(staff)
        shown = {
            "second": out, "kept_why": out, "who": out and not answered,
            "number": out and not answered,
            "happened_at": kind in (StepKind.SET_OUT, StepKind.ARRIVED, StepKind.NOT_ARRIVED),
            "same": kind is StepKind.ARRIVED and not one.ours, "words": True,
        }  # fmt: skip
        for name, on in shown.items():
            self.fields[name].setVisible(on)
        self.words.set_hint("" if kind not in _MUST else self.tr("必填"))
        for widget in (self.hint, self.ticks, self.differs):
            widget.setVisible(ticks and (remote or one.ours))
        self.ticks.begin(one.items if ticks else ())
        self.differs.warn("")
        self.begin()

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft: each by the step, for a transfer may have several."""
        shown = {n: f.value() for n, f in self.fields.items() if not f.isHidden() and f.value()}
        ticked = {} if self.ticks.isHidden() else self.ticks.raw()
        return {f"{self._mine}{name}": text for name, text in (shown | ticked).items()}

    def others(self, kept: Mapping[str, str]) -> dict[str, str]:
        """What was typed of another step of the same transfer."""
        return {name: text for name, text in kept.items() if not name.startswith(self._mine)}

    def take_up(self, kept: Mapping[str, str]) -> bool:
        """What was typed of this step and not handed in; whether there was anything."""
        mine = {n.removeprefix(self._mine): t for n, t in kept.items() if n.startswith(self._mine)}
        for name, text in mine.items():
            if name in self.fields:
                self.fields[name].set_value(text)
        if mine and not self.ticks.isHidden():
            self.ticks.take_up(mine)
        return bool(mine)

    @property
    def _mine(self) -> str:
        return f"{self.kind}."

    def refused(self, key: str, words: str) -> None:
        """A rule says no: of the list, beside the line that it is about."""
        self.differs.warn("")
        if key not in _OF_THE_LIST or self.ticks.isHidden():
            super().refused(key, words)
            return
        for field in self.fields.values():
            field.warn("")
        self.ticks.go_to_open()
        self.differs.warn(words)
        where = self.ticks if key == "transfer.not_all_checked" else self.differs
        where.setFocus(Qt.FocusReason.TabFocusReason)

    def missing(self, name: str) -> None:
        """What the leaving asks for and nobody wrote: beside the field, by its name."""
        label = field_in_words(name, "transferred", self.lang)
        for known, field in self.fields.items():
            field.warn(say("leaving.missing", self.lang, field=label) if known == name else "")
        if name in self.fields:
            self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.refused("leaving.missing", say("leaving.missing", self.lang, field=label))

    def arrive(self) -> None:
        """The first field that is shown."""
        first = next((f for f in self.fields.values() if not f.isHidden()), self.words)
        target = first if self.ticks.isHidden() or first is not self.words else self.ticks
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def doing(self) -> str:
        """What F9 does."""
        return say(f"transfer_kind.{self.kind}", self.lang)

    def said(self) -> Said | None:
        """What was filled in; None where a time cannot be read, which is said beside it."""
        typed = {n: f.value() for n, f in self.fields.items() if not f.isHidden() and f.value()}
        at = read_moment(typed["happened_at"], clock.now()) if "happened_at" in typed else None
        if "happened_at" in typed and at is None:
            self.refused("transfer.not_yet", say("transfer.unreadable_time", self.lang))
            return None
        checks = self.ticks.checks() if not self.ticks.isHidden() else ()
        return Said(
            kind=self.kind, words=typed.get("words", ""), checks=checks, happened_at=at,
            phoned={n: typed[n] for n in ("who", "number") if n in typed},
            second=OfficerId(UUID(typed["second"])) if "second" in typed else None,
            more={"kept_why": typed["kept_why"]} if "kept_why" in typed else {},
        )  # fmt: skip

    def finish(self) -> None:
        """Hand it over."""
        said = self.said()
        if said is not None:
            self.wanted.emit(said)

    def _to_ticks(self) -> None:
        self.ticks.setFocus(Qt.FocusReason.TabFocusReason)

    def _stood(self, row: object) -> None:
        now = self.ticks.current()
        self.differs.blockSignals(True)
        self.differs.set_value(now.words if now and row is not None else "")
        self.differs.blockSignals(False)
