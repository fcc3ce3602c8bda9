"""What a row of 回访 says: time left, who left and why they are seen to, to whom, how it stands."""

from collections.abc import Callable
from datetime import date

from app.clock import local
from app.desk.followups import Row
from app.domain.followup import Stand
from app.domain.outside_letter import LetterKind
from app.words.letters import result_in_words
from app.words.say import say
from ui.table import Cell, Column

FILTERS = ("all", "late", "due", "asked", "answered", "again")
_TONES = {Stand.DUE: "plain", Stand.ASKED: "info", Stand.ANSWERED: "ok", Stand.DONE: "plain"}
_SOON = 7


def columns(titles: dict[str, str], today: Callable[[], date], lang: str) -> list[Column[Row]]:
    """The table's columns."""
    return [
        Column(title=titles["left"], width=104, cell=lambda row: left(row, today(), lang)),
        Column(title=titles["who"], width=186, cell=lambda row: _who(row, lang)),
        Column(title=titles["why"], width=150, cell=lambda row: _why(row, lang)),
        Column(title=titles["office"], width=0, cell=_office),
        Column(title=titles["stand"], width=128, cell=lambda row: stand(row, today(), lang)),
    ]


def left(row: Row, today: date, lang: str) -> Cell:
    """Until the letter is to go, or its slip to come."""
    by = row.one.by
    if by is None:
        return Cell(text=say("followup_left.none", lang))
    days = (by - today).days
    key = "late" if days < 0 else "days" if days else "today"
    tone = "bad" if days < 0 else "warn" if days < _SOON else "plain"
    return Cell(text=say(f"followup_left.{key}", lang, many=abs(days)), note=f"{by}", tone=tone)


def stand(row: Row, today: date, lang: str) -> Cell:
    """How it stands: that they came to a station again before what came back, and that before what
    is to be done."""
    one = row.one
    key, tone = str(one.stand), _TONES[one.stand]
    if one.is_late(today):
        key, tone = ("no_reply" if one.stand is Stand.ASKED else "late"), "bad"
    elif one.stand is Stand.DUE and one.letter and one.letter.sending is None:
        key, tone = "written", "violet"
    text = say(f"followup_stand.{key}", lang)
    if one.again:
        return Cell(text=say("followup.again", lang, day=f"{one.again.day:%m-%d}"), tone="violet")
    if one.outcome:
        text = result_in_words(LetterKind.FOLLOW_UP, one.outcome, lang)
        tone = "ok" if one.outcome == "settled" else "warn"
    return Cell(text=text, tone=tone)


def _who(row: Row, lang: str) -> Cell:
    name = row.card.name or say("state.nameless", lang)
    return Cell(text=name, note=row.card.case_number, bold=True, ends=True)


def _why(row: Row, lang: str) -> Cell:
    gone = row.one.gone
    how = say(f"leaving_kind.{gone.kind}", lang)
    return Cell(text=say(f"followup_why.{row.one.why}", lang), note=f"{local(gone.at):%m-%d} {how}")


def _office(row: Row) -> Cell:
    """The first office by its short name, beneath it the other one or where it lies."""
    if not row.offices:
        return Cell(text=row.address or "—")
    first, *others = row.offices
    around = first.bureau.removesuffix(first.short)
    return Cell(text=first.short, note="、".join(one.short for one in others) or around)
