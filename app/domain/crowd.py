"""Very many people, and of them the few who may be somebody: found by the signs they share.

One sorted array holds all: the upper bits of each number are a sign's, the lower ones say who has
it (eight bytes a sign, some thirty a person). Who shares any sign is looked at roughly; the best
are compared in everything by whoever asks.
"""

from array import array
from collections.abc import Iterable, Iterator
from math import log

import numpy as np
import numpy.typing as npt

from app.domain.blocking import KINDS, Sign, signs
from app.domain.rough import Ids, Rough, Worth
from app.domain.traits import Traits
from app.domain.weigh import FEWEST, Scales

_PLACES = 24
MOST_PEOPLE = 1 << _PLACES
_SIGN = (1 << (64 - _PLACES)) - 1
_LOOKED_AT = 400_000
"""Not more are looked at; the signs that fewest share come first."""
MOST_COMMON, _AS_LIKELY = 400, 0.5
"""Of namesakes who are all as likely nobody is passed over, up to so many."""
_FAR, _FEWEST = 14.0, 30
"""Whom so much less speaks for than for the first is not compared, beyond so many."""
_KIN_MOST = 7.0
_KIN_SHARE = 0.75
_NAME, _DAY, _HOME, _KIN = "name", "day", "home", "kin"


class Crowd:
    """People in the order they were added; the first question sorts their signs."""

    def __init__(self, scales: Scales) -> None:
        self._scales = scales
        self._rough = Rough(scales)
        self._new = array("Q")
        self._sorted: npt.NDArray[np.uint64] = np.empty(0, np.uint64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def bytes_held(self) -> int:
        """Of the signs; what is known roughly takes fifteen bytes a person more."""
        return self._sorted.nbytes + self._new.itemsize * len(self._new)

    def add(self, one: Traits) -> None:
        """The next one. At most `MOST_PEOPLE`."""
        if self._count >= MOST_PEOPLE:
            raise OverflowError(self._count)
        at = self._count
        found = {_number(sign) for _, group in signs(one, self._scales) for sign in group}
        self._new.extend([number << _PLACES | at for number in found])
        self._rough.add(one)
        self._count += 1

    def likely(self, wanted: Traits, most: int) -> list[int]:
        """Who may be the one, the likeliest first: at most so many, more where very many are all as
        likely as the first."""
        found = list(self._found(wanted))
        if not found:
            return []
        ids = _any_of(self._count, (theirs for _, _, theirs in found))
        place = np.empty(self._count, np.int32)
        place[ids] = np.arange(len(ids), dtype=np.int32)
        by = {name: np.zeros(len(ids), np.float32) for name, _, _ in found}
        for name, worth, theirs in sorted(found, key=lambda one: one[1]):
            by[name][place[theirs]] = worth
        none = np.zeros(len(ids), np.float32)
        named, day, heard = (by.pop(name, none) for name in (_NAME, _DAY, _HOME))
        worths = _together(by, none)
        worths += self._rough.worth(ids, wanted, named, day, heard)
        return _best(ids, worths, most)

    def _found(self, wanted: Traits) -> Iterator[tuple[str, float, Ids]]:
        """What each sign says, and of whom."""
        self._sort()
        looked = [
            (last - first, name, sign[0 if sign[0] != "r" else 1], first, last)
            for name, group in signs(wanted, self._scales, wanted=True)
            for sign in set(group)
            if (first := self._begin(sign)) < (last := self._begin(sign, 1))
        ]
        room = _LOOKED_AT
        for size, name, kind, first, last in sorted(looked):
            against, most = KINDS[str(kind)]
            worth = min(log(max(self._count, FEWEST) / size) - against, most)
            theirs = self._sorted[first : min(last, first + room)] & np.uint64(MOST_PEOPLE - 1)
            room -= len(theirs)
            yield name, worth, theirs.astype(np.int64)

    def _begin(self, sign: Sign, after: int = 0) -> int:
        return int(np.searchsorted(self._sorted, np.uint64((_number(sign) + after) << _PLACES)))

    def _sort(self) -> None:
        """In the place where they were gathered: a second copy of a million's would be 250 MB."""
        if self._new:
            new = np.frombuffer(self._new, np.uint64)
            self._new = array("Q")
            self._sorted = np.concatenate([self._sorted, new]) if len(self._sorted) else new
            self._sorted.sort()


def _number(sign: Sign) -> int:
    return hash(sign) & _SIGN


def _any_of(count: int, each: Iterable[Ids]) -> Ids:
    seen = np.zeros(count, np.bool_)
    for theirs in each:
        seen[theirs] = True
    return np.flatnonzero(seen).astype(np.int64)


def _together(by: dict[str, Worth], none: Worth) -> Worth:
    """All clues but names and days of birth; relatives are one clue."""
    kin, others = none.copy(), none.copy()
    for name, worth in by.items():
        if name.startswith(_KIN):
            kin += worth
        else:
            others += worth
    others += np.minimum(_KIN_SHARE * kin, _KIN_MOST)
    return others


def _best(ids: Ids, worths: Worth, most: int) -> list[int]:
    best = worths.max()
    alike = int(np.count_nonzero(worths >= best - _AS_LIKELY))
    near = max(int(np.count_nonzero(worths >= best - _FAR)), _FEWEST)
    most = min(max(min(most, near), min(alike, MOST_COMMON)), len(ids))
    top = np.argpartition(-worths, most - 1)[:most]
    order = np.lexsort((ids[top], -worths[top]))
    return [int(at) for at in ids[top][order]]
