"""The forms of 今日事项: closing or extending a matter, adding one, its owner, a cold night."""

from datetime import date

from app.desk.matters import Written
from app.domain.matter import OPENED_BY_HAND, Matter
from app.domain.staff import Officer, told_apart
from app.words.say import say
from ui.fields import ComboField, Field, NumberField, TextField
from ui.today.small_form import SmallForm
from ui.vouchers.days import read_day, read_past_day

_DONE = {"on", "whom", "number", "words"}
_LONGER = {"on", "until", "number", "words"}
_NEW = {"matter", "until", "words"}
_BESIDE = {
    "matter.not_yet": "on",
    "matter.before_it_began": "on",
    "matter.needs_day": "on",
    "matter.number_too_long": "number",
    "matter.needs_evidence": "number",
    "matter.needs_filing": "number",
    "matter.needs_whom": "whom",
    "matter.until_not_later": "until",
    "matter.until_too_late": "until",
    "matter.due_in_the_past": "until",
    "matter.needs_reason": "words",
    "matter.needs_words": "words",
    "matter.too_long": "words",
}


_MINUS = str.maketrans({"\u2212": "-", "\uff0d": "-"})


class MatterForm(SmallForm):
    """One form for closing, extending and adding; the day is today unless it is typed over."""

    def __init__(self, lang: str) -> None:
        kinds = [one for one in Matter if one in OPENED_BY_HAND]
        self.matter = ComboField(
            self.tr("事项"), [(one.value, say(f"matter.{one}", lang)) for one in kinds]
        )
        fields: dict[str, Field] = {
            "matter": self.matter,
            "on": NumberField(self.tr("办理日期")),
            "until": NumberField(self.tr("到哪一天"), self.tr("例 12-20 或 +10")),
            "whom": TextField(self.tr("向谁报告、由谁同意")),
            "number": TextField(self.tr("编号、回执号、备案号"), latin=True),
            "words": TextField(self.tr("说明、原因")),
        }
        super().__init__(
            self.tr("办结事项"), "check_circle", fields, (self.tr("保存"), "F9"), _BESIDE
        )
        fields["words"].phrases = "note"
        self._today, self._lang = date.min, lang
        self.what: Matter | None = None

    def begin_closing(self, matter: Matter, today: date, kept: dict[str, str]) -> None:
        """Done, with its evidence; a stay is extended instead."""
        longer = matter is Matter.STAY
        self.what, self._today = matter, today
        self.title.setText(self.tr("延长救助期限") if longer else self.tr("办结事项"))
        self.told.say(say(f"matter_closes.{matter}", self._lang))
        self.show_only(_LONGER if longer else _DONE)
        first = "until" if longer else "number"
        self.begin({"on": today.isoformat()}, kept, first)

    def begin_adding(self, today: date, kept: dict[str, str]) -> None:
        """Something that is to be done by a day."""
        self.what, self._today = None, today
        self.title.setText(self.tr("添加事项"))
        self.told.say("")
        self.show_only(_NEW)
        self.begin({}, kept, "matter")

    def written(self) -> Written | None:
        """What was typed; None after saying what cannot be read."""
        on, until = self.value("on"), self.value("until")
        done = read_past_day(on, self._today) if on else None
        ends = read_day(until, self._today) if until else None
        if self.what is None and not self.value("matter"):
            self.warn("matter", self.tr("请选择。"))
            return None
        for name, text, read in (("on", on, done), ("until", until, ends)):
            if text and read is None:
                self.warn(name, self.tr("看不懂这个日期，例：2026-11-24"))
                return None
        return Written(
            on=done, until=ends, number=self.value("number"), whom=self.value("whom"),
            words=self.value("words"),
        )  # fmt: skip


class OwnerForm(SmallForm):
    """Who is to see to it: somebody who works here."""

    def __init__(self) -> None:
        self.owner = ComboField(self.tr("负责人"), [])
        super().__init__(
            self.tr("指定负责人"), "person", {"owner": self.owner}, (self.tr("保存"), "F9"), {}
        )

    def begin_for(self, working: tuple[Officer, ...], owner: str) -> None:
        """One of these; whoever has it is chosen."""
        names = told_apart(working)
        self.owner.offer([(str(one.id), names[one.id]) for one in working])
        self.begin({"owner": owner}, {}, "owner")


class ColdForm(SmallForm):
    """Tonight's lowest temperature, or 寒潮 from a day to a day."""

    def __init__(self) -> None:
        fields: dict[str, Field] = {
            "low": NumberField(self.tr("今夜最低气温（℃）"), self.tr("寒潮预警可不填")),
            "first": NumberField(self.tr("从哪一天")),
            "last": NumberField(self.tr("到哪一天")),
            "words": TextField(self.tr("依据（预警、天气预报）")),
        }
        beside = {"cold.days": "last", "cold.past": "last", "cold.degrees": "low"}
        title, save = self.tr("寒冷天气"), (self.tr("保存"), "F9")
        super().__init__(title, "info", fields, save, beside)
        self._today = date.min

    def begin_today(self, today: date, kept: dict[str, str]) -> None:
        """Tonight, unless other days are typed."""
        self._today = today
        day = today.isoformat()
        self.begin({"first": day, "last": day}, kept, "low")

    def read(self) -> tuple[date, date, int | None] | None:
        """From when until when, how cold; None after saying what cannot be read."""
        days = {name: read_day(self.value(name), self._today) for name in ("first", "last")}
        for name, day in days.items():
            if day is None:
                self.warn(name, self.tr("看不懂这个日期，例：2026-11-24"))
                return None
        low = self.value("low").translate(_MINUS)
        if low and not low.removeprefix("-").isdecimal():
            self.warn("low", self.tr("请填整数，例：-3"))
            return None
        first, last = days["first"], days["last"]
        if first is None or last is None:
            return None
        return first, last, int(low) if low else None
