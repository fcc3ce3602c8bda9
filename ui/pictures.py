"""Pictures on file, as Qt draws them."""

from PySide6.QtGui import QImage


def of_bytes(data: bytes) -> QImage:
    """A JPEG or PNG as a QImage; null where it is neither."""
    return QImage.fromData(data)
