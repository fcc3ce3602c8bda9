"""The small forms of 回访: a letter to the home town, a slip's number, that it went, what came."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from app.desk.slips import KEYS
from app.domain.outside_letter import Whole
from app.words.say import say
from ui.fields import ChoiceField, ComboField, Field, NoteField, TextField
from ui.today.small_form import SmallForm

_BESIDE = {
    "followup.needs_words": "words", "outside.too_long": "words",
    "followup.no_number": "number", "followup.other_station": "number",
    "followup.unknown": "number", "followup.withdrawn": "number",
    "outside.missing": "to", "outside.needs_how": "how",
}  # fmt: skip
WAYS = ("post", "electronic", "by_hand", "visited", "called")


class Outcomes(ChoiceField):
    """Four answers; a digit writes one."""

    by_digit = Signal()

    def _numbered(self, event: QKeyEvent) -> bool:
        taken = super()._numbered(event)
        if taken and self.value():
            self.by_digit.emit()
        return taken


class LetterForm(SmallForm):
    """F2: to whom, and how they left; the rest the register knows."""

    def __init__(self) -> None:
        fields: dict[str, Field] = {
            "to": NoteField(self.tr("家乡部门（可改）"), lines=3),
            "contact": TextField(self.tr("联系电话")),
            "situation": NoteField(self.tr("离站以来的情况"), lines=3),
        }
        super().__init__(
            self.tr("写回访函"), "description", fields, (self.tr("保存"), "F9"), _BESIDE
        )


class NumberForm(SmallForm):
    """F4: the number as it is printed, where no scanner reads the code."""

    def __init__(self) -> None:
        fields: dict[str, Field] = {
            "number": TextField(self.tr("回执上的函件编号，或扫到的文字"), latin=True, longest=300)
        }
        super().__init__(
            self.tr("输入回执编号"), "search", fields, (self.tr("查找"), "F9"), _BESIDE
        )


class SentForm(SmallForm):
    """F6: how it went; of many at once the same way."""

    def __init__(self, lang: str) -> None:
        ways = [(one, say(f"outside_how.{one}", lang)) for one in WAYS]
        fields: dict[str, Field] = {"how": ComboField(self.tr("怎样发出"), ways)}
        super().__init__(
            self.tr("登记寄出"), "check_circle", fields, (self.tr("保存"), "F9"), _BESIDE
        )


class OutcomeForm(SmallForm):
    """F7, or a slip that was scanned: one digit writes what came back."""

    def __init__(self, lang: str) -> None:
        told = [
            (result, f"{key} {say(f'followup_outcome.{result}', lang)}")
            for key, result in KEYS.items()
        ]
        self.result = Outcomes(self.tr("结果（按数字即登记）"), told)
        self.words = TextField(self.tr("说明（需要什么帮助，何时去了哪里）"))
        fields: dict[str, Field] = {"result": self.result, "words": self.words}
        super().__init__(
            self.tr("登记回执"), "description", fields, (self.tr("保存"), "F9"), _BESIDE
        )
        self.result.by_digit.connect(self.ask)
        self.whole: Whole | None = None

    def begin_for(self, whole: Whole, told: str, kept: Mapping[str, str]) -> None:
        """Nothing is chosen; the cursor is where a digit counts."""
        self.whole = whole
        self.told.say(told)
        self.begin({}, kept, "result")
