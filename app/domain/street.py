"""街面巡查: a round through the streets, and whom it met; a refusal of help is held against nobody.

Facts that are added and never changed: a later one takes the place of one that was wrong. `round`,
`met` and `stranger` stay the same over corrections.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.visit import Answer

LONGEST, LONGEST_LINE = 500, 120
"""Characters of free words, and of a place or an area."""
LONGEST_LOOK = timedelta(days=30)
"""Nobody plans further than this to look again."""
CLOCKS_DIFFER = timedelta(minutes=5)
OLDEST = timedelta(days=31)
"""What is older was written down on paper and belongs into a file by hand."""
LONGEST_ROUND = timedelta(hours=24)
_LOWEST, _HIGHEST = -60, 50


class Offer(StrEnum):
    """What was held out."""

    FOOD = "food"
    WATER = "water"
    CLOTHES = "clothes"
    QUILT = "quilt"
    MEDICINE = "medicine"
    PLACE = "place"
    LEAFLET = "leaflet"


class StreetAnswer(StrEnum):
    """What came of it."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNABLE = "unable"
    GONE = "gone"
    """Not there any more: nobody was met."""


class Urgent(StrEnum):
    """What is a matter for the hospital or the police at once."""

    INJURED = "injured"
    ILL = "ill"
    DRUNK = "drunk"
    MENTAL = "mental"
    CHILD = "child"


HOSPITAL, POLICE = "hospital", "police"
CALLS = {
    Urgent.INJURED: HOSPITAL,
    Urgent.ILL: HOSPITAL,
    Urgent.DRUNK: POLICE,
    Urgent.MENTAL: HOSPITAL,
    Urgent.CHILD: POLICE,
}
"""Who is called (381号令 5, 工作规程 8-10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetRound:
    """Two officers went out. `low`: °C, where somebody knows; `ended_at` None: still out."""

    id: UUID
    round: UUID
    station: str
    second: OfficerId
    area: str = ""
    began_at: datetime
    ended_at: datetime | None = None
    weather: str = ""
    low: int | None = None
    words: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Somebody was met, or was looked for. `person`: where it is known who; else the `look`.

    `photo`: SHA-256 of a picture that is never measured as a face; `called`: hospital, police ->
    the moment (ISO 8601); `look_at`: when to look again, at once where nobody was called yet.
    """

    id: UUID
    met: UUID
    stranger: UUID
    round: UUID | None = None
    person: PersonId | None = None
    station: str
    met_at: datetime
    place: str
    place_code: str = ""
    name: str = ""
    sex: str = ""
    age: str = ""
    look: str = ""
    photo: str = ""
    width: int = 0
    height: int = 0
    photo_answer: Answer | None = None
    offered: tuple[Offer, ...] = ()
    taken: StreetAnswer
    why: str = ""
    urgent: tuple[Urgent, ...] = ()
    called: dict[str, str] = field(default_factory=dict)
    look_at: datetime | None = None
    words: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime

    @property
    def to_call(self) -> tuple[str, ...]:
        """Who should have been called and was not, as far as it is written down."""
        wanted = dict.fromkeys(CALLS[one] for one in self.urgent)
        return tuple(one for one in wanted if not self.called.get(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """接回站内: whoever was met came along, and a visit began."""

    id: UUID
    person: PersonId
    visit: VisitId
    encounter: UUID
    """Its `met`: whoever the stranger is taken for later, the visit goes along."""
    officer: OfficerId
    at: datetime


class _Fact(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def supersedes(self) -> UUID | None: ...

    @property
    def at(self) -> datetime: ...


_One = TypeVar("_One", bound=_Fact)


def standing(facts: Iterable[_One]) -> list[_One]:
    """Without what was corrected, oldest first."""
    known = list(facts)
    gone = {one.supersedes for one in known}
    return sorted((x for x in known if x.id not in gone), key=lambda x: (x.at, x.id))


def rounds(facts: Iterable[StreetRound]) -> list[StreetRound]:
    """Each round once: of what two desks made of the same one, the later word holds."""
    return sorted(
        {one.round: one for one in standing(facts)}.values(), key=lambda x: (x.began_at, x.round)
    )


def encounters(facts: Iterable[Encounter]) -> list[Encounter]:
    """Each encounter once, in the order of the street."""
    return sorted({x.met: x for x in standing(facts)}.values(), key=lambda x: (x.met_at, x.met))


def by_stranger(facts: Iterable[Encounter]) -> dict[UUID, list[Encounter]]:
    """Stranger -> where and when they were met, oldest first."""
    found: dict[UUID, list[Encounter]] = {}
    for one in encounters(facts):
        found.setdefault(one.stranger, []).append(one)
    return found


def look_again(taken: StreetAnswer, met_at: datetime, *, cold: bool, hours: int) -> datetime | None:
    """When to look again, where nobody said otherwise: after a refusal in the cold, or where
    somebody could not answer, within so many `hours`; after any other refusal the next day."""
    if taken in (StreetAnswer.ACCEPTED, StreetAnswer.GONE):
        return None
    soon = taken is StreetAnswer.UNABLE or (cold and taken is StreetAnswer.REFUSED)
    return met_at + (timedelta(hours=hours) if soon else timedelta(days=1))


def must_go(one: StreetRound, now: datetime) -> None:
    """Refused "street.…": by two, with times and degrees that can be."""
    if one.second == one.officer:
        raise Refused("street.one_officer")
    _must_be_past(one.began_at, now)
    if one.ended_at is not None:
        _must_be_past(one.ended_at, now)
        if not timedelta(0) <= one.ended_at - one.began_at <= LONGEST_ROUND:
            raise Refused("street.ends", hours=LONGEST_ROUND // timedelta(hours=1))
    if one.low is not None and not _LOWEST <= one.low <= _HIGHEST:
        raise Refused("street.degrees")
    _must_be_short([one.area, one.weather], [one.words])


def must_meet(one: Encounter, now: datetime) -> None:
    """Refused "street.…" where it could not be found again, or what was offered is not said."""
    _must_be_past(one.met_at, now)
    if not one.place:
        raise Refused("street.needs_place")
    if one.taken in (StreetAnswer.ACCEPTED, StreetAnswer.REFUSED) and not one.offered:
        raise Refused("street.needs_offer")
    _must_be_photographed(one)
    _must_be_looked_for(one, now)
    for when in one.called.values():
        if datetime.fromisoformat(when) > now + CLOCKS_DIFFER:
            raise Refused("street.not_yet")
    _must_be_short([one.place, one.name, one.age, one.why], [one.look, one.words])


def _must_be_photographed(one: Encounter) -> None:
    """Whoever does not want to be photographed is not; who cannot be asked may be."""
    if not one.photo:
        return
    if one.photo_answer is Answer.REFUSED:
        raise Refused("street.photo_refused")
    if one.photo_answer not in (Answer.GRANTED, Answer.UNABLE):
        raise Refused("street.photo_unasked")


def _must_be_looked_for(one: Encounter, now: datetime) -> None:
    if one.look_at is not None and not one.met_at <= one.look_at <= now + LONGEST_LOOK:
        raise Refused("street.look_at", days=LONGEST_LOOK.days)


def _must_be_past(when: datetime, now: datetime) -> None:
    if when > now + CLOCKS_DIFFER:
        raise Refused("street.not_yet")
    if when < now - OLDEST:
        raise Refused("street.too_old", days=OLDEST.days)


def _must_be_short(lines: Iterable[str], words: Iterable[str]) -> None:
    long = any(len(one) > LONGEST_LINE for one in lines) or any(len(x) > LONGEST for x in words)
    if long:
        raise Refused("street.too_long", line=LONGEST_LINE, words=LONGEST)


def nearness(one: Encounter, place: str, code: str, sex: str, look: str) -> int:
    """In which order those who may be the same are shown, and nothing more: near by place, alike by
    description; an officer says whether it is so."""
    near = sum(a == b for a, b in _pairs(one.place_code, code)) if one.place_code and code else 0
    alike = len(_twos(one.place) & _twos(place)) * 2 + len(_twos(one.look) & _twos(look))
    other = bool(sex and one.sex and sex != one.sex)
    return near + alike - 20 * other


def _pairs(one: str, other: str) -> Iterable[tuple[str, str]]:
    """The characters that both begin with."""
    for pair in zip(one, other, strict=False):
        if pair[0] != pair[1]:
            return
        yield pair


def _twos(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
