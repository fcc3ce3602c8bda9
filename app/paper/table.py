"""Draw the rows of a form with the facts filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.paper import fonts
from app.paper.drawing import GREY, Drawing
from app.paper.fit import SMALLEST
from app.paper.forms import Cell, Common, Row

_LABEL, _VALUE, _NOTE = 9.0, 10.0, 7.0
_HEADING = 5.6
_TALL = 14.0
_SMALLEST_TALL = 8.5
_PRINTED_SHARE = 0.55  # of a cell for the hand, the rest is left for the pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What stands in the cells: texts by field, chosen codes of the choices, pictures (PNG)."""

    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rest:
    """What goes on overleaf."""

    label: str
    text: str


def draw_rows(
    drawing: Drawing,
    rows: list[Row],
    values: Values,
    words: Common,
    box: tuple[float, float, float],
    *,
    side: float = 0,
) -> tuple[float, list[Rest]]:
    """Rows in a box (x, y, width); the y below them and what did not fit.

    Rows marked `beside` leave `side` mm free at their right, for the photograph.
    """
    x, y, wide = box
    rests: list[Rest] = []
    for row in rows:
        if row.heading:
            _heading(drawing, row.heading, (x, y, wide))
            y += _HEADING
        rests += _row(drawing, row, values, words, (x, y, wide - side if row.beside else wide))
        y += row.height
    return y, rests


def height(rows: list[Row]) -> float:
    """How high rows stand, in mm."""
    return sum(row.height + (_HEADING if row.heading else 0) for row in rows)


def _heading(drawing: Drawing, text: str, box: tuple[float, float, float]) -> None:
    frame = (*box, _HEADING)
    drawing.tint(*frame)
    drawing.box(*frame)
    drawing.fitted(frame, text, size=_LABEL, style=fonts.BOLD)


def _row(
    drawing: Drawing,
    row: Row,
    values: Values,
    words: Common,
    box: tuple[float, float, float],
) -> list[Rest]:
    x, y, wide = box
    share = wide / sum(cell.width for cell in row.cells)
    rests: list[Rest] = []
    for cell in row.cells:
        rest = _cell(drawing, cell, values, words, (x, y, share * cell.width, row.height))
        if rest:
            rests.append(Rest(cell.label, rest))
        x += share * cell.width
    return rests


def _cell(
    drawing: Drawing,
    cell: Cell,
    values: Values,
    words: Common,
    box: tuple[float, float, float, float],
) -> str:
    x, y, wide, high = box
    label = cell.label_width if cell.label else 0
    if label:
        drawing.tint(x, y, label, high)
        drawing.line(x + label, y, x + label, y + high)
        drawing.fitted((x, y, label, high), cell.label, size=_LABEL, align=0.5)
    drawing.box(*box)
    inner = (x + label, y, wide - label, high)
    if cell.by_hand or (cell.or_by_hand and not values.texts.get(cell.field, "").strip()):
        _for_the_hand(drawing, cell, values, inner)
        return ""
    return _value(drawing, cell, values, words, inner)


def _value(
    drawing: Drawing,
    cell: Cell,
    values: Values,
    words: Common,
    box: tuple[float, float, float, float],
) -> str:
    if cell.choices:
        # Choices are our own words: they fit, or the form has to be mended.
        drawing.fitted(box, ticked(cell.choices, values.chosen.get(cell.field)), size=9.5)
        return ""
    text = values.texts.get(cell.field, "").strip()
    if not text:
        drawing.fitted(box, words.empty, size=_VALUE, align=0.5, colour=GREY)
        return ""
    # A long text is easier to read overleaf than small.
    tall = box[3] > _TALL
    smallest = _SMALLEST_TALL if tall else SMALLEST
    return drawing.fitted(box, text, size=_VALUE, top=tall, mark=words.continued, smallest=smallest)


def _for_the_hand(
    drawing: Drawing, cell: Cell, values: Values, box: tuple[float, float, float, float]
) -> None:
    """Room for a signature, thumb-print, seal or handwriting, with a small note below."""
    x, y, wide, high = box
    if picture := values.pictures.get(cell.field):
        drawing.picture((x + 1, y + 0.5, wide - 2, high - 5), picture)
        told = (x, y + high - 4.4, wide, 4.2)
        drawing.fitted(told, values.texts.get(cell.field, ""), size=_NOTE, align=1, colour=GREY)
        return
    if text := values.texts.get(cell.field, "").strip():
        drawing.fitted((x, y, wide * _PRINTED_SHARE, high), text, size=_VALUE)
    if cell.note:
        note = (x, y + high - 4.4, wide, 4.2)
        drawing.fitted(note, cell.note, size=_NOTE, align=1, colour=GREY)


def ticked(choices: Mapping[str, str], chosen: frozenset[str] | None) -> str:
    """All choices with their boxes; only what was answered is filled."""
    return "　".join(
        f"{'■' if code in (chosen or ()) else '□'}{word}" for code, word in choices.items()
    )
