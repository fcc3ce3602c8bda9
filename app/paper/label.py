"""The label of a bag in custody, for the label printer: 60 by 40 mm."""

from app.paper import fonts, forms
from app.paper.code import case_code
from app.paper.drawing import Drawing
from app.paper.facts import Label
from app.paper.head import moment

_WIDE, _HIGH = 60.0, 40.0
_CODE = 25.0


def label(facts: Label) -> bytes:
    """Bag, seal and locker beside the code that opens the case; no name, since it hangs outside."""
    form = forms.form("label", facts.sheet.lang)
    drawing = Drawing(f"{form.title} {facts.bag}", size=(_WIDE, _HIGH))
    drawing.code(1.5, 9, _CODE, case_code(facts.case_number))
    drawing.fitted((1, 1, _WIDE - 2, 8), facts.bag, size=17, style=fonts.BOLD, mark="…")
    told = [
        (form.word("text", name), value)
        for name, value in (("seal", facts.seal), ("locker", facts.locker))
        if value
    ]
    lines = [f"{name} {value}" for name, value in told] + [moment(facts.at)]
    for number, line in enumerate(lines):
        box = (_CODE + 2.5, 10 + number * 8, _WIDE - _CODE - 3.5, 7.5)
        drawing.fitted(box, line, size=10, mark="…")
    drawing.fitted((1, 34.5, _WIDE - 2, 5), facts.case_number, size=10, mark="…")
    return drawing.done()
