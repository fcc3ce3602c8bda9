"""月报: the tables of a month on A4; figures without a name."""

from app.paper import fonts, forms
from app.paper.drawing import INSIDE, MARGIN, WIDTH, Drawing, drawn, mm
from app.paper.facts import MonthPaper, MonthTable
from app.paper.fit import LEADING, wrap
from app.paper.flow import Flow
from app.paper.forms import Clause, Common
from app.paper.head import BOTTOM, TOP, moment, number_pages

_ROW, _SIZE, _SMALL = 5.4, 9.5, 8.0
_SIGNS = 12.0
_WIDTHS = (56.0, 22.0, 22.0)
_NOTE = INSIDE - sum(_WIDTHS)


def monthly(facts: MonthPaper) -> bytes:
    """The report as PDF: as many pages as there are tables for; a pure function."""
    words = forms.common(facts.lang)
    return drawn(f"{facts.title} {facts.period}", lambda d: _draw(d, facts, words))


def _draw(drawing: Drawing, facts: MonthPaper, words: Common) -> None:
    def begin() -> None:
        _head(drawing, facts, words)

    begin()
    flow = Flow(drawing, TOP, begin)
    flow.clauses((Clause(text=one) for one in facts.told), words)
    for table in facts.tables:
        _table(drawing, flow, table, facts.columns)
    flow.y += 4
    y = flow.room(_SIGNS)
    drawing.fitted((MARGIN, y, INSIDE, _SIGNS), facts.signs, size=_SIZE)


def _table(
    drawing: Drawing, flow: Flow, table: MonthTable, columns: tuple[str, str, str, str]
) -> None:
    """A table stands on one page: its rows are few."""
    flow.room((len(table.rows) + 3) * _ROW)
    flow.heading(table.name)
    _row(drawing, flow, columns, size=_SMALL)
    for row in table.rows[:-1]:
        _row(drawing, flow, row)
    _row(drawing, flow, table.rows[-1], style=fonts.BOLD)


def _row(
    drawing: Drawing,
    flow: Flow,
    row: tuple[str, str, str, str],
    *,
    size: float = _SIZE,
    style: str = fonts.TEXT,
) -> None:
    lines = len(list(wrap(row[-1], (_NOTE - 3) * mm, size=_SMALL)))
    high = max(_ROW, lines * _SMALL * LEADING / mm + 1.4)
    x, y = MARGIN, flow.room(high)
    for at, (text, wide) in enumerate(zip(row, (*_WIDTHS, _NOTE), strict=True)):
        box = (x, y, wide, high)
        drawing.box(*box)
        note = at == len(_WIDTHS)
        drawing.fitted(
            box,
            text,
            size=_SMALL if note else size,
            style=fonts.TEXT if note else style,
            align=1 if at in (1, 2) else 0,
        )
        x += wide
    flow.y += high


def _head(drawing: Drawing, facts: MonthPaper, words: Common) -> None:
    drawing.fitted((MARGIN, 8, INSIDE, 7), facts.station, size=12, align=0.5)
    title = (MARGIN, 15, INSIDE, 10)
    drawing.fitted(title, facts.title, size=18, style=fonts.TITLE, align=0.5)
    drawing.text(WIDTH / 2, 30.2, facts.period, size=10, align=0.5)
    number_pages(drawing, BOTTOM + 6.5, f"{words.printed} {moment(facts.at)}", words)
