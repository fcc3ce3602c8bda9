"""A syllable of Mandarin taken apart: initial, medial, rime and tone."""

import re
from typing import NamedTuple

_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")
_ZERO = {
    "yi": "i", "ya": "ia", "yan": "ian", "yang": "iang", "yao": "iao", "ye": "ie", "yin": "in",
    "ying": "ing", "yo": "io", "yong": "iong", "you": "iou", "yu": "ü", "yuan": "üan",
    "yue": "üe", "yun": "ün", "wu": "u", "wa": "ua", "wai": "uai", "wan": "uan", "wang": "uang",
    "wei": "uei", "wen": "uen", "weng": "ueng", "wo": "uo",
}  # fmt: skip
_WHOLE = {
    # What pinyin shortens, and the finals whose vowel is only written otherwise.
    "iu": "iou", "ui": "uei", "un": "uen", "in": "ien", "ing": "ieng", "ong": "ueng",
    "iong": "üeng", "ün": "üen",
}  # fmt: skip
_FINALS = frozenset((
    "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "er", "i", "u", "ü", "-i", "ê",
    "ia", "ie", "iao", "iou", "ian", "ien", "iang", "ieng", "io", "ua", "uo", "uai", "uei", "uan",
    "uen", "uang", "ueng", "üe", "üan", "üen", "üeng",
))  # fmt: skip
_MEDIALS = "iuü"


class Syllable(NamedTuple):
    """wang2 is ("", "u", "ang", 2); lin2 is ("l", "i", "en", 2); tone 0 where it is not known.

    The vowel after zh ch sh r z c s alone is "-i". Words of other languages have their letters in
    `rime` and no initial.
    """

    initial: str
    medial: str
    rime: str
    tone: int = 0

    @property
    def final(self) -> str:
        """Medial and rime together."""
        return self.medial + self.rime


def syllable(said: str) -> Syllable | None:
    """wang, wang2 or nv3; None for what is no syllable of Mandarin."""
    text, tone = re.fullmatch(r"(.*?)([0-5]?)", said.strip().lower()).groups()  # type: ignore[union-attr]
    text = text.replace("u:", "ü").replace("v", "ü")
    if text in _ZERO:
        return _of("", _ZERO[text], tone)
    initial = next((one for one in _INITIALS if text.startswith(one)), "")
    final = text[len(initial) :]
    if initial in {"j", "q", "x"} and final.startswith("u"):
        final = "ü" + final[1:]
    if initial in {"zh", "ch", "sh", "r", "z", "c", "s"} and final == "i":
        final = "-i"
    if initial in {"b", "p", "m", "f"} and final == "o":
        final = "uo"
    return _of(initial, final, tone)


def _of(initial: str, final: str, tone: str) -> Syllable | None:
    whole = _WHOLE.get(final, final)
    if whole not in _FINALS:
        return None
    medial = whole[0] if len(whole) > 1 and whole[0] in _MEDIALS else ""
    return Syllable(initial, medial, whole[len(medial) :], int(tone or 0) % 5)


def syllables(word: str) -> list[list[Syllable]]:
    """The ways to read a word in Latin letters as syllables: xian is xian and xi an; none where it
    cannot be read so. At most a few."""
    found: list[list[Syllable]] = []
    _cut(re.sub(r"[^a-zü:]", "", word.lower().replace("v", "ü")), [], found)
    return found


def _cut(rest: str, before: list[Syllable], found: list[list[Syllable]]) -> None:
    if len(found) >= _MOST_CUTS:
        return
    if not rest:
        found.append(before)
        return
    # The longest first: xian before xi an.
    for length in range(min(_LONGEST, len(rest)), 0, -1):
        one = syllable(rest[:length])
        if one is not None:
            _cut(rest[length:], [*before, one], found)


_MOST_CUTS = 4
_LONGEST = 6
