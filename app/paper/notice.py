"""Form 2: 入站告知书, what a person is told on arrival, and what they answered."""

from functools import lru_cache

from app.paper import fonts, forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn, mm
from app.paper.facts import Notice
from app.paper.fit import height_of, wrap
from app.paper.forms import Clause, Common, Form, Question
from app.paper.head import (
    BOTTOM,
    TOP,
    clause,
    continue_overleaf,
    draw_foot,
    draw_head,
    filled,
    head_texts,
    moment,
    signatures,
)
from app.paper.table import Values, draw_rows, height, ticked

_SIDE = 25.0
_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_BAND = 7.0
_GAP = 0.6


def notice(facts: Notice) -> bytes:
    """The notice as PDF; a box is filled only where there was an answer."""
    form, words = forms.form("notice", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Notice, form: Form, words: Common) -> None:
    _begin(drawing, facts, form, words)
    values = _values(facts, form, words)
    box = (MARGIN, TOP, INSIDE)
    y, rests = draw_rows(drawing, form.rows, values, words, box, side=_SIDE)
    photo = (MARGIN + INSIDE - _SIDE, TOP, _SIDE, y - TOP)
    drawing.photo(photo, facts.head.bearer.photo, (words.no_photo, words.bad_photo))
    drawing.box(MARGIN, TOP, INSIDE, y - TOP, thick=True)
    phone = facts.complaint_phone or words.empty
    clauses = filled(form.clauses, {"complaint_phone": phone})
    size = _size(clauses, form, words, BOTTOM - y - 4 - height(form.foot))

    def room(y: float, wanted: float) -> float:
        """Where to go on: here, or at the top of a new page."""
        if y + wanted <= BOTTOM:
            return y
        drawing.turn()
        _begin(drawing, facts, form, words)
        return TOP

    y += 2
    for one in clauses:
        lines = _lines(one, words, size)
        for line in lines:
            y = drawing.paragraph(MARGIN + 1, room(y, size / 2), INSIDE - 2, [line], size)
        y += _GAP
    for question in form.questions:
        y = room(y + 1.5, _question_height(question, words, size))
        y = _question(drawing, question, facts, words, y, size)
    start = room(y + 2, height(form.foot))
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, start, INSIDE))
    drawing.box(MARGIN, start, INSIDE, y - start, thick=True)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests + more)


def _begin(drawing: Drawing, facts: Notice, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    draw_foot(drawing, facts.sheet, words)


def _question(
    drawing: Drawing, question: Question, facts: Notice, words: Common, y: float, size: float
) -> float:
    """A frame with the notice and its own answer, never filled beforehand."""
    aside = 68.0
    drawing.tint(MARGIN, y, INSIDE, _BAND)
    boxes = ticked(question.choices, frozenset({facts.answers.get(question.field, "")}))
    drawing.fitted((MARGIN, y, INSIDE - aside, _BAND), question.title, size=10, style=fonts.BOLD)
    drawing.fitted((MARGIN + INSIDE - aside, y, aside, _BAND), boxes, size=10, align=1)
    end = y + _question_height(question, words, size)
    drawing.box(MARGIN, y, INSIDE, end - y)
    y += _BAND + _GAP
    for one in question.clauses:
        lines = _lines(one, words, size)
        y = drawing.paragraph(MARGIN + 1, y, INSIDE - 2, lines, size) + _GAP
    return end


def _question_height(question: Question, words: Common, size: float) -> float:
    inside = [height_of(len(_lines(one, words, size)), size) / mm for one in question.clauses]
    return _BAND + sum(inside) + _GAP * (len(inside) + 1 if inside else 0)


def _size(clauses: list[Clause], form: Form, words: Common, room: float) -> float:
    """The largest size, for old eyes, at which all is on one sheet."""
    for size in _SIZES:
        told = (height_of(len(_lines(one, words, size)), size) / mm + _GAP for one in clauses)
        asked = (_question_height(one, words, size) + 1.5 for one in form.questions)
        if sum(told) + sum(asked) <= room:
            return size
    return _SIZES[-1]


def _lines(one: Clause, words: Common, size: float) -> list[str]:
    return list(_wrapped(clause(one, words), size))


@lru_cache(maxsize=512)
def _wrapped(text: str, size: float) -> tuple[str, ...]:
    """Texts of the form, the same for everybody, at each of the sizes that are tried."""
    return tuple(wrap(text, (INSIDE - 2) * mm, size=size))


def _values(facts: Notice, form: Form, words: Common) -> Values:
    texts = head_texts(facts.head, words, facts.sheet.lang) | {
        "how": form.word("how", facts.how),
        "read_by": facts.read_by,
        "read_at": moment(facts.read_at),
    }
    return Values(texts=texts, pictures=signatures(facts.head))
