"""The camera's picture made as small as it is shown, so that the window has nothing left to do."""

import numpy as np

from app.arrays import Image
from app.vision import cv2


def preview(frame: Image, width: int, height: int) -> tuple[int, int, bytes]:
    """The whole picture as 32-bit BGRA that fits into width × height: its size and its pixels."""
    rows, columns = frame.shape[:2]
    by = min(width / columns, height / rows)
    wide, high = max(1, round(columns * by)), max(1, round(rows * by))
    way = cv2.INTER_AREA if by < 1 else cv2.INTER_LINEAR
    small = cv2.resize(frame, (wide, high), interpolation=way)
    return wide, high, np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2BGRA), np.uint8).tobytes()
