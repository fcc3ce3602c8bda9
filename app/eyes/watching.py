"""One camera being watched: its pictures go out small, the newest is kept whole."""

from collections.abc import Callable
from threading import Event
from time import monotonic

import msgspec

from app.arrays import Image
from app.devices.camera import Camera, CameraThread, choose
from app.domain.errors import Unavailable
from app.eyes.messages import Found, Frame, Lost, Said
from app.eyes.preview import preview

STUCK_READING = 2.0
"""Seconds a camera may take for one picture before its driver is taken to hang."""
STUCK_OPENING = 12.0
"""Some take seconds to open; this one will not any more."""

Say = Callable[[msgspec.Struct, bytes], None]


class Watching:
    """A camera's thread with a clock beside it: a driver that hangs cannot be told to stop."""

    def __init__(self, turn: int, camera: str, say: Say, size: Callable[[], tuple[int, int]]):
        self.turn, self.camera = turn, camera
        self._newer = Event()
        self._say, self._size = say, size
        self._timed = _Timed(choose(camera))
        self._found = False
        self._thread = CameraThread(
            self._timed, on_frame=self._frame, on_lost=self._lost, on_found=lambda: None
        )
        self._thread.start()

    @property
    def newest(self) -> Image | None:
        """The last picture as the camera gave it; None while it gives none."""
        return self._thread.newest

    def show_in(self, turn: int) -> None:
        """In another place from now on, which is told with the next picture."""
        if turn != self.turn:
            self.turn, self._found = turn, False

    def not_looked_at(self) -> Image | None:
        """The last picture, once."""
        if not self._newer.is_set():
            return None
        self._newer.clear()
        return self.newest

    @property
    def name(self) -> str:
        """What the officer calls the camera."""
        return self._timed.name

    @property
    def stuck(self) -> bool:
        """Whether the camera has not come back from what it was asked."""
        return self._timed.stuck

    def stop(self) -> bool:
        """False when the driver hangs and its thread is still in it."""
        return self._thread.stop()

    def _frame(self, frame: Image) -> None:
        if not self._found:
            self._found = True
            self._say(Found(turn=self.turn), b"")
        width, height = self._size()
        if width and height:
            wide, high, pixels = preview(frame, width, height)
            self._say(Frame(turn=self.turn, width=wide, height=high), pixels)
        self._newer.set()

    def _lost(self, why: Unavailable) -> None:
        self._found = False
        said = Said(refused=False, key=why.key, facts=plain(why.facts))
        self._say(Lost(turn=self.turn, said=said), b"")


class _Timed:
    """A camera that notes since when it has been at work."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._until: float | None = None

    @property
    def name(self) -> str:
        return self._camera.name

    @property
    def stuck(self) -> bool:
        until = self._until
        return until is not None and monotonic() > until

    def open(self) -> None:
        self._until = monotonic() + STUCK_OPENING
        self._camera.open()
        self._until = None

    def read(self) -> Image | None:
        self._until = monotonic() + STUCK_READING
        image = self._camera.read()
        self._until = None
        return image

    def close(self) -> None:
        # A failed open or read ends here as well.
        self._until = monotonic() + STUCK_READING
        self._camera.close()
        self._until = None


def plain(facts: dict[str, object]) -> dict[str, str | int]:
    """Facts of a sentence as they can be sent."""
    return {name: fact if isinstance(fact, int) else str(fact) for name, fact in facts.items()}
