"""Comparing a probe at the centre: the gallery and the bands of the desks, a province at a time."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock  # noqa: TID251 - a lock, no thread: searches come from several
from typing import TYPE_CHECKING

import msgspec

from app.domain.errors import Refused
from app.domain.face_sharing import why_not_probe
from app.faces.bands import Calibration, load_calibration
from app.faces.engine import ENGINES
from app.faces.gallery import Gallery
from app.store import compared
from app.store.devices import Device
from app.wire.faces import MOST_HITS, FaceAnswers, FaceAsk, FaceHit, unpack_vector

if TYPE_CHECKING:
    from app.store.postgres import Database

_Place = tuple[str, str, str]
"""Province, engine and model."""


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """What one province has of one engine; `seen` is how far its stream was followed."""

    gallery: Gallery
    bands: Calibration
    seen: int = 0
    lock: Lock = field(default_factory=Lock)


class Comparing:
    """Galleries in memory, in step with what lies at the centre."""

    def __init__(self, engine: "Database") -> None:
        self._engine = engine
        self._shelves: dict[_Place, _Shelf] = {}
        self._lock = Lock()

    def ask(self, device: Device, asked: FaceAsk, at: datetime) -> FaceAnswers:
        """The ten most alike of the province, by index card; written down before it is answered.

        Refused "sharing.…" where the probe may not be compared here.
        """
        compared.must_may_ask(self._engine, device, asked)
        if why := why_not_probe(asked.basis, asked.scope, asked.answer):
            raise Refused(why)
        probe = unpack_vector(asked.vector)
        shelf = self._shelf(device.station, asked, len(probe) // 4)
        self._follow(shelf, device.station, asked, at)
        hits = shelf.gallery.search(probe, k=MOST_HITS * 2)
        shown = compared.card_ids(self._engine, {hit.person for hit in hits})
        size = len(shelf.gallery)
        found = [
            FaceHit(person=hit.person, band=band, score=round(hit.score, 4))
            for hit in hits
            if hit.person in shown and (band := shelf.bands.band(hit.score, size))
        ]
        answers = FaceAnswers(hits=tuple(found[:MOST_HITS]), looked_through=size)
        compared.enter_ask(self._engine, device, _entry(asked, answers, at), at)
        return answers

    def _shelf(self, station: str, asked: FaceAsk, dim: int) -> _Shelf:
        if asked.engine not in ENGINES:
            raise Refused("sharing.unknown_engine", name=asked.engine[:60])
        bands = load_calibration(asked.engine)
        if asked.model_sha256 != bands.model_sha256:
            raise Refused("sharing.unknown_engine", name=asked.engine)
        key = (station[:2], asked.engine, asked.model_sha256)
        with self._lock:
            shelf = self._shelves.get(key)
            if shelf is None:
                shelf = _Shelf(gallery=Gallery(asked.engine, dim), bands=bands)
                self._shelves[key] = shelf
        if shelf.gallery.dim != dim:
            raise Refused("gallery.not_a_template")
        return shelf

    def _follow(self, shelf: _Shelf, station: str, asked: FaceAsk, at: datetime) -> None:
        """What came and went since the last question."""
        with shelf.lock:
            model = (asked.engine, asked.model_sha256)
            last, here, gone = compared.to_compare(self._engine, station, shelf.seen, model, at)
            for template in gone:
                shelf.gallery.remove(template)
            for person, template, vector in here:
                plain = unpack_vector(vector)
                if len(plain) == shelf.gallery.dim * 4:
                    shelf.gallery.add(person, template, plain, engine=asked.engine)
            shelf.seen = last


def _entry(asked: FaceAsk, answers: FaceAnswers, at: datetime) -> dict[str, object]:
    """The line in the ledger: no vector in it."""
    shown = [{"person": str(hit.person), "band": hit.band.value} for hit in answers.hits]
    said: dict[str, object] = msgspec.to_builtins(asked)
    del said["vector"]
    return said | {"at": at, "shown": shown, "looked_through": answers.looked_through}
