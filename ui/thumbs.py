"""Photographs on file, decrypted and made small beside the window when first looked at."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.errors import Unavailable
from app.domain.face import Photograph
from ui.jobs import Jobs
from ui.pictures import FINE, small
from ui.theme import px

if TYPE_CHECKING:
    from app.store.ask import Asks, Reader

Whose = TypeVar("Whose", bound=UUID)


class Thumbs(QObject):
    """Asks for each picture once; one that is gone or damaged stays empty."""

    came = Signal()
    """Another picture is there: paint again."""

    def __init__(self, jobs: Jobs, height: int) -> None:
        super().__init__()
        self._jobs, self._height = jobs, height
        self._images: dict[str, QImage | None] = {}

    def of(self, photo: Photograph | None) -> QImage | None:
        """The picture if it is here; otherwise it is fetched and `came` tells."""
        return None if photo is None else self.called(photo.sha256)

    def called(self, name: str) -> QImage | None:
        """The same of whatever picture has that SHA-256."""
        if name not in self._images:
            self._fetch(name)
        return self._images[name]

    def _fetch(self, name: str) -> None:
        self._images[name] = None
        height = self._height

        def work(reader: "Reader") -> QImage:
            return small(reader.blobs.get(name), height)

        self._jobs.read(self, work, lambda image: self._keep(name, image), lambda _sorry: None)

    def _keep(self, name: str, image: QImage) -> None:
        self._images[name] = None if image.isNull() else image
        self.came.emit()


def smalls(
    asks: "Asks", photos: Mapping[Whose, Photograph | None], height: int
) -> dict[Whose, QImage]:
    """Pictures on file made small where they are read, beside the window; one that is gone leaves
    its place empty. `height` as it is drawn."""
    made = {}
    for whose, photo in photos.items():
        if photo:
            with suppress(Unavailable):
                made[whose] = small(asks.blobs.get(photo.sha256), px(height) * FINE)
    return made
