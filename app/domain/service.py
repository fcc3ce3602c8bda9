"""在站服务 (form 8): meals, clothes, medical, counselling … and incidents; facts, only added to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.money import is_money
from app.domain.today import day_of

AHEAD = timedelta(minutes=5)
LONGEST_WORDS, MOST_PIECES = 500, 99
DEAREST = Decimal(999_999)
MEALS_A_DAY = 3


class ServiceKind(StrEnum):
    """What was given, or happened."""

    MEAL = "meal"
    CLOTHES = "clothes"
    MEDICAL = "medical"
    COUNSELLING = "counselling"
    """心灵救助: to whom somebody was referred, when they meet, what came of it."""
    TRAINING = "training"
    CARE = "care"
    CALL = "call"
    INCIDENT = "incident"
    HOSPITAL = "hospital"
    BACK = "back"
    """Back from the hospital, with what it cost."""
    MISTAKEN = "mistaken"
    """Of a correction: what was said before was not so."""


_NEEDS_WORDS = frozenset({ServiceKind.INCIDENT, ServiceKind.MISTAKEN})
_NEEDS_PARTNER = frozenset({ServiceKind.COUNSELLING, ServiceKind.HOSPITAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One line. `partner`: the hospital, the partner referred to, who was telephoned; `meets_on`:
    an appointment; `everybody`: meals that were given to all at once, counted once a day."""

    id: UUID
    person: PersonId
    visit: VisitId
    kind: ServiceKind
    happened_at: datetime
    quantity: int = 1
    words: str = ""
    partner: str = ""
    meets_on: date | None = None
    outcome: str = ""
    cost: Decimal | None = None
    everybody: bool = False
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def standing(services: Iterable[Service]) -> list[Service]:
    """What counts, in the order in which it happened."""
    known = list(services)
    gone = {one.supersedes for one in known}
    counts = [one for one in known if one.id not in gone and one.kind is not ServiceKind.MISTAKEN]
    return sorted(counts, key=lambda one: (one.happened_at, one.at, one.id))


def meals(services: Iterable[Service]) -> int:
    """How many meals; what two desks wrote down for everybody on one day counts once."""
    given = [one for one in standing(services) if one.kind is ServiceKind.MEAL]
    alone = sum(one.quantity for one in given if not one.everybody)
    rounds = {(one.visit, day_of(one.happened_at)): one.quantity for one in given if one.everybody}
    return alone + sum(rounds.values())


def is_in_hospital(services: Iterable[Service]) -> bool:
    """Whether somebody was taken to a hospital and is not back."""
    kinds = (ServiceKind.HOSPITAL, ServiceKind.BACK)
    moves = [one for one in standing(services) if one.kind in kinds]
    return bool(moves) and moves[-1].kind is ServiceKind.HOSPITAL


def must_hold(service: Service, arrived_at: datetime) -> None:
    """Refused "service.…" where it says too little, or what cannot be."""
    began = arrived_at.replace(second=0, microsecond=0)  # what is typed has no seconds
    if not began <= service.happened_at <= service.at + AHEAD:
        raise Refused("service.when")
    if not 1 <= service.quantity <= MOST_PIECES:
        raise Refused("service.quantity", most=MOST_PIECES)
    cost = service.cost
    if cost is not None and not (is_money(cost) and 0 <= cost <= DEAREST):
        raise Refused("service.cost")
    if max(map(len, (service.words, service.partner, service.outcome))) > LONGEST_WORDS:
        raise Refused("service.too_long", most=LONGEST_WORDS)
    if service.kind in _NEEDS_WORDS and not service.words:
        raise Refused("service.needs_words")
    if service.kind in _NEEDS_PARTNER and not service.partner:
        raise Refused("service.needs_partner")
    if service.meets_on and service.meets_on < day_of(service.happened_at):
        raise Refused("service.meets_before")


def must_move(service: Service, before: Iterable[Service]) -> None:
    """Nobody is taken to a hospital twice at once, or comes back who was not there."""
    away = is_in_hospital(before)
    if service.kind is ServiceKind.HOSPITAL and away:
        raise Refused("service.in_hospital")
    if service.kind is ServiceKind.BACK and not away:
        raise Refused("service.not_in_hospital")


def must_correct(service: Service, wrong: Service | None) -> None:
    """What is corrected stands, is of the same visit, and it is said why."""
    if wrong is None or wrong.visit != service.visit:
        raise Refused("service.corrected_already")
    if not service.words:
        raise Refused("service.needs_words")
