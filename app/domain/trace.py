"""寻亲记录: what is found out about somebody whose kin or identity is unknown, and what was tried.

Facts that are added and never changed. What already is a claim (accent, marks, relatives, names
heard, home) stays one, so that search and matching see it; the rest of the evidence stands here,
apart from what somebody makes of it (a hypothesis) and from what became of that.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.person import ClaimKind, Source


class TraceStep(StrEnum):
    """What was written down."""

    CLUE = "clue"
    """A piece of evidence: `about` says of what kind."""
    INTERVIEW = "interview"
    """Somebody talked with the person for a while."""
    HYPOTHESIS = "hypothesis"
    """`value`: who it may be, or from where; `words`: why."""
    RULED_OUT = "ruled_out"
    HELD = "held"
    """The hypothesis that it `refers` to turned out wrong, or right."""
    REGION = "region"
    """Where to look: `value` is a place, `words` says why, `refers` names the clue."""
    CONTACT = "contact"
    """With whom outside one spoke."""
    MISTAKEN = "mistaken"
    """What it supersedes is not so."""


Step = TraceStep
ABOUTS = (
    *("words", "clothes", "tickets", "papers", "trade", "habits", "religion", "foods", "songs"),
    *("places", "other"),
)
"""Kinds of evidence that stand here."""
AS_CLAIMS: dict[str, ClaimKind] = {
    "accent": ClaimKind.ACCENT, "marks": ClaimKind.MARKS, "relatives": ClaimKind.KIN,
    "heard": ClaimKind.ALIAS, "home": ClaimKind.HOME,
}  # fmt: skip
"""Kinds of evidence that are claims."""
BOARD = (
    *("words", "accent", "heard", "relatives", "home", "marks", "clothes", "tickets", "papers"),
    *("trade", "habits", "religion", "foods", "songs", "places", "other"),
)
"""Everything that is put on the board, in the order in which it is offered."""
VERDICTS = frozenset({Step.RULED_OUT, Step.HELD})
SOUND = frozenset({"format", "seconds", "bytes", "file"})
REASON = "reason"
"""In the detail of a correction: why."""
DETAILS: dict[TraceStep, frozenset[str]] = {
    Step.CLUE: SOUND,
    Step.INTERVIEW: SOUND | {"language", "interpreter"},
    Step.REGION: frozenset({"code", "heard", "accent"}),
    Step.CONTACT: SOUND | {"how"},
}
"""What `detail` may hold: of a sound its format, length (s), size and name; of a place its code,
what was heard and with which accent; of a contact one of `HOW`."""
HOW = ("phone", "message", "letter", "visit", "video")


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEntry:
    """One entry. `sound`: SHA-256 of an audio note, empty for none; `whom`: who said it, or with
    whom one spoke; `on`: on which day that was; `source`: who says so."""

    id: UUID
    person: PersonId
    visit: VisitId
    step: TraceStep
    about: str = ""
    value: str = ""
    words: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    sound: str = ""
    source: Source | None = None
    whom: str = ""
    on: date | None = None
    refers: UUID | None = None
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A hypothesis and what became of it; of two verdicts the later one counts."""

    idea: TraceEntry
    verdict: TraceEntry | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.verdict is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything that was written down about somebody, oldest first."""

    entries: tuple[TraceEntry, ...] = ()

    @property
    def standing(self) -> list[TraceEntry]:
        """What counts: neither corrected nor taken back, and no taking back itself."""
        gone = {one.supersedes for one in self.entries}
        return [one for one in self.entries if one.id not in gone and one.step is not Step.MISTAKEN]

    def of(self, *steps: TraceStep) -> list[TraceEntry]:
        """What counts of some steps."""
        return [one for one in self.standing if one.step in steps]

    @property
    def tried(self) -> list[Tried]:
        """The hypotheses, what is still open first."""
        verdicts = {one.refers: one for one in self.of(*VERDICTS)}
        found = [Tried(idea=one, verdict=verdicts.get(one.id)) for one in self.of(Step.HYPOTHESIS)]
        return sorted(found, key=lambda one: not one.is_open)

    def find(self, entry: UUID | None) -> TraceEntry | None:
        """One entry that counts."""
        return next((one for one in self.standing if one.id == entry), None)


def trace_of(entries: Iterable[TraceEntry]) -> Trace:
    """In the order in which they were written; ids break ties, so that every desk agrees."""
    return Trace(entries=tuple(sorted(entries, key=lambda one: (one.at, one.id.int))))
