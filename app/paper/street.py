"""街面巡查记录: before going out whom to look for, with room for the pen; then whom one met."""

from app.paper import fonts, forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import MetLine, StreetSheet
from app.paper.flow import Flow
from app.paper.forms import Common, Form
from app.paper.grid import Column, Rows, draw_grid
from app.paper.head import BOTTOM, continue_overleaf, draw_foot, moment
from app.paper.table import Values, draw_rows, height

_TOP = 29.0
_ROW, _HEADS = 9.8, 18.0
_FEWEST = 4
"""Rows for the pen while the round is not over: what is left of the page, or so many."""


def street(facts: StreetSheet) -> bytes:
    """The sheet as PDF: as many pages as there are people; a pure function."""
    form, words = forms.form("street", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {moment(facts.began_at)}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: StreetSheet, form: Form, words: Common) -> None:
    def begin() -> None:
        drawing.fitted((MARGIN, 8, INSIDE, 7), facts.head.station, size=12, align=0.5)
        title = (MARGIN, 15, INSIDE, 10)
        drawing.fitted(title, form.title, size=20, style=fonts.TITLE, align=0.5)
        draw_foot(drawing, facts.sheet, words)

    begin()
    values = Values(texts=_texts(facts, form))
    y, rests = draw_rows(drawing, form.rows, values, words, (MARGIN, _TOP, INSIDE))
    drawing.box(MARGIN, _TOP, INSIDE, y - _TOP, thick=True)
    flow = Flow(drawing, y + 2, begin)
    flow.clauses([*form.basis, *form.clauses], words)
    for name, rows in _tables(facts):
        flow.heading(form.word("table", name))
        columns = _columns(form, name)
        draw_grid(drawing, flow, columns, rows or [[words.empty] * len(columns)])
    if facts.ended_at is None:
        left = BOTTOM - flow.y - height(form.foot) - _HEADS
        flow.heading(form.word("table", "blank"))
        blank = [[" \n "] * len(form.words["blank_columns"])] * max(_FEWEST, int(left / _ROW))
        draw_grid(drawing, flow, _columns(form, "blank"), blank)
    start = flow.room(height(form.foot) + 3) + 2
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, start, INSIDE))
    drawing.box(MARGIN, start, INSIDE, y - start, thick=True)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests + more)


def _texts(facts: StreetSheet, form: Form) -> dict[str, str]:
    cold = form.word("text", "cold").format(weather=facts.weather, low=facts.low)
    return {
        "area": facts.area,
        "weather": facts.weather if facts.low is None else cold.strip(),
        "began": moment(facts.began_at),
        "ended": moment(facts.ended_at),
        "officers": form.word("text", "pair").format(
            one=facts.head.handler, two=facts.head.second_handler
        ),
        "words": facts.words,
    }


def _tables(facts: StreetSheet) -> list[tuple[str, Rows]]:
    due = [
        [str(n), x.place, _who(x), f"{_short(x)}\n{x.answer}", x.again, "\n\n"]
        for n, x in enumerate(facts.due, start=1)
    ]
    met = [
        [moment(x.at)[11:], x.place, _who(x), x.offered, x.answer, x.urgent, x.again]
        for x in facts.met
    ]
    found: list[tuple[str, Rows]] = [] if facts.ended_at else [("due", due)]
    if facts.met or facts.ended_at:
        found.append(("met", met))
    return found


def _who(one: MetLine) -> str:
    return "\n".join(part for part in (one.who, one.look) if part)


def _short(one: MetLine) -> str:
    return moment(one.at)[5:]


def _columns(form: Form, table: str) -> list[Column]:
    told = form.words[f"{table}_columns"].values()
    return [
        Column(title=title, share=float(share))
        for title, _, share in (one.rpartition("|") for one in told)
    ]
