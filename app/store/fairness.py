"""Questions for those who watch over a station: what was done in a period, to whom of which groups.

Whoever arrived is counted within the database; of what was decided light rows are read. Nothing
here is a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, select

from app.domain.fairness import NOBODY_KNOWS, UNKNOWN, Deed, Group, Measure, Who
from app.domain.person import ClaimKind
from app.domain.provinces import BEGINS
from app.store.ask import Asks
from app.store.said import said_of
from app.store.tables import person, visit

_KINDS = (
    ClaimKind.SEX, ClaimKind.BIRTH, ClaimKind.AGE, ClaimKind.ETHNICITY, ClaimKind.HOME,
    ClaimKind.DOCUMENT,
)  # fmt: skip
_RESIDENT = 18
_GROUPED = (Group.AGE, Group.SEX, Group.DISABILITY, Group.ETHNICITY, Group.ORIGIN, Group.STATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A stretch of time, its end not counted; ages are reckoned on `day`, its last one or today."""

    begin: datetime
    end: datetime
    first: date
    day: date
    province: str
    """The first two digits of the station's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One deed with the person behind it."""

    measure: Measure
    person: UUID
    officer: UUID
    at: datetime
    why: str = ""


def arrived(asks: Asks, when: Between) -> list[Deed]:
    """Everybody who arrived, counted by group and officer."""
    came = _came(when)
    who = _known(select(came.c.person), when)
    groups = [who.c[group.value] for group in _GROUPED]
    wanted = (
        select(came.c.officer, *groups, func.count().label("times"))
        .join_from(came, who, who.c.person == came.c.person)
        .group_by(came.c.officer, *groups)
    )
    return [
        Deed(measure=Measure.ARRIVED, who=_who(row), officer=row.officer, times=row.times)
        for row in asks.ask(wanted)
    ]


def arrived_as(asks: Asks, when: Between, group: Group, value: str, most: int) -> list[UUID]:
    """Who of one group arrived, the last ones first."""
    came = _came(when)
    wanted = select(came.c.person).order_by(came.c.arrived_at.desc()).limit(most)
    if group is Group.OFFICER:
        return [row.person for row in asks.ask(wanted.where(came.c.officer == UUID(value)))]
    who = _known(select(came.c.person), when)
    of_group = wanted.join(who, who.c.person == came.c.person).where(who.c[group.value] == value)
    return [row.person for row in asks.ask(of_group)]


def deeds_of(
    asks: Asks, happened: Sequence[Happened], people: "Select[Any]", when: Between
) -> list[Deed]:
    """The same deeds with the groups in the place of the persons; `people` asks for all of them."""
    known = {row.person: _who(row) for row in asks.ask(select(_known(people, when)))}
    return [
        Deed(
            measure=one.measure, who=known.get(one.person, NOBODY_KNOWS), officer=one.officer,
            why=one.why,
        )
        for one in happened
    ]  # fmt: skip


def _came(when: Between) -> Any:
    gone = select(visit.c.supersedes).where(visit.c.supersedes.is_not(None))
    wanted = select(visit.c.person, visit.c.officer, visit.c.arrived_at).where(
        visit.c.arrived_at >= when.begin,
        visit.c.arrived_at < when.end,
        visit.c.id.not_in(gone),
    )
    return wanted.cte("came")


def _known(people: "Select[Any]", when: Between) -> Any:
    """person -> their groups, by the claims that the screen would show."""
    whom = people.distinct().cte("whom")
    said = said_of(whom, _KINDS)
    noted = (
        select(visit.c.person)
        .where(
            visit.c.person.in_(select(whom.c.person)),
            func.replace(cast(visit.c.checks, Text), " ", "").contains('"mental":"yes"'),
        )
        .distinct()
        .cte("noted")
    )
    disability = case((noted.c.person.is_not(None), "noted"), else_="not_noted")
    wanted = (
        select(
            whom.c.person,
            _age(said, when.day).label(Group.AGE.value),
            case({"1": "male", "2": "female"}, value=said.c.sex, else_=UNKNOWN).label(
                Group.SEX.value
            ),
            disability.label(Group.DISABILITY.value),
            _ethnicity(said.c.ethnicity).label(Group.ETHNICITY.value),
            _origin(said, when.province).label(Group.ORIGIN.value),
            func.coalesce(person.c.station, "").label(Group.STATION.value),
        )
        .select_from(whom)
        .outerjoin(person, person.c.id == whom.c.person)
        .outerjoin(said, said.c.person == whom.c.person)
        .outerjoin(noted, noted.c.person == whom.c.person)
    )
    return wanted.cte("who")


_UNDER = ((18, "under_18"), (40, "18_39"), (60, "40_59"))


def _age(said: Any, day: date) -> "ColumnElement[Any]":
    """By the birth, else by that in the document, else the youngest that an estimate allows."""
    document, estimate = said.c.document, said.c.age
    dated = func.length(document) == _RESIDENT
    born = func.coalesce(said.c.birth, case((dated, _birth_in(document))))
    youngest = case(
        (estimate.like("_-%"), func.substr(estimate, 1, 1)),
        (estimate.like("__-%"), func.substr(estimate, 1, 2)),
        else_=estimate,
    )
    digits = func.length(youngest)
    return case(
        *((born > _before(day, years), name) for years, name in _UNDER),
        (born.is_not(None), "from_60"),
        (digits == 1, "under_18"),
        *((and_(digits == 2, youngest < str(years)), name) for years, name in _UNDER),
        (digits.in_((2, 3)), "from_60"),
        else_=UNKNOWN,
    )


def _before(day: date, years: int) -> str:
    """Whoever is born after it is younger than that; ISO, so that it can be compared."""
    return f"{day.year - years:04d}{day.isoformat()[4:]}"


def _birth_in(document: Any) -> "ColumnElement[Any]":
    year, month, day = (func.substr(document, *place) for place in ((7, 4), (11, 2), (13, 2)))
    dashed: ColumnElement[Any] = year + "-" + month + "-" + day
    return dashed


def _ethnicity(said: Any) -> "ColumnElement[Any]":
    """Han, another one that is known, or unknown."""
    return case(
        (said.in_(("01", "汉族", "汉")), "han"),
        (func.coalesce(said, "") == "", UNKNOWN),
        else_="other",
    )


def _origin(said: Any, province: str) -> "ColumnElement[Any]":
    """The station's own province or another one: by the home, else by the document's area."""
    home, area = func.substr(said.c.home, 1, 2), func.substr(said.c.document, 1, 2)
    own = BEGINS.get(province, "")
    return case(
        (home == own, "own"),
        (home.in_(list(BEGINS.values())), "elsewhere"),
        (func.length(said.c.document) != _RESIDENT, UNKNOWN),
        (area == province, "own"),
        (area.in_(list(BEGINS)), "elsewhere"),
        else_=UNKNOWN,
    )


def _who(row: Any) -> Who:
    said = {one.value: str(getattr(row, one.value)) for one in _GROUPED}
    return Who(**said)
