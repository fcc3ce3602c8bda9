"""Names that are no Han names: written in Chinese by their sound, or in Latin letters."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log

from app.domain.accent import Accent
from app.domain.name import spoken
from app.domain.name_parts import NameKind, NameParts
from app.domain.name_tables import NameTables
from app.domain.sound import hear
from app.domain.syllable import Syllable, syllables

_OFF = 9.0
_NEAR = 3.0
_NEAR_WORD = 2.4
_LOST = 2.2
"""A syllable written in one name and not in the other: 买买提 and 买合买提."""
_SOFTER = 0.6
"""Vowels and breath are written this way and that: what is heard otherwise counts less."""
_UNSAID = 1.5
_WORD_SHARE = 0.004
"""A usual word of such a name is borne by about so many."""
_LETTER = 2.2
"""What each letter beyond that adds to what a name is worth, at most."""
_WRITTEN_SO = 0.35
"""One of several ways in which the same word is written."""
_CANTONESE = {
    "chan": "陈", "wong": "王黄汪", "lee": "李", "cheung": "张章", "lau": "刘", "leung": "梁",
    "ng": "吴伍", "lam": "林蓝", "ho": "何", "chow": "周", "tsang": "曾", "yeung": "杨",
    "chu": "朱", "tang": "邓", "kwok": "郭", "hui": "许", "fung": "冯", "cheng": "郑",
    "tse": "谢", "yip": "叶", "ip": "叶", "mak": "麦", "so": "苏", "lo": "罗卢", "kwan": "关",
    "chiu": "赵", "choi": "蔡", "siu": "萧", "yuen": "袁阮", "hung": "洪孔", "pang": "彭",
    "tam": "谭", "wu": "胡", "poon": "潘", "lai": "黎", "lui": "吕", "mok": "莫", "kong": "江",
    "szeto": "司徒", "au": "欧", "auyeung": "欧阳", "sin": "冼", "shek": "石", "yu": "余",
    "chung": "钟", "to": "杜", "law": "罗", "kam": "金甘", "suen": "孙", "sung": "宋",
    "koo": "顾", "ma": "马", "ko": "高", "tsoi": "蔡", "hsu": "许徐", "chang": "张",
    "tsai": "蔡", "hsieh": "谢", "chou": "周", "huang": "黄", "kuo": "郭", "tan": "陈",
    "lim": "林", "ong": "王", "goh": "吴", "teo": "张", "koh": "许", "nguyen": "阮",
    "tran": "陈", "pham": "范", "hoang": "黄", "phan": "潘", "vu": "武", "dang": "邓",
    "bui": "裴", "ngo": "吴", "duong": "杨", "kim": "金", "park": "朴", "choe": "崔",
}  # fmt: skip

Apart = tuple[float, float, str]
"""Cost, weight and the word key of what was found."""


def folk_apart(one: NameParts, other: NameParts, tables: NameTables, accent: Accent) -> Apart:
    """Two names of which at least one is written by its sound; words one after the other, and who
    said one word only may have left out the father's."""
    here, there = _words(one), _words(other)
    costs, worth = [], 0.0
    for a, b in zip(here, there, strict=False):
        cost = _word(a, b, tables, accent)
        costs.append(cost)
        worth += _worth(cost, max(len(a), len(b)))
    if len(here) != len(there):
        whole = _word("".join(here), "".join(there), tables, accent)
        if whole < sum(costs) + _UNSAID:
            return whole, _worth(whole, len("".join(here))), _key(whole)
        costs.append(_UNSAID)
    total = min(sum(costs), 2 * _OFF)
    return total, worth, _key(total)


def _key(cost: float) -> str:
    if cost == 0:
        return "name.folk_same"
    return "name.folk_like" if cost <= _NEAR else "name.folk_other"


def _words(name: NameParts) -> tuple[str, ...]:
    return name.words or (name.surname + name.given,)


def _worth(cost: float, letters: int) -> float:
    if cost > _NEAR_WORD:
        return log(0.05)
    worth = log(_WRITTEN_SO if cost else 0.9) - log(_WORD_SHARE) + _LETTER * max(letters - 3, 0) / 2
    return worth - cost


def _word(one: str, other: str, tables: NameTables, accent: Accent) -> float:
    """How far apart two words are: 0 for ways to write the same one, then by their sounds."""
    if one == other:
        return 0.0
    if _usual(one, tables) == _usual(other, tables):
        return 0.3
    here, there = _sounds(_usual(one, tables)), _sounds(_usual(other, tables))
    if not here or not there:
        return _OFF
    cost = _aligned(here, there, accent)
    # A long name may be off in more places.
    return min(_OFF, 3.0 * cost / (max(len(here), len(there)) + 1.0))


def _usual(word: str, tables: NameTables) -> str:
    """Each part as it is usually written: 才让卓玛 and 次仁卓玛 become one."""
    found, at = "", 0
    while at < len(word):
        for length in range(min(5, len(word) - at), 1, -1):
            if (usual := tables.classes.get(word[at : at + length])) is not None:
                found, at = found + usual, at + length
                break
        else:
            found, at = found + word[at], at + 1
    return found


@lru_cache(maxsize=4096)
def _sounds(word: str) -> tuple[tuple[Syllable, ...], ...]:
    return tuple(said for one in word if (said := spoken(one, surname=False)))


def _aligned(
    one: Sequence[tuple[Syllable, ...]], other: Sequence[tuple[Syllable, ...]], accent: Accent
) -> float:
    row = [_LOST * at for at in range(len(other) + 1)]
    for at, a in enumerate(one, start=1):
        before, row = row, [_LOST * at]
        for to, b in enumerate(other, start=1):
            pair = before[to - 1] + _SOFTER * min(_toneless(x, y, accent) for x in a for y in b)
            row.append(min(pair, before[to] + _LOST, row[to - 1] + _LOST))
    return row[-1]


def _toneless(one: Syllable, other: Syllable, accent: Accent) -> float:
    return hear(one._replace(tone=0), other._replace(tone=0), accent).cost


def latin_apart(one: NameParts, other: NameParts, accent: Accent) -> Apart:
    """A name in Latin letters against another such, or against one in Chinese: as pinyin with the
    surname at either end, by a spelling used in Hong Kong, Taiwan or Vietnam, or by its sound."""
    if one.kind is other.kind:
        cost = _letters_apart(one.words, other.words)
        same = len("".join(one.words))
        return cost, _spelt(cost, same), _latin_key(cost)
    latin, chinese = (one, other) if one.kind is NameKind.LATIN else (other, one)
    ways = [_as_pinyin(latin.words, chinese, accent), _as_letters(latin.words, chinese)]
    if chinese.surname:
        ways.append(_as_abroad(latin.words, chinese))
    cost = min(ways)
    return cost, _spelt(cost, 2 * len("".join(_words(chinese)))), _latin_key(cost)


def _latin_key(cost: float) -> str:
    if cost == 0:
        return "name.latin_same"
    return "name.latin_like" if cost <= _NEAR else "name.latin_other"


def _spelt(cost: float, letters: int) -> float:
    if cost > _NEAR:
        return log(0.05)
    return min(9.0, 1.0 * letters) - 1.5 * cost


def _as_pinyin(words: tuple[str, ...], chinese: NameParts, accent: Accent) -> float:
    """wang xiaoming, Xiaoming Wang, WANG XIAO MING: tones are never written."""
    characters = (
        [(*((c, True) for c in chinese.surname), *((c, False) for c in chinese.given))]
        if chinese.surname or chinese.given
        else []
    )
    if not characters:
        characters = [tuple((c, False) for c in "".join(chinese.words))]
    wanted = [spoken(c, surname=is_surname) for c, is_surname in characters[0]]
    if not wanted or not all(wanted):
        return _OFF
    best = _OFF
    for order in _orders(words):
        for said in _readings(order):
            if len(said) == len(wanted):
                cost = sum(
                    min(_toneless(a, b, accent) for b in spots)
                    for a, spots in zip(said, wanted, strict=True)
                )
                best = min(best, cost)
    return best


def _orders(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words, (*words[1:], words[0]), (words[-1], *words[:-1])}


def _readings(words: tuple[str, ...]) -> list[list[Syllable]]:
    found: list[list[Syllable]] = [[]]
    for word in words:
        cuts = syllables(plain_letters(word))
        found = [[*before, *cut] for before in found for cut in cuts][:16]
    return [one for one in found if one]


def _as_abroad(words: tuple[str, ...], chinese: NameParts) -> float:
    """Chan Tai Man may be 陈大文: the surname is one that is spelt so, the rest is not compared."""
    ends = {plain_letters(words[0]), plain_letters(words[-1])}
    if any(chinese.surname in _CANTONESE.get(end, ()) for end in ends):
        return 2.5 if len(words) - 1 == len(chinese.given) else 4.0
    return _OFF


def _as_letters(words: tuple[str, ...], chinese: NameParts) -> float:
    """Ablikim may be 阿不力克木: the consonants, one after the other."""
    if chinese.kind is not NameKind.FOLK:
        return _OFF
    here = _bones(plain_letters("".join(words)))
    said = [one[0] for word in chinese.words for one in _sounds(word)]
    there = _bones("".join(_spoken_letters(one) for one in said))
    if min(len(here), len(there)) < 3:
        return _OFF
    return min(_OFF, 9.0 * _edits(here, there) / max(len(here), len(there)))


def _spoken_letters(said: Syllable) -> str:
    if said.rime == "er" and not said.initial:
        return "r"
    return said.initial + said.final.replace("ng", "n")


_BONES = (
    ("zh", "s"), ("ch", "s"), ("sh", "s"), ("gh", "k"), ("kh", "k"), ("th", "t"), ("ph", "f"),
    ("j", "s"), ("x", "s"), ("z", "s"), ("c", "s"), ("q", "k"), ("g", "k"), ("h", "k"),
    ("b", "p"), ("d", "t"), ("l", "r"), ("v", "f"),
)  # fmt: skip


def _bones(word: str) -> str:
    for letters, bone in _BONES:
        word = word.replace(letters, bone)
    bare = re.sub(r"[^ptkfsmnr]", "", word)
    return re.sub(r"(.)\1+", r"\1", bare)


def plain_letters(word: str) -> str:
    """José as jose, Nguyễn as nguyen."""
    bare = unicodedata.normalize("NFD", word.lower().replace("đ", "d").replace("ü", "v"))
    return re.sub(r"[^a-z]", "", bare)


def _letters_apart(one: Iterable[str], other: Iterable[str]) -> float:
    """Words in any order; a word may be missing."""
    here, there = [plain_letters(w) for w in one], [plain_letters(w) for w in other]
    if not "".join(here) or not "".join(there):
        return _OFF
    joined = [
        _share_of_edits("".join(a), "".join(b))
        for a in _orders(tuple(here))
        for b in (tuple(there), tuple(sorted(there)))
    ]
    short, long = (here, there) if len(here) <= len(there) else (there, here)
    pairs = 0.0
    for word in short:
        pairs += min(_share_of_edits(word, w) for w in long)
    missing = abs(len(here) - len(there)) * 0.15
    return min(_OFF, 9.0 * min(*joined, pairs / min(len(here), len(there)) + missing))


def _share_of_edits(one: str, other: str) -> float:
    return _edits(one, other) / max(len(one), len(other), 1)


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, a in enumerate(one, start=1):
        before, row = row, [at]
        for to, b in enumerate(other, start=1):
            row.append(min(before[to - 1] + (a != b), before[to] + 1, row[to - 1] + 1))
    return row[-1]
