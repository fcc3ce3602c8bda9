"""Where a transfer stands: the same at both ends and at the centre, in whatever order steps come.

What a body did outweighs what was said: who has arrived has arrived, whoever revoked or rejected
it. Two steps that crossed on the way are never lost: they stand as a clash until a person settles
it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.domain.errors import Refused
from app.domain.transfer import Checked, Found, StepKind

LONGEST_WORDS = 500
KEPT = timedelta(days=3)
"""So long after the arrival the receiving desk still has the file."""
MOST = timedelta(days=30)
"""So long after the planned arrival it has it at most."""
CHECKING = timedelta(hours=24)
"""By when the checklist is compared at the receiving end."""
AHEAD = timedelta(minutes=5)

Kind = StepKind


class State(StrEnum):
    """Where it stands."""

    PREPARED = "prepared"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ON_WAY = "on_way"
    ARRIVED = "arrived"
    REVOKED = "revoked"
    NOT_ARRIVED = "not_arrived"


class Clash(StrEnum):
    """What did not agree."""

    REVOKED_ACCEPTED = "revoked_accepted"
    REVOKED_SET_OUT = "revoked_set_out"
    REVOKED_ARRIVED = "revoked_arrived"
    REJECTED_ON_WAY = "rejected_on_way"
    TWO_ANSWERS = "two_answers"
    TWO_ARRIVALS = "two_arrivals"
    MISSING_ARRIVED = "missing_arrived"
    DIFFERS = "differs"
    """The checklist at the receiving end is another one than was sent."""


class Step(Protocol):
    """What the rules ask of a step, written here or told of."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> StepKind: ...
    @property
    def at(self) -> datetime: ...
    @property
    def happened_at(self) -> datetime: ...
    @property
    def knew(self) -> tuple[UUID, ...]: ...
    @property
    def checks(self) -> tuple[Checked, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A clash that nobody has settled: what it is, and since when."""

    clash: Clash
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What a transfer waits for, and by when; a table row of 今日."""

    what: str
    due: datetime


def _order(step: Step) -> tuple[datetime, UUID]:
    return step.at, step.id


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Oldest first."""
    return sorted(steps, key=_order)


_LAST = {
    Kind.SENT: State.SENT, Kind.ACCEPTED: State.ACCEPTED, Kind.REJECTED: State.REJECTED,
}  # fmt: skip
_WEIGHS = (
    (Kind.ARRIVED, State.ARRIVED),
    (Kind.REVOKED, State.REVOKED),
    (Kind.NOT_ARRIVED, State.NOT_ARRIVED),
    (Kind.SET_OUT, State.ON_WAY),
)
"""What is there counts, the weightier first."""


def state_of(steps: Iterable[Step]) -> State:
    """Of all steps together; no order in which they came changes it."""
    known = in_order(steps)
    kinds = {one.kind for one in known}
    for kind, state in _WEIGHS:
        if kind in kinds:
            return state
    said = [one for one in known if one.kind in _LAST]
    return _LAST[said[-1].kind] if said else State.PREPARED


_CROSSED: tuple[tuple[Clash, StepKind, StepKind], ...] = (
    (Clash.REVOKED_ACCEPTED, Kind.REVOKED, Kind.ACCEPTED),
    (Clash.REVOKED_SET_OUT, Kind.REVOKED, Kind.SET_OUT),
    (Clash.REVOKED_ARRIVED, Kind.REVOKED, Kind.ARRIVED),
    (Clash.REJECTED_ON_WAY, Kind.REJECTED, Kind.SET_OUT),
    (Clash.TWO_ANSWERS, Kind.ACCEPTED, Kind.REJECTED),
    (Clash.TWO_ARRIVALS, Kind.ARRIVED, Kind.ARRIVED),
    (Clash.MISSING_ARRIVED, Kind.NOT_ARRIVED, Kind.ARRIVED),
)


_COMPARES = frozenset({Kind.ARRIVED, Kind.CHECKED})
"""Where the list is compared at the receiving end; the sender ticks it when they set out."""


def clashes(steps: Iterable[Step]) -> list[Open]:
    """What crossed or differs, and nobody has settled knowing of it."""
    known = in_order(steps)
    settled = [set(one.knew) for one in known if one.kind is Kind.SETTLED]
    found: dict[Clash, Open] = {}
    for clash, first, second in _CROSSED:
        for one, other in _pairs(known, first, second):
            crossed = one.id not in other.knew and other.id not in one.knew
            if crossed and not any({one.id, other.id} <= knew for knew in settled):
                found.setdefault(clash, Open(clash=clash, since=max(one.at, other.at)))
    for one in known:
        seen = any(one.id in knew for knew in settled)
        if one.kind in _COMPARES and differing(one.checks) and not seen:
            found.setdefault(Clash.DIFFERS, Open(clash=Clash.DIFFERS, since=one.at))
    return list(found.values())


def _pairs(known: Sequence[Step], first: StepKind, second: StepKind) -> list[tuple[Step, Step]]:
    ones = [one for one in known if one.kind is first]
    others = [one for one in known if one.kind is second]
    return [(a, b) for a in ones for b in others if first is not second or _order(a) < _order(b)]


def differing(checks: Iterable[Checked]) -> list[Checked]:
    """The lines that are missing or differ."""
    return [one for one in checks if one.found is not Found.THERE]


_BEFORE: Mapping[StepKind, frozenset[State]] = {
    Kind.SENT: frozenset({State.PREPARED, State.SENT, State.REJECTED}),
    Kind.ACCEPTED: frozenset({State.SENT, State.REJECTED}),
    Kind.REJECTED: frozenset({State.SENT, State.ACCEPTED}),
    Kind.SET_OUT: frozenset({State.PREPARED, State.SENT, State.ACCEPTED, State.REJECTED}),
    Kind.ARRIVED: frozenset(State) - {State.ARRIVED},
    Kind.CHECKED: frozenset({State.ARRIVED}),
    Kind.REVOKED: frozenset(State) - {State.ARRIVED, State.REVOKED},
    Kind.NOT_ARRIVED: frozenset({State.ON_WAY}),
    Kind.SETTLED: frozenset(State),
}
"""Where a transfer has to stand for a step, as far as whoever takes it knows."""
_NEEDS_WORDS = frozenset({Kind.REJECTED, Kind.REVOKED, Kind.NOT_ARRIVED, Kind.SETTLED})


def may_follow(steps: Iterable[Step], kind: StepKind) -> bool:
    """Whether the step is offered."""
    known = list(steps)
    if kind is Kind.SETTLED:
        return bool(clashes(known))
    if kind is Kind.ACCEPTED and state_of(known) is State.PREPARED:
        return False
    return state_of(known) in _BEFORE[kind]


def must_follow(
    known: Iterable[Step], step: Step, words: str, phoned: Mapping[str, str], items: int | None
) -> None:
    """Refused "transfer.…" where the step cannot come after what was `known` when it was taken;
    `items`: how many lines the checklist has, None where the file is not here."""
    steps = list(known)
    if not may_follow(steps, step.kind):
        raise Refused("transfer.wrong_order")
    if step.kind in _NEEDS_WORDS and not words.strip():
        raise Refused("transfer.needs_words")
    if len(words) > LONGEST_WORDS or any(len(said) > LONGEST_WORDS for said in phoned.values()):
        raise Refused("transfer.too_long", longest=LONGEST_WORDS)
    if step.happened_at > step.at + AHEAD:
        raise Refused("transfer.not_yet")
    if step.kind is Kind.SET_OUT and state_of(steps) is not State.ACCEPTED:
        _must_be_phoned(phoned)
    if step.checks or step.kind is Kind.CHECKED:
        _must_be_checked(step.checks, items)


def _must_be_phoned(phoned: Mapping[str, str]) -> None:
    """Nobody sets out to where nobody has said yes: on the line, or by telephone."""
    for name in ("who", "number"):
        if not phoned.get(name, "").strip():
            raise Refused("transfer.needs_phone")


def _must_be_checked(checks: Sequence[Checked], items: int | None) -> None:
    """Each line once, and of what differs how."""
    numbers = [one.item for one in checks]
    if items is not None and sorted(numbers) != list(range(1, items + 1)):
        raise Refused("transfer.not_all_checked", lines=items)
    for one in differing(checks):
        if one.found is Found.DIFFERS and not one.words.strip():
            raise Refused("transfer.differs_how", number=one.item)


def shows_file(steps: Iterable[Step]) -> bool:
    """Whether the receiving station has the file: asked, on the way, or just arrived."""
    known = list(steps)
    state = state_of(known)
    asked = any(one.kind in (Kind.SENT, Kind.SET_OUT) for one in known)
    return asked and state not in (State.REJECTED, State.REVOKED)


def kept_until(steps: Iterable[Step], arrive_at: datetime) -> datetime:
    """So long the receiving station has the file."""
    came = [one.happened_at for one in steps if one.kind is Kind.ARRIVED]
    return min(min(came) + KEPT if came else arrive_at + MOST, arrive_at + MOST)


def compared(steps: Iterable[Step]) -> bool:
    """Whether the list was looked through at the receiving end."""
    return any(one.checks for one in steps if one.kind in _COMPARES)


def waits_for(
    steps: Iterable[Step], depart_at: datetime, arrive_at: datetime, hours: int, *, remote: bool
) -> list[Waits]:
    """What is due, and by when; `hours` after the planned arrival somebody is overdue; `remote`:
    the other end is a station that answers for itself."""
    known = list(steps)
    state = state_of(known)
    found = [Waits(what=one.clash.value, due=one.since) for one in clashes(known)]
    if state is State.SENT:
        found.append(Waits(what="answer", due=depart_at))
    if state in (State.PREPARED, State.ACCEPTED):
        found.append(Waits(what="departure", due=depart_at))
    if state is State.ON_WAY:
        found.append(Waits(what="arrival", due=arrive_at + timedelta(hours=hours)))
    if state is State.ARRIVED and remote and not compared(known):
        came = min(one.happened_at for one in known if one.kind is Kind.ARRIVED)
        found.append(Waits(what="check", due=came + CHECKING))
    return found
