"""Towns and villages as they are shipped, read when somebody first asks for them."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from app.domain.errors import Unavailable
from app.domain.place_sound import SoundIndex, core
from app.places import FOLDER

AS_OF = 2023
"""The lists are those of the end of June of that year."""


@dataclass(frozen=True, eq=False)
class SmallPlaces:
    """Names and, beside each, the code of its town (nine digits) and whether it is a town."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    towns: dict[str, str]
    first: dict[str, int]
    """Where the town stands in `names`; its villages follow it."""

    def is_town(self, at: int) -> bool:
        """A town, or a village of one."""
        return self.first.get(self.codes[at]) == at

    @cached_property
    def sounds(self) -> SoundIndex:
        """By what they sound like."""
        return SoundIndex(self.names)

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Which have this name, whole or without 村, 镇, 乡."""
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            for one in dict.fromkeys((name, core(name))):
                found.setdefault(one, []).append(at)
        return found


@cache
def villages(folder: Path = FOLDER) -> SmallPlaces:
    """All of them; the first call takes a second, so let it be off the window's thread. Raises
    Unavailable "place.no_table"."""
    try:
        text = lzma.decompress((folder / "small.txt.xz").read_bytes()).decode()
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise Unavailable("place.no_table") from error
    names, codes = list[str](), list[str]()
    towns, first = dict[str, str](), dict[str, int]()
    for code, name in _each(text):
        if code not in first:
            first[code], towns[code] = len(names), name
        names.append(name)
        codes.append(code)
    return SmallPlaces(tuple(names), tuple(codes), towns, first)


def _each(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        code, *names = line.split(" ")
        yield from ((code, name) for name in names)
