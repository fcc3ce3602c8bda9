"""What a person sees: contrast of drawn text, the ring of the focus, words in another script."""

import re
from collections import Counter

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


def light(colour: QColor) -> float:
    """Relative luminance (WCAG 2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """1 to 21."""
    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


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
    seen = part.visibleRegion().boundingRect()
    if seen.width() < 8 or seen.height() < 8:
        return None
    scale = image.devicePixelRatio()
    corner = part.mapTo(window, seen.topLeft())
    cut = image.copy(
        round(corner.x() * scale),
        round(corner.y() * scale),
        round(seen.width() * scale),
        round(seen.height() * scale),
    )
    colours = Counter(cut.pixel(x, y) for x in range(cut.width()) for y in range(cut.height()))
    ground = QColor(colours.most_common(1)[0][0])
    return max(contrast(QColor(colour), ground) for colour in colours)


def _differing(one: QImage, other: QImage) -> int:
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(min(one.width(), other.width()))
        for y in range(min(one.height(), other.height()))
    )
