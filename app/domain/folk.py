"""Names that are no Han names, written by their sound: whether two are one."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from app.domain.accent import Accent
from app.domain.folk_words import Piece, all_pieces, pieces
from app.domain.name_parts import NameParts
from app.domain.name_tables import NameTables
from app.domain.sound import hear
from app.domain.spelt import OFF, bones_apart, is_han, share_of_edits, sounds
from app.domain.syllable import Syllable

NEAR = 2.4
_FAR = 2.0
"""Words that are no longer like each other are so much further apart than they sound."""
_LOST = 2.2
"""A syllable written in one name and not in the other: 买买提 and 买合买提."""
_LEFT_OUT = 2.0
"""A whole word so: 扎西 of 扎西次仁."""
_SOFTER = 0.6
"""Vowels and breath are written this way and that: what is heard otherwise counts less."""
_UNSAID = 1.5
_ANOTHER = 2.5
"""Two words that are known to be two are so much further apart than they sound."""
_SHARE, _LETTER = 0.004, 1.1
"""A word that no table has is borne by about so many; each letter beyond three adds to that."""
_OTHER_WAY, _WRITTEN_SO, _WRITTEN_SAME = 0.3, 0.35, 0.9
"""Another of the ways to write the same word; so often it is that one, so often the same one."""
_OTHER = log(0.05)


class Apart(NamedTuple):
    """Cost, weight and the word keys of what was found."""

    cost: float
    weight: float
    keys: tuple[str, ...]


def folk_apart(one: NameParts, other: NameParts, tables: NameTables, accent: Accent) -> Apart:
    """Two names of which at least one is written by its sound: the given name first, then the
    father's, which may have been left out."""
    here, there = words_of(one), words_of(other)
    found = [
        in_pieces(pieces(a, tables), pieces(b, tables), accent)
        for a, b in zip(here, there, strict=False)
    ]
    total, worth = sum(cost for cost, _ in found), sum(weight for _, weight in found)
    keys = [_key("folk", found[0][0])]
    if len(here) != len(there):
        total += _UNSAID
        cost, weight = in_pieces(all_pieces(here, tables), all_pieces(there, tables), accent)
        if cost < total:
            return Apart(cost, weight, (_key("folk", cost),))
    elif len(here) > 1:
        keys.append(_key("father", sum(cost for cost, _ in found[1:])))
    return Apart(min(total, 2 * OFF), worth, tuple(keys))


def words_of(name: NameParts) -> tuple[str, ...]:
    """The words of a name; a Han name is one."""
    return name.words or (name.surname + name.given,)


def _key(what: str, cost: float) -> str:
    how = "same" if cost == 0 else "like" if cost <= NEAR else "other"
    return f"name.{what}_{how}"


def in_pieces(
    here: tuple[Piece, ...], there: tuple[Piece, ...], accent: Accent
) -> tuple[float, float]:
    """The cost of taking one word for the other, piece by piece, and what that is worth."""
    if "".join(p.written for p in here) == "".join(p.written for p in there):
        return 0.0, sum(map(_value, here)) + log(_WRITTEN_SAME)
    cost, alike = _side_by_side(here, there, accent)
    known = all(piece.share for piece in (*here, *there))
    if not known and len(here) != len(there):
        whole = _heard("".join(p.usual for p in here), "".join(p.usual for p in there), accent)
        if whole < cost:
            cost, alike = whole, max(here, there, key=lambda some: len(some[0].written))
    if cost > NEAR or not alike:
        return min(_FAR * cost, OFF), _OTHER
    return cost, sum(map(_value, alike)) + log(_WRITTEN_SO) - cost


def _value(piece: Piece) -> float:
    if piece.share:
        return -log(piece.share)
    letters = len(piece.written) / (1 if is_han(piece.written) else 2)
    return -log(_SHARE) + _LETTER * max(letters - 3, 0)


def _side_by_side(
    here: Sequence[Piece], there: Sequence[Piece], accent: Accent
) -> tuple[float, tuple[Piece, ...]]:
    """The least cost of pieces one after the other, of which some may be left out where one name
    has fewer; and those that are in both."""
    short, long = (here, there) if len(here) <= len(there) else (there, here)
    spare = len(long) - len(short)
    # Each way: what it cost, and the pieces in both; by how many of the longer were left out.
    ways: list[tuple[float, tuple[Piece, ...]]] = [(_LEFT_OUT * n, ()) for n in range(spare + 1)]
    for at, one in enumerate(short):
        for left in range(spare + 1):
            cost, alike = ways[left]
            apart = _piece(one, long[at + left], accent)
            near = (*alike, long[at + left]) if apart <= NEAR else alike
            ways[left] = (cost + apart, near)
        for left in range(1, spare + 1):
            skipped = ways[left - 1]
            ways[left] = min(ways[left], (skipped[0] + _LEFT_OUT, skipped[1]), key=lambda w: w[0])
    return ways[spare]


def _piece(one: Piece, other: Piece, accent: Accent) -> float:
    """How far apart two words are: 0 for the same, little for ways to write it, else by sound."""
    if one.written == other.written:
        return 0.0
    if one.usual == other.usual:
        return _OTHER_WAY
    han = is_han(one.written), is_han(other.written)
    if all(han):
        cost = _heard(one.usual, other.usual, accent)
    elif any(han):
        letters, chinese = (other, one) if han[0] else (one, other)
        cost = bones_apart(letters.written, chinese.written)
    else:
        cost = OFF * share_of_edits(one.written, other.written)
    return min(OFF, cost * (_ANOTHER if one.share and other.share else 1.0))


def _heard(one: str, other: str, accent: Accent) -> float:
    here, there = sounds(one), sounds(other)
    if not here or not there:
        return OFF
    # A long name may be off in more places.
    return min(OFF, 3.0 * _aligned(here, there, accent) / (max(len(here), len(there)) + 1.0))


def _aligned(
    one: Sequence[tuple[Syllable, ...]], other: Sequence[tuple[Syllable, ...]], accent: Accent
) -> float:
    row = [_LOST * at for at in range(len(other) + 1)]
    for at, a in enumerate(one, start=1):
        before, row = row, [_LOST * at]
        for to, b in enumerate(other, start=1):
            pair = before[to - 1] + _SOFTER * min(toneless(x, y, accent) for x in a for y in b)
            row.append(min(pair, before[to] + _LOST, row[to - 1] + _LOST))
    return row[-1]


def toneless(one: Syllable, other: Syllable, accent: Accent) -> float:
    """The cost of hearing one for the other where no tone is written."""
    return hear(one._replace(tone=0), other._replace(tone=0), accent).cost
