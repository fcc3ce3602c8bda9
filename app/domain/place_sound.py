"""Places that sound like what was heard: 思茅 for "si mao", and villages for two syllables that a
man keeps repeating."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.domain.accent import Accent
from app.domain.name import spoken
from app.domain.sound import hear
from app.domain.syllable import Syllable, syllables

Said = tuple[Syllable, ...]
"""The ways to read one character, or one syllable as it was spelt."""
LONGEST = 8
"""Names of more syllables are not looked for by their sound."""
MOST_SAID = 6
_KIND = re.compile(
    r"(?:特别行政区|自治[区州县旗]|地区|新区|矿区|林区|市辖区|省|市|区|县|旗|盟|州|民族乡|街道|办事处|镇|乡|"
    r"农场|林场|社区|村|嘎查|行政)$"
)
_DEAR_MORE, _DEAR_LESS = 1.6, 2.4
"""A name that goes on after what was heard, and one that has a syllable less."""
_TOO_DEAR = 4.2
"""Beyond this a syllable no longer sounds alike, on average."""

Ids = npt.NDArray[np.int64]
Costs = npt.NDArray[np.float32]


def core(name: str) -> str:
    """思茅 of 思茅区, 马场 of 马场镇; what would leave one character alone stays whole."""
    bare = _KIND.sub("", name)
    return bare if len(bare) >= 2 else name


def heard(text: str) -> list[list[Said]]:
    """What was heard, in characters or letters ("si mao", "simao"): the ways to cut it."""
    plain = re.sub(r"[^0-9a-zA-ZüÜ㐀-鿿𠀀-𲎯:' ]", "", text).strip()
    if not plain:
        return []
    if plain.isascii() or re.fullmatch(r"[a-zA-ZüÜ:' ]+", plain):
        found: list[list[Syllable]] = [[]]
        for word in re.split(r"[ ']+", plain):
            found = [before + cut for before in found for cut in syllables(word)]
        return [[(one,) for one in cut] for cut in found if 0 < len(cut) <= MOST_SAID]
    ways = [tuple(_toneless(spoken(c, surname=False))) for c in core(plain)[:MOST_SAID]]
    return [ways] if ways and all(ways) else []


def _toneless(said: Iterable[Syllable]) -> Iterable[Syllable]:
    return dict.fromkeys(one._replace(tone=0) for one in said)


@dataclass(frozen=True, eq=False)
class _Group:
    """Names of as many syllables: their places in the list, and the numbers of their syllables."""

    at: Ids
    said: npt.NDArray[np.int16]


class SoundIndex:
    """The sounds of many names, as numbers of syllables; half a million are searched in a blink."""

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[Syllable, int] = {}
        self._of: dict[str, int] = {}
        rows: dict[int, tuple[list[int], list[list[int]]]] = {}
        for at, name in enumerate(names):
            said = [self._number(c) for c in core(name)]
            if 0 < len(said) <= LONGEST and -1 not in said:
                places, sounds = rows.setdefault(len(said), ([], []))
                places.append(at)
                sounds.append(said)
        self._groups = {
            length: _Group(np.array(places), np.array(sounds, np.int16))
            for length, (places, sounds) in rows.items()
        }

    def _number(self, character: str) -> int:
        """By the usual reading; -1 for what is not read."""
        known = self._of.get(character)
        if known is None:
            said = spoken(character, surname=False)
            one = said[0]._replace(tone=0) if said else None
            known = -1 if one is None else self._numbers.setdefault(one, len(self._numbers))
            self._of[character] = known
        return known

    def search(self, said: Sequence[Said], accent: Accent, most: int) -> list[tuple[int, float]]:
        """(place in the list, cost a syllable), the likeliest first; none that sounds otherwise."""
        rows = [self._row(one, accent) for one in said]
        found: list[tuple[Ids, Costs]] = []
        for more, dear in ((0, 0.0), (1, _DEAR_MORE), (2, 2 * _DEAR_MORE), (-1, _DEAR_LESS)):
            group = self._groups.get(len(said) + more)
            if group is not None and (more >= 0 or len(said) > 2):
                found.append((group.at, _cost(group.said, rows) + np.float32(dear)))
        if not found:
            return []
        at = np.concatenate([places for places, _ in found])
        costs = np.concatenate([cost for _, cost in found]) / np.float32(len(said))
        best = np.argsort(costs, kind="stable")[:most]
        return [(int(at[i]), float(costs[i])) for i in best if costs[i] <= _TOO_DEAR / 2]

    def _row(self, said: Said, accent: Accent) -> Costs:
        """What it costs to have heard this for each syllable there is."""
        costs = [min(hear(one, other, accent).cost for one in said) for other in self._numbers]
        return np.array(costs, np.float32)


def _cost(said: npt.NDArray[np.int16], rows: Sequence[Costs]) -> Costs:
    length = min(said.shape[1], len(rows))
    total = np.zeros(len(said), np.float32)
    for at in range(length):
        total += rows[at][said[:, at]]
    return total
