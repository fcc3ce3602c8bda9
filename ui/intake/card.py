"""An identity card on the form: fills what is empty, never writes over what was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app import clock
from app.clock import local
from app.desk.admission import Said
from app.domain.birth import read_birth
from app.domain.card import Card, CardKind
from app.domain.codes import ethnicity
from app.domain.document import tidy
from app.domain.errors import Refused, Unavailable
from app.domain.name import MOST_CHARACTERS, tidy_name
from app.domain.person import ClaimKind, Source
from app.words.say import say
from ui.cards import Card as Panel
from ui.cards import Picture
from ui.fields import Field
from ui.intake.draft import FromCard
from ui.intake.form import IntakeForm
from ui.page import Desk, Key, Telling
from ui.pictures import of_bytes
from ui.reader import Reader
from ui.walk import is_composing

_KINDS = {
    ClaimKind.NAME: "name",
    ClaimKind.ALIAS: "alias",
    ClaimKind.SEX: "sex",
    ClaimKind.BIRTH: "birth",
    ClaimKind.DOCUMENT: "document",
    ClaimKind.ETHNICITY: "ethnicity",
    ClaimKind.HOME: "home",
    ClaimKind.ADDRESS: "address",
}
_BESIDE = {
    "card.unknown_character": "name",
    "card.no_such_day": "birth",
    "card.child": "birth",
    "card.unknown_ethnicity": "ethnicity",
    "card.expired": "document",
    "card.not_valid_yet": "document",
}
"""Beside which field a remark stands."""
_UNKNOWN = "□"


class CardOnForm(QObject):
    """Remembers what the card said, so that the register knows what came from it."""

    changed = Signal()
    """F2 means something else now."""
    came = Signal()
    """A card filled fields in."""

    def __init__(self, desk: Desk, form: IntakeForm, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._form, self._page = desk, form, page
        self.reader = Reader(self)
        self.kept = FromCard()
        self.differing: dict[str, str] = {}
        self._putting = False
        self.picture = _picture(form, self.tr("证件照"))
        self._told_of_picture = False
        self._notes = {key: _note(form.fields[key]) for key in _KINDS.values()}
        form.edited.connect(self._say)
        self.reader.read.connect(self.fill)
        self.reader.trouble.connect(self._trouble)
        self.reader.light.connect(lambda tone, words: desk.light("reader", tone, words))

    def key(self) -> Key:
        """F2 reads; where the card says otherwise than the form, it takes over the card's words."""
        if self.differing:
            return Key(key="F2", words=self.tr("采用卡上的"), do=self.adopt, icon="id_card")
        return Key(key="F2", words=self.tr("读卡"), do=self.reader.read_now, icon="id_card")

    def fill(self, read: Card) -> None:
        """A card was read: into empty fields, and those that an earlier card had filled."""
        if not self._page.isVisible():
            # Nobody sees the form now: somebody else's card must not get into it.
            told = self.tr("读到一张证件。需要时到“接待登记”按 F2 填入。")
            self._desk.tell(Telling(words=told))
            return
        card, before, earlier = read.on(self._today()), self._form.raw(), self.kept
        values = _values(card)
        self.kept = FromCard(values=values, detail=card.detail())
        self._put({k: values.get(k, "") for k in _KINDS.values() if self._may_fill(k, earlier)})
        self._unpack(card.photo)
        self.came.emit()
        if any(self._form.raw().get(k) != before[k] for k in earlier.values if k in before):
            self._told(self.tr("换成了另一张卡：{0}。").format(card.shown_name), before, earlier)

    def adopt(self) -> None:
        """F2: what the card says takes the place of what was typed; it can be taken back."""
        before, many = self._form.raw(), len(self.differing)
        self._put(self.differing)
        self._told(self.tr("已采用卡上的 {0} 项。").format(many), before, self.kept)

    def put(self, kept: FromCard) -> None:
        """As a draft remembers it; nothing for a new arrival."""
        self.kept = kept
        self.picture.hide()
        self._say()

    def mark(self, said: tuple[Said, ...]) -> tuple[Said, ...]:
        """Claims that still say what the card said come from the card."""
        return tuple(self._marked(one) for one in said)

    def _unpack(self, packed: bytes) -> None:
        """The photograph on the chip, to look at beside the person; it is not kept."""
        self.picture.hide()
        library, kept = self._desk.settings.wlt_library, self.kept
        if not library or not packed:
            return
        from app.devices.handlers.wlt import unpack  # Pillow only where a library is set

        def show(png: bytes) -> None:
            if self.kept is kept:
                self.picture.show_image(of_bytes(png))
                self.picture.show()

        self._desk.jobs.beside(self, lambda: unpack(library, packed), show, self._no_picture)

    def _no_picture(self, sorry: Refused | Unavailable) -> None:
        """Said once: every further card would say the same."""
        if not self._told_of_picture:
            self._told_of_picture = True
            self._trouble(sorry)

    def _marked(self, said: Said) -> Said:
        key = _KINDS.get(said.kind, "")
        on_card = self.kept.values.get(key, "")
        if not on_card or self._plain(key, said.value) != self._plain(key, on_card):
            return said
        detail = said.detail
        if said.kind is ClaimKind.DOCUMENT:
            odd = ",".join(d["odd"] for d in (said.detail, self.kept.detail) if d.get("odd"))
            detail = said.detail | self.kept.detail | ({"odd": odd} if odd else {})
        whole = _UNKNOWN not in on_card
        return replace(said, source=Source.CARD, verified=whole, detail=detail)

    def _may_fill(self, key: str, earlier: FromCard) -> bool:
        value = self._form.value(key)
        proxy = self._form.fields[key].focusProxy()
        if proxy is not None and is_composing(proxy):
            return False
        if not value:
            return True
        before = earlier.values.get(key, "")
        return bool(before) and self._plain(key, value) == self._plain(key, before)

    def _put(self, values: dict[str, str]) -> None:
        """Into the fields, then as if each had been typed: looked up, and said what differs."""
        self._putting = True
        for key, value in values.items():
            self._form.fields[key].set_value(value)
        self._form.look_up()
        self._putting = False
        self._say()

    def _say(self) -> None:
        """Remarks, and where the card says otherwise, beneath each field."""
        if self._putting:
            return
        before = bool(self.differing)
        self.differing = {
            key: value
            for key, value in self.kept.values.items()
            if self._plain(key, self._form.value(key)) != self._plain(key, value)
        }
        remarks = self.kept.detail.get("odd", "").split(",")
        lang = self._desk.settings.lang
        for key, note in self._notes.items():
            said = [say(r, lang) for r in remarks if _BESIDE.get(r) == key]
            if key in self.differing:
                shown = self._shown(key, self.differing[key])
                said.insert(0, self.tr("卡上是 {0}，按 F2 采用").format(shown))
            note.setText("\n".join(said))  # two sentences, one under the other
            note.setVisible(bool(said))
        if before != bool(self.differing):
            self.changed.emit()

    def _told(self, words: str, before: dict[str, str], earlier: FromCard) -> None:
        def take_back() -> None:
            self.kept = earlier
            self._put({key: before.get(key, "") for key in _KINDS.values()})

        self._desk.tell(Telling(words=words, undo=take_back))

    def _trouble(self, sorry: Refused | Unavailable) -> None:
        if self._page.isVisible():
            self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))

    def _shown(self, key: str, value: str) -> str:
        lang = self._desk.settings.lang
        if key == "sex":
            return say(f"sex.{value}", lang)
        return ethnicity(value, lang) if key == "ethnicity" else value

    def _plain(self, key: str, value: str) -> str:
        """Two ways of writing the same are the same."""
        change: Callable[[str], str] | None = {
            "name": tidy_name,
            "alias": tidy_name,
            "document": tidy,
            "birth": self._birth,
        }.get(key)
        return change(value) if change else value

    def _birth(self, value: str) -> str:
        try:
            return read_birth(value, self._today()).birth or value
        except Refused:
            return value

    def _today(self) -> date:
        return local(clock.now()).date()


def _values(card: Card) -> dict[str, str]:
    """What a card says, by field of the form."""
    at_home = card.kind is CardKind.RESIDENT
    latin = card.english_name if card.name and card.english_name else ""
    found = {
        "name": card.shown_name[:MOST_CHARACTERS].strip(),
        "alias": latin[:MOST_CHARACTERS].strip(),
        "sex": card.sex if card.sex in {"1", "2"} else "",
        "birth": card.birth.isoformat() if card.birth else "",
        "document": card.number,
        "ethnicity": card.ethnicity,
        # A resident's card names the registered household, a permit where its holder lives.
        "home" if at_home else "address": card.address,
    }
    return {key: value for key, value in found.items() if value}


def _picture(form: IntakeForm, name: str) -> Picture:
    """A place at the head of the card with the name, seen only while there is a picture."""
    picture = Picture(41, 51, name)
    picture.hide()
    if isinstance(card := form.fields["name"].parentWidget(), Panel):
        card.aside(picture)
    return picture


def _note(field: Field) -> QLabel:
    """A line beneath the field for what the card says; the field's own warning stays its own."""
    note = QLabel()
    note.setProperty("said", "warn")
    note.setWordWrap(True)
    note.hide()
    if lines := field.layout():
        lines.addWidget(note)
    return note
