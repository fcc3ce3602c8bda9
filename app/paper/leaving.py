"""Papers 9, 10 and 12 to 16: what is signed when somebody leaves, by the way in which they do."""

from decimal import Decimal

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Leaving
from app.paper.forms import Common, Form
from app.paper.head import (
    BOTTOM,
    CODE,
    CODE_TOP,
    TOP,
    clause,
    continue_overleaf,
    draw_beside_photo,
    draw_foot,
    draw_head,
    head_texts,
    moment,
)
from app.paper.table import Values

_SIDE = 27.0
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def leaving(facts: Leaving) -> bytes:
    """The paper as PDF: one A4, and more only for what its cells cannot hold."""
    form, words = forms.form(facts.form, facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.head.case_number}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Leaving, form: Form, words: Common) -> None:
    draw_head(drawing, form, facts.head, words)
    if facts.ticket:
        drawing.code(MARGIN - 1, CODE_TOP, CODE, facts.ticket)
    values = values_of(facts, form, words)
    y, rests = draw_beside_photo(drawing, form, facts.head, words, values, _SIDE)
    basis = "".join(clause(one, words) for one in form.basis)
    drawing.fitted((MARGIN - 1, y + 0.5, INSIDE + 2, 7), basis, size=8, top=True)
    draw_foot(drawing, facts.sheet, words)
    if facts.void:
        drawing.watermark((TOP + BOTTOM) / 2, words.void)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests)


def values_of(facts: Leaving, form: Form, words: Common) -> Values:
    """What stands in its cells."""
    said = facts.said
    known = {name: said.get(name, "") for name in ("health", "risks")}
    texts = dict(said) | head_texts(facts.head, words, facts.sheet.lang)
    texts |= {
        "station": facts.head.station,
        "station_phone": facts.station_phone,
        "own_phone": facts.own_phone,
        "real": facts.real,
        "apart": _apart(facts, form, words),
        "arrived_at": moment(facts.arrived_at),
        "left_at": moment(facts.left_at),
        "belongings": facts.belongings,
        "kept_why": "：".join(filter(None, (said.get("kept", ""), said.get("kept_why", "")))),
        "health_risks": "；".join(filter(None, known.values())),
        "fare": f"{facts.fare:.2f}" if facts.fare is not None else "",
        "fare_words": in_words(facts.fare) if facts.fare is not None else "",
        "statement": form.word("text", "statement"),
        "letter": form.word("text", "letter"),
        "clauses": "\n".join(clause(one, words) for one in form.clauses),
    }
    return Values(texts=texts, chosen={name: frozenset({code}) for name, code in said.items()})


def _apart(facts: Leaving, form: Form, words: Common) -> str:
    """人户分离: both places, and how each was told."""
    said = facts.said
    if not said.get("real"):
        return ""
    places = ("home", "real", "told_home", "told_real")
    told = {name: said.get(name, "") or words.empty for name in places}
    return form.word("text", "apart").format(**told)


def in_words(fare: Decimal) -> str:
    """An amount below a hundred yuan as receipts write it: 壹拾贰元伍角整; 零 only between."""
    yuan, cents = divmod(int(fare * 100), 100)
    tens, ones = divmod(yuan, 10)
    whole = (f"{_DIGITS[tens]}拾" if tens else "") + (_DIGITS[ones] if ones else "")
    jiao, fen = divmod(cents, 10)
    if not cents:
        return f"{whole or '零'}元整"
    begin = f"{whole}元" if whole else ""
    dimes = f"{_DIGITS[jiao]}角" if jiao else "零" if whole else ""
    return f"{begin}{dimes}{_DIGITS[fen]}分" if fen else f"{begin}{dimes}整"
