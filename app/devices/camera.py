"""Cameras: what one is, which one to take, and the thread that reads it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from app.arrays import Image
from app.domain.errors import Unavailable

FRAMES_A_SECOND = 14
TRY_AGAIN = 1.0
"""Seconds between two attempts to open a camera that is gone."""
SUFFIXES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
PATIENCE = 0.9
"""Seconds a stop waits; only a driver that hangs in a read takes so long."""


class Camera(Protocol):
    """A source of pictures; used by one thread at a time."""

    @property
    def name(self) -> str:
        """What the officer calls it."""
        ...

    def open(self) -> None:
        """Raises Unavailable "camera.…" with a sentence that says what to do."""
        ...

    def read(self) -> Image | None:
        """The newest frame; None when there is none just now. Raises Unavailable when it is gone
        or this picture cannot be read."""
        ...

    def close(self) -> None: ...


def choose(spec: str) -> Camera:
    """The camera for INDEX, a video or picture FILE, a FOLDER of pictures, or none."""
    from app.devices.handlers.camera_folder import FolderCamera
    from app.devices.handlers.camera_none import NoCamera
    from app.devices.handlers.camera_opencv import OpenCvCamera

    if spec in {"", "none"}:
        return NoCamera()
    if spec.isdecimal():
        return OpenCvCamera(int(spec))
    path = Path(spec)
    if path.is_dir() or path.suffix.lower() in SUFFIXES:
        return FolderCamera(path)
    return OpenCvCamera(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class PluggedIn:
    """A camera that is there: what `choose` takes, and what it calls itself."""

    spec: str
    name: str


def plugged_in(devices: Path = Path("/sys/class/video4linux")) -> list[PluggedIn]:
    """The cameras of this machine; opens them to find out where the system keeps no list."""
    from app.devices.handlers.camera_list import listed, tried

    return listed(devices) if sys.platform == "linux" else tried()


class CameraThread:
    """Reads a camera about 14 times a second and tells what it sees; keeps no queue of frames.

    The callbacks run in this thread: hand over and return. `on_lost` is called once for each new
    trouble and `on_found` when frames come again; meanwhile it tries to reconnect by itself.
    """

    def __init__(
        self,
        camera: Camera,
        *,
        on_frame: Callable[[Image], None],
        on_lost: Callable[[Unavailable], None],
        on_found: Callable[[], None],
        every: float = 1 / FRAMES_A_SECOND,
        try_again: float = TRY_AGAIN,
    ) -> None:
        self._camera = camera
        self._on_frame, self._on_lost, self._on_found = on_frame, on_lost, on_found
        self._every, self._try_again = every, try_again
        self._stopping = Event()
        self._trouble: str | None = None
        self._newest: Image | None = None
        self._thread = Thread(target=self._run, name="guitu-camera", daemon=True)

    @property
    def newest(self) -> Image | None:
        """The last frame, for a photograph; None while the camera is gone."""
        return self._newest

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> bool:
        """Stop and close the camera; False when a driver hangs and the thread was left behind."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._camera.open()
                self._watch()
            except Unavailable as trouble:
                self._lost(trouble)
            finally:
                self._camera.close()
            self._stopping.wait(self._try_again)

    def _watch(self) -> None:
        """Frames until the camera is gone or we are stopped."""
        while not self._stopping.is_set():
            frame = self._camera.read()
            if frame is not None:
                self._seen(frame)
            self._stopping.wait(self._every)

    def _seen(self, frame: Image) -> None:
        if self._trouble is not None:
            self._trouble = None
            self._on_found()
        self._newest = frame
        self._on_frame(frame)

    def _lost(self, trouble: Unavailable) -> None:
        self._newest = None
        said = f"{trouble.key} {trouble.facts}"
        if said != self._trouble:
            self._trouble = said
            self._on_lost(trouble)
