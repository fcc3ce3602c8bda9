"""The ways a name may have been written before, spelt as they sound: 胡秀英 as fuxiuying."""

from functools import lru_cache
from heapq import nsmallest
from itertools import islice, product

from app.domain.accent import Accent
from app.domain.name import spoken
from app.domain.name_parts import NameParts
from app.domain.name_tables import COMMON
from app.domain.sound import hear
from app.domain.syllable import Syllable

_EACH, _MOST = 7, 60
_TOO_DEAR = 3.2
_ODD_READING = 0.7


def spellings(name: NameParts, accent: Accent) -> tuple[list[str], list[str]]:
    """Toneless spellings of the whole name and of the given name alone, the likeliest first."""
    if name.words:
        whole = _spelt("".join(name.words), accent, surname=False)
        return whole, []
    surname = _each(name.surname, accent, surname=True)
    given = _each(name.given, accent, surname=False)
    whole = _joined([*surname, *given]) if name.surname and name.given else []
    return whole, _joined(given) if len(name.given) > 1 else []


def _spelt(text: str, accent: Accent, *, surname: bool) -> list[str]:
    return _joined(_each(text, accent, surname=surname))


def _each(text: str, accent: Accent, *, surname: bool) -> list[list[tuple[float, str]]]:
    return [_ways(c, accent, surname=surname and at == 0) for at, c in enumerate(text)]


def _ways(character: str, accent: Accent, *, surname: bool) -> list[tuple[float, str]]:
    """(cost, spelling) of what one character may have been heard as."""
    said = spoken(character, surname=surname)
    costs: dict[str, float] = {}
    for at, one in enumerate(said):
        for other, spelt in _syllables().items():
            cost = hear(one._replace(tone=0), other, accent).cost + _ODD_READING * (at > 0)
            if cost <= _TOO_DEAR:
                costs[spelt] = min(costs.get(spelt, _TOO_DEAR), cost)
    return nsmallest(_EACH, ((cost, spelt) for spelt, cost in costs.items()))


def _joined(ways: list[list[tuple[float, str]]]) -> list[str]:
    if not ways or not all(ways):
        return []
    found = (
        (sum(cost for cost, _ in way), "".join(spelt for _, spelt in way))
        for way in islice(product(*ways[:4]), _EACH**4)
    )
    return [spelt for _, spelt in nsmallest(_MOST, found)]


@lru_cache(maxsize=1)
def _syllables() -> dict[Syllable, str]:
    """Every syllable there is, without tone -> as it is spelt in the index."""
    from pypinyin import Style, pinyin

    found: dict[Syllable, str] = {}
    for character in COMMON:
        for said in spoken(character, surname=False)[:1]:
            if (plain := said._replace(tone=0)) not in found:
                found[plain] = pinyin(character, style=Style.NORMAL, v_to_u=False)[0][0]
    return found
