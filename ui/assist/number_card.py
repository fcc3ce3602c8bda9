"""The place for the number that the national system gave; a correction says why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.desk.national import Panel, Said
from app.domain.national import NationalNumber, NumberSource, tidy
from app.words.say import say
from ui.cards import Card, words
from ui.fields import ComboField, TextField
from ui.people.lines import copyable, moment


class NumberCard(Card):
    """Enter saves; where there is a number already, F4 begins a correction."""

    saved = Signal()
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("全国系统编号"), "confirmation_number")
        self._lang = lang
        self._stands: NationalNumber | None = None
        self._correcting = False
        self.now = copyable("", "strong")
        self.before = words("", "note", wrap=True)
        self.number = TextField(self.tr("该系统显示的编号"), latin=True, longest=60)
        sources = [(one.value, say(f"number_source.{one}", lang)) for one in NumberSource]
        self.source = ComboField(self.tr("编号从哪里来"), sources)
        self.words = TextField(self.tr("为什么更正（编号留空即撤销）"), longest=200)
        self.body.addWidget(self.now)
        self.body.addWidget(self.before)
        self.row((self.number, 5), (self.source, 4), (self.words, 6))
        self.number.on_enter(self._number_said)
        self.words.on_enter(self._words_said)

    def show_panel(self, panel: Panel) -> None:
        """What stands; what is being typed stays."""
        first = self._stands is None and panel.number is not None
        self._stands = panel.number
        stands = panel.number
        self.now.setText(stands.number if stands else self.tr("还没有编号"))
        before = [one for one in panel.history if stands is None or one.id != stands.id]
        told = (f"{one.number or '—'}（{moment(one.at)}）{one.words}" for one in before)
        self.before.setText("　".join(told))
        self.before.setVisible(bool(before))
        if first and panel.number:
            self._meet(panel.number.number)
        self._turn()

    def _meet(self, there: str) -> None:
        """A number came, perhaps from another desk while one was typed here: that one stays, and
        would be a correction."""
        mine = tidy(self.number.value())
        self._correcting = mine not in ("", there)
        if self._correcting:
            told = self.tr("别处已经填了 {0}。要改成这里写的，请写明为什么；不改就不用保存。")
            self.number.warn(told.format(there))
        else:
            self.number.set_value("")

    def clear(self) -> None:
        """Another visit."""
        self._correcting, self._stands = False, None
        for one in (self.number, self.words):
            one.set_value("")
            one.warn("")
        self.source.set_value(NumberSource.KEYED)

    def begin(self) -> None:
        """F4: to the number; one that stands is corrected."""
        if self._stands and not self._correcting:
            self._correcting = True
            self.number.set_value(self._stands.number)
            self._turn()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.select()

    def said(self) -> Said:
        """What was typed."""
        return Said(
            number=self.number.value(),
            source=NumberSource(self.source.value() or NumberSource.KEYED),
            words=self.words.value(),
            corrects=self._stands.id if self._stands else None,
        )

    def typed(self) -> dict[str, str]:
        """As it is kept; nothing where nothing was typed."""
        stands = self._stands.number if self._stands and self._correcting else ""
        if self.number.value() in ("", stands) and not self.words.value():
            return {}
        return {
            "number": self.number.value(), "source": self.source.value(),
            "words": self.words.value(), "correcting": "yes" if self._correcting else "",
        }  # fmt: skip

    def again(self, kept: dict[str, str]) -> None:
        """What was typed before."""
        if "number" not in kept:
            return
        self._correcting = bool(kept.get("correcting"))
        self.number.set_value(kept["number"])
        self.source.set_value(kept.get("source") or NumberSource.KEYED)
        self.words.set_value(kept.get("words", ""))
        if self._stands and not self._correcting:
            self._meet(self._stands.number)
        self._turn()

    def refused(self, key: str, sentence: str) -> None:
        """Beside the field that it is about."""
        place = self.words if key in {"national.needs_why", "national.too_long"} else self.number
        place.warn(sentence)
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _number_said(self) -> None:
        """A correction goes on to why."""
        if self._correcting and not self.words.value():
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._save()

    def _words_said(self) -> None:
        if self.words.value():
            self._save()
        else:
            self.refused("national.needs_why", say("national.needs_why", self._lang))

    def _save(self) -> None:
        for one in (self.number, self.words):
            one.warn("")
        self.saved.emit()

    def _turn(self) -> None:
        open_ = self._stands is None or self._correcting
        self.number.setVisible(open_)
        self.source.setVisible(open_)
        self.words.setVisible(self._correcting)
