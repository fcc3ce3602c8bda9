"""A new lead about somebody: a fact of the closed list, its day, what happened, its evidence."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.blacklist import Fact, Proof, ProofKind
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import ComboField, Field, NoteField, Press, TextField
from ui.vouchers.days import read_past_day

MOST_PROOFS, FEWEST_PROOFS = 6, 2
_BESIDE = {
    "listing.needs_words": "words",
    "listing.in_the_future": "happened_on",
    "listing.too_little": "source_1",
    "listing.needs_police": "source_1",
}
"""Refusal -> the field that it is about; who may not be listed at all is said beneath the fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What was filled in."""

    fact: Fact
    happened_on: date
    words: str
    proofs: tuple[Proof, ...]


class LeadForm(Card):
    """Nothing is chosen beforehand; F9 saves, Esc goes back and keeps what was typed."""

    wanted = Signal(object)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("新线索"), "description")
        self._lang, self._today = lang, date.min
        self.name = words("", "strong")
        self.aside(self.name)
        told = self.tr(
            "来得多不是理由，照片相似也不算证据。线索只记事实，不影响救助；要调查、告知、"
            "听取意见，并由另一人审批后才生效。"
        )
        self.body.addWidget(words(told, "label", wrap=True))
        self.earlier = SayLine()
        self.body.addWidget(self.earlier)
        facts = [(one.value, say(f"listing_fact.{one}", lang)) for one in Fact]
        self.fact = ComboField(self.tr("哪一类事实"), facts)
        self.happened_on = TextField(self.tr("发生日期"), latin=True, longest=20)
        self.words = NoteField(self.tr("发生了什么"), self.tr("Ctrl+Enter 换行"), lines=2)
        self.words.phrases = "note"
        self.row((self.fact, 3), (self.happened_on, 2))
        self.body.addWidget(self.words)
        self.fields: dict[str, Field] = {
            "fact": self.fact,
            "happened_on": self.happened_on,
            "words": self.words,
        }
        self._add_proofs(lang)
        self._buttons()
        self.hide()

    def begin(self, name: str, today: date, earlier: int, kept: dict[str, str]) -> None:
        """An empty lead about somebody, or what was typed before and not saved."""
        self._today = today
        self.name.setText(name)
        told = self.tr("名单里已有此人的 {0} 条记录，先看一看是不是同一件事。")
        self.earlier.say(told.format(earlier) if earlier else "")
        for field in self.fields.values():
            if isinstance(field, ComboField):
                field.combo.setCurrentIndex(0)
            field.set_value("")
            field.warn("")
        for key, value in kept.items():
            if key in self.fields:
                self.fields[key].set_value(value)
        filled = [n for n in range(MOST_PROOFS) if self._filled(n)]
        self._show_proofs(max([FEWEST_PROOFS, *(n + 1 for n in filled)]))
        self.wait(waiting=False)
        self.show()
        self.fact.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft."""
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def finish(self) -> None:
        """F9: hand it over, or say what is missing."""
        if not self.save.isEnabled():
            return
        for field in self.fields.values():
            field.warn("")
        day = read_past_day(self.happened_on.value(), self._today)
        if not self.fact.value():
            self._warn("fact", self.tr("请选择。"))
        elif day is None:
            self._warn("happened_on", self.tr("看不懂这个日期，例：2026-11-24"))
        else:
            self.happened_on.set_value(day.isoformat())
            self.wait(waiting=True)
            fact, told = Fact(self.fact.value()), self.words.value()
            self.wanted.emit(Lead(fact=fact, happened_on=day, words=told, proofs=self._proofs()))

    def refused(self, key: str, words: str) -> None:
        """A rule says no: beside the field that it is about."""
        self.wait(waiting=False)
        self._warn(_BESIDE.get(key, "fact"), words)

    def wait(self, *, waiting: bool) -> None:
        """It is being saved: once."""
        self.save.setEnabled(not waiting)

    def add_proof(self) -> None:
        """One more piece of evidence, with the cursor in it."""
        shown = sum(not kind.isHidden() for kind, _ in self.proofs)
        if shown < MOST_PROOFS:
            self._show_proofs(shown + 1)
            self.proofs[shown][0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _warn(self, name: str, words: str) -> None:
        self.fields[name].warn(words)
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _proofs(self) -> tuple[Proof, ...]:
        """Those of which a kind was said; a source that is missing is no evidence."""
        return tuple(
            Proof(kind=ProofKind(kind.value()), source=source.value())
            for kind, source in self.proofs
            if kind.value()
        )

    def _filled(self, number: int) -> bool:
        kind, source = self.proofs[number]
        return bool(kind.value() or source.value())

    def _show_proofs(self, many: int) -> None:
        for number, (kind, source) in enumerate(self.proofs):
            kind.setVisible(number < many)
            source.setVisible(number < many)
        self.more.setVisible(many < MOST_PROOFS)

    def _add_proofs(self, lang: str) -> None:
        kinds = [(one.value, say(f"listing_proof.{one}", lang)) for one in ProofKind]
        self.proofs: list[tuple[ComboField, TextField]] = []
        for number in range(MOST_PROOFS):
            kind = ComboField(self.tr("证据 {0}").format(number + 1), kinds)
            source = TextField(self.tr("出处（哪份记录、哪张凭证、谁）"))
            self.fields[f"kind_{number}"], self.fields[f"source_{number}"] = kind, source
            self.row((kind, 2), (source, 3))
            self.proofs.append((kind, source))
        self.more = Press(self.tr("再加一条证据"), "link")
        self.more.clicked.connect(self.add_proof)

    def _buttons(self) -> None:
        self.save = Press(self.tr("保存线索"), "primary", "F9")
        self.save.clicked.connect(self.finish)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        row = QHBoxLayout()
        for button in (self.save, back, self.more):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
