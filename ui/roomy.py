"""The place of the pages: where the screen is too small for one it scrolls; nothing overlaps."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from ui.theme import px

_BESIDE = 12


class _Ground(QWidget):
    """As large as the least of the page that is shown, not as the largest that ever was; a layout
    here would ask for what the pages would like."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)
        stack.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self._stack.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._stack.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # the page needs more than before, or less
        return super().event(event)


class Roomy(QScrollArea):
    """Where the cursor is, there it is looked at: a form that opens beyond the edge comes along."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.ground = _Ground(stack)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.ground)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.follow)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The cursor went there."""
        ground, view = self.ground, self.viewport()
        if now is None or not ground.isAncestorOf(now):
            return
        if ground.width() <= view.width() and ground.height() <= view.height():
            return
        place, spare = QRect(now.mapTo(ground, QPoint(0, 0)), now.size()), px(_BESIDE)
        self.ensureVisible(place.right(), place.bottom(), spare, spare)
        self.ensureVisible(place.left(), place.top(), spare, spare)
