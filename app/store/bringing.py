"""Files brought into a folder that is being restored: proved before they have a name, synced
before the folder counts as a register, and taken away again where the restore is refused."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import Unavailable
from app.store.files import make_folder, sync_folder
from app.store.manifest import Part
from app.store.proof import Step

_CHUNK = 1 << 20


class Bringing:
    """What one restore has written so far."""

    def __init__(self, to: Path, step: Step) -> None:
        self._to, self._step = to, step
        self._wrote: list[Path] = []

    def copy(self, place: Path, one: Part) -> bool:
        """Bring one file; False, and nothing is left, where it is not what was kept."""
        try:
            return self._copied(place, one)
        except Unavailable as sorry:
            if sorry.key != "backup.unreadable":
                raise
            return False

    def _copied(self, place: Path, one: Part) -> bool:
        if _size(place) != one.size:
            return False  # before anything is copied: it may be far larger than this disk
        target = self._to / one.path
        digest = hashlib.sha256()
        with self._beside(target) as beside:
            with beside.open("wb") as file:
                for piece in _pieces(place):
                    digest.update(piece)
                    file.write(piece)
                    self._step("check", file.tell(), one.size)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != one.sha256:
                return False
            self._name(beside, target)
        return True

    def put(self, path: str, data: bytes) -> None:
        """Bring one file whose bytes are at hand and proved."""
        target = self._to / path
        with self._beside(target) as beside:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._name(beside, target)

    def is_there(self, path: str) -> bool:
        """Whether something has this name already: then it stays."""
        return (self._to / path).exists()

    def brought(self, path: str) -> bool:
        """Whether this restore wrote it."""
        return self._to / path in self._wrote

    def brings(self, path: str) -> None:
        """Somebody else is about to write it: it goes again if the restore is refused."""
        if not self.is_there(path):
            self._wrote.append(self._to / path)

    def sync(self) -> None:
        """Every name outlives a power cut."""
        for folder in sorted({self._to, *(file.parent for file in self._wrote)}):
            if folder.is_dir():
                sync_folder(folder)

    def take_away(self) -> None:
        """Nothing of it stays, so that a next try does not take it for this machine's own."""
        folders = {above for file in self._wrote for above in file.relative_to(self._to).parents}
        with contextlib.suppress(OSError):
            for file in self._wrote:
                file.unlink(missing_ok=True)
        for folder in sorted(folders - {Path()}, reverse=True):
            with contextlib.suppress(OSError):  # this machine's own files lie in it
                (self._to / folder).rmdir()

    @contextlib.contextmanager
    def _beside(self, target: Path) -> Iterator[Path]:
        make_folder(target.parent)
        beside = target.with_name(f"{target.name}.new")
        try:
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            yield beside
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)

    def _name(self, beside: Path, target: Path) -> None:
        beside.replace(target)
        self._wrote.append(target)


def _size(place: Path) -> int:
    try:
        return place.stat().st_size if place.is_file() else -1
    except OSError:
        return -1


def _pieces(place: Path) -> Iterator[bytes]:
    """A file of the backup; Unavailable where the disk does not give it."""
    try:
        with place.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece
    except OSError as error:
        raise Unavailable("backup.unreadable", folder=place.parent) from error
