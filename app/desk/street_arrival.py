"""接回站内: what is known of whoever was met in the street stands on the form of the arrival.

Nothing is written twice; that help was refused before is no part of it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk.admission import Arrival, Said, Taken, said_birth
from app.desk.street_seen import met_as
from app.domain.birth import BirthRead, read_birth
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PhotoId, new_id
from app.domain.person import ClaimKind, Source
from app.domain.staff import Officer, Right, told_apart
from app.domain.street import Encounter, Urgent
from app.domain.visit import ArrivalWay
from app.store import street as store
from app.store.ask import Asks, all_of
from app.words.say import listed, say

CHECKED = {
    Urgent.INJURED: "injury", Urgent.ILL: "critical", Urgent.MENTAL: "mental",
    Urgent.CHILD: "child",
}  # fmt: skip
"""What was seen in the street, as it is asked at the door."""
_CLAIMS = (
    ("name", ClaimKind.NAME, Source.SAID), ("sex", ClaimKind.SEX, Source.SAID),
    ("marks", ClaimKind.MARKS, Source.OFFICER),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Whoever came along. `fields` are those of the form; the photograph is not measured."""

    encounter: UUID
    fields: dict[str, str]
    photos: tuple[Taken, ...]


def along(asks: Asks, met: UUID, *, by: Officer, at: datetime, lang: str) -> Along:
    """For the form of the arrival. Refused "street.unknown", "street.came_already"."""
    by.must(Right.REGISTER)
    one = met_as(asks, met, by)
    if store.came_since(asks, one):
        raise Refused("street.came_already")
    checks = {f"check_{CHECKED[x]}": "yes" for x in one.urgent if x in CHECKED}
    fields = {
        "way": ArrivalWay.PATROL.value,
        "brought_by": say("street.brought_by", lang, names=_officers(asks, one, lang)),
        "found_at": one.place,
        "name": one.name,
        "sex": one.sex,
        "birth": one.age,
        "marks": one.look,
        "story": one.words,
        **checks,
    }
    return Along(
        encounter=one.met,
        fields={name: value for name, value in fields.items() if value},
        photos=tuple(_photos(asks, one, at)),
    )


def filled_in(asks: Asks, arrival: Arrival, *, by: Officer, at: datetime, lang: str) -> Arrival:
    """An arrival of whoever was met, with what it does not say itself."""
    if arrival.encounter is None:
        return arrival
    known = along(asks, arrival.encounter, by=by, at=at, lang=lang)
    said = {one.kind for one in arrival.said}
    fields, today = known.fields, local(at).date()
    more = [
        Said(kind=kind, value=fields[name], source=source)
        for name, kind, source in _CLAIMS
        if name in fields and kind not in said
    ]
    if not said & {ClaimKind.BIRTH, ClaimKind.AGE}:
        more += said_birth(_read(fields.get("birth", ""), today))
    checks = {k.removeprefix("check_"): x for k, x in fields.items() if k.startswith("check_")}
    unknown = arrival.way is ArrivalWay.UNKNOWN
    return replace(
        arrival, encounter=known.encounter, said=(*arrival.said, *more),
        way=ArrivalWay.PATROL if unknown else arrival.way,
        brought_by=arrival.brought_by or fields["brought_by"],
        found_at=arrival.found_at or fields["found_at"],
        story=arrival.story or fields.get("story", ""), checks=checks | arrival.checks,
        photos=(*known.photos, *arrival.photos),
    )  # fmt: skip


def _read(birth: str, today: date) -> BirthRead:
    """What the street called an age may be anything."""
    try:
        return read_birth(birth, today)
    except Refused:
        return BirthRead()


def _officers(asks: Asks, one: Encounter, lang: str) -> str:
    names = told_apart(all_of(asks, Officer))
    round_ = store.round_called(asks, one.round) if one.round else None
    both = (round_.officer, round_.second) if round_ else (one.officer,)
    return listed((names.get(who, "") for who in both), lang)


def _photos(asks: Asks, one: Encounter, at: datetime) -> list[Taken]:
    if not one.photo:
        return []
    try:
        jpeg = asks.blobs.get(one.photo)
    except Unavailable:
        return []  # still to come from the other desk, or damaged: the arrival does not wait
    return [
        Taken(
            id=PhotoId(new_id()), jpeg=jpeg, width=one.width, height=one.height, quality=0.0,
            reasons=(), taken_at=min(one.met_at, at),
        )
    ]  # fmt: skip
