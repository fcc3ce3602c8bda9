"""Photographs on file, decrypted and made small beside the window when first looked at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from app.domain.face import Photograph
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.store.ask import Reader


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
        if photo is None:
            return None
        if photo.sha256 not in self._images:
            self._fetch(photo.sha256)
        return self._images[photo.sha256]

    def _fetch(self, name: str) -> None:
        self._images[name] = None
        height = self._height

        def work(reader: "Reader") -> QImage:
            return small(reader.blobs.get(name), height)

        self._jobs.read(self, work, lambda image: self._keep(name, image), lambda _sorry: None)

    def _keep(self, name: str, image: QImage) -> None:
        self._images[name] = None if image.isNull() else image
        self.came.emit()


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
