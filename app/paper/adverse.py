"""Forms 7 and 21: 不予救助通知书 and 终止救助通知书, with the ground, the help and the remedies."""

from app.paper import forms
from app.paper.drawing import Drawing, drawn
from app.paper.facts import Adverse, Opinion
from app.paper.forms import Common, Form
from app.paper.head import (
    BOTTOM,
    TOP,
    clause,
    continue_overleaf,
    draw_beside_photo,
    draw_foot,
    draw_head,
    head_texts,
    moment,
    official,
)
from app.paper.table import Values

_SIDE = 27.0


def adverse(facts: Adverse) -> bytes:
    """The notice as PDF: one A4, and more only for what its cells cannot hold."""
    form, words = forms.form(facts.kind, facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Adverse, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    values = values_of(facts, form, words)
    _, rests = draw_beside_photo(drawing, form, facts.head, words, values, _SIDE)
    draw_foot(drawing, facts.sheet, words)
    if facts.void:
        drawing.watermark((TOP + BOTTOM) / 2, words.void)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def values_of(facts: Adverse, form: Form, words: Common) -> Values:
    """What stands in its cells."""
    witnesses, lang = (*facts.witnesses, "", ""), facts.sheet.lang
    texts = head_texts(facts.head, words, lang) | {
        "at": official(facts.head.at, lang),
        "arrived_at": official(facts.arrived_at, lang),
        "decision": form.word("text", "decision"),
        "facts": facts.facts,
        "opinions": "\n".join(_opinion(one, form) for one in facts.opinions),
        "basis": "".join(clause(one, words) for one in form.basis),
        "help_words": facts.help_words,
        "channels": _channels(facts, form, words),
        "remedies": "\n".join(clause(one, words) for one in form.clauses),
        "complaint_phone": facts.complaint_phone,
        "received_at": official(facts.received_at, lang),
        "witness_one": witnesses[0],
        "witness_two": witnesses[1],
    }
    chosen = {
        "ground": frozenset({facts.ground}),
        "help": frozenset(facts.help),
        "how": frozenset({facts.how}),
    }
    return Values(texts=texts, chosen=chosen)


def _channels(facts: Adverse, form: Form, words: Common) -> str:
    """What the officer named, and what holds for everybody."""
    told = [clause(one, words) for question in form.questions for one in question.clauses]
    return "\n".join(one for one in (facts.channels, *told) if one)


def _opinion(one: Opinion, form: Form) -> str:
    told = form.word("text", "said" if one.words else "silent")
    return told.format(
        at=moment(one.at), by=one.heard_by, words=one.words, witnesses="、".join(one.witnesses)
    )
