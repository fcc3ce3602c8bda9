"""What is known about the characters of names: how common, how written, how read, what for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.accent import Dialects
from app.domain.name import spoken
from app.domain.syllable import Syllable

_TEN_THOUSAND = 10_000.0


@dataclass(frozen=True, eq=False)
class NameTables:
    """Read from assets/names; shares are of 1."""

    dialects: Dialects
    surnames: Mapping[str, float]
    given: Mapping[str, float]
    other_surname: float
    other_common: float
    other_rare: float
    other_folk: float = 0.004
    simple: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    """How a word of a name is written -> the way that stands for all of them."""
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The way that stands for all -> all of them, as they are written."""
    folk: Mapping[str, float] = field(default_factory=dict)
    """Such a word -> the share of those with such names who bear it."""
    cantonese: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """How Chinese names are spelt in Hong Kong -> what it may stand for."""
    abroad: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The same of surnames in other countries; how given names are spelt there is not known."""

    def simplified(self, text: str) -> str:
        """曉華 as 晓华, character by character."""
        return "".join(self.simple.get(one, one) for one in text)

    def looks_like(self, one: str, other: str) -> bool:
        """己 and 已: taken for each other in handwriting."""
        return other in self.shapes.get(one, "") or one in self.shapes.get(other, "")

    def is_surname(self, text: str) -> bool:
        """Whether the table has it; a surname that it has not may still be one."""
        return text in self.surnames

    def surname_share(self, surname: str) -> float:
        """The share of people who bear it."""
        return self.surnames.get(surname, self.other_surname)

    def given_share(self, character: str) -> float:
        """The share of the characters of given names that are this one."""
        rare = not is_common(character)
        return self.given.get(character, self.other_rare if rare else self.other_common)

    def folk_share(self, word: str) -> float:
        """The share of people with names that are no Han names who bear this word."""
        return self.folk.get(word, self.other_folk)

    def spellings(self, chinese: str) -> tuple[str, ...]:
        """All ways a character is spelt in Hong Kong."""
        return self._spellings.get(chinese, ())

    def surname_sound_share(self, said: Syllable) -> float:
        """The share of people whose surname sounds so, whatever the tone."""
        return self._surname_sounds.get(said[:3], self.other_surname)

    def given_sound_share(self, said: Syllable) -> float:
        """The same of a character of a given name."""
        return self._given_sounds.get(said[:3], self.other_common)

    def shape_share(self, character: str, *, surname: bool) -> float:
        """The share of all that look like this character together."""
        share = self.surname_share if surname else self.given_share
        return sum(map(share, self.shapes.get(character, ""))) + self.other_rare

    @cached_property
    def longest_surname(self) -> int:
        """爱新觉罗 has four characters."""
        return max(map(len, self.surnames), default=2)

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for letters, chars in self.cantonese.items():
            for one in chars:
                found[one] = (*found.get(one, ()), letters)
        return found

    @cached_property
    def _surname_sounds(self) -> dict[tuple[str, str, str], float]:
        single = ((one, share) for one, share in self.surnames.items() if len(one) == 1)
        return _by_sound(single, surname=True)

    @cached_property
    def _given_sounds(self) -> dict[tuple[str, str, str], float]:
        listed = list(self.given.items())
        rest = ((one, self.given_share(one)) for one in COMMON if one not in self.given)
        return _by_sound([*listed, *rest], surname=False)

    def prepare(self) -> None:
        """Read every character once now, so that nobody waits for it while typing."""
        _ = self._surname_sounds, self._given_sounds, self.longest_surname


def _by_sound(
    shares: Iterable[tuple[str, float]], *, surname: bool
) -> dict[tuple[str, str, str], float]:
    found: dict[tuple[str, str, str], float] = {}
    for one, share in shares:
        # A character of two readings is counted with both: no share is too small then.
        for said in spoken(one, surname=surname):
            found[said[:3]] = found.get(said[:3], 0.0) + share
    return found


def _level(first: int, last: int) -> list[str]:
    spots = ((a, b) for a in range(first, last) for b in range(0xA1, 0xFF))
    return [one for spot in spots if (one := bytes(spot).decode("gb2312", errors="ignore"))]


COMMON = _level(0xB0, 0xD8)
"""The 3,755 characters of GB 2312 level 1: those in daily use."""
_IN_USE = frozenset(COMMON)


def is_common(character: str) -> bool:
    """Whether it is in daily use."""
    return character in _IN_USE


def counted(text: str) -> dict[str, float]:
    """王721李716 as shares of one; line breaks mean nothing."""
    plain = re.sub(r"\s", "", text)
    return {n: float(c) / _TEN_THOUSAND for n, c in re.findall(r"([^\d.]+)([\d.]+)", plain)}
