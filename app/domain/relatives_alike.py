"""What two people's relatives say: the same father, or a father's surname that is the other's."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import log

from app.domain.accent import Accent
from app.domain.clue import Clue, Verdict, unknown
from app.domain.name_alike import compare_parts
from app.domain.name_parts import NameParts
from app.domain.name_tables import NameTables
from app.domain.traits import Traits

_RELATIVE, _MOST_RELATIVES, _NO_RELATIVE = 0.75, 7.0, -0.25
_FATHERS, _MOST_FATHERS = 0.6, 4.0
"""The share of those who bear their father's surname and say it; and the most that is worth."""
_KIN = re.compile(
    r"^(?:父亲?|母亲?|爸爸?|妈妈?|丈夫|妻子?|老公|老婆|爱人|儿子?|女儿|长子|次子|长女|次女|哥哥?|弟弟?|姐姐?|妹妹?|"
    r"爷爷|奶奶|外公|外婆|祖父|祖母|叔叔?|伯父?|舅舅?|姑姑?|姨|侄子?|侄女|孙子?|孙女|嫂子?|姐夫|妹夫|亲属|户主)"
    r"[：:\s]*"
)
_FATHER = re.compile(r"^(?:父亲?|爸爸?)[：:\s]*")
SURNAME = "clue.relatives_surname"

Parts = Callable[[str], list[NameParts]]


@lru_cache(maxsize=1 << 14)
def bare_name(relative: str) -> str:
    """王建国 of 父亲王建国."""
    return _KIN.sub("", relative) or relative


def compare_relatives(
    one: Traits, other: Traits, parts: Parts, tables: NameTables, accent: Accent
) -> Clue:
    """One clue of all relatives; each of theirs is taken for one of ours at most."""
    found = _same(one, other, parts, tables, accent)
    if found is None or found.verdict is Verdict.DIFFERS:
        both = _surname(one, other, parts, tables), _surname(other, one, parts, tables)
        told = [clue for clue in both if clue]
        return max(told, key=lambda clue: clue.weight) if told else found or unknown("relatives")
    return found


def _same(
    one: Traits, other: Traits, parts: Parts, tables: NameTables, accent: Accent
) -> Clue | None:
    if not one.relatives or not other.relatives:
        return None
    total, told = 0.0, ("", "")
    left = list(other.relatives)
    for a in one.relatives:
        found = [
            (compare_parts(here, there, tables, accent).weight, b)
            for b in left
            if (here := parts(bare_name(a))) and (there := parts(bare_name(b)))
        ]
        worth, b = max(found, default=(0.0, ""))
        if worth > 1.5:
            total += _RELATIVE * worth
            told = told if told[0] else (a, b)
            left.remove(b)
    if not total:
        key, weight = "clue.relatives_other", _NO_RELATIVE
        return Clue(about="relatives", verdict=Verdict.DIFFERS, weight=weight, key=key)
    return Clue(
        about="relatives",
        verdict=Verdict.AGREES,
        weight=min(total, _MOST_RELATIVES),
        key="clue.relatives_same",
        facts={"one": told[0], "other": told[1]},
    )


def _surname(one: Traits, other: Traits, parts: Parts, tables: NameTables) -> Clue | None:
    """Somebody whose father is 袁 and who says another surname, or none, may be that other 袁.

    Where the two say one surname the father's says nothing more.
    """
    mine, theirs = _surnames(one.names, parts), _surnames(other.names, parts)
    if mine & theirs:
        return None
    for father in one.relatives:
        if not _FATHER.match(father):
            continue
        shared = (_surnames([bare_name(father)], parts) & theirs) - mine
        if shared:
            surname = min(shared)
            worth = log(_FATHERS / max(tables.surname_share(surname), 1e-6))
            facts = {"one": father, "other": surname}
            return Clue(
                about="relatives", verdict=Verdict.NEAR, weight=min(worth, _MOST_FATHERS),
                key=SURNAME, facts=facts,
            )  # fmt: skip
    return None


def _surnames(names: Iterable[str], parts: Parts) -> set[str]:
    return set(_each(names, parts))


def _each(names: Iterable[str], parts: Parts) -> Iterator[str]:
    for name in names:
        for said in parts(name):
            if said.surname and said.given and not said.words:
                yield said.surname
