"""The sheet with the recovery key of the register, for the safe."""

from datetime import datetime

from app.paper import fonts, forms
from app.paper.drawing import INSIDE, MARGIN, WIDTH, Drawing, drawn, mm
from app.paper.fit import wrap
from app.paper.forms import Common, Form
from app.paper.head import clause, moment
from app.paper.table import Values, draw_rows

_SIZE = 12.0


def recovery_sheet(station: str, key: str, at: datetime, *, lang: str = "zh") -> bytes:
    """One A4 with the key in large letters and what to do with it; `key` is printed as given."""
    form, words = forms.form("recovery", lang), forms.common(lang)
    return drawn(form.title, lambda drawing: _draw(drawing, station, key, at, form, words))


def _draw(
    drawing: Drawing, station: str, key: str, at: datetime, form: Form, words: Common
) -> None:
    middle = WIDTH / 2
    drawing.fitted((MARGIN, 22, INSIDE, 8), station, size=14, align=0.5)
    drawing.text(middle, 42, form.title, size=26, style=fonts.TITLE, align=0.5)
    drawing.text(middle, 52, f"{words.printed} {moment(at)}", size=10, align=0.5)
    frame = (MARGIN, 60.0, INSIDE, 34.0)
    drawing.box(*frame, thick=True)
    drawing.fitted(frame, key, size=20, style=fonts.BOLD, align=0.5)
    y = 104.0
    for one in form.clauses:
        lines = wrap(clause(one, words), (INSIDE - 4) * mm, size=_SIZE)
        y = drawing.paragraph(MARGIN + 2, y, INSIDE - 4, lines, _SIZE) + 3
    draw_rows(drawing, form.rows, Values(), words, (MARGIN, y + 4, INSIDE))
