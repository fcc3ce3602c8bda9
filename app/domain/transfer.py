"""转接: somebody is handed over to another station or body, and what both ends wrote down of it.

A transfer is the file as the sending station prepared it; everything after that is a step, added
and never changed. Where it stands follows from the steps (app/domain/transfer_state.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.leaving import LONGEST, Leaver, Parting, asked_of
from app.domain.staff import Officer, Right
from app.domain.visit import LeavingKind

MOST_ITEMS, LONGEST_ITEM = 200, 200
KINDS = (LeavingKind.TRANSFERRED, LeavingKind.ESCORTED)
BACK = timedelta(days=1)
"""So long ago a departure may have been planned when it is written down."""
TWO_ESCORTS = 2
_AT_THE_DOOR = frozenset({"second", "kept_why"})
"""Known only when somebody goes out of the door."""


class ItemKind(StrEnum):
    """What a line of the checklist is."""

    BELONGING = "belonging"
    MEDICINE = "medicine"
    PAPER = "paper"


class Found(StrEnum):
    """What became of a line at the receiving end."""

    THERE = "there"
    MISSING = "missing"
    DIFFERS = "differs"


class StepKind(StrEnum):
    """What happened to a transfer."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SET_OUT = "set_out"
    ARRIVED = "arrived"
    CHECKED = "checked"
    REVOKED = "revoked"
    NOT_ARRIVED = "not_arrived"
    SETTLED = "settled"
    """A person looked at what did not agree, and says what follows."""


BY_SENDER = frozenset({StepKind.SENT, StepKind.SET_OUT, StepKind.REVOKED})
BY_RECEIVER = frozenset({StepKind.ACCEPTED, StepKind.REJECTED, StepKind.ARRIVED, StepKind.CHECKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the checklist; of a medicine with dose and times."""

    kind: ItemKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A line as it was found at the receiving end; `item` is its number, from 1."""

    item: int
    found: Found
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """The file. `to` is the code of a station of the network, empty where only paper goes; `body`
    names whoever receives. `detail` as a leaving has it (app/domain/leaving.py)."""

    id: UUID
    person: PersonId
    visit: VisitId
    station: str
    to: str = ""
    body: str
    kind: LeavingKind
    why: str
    destination: str
    depart_at: datetime
    arrive_at: datetime
    detail: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    at: datetime
    officer: OfficerId

    def said(self) -> Mapping[str, str]:
        """What a leaving asks for, under its names."""
        return {**self.detail, "destination": self.destination}


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferStep:
    """One step. `station` took it, `to` is the other end; `knew` are the steps that stood on the
    screen then, so that two that cross are seen; `phoned`: who, number, at, where the answer came
    by telephone; `ticket`: the code on the paper, where the file was not here; `visit`: of the
    receiving station; `leader`: a leader gives the word that a sealed person's file goes."""

    id: UUID
    transfer: UUID
    person: PersonId
    station: str
    to: str = ""
    kind: StepKind
    words: str = ""
    phoned: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Checked, ...] = ()
    visit: UUID | None = None
    leader: bool = False
    ticket: str = ""
    knew: tuple[UUID, ...] = ()
    happened_at: datetime
    at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step as both ends read it; `by` is the officer's name."""

    id: UUID
    station: str
    kind: StepKind
    by: str = ""
    words: str = ""
    phoned: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Checked, ...] = ()
    visit: UUID | None = None
    leader: bool = False
    knew: tuple[UUID, ...] = ()
    happened_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The file as the receiving station has it, while the transfer is open and a little longer.
    `facts`: what is known of the person, under the names of the form of arrival."""

    body: str
    kind: LeavingKind
    why: str
    destination: str
    depart_at: datetime
    arrive_at: datetime
    detail: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    temporary: bool = False
    case_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTold:
    """What the centre tells both ends: the steps, and the file while it is open. `until`: so long
    it is shown; `sealed`: only to who may see sealed people."""

    id: UUID
    transfer: UUID
    person: PersonId
    station: str
    to: str
    contact: str = ""
    steps: tuple[ShownStep, ...] = ()
    case: Case | None = None
    sealed: bool = False
    until: datetime
    changed_at: datetime


def shown(step: TransferStep, names: Mapping[UUID, str]) -> ShownStep:
    """A step as both ends read it; `names`: officer -> name."""
    return ShownStep(
        id=step.id, station=step.station, kind=step.kind, by=names.get(step.officer, ""),
        words=step.words, phoned=step.phoned, checks=step.checks, visit=step.visit,
        leader=step.leader, knew=step.knew, happened_at=step.happened_at, at=step.at,
    )  # fmt: skip


def told_id(transfer: UUID) -> UUID:
    """The id under which both ends are told: another one than the transfer's, so that emptying
    what was told leaves the sender's file alone."""
    return uuid5(transfer, "told")


def writers_of(kind: StepKind, station: str, to: str) -> frozenset[str]:
    """The stations that may take such a step; for who has no program the sender writes."""
    if kind in BY_SENDER or not to:
        return frozenset({station})
    return frozenset({to}) if kind in BY_RECEIVER else frozenset({station, to})


def must_write(by: Officer, *, sealed: bool) -> None:
    """Who registers people hands them over; of somebody sealed only a leader's word counts."""
    by.must(Right.REGISTER)
    if sealed and not by.may(Right.SEALED):
        raise Refused("transfer.needs_leader")


def must_prepare(made: Transfer, leaver: Leaver, stations: frozenset[str]) -> None:
    """Refused "transfer.…" or "leaving.missing" where the file is not whole."""
    if made.kind not in KINDS:
        raise Refused("transfer.kind")
    if made.to and (made.to == made.station or made.to not in stations):
        raise Refused("transfer.no_station")
    for name in ("body", "why", "destination"):
        if not getattr(made, name).strip():
            raise Refused("transfer.missing", field=name)
    _must_be_when(made)
    said = made.said()
    for name in asked_of(made.kind, leaver, said):
        if name not in _AT_THE_DOOR and not said.get(name, "").strip():
            raise Refused("leaving.missing", field=name)
    if any(len(words) > LONGEST for words in (made.body, made.why, *said.values())):
        raise Refused("leaving.too_long", longest=LONGEST)
    _must_be_listed(made.items)


def _must_be_when(made: Transfer) -> None:
    if made.depart_at < made.at - BACK:
        raise Refused("transfer.long_gone")
    if made.arrive_at <= made.depart_at:
        raise Refused("transfer.arrives_before")


def _must_be_listed(items: tuple[Item, ...]) -> None:
    if len(items) > MOST_ITEMS:
        raise Refused("transfer.too_many", most=MOST_ITEMS)
    for number, one in enumerate(items, start=1):
        if not one.words.strip() or len(one.words) > LONGEST_ITEM:
            raise Refused("transfer.item", number=number, longest=LONGEST_ITEM)


def doubts(made: Transfer, leaver: Leaver) -> tuple[str, ...]:
    """What is warned of and kept, and in nobody's way: a woman or a minor without a woman (381 Art
    8), one escort for a child or where there are risks."""
    found = []
    if (leaver.woman or leaver.minor) and made.detail.get("woman_escort") != "yes":
        found.append("no_woman")
    named = made.detail.get("escorts", "")
    for mark in ("，", ",", "；", ";", "/", " ", "　"):
        named = named.replace(mark, "、")
    special = leaver.minor or bool(made.detail.get("risks", "").strip())
    if special and len([one for one in named.split("、") if one]) < TWO_ESCORTS:
        found.append("one_escort")
    return tuple(found)


def parting_of(made: Transfer, more: Mapping[str, str], **said: object) -> Parting:
    """The leaving that setting out is; `more` is what only the door knows."""
    detail = {**made.detail, **{name: words for name, words in more.items() if words}}
    return Parting(kind=made.kind, destination=made.destination, detail=detail, **said)  # type: ignore[arg-type]
