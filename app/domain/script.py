"""Names in other scripts read as Latin letters: Uyghur and Kazakh, Cyrillic, Mongolian, Tibetan.

Not a transliteration to be shown: it serves to compare ئابدۇللا with Abdulla and 阿卜杜拉. Own
tables, by how each letter is usually spelt in Latin; Tibetan by how a syllable is said in Lhasa.
"""

import re
import unicodedata

_ARABIC = (
    "اa آa أa إi ەe بb پp تt جj چch خx دd رr زz ژzh سs شsh غgh فf قq كk کk گg ڭng لl مm نn ھh هh "
    "حh وo ۇu ۆo ۈu ۋw ېe ىi يy یy ئ ع ء ٴ صs ضz طt ظz ثs ذz ةe ؤu ٵa ٶo ٷu ٸi ۅo ہh"
)
_CYRILLIC = (
    "аa бb вv гg дd еe ёyo жj зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ъ ыy ь "
    "эe юyu яya өo үu әa ғg қk ңng ұu һh іi їi єe ґg җj ўu"
)
_MONGOLIAN = (
    "ᠠa ᠡe ᠢi ᠣo ᠤu ᠥo ᠦu ᠧe ᠨn ᠩng ᠪb ᠫp ᠬh ᠭg ᠮm ᠯl ᠰs ᠱsh ᠲt ᠳd ᠴch ᠵj ᠶy ᠷr ᠸw ᠹf ᠺk ᠻk ᠼts ᠽz "
    "ᠾh ᠿr ᡀlh ᡁzh ᡂch"
)
_LETTERS = {
    pair[0]: pair[1:] for pair in f"{_ARABIC} {_CYRILLIC} {_MONGOLIAN}".split() if len(pair) < 4
}
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff\u180b-\u180f\u064b-\u0652\u0640]")
"""Signs that only shape what stands beside them, and vowel points."""
_OTHER = re.compile("[\u0400-\u052f\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af]")
_SYLLABLES = re.compile("[\u3040-\u30ff\ua000-\ua48c\uac00-\ud7a3]")
_NAMED = re.compile(
    r"(?:HANGUL SYLLABLE|YI SYLLABLE|(?:HIRAGANA|KATAKANA) LETTER) (?:SMALL )?(\w+)"
)
_TIBETAN = re.compile("[\u0f00-\u0fff]+")


def is_other_script(text: str) -> bool:
    """Whether anything stands there that is read by this file."""
    return bool(_OTHER.search(text) or _SYLLABLES.search(text))


def in_latin(text: str) -> str:
    """As Latin letters in lower case; what is of no such script stays as it is."""
    plain = unicodedata.normalize("NFC", _JOINERS.sub("", text))
    plain = _TIBETAN.sub(lambda run: f" {_tibetan(run[0])} ", plain)
    plain = _SYLLABLES.sub(lambda one: _named(one[0]), plain)
    return "".join(_LETTERS.get(c.lower(), c) for c in plain).strip()


def _named(syllable: str) -> str:
    told = _NAMED.fullmatch(unicodedata.name(syllable, ""))
    said = told[1].lower() if told else ""
    # Yi writes its tone as a last letter.
    return said.rstrip("txp") if "\ua000" <= syllable <= "\ua48c" else said


_ROOTS = dict(
    zip(
        "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ",
        (
            *(
                "k",
                "kh",
                "g",
                "ng",
                "ch",
                "ch",
                "j",
                "ny",
                "t",
                "th",
                "d",
                "n",
                "p",
                "ph",
                "b",
                "m",
            ),
            *("ts", "ts", "dz", "w", "sh", "s", "", "y", "r", "l", "sh", "s", "h", ""),
        ),
        strict=True,
    )
)
_BELOW = {chr(ord(letter) + 0x50): letter for letter in _ROOTS}
_BELOW |= {"ྺ": "ཝ", "ྻ": "ཡ", "ྼ": "ར"}
_VOWELS = {"ི": "i", "ུ": "u", "ེ": "e", "ོ": "o"}
_BEFORE = frozenset("གདབམའ")
_AFTER = {"ག": "k", "ང": "ng", "ན": "n", "བ": "p", "མ": "m", "ར": "r", "ལ": "l"}
_FRONTED = frozenset("དནལས")
"""After these a is said as e: བསྟན is ten."""
_WITH_Y = {"p": "ch", "ph": "ch", "b": "j", "m": "ny"}
_WITH_R = {
    "k": "tr", "t": "tr", "p": "tr", "kh": "tr", "th": "tr", "ph": "tr", "g": "dr", "d": "dr",
    "b": "dr",
}  # fmt: skip


def _tibetan(run: str) -> str:
    """Syllables end with a point; བཀྲ་ཤིས is trashi."""
    return "".join(_said(one) for one in re.split("[^\u0f40-\u0fbc]+", run) if one)


def _said(syllable: str) -> str:
    stacks = re.findall("[\u0f40-\u0f6c][\u0f71-\u0fbc]*", syllable)
    if not stacks:
        return ""
    at = _root(stacks)
    root, before = stacks[at], stacks[at - 1] if at else ""
    vowel = next((_VOWELS[c] for c in root if c in _VOWELS), "a")
    after = [one[0] for one in stacks[at + 1 :]]
    if vowel == "a" and after and after[0] in _FRONTED:
        vowel = "e"
    return _onset(root, before) + vowel + (_AFTER.get(after[0], "") if after else "")


def _root(stacks: list[str]) -> int:
    """Where the letter stands that the syllable is built on: under a vowel, or with others in one
    stack; else the second where one goes before it."""
    marks = (
        [at for at, one in enumerate(stacks) if any(c in _VOWELS for c in one)],
        [at for at, one in enumerate(stacks) if len(one) > 1],
    )
    for found in marks:
        if found:
            return found[0]
    many = len(stacks)
    return 1 if many > 3 or (many == 3 and stacks[0] in _BEFORE and stacks[2] != "ས") else 0


def _onset(root: str, before: str) -> str:
    letters = [_BELOW.get(c, c) for c in root if c in _ROOTS or c in _BELOW]
    first, rest = letters[0], letters[1:]
    if rest and first in "རལས" and rest[0] not in "ཡརཝ" and (first, rest[0]) != ("ལ", "ཧ"):
        first, rest = rest[0], rest[1:]
    if (before, first) == ("ད", "བ"):
        return "y" if rest[:1] == ["ཡ"] else "w"
    return _joined(_ROOTS[first], rest[0] if rest else "")


def _joined(said: str, below: str) -> str:
    if below == "ཡ":
        return _WITH_Y.get(said, f"{said}y")
    if below == "ར":
        return _WITH_R.get(said, said)
    if below == "ལ":
        # ཟླ is the only one that is said as d.
        return "d" if said == "s" else "l"
    return "lh" if (said, below) == ("l", "ཧ") else said
