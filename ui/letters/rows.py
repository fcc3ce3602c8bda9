"""The letters of a visit as the page lists them: what it is, to whom, how it stands, by when."""

from datetime import date

from app.domain.outside_letter import APPROVED_FIRST, LetterState
from app.words.letters import result_in_words
from app.words.say import say
from ui.letters.question import Row
from ui.table import Cell, Column

_TONES = {
    LetterState.DRAFT: "plain", LetterState.APPROVED: "violet", LetterState.SENT: "info",
    LetterState.ANSWERED: "ok", LetterState.WITHDRAWN: "plain",
}  # fmt: skip


def columns(titles: dict[str, str], today: date, lang: str) -> list[Column[Row]]:
    """Two lines a row: the paper with its number, the body with its telephone."""
    return [
        Column(title=titles["what"], width=226, cell=lambda row: _what(row, lang)),
        Column(title=titles["to"], width=0, cell=_to),
        Column(title=titles["state"], width=104, cell=lambda row: state_of(row, today, lang)),
        Column(title=titles["due"], width=118, cell=lambda row: _due(row, titles, lang)),
    ]


def state_of(row: Row, today: date, lang: str) -> Cell:
    """A word and its tone; what is late leads."""
    state = row.whole.state
    key, tone = str(state), _TONES[state]
    if state is LetterState.DRAFT and row.whole.kind in APPROVED_FIRST:
        key, tone = "wants_approval", "warn"
    if row.is_late(today):
        key, tone = "late" if state is LetterState.SENT else "late_draft", "bad"
    return Cell(text=say(f"outside_state.{key}", lang), tone=tone)


def _what(row: Row, lang: str) -> Cell:
    whole = row.whole
    name = say(f"outside_short.{whole.kind}", lang)
    return Cell(text=name, note=whole.first.number, bold=True, ends=True)


def _to(row: Row) -> Cell:
    text = row.whole.text
    return Cell(text=text.to or text.detail.get("channels", ""), note=text.contact)


def _due(row: Row, titles: dict[str, str], lang: str) -> Cell:
    whole = row.whole
    if whole.answer:
        on = whole.answer.on.isoformat() if whole.answer.on else ""
        return Cell(text=result_in_words(whole.kind, whole.answer.result, lang), note=on)
    if row.due is None:
        sent = whole.sending
        return Cell(text=sent.on.isoformat() if sent and sent.on else "")
    return Cell(text=row.due.isoformat(), note=titles["by"])
