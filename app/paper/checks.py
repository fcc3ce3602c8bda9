"""Forms 5 and 6: 甄别查询记录, as long as it is, and 入站审批表, one A4."""

from app.domain.codes import CONDITIONS
from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import OutsideQuery, Queries, Searched, StayApproval, Ticked
from app.paper.forms import Common, Form
from app.paper.head import (
    clause,
    continue_overleaf,
    draw_beside_photo,
    draw_foot,
    draw_head,
    head_texts,
    moment,
)
from app.paper.lists import Table, listed
from app.paper.table import Rest, Values

_SIDE = 27.0


def queries(facts: Queries) -> bytes:
    """Form 5 as PDF: the conditions with their evidence, and everything that was asked."""
    return listed(
        "queries", facts.sheet, facts.head, lambda form, words: _tables(facts, form, words)
    )


def approval(facts: StayApproval) -> bytes:
    """Form 6 as PDF; what its cells cannot hold goes on overleaf."""
    form, words = forms.form("approval", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _tables(facts: Queries, form: Form, words: Common) -> list[Table]:
    spoken = [one for one in facts.asked if one.notes]
    return [
        ("conditions", [_condition(one, form, words) for one in facts.conditions]),
        ("asked", [_asked(one, form, words) for one in facts.asked]),
        ("notes", [[moment(x.at), _where(x, form), x.notes, x.officer] for x in spoken]),
        ("searched", [_searched(one, form, words) for one in facts.searched]),
    ]


def _condition(one: Ticked, form: Form, words: Common) -> list[str]:
    answer = form.word("met", one.answer) if one.answer else words.empty
    if one.differs:
        answer = f"{answer}\n{form.word('text', 'differs')}"
    evidence = one.words or words.empty
    if one.answer and one.at is None and not one.words:
        evidence = form.word("text", "at_arrival")
    source = form.word("source", one.source) if one.source else ""
    said = "\n".join(part for part in (source, one.told_by, moment(one.at)) if part)
    return [form.word("condition", one.code), answer, evidence, said or words.empty, one.officer]


def _where(one: OutsideQuery, form: Form) -> str:
    return "\n".join(part for part in (form.word("query_source", one.source), one.whom) if part)


def _asked(one: OutsideQuery, form: Form, words: Common) -> list[str]:
    why = f"{form.word('text', 'why')}{one.purpose}" if one.purpose else ""
    what = "\n".join(part for part in (one.asked, why) if part)
    came = form.word("outcome", one.outcome) if one.outcome else ""
    result = "\n".join(part for part in (came, one.result) if part)
    decided = form.word("decision", one.decision) if one.decision else ""
    who = "\n".join(part for part in (one.candidates, decided, one.reason) if part)
    return [moment(one.at), _where(one, form), what, result, who or words.empty, one.officer]


def _searched(one: Searched, form: Form, words: Common) -> list[str]:
    kinds = form.word("text", "between").join(form.word("search", kind) for kind in one.kinds)
    among = form.word("text", "among").format(many=one.looked_through) if one.looked_through else ""
    shown = form.word("text", "shown").format(many=one.shown)
    told = [f"{form.word('decision', k)} {n}" for k, n in one.decided.items() if n]
    left = one.shown - sum(one.decided.values())
    if left > 0:
        told.append(form.word("text", "undecided").format(many=left))
    found = "\n".join(part for part in (among, shown) if part)
    said = "\n".join(told) or words.empty
    return [moment(one.at), kinds, form.word("why", one.why), found, said, one.officer]


def _draw(drawing: Drawing, facts: StayApproval, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    values = _values(facts, form, words)
    y, rests = draw_beside_photo(drawing, form, facts.head, words, values, _SIDE)
    told = "".join(clause(one, words) for one in (*form.basis, *form.clauses))
    box = (MARGIN - 1, y + 0.5, INSIDE + 2, 10)
    # A province's own clauses may be longer than the room below the table.
    if rest := drawing.fitted(box, told, size=8, top=True, mark=words.continued):
        rests.append(Rest(form.title, rest))
    draw_foot(drawing, facts.sheet, words)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def _values(facts: StayApproval, form: Form, words: Common) -> Values:
    texts = head_texts(facts.head, words, facts.sheet.lang) | {
        "arrived_at": moment(facts.arrived_at),
        "queries": form.word("text", "queries").format(many=facts.queries),
        "facts": facts.facts,
        "special_words": facts.special_words,
        "room": facts.room,
        "service_words": facts.service_words,
        "opinion": facts.opinion or (form.word("text", "proposes") if facts.proposer else ""),
        "proposer": facts.proposer,
        "proposed_at": moment(facts.proposed_at),
        "reason": _reason(facts, form),
        "leader": facts.leader,
        "answered_at": moment(facts.answered_at),
    }
    chosen = {name: frozenset({facts.conditions.get(name, "")}) for name in CONDITIONS}
    chosen |= {"special": frozenset(facts.special), "services": frozenset(facts.services)}
    return Values(texts=texts, chosen=chosen | {"answer": frozenset({facts.answer})})


def _reason(facts: StayApproval, form: Form) -> str:
    """The leader's reason, and what still has to be known of it."""
    if not facts.answer:
        return form.word("text", "waits")
    marks = {"differs": facts.differs, "unconfirmed": facts.unconfirmed}
    told = [form.word("text", name) for name, on in marks.items() if on]
    return "\n".join(part for part in (facts.reason, *told) if part)
