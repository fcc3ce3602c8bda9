"""Draw on A4 in millimetres from the top left corner."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any

import segno
from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.paper import fonts, placed
from app.paper.fit import LEADING, SMALLEST, Fitted, fit_text, height_of
from app.paper.picture import clear, ready
from app.paper.placed import Box, Placed

rl_config.useA85 = 0  # bytes as they are: a quarter smaller, and the encoder took 20 ms a paper
mm = 72 / 25.4  # in points
WIDTH, HEIGHT = A4[0] / mm, A4[1] / mm
MARGIN = 14.0
INSIDE = WIDTH - 2 * MARGIN
GREY, _TINT = HexColor(0x5A6572), HexColor(0xEEF1F5)
_THIN, _THICK = 0.4, 1.0
_PAD = 1.0
# Of codes: looking for the best of eight takes 25 ms, and of a signature none is better.
_MASK = 1
_ABOVE_TOP = 0.9  # mm of air above a text that begins at the top of its cell


class Drawing:
    """A PDF in the making; `size` in mm. Its operators are written directly: a form has hundreds,
    and reportlab's own take five times as long."""

    def __init__(self, title: str, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self._buffer, self._size = BytesIO(), size
        # The same facts give the same bytes: no time of making inside.
        page = (size[0] * mm, size[1] * mm)
        # Begun with one of ours: else Helvetica is named in every paper, which is not embedded.
        first = fonts.load(fonts.CHAINS[fonts.TEXT][0])
        self._canvas: Any = Canvas(
            self._buffer, pagesize=page, invariant=1, pageCompression=1, initialFontName=first
        )
        self._canvas.setTitle(title)
        self._document = self._canvas._doc  # noqa: SLF001 - subsets of fonts belong to it
        self._write: Callable[[str], None] = self._canvas.addLiteral
        self._ready: dict[tuple[int, float, float], bytes | None] = {}
        self._waiting: list[tuple[str, int, Callable[[int], None]]] = []
        self._noted = placed.asked()
        self._filled: Color | None = None
        """The colour that fills now; None: not known."""
        self.page = 1

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10,
        style: str = fonts.TEXT,
        align: float = 0,
        colour: Color = black,
        cell: Box | None = None,
    ) -> None:
        """One line on the baseline `y`; `align` 0 starts, 0.5 centres, 1 ends at `x`. `cell` is
        where it belongs: the whole page, if nothing is said."""
        wide = fonts.width(text, style, size)
        left, base = x * mm - align * wide, self._up(y)
        if self._noted is not None and text.strip():
            bare = fonts.width(text.rstrip(), style, size) / mm
            box = placed.ink(left / mm, y, bare, size / mm)
            page = (0.0, 0.0, *self._size)
            self._noted.append(Placed(page=self.page, text=text, box=box, cell=cell or page))
        self._fill(colour)
        runs = fonts.runs(text, style)
        for run in runs:
            if run.font:
                self._write(self._shown(left, base, run, size))
            else:
                self._boxed(left, base, run.text, size)
            if run is not runs[-1]:
                left += run.width(size)

    def _shown(self, left: float, base: float, run: fonts.Run, size: float) -> str:
        """The operators that print a run; a font of many characters has several subsets."""
        font: Any = pdfmetrics.getFont(run.font)
        parts = (
            f"{font.getSubsetInternalName(subset, self._document)} {size:.2f} Tf <{some.hex()}> Tj"
            for subset, some in font.shown(run.text, self._document)
        )
        return f"BT 1 0 0 1 {left:.2f} {base:.2f} Tm {' '.join(parts)} ET"

    def fitted(
        self,
        box: tuple[float, float, float, float],
        text: str,
        *,
        size: float = 10,
        style: str = fonts.TEXT,
        align: float = 0,
        top: bool = False,
        mark: str = "",
        smallest: float = SMALLEST,
        colour: Color = black,
    ) -> str:
        """A text in a box (x, y, width, height), and what did not fit."""
        _, _, wide, high = box
        inner = ((wide - 2 * _PAD) * mm, (high - (_ABOVE_TOP + 0.4 if top else 0.6)) * mm)
        fitted = fit_text(text, *inner, style=style, size=size, smallest=smallest, mark=mark)
        self._lines(box, fitted, style=style, align=align, top=top, colour=colour)
        return fitted.rest

    def paragraph(self, x: float, y: float, wide: float, lines: list[str], size: float) -> float:
        """Wrapped lines from the top `y`; the y below them."""
        high = height_of(len(lines), size) / mm
        fitted = Fitted(lines=tuple(line.rstrip() for line in lines), size=size)
        self._lines((x - _PAD, y, wide + 2 * _PAD, high + _ABOVE_TOP), fitted, top=True)
        return y + high

    def box(self, x: float, y: float, wide: float, high: float, *, thick: bool = False) -> None:
        """A frame."""
        pen = f"0 0 0 RG {_THICK if thick else _THIN} w"
        self._write(f"{pen} {self._corners(x, y, wide, high)} re S")

    def line(self, x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False) -> None:
        """A thin line."""
        pen = f"{_parts(GREY if dashed else black)} RG {_THIN} w {'[3 3]' if dashed else '[]'} 0 d"
        start = f"{x * mm:.2f} {self._up(y):.2f} m"
        self._write(f"q {pen} {start} {to_x * mm:.2f} {self._up(to_y):.2f} l S Q")

    def tint(self, x: float, y: float, wide: float, high: float) -> None:
        """A light ground behind a heading or label."""
        self._fill(_TINT)
        self._write(f"{self._corners(x, y, wide, high)} re f")

    def photo(
        self, box: tuple[float, float, float, float], data: bytes | None, words: tuple[str, str]
    ) -> None:
        """A photograph in its frame; `words` are said instead of none and of a damaged one."""
        x, y, wide, high = box
        self.box(*box)
        shown = self._readied(data, wide - 2, high - 2) if data else None
        if shown is None:
            self.fitted(box, words[1 if data else 0], size=9, align=0.5, colour=GREY)
            return
        self._canvas.drawImage(
            _Jpeg(shown),
            (x + 1) * mm,
            self._up(y + high - 1),
            (wide - 2) * mm,
            (high - 2) * mm,
            preserveAspectRatio=True,
        )

    def picture(self, box: tuple[float, float, float, float], data: bytes) -> None:
        """A drawing with a clear ground, as large as its box (x, y, width, height) lets it be."""
        x, y, wide, high = box
        shown = clear(data)
        if shown is None:
            return
        self._canvas.drawImage(
            ImageReader(shown),
            x * mm,
            self._up(y + high),
            wide * mm,
            high * mm,
            preserveAspectRatio=True,
            mask="auto",
        )

    def code(self, x: float, y: float, side: float, text: str) -> None:
        """A QR code with its quiet zone inside the square."""
        many, dots = _dots(text)
        dot = side * mm / many
        place = f"{dot:.4f} 0 0 {-dot:.4f} {x * mm:.2f} {self._up(y):.2f} cm"
        self._write(f"q {place} 0 0 0 rg {dots} f Q")

    def watermark(self, y: float, text: str) -> None:
        """A great slanting word across the sheet, centred on `y`."""
        self._canvas.saveState()
        self._canvas.translate(WIDTH / 2 * mm, self._up(y))
        self._canvas.rotate(18)
        self._canvas.setFillColor(Color(0.7, 0.15, 0.12, alpha=0.32))
        size = 62.0
        left = -fonts.width(text, fonts.TITLE, size) / 2
        for run in fonts.runs(text, fonts.TITLE):
            self._canvas.setFont(run.font, size)
            self._canvas.drawString(left, -size / 3, run.text)
            left += run.width(size)
        self._canvas.restoreState()

    def turn(self) -> None:
        """Go on to the next page."""
        self._canvas.showPage()
        self._filled = None
        self.page += 1

    def once_counted(self, draw: Callable[[int], None]) -> None:
        """Leave room on this page for what names the number of all pages, which `draw` is given
        when the last one is drawn."""
        name = f"counted{len(self._waiting)}"
        self._canvas.doForm(name)
        self._waiting.append((name, self.page, draw))

    def done(self) -> bytes:
        """The finished PDF."""
        total = self.page
        for name, page, draw in self._waiting:
            self.page = page
            self._canvas.beginForm(name, 0, 0, self._size[0] * mm, self._size[1] * mm)
            self._filled = None
            draw(total)
            self._canvas.endForm()
        self._canvas.save()
        return self._buffer.getvalue()

    def _lines(
        self,
        box: tuple[float, float, float, float],
        fitted: Fitted,
        *,
        style: str = fonts.TEXT,
        align: float = 0,
        top: bool = False,
        colour: Color = black,
    ) -> None:
        x, y, wide, high = box
        step = fitted.size * LEADING / mm
        # 0.9: from the top of the characters to their baseline.
        first = y + _ABOVE_TOP if top else y + (high - (len(fitted.lines) - 1) * step) / 2
        first += fitted.size * (0.9 if top else 0.37) / mm
        at = x + _PAD + align * (wide - 2 * _PAD)
        for number, line in enumerate(fitted.lines):
            base = first + number * step
            self.text(
                at, base, line, size=fitted.size, style=style, align=align, colour=colour, cell=box
            )

    def _readied(self, data: bytes, wide: float, high: float) -> bytes | None:
        # The voucher shows one photograph three times.
        key = (id(data), wide, high)
        if key not in self._ready:
            self._ready[key] = ready(data, wide, high)
        return self._ready[key]

    def _boxed(self, left: float, base: float, text: str, size: float) -> None:
        """Characters that no font has: a frame with the code point, never nothing."""
        small = fonts.load(fonts.CHAINS[fonts.TEXT][0])
        for place, character in enumerate(text):
            x = left + place * size
            frame = f"{x + 0.3:.2f} {base - 0.14 * size:.2f} {size - 0.6:.2f} {size:.2f} re S"
            self._write(f"0 0 0 RG {_THIN} w {frame}")
            digits = f"{ord(character):06X}"
            for part, up in ((digits[:3], 0.42), (digits[3:], -0.02)):
                run = fonts.Run(small, part)
                self._write(self._shown(x + 0.12 * size, base + up * size, run, size * 0.42))

    def _fill(self, colour: Color) -> None:
        if colour is not self._filled:
            self._write(f"{_parts(colour)} rg")
            self._filled = colour

    def _corners(self, x: float, y: float, wide: float, high: float) -> str:
        return f"{x * mm:.2f} {self._up(y + high):.2f} {wide * mm:.2f} {high * mm:.2f}"

    def _up(self, y: float) -> float:
        return float((self._size[1] - y) * mm)


class _Jpeg(ImageReader):  # type: ignore[misc]
    """A picture that goes into the paper as it is; reportlab unpacks it to tell it from others."""

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self._bytes, self._dataA = data, None

    def getRGBData(self) -> bytes:  # noqa: N802 - reportlab's name
        """What it is told apart by."""
        return self._bytes


def drawn(title: str, draw: Callable[[Drawing], None]) -> bytes:
    """Draw a paper of as many pages as it takes."""
    drawing = Drawing(title)
    draw(drawing)
    return drawing.done()


def _parts(colour: Color) -> str:
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f}"


@lru_cache(maxsize=64)
def _dots(text: str) -> tuple[int, str]:
    """How many dots a side has, and the dark ones as rectangles a dot high, from the top left."""
    rows = list(segno.make(text, error="m", micro=False, mask=_MASK).matrix_iter(border=2))
    dark = (
        f"{start} {down} {length} 1 re"
        for down, row in enumerate(rows)
        for start, length in _stretches(row)
    )
    return len(rows), " ".join(dark)


def _stretches(row: Any) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
