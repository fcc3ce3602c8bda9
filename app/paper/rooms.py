"""Where the texts of a form must fit: boxes of which nothing goes on overleaf."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.paper import fonts
from app.paper.drawing import INSIDE, mm
from app.paper.fit import SMALLEST, fit_text
from app.paper.forms import Cell, Form, Row
from app.paper.head import CODE_SIDE
from app.paper.table import ticked
from app.paper.texts import Text, cell_key

# What each form leaves beside its rows, for the photograph or the code, differs: the most, in mm.
_ASIDE = 34.0
_SLACK = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What one box prints, of one text or of several; `room` in mm, `size` in points."""

    keys: tuple[str, ...]
    text: str
    room: tuple[float, float]
    size: float
    style: str = fonts.TEXT

    def fits(self) -> bool:
        """With nothing left over at the smallest size."""
        wide, high = (self.room[0] - 2) * mm, (self.room[1] - 0.6) * mm
        smallest = min(SMALLEST, self.size)
        told = fit_text(
            self.text, wide, high, style=self.style, size=self.size, smallest=smallest, mark="…"
        )
        return not told.rest

    @property
    def width(self) -> float:
        """In points, in one line."""
        return fonts.width(self.text, self.style, self.size)


def misfits(shipped: Form, form: Form, texts: Mapping[str, Text]) -> frozenset[str]:
    """Keys of what stands in a box that it does not fit. What is no wider than the shipped text
    fits: that one was looked at."""
    before = {one.keys: one for one in _carriers(shipped, texts)}
    return frozenset(
        key
        for one in _carriers(form, texts)
        if one.width > before[one.keys].width + _SLACK and not one.fits()
        for key in one.keys
    )


def _carriers(form: Form, texts: Mapping[str, Text]) -> Iterator[Carrier]:
    by_place = {place: key for key, text in texts.items() for place in text.at}
    wide = INSIDE - 2 * CODE_SIDE
    yield Carrier(keys=("title",), text=form.title, room=(wide, 10), size=20, style=fonts.TITLE)
    for name, rows in (("rows", form.rows), ("foot", form.foot)):
        yield from _of_rows(rows, (name,), by_place)
    for number, part in enumerate(form.parts):
        key = f"parts.{number + 1}"
        yield Carrier(keys=(key,), text=part.name, room=(95, 6), size=10, style=fonts.BOLD)
        yield from _of_rows(part.rows, ("parts", number, "rows"), by_place)
    if form.basis:
        keys = tuple(f"basis.{number + 1}" for number in range(len(form.basis)))
        yield Carrier(keys=keys, text="".join(x.text for x in form.basis), room=(INSIDE, 5), size=8)
    yield from _of_tables(form)


def _of_rows(
    rows: list[Row], at: tuple[str | int, ...], by_place: Mapping[tuple[str | int, ...], str]
) -> Iterator[Carrier]:
    for down, row in enumerate(rows):
        if key := by_place.get((*at, down, "heading")):
            room = (INSIDE - _ASIDE, 5.6)
            yield Carrier(keys=(key,), text=row.heading, room=room, size=9, style=fonts.BOLD)
        whole = sum(cell.width for cell in row.cells)
        for across, cell in enumerate(row.cells):
            wide = (INSIDE - _ASIDE) * cell.width / whole - cell.label_width
            here = (*at, down, "cells", across)
            if key := by_place.get((*here, "label")):
                room = (cell.label_width, row.height)
                yield Carrier(keys=(key,), text=cell.label, room=room, size=9)
            if key := by_place.get((*here, "note")):
                yield Carrier(keys=(key,), text=cell.note, room=(wide, 4.2), size=7)
            if cell.choices:
                yield _of_choices(cell, (wide, row.height))


def _of_choices(cell: Cell, room: tuple[float, float]) -> Carrier:
    key = cell_key(cell.field, cell.label)
    keys = tuple(f"choices.{key}.{code}" for code in cell.choices)
    return Carrier(keys=keys, text=ticked(cell.choices, None), room=room, size=9.5)


def _of_tables(form: Form) -> Iterator[Carrier]:
    """Headings of lists, and of their columns."""
    for kind in ("table", "chapter"):
        for code, text in form.words.get(kind, {}).items():
            keys = (f"words.{kind}.{code}",)
            room = (INSIDE - 10, 6.4)  # a number stands before some
            yield Carrier(keys=keys, text=text, room=room, size=10.5, style=fonts.BOLD)
    for kind, told in form.words.items():
        if not kind.endswith("_columns"):
            continue
        shares = {code: one.rpartition("|") for code, one in told.items()}
        whole = sum(float(share) for _, _, share in shares.values())
        for code, (title, _, share) in shares.items():
            room = (INSIDE * float(share) / whole, 6.0)
            keys = (f"words.{kind}.{code}",)
            yield Carrier(keys=keys, text=title, room=room, size=9, style=fonts.BOLD)
