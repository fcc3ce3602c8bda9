"""The small forms beside a letter: that it went, what came back, and taking back what was wrong."""

from collections.abc import Mapping
from datetime import date

from app.desk.letters import CameBack
from app.domain.outside_letter import RESULTS, LetterKind, OutsideLetter, Sent, Whole
from app.words.letters import result_in_words
from app.words.say import say
from ui.fields import ComboField, Field, NumberField, TextField
from ui.today.small_form import SmallForm
from ui.vouchers.days import read_past_day

_BESIDE = {
    "outside.needs_how": "how", "outside.needs_day": "on", "outside.not_yet": "on",
    "outside.before_sent": "on", "outside.needs_result": "result", "outside.needs_whom": "whom",
    "outside.number_too_long": "number", "outside.needs_words": "words",
    "outside.corrected_already": "which", "outside.answered_already": "which",
    "outside.too_long": "words",
}  # fmt: skip
_USUAL = {
    LetterKind.PUBLIC_NOTICE: Sent.PUBLISHED, LetterKind.FOLLOW_UP: Sent.VISITED,
}  # fmt: skip
"""How these go; of the others nothing is said beforehand."""


class _Dated(SmallForm):
    """With a day, today unless it is typed over."""

    _today = date.min

    def day(self) -> date | None:
        """None where it cannot be read, which is said beside it."""
        found = read_past_day(self.value("on"), self._today)
        if found is None:
            self.warn("on", self.tr("看不懂这个日期，例：2026-11-24"))
        return found


class SentForm(_Dated):
    """F6: how and when it went."""

    def __init__(self, lang: str) -> None:
        ways = [(one.value, say(f"outside_how.{one}", lang)) for one in Sent]
        fields: dict[str, Field] = {
            "how": ComboField(self.tr("怎样发出"), ways),
            "on": NumberField(self.tr("日期")),
            "words": TextField(self.tr("说明（回执号、网址、见报日期）")),
        }
        super().__init__(
            self.tr("登记发出"), "check_circle", fields, (self.tr("保存"), "F9"), _BESIDE
        )

    def begin_for(self, whole: Whole, today: date, kept: Mapping[str, str]) -> None:
        """Today, and where there is only one way, in that."""
        self._today = today
        usual = {"how": str(_USUAL.get(whole.kind, "")), "on": today.isoformat()}
        self.begin(usual, kept, "how")


class AnswerForm(_Dated):
    """F7: what came back."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.result = ComboField(self.tr("结果"), [])
        fields: dict[str, Field] = {
            "result": self.result,
            "whom": TextField(self.tr("答复的单位和人")),
            "on": NumberField(self.tr("日期")),
            "number": TextField(self.tr("文号、样本编号、案号"), latin=True),
            "words": TextField(self.tr("说明")),
        }
        super().__init__(
            self.tr("登记复函"), "description", fields, (self.tr("保存"), "F9"), _BESIDE
        )

    def begin_for(self, whole: Whole, today: date, kept: Mapping[str, str]) -> None:
        """The answers that there are to a letter of this kind; by the body it went to."""
        self._today, kind, lang = today, whole.kind, self._lang
        self.result.offer([(one, result_in_words(kind, one, lang)) for one in RESULTS[kind]])
        self.begin({"whom": whole.text.to, "on": today.isoformat()}, kept, "result")

    def came(self) -> CameBack | None:
        """What was typed; None after saying what cannot be read."""
        on = self.day()
        if on is None:
            return None
        said = {name: self.value(name) for name in ("result", "whom", "number", "words")}
        return CameBack(on=on, **said)


class BackForm(SmallForm):
    """Ctrl+F10: which entry was wrong, and why."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.which = ComboField(self.tr("撤回哪一条"), [])
        fields: dict[str, Field] = {"which": self.which, "words": TextField(self.tr("原因"))}
        super().__init__(self.tr("撤回登记"), "history", fields, (self.tr("撤回"), "F9"), _BESIDE)

    def begin_for(self, whole: Whole, kept: Mapping[str, str]) -> None:
        """The last entry is chosen: what came later goes first."""
        found = [*whole.answers[::-1], whole.sending, whole.approval, whole.find(whole.text.id)]
        entries = [one for one in found if one]
        self.which.offer([(str(one.id), self._told(one)) for one in entries])
        self.begin({"which": str(entries[0].id) if entries else ""}, kept, "words")

    def _told(self, one: OutsideLetter) -> str:
        day = one.on.isoformat() if one.on else f"{one.at:%Y-%m-%d}"
        return f"{say(f'outside_step.{one.step}', self._lang)}　{day}"
