"""The file of a transfer as it is filled in: to whom, when, with whom, with what."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from app import clock
from app.desk.leaving import Asked
from app.desk.transfers import Wanted
from app.domain.errors import Refused, Unavailable
from app.domain.leaving import ANSWERS, Leaver, offered
from app.domain.station import Station
from app.domain.transfer import KINDS
from app.domain.transfer_items import read_items
from app.domain.visit import LeavingKind
from app.words.leavings import answer_in_words, field_in_words
from app.words.say import say, sentence
from ui.cards import Card, SayLine
from ui.fields import ChoiceField, Choices, ComboField, Field, NoteField, Press, TextField
from ui.pairs import in_a_row, lay_in_pairs
from ui.theme import px
from ui.transfers.moments import read_ahead
from ui.walk import show

PAPER_ONLY = "-"
_OWN = ("to", "body", "kind", "why", "destination", "depart_at", "arrive_at", "items")
_AFTER = frozenset({"left_at", "note", "second", "kept_why", "destination"})
"""What a leaving asks besides and is not asked here: known at the door, or asked above."""
_WIDE = frozenset(
    {"kind", "why", "items", "condition", "health", "risks", "medicine", "guardian"}
    | {"told_home", "told_real", "kin_refusal", "basis"}
)
_LONG = frozenset({"condition", "health", "risks", "why", "kin_refusal", "basis"})
_BESIDE = {
    "transfer.no_station": "to", "transfer.long_gone": "depart_at",
    "transfer.arrives_before": "arrive_at", "transfer.too_many": "items",
    "transfer.item": "items", "transfer.kind": "kind", "leaving.too_long": "why",
}  # fmt: skip


class PrepareCard(Card):
    """F9 keeps the file, Esc goes back; nothing is chosen beforehand but what is known already."""

    wanted = Signal(object)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("备好转接"), "description")
        self._lang = lang
        self.visit: UUID | None = None
        self._leaver: Leaver | None = None
        self._stations: dict[str, Station] = {}
        self._to: Station | None = None
        self.told = SayLine()
        self.fields: dict[str, Field] = {
            "to": ComboField(self._label("to"), [], self.tr("没有用本系统的选“只用纸面”")),
            "body": TextField(
                self._label("body"), self.tr("医院、福利院、公安、他站"), longest=100
            ),
            "kind": ChoiceField(
                self._label("kind"), [(str(k), say(f"leaving_kind.{k}", lang)) for k in KINDS]
            ),
            "why": NoteField(self._label("why")),
            "destination": TextField(self._label("destination"), longest=100),
            "depart_at": TextField(
                self._label("depart_at"), self.tr("例：15:30 或 11-24 09:00"), latin=True
            ),
            "arrive_at": TextField(
                self._label("arrive_at"), self.tr("例：15:30 或 11-24 09:00"), latin=True
            ),
            "items": NoteField(self._label("items"), self.tr("一行一件；药品：… 材料：…"), lines=5),
        }
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(px(12))
        self._places.setVerticalSpacing(px(7))
        self.body.addWidget(self.told)
        self.body.addLayout(self._places)
        self._buttons()
        for field in self.fields.values():
            field.setParent(self)  # shown without a place it would be a window for a moment
        self._lay()
        self.fields["kind"].changed.connect(lambda _said: self._lay())
        self.fields["to"].changed.connect(lambda _said: self._chosen())

    def begin(self, visit: UUID, kept: Mapping[str, str]) -> None:
        """Empty, or as it was left."""
        self.visit, self._leaver, self._to = visit, None, None
        for field in self.fields.values():
            field.set_value("")
            field.warn("")
        for name, value in kept.items():
            self._field(name).set_value(value)
        self.told.say("")
        self._lay()
        self.show()
        self.arrive()

    def know(self, asked: Asked, stations: Sequence[Station]) -> None:
        """Who leaves, and where one may go; what was typed stays."""
        self._leaver, self._stations = asked.leaver, {one.code: one for one in stations}
        to = self.fields["to"]
        chosen = to.value()
        if isinstance(to, ComboField):
            to.offer(self._offered())
        to.set_value(chosen)
        if asked.leaver.kept and not self.fields["items"].value():
            self.fields["items"].set_value("\n".join(asked.leaver.kept))
        self._lay()

    def _offered(self) -> Choices:
        known = [(one.code, one.name) for one in self._stations.values()]
        return [*known, (PAPER_ONLY, self.tr("只用纸面（对方没有本系统）"))]

    def _chosen(self) -> None:
        """Who receives, and their telephone, where the network knows them: what was typed stays."""
        before, now = self._to, self._stations.get(self.fields["to"].value())
        self._to = now
        for name, part in (("receiver", "name"), ("receiver_contact", "phone")):
            typed = self._field(name).value()
            if typed in ("", getattr(before, part, "")):
                self._field(name).set_value(getattr(now, part, ""))
        self._lay()

    def arrive(self) -> None:
        """The first field."""
        self.fields["to"].setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft."""
        if self.isHidden():
            return {}
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def finish(self) -> None:
        """Hand it over; what cannot be read is said beside it."""
        for field in self.fields.values():
            field.warn("")
        said = {name: self.fields[name].value() for name in self._names()}
        if not said["to"]:
            self._warn("to", self.tr("请选择接收站，或者“只用纸面”。"))
            return
        if not said["kind"]:
            self._warn("kind", self.tr("请选择方式。"))
            return
        moments = {name: read_ahead(said[name], clock.now()) for name in ("depart_at", "arrive_at")}
        for name, at in moments.items():
            if at is None:
                self._warn(name, say("transfer.unreadable_time", self._lang))
                return
        depart, arrive = moments["depart_at"], moments["arrive_at"]
        if depart is None or arrive is None:
            return
        self.wanted.emit(
            Wanted(
                to="" if said["to"] == PAPER_ONLY else said["to"], body=said.get("body", ""),
                kind=LeavingKind(said["kind"]), why=said["why"], destination=said["destination"],
                depart_at=depart, arrive_at=arrive, items=read_items(said["items"]),
                detail={n: words for n, words in said.items() if n not in _OWN and words},
            )
        )  # fmt: skip

    def refused(self, sorry: Refused | Unavailable) -> None:
        """Beside the field that it is about."""
        name, words = _BESIDE.get(sorry.key, "to"), sentence(sorry, self._lang)
        if sorry.key in ("transfer.missing", "leaving.missing"):
            name = str(sorry.facts["field"])
            label = self._field(name).label.text()
            words = say(sorry.key, self._lang, field=label)
        self._warn(name if name in self._names() else "to", words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _warn(self, name: str, words: str) -> None:
        field = self._field(name)
        field.warn(words)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        show(field)

    def _names(self) -> list[str]:
        """What is shown now, in its order."""
        own = [n for n in _OWN if n not in ("body", "items")]
        if self.fields["to"].value() == PAPER_ONLY:
            own.insert(1, "body")
        kind = self.fields["kind"].value()
        if kind and self._leaver:
            province = self.fields["province"].value() if "province" in self.fields else ""
            more = offered(LeavingKind(kind), self._leaver, {"province": province})
            own += [name for name in more if name not in _AFTER]
        return [*own, "items"]

    def _lay(self) -> None:
        names = self._names()
        for name, field in self.fields.items():
            self._places.removeWidget(field)
            field.setVisible(name in names)
        lay_in_pairs(self._places, [(self._field(name), name in _WIDE) for name in names])

    def _field(self, name: str) -> Field:
        if name not in self.fields:
            self.fields[name] = field = self._made(name)
            field.setParent(self)
            field.hide()
        return self.fields[name]

    def _made(self, name: str) -> Field:
        label = field_in_words(name, LeavingKind.TRANSFERRED, self._lang)
        if name in ANSWERS:
            words = [(each, answer_in_words(name, each, self._lang)) for each in ANSWERS[name]]
            field: Field = ChoiceField(label, words)
            if name == "province":
                field.changed.connect(lambda _said: self._lay())
            return field
        return NoteField(label) if name in _LONG else TextField(label)

    def _label(self, name: str) -> str:
        return say(f"transfer_field.{name}", self._lang)

    def _buttons(self) -> None:
        self.confirm = Press(self.tr("备好"), "primary", "F9")
        self.confirm.clicked.connect(self.finish)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        self.body.addLayout(in_a_row(self.confirm, back))
