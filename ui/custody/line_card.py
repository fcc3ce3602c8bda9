"""The line in which things are written down, one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.belongings import Belonging, Disposal
from app.domain.custody_line import Said, read_line, typed
from app.domain.ids import BelongingId
from app.words.say import say
from ui.cards import Card
from ui.fields import ChoiceField, TextField

_UNSAID = "unsaid"
"""Dangerous, and not said yet what becomes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was typed and what it says; `corrects`: in the place of which line."""

    text: str
    said: Said
    disposal: Disposal | None = None
    corrects: BelongingId | None = None


class LineCard(Card):
    """One line and Enter is one thing; what is dangerous says first what becomes of it."""

    wanted = Signal(object)
    shut = Signal()
    """Esc: nothing was being written here."""
    dropped = Signal(object)
    """Esc: what had been typed, as for a draft."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("随身物品"), "luggage")
        self._lang = lang
        self._corrects: BelongingId | None = None
        self.line = TextField(
            self.tr("登记一件物品，回车保存"),
            self.tr("例：手机×1 黑色华为　100元×3　身份证"),
            longest=200,
        )
        disposals = [(str(one), say(f"disposal.{one}", lang)) for one in Disposal]
        self.disposal = ChoiceField(self.tr("危险品的处置"), disposals)
        self.body.addWidget(self.disposal)
        self.body.addWidget(self.line)
        self.disposal.hide()
        self.line.on_enter(self.finish)

    def finish(self) -> None:
        """Enter: hand the line over, or say what is missing."""
        said, danger = read_line(self.line.value()), not self.disposal.isHidden()
        if said is None:
            self.line.warn(say("custody.unreadable", self._lang))
            return
        if danger and not self.disposal.value():
            self.disposal.warn(say("custody.needs_disposal", self._lang))
            self.disposal.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.line.warn("")
        how = Disposal(self.disposal.value()) if danger else None
        text = self.line.value()
        self.wanted.emit(Line(text=text, said=said, disposal=how, corrects=self._corrects))

    def refused(self, _key: str, told: str) -> None:
        """A rule says no."""
        self.line.warn(told)

    def correct(self, one: Belonging) -> None:
        """A line comes back, to be written anew."""
        self.clear()
        self._corrects = one.id
        self.disposal.setVisible(one.disposal is not None)
        self.disposal.set_value(str(one.disposal or ""))
        said = Said(
            item=one.item, features=one.features, quantity=one.quantity, kind=one.kind,
            number=one.number, worth=one.worth,
        )  # fmt: skip
        self.line.set_value(typed(said))
        self.line.select()

    def turn_dangerous(self) -> None:
        """F2: the line is about something dangerous, or no longer."""
        self.disposal.set_value("")
        self.disposal.warn("")
        self.disposal.setVisible(self.disposal.isHidden())
        field = self.line if self.disposal.isHidden() else self.disposal
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """For the next thing."""
        self._corrects = None
        self.line.set_value("")
        self.line.warn("")
        self.disposal.set_value("")
        self.disposal.warn("")
        self.disposal.hide()

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft; empty while nothing was typed."""
        if not self.line.value():
            return {}
        danger = "" if self.disposal.isHidden() else self.disposal.value() or _UNSAID
        found = {"line": self.line.value(), "danger": danger, "corrects": str(self._corrects or "")}
        return {name: value for name, value in found.items() if value}

    def take_up(self, kept: Mapping[str, str]) -> None:
        """What was typed before and not saved; of a correction also what it is one of."""
        corrects, danger = kept.get("corrects", ""), kept.get("danger", "")
        self._corrects = BelongingId(UUID(corrects)) if corrects else None
        self.line.set_value(kept.get("line", ""))
        self.disposal.setVisible(bool(danger))
        self.disposal.set_value("" if danger == _UNSAID else danger)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.line.value() or not self.disposal.isHidden():
            typed = self.raw()
            self.clear()
            self.dropped.emit(typed)
        else:
            self.shut.emit()
