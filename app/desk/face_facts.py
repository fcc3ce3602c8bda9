"""What lies between two photographs: the years, the poorer picture, a child, a twin, a mask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.clue import Clue, Verdict
from app.domain.evidence import Sameness
from app.domain.face_alike import GROWN, compare_faces
from app.store.ask import Asks
from app.store.faces import photos_of
from app.store.people import links_of, together_each
from app.store.traits import births_of

CHILD = 14
"""Somebody younger when the older picture was taken grew up since."""
_POOR = 0.4
_COVERED = "quality.unclear"
_A_YEAR = 365.25


class Pictured(Protocol):
    """A photograph as far as comparing goes, kept or only just taken."""

    @property
    def taken_at(self) -> datetime: ...
    @property
    def quality(self) -> float: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFacts:
    """Of two photographs: years between, the poorer quality, whether one shows a child, whether
    there is a twin; `cautions` are the words for it, as "caution.child"."""

    years: float = 0.0
    quality: float = 1.0
    child: bool = False
    twin: bool = False
    covered: bool = False

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the officer is told beside the likeness, as keys of sentences."""
        there = {
            "caution.child": self.child,
            "caution.twin": self.twin,
            "caution.covered": self.covered,
            "caution.poor": self.quality < _POOR and not self.covered,
        }
        return tuple(key for key, so in there.items() if so)

    def clue(self, score: float, strangers: float) -> Clue:
        """The likeness as a clue, with the cautions in its facts."""
        clue = self._compared(score, strangers, twin=False)
        if self.twin and clue.weight > 0:
            # As alike as before, but it would be as like to the other.
            weight = self._compared(score, strangers, twin=True).weight
            clue = replace(clue, verdict=Verdict.NEAR, weight=weight)
        return replace(clue, facts=_said(self.cautions))

    def _compared(self, score: float, strangers: float, *, twin: bool) -> Clue:
        years, quality, child = self.years, self.quality, self.child
        return compare_faces(score, strangers, years=years, quality=quality, child=child, twin=twin)


def between(
    one: Pictured | None, other: Pictured | None, births: Iterable[str] = (), *, twin: bool = False
) -> FaceFacts:
    """`births` is whatever was said of the birth of either, as "1979-03-15", "1979-03" or "1979";
    who would have been a child by any of it counts as one."""
    pictures = [picture for picture in (one, other) if picture is not None]
    poorest = min((picture.quality for picture in pictures), default=1.0)
    covered = any(_COVERED in picture.reasons for picture in pictures)
    if len(pictures) < 2:
        return FaceFacts(quality=poorest, covered=covered, twin=twin)
    first, last = sorted(picture.taken_at for picture in pictures)
    years = (last - first).days / _A_YEAR
    child = years >= GROWN and any(_age_at(first, birth) < CHILD for birth in births)
    return FaceFacts(years=years, quality=poorest, child=child, covered=covered, twin=twin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A person on file whose face was compared, the score of a template of theirs, and how densely
    strangers score there (natural log, of the engine that compared)."""

    person: UUID
    template: UUID
    score: float
    strangers: float


def face_clues(
    asks: Asks,
    taken: Pictured | None,
    birth: str,
    alike: Iterable[Likeness],
) -> dict[UUID, Clue]:
    """What each likeness to the picture that was `taken` now is worth, by person: the photographs
    on file and what is known of births are looked up, twins are noticed. `birth`: as said now."""
    compared = list(alike)
    photos = photos_of(asks, [one.template for one in compared])
    old = {o.person for o in compared if _is_old(taken, photos.get(o.template))}
    births = births_of(asks, old)
    facts = {
        one.template: between(taken, photos.get(one.template), (birth, *births.get(one.person, ())))
        for one in compared
    }
    best: dict[UUID, tuple[Clue, Likeness]] = {}
    for one in compared:
        clue = facts[one.template].clue(one.score, one.strangers)
        if one.person not in best or clue.weight > best[one.person][0].weight:
            best[one.person] = clue, one
    found = {person: clue for person, (clue, _) in best.items()}
    for person in twins_among(asks, found):
        one = best[person][1]
        twin = replace(facts[one.template], twin=True)
        found[person] = twin.clue(one.score, one.strangers)
    return found


def twins_among(asks: Asks, faces: Mapping[UUID, Clue]) -> frozenset[UUID]:
    """Of people whose faces are likely all the same: those who were decided to be somebody else
    than another of them."""
    likely = {person for person, clue in faces.items() if clue.verdict is Verdict.AGREES}
    if len(likely) < 2:
        return frozenset()
    human = {one: group[0] for one, group in together_each(asks, likely).items()}
    apart: set[UUID] = set()
    for link in links_of(asks, human):
        if (
            link.stands
            and link.answer is Sameness.NOT_SAME
            and {link.one, link.other} <= set(human)
        ):
            apart |= {human[link.one], human[link.other]}
    return frozenset(person for person in likely if human[person] in apart)


def _is_old(one: Pictured | None, other: Pictured | None) -> bool:
    """Whether so many years lie between that it matters when somebody was born."""
    return between(one, other).years >= GROWN


def _age_at(day: datetime, birth: str) -> float:
    """Years old; nobody's age where no year is known."""
    if not birth[:4].isdigit():
        return float("inf")
    month = int(birth[5:7]) if birth[5:7].isdigit() else 7
    return day.year - int(birth[:4]) + (day.month - month) / 12


def _said(cautions: Sequence[str]) -> dict[str, str]:
    words = [key.removeprefix("caution.") for key in cautions]
    return {"cautions": ",".join(words)} if words else {}
