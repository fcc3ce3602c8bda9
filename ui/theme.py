"""Colours and sizes of the window, and the style sheet made from them."""

from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.icons import ICONS

GROUND: Final = "#F2F5F9"
CARD: Final = "#FFFFFF"
LINE: Final = "#DFE5EC"
LINE_STRONG: Final = "#C6D0DB"
INK: Final = "#17212B"
INK_SOFT: Final = "#4A5867"
INK_FAINT: Final = "#5F6D7C"
NAV: Final = "#12304D"
NAV_ACTIVE: Final = "#1B4269"
NAV_INK: Final = "#DCE7F2"
NAV_FAINT: Final = "#A9BED3"
PRIMARY: Final = "#1A5FB4"
PRIMARY_DARK: Final = "#154D92"
PRIMARY_TINT: Final = "#E8F1FC"
PLAIN_TINT: Final = "#EDF1F5"

# tone -> (ink, ground): every pair is at least 4.5:1, a test keeps it so
TONES: Final[dict[str, tuple[str, str]]] = {
    "ok": ("#16704A", "#E6F5EC"),
    "warn": ("#9A5B00", "#FFF4DE"),
    "bad": ("#B3261E", "#FCEBEA"),
    "info": (PRIMARY, PRIMARY_TINT),
    "violet": ("#5B4B9A", "#EFEBFA"),
    "plain": (INK_SOFT, PLAIN_TINT),
}

FIELD: Final = 30
ROW: Final = 46
NAV_WIDTH: Final = 178
NAV_ROW: Final = 44
TOP: Final = 50
STATUS: Final = 34
GAP: Final = 9
FAMILY: Final = "Noto Sans SC"


class _Zoom:
    """How much larger than drawn everything is; set once, before the first widget."""

    factor: float = 1.0


def px(size: float) -> int:
    """A drawn size in this screen's pixels."""
    return max(1, round(size * _Zoom.factor))


def zoom_for(width: int, height: int) -> float:
    """Larger sizes for a screen that has room for them (logical pixels)."""
    return 1.25 if width >= 1800 and height >= 1000 else 1.0


def apply(app: QApplication, zoom: float = 1.0, families: tuple[str, ...] = (FAMILY,)) -> None:
    """Dress the whole application; call before the first widget is made."""
    _Zoom.factor = zoom
    app.setStyle(QStyleFactory.create("Fusion"))
    font = QFont(list(families))
    font.setPixelSize(px(14))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())


def retone(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for, and let the widget be dressed again."""
    if (widget.property(name) or "false") == value:
        # Never set is as good as false: dressing sixty fields anew takes a tenth of a second.
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, GROUND),
        (role.Base, CARD),
        (role.AlternateBase, GROUND),
        (role.Button, CARD),
        (role.Text, INK),
        (role.WindowText, INK),
        (role.ButtonText, INK),
        (role.PlaceholderText, INK_FAINT),
        (role.Highlight, PRIMARY),
        (role.HighlightedText, "#FFFFFF"),
        (role.ToolTipBase, INK),
        (role.ToolTipText, "#FFFFFF"),
    ):
        palette.setColor(which, QColor(colour))
    return palette


def style_sheet() -> str:
    """The style sheet at the present zoom."""
    return _text() + _frame() + _inputs() + _buttons() + _tables() + _tones()


def _text() -> str:
    return f"""
QWidget {{ color: {INK}; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {px(19)}px; font-weight: bold; }}
QLabel[role="section"] {{ font-size: {px(15)}px; font-weight: bold; }}
QLabel[role="label"] {{ font-size: {px(13)}px; color: {INK_SOFT}; }}
QLabel[role="note"] {{ font-size: {px(12)}px; color: {INK_FAINT}; }}
QLabel[role="strong"] {{ font-size: {px(14)}px; font-weight: bold; }}
QLabel[role="step"] {{ font-size: {px(17)}px; }}
QLabel[role="number"] {{ font-size: {px(23)}px; font-weight: bold; }}
QLabel[role="key"] {{ font-size: {px(12)}px; color: {INK_SOFT}; background: {PLAIN_TINT};
  border: 1px solid {LINE_STRONG}; border-radius: {px(4)}px; padding: {px(1)}px {px(6)}px; }}
QToolTip {{ background: {INK}; color: #FFFFFF; border: 0; padding: {px(4)}px; }}
"""


def _frame() -> str:
    return f"""
QWidget#emergency {{ background: {GROUND}; }}
QFrame#nav {{ background: {NAV}; }}
QFrame#nav QLabel {{ color: {NAV_INK}; }}
QFrame#nav QLabel[role="note"] {{ color: {NAV_FAINT}; }}
QFrame#top {{ background: {CARD}; border: 0; border-bottom: 1px solid {LINE}; }}
QFrame#status {{ background: {CARD}; border: 0; border-top: 1px solid {LINE}; }}
QFrame#keys {{ background: {CARD}; border: 1px solid {LINE}; border-radius: {px(8)}px; }}
QFrame[card="true"] {{ background: {CARD}; border: 1px solid {LINE};
  border-radius: {px(8)}px; }}
QFrame[card="above"] {{ background: {CARD}; border: 1px solid {INK_FAINT};
  border-radius: {px(8)}px; }}
QFrame[card="rule"] {{ background: {LINE}; border: 0; }}
QFrame[card="inner"] {{ background: {CARD}; border: 1px solid {LINE};
  border-radius: {px(8)}px; }}
QFrame[card="inner"]:focus {{ border: 2px solid {PRIMARY}; }}
QScrollArea {{ background: transparent; border: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollArea#reading {{ border: 2px solid transparent; border-radius: {px(8)}px; }}
QScrollArea#reading:focus {{ border-color: {PRIMARY}; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {LINE_STRONG}; border-radius: {px(4)}px;
  min-height: {px(30)}px; margin: 1px {px(2)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {LINE_STRONG}; border-radius: {px(4)}px;
  min-width: {px(30)}px; margin: {px(2)}px 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _inputs() -> str:
    down = (ICONS / "mark_down.svg").as_posix()
    check = (ICONS / "mark_check.svg").as_posix()
    return f"""
QLineEdit, QPlainTextEdit, QComboBox {{ background: {CARD}; border: 1px solid {LINE_STRONG};
  border-radius: {px(5)}px; padding: 0 {px(9)}px; font-size: {px(14)}px;
  selection-background-color: {PRIMARY}; selection-color: #FFFFFF; }}
QLineEdit, QComboBox {{ min-height: {px(FIELD) - 2}px; max-height: {px(FIELD) - 2}px; }}
QPlainTextEdit {{ padding: {px(3)}px {px(5)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {PRIMARY};
  padding-left: {px(9) - 1}px; padding-right: {px(9) - 1}px; }}
QLineEdit:focus, QComboBox:focus {{ min-height: {px(FIELD) - 4}px; max-height: {px(FIELD) - 4}px; }}
QPlainTextEdit:focus {{ padding: {px(3) - 1}px {px(5) - 1}px; }}
QLineEdit[warned="true"], QComboBox[warned="true"] {{ border-color: {TONES["warn"][0]}; }}
QComboBox::drop-down {{ border: 0; width: {px(24)}px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: {px(16)}px; height: {px(16)}px; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0;
  min-height: {px(20)}px; max-height: {px(FIELD)}px; background: transparent; }}
QAbstractItemView {{ background: {CARD}; border: 1px solid {LINE_STRONG}; outline: 0;
  selection-background-color: {PRIMARY_TINT}; selection-color: {INK}; }}
QMenu {{ background: {CARD}; color: {INK}; border: 1px solid {LINE_STRONG}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(22)}px; }}
QMenu::item:selected {{ background: {PRIMARY_TINT}; color: {INK}; }}
QAbstractItemView::item {{ min-height: {px(28)}px; }}
QCheckBox {{ spacing: {px(8)}px; font-size: {px(14)}px; padding: {px(3)}px;
  border: 2px solid transparent; border-radius: {px(5)}px; }}
QCheckBox:focus {{ border-color: {PRIMARY}; }}
QCheckBox::indicator {{ width: {px(15)}px; height: {px(15)}px; background: {CARD};
  border: 1px solid {INK_FAINT}; border-radius: {px(4)}px; }}
QCheckBox::indicator:checked {{ background: {PRIMARY}; border-color: {PRIMARY};
  image: url("{check}"); }}
"""


def _buttons() -> str:
    # Without outline: 0 Qt draws a rectangle of its own inside our ring once Tab or Alt was used.
    return f"""
QPushButton, QCheckBox {{ outline: 0; }}
QPushButton {{ background: {CARD}; border: 1px solid {LINE_STRONG}; border-radius: {px(5)}px;
  min-height: {px(FIELD) - 2}px; padding: 0 {px(12)}px; font-size: {px(14)}px; }}
QPushButton:hover {{ background: {GROUND}; }}
QPushButton:pressed {{ background: {PRIMARY_TINT}; }}
QPushButton:focus {{ border: 2px solid {PRIMARY}; padding: 0 {px(12) - 1}px;
  min-height: {px(FIELD) - 4}px; }}
QPushButton:disabled {{ color: {INK_FAINT}; background: {GROUND}; }}
QPushButton[kind="primary"] {{ background: {PRIMARY}; color: #FFFFFF; border-color: {PRIMARY};
  font-weight: bold; }}
QPushButton[kind="primary"]:hover {{ background: {PRIMARY_DARK}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {INK}; }}
QPushButton[kind="primary"]:disabled {{ background: {PLAIN_TINT}; color: {INK_FAINT};
  border-color: {LINE_STRONG}; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent;
  color: {PRIMARY}; padding: 0 {px(6)}px; }}
QPushButton[kind="link"]:hover {{ background: {PRIMARY_TINT}; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {PRIMARY}; padding: 0 {px(6) - 1}px; }}
QPushButton[kind="choice"] {{ padding: 0 {px(10)}px; }}
QPushButton[kind="choice"]:checked {{ background: {PRIMARY_TINT}; color: {PRIMARY};
  border-color: {PRIMARY}; font-weight: bold; }}
QPushButton[kind="choice"]:focus {{ border: 2px solid {PRIMARY}; padding: 0 {px(10) - 1}px; }}
QPushButton[kind="answer"] {{ padding: 0 {px(7)}px; font-size: {px(13)}px;
  min-height: {px(26)}px; }}
QPushButton[kind="answer"]:checked {{ background: {PRIMARY_TINT}; color: {PRIMARY};
  border-color: {PRIMARY}; font-weight: bold; }}
QPushButton[kind="pill"] {{ border-radius: {px(15)}px; padding: 0 {px(12)}px; }}
QPushButton[kind="pill"]:checked {{ background: {PRIMARY}; color: #FFFFFF;
  border-color: {PRIMARY}; }}
QPushButton[kind="pill"]:focus {{ border: 2px solid {PRIMARY}; padding: 0 {px(12) - 1}px; }}
QPushButton[kind="pill"]:checked:focus {{ border-color: {INK}; }}
QPushButton[kind="urgent"] {{ text-align: left; padding: 0 {px(18)}px; font-size: {px(18)}px;
  font-weight: bold; border-radius: {px(8)}px; }}
QPushButton[kind="urgent"]:checked {{ background: {TONES["bad"][1]}; color: {TONES["bad"][0]};
  border: 2px solid {TONES["bad"][0]}; }}
QPushButton[kind="urgent"]:focus {{ border: 3px solid {PRIMARY}; padding: 0 {px(18) - 2}px; }}
QPushButton[kind="urgent-key"] {{ background: {TONES["bad"][0]}; color: #FFFFFF; border: 0;
  font-weight: bold; min-height: {px(38)}px; }}
QPushButton[kind="urgent-key"]:hover {{ background: #8F1E18; }}
QPushButton[kind="urgent-key"]:focus {{ border: 2px solid #FFFFFF; min-height: {px(38) - 4}px; }}
QPushButton[kind="nav"] {{ background: transparent; color: {NAV_INK}; border: 0; border-radius: 0;
  border-left: {px(3)}px solid transparent; min-height: {px(NAV_ROW)}px;
  max-height: {px(NAV_ROW)}px; padding: 0; text-align: left; }}
QPushButton[kind="nav"]:hover {{ background: #173A5D; }}
QPushButton[kind="nav"]:checked {{ background: {NAV_ACTIVE}; border-left-color: #5AA2F0; }}
QPushButton[kind="nav"]:focus {{ border: 2px solid #8CC0F8; padding: 0;
  min-height: {px(NAV_ROW) - 4}px; }}
"""


def _tables() -> str:
    return f"""
QTableView {{ background: {CARD}; border: 2px solid {LINE}; border-radius: {px(8)}px;
  gridline-color: transparent; outline: 0; }}
QTableView:focus {{ border-color: {PRIMARY}; }}
QTableView::item {{ border: 0; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: {GROUND}; color: {INK_SOFT}; font-size: {px(13)}px; border: 0;
  border-bottom: 1px solid {LINE}; padding: 0 {px(10)}px; min-height: {px(34)}px; }}
QListView#found, QListView#phrases {{ border: 0; }}
"""


def _tones() -> str:
    rules = []
    for tone, (ink, ground) in TONES.items():
        rules.append(f"""
QLabel[chip="{tone}"] {{ background: {ground}; color: {ink}; font-size: {px(13)}px;
  font-weight: bold; border-radius: {px(4)}px; padding: {px(1)}px {px(9)}px; }}
QFrame[line="{tone}"] {{ background: {ground}; border: 1px solid {_mix(ink, ground)};
  border-radius: {px(5)}px; }}
QFrame[line="{tone}"] QLabel {{ color: {INK}; }}
QLabel[said="{tone}"] {{ color: {ink}; font-size: {px(12)}px; }}""")
    return "".join(rules)


def _mix(ink: str, ground: str) -> str:
    """A border between ink and ground."""
    a, b = QColor(ink), QColor(ground)
    red, green, blue = (
        round(x * 0.4 + y * 0.6)
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )
    return QColor(red, green, blue).name()
