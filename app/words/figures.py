"""Figures by group in words: for the page, the paper and the command line."""

from collections.abc import Mapping
from uuid import UUID

from app.domain.fairness import OUT_OF, Group, Measure, Row, Share, Verdict
from app.words.say import say, sentences

_WHY = ("listing_fact", "adverse_ground")
_OWN_NAME = frozenset({Group.OFFICER, Group.STATION})


def value_in_words(group: Group, value: str, officers: Mapping[UUID, str], lang: str) -> str:
    """What a group is called."""
    if group is Group.OFFICER:
        return officers.get(UUID(value), value[-4:])
    if group in _OWN_NAME:
        return value
    if group is Group.WHY:
        keys = [f"{kind}.{value}" for kind in _WHY]
        return next((say(key, lang) for key in keys if key in sentences(lang)), value)
    return say(f"in_group.{group}.{value}", lang)


def share_in_words(share: Share, lang: str, *, counted: bool = False) -> str:
    """3 / 210, or 3 alone where there is nothing that it is a share of."""
    if counted:
        return f"{share.count:,}"
    return say("figures.share", lang, count=f"{share.count:,}", of=f"{share.of:,}")


def rate_in_words(share: Share, lang: str) -> str:
    """1.4 % with its interval, or nothing where there are too few."""
    if not share.enough:
        return ""
    low, high = share.ends
    return say("figures.rate", lang, rate=_percent(share.rate), low=_percent(low),
               high=_percent(high))  # fmt: skip


def verdict_in_words(row: Row, measure: Measure, lang: str) -> str:
    """How it stands beside the rest."""
    verdict = row.verdict
    if verdict is Verdict.COUNTED and measure in OUT_OF and not row.share.enough:
        verdict = Verdict.TOO_FEW
    return say(f"verdict.{verdict}", lang)


def is_counted(measure: Measure) -> bool:
    """Whether it is no share of anything."""
    return measure not in OUT_OF


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
