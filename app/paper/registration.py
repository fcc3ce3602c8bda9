"""Form 1: 求助登记表, the statutory registration of a request for help."""

from app.domain.codes import CONDITIONS
from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Kin, Query, Registration
from app.paper.forms import Common, Form
from app.paper.head import (
    clause,
    continue_overleaf,
    draw_beside_photo,
    draw_foot,
    draw_head,
    head_texts,
    moment,
    signatures,
)
from app.paper.table import Values

_SIDE = 30.0


def registration(facts: Registration) -> bytes:
    """The form as PDF: one A4, and more only for what its cells cannot hold."""
    form, words = forms.form("registration", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Registration, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    values = _values(facts, form, words)
    y, rests = draw_beside_photo(drawing, form, facts.head, words, values, _SIDE)
    basis = "".join(clause(one, words) for one in form.basis)
    drawing.fitted((MARGIN - 1, y + 0.5, INSIDE, 5), basis, size=8)
    draw_foot(drawing, facts.sheet, words)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def _values(facts: Registration, form: Form, words: Common) -> Values:
    texts = head_texts(facts.head, words, facts.sheet.lang) | {
        "alias": facts.alias,
        "usual_address": facts.usual_address,
        "phone": facts.phone,
        "accent": facts.accent,
        "marks": facts.marks,
        "arrived_at": moment(facts.arrived_at),
        "found_at": facts.found_at,
        "brought_by": facts.brought_by,
        "checks": _checks(facts, form),
        "reason": form.word("reason", facts.reason),
        "since": facts.since,
        "story": facts.story,
        "kin": "\n".join(_kin(one, words) for one in facts.kin),
        "belongings": facts.belongings,
        "queries": "\n".join(_query(one, words) for one in facts.queries),
        "result_note": facts.result_note,
    }
    one = {"welfare": facts.welfare, "way": facts.way, "result": facts.result}
    answered = {name: _answer(facts.conditions.get(name)) for name in CONDITIONS}
    chosen = {name: frozenset({code}) for name, code in (one | answered).items() if code}
    return Values(texts=texts, chosen=chosen, pictures=signatures(facts.head))


def _checks(facts: Registration, form: Form) -> str:
    answers = facts.checks.items()
    return "　".join(f"{form.word('checks', k)}：{form.word('answers', v)}" for k, v in answers)


def _answer(answer: str | bool | None) -> str:
    return ("yes" if answer else "no") if isinstance(answer, bool) else answer or ""


def _kin(kin: Kin, words: Common) -> str:
    """What is known of a relative; what is not is left out."""
    told = {"relation": kin.relation, "phone": kin.phone, "address": kin.address}
    return kin.name + "".join(words.kin[part].format(said) for part, said in told.items() if said)


def _query(query: Query, words: Common) -> str:
    result = query.result or words.empty
    return words.query.format(at=moment(query.at), source=query.source, result=result)
