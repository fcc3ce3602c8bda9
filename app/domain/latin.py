"""Names in Latin letters: against each other, and against names in Chinese."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from math import log

from app.domain.accent import Accent
from app.domain.folk import NEAR, Apart, in_pieces, toneless, words_of
from app.domain.folk_words import all_pieces
from app.domain.name import spoken
from app.domain.name_parts import NameKind, NameParts
from app.domain.name_tables import NameTables
from app.domain.spelt import OFF, bones_apart, edits, plain_letters, share_of_edits
from app.domain.syllable import Syllable, syllable, syllables

_INITIALS, _OLD_SPELLING, _ABROAD = 2.0, 0.5, 1.0
_SURNAME_ONLY, _NO_GIVEN = 2.5, 4.0
"""By a surname that is spelt so, with as many words behind it as characters, or not."""
_NEAR = 3.0
_NOT_JUDGED = 0.6
"""A character of which it is not known how it is spelt there."""
_MISSING = 0.15
_MOST_READINGS = 16


def latin_apart(one: NameParts, other: NameParts, tables: NameTables, accent: Accent) -> Apart:
    """A name in Latin letters against another such, or against one in Chinese: as pinyin with the
    surname at either end, by a spelling used in Hong Kong, Taiwan or Vietnam, by its initials, or
    as a name that is spelt in Chinese by its sound."""
    if one.kind is other.kind:
        cost = _both_pinyin(one.words, other.words, accent)
        if cost is None:
            cost = _letters_apart(one.words, other.words)
        worth = _spelt(cost, len("".join(one.words)))
    else:
        latin, chinese = (one, other) if one.kind is NameKind.LATIN else (other, one)
        cost = min(_ways(latin.words, chinese, tables, accent))
        worth = _spelt(cost, 2 * len("".join(words_of(chinese))))
    found = _as_words(one, other, tables, accent)
    if found.cost < cost or (found.cost == cost and found.weight < worth):
        return found
    how = "same" if cost == 0 else "like" if cost <= _NEAR else "other"
    return Apart(cost, worth, (f"name.latin_{how}",))


def _spelt(cost: float, letters: int) -> float:
    if cost > _NEAR:
        return log(0.05)
    return min(9.0, 1.0 * letters) - 1.5 * cost


def _ways(
    words: tuple[str, ...], chinese: NameParts, tables: NameTables, accent: Accent
) -> Iterator[float]:
    yield _as_pinyin(words, chinese, accent)
    if chinese.kind is NameKind.FOLK:
        yield bones_apart(plain_letters("".join(words)), "".join(chinese.words))
    elif chinese.surname and chinese.given:
        yield _as_abroad(words, chinese, tables)
        yield _as_initials(words, chinese)


def _as_words(one: NameParts, other: NameParts, tables: NameTables, accent: Accent) -> Apart:
    """Tashi Dorje is 扎西多吉, where words of both names are known to be of such names."""
    nothing = Apart(OFF, log(0.05), ("name.latin_other",))
    if not {one.kind, other.kind} <= {NameKind.LATIN, NameKind.FOLK}:
        return nothing
    there = all_pieces(words_of(other), tables)
    orders = _orders(one.words) if one.kind is NameKind.LATIN else (one.words,)
    found = [
        in_pieces(here, there, accent)
        for here in (all_pieces(order, tables) for order in orders)
        if any(piece.share for piece in here) and any(piece.share for piece in there)
    ]
    if not found:
        return nothing
    cost, worth = min(found)
    how = "same" if cost == 0 else "like" if cost <= NEAR else "other"
    return Apart(cost, worth, (f"name.folk_{how}",))


def _as_pinyin(words: tuple[str, ...], chinese: NameParts, accent: Accent) -> float:
    """wang xiaoming, Xiaoming Wang, WANG XIAO MING: tones are never written. Also Hsiao-ming, as it
    was spelt before."""
    wanted = _wanted(chinese)
    if not wanted or not all(wanted):
        return OFF
    best = OFF
    for order in _orders(words):
        for old, said in _readings(order):
            if len(said) == len(wanted):
                cost = sum(
                    min(toneless(a, b, accent) for b in spots)
                    for a, spots in zip(said, wanted, strict=True)
                )
                best = min(best, cost + _OLD_SPELLING * old)
    return best


def _both_pinyin(one: tuple[str, ...], other: tuple[str, ...], accent: Accent) -> float | None:
    """Li Dashuang is not Li Xiaoshuang, alike as the letters are; None where either is no pinyin of
    as many syllables, two at least."""
    pairs = [
        (here, there)
        for order in _orders(one)
        for old, here in _readings(order)
        for older, there in _readings(other)
        if not (old or older) and len(here) == len(there) > 1
    ]
    if not pairs:
        return None
    costs = (
        sum(toneless(a, b, accent) for a, b in zip(here, there, strict=True))
        for here, there in pairs
    )
    return min(*costs, OFF)


def _wanted(chinese: NameParts) -> list[tuple[Syllable, ...]]:
    if chinese.words:
        return [spoken(c, surname=False) for c in "".join(chinese.words)]
    surname = [spoken(c, surname=True) for c in chinese.surname]
    return surname + [spoken(c, surname=False) for c in chinese.given]


def _orders(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return dict.fromkeys((words, (*words[1:], words[0]), (words[-1], *words[:-1])))


@lru_cache(maxsize=4096)
def _readings(words: tuple[str, ...]) -> list[tuple[bool, list[Syllable]]]:
    """The syllables that words may stand for, and whether any is spelt as it was before pinyin."""
    each = [_cuts(plain_letters(word)) for word in words]
    found = islice(product(*each), _MOST_READINGS) if all(each) else ()
    return [
        (any(old for old, _ in way), [one for _, cut in way for one in cut]) for way in found if way
    ]


def _cuts(word: str) -> list[tuple[bool, list[Syllable]]]:
    now = [(False, cut) for cut in syllables(word)]
    return now + [(True, [one]) for one in _old(word) if (False, [one]) not in now]


_OLD_INITIALS = (
    ("hs", ("x",)), ("tz", ("z", "c")), ("ts", ("z", "c")), ("ss", ("s",)), ("sz", ("s",)),
    ("ch", ("zh", "j", "ch", "q")), ("t", ("d",)), ("k", ("g",)), ("p", ("b",)), ("j", ("r",)),
)  # fmt: skip
_OLD_FINALS = {
    "ien": "ian", "ung": "ong", "ih": "i", "ieh": "ie", "ueh": "ue", "u": "u", "eh": "e",
    "iung": "iong", "uei": "ui", "o": "e", "erh": "er", "yeh": "ye", "yen": "yan", "yu": "you",
}  # fmt: skip


def _old(word: str) -> list[Syllable]:
    """Wade-Giles, with its apostrophes left out as they mostly are: hsiao is xiao, chih is zhi."""
    initial, became = next(
        ((old, new) for old, new in _OLD_INITIALS if word.startswith(old)), ("", ("",))
    )
    rest = word[len(initial) :]
    if not initial:
        own = next((c for c in ("sh", *"mfnlhrwy") if word.startswith(c)), "")
        rest, became = word[len(own) :], (own,)
    finals = {rest, _OLD_FINALS.get(rest, rest)}
    spelt = {new + final for new in became for final in finals} | {_OLD_FINALS.get(word, word)}
    return [one for text in sorted(spelt - {word}) if (one := syllable(text))]


def _as_abroad(words: tuple[str, ...], chinese: NameParts, tables: NameTables) -> float:
    """Chan Tai Man may be 陈大文, and is not 陈小红."""
    plain = tuple(map(plain_letters, words))
    best = OFF
    for surname, *given in _orders(plain):
        if chinese.surname in tables.cantonese.get(surname, ()):
            best = min(best, _given_abroad(given, chinese.given, tables))
        if chinese.surname in tables.abroad.get(surname, ()):
            best = min(best, _SURNAME_ONLY if len(given) == len(chinese.given) else _NO_GIVEN)
    return best


def _given_abroad(words: list[str], given: str, tables: NameTables) -> float:
    if not words:
        return OFF
    if len(words) != len(given):
        joined = any(
            "".join(way) == "".join(words) for way in islice(product(*_abroad(given, tables)), 64)
        )
        return _ABROAD if joined else OFF
    judged = [_spelt_abroad(word, c, tables) for word, c in zip(words, given, strict=True)]
    return min(OFF, max(_ABROAD + sum(judged), _SURNAME_ONLY if 0.0 not in judged else 0.0))


def _abroad(given: str, tables: NameTables) -> list[tuple[str, ...]]:
    return [tables.spellings(c) for c in given]


def _spelt_abroad(word: str, character: str, tables: NameTables) -> float:
    known = tables.spellings(character)
    if word in known:
        return 0.0
    if any(len(one) > 2 and edits(one, word) == 1 for one in known):
        return _NOT_JUDGED
    # How most characters are spelt is not known; and of a word that is known, which they are.
    judged = bool(known) or word in tables.cantonese
    return OFF if judged else _NOT_JUDGED


def _as_initials(words: tuple[str, ...], chinese: NameParts) -> float:
    """Wang W. or W. Wang may be 王伟."""
    short = [word for word in words if len(word) == 1 or (len(word) == 2 and len(words) == 2)]
    long = [word for word in words if word not in short]
    if len(long) != 1 or not short:
        return OFF
    said = [spoken(c, surname=True) for c in chinese.surname]
    surname = syllables(plain_letters(long[0]))
    if not any(_is_said(cut, said) for cut in surname):
        return OFF
    first = "".join(short)
    starts = [{_first_letter(one) for one in spoken(c, surname=False)} for c in chinese.given]
    if len(first) > len(starts) or any(
        c not in start for c, start in zip(first, starts, strict=False)
    ):
        return OFF
    return _INITIALS + 0.5 * (len(starts) - len(first))


def _is_said(cut: list[Syllable], said: list[tuple[Syllable, ...]]) -> bool:
    return len(cut) == len(said) and all(
        any(one[:3] == spot[:3] for spot in spots) for one, spots in zip(cut, said, strict=True)
    )


def _first_letter(one: Syllable) -> str:
    if one.initial:
        return one.initial[0]
    return "w" if one.final.startswith("u") else "y" if one.final[:1] in "iü" else one.rime[:1]


def _letters_apart(one: Iterable[str], other: Iterable[str]) -> float:
    """Words in any order; a word may be missing."""
    here, there = [plain_letters(w) for w in one], [plain_letters(w) for w in other]
    if not "".join(here) or not "".join(there):
        return OFF
    joined = [
        share_of_edits("".join(a), "".join(b))
        for a in _orders(tuple(here))
        for b in (tuple(there), tuple(sorted(there)))
    ]
    short, long = (here, there) if len(here) <= len(there) else (there, here)
    pairs = sum(min(_word_apart(word, w) for w in long) for word in short)
    missing = abs(len(here) - len(there)) * _MISSING
    return min(OFF, OFF * min(*joined, pairs / min(len(here), len(there)) + missing))


def _word_apart(one: str, other: str) -> float:
    if 1 in {len(one), len(other)} and one[:1] == other[:1] and one != other:
        return _MISSING  # an initial
    return share_of_edits(one, other)
