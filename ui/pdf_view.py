"""A PDF as it will be printed: rendered at the size it is shown, fitted or as on paper."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.cards import words
from ui.fields import Press
from ui.theme import CARD, GAP, LINE, px

_POINTS = 72


class _Sheet(QWidget):
    """One page, rendered for exactly this size when it is painted: drawing it again and again costs
    nothing, and what is never seen, as the last paper while the next is being made, neither."""

    def __init__(self, render: Callable[[QSize], QImage]) -> None:
        super().__init__()
        self._render = render
        self.image = QImage()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self.image.isNull():
            self.image = self._render(self.size())
        painter = QPainter(self)
        painter.fillRect(self.rect(), CARD)
        painter.drawImage(0, 0, self.image)
        painter.setPen(LINE)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfView(QFrame):
    """Preview of one paper; PageUp and PageDown turn its pages."""

    page_shown = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._page, self._fitted, self._wide = 0, True, False
        self.title = words(title, "section")
        self.where = words("", "note")
        self.sheet = _Sheet(self._render)
        self.area = QScrollArea()
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.sheet)
        self.area.setAccessibleName(title)
        self.fit = Press(self.tr("适合窗口"))
        self.real = Press(self.tr("实际大小"))
        self.back, self.ahead = Press(self.tr("上一页")), Press(self.tr("下一页"))
        self._reading = [self._reads(key, by) for key, by in (("PgUp", -1), ("PgDown", 1))]
        self._read_by_keys(on=False)
        self.fit.clicked.connect(lambda: self._zoom(fitted=True))
        self.real.clicked.connect(lambda: self._zoom(fitted=False))
        self.back.clicked.connect(lambda: self.turn(-1))
        self.ahead.clicked.connect(lambda: self.turn(1))
        self._lay_out()
        self.show_pdf(b"")

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page; no bytes, no preview."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        if pdf:
            self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
        self._page = 0
        self._show_page()

    @property
    def pages(self) -> int:
        """How many pages the paper has; none while there is no paper."""
        return max(0, self._document.pageCount())

    def show_wide(self) -> None:
        """As wide as the place, PageDown reads on wherever the cursor is: for reading aloud."""
        self._wide = True
        self._read_by_keys(on=True)
        self._size()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_whole(self) -> None:
        """A whole page again."""
        self._zoom(fitted=True)

    def read_on(self, by: int) -> None:
        """A screenful further; behind the last the next page begins."""
        bar = self.area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by * bar.pageStep())
        if bar.value() == before and 0 <= self._page + by < self.pages:
            self.turn(by)
            bar.setValue(bar.minimum() if by > 0 else bar.maximum())

    def turn(self, by: int) -> None:
        """Another page, where there is one."""
        self._page = min(max(0, self._page + by), max(0, self.pages - 1))
        self._show_page()

    def text(self) -> str:
        """The words of the page shown, for tests and for reading aloud."""
        return self._document.getAllText(self._page).text() if self.pages else ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._size()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self.title)
        head.addWidget(self.where)
        head.addStretch(1)
        for button in (self.back, self.ahead, self.fit, self.real):
            head.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(14), px(9), px(14), px(12))
        lines.setSpacing(px(GAP))
        lines.addLayout(head)
        lines.addWidget(self.area, 1)

    def _show_page(self) -> None:
        self.sheet.image = QImage()
        several = self.pages > 1
        self.back.setVisible(several)
        self.ahead.setVisible(several)
        self.back.setEnabled(self._page > 0)
        self.ahead.setEnabled(self._page < self.pages - 1)
        text = self.tr("第 {0} 页，共 {1} 页").format(self._page + 1, self.pages) if several else ""
        self.where.setText(text)
        self.sheet.setVisible(bool(self.pages))
        self._size()
        self.page_shown.emit(self._page)

    def _render(self, size: QSize) -> QImage:
        """The page at a size on the screen; at 150 dpi it took up to 67 ms of the window's time."""
        if not self.pages:
            return QImage()
        ratio = self.devicePixelRatioF()
        drawn = self._document.render(self._page, size * ratio)
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(CARD)  # the rendering is transparent where nothing is printed
        painter = QPainter(paper)
        painter.drawImage(0, 0, drawn)
        painter.end()
        paper.setDevicePixelRatio(ratio)
        return paper

    def _reads(self, key: str, by: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(lambda: self.read_on(by))
        return shortcut

    def _read_by_keys(self, *, on: bool) -> None:
        """The same two keys turn pages where a whole one is seen."""
        for shortcut in self._reading:
            shortcut.setEnabled(on)
        self.back.setShortcut("" if on else "PgUp")
        self.ahead.setShortcut("" if on else "PgDown")

    def _zoom(self, *, fitted: bool) -> None:
        self._read_by_keys(on=False)
        self._fitted, self._wide = fitted, False
        self._size()

    def _size(self) -> None:
        """Fit the whole page into the place, or show it as wide, or as large as on paper."""
        if not self.pages:
            self.sheet.update()
            return
        size = self._shown_size().expandedTo(QSize(1, 1))
        if self.sheet.size() != size:
            self.sheet.image = QImage()
        self.sheet.resize(size)
        self.sheet.update()

    def _shown_size(self) -> QSize:
        page = self._document.pagePointSize(self._page)
        room = self.area.size() - QSize(px(4), px(4))
        if self._wide:
            width = room.width() - self.area.verticalScrollBar().sizeHint().width()
            return QSize(width, round(page.height() * width / page.width()))
        if self._fitted:
            return page.scaled(room.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        return (page * (self.logicalDpiX() / _POINTS)).toSize()
