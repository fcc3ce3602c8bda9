"""The look: every pair of colours can be read, every icon is accounted for."""

import hashlib
import math
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.fields import Press
from ui.icons import ICONS, picture

PAIRS = [
    (theme.INK, theme.GROUND),
    (theme.INK_SOFT, theme.GROUND),
    (theme.INK_FAINT, theme.GROUND),
    (theme.INK_FAINT, theme.CARD),
    (theme.INK_SOFT, theme.PLAIN_TINT),
    (theme.NAV_INK, theme.NAV),
    (theme.NAV_FAINT, theme.NAV),
    (theme.NAV_FAINT, theme.NAV_ACTIVE),
    ("#FFFFFF", theme.PRIMARY),
    (theme.PRIMARY, theme.CARD),
    *theme.TONES.values(),
]


def _light(colour: str) -> float:
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    linear = [p / 12.92 if p <= 0.03928 else math.pow((p + 0.055) / 1.055, 2.4) for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_at_least_four_and_a_half_to_one(ink: str, ground: str) -> None:
    bright, dark = sorted((_light(ink), _light(ground)), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_every_icon_is_in_the_manifest_and_unchanged() -> None:
    listed = tomllib.loads((ICONS / "manifest.toml").read_text("utf-8"))["sha256"]
    files = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in ICONS.glob("*.svg")}
    assert files == listed


def test_every_icon_is_used_somewhere() -> None:
    root = Path(__file__).parents[2]
    code = "".join(
        f.read_text("utf-8") for folder in ("ui", "tests/ui") for f in (root / folder).rglob("*.py")
    )
    named = set(re.findall(r'"(?:assets/icons/)?([a-z_]+)(?:\.svg)?"', code))
    assert {f.stem for f in ICONS.glob("*.svg")} <= named


def test_an_icon_takes_the_colour_asked_for() -> None:
    image = picture("check", "#1A5FB4", 24).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#1a5fb4"}


def test_a_large_screen_is_drawn_a_quarter_larger_and_a_small_one_as_it_is() -> None:
    assert theme.zoom_for(1920, 1040) == 1.25
    assert theme.zoom_for(1366, 690) == 1.0


_KINDS = ("plain", "primary", "link", "choice", "answer", "pill", "urgent", "urgent-key", "nav")


def _drawn(button: QAbstractButton, *, by_keys: bool) -> QImage:
    button.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_keys)
    return button.grab().toImage()


def test_the_cursor_is_shown_by_our_ring_alone_after_tab_as_after_a_click(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lines = QVBoxLayout(window)
    buttons: list[QAbstractButton] = [*(Press(kind, kind) for kind in _KINDS), QCheckBox("是")]
    for button in buttons:
        lines.addWidget(button)
    window.show()
    for button in buttons:
        without = _drawn(button, by_keys=False)
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        assert _drawn(button, by_keys=True) == _drawn(button, by_keys=False), button.text()
        assert _drawn(button, by_keys=True) != without, button.text()
