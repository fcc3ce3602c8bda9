"""One clue: how two people agree or differ in one thing, and what that is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache


class Verdict(StrEnum):
    """What a clue says: the same, something like it, another, or nothing."""

    AGREES = "agrees"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """`about`: name, sex, birth, document, home, phone, marks, relatives, missing, face.

    `weight` is the log likelihood ratio of one person against two, in nats; `key` names the
    sentence, filled with `facts`.
    """

    about: str
    verdict: Verdict
    weight: float
    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@cache
def unknown(about: str) -> Clue:
    """Nothing to compare: one of the two has said nothing of it."""
    return Clue(about=about, verdict=Verdict.UNKNOWN, weight=0.0, key="clue.unknown")
