"""The gallery: every template of one engine in memory, searched exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock  # noqa: TID251 (a lock, no thread: searches run beside the writer)
from uuid import UUID

import numpy as np

from app.arrays import Vector
from app.domain.errors import Refused

FIRST_ROOM = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A person and the best of their templates; `score` is the cosine."""

    person: UUID
    template: UUID
    score: float


class Gallery:
    """Unit vectors as columns of one float32 matrix (D×N is read once, in order, per search).

    One writer and any number of readers. Adding doubles the room when it is full; removing puts
    the last column in the gap; neither rebuilds.
    """

    def __init__(self, engine: str, dim: int) -> None:
        self.engine = engine
        self.dim = dim
        self._columns = np.zeros((dim, FIRST_ROOM), np.float32)
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
                self._make_room()
                self._templates.append(template.bytes)
                self._persons.append(person.bytes)
                self._place[self._templates[place]] = place
            self._columns[:, place] = column
            self._persons[place] = person.bytes

    def remove(self, template: UUID) -> None:
        """Take a template out; one that is not there is already out."""
        with self._lock:
            place = self._place.pop(template.bytes, None)
            if place is None:
                return
            last = len(self._templates) - 1
            if place != last:
                self._columns[:, place] = self._columns[:, last]
                self._templates[place] = self._templates[last]
                self._persons[place] = self._persons[last]
                self._place[self._templates[place]] = place
            self._columns[:, last] = 0.0
            self._templates.pop()
            self._persons.pop()

    def search(self, vector: Vector | bytes, k: int = 10, *, engine: str = "") -> list[Hit]:
        """The `k` most alike persons, best first, each with the best of their templates."""
        self._of_mine(engine or self.engine)
        probe = self._unit(vector)
        with self._lock:
            size = len(self._templates)
            scores = probe @ self._columns[:, :size]
            return list(self._best(scores, k))

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

    def _make_room(self) -> None:
        room = self._columns.shape[1]
        if len(self._templates) < room:
            return
        wider = np.zeros((self.dim, room * 2), np.float32)
        wider[:, :room] = self._columns
        self._columns = wider

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
    if wanted < len(scores):
        places = np.argpartition(scores, -wanted)[-wanted:]
    else:
        places = np.arange(len(scores))
    return [int(place) for place in places[np.argsort(-scores[places], kind="stable")]]
