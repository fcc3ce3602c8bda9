"""权利请求: a person asks about their own data; it gets a number, a last day and an answer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import door
from app.desk.numbers import Numbers
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.number import CASE, request_number
from app.domain.person import Person
from app.domain.rights import (
    Channel,
    Outcome,
    RequestAnswer,
    RequestKind,
    RightsRequest,
    must_answer,
    must_be_received,
    must_say,
)
from app.domain.staff import Officer, Right
from app.domain.working_days import working_days_after
from app.settings import Settings
from app.store.ask import Asks, get
from app.store.people import Card, cards
from app.store.protected import is_shut, sealed_among
from app.store.register import Register
from app.store.requests import answer_to, unanswered

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person wants, and how they said so; `received_on` is today where it is not said."""

    kind: RequestKind
    words: str
    channel: Channel = Channel.SPOKEN
    against: OfficerId | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row of what still waits."""

    request: RightsRequest
    card: Card


def days_for(kind: RequestKind, chosen: Settings) -> int:
    """In how many working days the station answers."""
    days = {
        RequestKind.OBJECTION: chosen.objection_days,
        RequestKind.COMPLAINT: chosen.complaint_days,
    }
    return days.get(kind, chosen.answer_days)


def receive(
    register: Register,
    person: PersonId,
    asked: Asked,
    chosen: Settings,
    *,
    by: Officer,
    at: datetime,
) -> RightsRequest:
    """Take a request down; it can be answered, and never changed."""
    by.must(Right.REGISTER)
    told = must_say(asked.words, "request.needs_words")
    today = local(at).date()
    received = asked.received_on or today
    must_be_received(received, today)
    must_be_known(register, person, by)
    against = asked.against if asked.kind is RequestKind.COMPLAINT else None
    if against and get(register, Officer, against) is None:
        raise Refused("request.no_officer")
    station = door.the_station(register).code
    numbers = Numbers(register, CASE, station)
    made = RightsRequest(
        id=new_id(),
        number=request_number(numbers.take(at)),
        person=person,
        station=station,
        kind=asked.kind,
        words=told,
        channel=asked.channel,
        against=against,
        received_on=received,
        due_on=working_days_after(received, days_for(asked.kind, chosen)),
        at=at,
        officer=by.id,
    )
    register.write(made, *numbers.used, by=by.id, at=at, reason="request")
    return made


def answer(
    register: Register,
    request: UUID,
    outcome: Outcome,
    reason: str,
    *,
    by: Officer,
    at: datetime,
) -> RequestAnswer:
    """Answer it once, with a reason that the person will read."""
    found = get(register, RightsRequest, request)
    if found is None or is_shut(register, found.person, sealed=by.may(Right.SEALED)):
        raise Refused("request.unknown")
    must_answer(found, outcome, by)
    told = must_say(reason, "request.needs_reason")
    if answer_to(register, found.id):
        raise Refused("request.answered_already")
    made = RequestAnswer(
        id=new_id(),
        request=found.id,
        person=found.person,
        outcome=outcome,
        reason=told,
        at=at,
        officer=by.id,
    )
    register.write(made, by=by.id, at=at, reason="request_answered")
    return made


def waiting(asks: Asks, station: str, *, by: Officer, most: int = MOST) -> list[Waiting]:
    """What the station has still to answer, overdue first; of sealed persons only for who may see
    them."""
    by.must(Right.ANSWER)
    sees = by.may(Right.SEALED)
    found = unanswered(asks, station, most)
    people = [one.person for one in found]
    shut = frozenset() if sees else sealed_among(asks, people)
    known = cards(asks, people, sealed=sees)
    return [Waiting(request=r, card=known[r.person]) for r in found if r.person not in shut]


def must_be_known(asks: Asks, person: PersonId, by: Officer) -> None:
    """Somebody who is on file, and whom this officer may see. Refused "claims.no_person"."""
    gone = get(asks, Person, person) is None
    if gone or is_shut(asks, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
