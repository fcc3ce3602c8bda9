"""Form 8: 在站服务及离站登记表, what was given in the station, and how somebody left it."""

from collections.abc import Iterable

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Extension, Stay
from app.paper.forms import Common, Form
from app.paper.head import (
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

_SIDE = 27.0


def stay(facts: Stay) -> bytes:
    """The form as PDF: one A4, and more only for what its cells cannot hold."""
    form, words = forms.form("stay", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Stay, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    values = _values(facts, form, words)
    y, rests = draw_beside_photo(drawing, form, facts.head, words, values, _SIDE)
    basis = "".join(clause(one, words) for one in form.basis)
    drawing.fitted((MARGIN - 1, y + 0.5, INSIDE, 5), basis, size=8)
    draw_foot(drawing, facts.sheet, words)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def _values(facts: Stay, form: Form, words: Common) -> Values:
    told = facts.extensions
    texts = head_texts(facts.head, words, facts.sheet.lang) | {
        "arrived_at": moment(facts.arrived_at),
        "bed": facts.bed,
        "days": form.word("text", "days").format(many=facts.days),
        "meals": form.word("text", "meals").format(many=facts.meals),
        "clothes": _lines(facts.clothes),
        "medical": _lines(facts.medical),
        "counselling": _lines(facts.counselling),
        "training": _lines(facts.training),
        "care": _lines(facts.care),
        "calls": _lines(facts.calls),
        "incidents": _lines(facts.incidents),
        "extensions": _lines(_extension(one, form) for one in told),
        "left_at": moment(facts.left_at) or form.word("text", "here"),
        "destination": facts.destination,
        "voucher": facts.voucher,
        "note": facts.note,
        "returned": facts.belongings,
    }
    return Values(texts=texts, chosen={"way": frozenset({facts.way})})


def _lines(told: Iterable[str]) -> str:
    return "\n".join(told)


def _extension(one: Extension, form: Form) -> str:
    on, until = day(one.on) if one.on else "", day(one.until)
    told = form.word("text", "extension")
    return told.format(on=on, until=until, number=one.number, why=one.why)
