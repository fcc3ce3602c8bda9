"""The person chosen in the list: photograph, facts of this visit, belongings, and leaving."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.belongings import Belonging
from app.domain.visit import LeavingKind
from app.store.people import Inside
from app.words.say import listed, say
from ui.cards import Card, Chip, Picture, words
from ui.fields import ComboField, Press, TextField
from ui.intake.form import about_person
from ui.people.lines import breakable, copyable, moment
from ui.people.rows import live_voucher, states
from ui.theme import px
from ui.thumbs import Thumbs


class LeavingForm(Card):
    """How somebody leaves; a digit chooses the kind, F9 settles it, Esc goes back."""

    wanted = Signal()
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("办理离站"), "logout")
        kinds = [
            (kind.value, f"{number % 10} {say(f'leaving_kind.{kind}', lang)}")
            for number, kind in enumerate(LeavingKind, start=1)
        ]
        self.kind = ComboField(self.tr("去向"), kinds, self.tr("按数字选择"))
        self.destination = TextField(self.tr("目的地"))
        self.note = TextField(self.tr("备注 / 接领人"))
        self._fields: dict[str, ComboField | TextField] = {
            "kind": self.kind,
            "destination": self.destination,
            "note": self.note,
        }
        self._begun: dict[str, str] = {}
        self.note.phrases = "note"
        self.confirm = Press(self.tr("确认离站"), "primary", "F9")
        self.confirm.clicked.connect(self.wanted)
        for field in (self.kind, self.destination, self.note):
            self.body.addWidget(field)
        self.note.on_enter(self.confirm.setFocus)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(self.confirm)
        row.addWidget(back)
        row.addStretch(1)
        self.body.addLayout(row)

    def begin(self, one: Inside, kept: dict[str, str]) -> None:
        """Empty, but with what a live voucher already says, or what was typed before."""
        made = live_voucher(one)
        for field in (self.kind, self.destination, self.note):
            field.set_value("")
            field.warn("")
        if made:
            self.kind.set_value(LeavingKind.VOUCHER)
            self.destination.set_value(made.to_place)
        self._begun = self.raw()
        for key, value in kept.items():
            self._fields[key].set_value(value)
        self.show()
        self.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """Every field as it stands."""
        return {key: field.value() for key, field in self._fields.items() if field.value()}

    def typed(self) -> dict[str, str]:
        """The same, once it is more than what the program put there."""
        raw = self.raw()
        return raw if not self.isHidden() and raw != self._begun else {}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


class SidePanel(QWidget):
    """Everything the list knows of one person; the whole file needs a purpose and a key."""

    def __init__(self, thumbs: Thumbs, lang: str) -> None:
        super().__init__()
        self._thumbs, self._lang = thumbs, lang
        self.one: Inside | None = None
        self.picture = Picture(84, 106, self.tr("照片"))
        self.name, self.about, self.case = (
            copyable("", "title"),
            words("", "label"),
            copyable("", "label"),
        )
        self.chips = QHBoxLayout()
        self.chips.setSpacing(px(6))
        self.details = QWidget()
        self.facts = QVBoxLayout(self.details)
        self.facts.setContentsMargins(0, 0, 0, 0)
        self.facts.setSpacing(px(5))
        self.items = copyable("")
        self.leaving = LeavingForm(lang)
        self.leaving.hide()
        self._lay_out()
        self.show_one(None, date.min)

    def show_one(self, one: Inside | None, today: date) -> None:
        """Another person, or nobody."""
        if one is None or self.one is None or one.visit.id != self.one.visit.id:
            self.end_leaving()
            self.items.setText("")
        self.one = one
        self.person.setVisible(one is not None)
        self.carried.setVisible(False)
        if one is None:
            return
        card = one.card
        self.show_picture()
        covered = say("state.sealed", self._lang) if card.sealed else self.tr("姓名不详")
        self.name.setText(breakable(card.name) or covered)
        self.about.setText(about_person(card.sex, card.birth, today, self._lang))
        self.case.setText(one.visit.case_number)
        _refill(self.chips, [Chip(say(k, self._lang), tone) for k, tone in states(one, today)])
        self._show_facts(one)

    def add(self, above: QWidget, beneath: QWidget) -> None:
        """A form between the person and what they carry, and a card after that."""
        self._lines.insertWidget(1, above)
        self._lines.insertWidget(self._lines.count() - 1, beneath)

    def begin_leaving(self, one: Inside, kept: dict[str, str]) -> None:
        """The form takes the place of the facts; belongings stay, they are to be given back."""
        self.details.hide()
        self.leaving.begin(one, kept)

    def end_leaving(self) -> None:
        """The facts are back."""
        self.leaving.hide()
        self.details.show()

    def show_picture(self) -> None:
        """The photograph has come."""
        self.picture.show_image(self._thumbs.of(self.one.card.photo) if self.one else None)

    def show_items(self, found: list[Belonging]) -> None:
        """What was carried."""
        self.carried.setVisible(bool(found))
        self.items.setText("\n".join(_item(one) for one in found))

    def _show_facts(self, one: Inside) -> None:
        visit, made = one.visit, live_voucher(one)
        way = say(f"way.{visit.way}", self._lang)
        rows = [
            (self.tr("紧急情况"), _urgent(one, self._lang)),
            (self.tr("到站"), moment(visit.arrived_at)),
            (self.tr("来站方式"), f"{way}　{visit.brought_by}".strip()),
            (self.tr("户籍地"), one.card.home),
            (self.tr("求助原因"), visit.reason),
            (self.tr("发现地点"), visit.found_at),
            (
                self.tr("凭证"),
                f"{made.serial}\n{made.from_place} → {made.to_place}" if made else "",
            ),
        ]
        _refill(self.facts, [_fact(label, text) for label, text in rows if text])

    def _lay_out(self) -> None:
        self.person = Card()
        self.person.setAccessibleName(self.tr("选中的人"))
        beside = QVBoxLayout()
        beside.setSpacing(px(4))
        for label in (self.name, self.about, self.case):
            beside.addWidget(label)
        beside.addLayout(self.chips)
        beside.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(beside, 1)
        self.person.body.addLayout(head)
        self.person.body.addWidget(self.details)
        self.carried = Card(self.tr("随身物品"), "luggage")
        self.carried.body.addWidget(self.items)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(9))
        for card in (self.person, self.leaving, self.carried):
            self._lines.addWidget(card)
        self._lines.addStretch(1)


def _urgent(one: Inside, lang: str) -> str:
    """What was urgent and what was done, while the rest is still to be completed."""
    if one.emergency is None:
        return ""
    seen = one.emergency.detail
    keys = [key for key in seen.get("urgent", "").split(",") if key]
    told = listed((say(f"urgent.{key}", lang) for key in keys), lang)
    return "\n".join(text for text in (told, seen.get("done", ""), seen.get("number", "")) if text)


def _item(one: Belonging) -> str:
    many = f" ×{one.quantity}" if one.quantity != 1 else ""
    return f"{one.item}{many}　{one.features}".strip()


def _fact(label: str, text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    left = words(label, "label")
    left.setFixedWidth(px(64))
    row.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(copyable(text), 1)
    return holder


def _refill(layout: QHBoxLayout | QVBoxLayout, parts: list[QWidget] | list[Chip]) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old: QWidget | QLabel | None = item.widget() if item else None
        if old is not None:
            old.hide()
            old.deleteLater()
    for part in parts:
        layout.addWidget(part)
    if isinstance(layout, QHBoxLayout):
        layout.addStretch(1)
