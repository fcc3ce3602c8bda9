"""Pictures from the camera and the files, as Qt draws them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from app.vision import Image


def of_frame(frame: "Image") -> QImage:
    """A BGR frame as a QImage that owns its bytes."""
    height, width = frame.shape[:2]
    return QImage(frame.tobytes(), width, height, width * 3, QImage.Format.Format_BGR888).copy()


def of_bytes(data: bytes) -> QImage:
    """A JPEG or PNG as a QImage; null where it is neither."""
    return QImage.fromData(data)
