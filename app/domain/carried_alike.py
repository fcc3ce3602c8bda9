"""What somebody carries and where they have been: a paper of a station, an odd thing, a place.

Things change hands and places are common: that nothing agrees says nothing.
"""

import re
from collections.abc import Iterable

from app.domain.clue import Clue, Verdict, unknown
from app.domain.number import is_checked

_CASE = re.compile(r"([0-9]{6})-?([0-9]{2})-?([0-9]{8})-?([0-9]{4})-?([0-9])")
_SERIAL = re.compile(r"GT([0-9]{6})-?([0-9]{2})-?([0-9]{4})-?([0-9]{6})-?([0-9])", re.IGNORECASE)
_PLAIN = re.compile(r"[\W_×]+")
_COMMON = (
    "手机",
    "身份证",
    "衣服",
    "钱包",
    "现金",
    "背包",
    "双肩包",
    "行李",
    "水杯",
    "香烟",
    "打火机",
)
"""Everybody has one: by itself it says nothing."""
_PAPER, _ODD, _SAME_THING = 9.0, 2.5, 0.4
"""Natural logs. A station's paper may have been found or given away; our estimates."""
_ALIKE, _SHORTEST = 0.6, 4
_ROUTE, _MOST_ROUTE = 0.15, 1.0


def papers_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Case numbers and voucher serials that stand in words, as they are printed; a number whose
    check digit is wrong is none."""
    found: dict[str, None] = {}
    for text in texts:
        for serial in _SERIAL.finditer(text):
            number = f"GT{'-'.join(serial.groups())}"
            if is_checked(number):
                found[number] = None
        for case in _CASE.finditer(text):
            number = "-".join(case.groups())
            if is_checked(number):
                found[number] = None
    return tuple(found)


def compare_carried(
    one: Iterable[str], other: Iterable[str], papers: Iterable[str], theirs: Iterable[str]
) -> Clue:
    """`one` and `other` are things as they were written down; `papers` are numbers that somebody
    carries or that stand in their file, of either side."""
    if shared := set(papers) & set(theirs):
        facts = {"one": min(shared), "other": min(shared)}
        return _carried(Verdict.AGREES, _PAPER, "paper", facts)
    best = max(
        ((_worth(a, b), a, b) for a in one for b in other),
        default=(0.0, "", ""),
        key=lambda t: t[0],
    )
    weight, a, b = best
    if not weight:
        return unknown("belongings")
    how, verdict = ("thing", Verdict.AGREES) if weight >= _ODD else ("like", Verdict.NEAR)
    return _carried(verdict, weight, how, {"one": a, "other": b})


def _carried(verdict: Verdict, weight: float, how: str, facts: dict[str, str]) -> Clue:
    key = f"clue.belongings_{how}"
    return Clue(about="belongings", verdict=verdict, weight=weight, key=key, facts=facts)


def _worth(one: str, other: str) -> float:
    here, there = _PLAIN.sub("", one), _PLAIN.sub("", other)
    shared = _pairs(here) & _pairs(there)
    whole = _pairs(here) | _pairs(there)
    if not shared or len(shared) / len(whole) < _ALIKE:
        return 0.0
    bare = here
    for common in _COMMON:
        bare = bare.replace(common, "")
    # What is left beside the common thing is what tells it from all others.
    return _ODD if len(bare) >= _SHORTEST else _SAME_THING if bare else 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or ({text} if text else set())


def as_route(home: Clue) -> Clue:
    """Places where both have been, out of how homes are compared: little, and never against."""
    if home.verdict is not Verdict.AGREES or home.weight <= 0:
        return unknown("route")
    weight = min(_ROUTE * home.weight, _MOST_ROUTE)
    facts = home.facts
    return Clue(
        about="route", verdict=Verdict.NEAR, weight=weight, key="clue.route_same", facts=facts
    )
