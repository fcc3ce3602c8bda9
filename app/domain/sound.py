"""How likely one syllable is heard as another, given how the speaker speaks.

A listener writes what he thinks he heard. For each way in which sounds fall together somewhere the
accent says how many speakers do so; where no such way leads from one syllable to the other, only a
slip of the ear explains it. Costs are natural logs: 0 for the same syllable, `DEAF` for two that
have nothing to do with each other.
"""

from functools import lru_cache
from math import log
from typing import NamedTuple

from app.domain.accent import Accent
from app.domain.syllable import Syllable

DEAF = 9.0
TONE = 0.5
"""Tones move from dialect to dialect, and names are often heard without them."""
_SLIP = 0.02
"""So often one sound is taken for a like one where nothing in the dialect explains it."""
_OF_THEM = 0.4
"""Where two sounds fall together, the listener takes the other one about so often."""

_PAIRS = {
    # rule -> pairs of initials
    "n_l": "n l", "z_zh": "z zh,c ch,s sh", "r_l": "r l", "r_z": "r z,r s",
    "z_j": "z j,c q,s x", "k_h": "k h", "l_d": "l d",
    "breath": "b p,d t,g k,j q,zh ch,z c", "f_b": "f b,f p",
}  # fmt: skip
_INITIAL = {
    frozenset(pair.split()): rule for rule, pairs in _PAIRS.items() for pair in pairs.split(",")
}
_LIKE = (
    {"b", "p", "m", "f"}, {"d", "t", "n", "l"}, {"g", "k", "h", ""}, {"j", "q", "x"},
    {"zh", "ch", "sh", "r"}, {"z", "c", "s"}, {"zh", "z", "j"}, {"ch", "c", "q"},
    {"sh", "s", "x"}, {"m", "n"}, {"r", "l"},
)  # fmt: skip
_RIMES = {
    frozenset(("en", "eng")): "en_eng", frozenset(("an", "ang")): "an_ang",
    frozenset(("ai", "e")): "ai_e", frozenset(("ai", "ei")): "ai_e",
    frozenset(("e", "o")): "e_o", frozenset(("ei", "i")): "ei_i", frozenset(("i", "ü")): "yu_yi",
    frozenset(("ou", "u")): "ou_u", frozenset(("an", "e")): "ian_ie",
}  # fmt: skip
_NEAR_RIMES = {
    frozenset(pair.split()): cost
    for pair, cost in {
        "a ang": 3.0, "a an": 3.0, "ao ou": 3.0, "ao o": 3.0, "ou o": 2.5, "ei e": 3.0,
        "ai an": 3.5, "en an": 3.5, "eng ang": 3.5, "u ü": 2.5, "u o": 2.5, "-i i": 2.0,
        "-i u": 3.5, "-i e": 3.0, "er e": 2.5, "er a": 3.5, "a o": 3.5, "a e": 3.5,
    }.items()
}  # fmt: skip
_LABIAL = frozenset("bpmf")


class Heard(NamedTuple):
    """How dear it is to take one syllable for another, and by which rules it comes about.

    `rules` are names of what falls together; "tone" where only that differs; "slip" where a part
    is explained by none.
    """

    cost: float
    rules: tuple[str, ...]


_Toneless = tuple[str, str, str]
_Step = tuple[float, str]
"""What a part costs and by which rule; `_ASK` where that hangs on the accent."""
_ASK = -1.0
_SAME, _NOTHING = Heard(0.0, ()), Heard(DEAF, ())


def hear(one: Syllable, other: Syllable, accent: Accent) -> Heard:
    """The likeliest way from one syllable to the other; both ways alike."""
    if one == other:
        return _SAME
    if not ever_heard(one, other):
        return _NOTHING
    heard = _heard(one[:3], other[:3], accent)
    if one.tone and other.tone and one.tone != other.tone:
        heard = Heard(heard.cost + TONE, heard.rules or ("tone",))
    return heard if heard.cost < DEAF else _NOTHING


def ever_heard(one: Syllable, other: Syllable) -> bool:
    """Whether anybody at all may take one for the other, whatever the tones: this settles most
    pairs, and hangs on no accent."""
    return _ever(one[:3], other[:3])


@lru_cache(maxsize=1 << 18)
def _ever(one: _Toneless, other: _Toneless) -> bool:
    return _heard(one, other, EVERYTHING).cost < DEAF


@lru_cache(maxsize=1 << 16)
def _heard(one: _Toneless, other: _Toneless, accent: Accent) -> Heard:
    ways = _ways(one, other)
    costs = [
        sum(_fallen(rule, accent) if dear == _ASK else dear for dear, rule in steps)
        for steps, _ in ways
    ]
    best = min(costs)
    return Heard(best, ways[costs.index(best)][1])


@lru_cache(maxsize=1 << 16)
def _ways(
    here: _Toneless, there: _Toneless
) -> tuple[tuple[tuple[_Step, ...], tuple[str, ...]], ...]:
    """Every way from one to the other, step by step, with its rules; the straight one first."""
    one, other = Syllable(*here), Syllable(*there)
    ways = [_straight(one, other)]
    for rule, left, right in _moved(one, other):
        steps, rules = _straight(left, right)
        ways.append(((*steps, (_ASK, rule)), tuple(dict.fromkeys((rule, *rules)))))
    return tuple(ways)


def _straight(one: Syllable, other: Syllable) -> tuple[tuple[_Step, ...], tuple[str, ...]]:
    steps = (_initials(one.initial, other.initial), _medials(one, other), _rimes(one, other))
    return steps, tuple(dict.fromkeys(rule for _, rule in steps if rule))


@lru_cache(maxsize=1 << 13)
def _fallen(rule: str, accent: Accent) -> float:
    """The cost of hearing the other of two sounds that fall together for so many speakers."""
    share = accent.merges.get(rule, 0.0)
    return -log(_SLIP + (_OF_THEM - _SLIP) * share)


def _initials(one: str, other: str) -> _Step:
    if one == other:
        return 0.0, ""
    if rule := _INITIAL.get(frozenset((one, other))):
        return _ASK, rule
    return (5.0 if any(one in like and other in like for like in _LIKE) else 6.5), "slip"


def _medials(one: Syllable, other: Syllable) -> _Step:
    if one.medial == other.medial:
        return 0.0, ""
    both = {one.medial, other.medial}
    if both == {"", "u"}:
        if one.rime == other.rime == "o" or {one.rime, other.rime} == {"e", "o"}:
            return 0.0, ""  # guo and ge differ by their rime
        if one.initial in _LABIAL and other.initial in _LABIAL:
            return 0.3, "u_gone"  # feng and fong
        return _ASK, "u_gone"
    if both == {"i", "ü"}:
        return _ASK, "yu_yi"
    return 3.5, "slip"


def _rimes(one: Syllable, other: Syllable) -> _Step:
    if one.rime == other.rime:
        return 0.0, ""
    pair = frozenset((one.rime, other.rime))
    rule = _RIMES.get(pair, "")
    if rule == "en_eng":
        # lin and ling fall together in more places than chen and cheng, sun and song in fewer.
        medial = one.medial or other.medial
        rule = {"i": "in_ing", "u": "un_ong", "ü": "un_ong"}.get(medial, rule)
    if rule == "ian_ie" and not (one.medial and other.medial):
        rule = ""
    if rule:
        return _ASK, rule
    if one.rime[:1] == other.rime[:1]:
        return min(3.5, _NEAR_RIMES.get(pair, 3.5)), "slip"
    return _NEAR_RIMES.get(pair, 5.0), "slip"


def _moved(one: Syllable, other: Syllable) -> list[tuple[str, Syllable, Syllable]]:
    """Ways that change more than one part at once, with what is left to be compared."""
    found = []
    for a, b, turned in ((one, other, False), (other, one, True)):
        for rule, left in _becomes(a, b):
            found.append((rule, *((b, left) if turned else (left, b))))
    return found


def _becomes(a: Syllable, b: Syllable) -> list[tuple[str, Syllable]]:
    """What `a` is in the mouth of some speakers, if that begins as `b` does."""
    with_u = a.medial == "u" or (a.rime == "u" and not a.medial)
    if with_u and (rule := _WITH_U.get((a.initial, b.initial))):  # 胡 as fu, 黄 as wang, 水 as fei
        keeps = b.initial == "" or (rule == "h_f" and b.medial)
        return [(rule, a._replace(initial=b.initial, medial=a.medial if keeps else ""))]
    if b.initial == _PALATAL.get(a.initial):  # 张 as jiang, 陈 as qin, 石 as xi
        rime = "i" if a.rime == "-i" else a.rime
        medial = a.medial or (b.medial if b.medial == "i" and rime not in {"i", "ü"} else "")
        return [("zh_j", a._replace(initial=b.initial, medial=medial, rime=rime))]
    if a.medial == "i" and b.initial == _HARD.get(a.initial):  # 江 as gang, 解 as gai
        rime = "ai" if a.rime == "e" and b.rime == "ai" else a.rime
        return [("k_j", a._replace(initial=b.initial, medial="", rime=rime))]
    if b.initial == _SHARP.get(a.initial):  # 西 as si, 小 as siao
        rime = b.rime if a.rime in {"i", "ü"} and b.rime in {"-i", "u"} else a.rime
        medial = "" if a.medial == "i" and not b.medial else a.medial
        return [("z_j", a._replace(initial=b.initial, medial=medial, rime=rime))]
    return _at_the_beginning(a, b)


_WITH_U = {("h", "f"): "h_f", ("h", ""): "h_w", ("sh", "f"): "sh_f"}
_PALATAL = {"zh": "j", "ch": "q", "sh": "x"}
_HARD = {"j": "g", "q": "k", "x": "h"}
_SHARP = {"j": "z", "q": "c", "x": "s"}


EVERYTHING = Accent(
    groups={},
    merges=dict.fromkeys(
        (
            *(*_INITIAL.values(), *_RIMES.values(), *_WITH_U.values()),
            *("in_ing", "un_ong", "u_gone", "zh_j", "k_j", "z_j", "r_y", "n_zero"),
        ),
        1.0,
    ),
    known=False,
)
"""In whose speech all falls together that falls together anywhere: nobody hears more."""


def _at_the_beginning(a: Syllable, b: Syllable) -> list[tuple[str, Syllable]]:
    if a.initial == "r" and b.initial == "":  # 人 as yin, 荣 as yong
        return [("r_y", _with_y(a))]
    if a.initial == "" and not a.medial and a.rime[:1] in {"a", "o", "e"} and b.initial == "n":
        return [("n_zero", a._replace(initial="n"))]
    return []


def _with_y(a: Syllable) -> Syllable:
    if a.rime == "u" and not a.medial:
        return a._replace(initial="", rime="ü")
    if a.rime == "-i":
        return a._replace(initial="", rime="i")
    return a._replace(initial="", medial={"": "i", "u": "ü"}.get(a.medial, a.medial))
