"""A case that another station asks about: all that it shows, and the decision about it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.blacklist import MOST_MONTHS, USUAL_MONTHS, months_after
from app.domain.listing_review import Case, Review, ShownStep
from app.words.listings import proof_in_words
from app.words.say import say
from ui.cards import Card, words
from ui.fields import ChoiceField, Field, NoteField, Press, TextField
from ui.people.lines import breakable, copyable, moment
from ui.people.who_card import clear
from ui.theme import px
from ui.vouchers.days import read_day

_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was filled in."""

    approves: bool
    words: str
    until: date | None


class ReviewForm(Card):
    """Nothing is answered beforehand; F9 decides, Esc goes back and keeps what was typed."""

    wanted = Signal(object)
    """Decided."""
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("他站请审"), "link")
        self._lang, self._today = lang, date.min
        self.name = words("", "strong")
        self.aside(self.name)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(5))
        self.body.addLayout(self._lines)
        answers = [(_YES, self.tr("同意列入")), (_NO, self.tr("不同意"))]
        self.answer = ChoiceField(self.tr("审批意见"), answers)
        self.until = TextField(self.tr("有效至"), latin=True, longest=20)
        self.words = NoteField(self.tr("理由"), self.tr("Ctrl+Enter 换行"), lines=2)
        self.words.phrases = "note"
        self.fields: dict[str, Field] = {
            "answer": self.answer, "until": self.until, "words": self.words,
        }  # fmt: skip
        self.row((self.answer, 3), (self.until, 2))
        self.body.addWidget(self.words)
        self.save = Press(self.tr("保存审批意见"), "primary", "F9")
        self.save.clicked.connect(self.finish)
        self.back = Press(self.tr("返回"), "plain", "Esc")
        self.back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()

    def begin(self, review: Review, today: date, kept: dict[str, str]) -> None:
        """One case; what was typed before and not saved is there again."""
        self._today = today
        case = review.case
        if case is None:
            return
        self.name.setText(breakable(case.name) or self.tr("姓名不详"))
        self._say(review, case)
        usual = months_after(today, USUAL_MONTHS).isoformat()
        most = months_after(today, MOST_MONTHS).isoformat()
        self.until.set_hint(self.tr("最长到 {0}").format(most))
        for name, field in self.fields.items():
            field.set_value(kept.get(name, usual if name == "until" else ""))
            field.warn("")
        self.save.setEnabled(True)
        self.show()
        self.answer.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft; the usual end alone is nothing."""
        if self.isHidden() or not (self.answer.value() or self.words.value()):
            return {}
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def finish(self) -> None:
        """F9: hand it over, or say what is missing."""
        if not self.save.isEnabled():
            return
        for field in self.fields.values():
            field.warn("")
        approves = self.answer.value() == _YES
        until = read_day(self.until.value(), self._today) if self.until.value() else None
        if not self.answer.value():
            self._warn("answer", self.tr("请选择。"))
        elif approves and until is None:
            self._warn("until", self.tr("看不懂这个日期，例：2027-05-26"))
        else:
            self.save.setEnabled(False)
            self.wanted.emit(Decided(approves=approves, words=self.words.value(), until=until))

    def refused(self, key: str, words: str) -> None:
        """A rule says no."""
        self.save.setEnabled(True)
        self._warn("until" if key == "listing.until" else "words", words)

    def end(self) -> None:
        """Nothing is decided; nothing of the case stays in the window."""
        self.hide()
        self.name.setText("")
        clear(self._lines)
        for field in self.fields.values():
            field.set_value("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _warn(self, name: str, words: str) -> None:
        self.fields[name].warn(words)
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, review: Review, case: Case) -> None:
        clear(self._lines)
        fact = say(f"listing_fact.{case.fact}", self._lang)
        asks = self.tr("{0} 请本站审批 · {1}").format(review.asking, moment(review.asked_at))
        born = self.tr("出生 {0}").format(case.born or "—")
        number = self.tr("编号 {0}").format(review.number)
        self._add(words(asks, "label", wrap=True))
        for told in (
            review.words,
            f"{born}　{number}",
            f"{fact}　{case.happened_on.isoformat()}　{case.by}",
            case.words,
        ):
            if told:
                self._add(copyable(told))
        self._add(words(self.tr("证据"), "section"))
        for proof in case.proofs:
            self._add(copyable(proof_in_words(proof, self._lang)))
        self._add(words(self.tr("经过"), "section"))
        for step in case.steps:
            self._add(self._step(step))

    def _step(self, step: ShownStep) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        kind = say(f"listing_step.{step.kind}", self._lang)
        lines.addWidget(words(f"{kind}　{moment(step.at)}　{step.by}", "label"))
        said = [
            say(f"listing_served.{step.served}", self._lang) if step.served else "",
            step.proof,
            self.tr("认定有完全民事行为能力") if step.capacity else "",
            step.words,
        ]
        if told := " · ".join(part for part in said if part):
            lines.addWidget(copyable(told))
        return holder

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
