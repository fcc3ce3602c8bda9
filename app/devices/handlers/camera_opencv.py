"""A camera by its number, or a video file that plays in a loop, through OpenCV."""

import sys
from pathlib import Path

import numpy as np

from app.domain.errors import Unavailable
from app.vision import Image, cv2

WIDTH, HEIGHT = 1280, 720
MISSED = 15
"""Frames in a row that may fail before the camera counts as lost: about a second."""


class OpenCvCamera:
    """`source` is the number of a camera or the path of a video."""

    def __init__(self, source: int | Path) -> None:
        self._source = source
        self._capture: cv2.VideoCapture | None = None
        self._missed = 0

    @property
    def name(self) -> str:
        return str(self._source) if isinstance(self._source, int) else self._source.name

    def open(self) -> None:
        if isinstance(self._source, Path) and not self._source.is_file():
            raise Unavailable("camera.no_such_file", name=self.name)
        self.close()
        capture = _capture(self._source)
        if not capture.isOpened():
            capture.release()
            raise Unavailable("camera.not_found", name=self.name)
        self._capture, self._missed = capture, 0

    def read(self) -> Image | None:
        if self._capture is None:
            raise Unavailable("camera.lost", name=self.name)
        done, frame = self._capture.read()
        if done:
            self._missed = 0
            return np.asarray(frame, np.uint8)
        self._nothing(self._capture)
        return None

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _nothing(self, capture: cv2.VideoCapture) -> None:
        self._missed += 1
        if self._missed > MISSED:
            raise Unavailable("camera.lost", name=self.name)
        if isinstance(self._source, Path):
            capture.set(cv2.CAP_PROP_POS_FRAMES, 0)


def _capture(source: int | Path) -> cv2.VideoCapture:
    if isinstance(source, Path):
        return cv2.VideoCapture(str(source))
    # On Windows the default backend takes ten seconds and more to open a camera.
    backend = cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY
    capture = cv2.VideoCapture(source, backend)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest frame, not the oldest in a queue
    return capture
