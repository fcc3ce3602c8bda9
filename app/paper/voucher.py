"""Form 11: 专用车票购票凭证, the return-travel voucher; three parts on one A4."""

from decimal import Decimal

from app.domain.errors import Refused
from app.paper import fonts, forms
from app.paper.drawing import GREY, INSIDE, MARGIN, WIDTH, Drawing, drawn
from app.paper.facts import Voucher
from app.paper.forms import Common, Form, Part
from app.paper.head import clause, day, head_texts, how_printed, moment
from app.paper.table import Values, draw_rows

_TOP, _HIGH = 6.0, 95.5
_HEAD = 14.5
_SIDE = 34.0
_PHOTO = 32.0
_TABLE = 66.5


def voucher(facts: Voucher) -> bytes:
    """The voucher as PDF, always one sheet: a text that cannot fit raises `Refused`."""
    form, words = forms.form("voucher", facts.sheet.lang), forms.common(facts.sheet.lang)
    return drawn(f"{form.title} {facts.serial}", lambda d: _draw(d, facts, form, words))


def _draw(drawing: Drawing, facts: Voucher, form: Form, words: Common) -> None:
    values = _values(facts, form, words)
    for place, part in enumerate(form.parts):
        top = _TOP + place * _HIGH
        if place:
            _cut(drawing, top - 2.5, words)
        _part(drawing, part, facts, form, words, values, top)


def _part(
    drawing: Drawing,
    part: Part,
    facts: Voucher,
    form: Form,
    words: Common,
    values: Values,
    top: float,
) -> None:
    _heading(drawing, part, facts, form, words, top)
    start = top + _HEAD
    box = (MARGIN, start, INSIDE - _SIDE)
    y, rests = draw_rows(drawing, part.rows, values, words, box)
    if rests:
        raise Refused("form.cell_too_long", field=rests[0].label.replace("\n", ""))
    drawing.box(MARGIN, start, INSIDE - _SIDE, y - start, thick=True)
    _beside(drawing, facts, words, start)
    _below(drawing, facts, form, words, max(y, start + _TABLE))
    if facts.void:
        drawing.watermark(top + _HIGH / 2, words.void)


def _heading(
    drawing: Drawing, part: Part, facts: Voucher, form: Form, words: Common, top: float
) -> None:
    title = (MARGIN + 45, top, INSIDE - 90, 8)
    drawing.fitted(title, form.title, size=16, style=fonts.TITLE, align=0.5)
    drawing.fitted((MARGIN - 1, top, 46, 8), facts.head.station, size=9)
    number = f"{words.number} {facts.head.case_number}"
    drawing.fitted((WIDTH - MARGIN - 46, top, 47, 8), number, size=8, align=1)
    drawing.fitted((MARGIN - 1, top + 8, 95, 6), part.name, size=10, style=fonts.BOLD)
    serial = f"{form.word('route', 'serial')}　{facts.serial}"
    drawing.fitted((MARGIN + 94, top + 8, INSIDE - 93, 6), serial, size=11, align=1)


def _beside(drawing: Drawing, facts: Voucher, words: Common, top: float) -> None:
    left = WIDTH - MARGIN - _SIDE
    photo = (left + 5, top, _SIDE - 5, _PHOTO)
    drawing.photo(photo, facts.head.bearer.photo, (words.no_photo, words.bad_photo))
    drawing.code(left + 2, top + _PHOTO + 1.5, _SIDE - 1, facts.code)


def _below(drawing: Drawing, facts: Voucher, form: Form, words: Common, y: float) -> None:
    rules = "".join(clause(one, words) for one in form.clauses)
    style = fonts.TEXT
    if facts.void:
        rules = form.word("route", "void").format(reason=facts.void_reason or words.empty)
        style = fonts.BOLD
    drawing.fitted((MARGIN - 1, y + 0.4, INSIDE + 2, 4.4), rules, size=8.5, style=style)
    printed = f"{how_printed(facts.sheet, words)}　{words.printed} {moment(facts.sheet.printed_at)}"
    drawing.fitted((MARGIN - 1, y + 4.6, INSIDE + 2, 4), printed, size=7.5, colour=GREY)


def _cut(drawing: Drawing, y: float, words: Common) -> None:
    middle, half = WIDTH / 2, 14.0
    drawing.line(4, y, middle - half, y, dashed=True)
    drawing.line(middle + half, y, WIDTH - 4, y, dashed=True)
    drawing.text(middle, y + 0.9, words.cut, size=7, align=0.5, colour=GREY)


def _values(facts: Voucher, form: Form, words: Common) -> Values:
    texts = head_texts(facts.head, words, facts.sheet.lang) | {
        "from_place": facts.from_place,
        "to_place": facts.to_place,
        "depart_on": day(facts.depart_on),
        "valid_until": day(facts.valid_until),
        "train": facts.train,
        "seat": facts.seat,
        "route": _route(facts, form, words),
        "fare": _fare(facts.fare, form),
        "account": facts.account,
        "note": facts.note,
        "handlers": "\n".join(filter(None, (facts.head.handler, facts.head.second_handler))),
    }
    return Values(texts=texts)


def _route(facts: Voucher, form: Form, words: Common) -> str:
    if facts.direct:
        return form.word("route", "direct")
    place, relief = facts.transfer_place or words.empty, facts.transfer_relief or words.empty
    return form.word("route", "transfer").format(place=place, relief=relief)


def _fare(fare: Decimal | None, form: Form) -> str:
    return "" if fare is None else form.word("route", "fare").format(fare=f"{fare:.2f}")
