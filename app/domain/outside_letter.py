"""函件: papers that go to another body and come back, each with what becomes of it.

Facts that are added and never changed: a text written anew takes the place of the one before it,
what was wrong is taken back, and both stay on file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.ids import OfficerId, PersonId, VisitId


class LetterKind(StrEnum):
    """What goes out; forms 17 to 20 and 22 to 24 of domain.md, in this order."""

    POLICE_HANDOVER = "police_handover"
    REPORT = "report"
    DNA_REQUEST = "dna_request"
    PUBLIC_NOTICE = "public_notice"
    MINOR_LEAVING = "minor_leaving"
    SETTLEMENT = "settlement"
    FOLLOW_UP = "follow_up"


class LetterStep(StrEnum):
    """What was written down about a letter."""

    WRITTEN = "written"
    APPROVED = "approved"
    SENT = "sent"
    ANSWERED = "answered"
    MISTAKEN = "mistaken"
    """What it supersedes is not so."""


class LetterState(StrEnum):
    """How a letter stands; `OVERDUE` is not among them, since it depends on the day."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Sent(StrEnum):
    """How it went; a notice is published, a visit is made."""

    BY_HAND = "by_hand"
    POST = "post"
    ELECTRONIC = "electronic"
    PUBLISHED = "published"
    VISITED = "visited"
    CALLED = "called"


Kind = LetterKind
APPROVED_FIRST = frozenset({Kind.PUBLIC_NOTICE})
"""A leader who wrote none of it agrees before it goes out."""
ANSWER_DAYS: Mapping[LetterKind, int] = {
    Kind.REPORT: 7, Kind.DNA_REQUEST: 30, Kind.MINOR_LEAVING: 7, Kind.SETTLEMENT: 30,
}  # fmt: skip
"""So long after it went an answer is asked for again; our own, no law names them. The others need
none."""
RESULTS: Mapping[LetterKind, tuple[str, ...]] = {
    Kind.POLICE_HANDOVER: ("received", "identified", "not_found"),
    Kind.REPORT: ("filed", "identified", "not_found", "declined"),
    Kind.DNA_REQUEST: ("sampled", "matched", "no_match", "declined"),
    Kind.PUBLIC_NOTICE: ("claimed", "clue", "none", "taken_down"),
    Kind.MINOR_LEAVING: ("agreed", "declined"),
    Kind.SETTLEMENT: ("accepted", "declined"),
    Kind.FOLLOW_UP: ("settled", "needs_help", "away", "not_reached"),
}
"""What may come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLetter:
    """One entry about a letter; the first one's `id` is its `letter`, by which it is known.

    `detail`: what stands in it (`app.domain.letter_fields`); `entry`: the text that was approved or
    sent; `on`: the day on which it went or was answered; `whom`: who answered; `result`: one of
    `RESULTS`; `number`: the letter's own, or that of an answer (receipt, sample, case).
    """

    id: UUID
    person: PersonId
    visit: VisitId
    letter: UUID
    kind: LetterKind
    step: LetterStep
    number: str = ""
    to: str = ""
    contact: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    second: OfficerId | None = None
    entry: UUID | None = None
    on: date | None = None
    how: str = ""
    whom: str = ""
    result: str = ""
    words: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A letter with everything that was written down about it, oldest first."""

    entries: tuple[OutsideLetter, ...]

    @property
    def first(self) -> OutsideLetter:
        """What was written first: its number is the letter's."""
        return self.entries[0]

    @property
    def id(self) -> UUID:
        """By which it is known."""
        return self.first.letter

    @property
    def kind(self) -> LetterKind:
        """What it is."""
        return self.first.kind

    @property
    def text(self) -> OutsideLetter:
        """What stands in it now; what went out, though another desk wrote it anew meanwhile; of one
        that was withdrawn what stood there last."""
        written = [one for one in self.entries if one.step is LetterStep.WRITTEN]
        if sent := self.sending:
            return next((one for one in written if one.id == sent.entry), written[-1])
        return (self._standing(LetterStep.WRITTEN) or written)[-1]

    @property
    def approvals(self) -> list[OutsideLetter]:
        """Every approval that was not taken back, also of a text that was written anew since."""
        return self._standing(LetterStep.APPROVED)

    @property
    def approval(self) -> OutsideLetter | None:
        """Of what stands in it now: a text that is written anew is approved anew."""
        return next((one for one in self.approvals[::-1] if one.entry == self.text.id), None)

    @property
    def sending(self) -> OutsideLetter | None:
        """When and how it went; of two desks' entries the earlier one."""
        return next(iter(self._standing(LetterStep.SENT)), None)

    @property
    def answers(self) -> list[OutsideLetter]:
        """What came back, oldest first."""
        return self._standing(LetterStep.ANSWERED)

    @property
    def answer(self) -> OutsideLetter | None:
        """What came back last: that counts."""
        return next(reversed(self.answers), None)

    @property
    def state(self) -> LetterState:
        """How it stands."""
        if self.sending:
            return LetterState.ANSWERED if self.answer else LetterState.SENT
        if not self._standing(LetterStep.WRITTEN):
            return LetterState.WITHDRAWN
        return LetterState.APPROVED if self.approval else LetterState.DRAFT

    @property
    def answer_due(self) -> date | None:
        """The last day for an answer, while one is waited for."""
        days, sent = ANSWER_DAYS.get(self.kind), self.sending
        if self.state is not LetterState.SENT or days is None or sent is None or sent.on is None:
            return None
        return sent.on + timedelta(days=days)

    def is_late(self, today: date) -> bool:
        """Whether an answer should have come."""
        return self.answer_due is not None and self.answer_due < today

    def find(self, entry: UUID) -> OutsideLetter | None:
        """One entry that still counts."""
        return next((one for one in self._counting() if one.id == entry), None)

    def _standing(self, step: LetterStep) -> list[OutsideLetter]:
        return [one for one in self._counting() if one.step is step]

    def _counting(self) -> list[OutsideLetter]:
        gone = {one.supersedes for one in self.entries}
        return [one for one in self.entries if one.id not in gone]


def letters_of(entries: Iterable[OutsideLetter]) -> list[Whole]:
    """Each letter once, in the order in which they were begun."""
    found: dict[UUID, list[OutsideLetter]] = {}
    for one in sorted(entries, key=lambda one: (one.at, one.id.int)):
        found.setdefault(one.letter, []).append(one)
    return [
        Whole(entries=tuple(group))
        for group in found.values()
        if any(one.step is LetterStep.WRITTEN for one in group)
    ]
