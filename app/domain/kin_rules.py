"""Which step may follow on a pair, and what it must have. Refused "kin.…".

The person's own wish comes first, whoever looks is checked before anything is told, and a picture
is no proof of kinship.
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.errors import Refused
from app.domain.inquiry import Checked
from app.domain.kin_match import (
    ENOUGH_ALONE,
    HOW_REUNITED,
    VERIFIED_BY,
    WEAK,
    KinMatch,
    KinState,
    KinStep,
    Pair,
    Wish,
    clues_in,
)
from app.domain.staff import Officer, Right

LONGEST, LONGEST_WORDS = 300, 2000
MOST_COST = Decimal(100_000)
TWO, MOST_CLUES, LONGEST_CLUES = 2, 40, 64_000
State, Step = KinState, KinStep
_FROM: dict[KinStep, frozenset[KinState]] = {
    Step.VERIFYING: frozenset({State.CANDIDATE, State.CANNOT_TELL}),
    Step.WISH: frozenset({State.CANDIDATE, State.VERIFYING, State.CONFIRMED, State.DECLINED}),
    Step.CONFIRMED: frozenset({State.VERIFYING}),
    Step.EXCLUDED: frozenset({State.CANDIDATE, State.VERIFYING, State.CANNOT_TELL}),
    Step.CANNOT_TELL: frozenset({State.CANDIDATE, State.VERIFYING}),
    Step.TOLD: frozenset({State.CONFIRMED}),
    Step.REUNITED: frozenset({State.CONFIRMED}),
    Step.ELSEWHERE: frozenset({State.CANDIDATE, State.VERIFYING, State.CONFIRMED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What else counts: `checked` is what the check of whoever looks came to; `shut`: the person is
    protected; `child`: below 18; `unable`: there are signs that they cannot decide; `taken`:
    another pair of the person is confirmed, or of the inquiry."""

    checked: str = ""
    shut: bool = False
    child: bool = False
    unable: bool = False
    taken: bool = False


def must_be_offered(one: KinMatch) -> None:
    """What the register found is of its own making, and such as every desk can read."""
    said = (one.how, one.whom, one.second, one.cost, one.words, one.supersedes)
    if any(said) or not 0 <= one.chance <= 1 or len(one.clues) > MOST_CLUES:
        raise Refused("kin.no_offer")
    if sum(len(text) for clue in one.clues for text in clue.values()) > LONGEST_CLUES:
        raise Refused("kin.no_offer")
    try:
        weights = [clue.weight for clue in clues_in(one)]
    except (KeyError, ValueError) as error:
        raise Refused("kin.no_offer") from error
    if not all(math.isfinite(weight) for weight in weights):
        raise Refused("kin.no_offer")


def must_be_second(second: Officer | None) -> None:
    """Whoever confirms with somebody works here, and may decide."""
    if second is None or not (second.may(Right.DECIDE) or second.may(Right.APPROVE)):
        raise Refused("kin.needs_second", field="second")


def must_follow(one: KinMatch, pair: Pair, about: About, by: Officer, today: date) -> None:
    """Whether this officer may take this step now."""
    if about.shut:
        raise Refused("kin.no_person")
    if one.step is Step.UNDONE:
        _must_undo(one, pair)
    elif pair.state not in _FROM[one.step]:
        raise Refused("kin.not_now", state=pair.state)
    if one.on and one.on > today:
        raise Refused("kin.not_yet", field="on")
    if len(one.words) > LONGEST_WORDS or len(one.whom) > LONGEST:
        raise Refused("kin.too_long", most=LONGEST_WORDS)
    if check := _CHECKS.get(one.step):
        check(one, pair, about, by)


def _must_undo(one: KinMatch, pair: Pair) -> None:
    wrong = next((x for x in pair.standing if x.id == one.supersedes), None)
    if wrong is None or wrong.step is Step.OFFERED:
        raise Refused("kin.not_to_undo")
    if not one.words:
        raise Refused("kin.needs_words")


def _wish(one: KinMatch, _pair: Pair, about: About, by: Officer) -> None:
    if len(one.how) != 1 or one.how[0] not in set(Wish):
        raise Refused("kin.no_wish")
    if one.how[0] == Wish.BEST_INTEREST:
        if not (about.child or about.unable):
            raise Refused("kin.own_wish")
        by.must(Right.APPROVE)
        if not one.words:
            raise Refused("kin.needs_words")
    elif about.child and one.how[0] == Wish.YES:
        raise Refused("kin.best_interest")
    elif not one.whom:
        raise Refused("kin.needs_asker", field="whom")


def _confirmed(one: KinMatch, pair: Pair, about: About, by: Officer) -> None:
    _must_be_proved(one)
    if one.second is None or one.second == by.id:
        raise Refused("kin.needs_second", field="second")
    if about.checked == Checked.DANGER:
        raise Refused("kin.danger")
    if about.checked != Checked.VERIFIED:
        raise Refused("kin.not_checked")
    if not pair.wanted:
        raise Refused("kin.ask_first")
    if about.taken:
        raise Refused("kin.taken")


def _must_be_proved(one: KinMatch) -> None:
    how = set(one.how)
    if how - set(VERIFIED_BY):
        raise Refused("kin.unknown_way")
    if not how & ENOUGH_ALONE and len(how - WEAK) < TWO:
        raise Refused("kin.needs_proof")
    if not one.words:
        raise Refused("kin.needs_words")


def _told(one: KinMatch, pair: Pair, about: About, _by: Officer) -> None:
    if about.checked != Checked.VERIFIED:
        raise Refused("kin.danger" if about.checked == Checked.DANGER else "kin.not_checked")
    if not pair.wanted:
        raise Refused("kin.ask_first")
    if not (one.whom and one.words):
        raise Refused("kin.needs_contact")


def _reunited(one: KinMatch, pair: Pair, about: About, by: Officer) -> None:
    if pair.told is None:
        raise Refused("kin.not_told")
    _told(one, pair, about, by)
    if len(one.how) != 1 or one.how[0] not in HOW_REUNITED:
        raise Refused("kin.no_way")
    if one.on is None:
        raise Refused("kin.needs_day", field="on")
    if one.cost and not _is_money(one.cost):
        raise Refused("kin.no_money", field="cost")


def _is_money(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text) is not None and Decimal(text) <= (
        MOST_COST
    )


def _words(one: KinMatch, _pair: Pair, _about: About, _by: Officer) -> None:
    if not one.words:
        raise Refused("kin.needs_words")


_CHECKS = {
    Step.WISH: _wish,
    Step.CONFIRMED: _confirmed,
    Step.TOLD: _told,
    Step.REUNITED: _reunited,
    Step.EXCLUDED: _words,
    Step.CANNOT_TELL: _words,
    Step.ELSEWHERE: _words,
}
