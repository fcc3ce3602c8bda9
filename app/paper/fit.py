"""Fit a text into its box: shrink, then wrap, then carry the rest over; nothing is cut silently."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.domain.errors import Refused
from app.paper import fonts

LEADING = 1.28
SMALLEST = 6.5
_ONE_LINE = 0.8  # a single line may shrink this far before two lines look better
_STEP = 0.5
# A choice with its box, a mark, a word, or one character. What closes stays with what stands before
# it, what opens with what follows.
_PIECE = re.compile(
    r"\n"
    r"|[□■][^　\n]*　?"
    r"|【[^】\n]{1,8}】"
    r"|[（《“「【(\[]*"
    r"(?:[A-Za-z0-9À-ɏ@_.:/+'’-]+|[^\n])"
    r"[，。；：！？、）》”」】),.;:!?\]]* *"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Lines to print at a size in points, and what did not fit."""

    lines: tuple[str, ...]
    size: float
    rest: str = ""


@lru_cache(maxsize=2048)  # labels and choices are the same in every paper
def fit_text(
    text: str,
    width: float,
    height: float,
    *,
    style: str = fonts.TEXT,
    size: float = 10,
    smallest: float = SMALLEST,
    mark: str = "",
) -> Fitted:
    """Lay a text into a box (points). What does not fit at the smallest size is the rest.

    `mark` ends the last line when there is a rest; without a mark a rest raises `Refused`.
    """
    for one in _sizes(size, max(smallest, size * _ONE_LINE)):
        if "\n" not in text and fonts.width(text, style, one) <= width and _room(height, one):
            return Fitted(lines=(text,), size=one)
    for one in _sizes(size, smallest):
        room = _room(height, one)
        lines = wrap(text, width, style=style, size=one, most=room)
        if len(lines) <= room:
            return Fitted(lines=_shown(lines), size=one)
    if not mark:
        raise Refused("form.too_long", text=text)
    return _begin(text, width, height, style, smallest, mark)


def wrap(
    text: str,
    width: float,
    *,
    style: str = fonts.TEXT,
    size: float = 10,
    most: int | None = None,
) -> list[str]:
    """Lines not wider than `width` points, which joined are the text again.

    With `most`, no more is laid than shows that it takes more lines than that.
    """
    if "\n" not in text and fonts.width(text, style, size) <= width:
        return [text]
    lines, used = [""], 0.0
    for whole in _PIECE.findall(text):
        if whole == "\n":
            lines[-1] += "\n"
            lines.append("")
            used = 0.0
        for piece, bare, wide in _measured(whole, width, style, size):
            if lines[-1] and used + bare > width:
                lines.append("")
                used = 0.0
            lines[-1] += piece
            used += wide
        if most is not None and len(lines) > most:
            break
    return lines


def height_of(lines: int, size: float) -> float:
    """How high so many lines stand, in points."""
    return lines * size * LEADING


def _begin(text: str, width: float, height: float, style: str, size: float, mark: str) -> Fitted:
    room = _room(height, size)
    lines = wrap(text, width, style=style, size=size, most=room)
    if not room:
        return Fitted(lines=(), size=size, rest=text)
    start = "".join(lines[:room]).rstrip()
    while start and len(wrap(start + mark, width, style=style, size=size)) > room:
        start = start[:-1]
    return Fitted(
        lines=_shown(wrap(start + mark, width, style=style, size=size)),
        size=size,
        rest=text[len(start) :],
    )


def _measured(
    whole: str, width: float, style: str, size: float
) -> Iterable[tuple[str, float, float]]:
    """The pieces that may part, each with its width without and with the spaces at its end. Only a
    word wider than the whole line is broken inside."""
    if whole == "\n":
        return ()
    if len(whole) == 1 and whole.isalnum():  # as nearly always
        wide = fonts.advances(style)[whole] * size
        return ((whole, wide, wide),)
    end = whole.rstrip()
    bare = fonts.width(end, style, size)
    if bare <= width:
        wide = bare if len(end) == len(whole) else fonts.width(whole, style, size)
        return ((whole, bare, wide),)
    return (
        (one, 0.0 if one.isspace() else wide, wide)
        for one in whole
        for wide in (fonts.width(one, style, size),)
    )


def _room(height: float, size: float) -> int:
    # The last line needs no space below it.
    return max(0, int((height - size + 0.01) // (size * LEADING)) + 1) if height >= size else 0


def _sizes(size: float, smallest: float) -> list[float]:
    steps = int((size - smallest) / _STEP)
    sizes = [size - _STEP * step for step in range(steps + 1)]
    return sizes if sizes[-1] == smallest else [*sizes, smallest]


def _shown(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in lines)
