"""Icons out of assets/icons, drawn in the colour that is asked for."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent.parent / "assets" / "icons"
SIZES = (16, 18, 20, 24, 32, 40)


def icon(name: str, colour: str = "#17212B", on: str | None = None) -> QIcon:
    """An icon in `colour`; `on` is the colour of its checked state."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(picture(name, colour, size), QIcon.Mode.Normal, QIcon.State.Off)
        if on:
            made.addPixmap(picture(name, on, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """One drawing, `size` logical pixels square; drawn once, then Qt remembers it."""
    named = f"guitu/{name}/{colour}/{size}/{ratio}"
    known = QPixmap()
    if QPixmapCache.find(named, known):
        return known
    made = _drawn(name, colour, round(size * ratio), ratio)
    QPixmapCache.insert(named, made)
    return made


def _drawn(name: str, colour: str, whole: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(whole, whole)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_drawing(name))).render(painter, QRectF(0, 0, whole, whole))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(0, 0, whole, whole, QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _drawing(name: str) -> bytes:
    return (ICONS / f"{name}.svg").read_bytes()
