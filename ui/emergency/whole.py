"""A picture shown whole: what is outside the frame would be photographed too."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent

from ui.cards import Picture
from ui.theme import px


class WholePicture(Picture):
    """Letterboxed on a dark ground, as the page of arrivals shows its camera."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._image.isNull():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), px(5), px(5))
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor("#1C2733"))
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
