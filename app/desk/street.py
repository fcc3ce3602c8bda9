"""街面巡查: going out by two, writing down whom one met, who it is again, when to look again."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.desk.street_seen import hidden, is_cold, met_as, must_be_known, must_be_one
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.street import (
    Encounter,
    Offer,
    StreetAnswer,
    StreetRound,
    Urgent,
    look_again,
    must_go,
    must_meet,
)
from app.domain.visit import Answer
from app.settings import Settings
from app.store import street as store
from app.store.ask import Asks, get
from app.store.register import Register

BY_RULE, NEVER = "", "never"
"""When to look again: as the rule has it, or not at all; else a moment (ISO 8601)."""
_SOMETHING = "to be kept"
"""In the place of a picture's name until nothing is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What is said of a round when it begins, or in the place of what was said before."""

    second: OfficerId
    began_at: datetime
    ended_at: datetime | None = None
    area: str = ""
    weather: str = ""
    low: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture from the camera or a file; nothing looks for a face in it."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An encounter as it is said. `stranger`: whom an officer takes it to be again."""

    round: UUID | None = None
    stranger: UUID | None = None
    person: PersonId | None = None
    met_at: datetime
    place: str
    place_code: str = ""
    name: str = ""
    sex: str = ""
    age: str = ""
    look: str = ""
    shown: Shown | None = None
    photo_answer: Answer | None = None
    offered: tuple[Offer, ...] = ()
    taken: StreetAnswer
    why: str = ""
    urgent: tuple[Urgent, ...] = ()
    called: dict[str, str] = field(default_factory=dict)
    look_at: str = BY_RULE
    words: str = ""


def go(
    register: Register, station: Station, going: Going, *, by: Officer, at: datetime,
    corrects: UUID | None = None,
) -> StreetRound:  # fmt: skip
    """Begin a round, or say otherwise what one was. Refused "street.…"."""
    by.must(Right.REGISTER)
    second = get(register, Officer, going.second)
    if second is None or not second.active:
        raise Refused("street.needs_second")
    before = _round(register, corrects) if corrects else None
    id_ = new_id()
    made = StreetRound(
        id=id_, round=before.round if before else id_, station=station.code, second=second.id,
        area=going.area.strip(), began_at=going.began_at, ended_at=going.ended_at,
        weather=going.weather.strip(), low=going.low, words=going.words.strip(),
        supersedes=before.id if before else None, officer=before.officer if before else by.id,
        at=at,
    )  # fmt: skip
    must_go(made, at)
    register.write(made, by=by.id, at=at, reason="street_round")
    return made


def end(
    register: Register, round_: UUID, words: str = "", *, by: Officer, at: datetime,
    ended_at: datetime | None = None,
) -> StreetRound:  # fmt: skip
    """They are back. Refused "street.over" where somebody said so already."""
    by.must(Right.REGISTER)
    before = _round(register, round_)
    if before.ended_at is not None:
        raise Refused("street.over")
    made = replace(
        before, id=new_id(), supersedes=before.id, ended_at=ended_at or at,
        words=words.strip() or before.words, at=at,
    )  # fmt: skip
    must_go(made, at)
    register.write(made, by=by.id, at=at, reason="street_round_over")
    return made


def meet(
    register: Register, station: Station, met: Met, settings: Settings, *, by: Officer,
    at: datetime, corrects: UUID | None = None,
) -> Encounter:  # fmt: skip
    """Write down whom one met; `corrects`: the encounter (its `met`) that was written wrongly.
    Refused "street.…"."""
    by.must(Right.REGISTER)
    before = met_as(register, corrects, by) if corrects else None
    if met.round is not None:
        _round(register, met.round)
    if met.stranger is not None:
        known = must_be_known(register, met.stranger, by)
        person = next((one.person for one in reversed(known) if one.person), None)
        met = replace(met, person=met.person or person)
    made = _photographed(_made(station, met, before, by, at), before, met.shown)
    if hidden(register, [made], by):
        raise Refused("street.unknown")
    made = replace(made, look_at=_look_at(register, made, met.look_at, settings))
    must_meet(made, at)
    if met.shown is not None:
        made = replace(made, photo=register.blobs.put(met.shown.jpeg))
    register.write(made, by=by.id, at=at, reason="encounter")
    return made


def seen_again(
    register: Register, met: UUID, stranger: UUID, *, by: Officer, at: datetime
) -> list[Encounter]:
    """An officer says that whoever was met is the stranger of before: every encounter of the one
    goes to the other. Where it is that stranger already it was somebody else after all, and this
    encounter stands alone again."""
    by.must(Right.REGISTER)
    one = met_as(register, met, by)
    if stranger == one.stranger:
        moved, to = [one], one.met if one.met != one.stranger else new_id()
    else:
        must_be_known(register, stranger, by)
        must_be_one(register, one.stranger, stranger)
        moved, to = store.met_before(register, [one.stranger]), stranger
    made = [
        replace(x, id=new_id(), stranger=to, supersedes=x.id, officer=by.id, at=at) for x in moved
    ]
    register.write(*made, by=by.id, at=at, reason="seen_again")
    return made


def _made(
    station: Station, met: Met, before: Encounter | None, by: Officer, at: datetime
) -> Encounter:
    id_ = new_id()
    first = before.met if before else id_
    return Encounter(
        id=id_, met=first, stranger=met.stranger or first, round=met.round, person=met.person,
        station=station.code, met_at=met.met_at, place=met.place.strip(),
        place_code=met.place_code, name=met.name.strip(), sex=met.sex, age=met.age.strip(),
        look=met.look.strip(), photo_answer=met.photo_answer, offered=met.offered,
        taken=met.taken, why=met.why.strip(), urgent=met.urgent,
        called={who: when for who, when in met.called.items() if when},
        words=met.words.strip(), supersedes=before.id if before else None, officer=by.id, at=at,
    )  # fmt: skip


def _photographed(one: Encounter, before: Encounter | None, shown: Shown | None) -> Encounter:
    """With the new picture, or that of the encounter it corrects, unless it is refused now."""
    if shown is not None:
        return replace(one, photo=_SOMETHING, width=shown.width, height=shown.height)
    if before is None or one.photo_answer is Answer.REFUSED:
        return one
    return replace(one, photo=before.photo, width=before.width, height=before.height)


def _look_at(asks: Asks, one: Encounter, said: str, settings: Settings) -> datetime | None:
    if one.to_call:
        return one.met_at
    if said == NEVER:
        return None
    if said != BY_RULE:
        return datetime.fromisoformat(said)
    cold = is_cold(asks, one.round, one.met_at, settings.cold_degrees)
    return look_again(one.taken, one.met_at, cold=cold, hours=settings.look_again_hours)


def _round(asks: Asks, one: UUID) -> StreetRound:
    found = store.round_called(asks, one)
    if found is None:
        raise Refused("street.no_round")
    return found
