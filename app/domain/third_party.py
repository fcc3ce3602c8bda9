"""What is said of others in somebody's file is not theirs to be handed: a third party is masked.

个人信息保护法 45 gives a person their own data. Kin, friends and passers-by have the same right, so
on the person's paper only the surname and the last two digits stay: enough for the person to know
who is meant and to say that it is wrong, too little for whoever finds the paper.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STAR = "*"
_MOST_STARS = 3
_LAST = 2
_SHORTEST_NAME = 2
_NUMBER = re.compile(
    r"[+＋]?[\d０-９](?:[\s\-－—.()（）]*[\d０-９]){6,}[Xx]?|[〇零一二三四五六七八九幺]{7,}"
)
_DAY = re.compile(r"(?<!\d)\d{4}[-.年]\d{1,2}[-.月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2})?")
_WORD = re.compile(r"[^\W\d_]+")
_SPOKEN = re.compile(r"[\s\-－—.()（）+＋]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The names of third parties in a file, and the numbers that are the person's own."""

    names: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()

    def out_of(self, text: str) -> str:
        """A free text with the third parties that are known, and every number that is not the
        person's own, masked; days and times stay."""
        days = [(found.start(), found.end()) for found in _DAY.finditer(text)]
        told = _NUMBER.sub(lambda found: self._number(found, days), text)
        for name in self.names:
            told = told.replace(name, masked_name(name))
        return told

    def _number(self, found: "re.Match[str]", days: list[tuple[int, int]]) -> str:
        if bare(found[0]) in self.own or _is_a_day(found, days):
            return found[0]
        return masked_number(found[0])


def _is_a_day(found: "re.Match[str]", days: list[tuple[int, int]]) -> bool:
    return any(start <= found.start() and found.end() <= end for start, end in days)


def others(names: Iterable[str], own_names: Iterable[str], own_numbers: Iterable[str]) -> Others:
    """Longer names first, so that one within another is not torn; never the person's own."""
    mine = {name.strip() for name in own_names}
    theirs = {name.strip() for name in names} - mine
    long_enough = (name for name in theirs if len(name) >= _SHORTEST_NAME)
    return Others(
        names=tuple(sorted(long_enough, key=lambda name: (-len(name), name))),
        own=frozenset(bare(number) for number in own_numbers),
    )


def masked_name(name: str) -> str:
    """王大山 as 王**: of every word the first character."""
    return _WORD.sub(lambda word: word[0][0] + _STAR * min(len(word[0]) - 1, _MOST_STARS), name)


def masked_number(number: str) -> str:
    """The last two characters."""
    tight = bare(number)
    return _STAR * _MOST_STARS + tight[-_LAST:]


def masked_words(text: str) -> str:
    """A text that is itself about a third party: every word and every number."""
    return masked_name(_NUMBER.sub(lambda found: masked_number(found[0]), text))


def bare(number: str) -> str:
    """A number without what is only written for the eye."""
    return _SPOKEN.sub("", number).upper()
