"""Draw on A4 in millimetres from the top left corner."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any

import segno
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.paper import fonts
from app.paper.fit import LEADING, SMALLEST, Fitted, fit_text, height_of
from app.paper.picture import clear, ready

mm = 72 / 25.4  # in points
WIDTH, HEIGHT = A4[0] / mm, A4[1] / mm
MARGIN = 14.0
INSIDE = WIDTH - 2 * MARGIN
GREY = HexColor(0x5A6572)
_THIN, _THICK = 0.4, 1.0
_PAD = 1.0


class Drawing:
    """A PDF in the making. `total` is known only when a paper has been drawn once; `size` in mm."""

    def __init__(self, title: str, total: int, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self._buffer, self._high = BytesIO(), size[1]
        # The same facts give the same bytes: no time of making inside.
        page = (size[0] * mm, size[1] * mm)
        self._canvas: Any = Canvas(self._buffer, pagesize=page, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._ready: dict[tuple[int, float, float], bytes | None] = {}
        self.page = 1
        self.total = total

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
    ) -> None:
        """One line on the baseline `y`; `align` 0 starts, 0.5 centres, 1 ends at `x`."""
        left, base = x * mm - align * fonts.width(text, style, size), self._up(y)
        self._canvas.setFillColor(colour)
        for run in fonts.runs(text, style):
            if run.font:
                self._canvas.setFont(run.font, size)
                self._canvas.drawString(left, base, run.text)
            else:
                self._boxed(left, base, run.text, size)
            left += run.width(size)

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
        inner = ((wide - 2 * _PAD) * mm, (high - 0.6) * mm)
        fitted = fit_text(text, *inner, style=style, size=size, smallest=smallest, mark=mark)
        self._lines(box, fitted, style=style, align=align, top=top, colour=colour)
        return fitted.rest

    def paragraph(self, x: float, y: float, wide: float, lines: list[str], size: float) -> float:
        """Wrapped lines from the top `y`; the y below them."""
        high = height_of(len(lines), size) / mm
        fitted = Fitted(lines=tuple(line.rstrip() for line in lines), size=size)
        self._lines((x - _PAD, y, wide + 2 * _PAD, high), fitted, top=True)
        return y + high

    def box(self, x: float, y: float, wide: float, high: float, *, thick: bool = False) -> None:
        """A frame."""
        self._canvas.setStrokeColor(black)
        self._canvas.setLineWidth(_THICK if thick else _THIN)
        self._canvas.rect(x * mm, self._up(y + high), wide * mm, high * mm)

    def line(self, x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False) -> None:
        """A thin line."""
        self._canvas.setStrokeColor(GREY if dashed else black)
        self._canvas.setLineWidth(_THIN)
        self._canvas.setDash(*((3, 3) if dashed else ()))
        self._canvas.line(x * mm, self._up(y), to_x * mm, self._up(to_y))
        self._canvas.setDash()

    def tint(self, x: float, y: float, wide: float, high: float) -> None:
        """A light ground behind a heading or label."""
        self._canvas.setFillColor(HexColor(0xEEF1F5))
        self._canvas.rect(x * mm, self._up(y + high), wide * mm, high * mm, stroke=0, fill=1)

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
        image = ImageReader(BytesIO(shown))
        self._canvas.drawImage(
            image,
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
        rows = _dots(text)
        dot = side * mm / len(rows)
        path = self._canvas.beginPath()
        for down, row in enumerate(rows):
            for start, length in _stretches(row):
                base = self._up(y) - (down + 1) * dot
                path.rect(x * mm + start * dot, base, length * dot, dot)
        self._canvas.setFillColor(black)
        self._canvas.drawPath(path, stroke=0, fill=1)

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
        self.page += 1

    def done(self) -> bytes:
        """The finished PDF."""
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
        first = y + 0.9 if top else y + (high - (len(fitted.lines) - 1) * step) / 2
        first += fitted.size * (0.9 if top else 0.37) / mm
        at = x + _PAD + align * (wide - 2 * _PAD)
        for number, line in enumerate(fitted.lines):
            base = first + number * step
            self.text(at, base, line, size=fitted.size, style=style, align=align, colour=colour)

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
            self._canvas.setLineWidth(_THIN)
            self._canvas.rect(x + 0.3, base - 0.14 * size, size - 0.6, size)
            digits = f"{ord(character):06X}"
            self._canvas.setFont(small, size * 0.42)
            self._canvas.drawString(x + 0.12 * size, base + 0.42 * size, digits[:3])
            self._canvas.drawString(x + 0.12 * size, base - 0.02 * size, digits[3:])

    def _up(self, y: float) -> float:
        return float((self._high - y) * mm)


def drawn(title: str, draw: Callable[[Drawing], None]) -> bytes:
    """Draw a paper; again with the number of its pages if there is more than one."""
    drawing = Drawing(title, total=1)
    draw(drawing)
    if drawing.page > 1:
        drawing = Drawing(title, total=drawing.page)
        draw(drawing)
    return drawing.done()


@lru_cache(maxsize=8)
def _dots(text: str) -> list[Any]:
    return list(segno.make(text, error="m", micro=False).matrix_iter(border=2))


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
