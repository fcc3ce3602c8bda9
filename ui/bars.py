"""The window's edges: navigation, top, function keys, status."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import clock
from ui.cards import Chip, Drawing, Elided, words
from ui.fields import Press
from ui.icons import icon
from ui.page import Key, Page, alt_key
from ui.people.lines import breakable
from ui.theme import INK, INK_SOFT, NAV_FAINT, NAV_INK, NAV_WIDTH, STATUS, TONES, TOP, px

if TYPE_CHECKING:
    from ui.rebuilding import Progress
    from ui.rounds import Stands


_MANY = 100


class Nav(QFrame):
    """The pages at the left, the officer at the bottom."""

    chosen = Signal(str)
    left = Signal()
    """The officer wants to log out."""
    emergency = Signal()
    """Somebody needs help at once."""

    def __init__(self, pages: Sequence[Page], station: str, officer: str, role: str) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setFixedWidth(px(NAV_WIDTH))
        self.buttons: dict[str, _NavButton] = {}
        self.warned = words("", "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, px(10))
        column.setSpacing(px(2))
        head = QVBoxLayout()
        head.setContentsMargins(px(18), 0, px(8), px(8))
        head.setSpacing(0)
        head.addWidget(words(self.tr("归途 · 接待台"), "section"))
        head.addWidget(words(station, "note", wrap=True))
        column.addLayout(head)
        for number, page in enumerate((page for page in pages if page.listed), start=1):
            column.addWidget(self._button(number, page))
        column.addStretch(1)
        self.warned.setContentsMargins(px(16), 0, px(10), px(4))
        column.addWidget(self.warned)
        column.addLayout(self._urgent())
        column.addSpacing(px(8))
        column.addLayout(self._officer(officer, role))

    def show_chosen(self, key: str) -> None:
        """Mark the page that is shown; a page not listed marks none."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)

    def show_count(self, key: str, count: int, tone: str, told: Sequence[str]) -> None:
        """How many press on a page, and what is warned of: the first in words, all as a tip."""
        self.buttons[key].show_count(count, tone, "\n".join(told))
        self.warned.setText(told[0] if told else "")
        self.warned.setVisible(bool(told))

    def _button(self, number: int, page: Page) -> "_NavButton":
        button = _NavButton(page.title, alt_key(number), page.icon)
        button.clicked.connect(lambda: self.chosen.emit(page.key))
        self.buttons[page.key] = button
        return button

    def _urgent(self) -> QHBoxLayout:
        press = Press(self.tr("紧急登记"), "urgent-key", "F10")
        press.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        press.clicked.connect(self.emergency)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.addWidget(press)
        return row

    def _officer(self, name: str, role: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(4), 0)
        row.setSpacing(px(8))
        row.addWidget(Drawing("account_circle", NAV_INK, 24))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        # Two lines where a login tells namesakes apart.
        lines.addWidget(words(breakable(name), wrap=True))
        lines.addWidget(words(role, "note"))
        row.addLayout(lines, 1)
        out = QPushButton()
        out.setProperty("kind", "nav")
        out.setIcon(icon("logout", NAV_INK))
        out.setFixedSize(px(34), px(34))
        out.setToolTip(self.tr("退出登录"))
        out.setAccessibleName(self.tr("退出登录"))
        out.clicked.connect(self.left)
        row.addWidget(out)
        return row


class _NavButton(QPushButton):
    """Icon, title, key: drawn here, since a style sheet cannot set three things in a row."""

    def __init__(self, title: str, key: str, drawing: str) -> None:
        super().__init__()
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(key)
        self._title, self._key = title, key
        self._count, self._tone = 0, "plain"
        self._off, self._on = icon(drawing, NAV_INK), icon(drawing, "#FFFFFF")

    def show_count(self, count: int, tone: str, tip: str) -> None:
        """A number before the key; none at zero."""
        self._count, self._tone = count, tone
        self.setToolTip(tip)
        many = f"{count} · " if count else ""
        self.setAccessibleDescription(f"{many}{self._key}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(px(NAV_WIDTH), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        painter, on = QPainter(self), self.isChecked()
        (self._on if on else self._off).paint(
            painter, px(20), (self.height() - px(20)) // 2, px(20), px(20)
        )
        font = painter.font()
        font.setPixelSize(px(15))
        font.setBold(on)
        painter.setFont(font)
        painter.setPen("#FFFFFF" if on else NAV_INK)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(px(51), 0, 0, 0), middle, self._title)
        font.setPixelSize(px(12))
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(NAV_FAINT)
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -px(12), 0), right, self._key)
        if self._count:
            self._paint_count(painter, px(18) + painter.fontMetrics().horizontalAdvance(self._key))

    def _paint_count(self, painter: QPainter, right: int) -> None:
        """As a pill, `right` from the edge."""
        ink, ground = TONES[self._tone]
        text = str(self._count) if self._count < _MANY else f"{_MANY - 1}+"
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        wide = max(painter.fontMetrics().horizontalAdvance(text) + px(10), px(18))
        pill = QRect(self.width() - right - wide, (self.height() - px(18)) // 2, wide, px(18))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, px(9), px(9))
        painter.setPen(QColor(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class Top(QFrame):
    """The page's title and, at the right, the field that finds anybody."""

    def __init__(self, find: QWidget | None) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setFixedHeight(px(TOP))
        self._title, self._about = words("", "title"), Elided("", "label")
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(18), 0, px(16), 0)
        row.setSpacing(px(10))
        row.addWidget(self._title)
        row.addWidget(self._about, 1)
        if find:
            row.addWidget(find)
            row.addWidget(words("Ctrl+K", "key"))

    def show_title(self, title: str) -> None:
        """A new page: its words beside the title begin empty."""
        self._title.setText(title)
        self._about.setText("")

    def show_about(self, text: str) -> None:
        """The words beside the title."""
        self._about.setText(text)


class KeyLine(QFrame):
    """What the function keys do here; each can be pressed with the mouse as well."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keys")
        self.buttons: dict[str, Press] = {}
        self._worn: list[Press] = []
        """The buttons that were ever needed at once; those of `buttons` come first."""
        self._keys: dict[str, Key] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(12), px(6), px(10), px(6))
        self._row.setSpacing(px(8))
        # The hints give way, one after the other, where the keys of a page need the room.
        self._hints: list[QWidget] = []
        for key, text in (
            ("F1", self.tr("全部按键")),
            ("Enter", self.tr("下一项")),
            ("Shift+Enter", self.tr("上一项")),
        ):
            hint = QWidget()
            line = QHBoxLayout(hint)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(px(8))
            line.addWidget(words(key, "key"))
            line.addWidget(words(text, "note"))
            self._hints.append(hint)
            self._row.addWidget(hint)
        self._row.addStretch(1)

    @property
    def left_out(self) -> list[str]:
        """Keys for which the line had no room: they do the same, and F1 names them."""
        return [name for name, button in self.buttons.items() if button.isHidden()]

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Of F1 and what is to be done next: no window grows beyond its screen for its keys."""
        least = [self._hints[0], *(self.buttons[name] for name in self._in_order()[:1])]
        width = self._margins() + sum(map(_room_of, least))
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._make_room()

    def _in_order(self) -> list[str]:
        """What is to be done next, then the others as the page names them."""
        return sorted(self.buttons, key=lambda name: not self._keys[name].primary)

    def _margins(self) -> int:
        margins = self._row.contentsMargins()
        return margins.left() + margins.right()

    def _make_room(self) -> None:
        room = self.width() - self._margins()
        wide = {name: _room_of(button) for name, button in self.buttons.items()}
        if sum(wide.values()) > room:
            room -= _room_of(self._hints[0])
        for name in self._in_order():
            fits = wide[name] <= room
            self.buttons[name].setVisible(fits)
            room -= wide[name] if fits else 0
        room += _room_of(self._hints[0]) if self.left_out else 0
        for hint in self._hints:
            room -= _room_of(hint)
            hint.setVisible(room >= 0)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Replace the buttons, where they are others: it is asked for often."""
        before = [replace(key, do=_nothing) for key in self._keys.values()]
        self._keys = {key.key: key for key in keys}
        if before != [replace(key, do=_nothing) for key in self._keys.values()]:
            self._make(keys)

    def _make(self, keys: Sequence[Key]) -> None:
        shown = [key for key in keys if not key.on_page]
        while len(self._worn) < len(shown):
            self._worn.append(self._blank(len(self._worn)))
        for button in self._worn:
            if button.hasFocus():
                button.clearFocus()  # Enter on it would do what now stands there
        for button in self._worn[len(shown) :]:
            button.hide()  # those that stay need not be shown again
        self.buttons = {}
        for button, key in zip(self._worn, shown, strict=False):
            button.wear(key.words, "primary" if key.primary else "plain", key.key)
            button.setIcon(
                icon(key.icon, "#FFFFFF" if key.primary else INK) if key.icon else QIcon()
            )
            if key.icon:
                button.setText(f" {button.text()}")
            self.buttons[key.key] = button
        self._make_room()

    def _blank(self, number: int) -> Press:
        """A button for whatever key stands there: to make one is slow, to change it is not."""
        button = Press("")
        button.clicked.connect(lambda: self._pressed(number))
        self._row.addWidget(button)
        return button

    def _pressed(self, number: int) -> None:
        self._keys[list(self.buttons)[number]].do()


def _room_of(widget: QWidget) -> int:
    return widget.sizeHint().width() + px(8)


def _nothing() -> None:
    """What a key does is of no matter to how it looks."""


class Light(QWidget):
    """A device: an icon and a word that says how it is."""

    def __init__(self, drawing: str, name: str) -> None:
        super().__init__()
        self._drawing, self._name = drawing, name
        self.tone = "plain"
        self._icon, self._words = Drawing(drawing, INK_SOFT, 16), words("", "label")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self._icon)
        row.addWidget(self._words)

    def say(self, tone: str, text: str) -> None:
        """How the device is: a tone for the icon, words that say it without colour."""
        self.tone = tone
        self._icon.draw(self._drawing, TONES[tone][0])
        self._words.setText(f"{self._name}{text}")
        self.setAccessibleName(self._words.text())


class Status(QFrame):
    """Network, devices, and when the draft was last saved."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(px(STATUS))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(16), 0)
        row.setSpacing(px(14))
        self.line = Chip(self.tr("本机保存"), "info")
        self.told = words(self.tr("数据加密保存在本机，断网不影响登记"), "label")
        row.addWidget(self.line)
        row.addWidget(self.told, 1)
        self.lights = {
            "reader": Light("id_card", self.tr("读卡器")),
            "camera": Light("photo_camera", self.tr("摄像头")),
            "printer": Light("print", self.tr("打印机")),
        }
        for light in self.lights.values():
            row.addWidget(light)
        self.faces = words("", "label")
        self.faces.hide()
        row.addWidget(self.faces)
        self.draft: QLabel = words("", "label")
        self.draft.hide()
        row.addWidget(self.draft)

    def show_line(self, stands: "Stands") -> None:
        """How it stands with the centre, in a word and a sentence; work goes on either way."""
        waiting = self.tr("待发 {0}").format(stands.waiting) if stands.waiting else ""
        if stands.how == "well":
            chip, tone = self.tr("已连中心"), "ok"
            told = self._last(stands)
        elif stands.how == "away":
            chip, tone = self.tr("离线"), "warn"
            told = self.tr("登记、打印照常，网络恢复后自动发送")
        elif stands.how == "loading":
            chip, tone = self.tr("载入中"), "info"
            told = self.tr("正在载入本站资料，登记照常；进度见“同步”")
        elif stands.how == "paused":
            chip, tone = self.tr("已暂停"), "warn"
            told = self.tr("载入已暂停，登记照常；在“同步”页继续")
        elif stands.how == "refused":
            chip, tone = self.tr("中心未收"), "bad"
            told = self.tr("登记、打印照常；原因见“同步”")
        else:
            chip, tone = self.tr("本机保存"), "info"
            told = self.tr("数据加密保存在本机，断网不影响登记")
        self.line.say(f"{chip} {waiting}".strip(), tone)
        if stands.partly:
            # Who is not on a list may be here all the same.
            part = self.tr("本站资料只载入 {0}%，名单和检索都不全").format(stands.partly)
            told = f"{part} · {told}"
        if stands.letters:
            told = self.tr("信箱 {0} 封待处理").format(stands.letters) + f" · {told}"
        self.told.setText(told)

    def show_faces(self, progress: "Progress | None") -> None:
        """That photographs are measured again, for who wonders; nothing waits for it."""
        goes_on = progress is not None and progress.how in {"going", "waiting", "paused"}
        self.faces.setVisible(goes_on)
        if progress is None or not goes_on:
            return
        done = f"{progress.measured:,} / {progress.of:,}"
        if progress.how == "paused":
            self.faces.setText(self.tr("重建人脸库已暂停 {0}").format(done))
        else:
            self.faces.setText(self.tr("重建人脸库 {0}").format(done))

    def _last(self, stands: "Stands") -> str:
        if stands.last is None:
            return self.tr("正在与中心核对")
        return self.tr("{0} 与中心核对过").format(f"{clock.local(stands.last):%H:%M:%S}")

    def show_saved(self, at: datetime | None) -> None:
        """When the draft was last saved; None once there is nothing to save."""
        self.draft.setVisible(at is not None)
        if at is None:
            return
        self.draft.setText(self.tr("草稿已保存 {0}").format(f"{clock.local(at):%H:%M:%S}"))
