"""Questions about what people ask of their own data: theirs, and what still waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select

from app.domain.rights import RequestAnswer, RightsRequest
from app.store.ask import Asks, records
from app.store.refused import taken
from app.store.tables import request_answer, rights_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A request, and its answer once there is one."""

    request: RightsRequest
    answer: RequestAnswer | None = None


def of_people(asks: Asks, people: Iterable[UUID]) -> list[Standing]:
    """What these persons asked for, oldest first."""
    mine = select(rights_request).where(rights_request.c.person.in_(list(people)))
    found = records(asks, RightsRequest, cast("Select[Any]", mine.order_by(rights_request.c.id)))
    answers = _answers(asks, [one.id for one in found])
    return [Standing(request=one, answer=answers.get(one.id)) for one in found]


def answer_to(asks: Asks, request: UUID) -> RequestAnswer | None:
    """The answer that counts: the earliest."""
    return _answers(asks, [request]).get(request)


def unanswered(asks: Asks, station: str, most: int) -> list[RightsRequest]:
    """What still waits at a station, what is due first at the top."""
    wanted = select(rights_request).where(rights_request.c.station == station, ~_answered())
    first = wanted.order_by(rights_request.c.due_on, rights_request.c.id).limit(most)
    return records(asks, RightsRequest, cast("Select[Any]", first))


def how_many_wait(asks: Asks, station: str, today: date) -> tuple[int, int]:
    """How many requests wait at a station, and how many of them are overdue."""
    mine = rights_request.c.station == station
    wanted = select(rights_request.c.due_on).where(mine, ~_answered())
    days = [row.due_on for row in asks.ask(wanted)]
    return len(days), sum(day < today for day in days)


def _answered() -> ColumnElement[bool]:
    """An answer that the centre refused was none."""
    answers = request_answer.c.request == rights_request.c.id
    return exists().where(answers, taken(request_answer))


def _answers(asks: Asks, requests: list[UUID]) -> dict[UUID, RequestAnswer]:
    mine = select(request_answer).where(
        request_answer.c.request.in_(requests), taken(request_answer)
    )
    newest_first = mine.order_by(request_answer.c.at.desc(), request_answer.c.id.desc())
    found = records(asks, RequestAnswer, cast("Select[Any]", newest_first))
    return {one.request: one for one in found}
