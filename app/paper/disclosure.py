"""本人信息告知单: what is kept about a person, as long as it is, in words anybody understands."""

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Disclosure
from app.paper.flow import Flow
from app.paper.forms import Common, Form
from app.paper.head import (
    TOP,
    continue_overleaf,
    draw_foot,
    draw_head,
    filled,
    head_texts,
    signatures,
)
from app.paper.table import Values, draw_rows, height

_SIDE = 25.0
NOTHING, RIGHTS = "nothing", "rights"


def disclosure(facts: Disclosure) -> bytes:
    """The paper as PDF: as many pages as there is to say, numbered."""
    form, words = forms.form("disclosure", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Disclosure, form: Form, words: Common) -> None:
    def begin() -> None:
        draw_head(drawing, form, facts.head, words)
        draw_foot(drawing, facts.sheet, words)

    begin()
    values = Values(
        texts=head_texts(facts.head, words, facts.sheet.lang), pictures=signatures(facts.head)
    )
    y, rests = draw_rows(drawing, form.rows, values, words, (MARGIN, TOP, INSIDE), side=_SIDE)
    photo = (MARGIN + INSIDE - _SIDE, TOP, _SIDE, y - TOP)
    drawing.photo(photo, facts.head.bearer.photo, (words.no_photo, words.bad_photo))
    drawing.box(MARGIN, TOP, INSIDE, y - TOP, thick=True)
    flow = Flow(drawing, y + 2, begin)
    flow.clauses(form.basis, words)
    for number, one in enumerate(facts.chapters, start=1):
        title = f"{number}　{form.word('chapter', one.name)}"
        flow.chapter(title, one, form.word("words", NOTHING))
    flow.heading(f"{len(facts.chapters) + 1}　{form.word('chapter', RIGHTS)}")
    phones = {
        "station_phone": facts.station_phone or words.empty,
        "complaint_phone": facts.complaint_phone or words.empty,
    }
    flow.clauses(filled(form.clauses, phones), words)
    start = flow.room(height(form.foot) + 3) + 2
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, start, INSIDE))
    drawing.box(MARGIN, start, INSIDE, y - start, thick=True)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests + more)
