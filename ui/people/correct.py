"""A line that adds something said about a person, or corrects what was said before."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.person import SEXES, Claim, ClaimKind, Source
from app.words.say import say
from ui.cards import Card
from ui.fields import ChoiceField, ComboField, Press, TextField
from ui.people.lines import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the officer filled in; `corrects` is the claim it replaces."""

    kind: str
    value: str
    source: str
    verified: bool
    corrects: Claim | None


class CorrectCard(Card):
    """Kind, value, who says so, and whether it was checked; nothing is chosen beforehand."""

    wanted = Signal(object)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("补充信息"), "person_add")
        self._lang = lang
        self._corrects: Claim | None = None
        self.kind = ComboField(
            self.tr("项目"), [(k.value, say(f"claim.{k}", lang)) for k in ClaimKind]
        )
        self.value = TextField(self.tr("内容"))
        sources = [(s.value, say(f"source.{s}", lang)) for s in Source]
        self.source = ComboField(self.tr("来源"), sources)
        self.verified = ChoiceField(
            self.tr("已核实"), [("yes", self.tr("是")), ("no", self.tr("否"))]
        )
        self.row((self.kind, 3), (self.value, 5))
        self.row((self.source, 3), (self.verified, 5))
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

    def begin(self, corrects: Claim | None = None) -> None:
        """A new claim, or one that takes another's place."""
        self._corrects = corrects
        for field in (self.value, self.source, self.verified):
            field.set_value("")
            field.warn("")
        self.kind.combo.setCurrentIndex(0)
        self.kind.set_value(corrects.kind if corrects else "")
        self.kind.setEnabled(corrects is None)
        old = self.tr("更正“{0}”（原记录保留，不再采用）")
        self.title.setText(
            old.format(shown(corrects, self._lang)) if corrects else self.tr("补充信息")
        )
        self.show()
        first = self.value if corrects else self.kind
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """F9: hand it over, or say what is missing."""
        missing = next((f for f in (self.kind, self.source) if not f.value()), None)
        for field in (self.kind, self.source):
            field.warn(self.tr("请选择。") if field is missing else "")
        if missing:
            missing.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.wanted.emit(
            Wanted(
                kind=self.kind.value(),
                value=self._coded(self.value.value()),
                source=self.source.value(),
                verified=self.verified.value() == "yes",
                corrects=self._corrects,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

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
            ClaimKind.AGE: "47",
        }
        self.value.set_hint(hints.get(ClaimKind(kind), "") if kind else "")
