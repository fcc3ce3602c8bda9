"""Papers 17 to 20 and 22 to 24: what goes to another body, and what came back."""

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Letter
from app.paper.forms import Common, Form
from app.paper.head import (
    BOTTOM,
    CODE,
    CODE_TOP,
    TOP,
    clause,
    continue_overleaf,
    day,
    draw_beside_photo,
    draw_foot,
    draw_head,
    head_texts,
    moment,
)
from app.paper.table import Values

_SIDE, _SIDE_NOTICE = 27.0, 62.0


def letter(facts: Letter) -> bytes:
    """The paper as PDF: one A4, and more only for what its cells cannot hold."""
    form, words = forms.form(facts.form, facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Letter, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    if facts.slip:
        drawing.code(MARGIN - 1, CODE_TOP, CODE, facts.slip)
    values = values_of(facts, form, words)
    side = _SIDE_NOTICE if facts.public else _SIDE
    y, rests = draw_beside_photo(drawing, form, facts.head, words, values, side)
    basis = "".join(clause(one, words) for one in form.basis)
    drawing.fitted((MARGIN - 1, y + 0.5, INSIDE + 2, 7), basis, size=8, top=True)
    draw_foot(drawing, facts.sheet, words)
    if facts.void or facts.waits:
        told = words.void if facts.void else form.word("text", "waits")
        drawing.watermark((TOP + BOTTOM) / 2, told)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def values_of(facts: Letter, form: Form, words: Common) -> Values:
    """What stands in its cells."""
    said, came = facts.said, facts.reply
    texts = dict(said) | head_texts(facts.head, words, facts.sheet.lang)
    texts |= {
        "number": facts.number,
        "station": facts.head.station,
        "station_phone": facts.station_phone,
        "station_address": facts.station_address,
        "own_phone": facts.own_phone,
        "real": facts.real,
        "alias": facts.alias,
        "arrived_at": moment(facts.arrived_at),
        "days": f"{facts.days}" if facts.days else "",
        "sent_on": day(facts.sent_on) if facts.sent_on else "",
        "approved_by": facts.approved_by,
        "letter": form.word("text", "letter"),
        "clauses": "\n".join(clause(one, words) for one in form.clauses),
        "reply_on": day(came.on) if came and came.on else "",
        "reply_whom": came.whom if came else "",
        "reply_number": came.number if came else "",
        "reply_words": came.words if came else "",
    }
    chosen = {name: frozenset({code}) for name, code in said.items()}
    chosen["reply"] = frozenset({came.result} if came else ())
    chosen["how"] = frozenset({facts.how} if facts.how else ())
    return Values(texts=texts, chosen=chosen)
