"""Somebody at the desk is on 重点甄别名单: what was shown, and what the officer made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.blacklist import Listed


class HitAnswer(StrEnum):
    """What the officer decides; helping is none of it."""

    FOLLOWED = "followed"
    """Second approval, voucher and escort, as the list asks for."""
    NOT_FOLLOWED = "not_followed"
    DOUBTED = "doubted"
    """It may be wrong, or not about them: to be asked about."""


class Counselling(StrEnum):
    """心灵救助: whether it was offered, and what came of it."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What an officer of this station made of the same listing before, and who that was."""

    answer: HitAnswer
    at: datetime
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A listing in force, as this desk knows it; `heard` is when the list was heard of last."""

    listed: Listed
    heard: datetime | None = None
    earlier: Earlier | None = None

    def stale(self, now: datetime, days: int) -> bool:
        """Whether the list may be out of date by now."""
        return self.heard is None or now - self.heard > timedelta(days=days)

    def shown(self) -> dict[str, str]:
        """What stood on the screen, for the record."""
        one = self.listed
        found = {
            "listing": str(one.id),
            "number": one.number,
            "fact": str(one.fact or ""),
            "until": one.until.isoformat() if one.until else "",
            "heard": self.heard.isoformat() if self.heard else "",
        }
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was shown and what was said to it; everything may stay empty, and nothing waits for it.

    `said`: answer, words, counselling.
    """

    hit: Hit
    said: Mapping[str, str]

    @property
    def answer(self) -> HitAnswer | None:
        """What was decided, if anything."""
        given = self.said.get("answer", "")
        return HitAnswer(given) if given else None
