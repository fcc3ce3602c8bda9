"""Words in Latin letters beside each other, and beside the sound of Chinese characters."""

import re
import unicodedata
from functools import lru_cache

from app.domain.name import spoken
from app.domain.syllable import Syllable

OFF = 9.0
_HAN = re.compile("[㐀-鿿\U00020000-\U000323af]")
_FEWEST_BONES = 3
_BONES = (
    ("zh", "s"), ("ch", "s"), ("sh", "s"), ("gh", "k"), ("kh", "k"), ("th", "t"), ("ph", "f"),
    ("j", "s"), ("x", "s"), ("z", "s"), ("c", "s"), ("q", "k"), ("g", "k"), ("h", "k"),
    ("b", "p"), ("d", "t"), ("l", "r"), ("v", "f"),
)  # fmt: skip


def is_han(text: str) -> bool:
    """Whether a Chinese character stands in it."""
    return _HAN.search(text) is not None


def plain_letters(word: str) -> str:
    """José as jose, Nguyễn as nguyen."""
    bare = unicodedata.normalize("NFD", word.lower().replace("đ", "d").replace("ü", "v"))
    return re.sub(r"[^a-z]", "", bare)


@lru_cache(maxsize=4096)
def sounds(word: str) -> tuple[tuple[Syllable, ...], ...]:
    """For each character the ways it is read."""
    return tuple(said for one in word if (said := spoken(one, surname=False)))


def bones_apart(letters: str, chinese: str) -> float:
    """Ablikim may be 阿不力克木: the consonants, one after the other."""
    here = _bones(letters)
    there = _bones("".join(_letters_of(said[0]) for said in sounds(chinese)))
    if min(len(here), len(there)) < _FEWEST_BONES:
        return OFF
    return min(OFF, 9.0 * edits(here, there) / max(len(here), len(there)))


def _letters_of(said: Syllable) -> str:
    if said.rime == "er" and not said.initial:
        return "r"
    return said.initial + said.final.replace("ng", "n")


def _bones(word: str) -> str:
    for letters, bone in _BONES:
        word = word.replace(letters, bone)
    bare = re.sub(r"[^ptkfsmnr]", "", word)
    return re.sub(r"(.)\1+", r"\1", bare)


def share_of_edits(one: str, other: str) -> float:
    """Of the longer word's letters, how many are to be changed for the other."""
    return edits(one, other) / max(len(one), len(other), 1)


def edits(one: str, other: str) -> int:
    """Letters put in, left out or replaced."""
    row = list(range(len(other) + 1))
    for at, a in enumerate(one, start=1):
        before, row = row, [at]
        for to, b in enumerate(other, start=1):
            row.append(min(before[to - 1] + (a != b), before[to] + 1, row[to - 1] + 1))
    return row[-1]
