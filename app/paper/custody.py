"""Forms 3 and 4: 安检及危险品登记 and 寄存物品清单, with lists as long as they are."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from app.paper import forms
from app.paper.drawing import INSIDE, MARGIN, Drawing, drawn
from app.paper.facts import Bag, Checked, Custody, GivenBack, Security, Thing
from app.paper.flow import Flow
from app.paper.forms import Common, Form
from app.paper.grid import Column, Rows, draw_grid
from app.paper.head import (
    TOP,
    continue_overleaf,
    draw_foot,
    draw_head,
    head_texts,
    moment,
    signatures,
)
from app.paper.table import Values, draw_rows, height

_SIDE = 25.0
_CASH = "cash"
Table = tuple[str, Rows]


def custody(facts: Custody) -> bytes:
    """Form 4 as PDF: what was taken into custody, how it was kept, and what was given back."""
    return _paper("custody", facts, lambda form, words: _custody(facts, form, words))


def security(facts: Security) -> bytes:
    """Form 3 as PDF: who checked, and what became of dangerous things."""
    return _paper("security", facts, lambda form, words: _security(facts, form, words))


def _paper(
    name: str, facts: Custody | Security, tables: Callable[[Form, Common], list[Table]]
) -> bytes:
    form, words = forms.form(name, facts.sheet.lang), forms.common(facts.sheet.lang)
    title = f"{form.title} {facts.head.case_number}"
    return drawn(title, lambda d: _draw(d, facts, form, words, tables(form, words)))


def _draw(
    drawing: Drawing, facts: Custody | Security, form: Form, words: Common, tables: list[Table]
) -> None:
    def begin() -> None:
        draw_head(drawing, form, facts.head, words)
        draw_foot(drawing, facts.sheet, words)

    begin()
    values = Values(
        texts=head_texts(facts.head, words, facts.sheet.lang), pictures=signatures(facts.head)
    )
    y, rests = draw_rows(drawing, form.rows, values, words, (MARGIN, TOP, INSIDE), side=_SIDE)
    photo = (MARGIN + INSIDE - _SIDE, TOP, _SIDE, y - TOP)
    drawing.photo(photo, facts.head.bearer.photo, (words.no_photo, words.bad_photo))
    drawing.box(MARGIN, TOP, INSIDE, y - TOP, thick=True)
    flow = Flow(drawing, y + 2, begin)
    flow.clauses(form.basis, words)
    for name, rows in tables:
        columns = _columns(form, name)
        shown = rows or [[words.empty] * len(columns)]
        draw_grid(drawing, flow, columns, shown, title=form.word("table", name))
    flow.y += 2
    flow.clauses(form.clauses, words)
    start = flow.room(height(form.foot) + 3) + 2
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, start, INSIDE))
    drawing.box(MARGIN, start, INSIDE, y - start, thick=True)
    continue_overleaf(drawing, form, facts.head, facts.sheet, words, rests + more)


def _columns(form: Form, table: str) -> list[Column]:
    """Of a table: "heading|share" in the order in which they stand."""
    told = form.words[f"{table}_columns"].values()
    return [
        Column(title=title, share=float(share))
        for title, _, share in (one.rpartition("|") for one in told)
    ]


def _custody(facts: Custody, form: Form, words: Common) -> list[Table]:
    money = [one for one in facts.things if one.kind == _CASH]
    rest = [one for one in facts.things if one.kind != _CASH]
    return [
        ("cash", _cash(money, form)),
        ("things", [_thing(n, one, form, words) for n, one in enumerate(rest, start=1)]),
        ("bags", [_bag(one, form) for one in facts.bags]),
        ("returns", [_returned(one, form) for one in facts.returns]),
        ("kept", [[_listed(facts.kept, form), form.word("text", "left")]] if facts.kept else []),
    ]


def _security(facts: Security, form: Form, words: Common) -> list[Table]:
    return [
        ("checks", [_checked(one, form, words) for one in facts.checks]),
        (
            "dangerous",
            [
                [
                    str(n),
                    one.item,
                    one.features,
                    str(one.quantity),
                    form.word("disposal", one.disposal),
                ]
                for n, one in enumerate(facts.things, start=1)
            ],
        ),
    ]


def _cash(money: Sequence[Thing], form: Form) -> Rows:
    """By denomination, the largest first, and the sum."""
    if not money:
        return []
    found = sorted(money, key=lambda one: one.worth or Decimal(0), reverse=True)
    rows = [[_yuan(x.worth), str(x.quantity), _yuan(_sum([x])), x.bag] for x in found]
    return [*rows, [form.word("text", "sum"), "", _yuan(_sum(found)), ""]]


def _sum(money: Sequence[Thing]) -> Decimal:
    return sum((x.worth * x.quantity for x in money if x.worth is not None), Decimal(0))


def _yuan(much: Decimal | None) -> str:
    return f"¥{much:.2f}" if much is not None else ""


def _thing(number: int, one: Thing, form: Form, words: Common) -> list[str]:
    kind = form.word("kind", one.kind)
    told = one.features or words.empty
    return [str(number), kind, one.item, told, one.number, str(one.quantity), one.bag]


def _bag(one: Bag, form: Form) -> list[str]:
    signed = _signed(one.how, one.witness, form)
    return [moment(one.at), one.bag, one.seal, one.locker, _both(one, form), signed]


def _returned(one: GivenBack, form: Form) -> list[str]:
    missing = _listed(one.missing, form)
    why = _of(missing, one.explanation, form) if missing else one.explanation
    who = one.receiver or form.word("text", "oneself")
    signed = _signed(one.how, one.witness, form)
    given = _listed(one.things, form)
    return [moment(one.at), given, why, f"{who}\n{signed}", _both(one, form)]


def _both(one: Bag | GivenBack, form: Form) -> str:
    """The two officers."""
    return form.word("text", "pair").format(one=one.officer, two=one.second)


def _of(what: str, value: str, form: Form) -> str:
    return form.word("text", "of").format(what=what, value=value)


def _signed(how: str, witness: str, form: Form) -> str:
    said = form.word("attested", how)
    return _of(said, witness, form) if witness else said


def _listed(things: Sequence[Thing], form: Form) -> str:
    """In one cell; money is told by denomination."""
    return form.word("text", "between").join(
        f"{form.word('kind', _CASH)} {_yuan(one.worth)}×{one.quantity}"
        if one.worth is not None
        else f"{one.item}×{one.quantity}"
        for one in things
    )


def _checked(one: Checked, form: Form, words: Common) -> list[str]:
    return [
        moment(one.at),
        _checker(one.one, one.one_sex, form, words),
        _checker(one.two, one.two_sex, form, words),
        "\n".join(part for part in (one.words, form.word("doubt", one.doubt)) if part),
    ]


def _checker(name: str, sex: str, form: Form, words: Common) -> str:
    return form.word("text", "sexed").format(name=name, sex=words.word("sex", sex or "9"))
