"""A list of people, ready to be searched: up to millions, as texts that are read when needed."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_type_hints

import msgspec

from app.domain.crowd import Crowd
from app.domain.traits import Traits
from app.domain.weigh import FEWEST, Scales, Weighed, posteriors
from app.names import names
from app.places import places
from app.weights import weights

FEW = 400
"""Of so few everybody is compared."""
COMPARED = 120
"""Not more are compared in everything, which takes half a millisecond each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of a list."""

    id: str
    traits: Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody on the list, how likely it is the one looked for, and why."""

    id: str
    posterior: float
    weighed: Weighed


class Texts:
    """Rows one after the other in few bytes: a million take 150 MB instead of two thousand."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), array("Q", [0])
        self._write = msgspec.msgpack.Encoder().encode
        self._read = msgspec.msgpack.Decoder(_row()).decode

    def __len__(self) -> int:
        return len(self._ends) - 1

    @property
    def bytes_held(self) -> int:
        """All of them."""
        return len(self._bytes) + self._ends.itemsize * len(self._ends)

    def add(self, one: Listed) -> None:
        """The next row."""
        self._bytes += self._write((one.id, *(getattr(one.traits, name) for name in _NAMES)))
        self._ends.append(len(self._bytes))

    def __getitem__(self, at: int) -> Listed:
        id_, *said = self._read(memoryview(self._bytes)[self._ends[at] : self._ends[at + 1]])
        return Listed(id=id_, traits=Traits(**dict(zip(_NAMES, said, strict=True))))


_NAMES = tuple(one.name for one in fields(Traits))


def _row() -> Any:
    """The type of a row: its id, and each part of what is known."""
    hints = get_type_hints(Traits)
    return tuple.__class_getitem__((str, *(hints[name] for name in _NAMES)))


class People:
    """Everybody on the list; the rows are read once, and not held as they came."""

    def __init__(self, listed: Iterable[Listed], today: date) -> None:
        self._today = today
        self.scales = Scales(names(), places(), today, weights())
        self._texts, self._crowd = Texts(), Crowd(self.scales)
        for one in listed:
            self._texts.add(one)
            self._crowd.add(one.traits)

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, at: int) -> Listed:
        return self._texts[at]

    def __reduce__(self) -> tuple[object, ...]:
        """Another process reads the rows anew: what was hashed here means nothing there."""
        return People, ([self[at] for at in range(len(self))], self._today)

    @property
    def bytes_held(self) -> dict[str, int]:
        """What the index and the rows take."""
        return {"index": self._crowd.bytes_held, "records": self._texts.bytes_held}

    def compared(self, wanted: Traits) -> list[int]:
        """The places of those who are compared in everything."""
        if len(self) <= FEW:
            return list(range(len(self)))
        return self._crowd.likely(wanted, COMPARED)

    def match(self, wanted: Traits, top: int) -> tuple[list[Match], float]:
        """The likeliest, best first, and how likely it is that none of all is the one."""
        among = self.compared(wanted)
        found = [(self.scales.weigh(self[at].traits, wanted), at) for at in among]
        found.sort(key=lambda pair: (-pair[0].weight, pair[1]))
        chances, none = posteriors(
            [one.weight for one, _ in found], max(len(self), FEWEST), self.scales.weights.sought
        )
        best = zip(found[:top], chances, strict=False)
        return [
            Match(id=self[at].id, posterior=chance, weighed=weighed)
            for (weighed, at), chance in best
        ], none
