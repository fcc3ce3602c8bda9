"""寻亲比对: somebody who is or was at a station may be whom an inquiry looks for.

A pair has one id wherever it is found. That it was found is a candidate and decides nothing; what
people make of it are steps, added and never changed, and where it stands follows from them.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from app.domain.clue import Clue, Verdict
from app.domain.ids import OfficerId, PersonId, VisitId

_PAIRS = UUID("6f6d1a52-3a0b-5a06-9d0e-5d4f3f0a7c11")


class KinStep(StrEnum):
    """What happened between a person and an inquiry."""

    OFFERED = "offered"
    """The register found that they may belong together; it decides nothing."""
    VERIFYING = "verifying"
    WISH = "wish"
    """What the person wants, or what was decided for who cannot say."""
    CONFIRMED = "confirmed"
    EXCLUDED = "excluded"
    CANNOT_TELL = "cannot_tell"
    TOLD = "told"
    """Whoever looks was told."""
    REUNITED = "reunited"
    ELSEWHERE = "elsewhere"
    UNDONE = "undone"
    """What it supersedes is not so, and what followed from it neither."""


class KinState(StrEnum):
    """How a pair stands."""

    CANDIDATE = "candidate"
    VERIFYING = "verifying"
    CONFIRMED = "confirmed"
    EXCLUDED = "excluded"
    CANNOT_TELL = "cannot_tell"
    REUNITED = "reunited"
    DECLINED = "declined"
    ELSEWHERE = "elsewhere"


class Wish(StrEnum):
    """Whether the person wants to be found by these."""

    YES = "yes"
    NO = "no"
    BEST_INTEREST = "best_interest"
    """Of a child, or who cannot say: decided by a leader, with reasons."""


VERIFIED_BY = (
    *("dna", "police", "register", "document", "video", "told_apart", "photo", "face", "kin_met"),
)
"""How it was verified: DNA, police, household register, papers, seen by video, asked what only kin
know, old photographs, a face compared, seen in person."""
ENOUGH_ALONE = frozenset({"dna", "police"})
WEAK = frozenset({"photo", "face"})
"""What a picture shows is no proof of kinship; it never counts as one of two."""
HOW_REUNITED = ("fetched", "escorted", "by_voucher", "contact_only", "home_station")
SETTLED = frozenset(
    {KinState.EXCLUDED, KinState.CANNOT_TELL, KinState.REUNITED, KinState.DECLINED}
    | {KinState.ELSEWHERE}
)
"""Nobody has to do anything about these."""
_TAKEN = frozenset({KinState.CONFIRMED, KinState.REUNITED})


def pair_id(person: UUID, inquiry: UUID) -> UUID:
    """The same at every desk."""
    return uuid5(_PAIRS, f"{person.hex}{inquiry.hex}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KinMatch:
    """One step about a pair.

    `station` has the person, `to` the inquiry; `clues`: what spoke for and against when it was
    offered; `chance`: the posterior then; `basis`: a digest of both sides, as they were compared;
    `how`: of `VERIFIED_BY`, `Wish` or `HOW_REUNITED`; `cost`: yuan, of a reunion.
    """

    id: UUID
    pair: UUID
    person: PersonId
    visit: VisitId | None = None
    station: str
    inquiry: UUID
    to: str
    step: KinStep
    clues: tuple[Mapping[str, str], ...] = ()
    chance: float = 0.0
    basis: str = ""
    how: tuple[str, ...] = ()
    whom: str = ""
    second: OfficerId | None = None
    on: date | None = None
    cost: str = ""
    words: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KinTold:
    """What the station of the inquiry is told: that something is verified there, whom to ask, and
    when it is over; never why, nor who it is."""

    id: UUID
    person: PersonId
    station: str
    inquiry: UUID
    to: str
    state: str = ""
    ended: bool = False
    contact: str = ""
    since: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A pair with everything that was written down about it, oldest first."""

    steps: tuple[KinMatch, ...]

    @property
    def id(self) -> UUID:
        """By which it is known."""
        return self.steps[0].pair

    @property
    def person(self) -> PersonId:
        """Who is or was at a station."""
        return self.steps[0].person

    @property
    def inquiry(self) -> UUID:
        """Who looks for somebody."""
        return self.steps[0].inquiry

    @property
    def standing(self) -> list[KinMatch]:
        """What counts; nothing that followed from what was undone."""
        gone = {one.supersedes for one in self.steps if one.step is KinStep.UNDONE}
        counts: list[KinMatch] = []
        for one in self.steps:
            if one.id in gone:
                continue
            if one.step is KinStep.UNDONE:
                undone = next((x for x in self.steps if x.id == one.supersedes), None)
                counts = [
                    x for x in counts if undone is None or not _follows(x, undone) or x.at > one.at
                ]
                continue
            counts.append(one)
        return counts

    @property
    def offer(self) -> KinMatch | None:
        """What was compared last."""
        return self._last(KinStep.OFFERED)

    @property
    def wish(self) -> KinMatch | None:
        """What the person wants, as was said last."""
        return self._last(KinStep.WISH)

    @property
    def wanted(self) -> bool:
        """Whether the person wants it, or it was decided in their best interest."""
        return self.wish is not None and Wish.NO not in self.wish.how

    @property
    def told(self) -> KinMatch | None:
        """When whoever looks was told."""
        return self._last(KinStep.TOLD)

    @property
    def reunion(self) -> KinMatch | None:
        """How and when they came together."""
        return self._last(KinStep.REUNITED)

    @property
    def state(self) -> KinState:
        """Where it stands: by the last step that says so; a no of the person holds over all."""
        if self.wish is not None and Wish.NO in self.wish.how:
            return KinState.DECLINED
        last = next((one for one in reversed(self.standing) if one.step in _STATES), None)
        return _STATES[last.step] if last else KinState.CANDIDATE

    @property
    def decided(self) -> KinMatch | None:
        """The step by which it stands so."""
        return next((one for one in reversed(self.standing) if one.step in _STATES), None)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to see to it."""
        return self.state not in SETTLED

    def _last(self, step: KinStep) -> KinMatch | None:
        return next((one for one in reversed(self.standing) if one.step is step), None)


_STATES = {
    KinStep.OFFERED: KinState.CANDIDATE,
    KinStep.VERIFYING: KinState.VERIFYING,
    KinStep.CONFIRMED: KinState.CONFIRMED,
    KinStep.EXCLUDED: KinState.EXCLUDED,
    KinStep.CANNOT_TELL: KinState.CANNOT_TELL,
    KinStep.REUNITED: KinState.REUNITED,
    KinStep.ELSEWHERE: KinState.ELSEWHERE,
}
_AFTER = {
    KinStep.VERIFYING: frozenset({KinStep.CONFIRMED, KinStep.TOLD, KinStep.REUNITED}),
    KinStep.CONFIRMED: frozenset({KinStep.TOLD, KinStep.REUNITED}),
    KinStep.TOLD: frozenset({KinStep.REUNITED}),
}
"""What cannot stand without what came before it."""


def _follows(one: KinMatch, undone: KinMatch) -> bool:
    return one.step in _AFTER.get(undone.step, frozenset()) and one.at >= undone.at


def pairs_of(steps: Iterable[KinMatch]) -> list[Pair]:
    """Each pair once, the newest first."""
    found: dict[UUID, list[KinMatch]] = {}
    for one in sorted(steps, key=lambda one: (one.at, one.id.int)):
        found.setdefault(one.pair, []).append(one)
    return sorted(
        (Pair(steps=tuple(group)) for group in found.values()),
        key=lambda pair: pair.steps[-1].at,
        reverse=True,
    )


def is_taken(pairs: Iterable[Pair], group: Container[UUID], inquiry: UUID, pair: UUID) -> bool:
    """Two people matched to one family, or two families to one person: somebody is wrong. `group`:
    the records of this human; `pairs`: those of them and of the inquiry, among them this `pair`."""
    return any(
        one.state in _TAKEN
        for one in pairs
        if one.id != pair and not (one.person in group and one.inquiry == inquiry)
    )


def plain(clues: Iterable[Clue]) -> tuple[dict[str, str], ...]:
    """Clues as they are kept."""
    return tuple(
        {
            "about": one.about, "verdict": one.verdict.value, "weight": f"{one.weight:.3f}",
            "key": one.key, **{f"fact.{name}": text for name, text in one.facts.items()},
        }
        for one in clues
    )  # fmt: skip


def clues_in(offer: KinMatch) -> tuple[Clue, ...]:
    """And back again."""
    return tuple(
        Clue(
            about=one["about"], verdict=Verdict(one["verdict"]), weight=float(one["weight"]),
            key=one["key"],
            facts={n.removeprefix("fact."): t for n, t in one.items() if n.startswith("fact.")},
        )
        for one in offer.clues
    )  # fmt: skip


def says_anew(before: KinMatch, clues: Iterable[Clue], basis: str) -> bool:
    """Whether something new is known since it was offered: another wording of the same is not."""
    return basis != before.basis and _verdicts(clues) != _verdicts(clues_in(before))


def _verdicts(clues: Iterable[Clue]) -> set[tuple[str, str, int]]:
    """What is known, to half a nat."""
    return {
        (one.about, one.verdict.value, round(2 * one.weight))
        for one in clues
        if one.verdict is not Verdict.UNKNOWN
    }
