"""The words that names which are no Han names are made of: 阿不都热合曼 is 阿卜杜 and 热合曼."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from app.domain.name_tables import NameTables
from app.domain.spelt import is_han, plain_letters

_LONGEST_HAN, _LONGEST_LATIN = 6, 12
_SHORTEST_LATIN = 3
_ENDS = {
    "江": "江", "汗": "汗", "罕": "汗", "jan": "江", "han": "汗", "xan": "汗", "khan": "汗",
}  # fmt: skip
"""What is put behind a name out of respect."""
_OF_ENDS = 0.1


class Piece(NamedTuple):
    """`usual`: the way of writing the word that stands for all; `share`: of those who bear such
    names, how many bear it; 0 for a word that is not known."""

    written: str
    usual: str
    share: float = 0.0


_Way = tuple[int, int, tuple[Piece, ...]]
"""How many letters are not known, how many pieces there are, and which."""


@lru_cache(maxsize=16384)
def pieces(word: str, tables: NameTables) -> tuple[Piece, ...]:
    """A word as the words it is made of, as few and as many of them known as can be. A word in
    Latin letters of which not everything is known is one piece."""
    latin = not is_han(word)
    text = plain_letters(word) if latin else word
    longest = _LONGEST_LATIN if latin else _LONGEST_HAN
    ways: list[_Way] = [(0, 0, ())]
    for end in range(1, len(text) + 1):
        found = [_with_letter(ways[-1], text[end - 1])]
        for start in range(max(0, end - longest), end):
            if piece := _known(text[start:end], tables, latin=latin, first=start == 0):
                missed, count, before = ways[start]
                found.append((missed, count + 1, (*before, piece)))
        ways.append(min(found, key=lambda way: way[:2]))
    missed, _, best = ways[-1]
    return (Piece(text, text),) if latin and missed else best


def _known(text: str, tables: NameTables, *, latin: bool, first: bool) -> Piece | None:
    if not first and text in _ENDS:
        return Piece(text, _ENDS[text], _OF_ENDS)
    long_enough = len(text) >= (_SHORTEST_LATIN if latin else 2) or text == "ay"
    usual = tables.classes.get(text) if long_enough else None
    return Piece(text, usual, tables.folk_share(usual)) if usual else None


def _with_letter(way: _Way, letter: str) -> _Way:
    missed, count, before = way
    if before and not before[-1].share:
        longer = before[-1].written + letter
        return missed + 1, count, (*before[:-1], Piece(longer, longer))
    return missed + 1, count + 1, (*before, Piece(letter, letter))


def all_pieces(words: tuple[str, ...], tables: NameTables) -> tuple[Piece, ...]:
    """Those of all words of a name, one after the other."""
    return tuple(piece for word in words for piece in pieces(word, tables))


def usual(word: str, tables: NameTables) -> str:
    """As it is usually written: the same for 扎西次仁, 札西才让 and Tashi Tsering."""
    return "".join(piece.usual for piece in pieces(word, tables))


def written_ways(words: tuple[str, ...], tables: NameTables) -> Iterator[str]:
    """The ways in which a name may be on file whose words are all known, those in Chinese first; at
    most a few."""
    found = all_pieces(words, tables)
    if found and all(piece.share for piece in found):
        each = [tables.ways.get(piece.usual, (piece.usual,)) for piece in found]
        most = max(1, round(_MOST_WAYS ** (1 / len(each))))
        yield from map("".join, product(*(some[:most] for some in each)))


_MOST_WAYS = 60


def is_of_words(text: str, tables: NameTables) -> bool:
    """巴特尔, 阿不都热合曼: nothing but words that such names are made of."""
    found = pieces(text, tables)
    return bool(found) and all(piece.share for piece in found)
