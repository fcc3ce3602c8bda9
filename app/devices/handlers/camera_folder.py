"""A folder of pictures, or one picture, in place of a camera: for trying, training and the demo."""

from pathlib import Path

from app.devices.camera import SUFFIXES
from app.domain.errors import Refused, Unavailable
from app.vision import Image, unpack


class FolderCamera:
    """Shows one picture, upright, until `step` or `show` changes it; names in sorted order.

    `step` and `show` may be called from another thread than `read`. A picture that cannot be read
    raises Unavailable "camera.unreadable" from `read`; the next one is a step away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._showing: Path | None = None
        self._loaded: tuple[Path, Image] | None = None

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def showing(self) -> Path | None:
        return self._showing

    def open(self) -> None:
        if not self._path.exists():
            raise Unavailable("camera.no_such_file", name=self.name)
        if self._showing is None:
            self._showing = next(iter(self._pictures()), None)
        if self._showing is None:
            raise Unavailable("camera.no_pictures", name=self.name)

    def read(self) -> Image | None:
        path, loaded = self._showing, self._loaded
        if path is None:
            return None
        if loaded is None or loaded[0] != path:
            loaded = self._loaded = (path, _picture(path))
        elif not path.exists():
            # Taken away while it was shown, as a camera is pulled out.
            self._showing = None
            raise Unavailable("camera.lost", name=self.name)
        return loaded[1].copy()

    def close(self) -> None:
        self._loaded = None

    def step(self) -> Path | None:
        """The next picture, after the last the first again."""
        pictures = self._pictures()
        later = [path for path in pictures if self._showing is None or path > self._showing]
        self._showing = next(iter(later or pictures), None)
        return self._showing

    def show(self, path: Path) -> None:
        """Exactly this picture, from the folder or from elsewhere."""
        self._showing = path

    def _pictures(self) -> list[Path]:
        if self._path.is_file():
            return [self._path]
        try:
            inside = list(self._path.iterdir())
        except OSError as error:
            raise Unavailable("camera.no_such_file", name=self.name) from error
        return sorted(path for path in inside if path.suffix.lower() in SUFFIXES)


def _picture(path: Path) -> Image:
    try:
        return unpack(path.read_bytes())
    except (OSError, Refused) as error:
        raise Unavailable("camera.unreadable", name=path.name) from error
