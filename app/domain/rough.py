"""What tells most people apart at a glance, of very many at once: age, sex and home as numbers.

A first look, before the few who are left are compared in everything (weigh.py): its weights are
those of birth_alike.py, weigh.py and place_alike.py, without what only a closer look can see.
"""

from array import array
from datetime import date
from math import log

import numpy as np
import numpy.typing as npt

from app.domain.name_parts import NameParts
from app.domain.traits import Traits
from app.domain.weigh import Scales, birth_of

Ids = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Worth = npt.NDArray[np.float32]
_YEARS = 55.0
_NO_YEAR, _NO_HOME = -1, 0
_HOMES = 2
"""So many of the places that somebody's home may be are looked at."""
_SEX_SAME, _SEX_OTHER = 0.6, -3.9
_COUNTY, _CITY, _CITY_OF_TWO, _PROVINCE, _PROVINCE_OF_TWO = 6.5, 5.0, 3.0, 2.7, 0.6
_ELSEWHERE = -3.0
_OTHER_NAME, _FEW_OF_A_NAME = -2.2, 3.0
_OTHER_DAY = -2.0


class Rough:
    """Numbers of everybody, a column for each thing known."""

    def __init__(self, scales: Scales) -> None:
        self._scales = scales
        self._years = (array("h"), array("h"))
        self._homes = tuple(array("i") for _ in range(_HOMES))
        self._sex, self._flags = array("b"), array("b")

    def add(self, one: Traits) -> None:
        """The next one."""
        for column, year in zip(self._years, years_of(one, self._scales.today), strict=True):
            column.append(year)
        for column, code in zip(self._homes, self._codes(one), strict=True):
            column.append(code)
        self._sex.append(int(one.sex) if one.sex in "12" else 0)
        self._flags.append(self._named(one) | (2 if _has_day(one) else 0))

    def worth(self, ids: Ids, wanted: Traits, named: Worth, day: Worth, heard: Worth) -> Worth:
        """How much speaks for each of `ids`, in nats; `named`, `day` and `heard` are what names,
        days of birth and the sound of homes that are alike say of them."""
        flags = _column(self._flags, ids)
        worth = named + day + self._ages(ids, wanted)
        worth += np.maximum(self._places(ids, wanted), heard)
        if self._named(wanted):
            worth += np.where((flags & 1) & (named < _FEW_OF_A_NAME), _OTHER_NAME, 0.0)
        if _has_day(wanted):
            worth += np.where((flags & 2) & (day <= 0), _OTHER_DAY, 0.0)
        if wanted.sex in "12":
            sex = _column(self._sex, ids)
            same = np.where(sex == int(wanted.sex), _SEX_SAME, _SEX_OTHER)
            worth += np.where(sex == 0, 0.0, same)
        return worth.astype(np.float32)

    def _ages(self, ids: Ids, wanted: Traits) -> Worth:
        first, last = years_of(wanted, self._scales.today)
        if first == _NO_YEAR:
            return np.zeros(len(ids), np.float32)
        low, high = (_column(one, ids) for one in self._years)
        gap = np.maximum(np.maximum(low - last, first - high), 0.0)
        width = (high - low + last - first + 2 + 2 * np.minimum(gap, 3)) / _YEARS
        alike = np.maximum(np.log(0.85 / np.minimum(width, 1.0)), 0.0)
        near = np.log(0.3 / np.minimum(width, 1.0)) / (1 + gap)
        other = np.where(gap <= 8, log(0.12), log(0.02)) * 1.2
        worth = np.where(gap == 0, alike, np.where(gap <= 3, near, other))
        return np.where(low == _NO_YEAR, 0.0, worth).astype(np.float32)

    def _places(self, ids: Ids, wanted: Traits) -> Worth:
        best = np.full(len(ids), _ELSEWHERE, np.float32)
        theirs = [_column(one, ids) for one in self._homes]
        mine = [code for code in self._codes(wanted) if code != _NO_HOME]
        for code in mine:
            for other in theirs:
                np.maximum(best, _near(code, other), out=best)
        # Who is from nowhere that is known may be from anywhere.
        unknown = theirs[0] == _NO_HOME if mine else True
        return np.where(unknown, 0.0, best).astype(np.float32)

    def _codes(self, one: Traits) -> list[int]:
        codes = dict.fromkeys(s.code for home in one.homes for s in self._scales.homes.spots(home))
        found = [int(code.ljust(6, "0")) for code in codes][:_HOMES]
        return found + [_NO_HOME] * (_HOMES - len(found))

    def _named(self, one: Traits) -> int:
        return int(any(map(_is_whole, (self._scales.parts(name)[:1] for name in one.names))))


def years_of(one: Traits, today: date) -> tuple[int, int]:
    """The first and the last year in which somebody may have been born, -1 where nobody knows."""
    if birth := birth_of(one):
        return int(birth[:4]), int(birth[:4])
    if one.ages:
        # 虚岁 counts one more.
        return today.year - one.ages[1] - 1, today.year - one.ages[0]
    return _NO_YEAR, _NO_YEAR


def _near(code: int, others: Numbers) -> Worth:
    """What it is worth that two homes are in one county, city or province."""
    deep = (code % 100 > 0) & (others % 100 > 0)
    city = (code // 100 % 100 > 0) & (others // 100 % 100 > 0)
    same_city = np.where(deep, np.where(others == code, _COUNTY, _CITY_OF_TWO), _CITY)
    in_province = np.where(city, _PROVINCE_OF_TWO, _PROVINCE)
    worth = np.where(city & (others // 100 == code // 100), same_city, in_province)
    return np.where(others // 10_000 == code // 10_000, worth, _ELSEWHERE).astype(np.float32)


def _is_whole(parts: list[NameParts]) -> bool:
    return bool(parts) and parts[0].whole


def _has_day(one: Traits) -> bool:
    return len(birth_of(one)) == 10


def _column(column: "array[int]", ids: Ids) -> Numbers:
    of_these: Numbers = np.frombuffer(column, column.typecode)[ids].astype(np.int32)
    return of_these
