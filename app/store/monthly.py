"""Questions for the monthly report: every stay of a month with what its rows are made of.

The store joins and picks within the database, a light row a stay; no name is read.
"""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import CTE, Text, exists, func, or_, select, type_coerce, union

from app.clock import local
from app.domain.adverse import AdverseKind, AdverseState, Answered
from app.domain.evidence import Sameness
from app.domain.monthly import Stay
from app.domain.person import ClaimKind
from app.domain.service import ServiceKind
from app.domain.stay_approval import Special
from app.domain.street import Offer, StreetAnswer
from app.store.adverse import adverse_of
from app.store.ask import Asks
from app.store.fairness import Between
from app.store.people import together_each
from app.store.said import said_of
from app.store.street import came_as, met_between, went_between
from app.store.tables import (
    adverse_answer,
    inside,
    leaving,
    link,
    reopening,
    service,
    stay_proposal,
    visit,
    voucher,
)

_KINDS = (ClaimKind.SEX, ClaimKind.BIRTH, ClaimKind.AGE, ClaimKind.HOME, ClaimKind.DOCUMENT)
_SAID = {"sex": "sex", "birth": "birth", "estimate": "age", "home": "home", "document": "document"}
_HEX = 32
UNDATED = "undated"
"""In the detail of a visit: nobody wrote down when they left (an old register)."""


def stays(asks: Asks, when: Between) -> list[Stay]:
    """Whoever came in this time, or was still here when it began."""
    here = _known(asks, _here(when))
    left = {row.visit: row for row in reversed(asks.ask(_left(here)))}
    said = {row.person: row for row in asks.ask(select(said_of(here, _KINDS)))}
    human = _humans(asks, here)
    tickets = _visits(asks, select(voucher.c.visit).where(_of(here, voucher), *_HOLDS))
    stopped = _stopped(asks, here)
    treated = _visits(asks, _treated(here))
    special = _special(asks, here)
    wanted = select(
        visit.c.id, visit.c.person, visit.c.arrived_at, visit.c.reason, visit.c.checks,
        visit.c.detail,
    ).where(visit.c.id.in_(select(here.c.visit)))  # fmt: skip
    return [
        _stay(
            row,
            left.get(row.id),
            said.get(row.person),
            person=human.get(row.person, row.person),
            has_voucher=row.id in tickets,
            treated=row.id in treated,
            special=special.get(row.id, frozenset()),
            refused=stopped.get(row.id) == AdverseKind.REFUSAL,
            ended=stopped.get(row.id) == AdverseKind.TERMINATION,
        )
        for row in asks.ask(wanted)
    ]


def _stay(row: Any, left: Any, said: Any, **more: Any) -> Stay:
    who: dict[str, Any] = {}
    if said is not None:
        who |= {name: getattr(said, kind) or "" for name, kind in _SAID.items()}
    if left is not None:
        who |= {"left_on": local(left.at).date(), "left_as": left.kind}
        who["destination"] = left.destination
    return Stay(
        visit=row.id,
        record=row.person,
        arrived_on=local(row.arrived_at).date(),
        result=row.detail.get("result", ""),
        reason=row.reason,
        checks=row.checks,
        undated=UNDATED in row.detail,
        **who,
        **more,
    )


_GIVEN = frozenset({Offer.FOOD, Offer.WATER, Offer.CLOTHES, Offer.QUILT, Offer.MEDICINE})
"""Help by itself; a leaflet is none yet, and a place is help in the station."""
_TREATED = (ServiceKind.MEDICAL, ServiceKind.HOSPITAL)


def outside(asks: Asks, when: Between) -> list[Stay]:
    """Whom a round helped in the street in this time."""
    met = [
        one
        for one in met_between(asks, when.begin, when.end)
        if one.taken is StreetAnswer.ACCEPTED and _GIVEN.intersection(one.offered)
    ]
    came = came_as(asks, {one.stranger for one in met}) if met else {}
    files = {one.met: one.person or came.get(one.stranger, (None,))[0] for one in met}
    named = {one for one in files.values() if one}
    groups = together_each(asks, named) if named else {}
    return [
        Stay(
            visit=one.met,
            person=groups[file][0] if (file := files[one.met]) else one.stranger,
            record=file or one.stranger,
            arrived_on=local(one.met_at).date(),
            outside=True,
            nameless=file is None,
        )
        for one in met
    ]


def went_out(asks: Asks, when: Between) -> bool:
    """Whether a round was made in this time, or somebody met without one."""
    return went_between(asks, when.begin, when.end)


def _treated(here: CTE) -> Any:
    """Visits with medicine or a way to hospital that was not taken back."""
    later = service.alias("later")
    # Of the same visit: by that it is found quickly.
    wrong = exists().where(later.c.visit == service.c.visit, later.c.supersedes == service.c.id)
    given = (_of(here, service), service.c.kind.in_(_TREATED), ~wrong)
    return select(service.c.visit).where(*given).distinct()


def _special(asks: Asks, here: CTE) -> dict[UUID, frozenset[str]]:
    """Visit -> the classes of its proposal that stands; few are needed for the report."""
    later = stay_proposal.alias("later")
    anew = exists().where(
        later.c.visit == stay_proposal.c.visit, later.c.supersedes == stay_proposal.c.id
    )
    wanted = select(stay_proposal.c.visit, stay_proposal.c.special).where(
        _of(here, stay_proposal), ~anew
    )
    counted = {Special.VIOLENCE.value, Special.TRAFFICKED.value}
    return {row.visit: frozenset(counted.intersection(row.special)) for row in asks.ask(wanted)}


_HOLDS = (voucher.c.state != "void",)


def _here(when: Between) -> Any:
    """Visits of this time and their persons, in hexadecimal digits one after the other: who came
    in it, who left in it or later, who is still here."""
    stands = _stands()
    both = func.hex(visit.c.id, type_=Text).concat(func.hex(visit.c.person)).label("both")
    before = visit.c.arrived_at < when.begin
    came = select(both).where(
        visit.c.arrived_at >= when.begin, visit.c.arrived_at < when.end, stands
    )
    gone = (
        select(both).join_from(leaving, visit, visit.c.id == leaving.c.visit)
        .where(leaving.c.at >= when.begin, before, stands)
    )  # fmt: skip
    still = (
        select(both).join_from(inside, visit, visit.c.id == inside.c.visit)
        .where(inside.c.arrived_at < when.begin, stands)
    )  # fmt: skip
    return union(came, gone, still)


def _known(asks: Asks, wanted: Any) -> CTE:
    """Visits and their persons as a table of values: to find them takes longer than all the
    questions about them."""
    found = [row.both for row in asks.ask(wanted)]
    values = func.json_each(msgspec.json.encode(found).decode()).table_valued("value")
    both = values.c.value
    visits = type_coerce(func.unhex(func.substr(both, 1, _HEX)), visit.c.id.type)
    people = type_coerce(func.unhex(func.substr(both, _HEX + 1)), visit.c.person.type)
    return select(visits.label("visit"), people.label("person")).cte("here")


def _left(here: CTE) -> Any:
    """The leavings that stand, the first one last."""
    taken_back = exists().where(reopening.c.leaving == leaving.c.id)
    columns = (leaving.c.visit, leaving.c.at, leaving.c.kind, leaving.c.destination)
    mine = leaving.c.visit.in_(select(here.c.visit))
    return select(*columns).where(mine, ~taken_back).order_by(leaving.c.at)


def _of(here: CTE, table: Any) -> Any:
    return table.c.visit.in_(select(here.c.visit))


def _visits(asks: Asks, wanted: Any) -> set[UUID]:
    return {row.visit for row in asks.ask(wanted)}


def _humans(asks: Asks, here: CTE) -> dict[UUID, UUID]:
    """Person -> one of the records that officers decided are the same human."""
    whom = select(here.c.person)
    touched = or_(link.c.one.in_(whom), link.c.other.in_(whom))
    holds = (link.c.answer == Sameness.SAME, link.c.undone_by.is_(None))
    found = asks.ask(select(link.c.one, link.c.other).where(touched, *holds))
    linked = {one for row in found for one in (row.one, row.other)}
    groups = together_each(asks, linked) if linked else {}
    return {one: group[0] for one, group in groups.items()}


def _stopped(asks: Asks, here: CTE) -> dict[UUID, AdverseKind]:
    """Visit -> how help was refused or ended, where a leader agreed and nobody took it back."""
    agreed = select(adverse_answer.c.person).where(
        _of(here, adverse_answer), adverse_answer.c.answer == Answered.AGREED
    )
    people = {row.person for row in asks.ask(agreed)}
    known = adverse_of(asks, people) if people else []
    return {
        one.proposal.visit: one.proposal.kind for one in known if one.state is AdverseState.AGREED
    }


def arrived_in(asks: Asks, when: Between) -> int:
    """How many came, whatever became of it."""
    came = (visit.c.arrived_at >= when.begin, visit.c.arrived_at < when.end)
    return int(asks.ask(select(func.count()).where(*came, _stands()))[0][0])


def _stands() -> Any:
    """No later one corrects it: few are corrected, so that these are read once."""
    later = visit.alias("later")
    return visit.c.id.not_in(select(later.c.supersedes).where(later.c.supersedes.is_not(None)))
