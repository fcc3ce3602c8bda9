"""Deeds of 街面巡查 without a window: the same as in it, with the same rights and traces."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk import acts_street as acts
from app.desk import door, photographs, street
from app.desk.street_due import to_look_for
from app.domain.ids import OfficerId, PersonId
from app.domain.place import settled
from app.places import places

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _round(outside: "Outside", deed: acts.Round, at: datetime) -> dict[str, Any]:
    session = outside.session
    second = door.officer_called(session.register, deed.second)
    going = street.Going(
        second=OfficerId(second.id), began_at=deed.began_at or at, area=deed.area,
        weather=deed.weather, low=deed.low,
    )  # fmt: skip
    made = street.go(
        session.register, session.station, going, by=session.officer, at=at, corrects=deed.corrects
    )
    return {"round": made.round}


def _over(outside: "Outside", deed: acts.RoundOver, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = street.end(
        session.register, deed.round, deed.words, by=session.officer, at=at, ended_at=deed.ended_at
    )
    return {"round": made.round}


def _meet(outside: "Outside", deed: acts.Meet, at: datetime) -> dict[str, Any]:
    session, known = outside.session, settled(places(), deed.place)
    look_at = street.NEVER if deed.never else street.BY_RULE
    if deed.look_at is not None:
        look_at = deed.look_at.isoformat()
    met = street.Met(
        round=deed.round, stranger=deed.stranger,
        person=PersonId(deed.person) if deed.person else None, met_at=deed.met_at or at,
        place=deed.place, place_code=known.place.code if known else "", name=deed.name,
        sex=deed.sex, age=deed.age, look=deed.look, shown=_shown(deed.photo, at),
        photo_answer=deed.photo_answer, offered=deed.offered, taken=deed.answer, why=deed.why,
        urgent=deed.urgent, called={who: when.isoformat() for who, when in deed.called.items()},
        look_at=look_at, words=deed.words,
    )  # fmt: skip
    made = street.meet(
        session.register, session.station, met, outside.settings, by=session.officer, at=at,
        corrects=deed.corrects,
    )  # fmt: skip
    return {
        "encounter": made.met, "stranger": made.stranger, "look_at": made.look_at,
        "to_call": made.to_call,
    }  # fmt: skip


def _shown(file: str, at: datetime) -> street.Shown | None:
    """No engine looks at it."""
    if not file:
        return None
    taken = photographs.from_path(Path(file), None, at, measure=False).taken
    return street.Shown(jpeg=taken.jpeg, width=taken.width, height=taken.height)


def _seen_again(outside: "Outside", deed: acts.SeenAgain, at: datetime) -> dict[str, Any]:
    session = outside.session
    moved = street.seen_again(
        session.register, deed.encounter, deed.stranger, by=session.officer, at=at
    )
    return {"stranger": moved[0].stranger, "encounters": [one.met for one in moved]}


def _to_look_for(outside: "Outside", _deed: acts.ToLookFor, at: datetime) -> dict[str, Any]:
    session = outside.session
    return {"encounters": to_look_for(session.register, session.officer, at)}


DEEDS: "Deeds" = {
    acts.Round: _round,
    acts.RoundOver: _over,
    acts.Meet: _meet,
    acts.SeenAgain: _seen_again,
    acts.ToLookFor: _to_look_for,
}
