"""回访: who is seen to after they left and by when, how it stands, and whether they came back.

A follow-up is a matter of 今日事项 that a leaving or a reunion opens; form 24 closes it, and what
comes back is its outcome. That somebody came to a station again says nothing against them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.birth import ADULT
from app.domain.came import Came
from app.domain.matter import HALF_A_YEAR, Matter
from app.domain.outside_letter import LetterKind, LetterState, Whole
from app.domain.today import FOLLOW_UP_DAYS
from app.domain.visit import Leaving, LeavingKind

FOLLOWED = (Matter.FOLLOW_UP, Matter.WANDERER)
"""The matters of which a follow-up is made."""
A_YEAR, AGAIN_WITHIN = timedelta(days=365), HALF_A_YEAR
REPLY_DAYS = 30
"""So long after a letter went its slip is asked for again; our own, no law names it."""
ON_THE_WAY = timedelta(days=7)
"""Whoever is escorted passes stations on the way, and arrives at one: that is no coming back."""
_IN_OTHER_HANDS = frozenset({LeavingKind.DIED, LeavingKind.TRANSFERRED})
NOT_HOME = _IN_OTHER_HANDS | {LeavingKind.HOSPITAL, LeavingKind.POLICE}
"""Nobody is asked of these whether they are well at home."""


class Why(StrEnum):
    """By which rule somebody is followed up."""

    MINOR = "minor"
    WANDERER = "wanderer"
    REUNITED = "reunited"
    VOUCHER = "voucher"
    BY_HAND = "by_hand"


class Stand(StrEnum):
    """How a follow-up stands."""

    DUE = "due"
    """Nothing went yet."""
    ASKED = "asked"
    """A letter went, and nothing came back."""
    ANSWERED = "answered"
    DONE = "done"
    """Closed by hand, without a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a station asks beside the law: days after leaving of whoever kin fetched or a pair
    brought together, and of whoever left with a voucher (0: not asked); from how many arrivals
    within a year on somebody is visited every half year (0: only who is named by hand)."""

    reunited: int = 30
    voucher: int = 0
    wanders: int = 3


AFTER_ANSWER: Mapping[str, tuple[Matter, timedelta]] = {
    "needs_help": (Matter.OTHER, timedelta(days=7)),
    "away": (Matter.WANDERER, HALF_A_YEAR),
    "not_reached": (Matter.FOLLOW_UP, timedelta(days=FOLLOW_UP_DAYS)),
}
"""What an outcome opens, where it is not open already."""


def is_reunion(gone: Leaving) -> bool:
    """Kin fetched them; an employer or an office is no kin. Old registers do not say who it was."""
    return gone.kind is LeavingKind.FETCHED and gone.detail.get("collector_as", "kin") == "kin"


def asked_after(
    gone: Leaving, left_on: date, years: int | None, times: int, rules: Rules, *, reunited: bool
) -> dict[Matter, date]:
    """What a leaving opens, and by when; `times`: arrivals within the last year, this one among
    them, at any station; `reunited`: a pair said so before."""
    if gone.kind in _IN_OTHER_HANDS:
        return {}
    asked = (
        (FOLLOW_UP_DAYS, years is not None and years < ADULT),
        (rules.reunited, reunited or is_reunion(gone)),
        (rules.voucher, gone.kind is LeavingKind.VOUCHER),
    )
    days = [many for many, so in asked if so and many]
    found = {Matter.FOLLOW_UP: left_on + timedelta(days=min(days))} if days else {}
    if rules.wanders and times >= rules.wanders and gone.kind not in NOT_HOME:
        found[Matter.WANDERER] = left_on + HALF_A_YEAR
    return found


def why(matter: Matter, words: str, gone: Leaving, years: int | None, *, reunited: bool) -> Why:
    """By which rule it was opened; whoever is a child now is followed up as one."""
    if matter is Matter.WANDERER:
        return Why.WANDERER
    if words:
        return Why.BY_HAND
    if years is not None and years < ADULT:
        return Why.MINOR
    if reunited or is_reunion(gone):
        return Why.REUNITED
    return Why.VOUCHER if gone.kind is LeavingKind.VOUCHER else Why.BY_HAND


def came_again(gone: Leaving, left_on: date, came: Iterable[Came]) -> Came | None:
    """The first arrival at any station within six months after a leaving. Of other stations only
    days are known: an arrival there on the day of leaving may have been before it."""
    for one in came:
        later = one.at > gone.at if one.timed else one.day > left_on
        passing = gone.kind is LeavingKind.ESCORTED and one.day <= left_on + ON_THE_WAY
        if later and not passing and one.day <= left_on + AGAIN_WITHIN:
            return one
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followup:
    """Somebody who left, and what is asked about them. `due`: the last day, None where nothing is
    open; `letter`: the last form 24; `again`: they came to a station again."""

    visit: UUID
    person: UUID
    gone: Leaving
    left_on: date
    why: Why
    matter: Matter
    due: date | None = None
    done_on: date | None = None
    letter: Whole | None = None
    again: Came | None = None

    @property
    def stand(self) -> Stand:
        """What went and what came back counts before what is closed."""
        state = self.letter.state if self.letter else None
        if state is LetterState.SENT:
            return Stand.ASKED
        if self.due is not None:
            return Stand.DUE
        return Stand.ANSWERED if state is LetterState.ANSWERED else Stand.DONE

    @property
    def outcome(self) -> str:
        """What came back last, as `RESULTS` has it."""
        return self.letter.answer.result if self.letter and self.letter.answer else ""

    @property
    def by(self) -> date | None:
        """The day by which something is to be done: a letter is to go, or its slip to come."""
        if self.stand is Stand.ASKED:
            return reply_due(self.letter)
        return self.due

    def is_late(self, today: date) -> bool:
        """Whether the day is over."""
        return self.by is not None and self.by < today


def reply_due(letter: Whole | None) -> date | None:
    """By when a slip should be back."""
    sent = letter.sending if letter else None
    return sent.on + timedelta(days=REPLY_DAYS) if sent and sent.on else None


def newest(letters: Iterable[Whole], since: datetime) -> Whole | None:
    """The last form 24 of somebody's that stands and was begun after they left."""
    found = [
        one
        for one in letters
        if one.kind is LetterKind.FOLLOW_UP
        and one.state is not LetterState.WITHDRAWN
        and one.first.at >= since
    ]
    return found[-1] if found else None


def in_order(found: Iterable[Followup]) -> list[Followup]:
    """What is due first at the top; what nothing is asked of any more at the end, the newest
    first."""
    known = sorted(found, key=lambda one: (one.gone.at, one.visit.int), reverse=True)
    return sorted(known, key=lambda one: one.by or date.max)


def filters(one: Followup, today: date) -> frozenset[str]:
    """Under which heads of the list it stands."""
    names = {"all", str(one.stand)}
    if one.stand is Stand.DUE and one.due and one.due <= today:
        names.add("late")
    if one.again:
        names.add("again")
    return frozenset(names)
