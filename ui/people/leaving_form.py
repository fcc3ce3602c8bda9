"""How somebody leaves: one form that shows only what belongs to the kind that was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from app import clock
from app.desk.leaving import Asked
from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId
from app.domain.leaving import ANSWERS, Leaver, Parting, offered
from app.domain.transfer import KINDS
from app.domain.visit import LeavingKind
from app.words.leavings import answer_in_words, field_in_words
from app.words.say import say, sentence
from ui.cards import Card, SayLine
from ui.fields import ChoiceField, ComboField, Field, NoteField, NumberField, Press, TextField
from ui.pairs import in_a_row, lay_in_pairs
from ui.theme import px
from ui.vouchers.days import read_fare, read_moment
from ui.walk import show

_NUMBERS = frozenset({"collector_id", "collector_birth", "left_at", "fare", "call"})
_WIDE = frozenset(
    {"condition", "health", "risks", "search", "symptoms", "reason", "finding", "guardian"}
    | {"told_home", "told_real", "kept_why", "kin_refusal", "medicine", "kin_told", "note"}
    | {"fare_need", "collector_as"}
)
"""Over the whole width; the rest stands two in a row."""
_LONG = frozenset({"condition", "health", "risks", "search", "symptoms", "reason", "finding"})
"""More than one line."""
_BESIDE = {
    "leaving.before_arrival": "left_at", "leaving.not_yet": "left_at",
    "leaving.seen_since": "left_at", "leaving.still_here": "searched",
    "leaving.no_capacity": "capacity", "leaving.not_told": "told", "leaving.fare": "fare",
    "leaving.fare_unsigned": "kind",
    "leaving.id_differs": "id_checked", "leaving.id_not_copied": "id_copied",
    "leaving.id_odd": "collector_id", "leaving.id_is_theirs": "collector_id",
    "leaving.collector_birth": "collector_birth", "leaving.collector_minor": "collector_id",
    "leaving.no_woman": "woman_escort", "leaving.no_consent": "consent",
    "leaving.one_officer": "second", "leaving.too_long": "note",
}  # fmt: skip
"""Refusal -> the field that it is about; every other one stands beneath the kind."""
_KEYS = "1234567890abcdef"
_NOBODY = Leaver(arrived_at=datetime(1970, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose leaving is filled in, and what a live voucher says of where they go."""

    visit: UUID
    voucher: str = ""


class LeavingForm(Card):
    """A digit or a letter chooses the kind, F9 settles it, Esc goes back; nothing is chosen
    beforehand."""

    wanted = Signal()
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("办理离站"), "logout")
        self._lang = lang
        self._whose = Whose(visit=UUID(int=0))
        self._leaver = _NOBODY
        self._staff: tuple[tuple[str, str], ...] = ()
        kinds = [
            (kind.value, f"{key} {say(f'leaving_kind.{kind}', lang)}")
            for key, kind in zip(_KEYS, LeavingKind, strict=False)
        ]
        self.kind = ComboField(self.tr("去向"), kinds, self.tr("按数字、字母选择"))
        self.told = SayLine()
        self.fields: dict[str, Field] = {}
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(px(12))
        self._places.setVerticalSpacing(px(7))
        self.body.addWidget(self.kind)
        self.body.addWidget(self.told)
        self.body.addLayout(self._places)
        self._buttons()
        self.kind.changed.connect(lambda _kind: self._chosen())

    @property
    def note(self) -> Field:
        """The remark, which every kind has."""
        return self._field("note")

    def begin(self, whose: Whose, kept: Mapping[str, str]) -> None:
        """Empty, or with what was typed before; who leaves is asked for meanwhile."""
        self._whose, self._leaver = whose, _NOBODY
        self.told.say("")
        for field in (self.kind, *self.fields.values()):
            field.set_value("")
            field.warn("")
        for name, value in {"kind": "", **kept}.items():
            (self.kind if name == "kind" else self._field(name)).set_value(value)
        self._lay()
        self.show()
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def know(self, asked: Asked) -> None:
        """Who leaves, and who else is on the staff; what was typed stays."""
        self._leaver = asked.leaver
        if asked.staff != self._staff:
            self._staff = asked.staff
            second = self.fields.get("second")
            if isinstance(second, ComboField):
                chosen = second.value()
                second.offer(self._staff)
                second.set_value(chosen)
        self._lay()

    def raw(self) -> dict[str, str]:
        """Every field as it stands; a draft keeps also what another kind had asked."""
        found = {name: field.value() for name, field in self.fields.items()}
        return {name: said for name, said in {"kind": self.kind.value(), **found}.items() if said}

    def typed(self) -> dict[str, str]:
        """The same, while the form is open."""
        return {} if self.isHidden() else self.raw()

    def parting(self) -> Parting | None:
        """What was filled in; None where something cannot be read, which is said beside it."""
        for field in (self.kind, *self.fields.values()):
            field.warn("")
        if not self.kind.value():
            self._warn("kind", self.tr("请选择去向。"))
            return None
        said = {name: self.fields[name].value() for name in self._names()}
        left = read_moment(said.get("left_at", ""), clock.now())
        if said.get("left_at") and left is None:
            self._warn("left_at", self.tr("看不懂这个时间，例：15:30 或 11-24 15:30"))
            return None
        fare = read_fare(said.get("fare", ""))
        if said.get("fare") and fare is None:
            self._warn("fare", self.tr("看不懂这个金额（最多写到分），例：12.50"))
            return None
        own = ("destination", "note", "left_at", "fare", "second")
        return Parting(
            kind=LeavingKind(self.kind.value()),
            destination=said.get("destination", ""),
            note=said.get("note", ""),
            left_at=left,
            second=OfficerId(UUID(said["second"])) if said.get("second") else None,
            fare=fare,
            detail={name: value for name, value in said.items() if value and name not in own},
        )

    def refused(self, sorry: Refused | Unavailable) -> None:
        """A rule says no: beside the field that it is about."""
        name, words = _BESIDE.get(sorry.key, "kind"), sentence(sorry, self._lang)
        if sorry.key == "leaving.missing":
            name = str(sorry.facts["field"])
            label = field_in_words(name, self.kind.value(), self._lang)
            words = say("leaving.missing", self._lang, field=label)
        shown = name == "kind" or name in self._names()
        self._warn(name if shown else "kind", words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _warn(self, name: str, words: str) -> None:
        field = self.kind if name == "kind" else self._field(name)
        field.warn(words)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        show(field)

    def _chosen(self) -> None:
        """Another kind: a voucher says where it goes."""
        if self.kind.value() == LeavingKind.VOUCHER and self._whose.voucher:
            place = self._field("destination")
            place.set_value(place.value() or self._whose.voucher)
        self.kind.warn("")
        self._lay()

    def _names(self) -> tuple[str, ...]:
        """What is shown now."""
        if not self.kind.value():
            return ()
        return offered(LeavingKind(self.kind.value()), self._leaver, self._answers())

    def _answers(self) -> dict[str, str]:
        field = self.fields.get("province")
        return {"province": field.value()} if field else {}

    def _lay(self) -> None:
        """Put what belongs to the kind in its place, and take the rest away."""
        names = self._names()
        self.told.say(self._remark(names))
        for name, field in self.fields.items():
            self._places.removeWidget(field)
            field.setVisible(name in names)
        shown = [(self._field(name), name in _WIDE) for name in names]
        for (field, _), name in zip(shown, names, strict=True):
            field.set_label(field_in_words(name, self.kind.value(), self._lang))
        lay_in_pairs(self._places, shown)

    def _remark(self, names: tuple[str, ...]) -> str:
        """Why more is asked than usual."""
        leaver, told = self._leaver, []
        if self.kind.value() in KINDS:
            told.append(self.tr("按 Ctrl+F6 办转接，对方先答应、先收到档案；也可以在这里直接办。"))
        if "consent" in names:
            told.append(self.tr("未成年人：先征得民政部门同意，并联系监护人。"))
        if "told_home" in names:
            apart = self.tr("人户分离：户籍地 {0}，实际居住地 {1}，两处都要告知。")
            told.append(apart.format(leaver.home, leaver.real))
        if leaver.kept and "kept_why" in names:
            told.append(self.tr("还寄存着：{0}。").format("；".join(leaver.kept)))
        return "\n".join(told)

    def _field(self, name: str) -> Field:
        """Made when it is first asked for: all at once would hold up the list."""
        if name not in self.fields:
            self.fields[name] = field = self._made(name)
            field.setParent(self)
            field.hide()
        return self.fields[name]

    def _made(self, name: str) -> Field:
        label = field_in_words(name, self.kind.value(), self._lang)
        if name in ANSWERS:
            words = [(each, answer_in_words(name, each, self._lang)) for each in ANSWERS[name]]
            field: Field = ChoiceField(label, words)
            if name == "province":
                field.changed.connect(lambda _said: self._lay())
            return field
        if name == "second":
            return ComboField(label, self._staff)
        if name in _LONG:
            return NoteField(label)
        field = NumberField(label) if name in _NUMBERS else TextField(label)
        if name == "note":
            field.phrases = "note"
            field.on_enter(self.confirm.setFocus)
        return field

    def _buttons(self) -> None:
        self.confirm = Press(self.tr("确认离站"), "primary", "F9")
        self.confirm.clicked.connect(self.wanted)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        self.body.addLayout(in_a_row(self.confirm, back))
