"""How alike two names are, as it is said."""

from app.domain.name_alike import Alike, Reason
from app.words.say import listed, say

_STEPS = ((0.0, "same"), (0.35, "near"), (0.55, "maybe"), (0.8, "far"))


def how_said(alike: Alike) -> str:
    """The same of two names; unknown where one of them says nothing."""
    if [why.key for why in alike.reasons] == ["name.unknown"]:
        return "unknown"
    return how_alike(alike.distance)


def how_alike(distance: float) -> str:
    """The word key's end for a distance: same, near, maybe, far, nothing."""
    return next((word for most, word in _STEPS if distance <= most), "nothing")


def reasons_in_words(alike: Alike, lang: str) -> list[str]:
    """One phrase a reason, in their order."""
    return [_reason(one, lang) for one in alike.reasons]


def _reason(one: Reason, lang: str) -> str:
    rules = listed((say(f"hears.{rule}", lang) for rule in one.rules), lang)
    return say(one.key, lang, one=one.one, other=one.other, rules=rules)
