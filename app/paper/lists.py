"""A form whose tables are as long as they are: the person at its head, signatures at its foot."""

from collections.abc import Callable

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Head, Sheet
from app.paper.flow import Flow
from app.paper.forms import Common, Form
from app.paper.grid import Column, Rows, draw_grid
from app.paper.head import (
    TOP,
    continue_overleaf,
    draw_foot,
    draw_head,
    draw_whose,
    head_texts,
    signatures,
)
from app.paper.table import Values, draw_rows, height

_SIDE = 25.0
Table = tuple[str, Rows]
Last = Callable[[Drawing, Flow, Form, Common], None]
"""Name and rows; its headings are the form's words "NAME_columns", each "heading|share"."""


def _nothing_more(_drawing: Drawing, _flow: Flow, _form: Form, _words: Common) -> None:
    """Most of them end with their tables."""


def listed(
    name: str,
    sheet: Sheet,
    head: Head,
    tables: Callable[[Form, Common], list[Table]],
    last: Last = _nothing_more,
) -> bytes:
    """The form as PDF; `last` draws what comes after the tables."""
    form, words = forms.form(name, sheet.lang), forms.common(sheet.lang)
    title = f"{form.title} {head.case_number}"
    return drawn(title, lambda d: _draw(d, sheet, head, form, words, tables(form, words), last))


def _draw(
    drawing: Drawing,
    sheet: Sheet,
    head: Head,
    form: Form,
    words: Common,
    tables: list[Table],
    last: Last,
) -> None:
    def begin() -> None:
        draw_head(drawing, form, head, words)
        draw_foot(drawing, sheet, words)

    def go_on() -> None:
        begin()
        draw_whose(drawing, head)

    begin()
    values = Values(texts=head_texts(head, words, sheet.lang), pictures=signatures(head))
    y, rests = draw_rows(drawing, form.rows, values, words, (MARGIN, TOP, INSIDE), side=_SIDE)
    photo = (MARGIN + INSIDE - _SIDE, TOP, _SIDE, y - TOP)
    drawing.photo(photo, head.bearer.photo, (words.no_photo, words.bad_photo))
    drawing.box(MARGIN, TOP, INSIDE, y - TOP, thick=True)
    flow = Flow(drawing, y + 2, go_on)
    flow.clauses(form.basis, words)
    for name, rows in tables:
        columns = _columns(form, name)
        shown = rows or [[words.empty] * len(columns)]
        draw_grid(drawing, flow, columns, shown, title=form.word("table", name))
    last(drawing, flow, form, words)
    flow.y += 2
    flow.clauses(form.clauses, words)
    start = flow.room(height(form.foot) + 3) + 2
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, start, INSIDE))
    drawing.box(MARGIN, start, INSIDE, y - start, thick=True)
    continue_overleaf(drawing, form, head, sheet, words, rests + more)


def _columns(form: Form, table: str) -> list[Column]:
    """Of a table: "heading|share" in the order in which they stand."""
    told = form.words[f"{table}_columns"].values()
    return [
        Column(title=title, share=float(share))
        for title, _, share in (one.rpartition("|") for one in told)
    ]
