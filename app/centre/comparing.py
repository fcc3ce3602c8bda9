"""Comparing a probe at the centre: the gallery and the bands of the desks, a province at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock  # noqa: TID251 - a lock, no thread: searches come from several
from typing import TYPE_CHECKING

import msgspec

from app.domain.errors import Refused
from app.domain.face_sharing import Reach, why_not_probe
from app.faces.bands import Calibration, load_calibration
from app.faces.engine import DIMENSIONS, ENGINES
from app.faces.gallery import Gallery, Hit
from app.store import compared
from app.store.devices import Device
from app.wire.faces import MOST_HITS, FaceAnswers, FaceAsk, FaceHit, unpack_vector

if TYPE_CHECKING:
    from app.store.postgres import Database

_Place = tuple[str, str, str]
"""Province, engine and model."""


Found = tuple[Calibration, Hit]
"""Somebody alike, with the bands of the gallery they were found in."""


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

    def ask(
        self, device: Device, asked: FaceAsk, at: datetime, *, permitted: bool = False
    ) -> FaceAnswers:
        """The ten most alike, by index card; written down before it is answered. Of the province;
        of every province where the decision says so and the officer is `permitted` to search there.

        Refused "sharing.…" where the probe may not be compared here.
        """
        reach = compared.must_may_ask(self._engine, device, asked)
        if why := why_not_probe(asked.basis, asked.scope, asked.answer):
            raise Refused(why)
        probe, own = unpack_vector(asked.vector), device.station[:2]
        everywhere = permitted and reach is Reach.COUNTRY
        codes = sorted({own, *compared.provinces(self._engine)}) if everywhere else [own]
        shelves = [self._shelf(code, asked, len(probe) // 4) for code in codes]
        found: list[Found] = []
        for code, shelf in zip(codes, shelves, strict=True):
            self._follow(shelf, code, asked, at)
            found += [(shelf.bands, hit) for hit in shelf.gallery.search(probe, k=MOST_HITS * 2)]
        size = sum(len(shelf.gallery) for shelf in shelves)
        hits = self._shown(own, merged(found, size))
        answers = FaceAnswers(hits=hits, looked_through=size, provinces=len(codes))
        compared.enter_ask(self._engine, device, _entry(asked, answers, at), at)
        return answers

    def _shown(self, own: str, hits: list[FaceHit]) -> tuple[FaceHit, ...]:
        """Who has a card that may be shown; with it where the desk has none of its own."""
        cards = compared.cards_of(self._engine, {hit.person for hit in hits})
        found = [
            hit if card.card.station.startswith(own) else replace(hit, card=card)
            for hit in hits
            if (card := cards.get(hit.person))
        ]
        return tuple(found[:MOST_HITS])

    def _shelf(self, province: str, asked: FaceAsk, dim: int) -> _Shelf:
        if asked.engine not in ENGINES:
            raise Refused("sharing.unknown_engine", name=asked.engine[:60])
        bands = load_calibration(asked.engine)
        if asked.model_sha256 != bands.model_sha256:
            raise Refused("sharing.unknown_engine", name=asked.engine)
        if dim != DIMENSIONS[asked.engine]:
            raise Refused("gallery.not_a_template")
        key = (province, asked.engine, asked.model_sha256)
        with self._lock:
            shelf = self._shelves.get(key)
            if shelf is None:
                shelf = _Shelf(gallery=Gallery(asked.engine, dim), bands=bands)
                self._shelves[key] = shelf
        return shelf

    def _follow(self, shelf: _Shelf, province: str, asked: FaceAsk, at: datetime) -> None:
        """What came and went since the last question."""
        with shelf.lock:
            model = (asked.engine, asked.model_sha256)
            last, here, gone = compared.to_compare(self._engine, province, shelf.seen, model, at)
            for template in gone:
                shelf.gallery.remove(template)
            for person, template, vector in here:
                plain = unpack_vector(vector)
                if len(plain) == shelf.gallery.dim * 4:
                    shelf.gallery.add(person, template, plain, engine=asked.engine)
            shelf.seen = last


def merged(found: Iterable[Found], compared: int) -> list[FaceHit]:
    """Out of several galleries, the rarest likeness first: a cosine of one engine says nothing
    beside that of another. The word counts everybody with whom the probe was compared: one who is
    very likely among ten thousand of a province may be nobody among a million."""
    rare = sorted(
        (bands.strangers_among(hit.score, compared), -hit.score, number, bands, hit)
        for number, (bands, hit) in enumerate(found)
    )
    return [
        FaceHit(person=hit.person, band=band, score=round(hit.score, 4))
        for *_, bands, hit in rare
        if (band := bands.band(hit.score, compared))
    ]


def _entry(asked: FaceAsk, answers: FaceAnswers, at: datetime) -> dict[str, object]:
    """The line in the ledger: no vector in it."""
    shown = [{"person": str(hit.person), "band": hit.band.value} for hit in answers.hits]
    said: dict[str, object] = msgspec.to_builtins(asked)
    del said["vector"], said["token"]
    return said | {"at": at, "shown": shown, "looked_through": answers.looked_through}
