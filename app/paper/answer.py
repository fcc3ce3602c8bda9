"""权利请求答复书: what was asked and answered; before that, the receipt with the last day."""

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Answer
from app.paper.flow import Flow
from app.paper.forms import Common, Form
from app.paper.head import (
    TOP,
    continue_overleaf,
    day,
    draw_foot,
    draw_head,
    filled,
    head_texts,
    moment,
)
from app.paper.table import Values, draw_rows, height


def answer(facts: Answer) -> bytes:
    """The paper as PDF; whatever does not fit its cell goes on overleaf."""
    name = "answer" if facts.outcome else "receipt"
    form, words = forms.form(name, facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Answer, form: Form, words: Common) -> None:
    def begin() -> None:
        draw_head(drawing, form, facts.head, words)
        draw_foot(drawing, facts.sheet, words)

    begin()
    values = _values(facts, form, words)
    y, rests = draw_rows(drawing, form.rows, values, words, (MARGIN, TOP, INSIDE))
    drawing.box(MARGIN, TOP, INSIDE, y - TOP, thick=True)
    flow = Flow(drawing, y + 2, begin)
    told = form.basis if facts.adverse or not facts.outcome else []
    phone = facts.complaint_phone or facts.station_phone or words.empty
    flow.clauses(filled([*told, *form.clauses], {"phone": phone}), words)
    start = flow.room(height(form.foot) + 3) + 2
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, start, INSIDE))
    drawing.box(MARGIN, start, INSIDE, y - start, thick=True)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests + more)


def _values(facts: Answer, form: Form, words: Common) -> Values:
    texts = head_texts(facts.head, words, facts.sheet.lang) | {
        "number": facts.number,
        "kind": form.word("kind", facts.kind),
        "channel": form.word("channel", facts.channel),
        "words": facts.words,
        "received_on": day(facts.received_on),
        "due_on": day(facts.due_on),
        "reason": facts.reason,
        "answered_by": facts.answered_by,
        "answered_at": moment(facts.answered_at),
    }
    chosen = {"outcome": frozenset({facts.outcome})} if facts.outcome else {}
    return Values(texts=texts, chosen=chosen)
