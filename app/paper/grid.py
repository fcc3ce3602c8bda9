"""A ruled table of any length: its head stands again on each page, and nothing is cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.paper import fonts
from app.paper.drawing import INSIDE, MARGIN, Drawing, mm
from app.paper.fit import LEADING, wrap
from app.paper.flow import TITLE_ROOM, Flow
from app.paper.head import BOTTOM

_SIZE, _HEAD = 9.5, 9.0
_STEP = _SIZE * LEADING / mm
_BAND, _AIR = 6.0, 1.2
_MOST = 25  # lines of one row in one piece
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading and its share of the width."""

    title: str
    share: float


def draw_grid(
    drawing: Drawing, flow: Flow, columns: Sequence[Column], rows: Rows, title: str = ""
) -> None:
    """Rows of texts beneath their headings, from where the flow stands; a heading, and the title
    above it, never stand alone at the foot of a page."""
    edges = _edges(columns)
    laid = [_pieces(_cells(row, edges)) for row in rows]
    first = _high(laid[0][0]) if laid else 0.0
    if title:
        flow.room(TITLE_ROOM + _BAND + first)
        flow.heading(title)
    _titles(drawing, flow, columns, edges, first)
    for pieces in laid:
        for piece in pieces:
            high = _high(piece)
            if flow.y + high > BOTTOM:
                flow.room(high)
                _titles(drawing, flow, columns, edges, high)
            _row(drawing, flow.y, high, piece, edges)
            flow.y += high


def _cells(row: Sequence[str], edges: Sequence[float]) -> list[list[str]]:
    return [
        wrap(text, (right - left - 2) * mm, size=_SIZE)
        for text, (left, right) in zip(row, pairwise(edges), strict=True)
    ]


def _high(piece: list[list[str]]) -> float:
    return max(len(lines) for lines in piece) * _STEP + _AIR


def _pieces(cells: list[list[str]]) -> list[list[list[str]]]:
    """A row in parts none of which is higher than a page."""
    lines = max(len(cell) for cell in cells)
    return [
        [cell[start : start + _MOST] for cell in cells] for start in range(0, max(lines, 1), _MOST)
    ]


def _edges(columns: Sequence[Column]) -> list[float]:
    whole, at = sum(column.share for column in columns), MARGIN
    edges = [at]
    for column in columns:
        at += INSIDE * column.share / whole
        edges.append(at)
    return edges


def _titles(
    drawing: Drawing, flow: Flow, columns: Sequence[Column], edges: Sequence[float], first: float
) -> None:
    y = flow.room(_BAND + first)
    drawing.tint(MARGIN, y, INSIDE, _BAND)
    for column, (left, right) in zip(columns, pairwise(edges), strict=True):
        box = (left, y, right - left, _BAND)
        drawing.box(*box)
        drawing.fitted(box, column.title, size=_HEAD, style=fonts.BOLD, align=0.5)
    flow.y = y + _BAND


def _row(
    drawing: Drawing, y: float, high: float, cells: list[list[str]], edges: Sequence[float]
) -> None:
    for lines, (left, right) in zip(cells, pairwise(edges), strict=True):
        drawing.box(left, y, right - left, high)
        for number, line in enumerate(lines):
            base = y + _AIR / 2 + (number + 0.78) * _STEP
            cell = (left, y, right - left, high)
            drawing.text(left + 1, base, line.rstrip(), size=_SIZE, cell=cell)
