"""Panels: cards, chips, lines that warn, pictures with round corners."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.fields import Press
from ui.icons import picture
from ui.theme import GAP, GROUND, INK_FAINT, PLAIN_TINT, PRIMARY, TONES, px, retone

_LINE_ICONS = {"ok": "check_circle", "warn": "warning", "bad": "error", "info": "info"}


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the theme's roles: title, section, label, note, strong, number."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if role == "key":
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


class Elided(QLabel):
    """A line that gives way: where it is too long it ends in …, and the whole is its tip."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(px(28), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        way = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), way, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class Drawing(QLabel):
    """An icon standing in a line of text."""

    def __init__(self, name: str, colour: str, size: int = 18) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(px(size), px(size))
        self.draw(name, colour)

    def draw(self, name: str, colour: str) -> None:
        """Change the icon."""
        self.setPixmap(picture(name, colour, px(self._size), self.devicePixelRatioF()))


class Chip(QLabel):
    """A word on a coloured ground; the word alone says it all."""

    def __init__(self, text: str, tone: str = "plain") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tone: str) -> None:
        """Change word and colour together."""
        self.setText(text)
        retone(self, "chip", tone)


class Card(QFrame):
    """A white panel: icon, title, something at the right, and a body to fill."""

    def __init__(self, title: str = "", icon: str = "") -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(16), px(10), px(16), px(12))
        self.body.setSpacing(px(7))
        self.head = QHBoxLayout()
        self.head.setSpacing(px(8))
        if icon:
            self.head.addWidget(Drawing(icon, PRIMARY))
        self.title = words(title, "section")
        if title:
            self.setAccessibleName(title)
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.body.addLayout(self.head)

    def aside(self, widget: QWidget) -> None:
        """Put something at the right of the title."""
        self.head.addWidget(widget)

    def row(self, *parts: tuple[QWidget, int]) -> QHBoxLayout:
        """Widgets side by side, each with its share of the width, aligned at their tops."""
        line = QHBoxLayout()
        line.setSpacing(px(12))
        for widget, share in parts:
            line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        return line


class SayLine(QFrame):
    """One line that tells or warns, inside the page; it never stops anybody."""

    def __init__(self, text: str = "", tone: str = "info") -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(12), px(4), px(8), px(4))
        self._row.setSpacing(px(8))
        self._icon = Drawing("info", PRIMARY)
        self.words = words("", wrap=True)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._buttons: list[Press] = []
        self.say(text, tone)

    def say(self, text: str, tone: str = "info") -> None:
        """Show a sentence; an empty one takes the line away with its buttons."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self._icon.draw(_LINE_ICONS.get(tone, "info"), TONES[tone][0])
        retone(self, "line", tone)
        self.setVisible(bool(text))
        while self._buttons:
            button = self._buttons.pop()
            self._row.removeWidget(button)
            button.deleteLater()

    def offer(self, label: str, do: Callable[[], None]) -> Press:
        """Add something to press at the right."""
        button = Press(label, "link")
        # A click must not take the cursor away from the work: the line is gone right after.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(do)
        self._row.addWidget(button)
        self._buttons.append(button)
        return button


class Picture(QWidget):
    """A photograph cropped to fill, with round corners; a drawing where there is none."""

    def __init__(self, width: int, height: int, name: str = "") -> None:
        super().__init__()
        self._image = QImage()
        self._none = "person"
        self.setFixedSize(px(width), px(height))
        self.setAccessibleName(name)

    def show_image(self, image: QImage | None, none: str = "person") -> None:
        """Show a picture, or the drawing that says why there is none."""
        self._image, self._none = image or QImage(), none
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), px(5), px(5))
        painter.setClipPath(path)
        painter.fillRect(self.rect(), PLAIN_TINT)
        if self._image.isNull():
            self._paint_none(painter)
        else:
            painter.drawImage(QRectF(self.rect()), self._image, _filling(self._image, self.size()))

    def _paint_none(self, painter: QPainter) -> None:
        size = min(px(32), self.width() // 2)
        drawn = picture(self._none, INK_FAINT, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, drawn)


def _filling(image: QImage, size: QSize) -> QRectF:
    """The middle part of an image that has the shape of the place."""
    scale = min(image.width() / size.width(), image.height() / size.height())
    width, height = size.width() * scale, size.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


def sheet(*parts: QWidget, direction: str = "down") -> QWidget:
    """Widgets one under the other (or side by side), as wide as the place, at the top."""
    holder = QWidget()
    ways = {"down": QBoxLayout.Direction.TopToBottom, "right": QBoxLayout.Direction.LeftToRight}
    lines = QBoxLayout(ways[direction], holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(px(GAP))
    for part in parts:
        lines.addWidget(part)
    if direction == "down":
        lines.addStretch(1)
    return holder


class _Scrolling(QScrollArea):
    """By keys alone everything is reached; where it becomes lower since a line appeared beneath,
    the cursor stays in sight."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        stands = self.focusWidget()
        lower = event.size().height() < event.oldSize().height()
        if lower and stands and stands.hasFocus() and stands.height() < event.size().height():
            self.ensureWidgetVisible(stands, 0, px(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        place = ends.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(place)


def scrolling(inside: QWidget, ground: str = GROUND) -> QScrollArea:
    """A form that scrolls up and down when the screen is low; what is wider than its place shows
    a bar, since nobody looks for what is cut off without one. `ground`: the colour of what it
    stands on. The area fills what it shows with it, so that it is only moved where it scrolls:
    transparent, the form of an arrival was painted anew, 45 ms for each line it went on."""
    area = _Scrolling()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if ground != GROUND:
        filled = inside.palette()
        filled.setColor(inside.backgroundRole(), QColor(ground))
        inside.setPalette(filled)
    area.setWidget(inside)
    return area
