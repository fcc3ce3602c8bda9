"""What is read aloud of a notice: what it says, and nothing that others in the room must not hear.

Name, birth, document and home stay on the paper; so do numbers, and what is left for the pen.
"""

from app.paper import adverse as adverse_paper
from app.paper import forms
from app.paper import listing as listing_paper
from app.paper.facts import Adverse, Listing, Notice
from app.paper.forms import Cell, Common, Form
from app.paper.head import filled
from app.paper.table import Values

_SILENT = frozenset({"number", "at"})


def notice(facts: Notice) -> str:
    """Form 2 from the first sentence to the last question."""
    form, words = forms.form("notice", facts.sheet.lang), forms.common(facts.sheet.lang)
    phone = {"complaint_phone": facts.complaint_phone or words.empty}
    told = [form.title, *(one.text for one in filled(form.clauses, phone))]
    for question in form.questions:
        told += [question.title, *(one.text for one in question.clauses)]
        told.append("、".join(question.choices.values()))
    return _sentences(told)


def adverse(facts: Adverse) -> str:
    """Form 7 or 21."""
    form, words = forms.form(facts.kind, facts.sheet.lang), forms.common(facts.sheet.lang)
    return _rows(form, adverse_paper.values_of(facts, form, words), words)


def listing(facts: Listing) -> str:
    """Papers 25."""
    form, words = forms.form(facts.kind, facts.sheet.lang), forms.common(facts.sheet.lang)
    return _rows(form, listing_paper.values_of(facts, form, words), words)


def _rows(form: Form, values: Values, words: Common) -> str:
    told = [form.title]
    for row in form.rows:
        if row.beside:
            continue
        told.append(row.heading)
        told += [_cell(cell, values) for cell in row.cells if cell.field not in _SILENT]
    return _sentences(told).replace(words.unverified, "")


def _cell(cell: Cell, values: Values) -> str:
    if cell.by_hand:
        return ""
    chosen = values.chosen.get(cell.field, frozenset())
    said = [word for code, word in cell.choices.items() if code in chosen]
    text = "、".join(said) if cell.choices else values.texts.get(cell.field, "").strip()
    label = cell.label.replace("　", "").replace("\n", "")
    return f"{label}：{text}" if text and label else text


def _sentences(told: list[str]) -> str:
    """One a line; a voice takes breath there."""
    return "\n".join(line for one in told if (line := one.strip()))
