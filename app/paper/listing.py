"""Papers 25 a to c of 重点甄别名单: the notice, the objection, and what is decided."""

from app.paper import forms
from app.paper.drawing import Drawing, drawn
from app.paper.facts import Grounds, Listing, Opinion
from app.paper.forms import Common, Form
from app.paper.head import (
    clause,
    continue_overleaf,
    day,
    draw_beside_photo,
    draw_foot,
    draw_head,
    filled,
    head_texts,
    moment,
    official,
    official_day,
)
from app.paper.table import Values

_SIDE = 27.0
_ENDS = "revoked"


def listing(facts: Listing) -> bytes:
    """The paper as PDF: one A4, and more only for what its cells cannot hold."""
    form, words = forms.form(facts.kind, facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Listing, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    values = values_of(facts, form, words)
    _, rests = draw_beside_photo(drawing, form, facts.head, words, values, _SIDE)
    draw_foot(drawing, facts.sheet, words)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def values_of(facts: Listing, form: Form, words: Common) -> Values:
    """What stands in its cells."""
    phones = {
        "station_phone": facts.station_phone or words.empty,
        "complaint_phone": facts.complaint_phone or words.empty,
    }
    lang = facts.sheet.lang
    told = "ended" if facts.outcome == _ENDS else "stands"
    ends = facts.until if facts.outcome != _ENDS else None
    texts = head_texts(facts.head, words, lang) | {
        "at": official(facts.head.at, lang),
        "number": facts.number,
        "fact": form.word("fact", facts.fact),
        "facts": _facts(facts, form),
        "grounds": "\n".join(_grounds(n, one, form) for n, one in enumerate(facts.grounds, 1)),
        "opinions": _opinions(facts, form),
        "decision": form.word("decision", facts.outcome),
        "reason": facts.reason,
        "decided_at": official(facts.decided_at, lang),
        "until": official_day(ends, lang) if ends else "",
        "objection": facts.objection,
        "objected_at": official(facts.objected_at, lang),
        "due_on": official_day(facts.due_on, lang) if facts.due_on else "",
        "measure": form.word("text", "measure"),
        "effects": form.word("effects", told),
        "counselling": form.word("text", "counselling"),
        "basis": "".join(clause(one, words) for one in form.basis),
        "clauses": "\n".join(clause(one, words) for one in filled(form.clauses, phones)),
        "proof": facts.proof,
        "served_at": official(facts.served_at, lang),
        **phones,
    }
    chosen = {"outcome": facts.outcome, "how": facts.how, "fact_box": facts.fact}
    return Values(texts=texts, chosen={name: frozenset({code}) for name, code in chosen.items()})


def _facts(facts: Listing, form: Form) -> str:
    """What is said to have happened and when, and what was found when that was looked into."""
    told = [f"{day(facts.happened_on)}　{facts.facts}"]
    if facts.found:
        told.append(form.word("text", "found").format(found=facts.found))
    return "\n".join(told)


def _grounds(number: int, one: Grounds, form: Form) -> str:
    source = one.source or form.word("text", "unnamed")
    return f"{number}. {form.word('ground', one.kind)}：{source}"


def _opinions(facts: Listing, form: Form) -> str:
    """What the person said before it was decided, and what they objected afterwards."""
    said = [_opinion(one, form) for one in facts.opinions]
    if facts.objection:
        objected = form.word("text", "objected")
        said.append(objected.format(at=moment(facts.objected_at), words=facts.objection))
    return "\n".join(said)


def _opinion(one: Opinion, form: Form) -> str:
    return form.word("text", "said").format(at=moment(one.at), by=one.heard_by, words=one.words)
