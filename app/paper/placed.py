"""What was drawn where, noted when somebody asks: how it is shown that nothing leaves a cell."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x, y, width and height in mm from the top left corner."""
_SEEN: ContextVar["list[Placed] | None"] = ContextVar("placed", default=None)
_SLACK = 0.05  # mm: rounding
# Of the characters, from the baseline, as shares of their size: what a reader's eye takes for ink.
_ABOVE, _BELOW = 0.88, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line of text as drawn: its page, its own box and the cell it belongs to."""

    page: int
    text: str
    box: Box
    cell: Box

    @property
    def outside(self) -> bool:
        """Some of it stands outside its cell."""
        x, y, wide, high = self.box
        left, top, room, deep = self.cell
        return (
            x < left - _SLACK
            or y < top - _SLACK
            or x + wide > left + room + _SLACK
            or y + high > top + deep + _SLACK
        )


def ink(x: float, baseline: float, wide: float, size: float) -> Box:
    """The box of a line of text on its baseline; `size` in mm."""
    return (x, baseline - _ABOVE * size, wide, (_ABOVE + _BELOW) * size)


@contextmanager
def noted() -> Iterator[list[Placed]]:
    """Every line of text that is drawn meanwhile, in this thread."""
    found: list[Placed] = []
    before = _SEEN.set(found)
    try:
        yield found
    finally:
        _SEEN.reset(before)


def asked() -> "list[Placed] | None":
    """The list to note in; None where nobody asked."""
    return _SEEN.get()
