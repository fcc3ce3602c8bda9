"""The gallery: every template of one engine in memory, searched exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock  # noqa: TID251 (a lock, no thread: searches run beside the writer)
from uuid import UUID

import numpy as np

from app.arrays import Vector
from app.domain.errors import Refused

ROOM = 16_384
"""Columns in one block: 8 MB of 128 numbers each; a gallery grows by blocks and copies nothing."""
_SPAN = 256
"""Scores are first looked at by the best of so many."""
_MANY = 64 * _SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A person and the best of their templates; `score` is the cosine."""

    person: UUID
    template: UUID
    score: float


class Gallery:
    """Unit vectors as columns of float32 blocks (D×N is read once, in order, per search).

    One writer and any number of readers. Adding takes the next column; removing puts the last
    column in the gap; neither rebuilds or copies more than one column.
    """

    def __init__(self, engine: str, dim: int) -> None:
        self.engine = engine
        self.dim = dim
        self._blocks: list[Vector] = []
        # Ids as bytes: half the memory, and nothing for Python's collector to walk through.
        self._templates: list[bytes] = []
        self._persons: list[bytes] = []
        self._place: dict[bytes, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Templates, not persons: what a stranger is compared with, as the bands want it."""
        return len(self._templates)

    def __contains__(self, template: UUID) -> bool:
        return template.bytes in self._place

    def add(self, person: UUID, template: UUID, vector: Vector | bytes, *, engine: str) -> None:
        """Put a template in, or anew; Refused "gallery.other_engine", "gallery.not_a_template"."""
        self._of_mine(engine)
        column = self._unit(vector)
        with self._lock:
            place = self._place.get(template.bytes, len(self._templates))
            if place == len(self._templates):
                self._make_room(1)
                self._templates.append(template.bytes)
                self._persons.append(person.bytes)
                self._place[self._templates[place]] = place
            self._column(place)[:] = column
            self._persons[place] = person.bytes

    def pour(
        self, persons: list[UUID], templates: list[UUID], vectors: Vector | list[bytes]
    ) -> None:
        """Put very many new templates in at once: `vectors` is N×D, or each one's bytes; none of
        them is there yet. Refused "gallery.not_a_template" where one is none: then none is put in.
        """
        rows = self._rows(vectors)
        lengths = np.linalg.norm(rows, axis=1) if rows.ndim == 2 else np.zeros(1)
        if rows.shape[1:] != (self.dim,) or not ((lengths > 0) & (lengths < np.inf)).all():
            raise Refused("gallery.not_a_template")
        with self._lock:
            first = len(self._templates)
            self._make_room(len(rows))
            keys = [template.bytes for template in templates]
            self._templates += keys
            self._persons += [person.bytes for person in persons]
            self._place.update(zip(keys, range(first, first + len(keys)), strict=True))
            done = 0
            while done < len(rows):
                at = (first + done) % ROOM
                some = slice(done, done + min(ROOM - at, len(rows) - done))
                units = rows[some] / lengths[some, None].astype(np.float32)
                self._blocks[(first + done) // ROOM][:, at : at + len(units)] = units.T
                done += len(units)

    def _rows(self, vectors: Vector | list[bytes]) -> Vector:
        if not isinstance(vectors, list):
            return np.asarray(vectors, np.float32)
        if any(len(one) != 4 * self.dim for one in vectors):
            raise Refused("gallery.not_a_template")
        return np.frombuffer(b"".join(vectors), "<f4").reshape(len(vectors), self.dim)

    def remove(self, template: UUID) -> None:
        """Take a template out; one that is not there is already out."""
        with self._lock:
            place = self._place.pop(template.bytes, None)
            if place is None:
                return
            last = len(self._templates) - 1
            if place != last:
                self._column(place)[:] = self._column(last)
                self._templates[place] = self._templates[last]
                self._persons[place] = self._persons[last]
                self._place[self._templates[place]] = place
            self._column(last)[:] = 0.0
            self._templates.pop()
            self._persons.pop()
            if last % ROOM == 0 and last:
                self._blocks.pop()

    def raw(self) -> Iterator[Vector]:
        """The blocks themselves, for measuring; the last has room that is not taken yet."""
        return iter(self._blocks)

    def search(self, vector: Vector | bytes, k: int = 10, *, engine: str = "") -> list[Hit]:
        """The `k` most alike persons, best first, each with the best of their templates."""
        self._of_mine(engine or self.engine)
        probe = self._unit(vector)
        with self._lock:
            return list(self._best(self._scores(probe), k))

    def _scores(self, probe: Vector) -> Vector:
        """The cosine of every template, in their order."""
        size = len(self._templates)
        scores = np.empty(size, np.float32)
        for at, block in enumerate(self._blocks):
            part = scores[at * ROOM : (at + 1) * ROOM]
            np.dot(probe, block[:, : len(part)], out=part)
        return scores

    def _column(self, place: int) -> Vector:
        column: Vector = self._blocks[place // ROOM][:, place % ROOM]
        return column

    def _best(self, scores: Vector, k: int) -> Iterator[Hit]:
        """Take more and more of the best until `k` persons are among them."""
        wanted, size = min(len(scores), 4 * k), len(scores)
        while True:
            part = _top(scores, wanted)
            first: dict[bytes, int] = {}
            for place in part:
                first.setdefault(self._persons[place], int(place))
            if len(first) >= k or wanted >= size:
                break
            wanted = min(size, wanted * 4)
        for person, place in list(first.items())[:k]:
            yield Hit(
                person=UUID(bytes=person),
                template=UUID(bytes=self._templates[place]),
                score=float(scores[place]),
            )

    def _make_room(self, more: int) -> None:
        while len(self._blocks) * ROOM < len(self._templates) + more:
            self._blocks.append(np.zeros((self.dim, ROOM), np.float32))

    def _of_mine(self, engine: str) -> None:
        if engine != self.engine:
            raise Refused("gallery.other_engine", given=engine, wanted=self.engine)

    def _unit(self, vector: Vector | bytes) -> Vector:
        """float32 always: a float64 query against float32 costs ten times."""
        raw = np.frombuffer(vector, "<f4") if isinstance(vector, bytes) else vector
        column = np.asarray(raw, np.float32).reshape(-1)
        length = float(np.linalg.norm(column))
        if column.shape != (self.dim,) or not 0.0 < length < np.inf:
            raise Refused("gallery.not_a_template")
        unit: Vector = column / np.float32(length)
        return unit


def _top(scores: Vector, wanted: int) -> list[int]:
    """Places of the greatest scores, greatest first."""
    if wanted >= len(scores):
        places = np.arange(len(scores))
    elif len(scores) < _MANY or wanted >= len(scores) // _SPAN // 2:
        places = np.argpartition(scores, -wanted)[-wanted:]
    else:
        places = _by_spans(scores, wanted)
    order = np.lexsort((places, -scores[places]))
    return [int(place) for place in places[order]]


def _by_spans(scores: Vector, wanted: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The same, reading everything once: the best are in the spans whose best are the best."""
    whole = len(scores) // _SPAN * _SPAN
    best = scores[:whole].reshape(-1, _SPAN).max(axis=1)
    spans = np.argpartition(best, -wanted)[-wanted:]
    inside = (spans[:, None] * _SPAN + np.arange(_SPAN)).reshape(-1)
    places = np.concatenate([inside, np.arange(whole, len(scores))])
    found = scores[places]
    top = np.argpartition(found, -wanted)[-wanted:]
    return places[top]
