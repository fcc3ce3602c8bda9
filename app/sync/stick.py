"""A snapshot from a stick: the same chunks, proved by the same signature, without a network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import msgspec

from app.domain.errors import Refused, Unavailable
from app.store.line import Known
from app.wire import stick
from app.wire.snapshot import Manifest, Offered, open_manifest


class FromStick:
    """A file that the centre wrote for this station."""

    def __init__(self, path: Path, known: Known) -> None:
        """Refused "snapshot.no_stick", "snapshot.other_stick" or "snapshot.no_key"."""
        if known.centre_key is None or known.stick_key is None:
            raise Refused("snapshot.no_key")
        self._path, self._key = path, known.stick_key
        with _opened(path) as file:
            self._cover = stick.read_cover(file)
            if self._cover.station != known.station:
                raise Refused("snapshot.other_stick")
            self._signed = stick.read_manifests(file, self._key)
            places = stick.places(file)
        self._chunks: dict[tuple[UUID, int], tuple[int, int]] = {}
        for manifest in self._manifests(known.centre_key):
            for number in range(len(manifest.chunks)):
                count = len(self._chunks)
                place = places[count] if count < len(places) else -1
                self._chunks[manifest.id, number] = (place, count + 1)

    def _manifests(self, centre_key: bytes) -> Iterator[Manifest]:
        for one in self._signed:
            yield open_manifest(one, centre_key)

    def offers(self, streams: tuple[str, ...]) -> Offered:
        """What is on it; who signed it is known from the day on which this desk was let in."""
        offered = (
            one
            for one in self._signed
            if not streams or msgspec.msgpack.decode(one.manifest, type=Manifest).stream in streams
        )
        return Offered(
            snapshots=tuple(offered), centre_key=b"", stick_key=b"", at=self._cover.made_at
        )

    def chunk(
        self, snapshot: UUID, number: int, meanwhile: Callable[[], object] | None = None
    ) -> bytes:
        """Read and opened. Refused "snapshot.gone" where another snapshot was begun."""
        if meanwhile is not None:
            meanwhile()
        if (snapshot, number) not in self._chunks:
            raise Refused("snapshot.gone")
        place, count = self._chunks[snapshot, number]
        if place < 0:
            raise Refused("snapshot.damaged")
        with _opened(self._path) as file:
            return stick.read_chunk(file, self._key, place, count)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Only a plain file; Unavailable "snapshot.unreadable" where the stick does not give it."""
    try:
        if not path.is_file():
            raise Unavailable("snapshot.unreadable", file=path.name)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise Unavailable("snapshot.unreadable", file=path.name) from error
