"""The person chosen in the list: photograph, facts of this visit, belongings, and leaving."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk.custody import called
from app.domain.belongings import Belonging
from app.domain.custody import Account
from app.store.people import Inside
from app.words.say import listed, say
from ui.cards import Card, Chip, Picture, words
from ui.fields import Press
from ui.intake.form import about_person
from ui.page import Key
from ui.people.leaving_form import LeavingForm, Whose
from ui.people.lines import breakable, copyable, moment
from ui.people.rows import live_voucher, states
from ui.theme import px
from ui.thumbs import Thumbs


class SidePanel(QWidget):
    """Everything the list knows of one person; the whole file needs a purpose and a key."""

    widened = Signal(bool)
    """The form of leaving needs more room than the facts."""

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
        self.facts = QVBoxLayout()
        self.facts.setSpacing(px(5))
        self.items = copyable("")
        self.links = QVBoxLayout()
        self.links.setSpacing(0)
        whole = QVBoxLayout(self.details)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.facts)
        whole.addLayout(self.links)
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

    def offer(self, keys: list[Key]) -> None:
        """What the line of keys has no room for."""
        for key in keys:
            link = Press(key.words, "link", key.key)
            link.clicked.connect(lambda _on, do=key.do: do())
            self.links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, above: QWidget, beneath: QWidget) -> None:
        """A form between the person and what they carry, and a card after that."""
        self._lines.insertWidget(1, above)
        self._lines.insertWidget(self._lines.count() - 1, beneath)

    def begin_leaving(self, one: Inside, kept: dict[str, str]) -> None:
        """The form takes the place of the facts; belongings stay, they are to be given back."""
        self.details.hide()
        self.widened.emit(True)
        made = live_voucher(one)
        whose = Whose(visit=one.visit.id, voucher=made.to_place if made else "")
        self.leaving.begin(whose, kept)

    def end_leaving(self) -> None:
        """The facts are back."""
        self.leaving.hide()
        self.details.show()
        self.widened.emit(False)

    def show_picture(self) -> None:
        """The photograph has come."""
        self.picture.show_image(self._thumbs.of(self.one.card.photo) if self.one else None)

    def show_items(self, account: Account) -> None:
        """What was carried, and what of it is in custody."""
        found = account.belongings
        self.carried.setVisible(bool(found))
        self.items.setText("\n".join(_item(one, self._lang) for one in found))

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


def _item(one: Belonging, lang: str) -> str:
    return f"{called(one, one.quantity, lang)}　{one.features}".strip()


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
