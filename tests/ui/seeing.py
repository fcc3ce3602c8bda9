"""What a person sees: contrast of drawn text, the ring of the focus, words in another script."""

import re

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_HAN = re.compile("[\u4e00-\u9fff]")
_INPUTS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)


def lights(colours: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Relative luminance (WCAG 2) of each of n colours, as 0xRRGGBB."""
    parts = np.asarray(colours)[:, None] >> np.array([16, 8, 0]) & 0xFF
    parts = parts / 255
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: QColor, other: QColor) -> float:
    """1 to 21."""
    dark, bright = sorted(lights([one.rgb(), other.rgb()]))
    return float((bright + 0.05) / (dark + 0.05))


def faint(window: QWidget, least: float = 4.5) -> list[str]:
    """Labels and buttons whose words, as drawn, stand out less than `least` to one."""
    image = window.grab().toImage()
    found = []
    for part in window.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton) and _readable(part):
            ratio = _drawn_contrast(image, window, part)
            if ratio is not None and ratio < least:
                found.append(f"{type(part).__name__} {part.text()!r}: {ratio:.1f}")
    return found


def ringless(window: QWidget) -> list[str]:
    """Inputs, one of every kind, that look the same with the focus and without."""
    seen: set[tuple[str, str]] = set()
    found = []
    for part in inputs(window):
        kind = (type(part).__name__, str(part.property("kind")))
        if kind in seen or not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        seen.add(kind)
        part.clearFocus()
        before = part.grab().toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if part.hasFocus() and _differing(before, part.grab().toImage()) < 20:
            found.append(f"{kind}")
    return found


def inputs(window: QWidget) -> list[QWidget]:
    """Everything visible and enabled that takes an answer."""
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, _INPUTS)
        and part.isVisible()
        and part.isEnabled()
        and not isinstance(part.parentWidget(), QLineEdit | QComboBox)
    ]


def beyond_tab(window: QWidget) -> list[str]:
    """Inputs that Tab never comes to."""
    chain: set[QWidget] = set()
    part: QWidget | None = window
    while part is not None and part not in chain:
        chain.add(part)
        part = part.nextInFocusChain()
    return [
        f"{type(one).__name__} {one.accessibleName() or getattr(one, 'text', str)()!r}"
        for one in inputs(window)
        if one not in chain or not _takes_tab(one)
    ]


def chinese(window: QWidget, allowed: set[str]) -> list[str]:
    """Visible words in Chinese, apart from what people said and what is named."""
    said = []
    for part in window.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QLabel | QAbstractButton):
            said.append(part.text())
        if part.isVisible() and isinstance(part, QLineEdit | QPlainTextEdit):
            said.append(part.placeholderText())
        if part.isVisible():
            said += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
    return sorted({text for text in said if _HAN.search(_without(text, allowed))})


def _without(text: str, allowed: set[str]) -> str:
    for words in allowed:
        text = text.replace(words, "")
    return text


def _takes_tab(part: QWidget) -> bool:
    """By itself, or as one of several answers that the arrow keys walk through."""
    group = part.parentWidget()
    beside = [] if group is None else [
        one for one in group.findChildren(QAbstractButton) if one is not part
    ]  # fmt: skip
    choice = part.property("kind") in {"choice", "answer", "pill"}
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) or (
        choice and any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in beside)
    )


def _readable(part: QLabel | QAbstractButton) -> bool:
    words = isinstance(part.text(), str) and bool(re.search(r"\w", part.text()))
    return words and part.isVisible() and part.isEnabled()


def _drawn_contrast(image: QImage, window: QWidget, part: QWidget) -> float | None:
    shown = part.visibleRegion().boundingRect()
    if shown.width() < 8 or shown.height() < 8:
        return None
    scale = image.devicePixelRatio()
    corner = part.mapTo(window, shown.topLeft())
    cut = image.copy(
        round(corner.x() * scale),
        round(corner.y() * scale),
        round(shown.width() * scale),
        round(shown.height() * scale),
    )
    colours, counted = np.unique(_pixels(cut), return_counts=True)
    seen = lights(colours)
    ground = seen[counted.argmax()]
    return float(max((seen.max() + 0.05) / (ground + 0.05), (ground + 0.05) / (seen.min() + 0.05)))


def _pixels(image: QImage) -> npt.NDArray[np.uint32]:
    """Height by width of them."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    row = plain.bytesPerLine() // 4
    whole = np.frombuffer(plain.constBits(), dtype=np.uint32).reshape(plain.height(), row)
    return whole[:, : plain.width()].copy()


def _differing(one: QImage, other: QImage) -> int:
    first, second = _pixels(one), _pixels(other)
    high, wide = np.minimum(first.shape, second.shape)
    return int((first[:high, :wide] != second[:high, :wide]).sum())
