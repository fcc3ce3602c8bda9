"""A card that adds what was said of a person, corrects it, verifies it, or marks it as wrong."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.desk.claims import Behind
from app.domain.document import FORGED_KEPT
from app.domain.person import SEXES, Claim, ClaimKind, Source
from app.words.say import say
from ui.cards import Card
from ui.fields import ChoiceField, ComboField, Field, Press, TextField
from ui.people.lines import shown
from ui.places import PlaceField

ADD, CORRECT, VERIFY, WRONG = "add", "correct", "verify", "wrong"
_SAID = {ADD, CORRECT}
_ASKED = [one for one in Source if one is not Source.OLD_REGISTER]
"""Nobody says something by way of an old list."""
_PLACES = {ClaimKind.HOME, ClaimKind.ADDRESS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the officer filled in; `claim` is the one that is corrected, verified or wrong."""

    deed: str
    kind: str
    value: str
    source: str
    verified: bool
    claim: Claim | None
    behind: Behind


class CorrectCard(Card):
    """One card for four deeds, each with only its own fields; nothing is chosen beforehand."""

    wanted = Signal(object)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("补充信息"), "person_add")
        self._lang = lang
        self._deed = ADD
        self._claim: Claim | None = None
        kinds = [(k.value, say(f"claim.{k}", lang)) for k in ClaimKind]
        self.kind = ComboField(self.tr("项目"), kinds)
        self.value = PlaceField(self.tr("内容"), lang)
        sources = [(s.value, say(f"source.{s}", lang)) for s in _ASKED]
        self.source = ComboField(self.tr("来源"), sources)
        self.said_by = TextField(self.tr("谁说的（姓名、关系、单位）"))
        self.said_on = TextField(self.tr("说的日期"), longest=40)
        self.verified = ChoiceField(
            self.tr("已核实"), [("yes", self.tr("是")), ("no", self.tr("否"))]
        )
        self.ground = TextField(self.tr("依据（看了什么、问了谁）"))
        self.reason = TextField(self.tr("原因"))
        kept = [(k, say(f"forged.{k}", lang)) for k in FORGED_KEPT]
        self.forged = ComboField(self.tr("系伪造、变造的，材料在哪里（不是就空着）"), kept)
        self.row((self.kind, 3), (self.value, 6))
        self.row((self.source, 3), (self.said_by, 4), (self.said_on, 2))
        self.row((self.verified, 3), (self.ground, 6))
        self.row((self.reason, 1))
        self.row((self.forged, 1))
        self.save = Press(self.tr("保存"), "primary", "F9")
        self.back = Press(self.tr("返回"), "plain", "Esc")
        self.save.clicked.connect(self.finish)
        self.back.clicked.connect(self.shut)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.kind.changed.connect(self._hint)

    def begin(self, claim: Claim | None = None, deed: str = "") -> None:
        """A new claim, or something to be done with one that stands."""
        self._claim, self._deed = claim, deed or (CORRECT if claim else ADD)
        for field in self._fields():
            field.set_value("")
            field.warn("")
        self.kind.combo.setCurrentIndex(0)
        self.forged.combo.setCurrentIndex(0)
        self.kind.set_value(claim.kind if claim else "")
        self.kind.setEnabled(claim is None)
        self.title.setText(self._title())
        for field in self._fields():
            field.setVisible(field in self._asked())
        self.show()
        self._asked()[0 if claim is None or self._deed not in _SAID else 1].setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def finish(self) -> None:
        """F9: hand it over, or say what is missing."""
        missing = next((f for f in self._needed() if not f.value()), None)
        for field in self._needed():
            field.warn(self._missing(field) if field is missing else "")
        if missing:
            missing.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.wanted.emit(
            Wanted(
                deed=self._deed,
                kind=self.kind.value(),
                value=self._coded(self.value.value()),
                source=self.source.value(),
                verified=self.verified.value() == "yes",
                claim=self._claim,
                behind=Behind(
                    said_by=self.said_by.value(),
                    said_on=self.said_on.value(),
                    ground=self.ground.value(),
                    reason=self.reason.value(),
                    forged=self.forged.value(),
                ),
            )
        )

    def refused(self, words: str) -> None:
        """A rule says no: beside the field that holds what was given."""
        field = {VERIFY: self.ground, WRONG: self.reason}.get(self._deed, self.value)
        field.warn(words)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _fields(self) -> list[Field]:
        said: list[Field] = [self.kind, self.value, self.source, self.said_by, self.said_on]
        return [*said, self.verified, self.ground, self.reason, self.forged]

    def _asked(self) -> list[Field]:
        """The fields of this deed, in reading order."""
        if self._deed == VERIFY:
            return [self.ground]
        if self._deed == WRONG:
            paper = self.kind.value() == ClaimKind.DOCUMENT
            return [self.reason, self.forged, self.ground] if paper else [self.reason]
        return self._fields()[:-1] if self._deed == CORRECT else self._fields()[:-2]

    def _needed(self) -> list[Field]:
        """What may not stay empty in this deed."""
        rests = self.verified.value() == "yes" or bool(self.forged.value())
        checked: list[Field] = [self.ground] if rests else []
        must: dict[str, list[Field]] = {
            ADD: [self.kind, self.source, *checked],
            CORRECT: [self.source, self.reason, *checked],
            VERIFY: [self.ground],
            WRONG: [self.reason, *checked],
        }
        return must[self._deed]

    def _missing(self, field: Field) -> str:
        if field is self.ground:
            return say("claims.needs_ground", self._lang)
        if field is self.reason:
            return say("claims.needs_reason", self._lang)
        return self.tr("请选择。")

    def _title(self) -> str:
        if self._claim is None:
            return self.tr("补充信息")
        title = {
            CORRECT: self.tr("更正“{0}”（原记录保留，不再采用）"),
            VERIFY: self.tr("核实“{0}”"),
            WRONG: self.tr("标为有误“{0}”（原记录保留，不再采用）"),
        }[self._deed]
        return title.format(shown(self._claim, self._lang))

    def _coded(self, value: str) -> str:
        """男 is kept as 1."""
        if self.kind.value() != ClaimKind.SEX:
            return value
        codes = {say(f"sex.{code}", self._lang): code for code in SEXES}
        return codes.get(value, value)

    def _hint(self, kind: str) -> None:
        hints = {
            ClaimKind.SEX: "/".join(say(f"sex.{code}", self._lang) for code in SEXES),
            ClaimKind.BIRTH: "1979-03-15",
            ClaimKind.AGE: "47、40-50",
            ClaimKind.DOCUMENT: say("document.number_or_none", self._lang),
        }
        self.value.set_hint(hints.get(ClaimKind(kind), "") if kind else "")
        self.value.offering = kind in _PLACES
