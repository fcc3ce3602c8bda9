"""What a row of 今日事项 says: time left, whom it is about, what and why, who sees to it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.desk.today import Row, Today
from app.domain.matter import Matter
from app.domain.today import Due
from app.words.say import say
from ui.table import Cell, Column

FILTERS = ("all", "late", "pressing", "mine")
_HOUR, _TWO_DAYS, _SOON = timedelta(hours=1), timedelta(hours=48), timedelta(days=3)


def time_left(one: Due, now: datetime, lang: str) -> tuple[str, str]:
    """In words, and the tone of the chip."""
    if one.due is None:
        key = "none" if one.matter is Matter.CONSENT else "no_day"
        return say(f"matter_left.{key}", lang), "plain"
    left = one.due - now
    if one.is_late(now):
        if one.matter is Matter.POLICE and -left < _HOUR:
            return say("matter_left.at_once", lang), "bad"
        key = "late_hours" if -left < _TWO_DAYS else "late_days"
        return say(f"matter_left.{key}", lang, many=_many(-left)), "bad"
    if left < _HOUR:
        return say("matter_left.minutes", lang, many=int(left.total_seconds() // 60)), "warn"
    key = "hours" if left < _TWO_DAYS else "days"
    tone = "warn" if left < _SOON else "plain"
    return say(f"matter_left.{key}", lang, many=_many(left)), tone


def _many(time: timedelta) -> int:
    return int(time / _HOUR) if time < _TWO_DAYS else time.days


def passes(row: Row, wanted: str, now: datetime, me: object) -> bool:
    """Whether a row belongs to a filter."""
    tests: dict[str, Callable[[], bool]] = {
        "late": lambda: row.due.is_late(now),
        "pressing": lambda: row.due.is_today(now),
        "mine": lambda: row.due.owner == me,
    }
    return tests[wanted]() if wanted in tests else True


def columns(
    titles: dict[str, str], found: Callable[[], Today | None], now: Callable[[], datetime],
    lang: str,
) -> list[Column[Row]]:  # fmt: skip
    """The table's columns; `found` is the answer that is shown, with the officers' names."""

    def left(row: Row) -> Cell:
        text, tone = time_left(row.due, now(), lang)
        return Cell(text=text, tone=tone)

    def who(row: Row) -> Cell:
        name = row.name or say("state.sealed" if row.sealed else "state.nameless", lang)
        return Cell(text=name, note=row.case_number, bold=True, ends=True)

    def what(row: Row) -> Cell:
        why = row.due.words or say(f"matter_source.{row.due.matter}", lang)
        if row.due.matter is Matter.TRANSFER:
            why = say(f"transfer_waits.{row.due.words}", lang)
        elif row.due.matter is Matter.KIN:
            why = say(f"kin_state.{row.due.words}", lang)
        return Cell(text=say(f"matter.{row.due.matter}", lang), note=why)

    def owner(row: Row) -> Cell:
        today = found()
        return Cell(text=today.officers.get(row.due.owner, "") if today and row.due.owner else "—")

    return [
        Column(title=titles["left"], width=138, cell=left),
        Column(title=titles["who"], width=190, cell=who),
        Column(title=titles["what"], width=0, cell=what),
        Column(title=titles["owner"], width=104, cell=owner),
    ]
