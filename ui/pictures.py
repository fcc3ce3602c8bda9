"""Pictures on file, as Qt draws them."""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

FINE = 2
"""Small pictures are twice as large as their place: sharp on fine screens as well."""


def of_bytes(data: bytes) -> QImage:
    """A JPEG or PNG as a QImage; null where it is neither."""
    return QImage.fromData(data)


def small(data: bytes, height: int) -> QImage:
    """A picture decoded at about the height wanted, which is much quicker than at its own."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid() and whole.height() > height:
        way = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        reader.setScaledSize(whole.scaled(QSize(height, height), way))
    return reader.read()
