"""Pictures from the camera and the files, as Qt draws them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def of_frame(frame: "NDArray[np.uint8]") -> QImage:
    """A BGR frame as a QImage that owns its bytes."""
    height, width = frame.shape[:2]
    data: Any = frame if frame.flags["C_CONTIGUOUS"] else frame.copy()
    return QImage(data.data, width, height, width * 3, QImage.Format.Format_BGR888).copy()


def of_bytes(data: bytes) -> QImage:
    """A JPEG or PNG as a QImage; null where it is neither."""
    return QImage.fromData(data)
