"""团聚与回访: the figures of a year and whom each is made of; for leaders and auditors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.clock import CHINA, local
from app.desk.overseeing import MOST_SHOWN, Pointed
from app.domain.followup import AGAIN_WITHIN, NOT_HOME, came_again, is_reunion
from app.domain.kin_match import KinState, Pair
from app.domain.matter import MatterStep, StepKind, standing
from app.domain.outside_letter import Sent, Whole
from app.domain.period import Length, Period, period_of
from app.domain.reunions import Left, Met, Part, Reunions, behind, reunions
from app.domain.staff import Officer, Right
from app.domain.visit import Leaving
from app.store import followups as store
from app.store.ask import Asks
from app.store.came import came_each
from app.store.kin_matches import every
from app.store.people import together_each
from app.store.protected import sealed_among

_SEEN = frozenset({Sent.VISITED, Sent.CALLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year's figures, as of a day."""

    period: Period
    figures: Reunions
    today: date


def year_of(at: datetime) -> Period:
    """The year to open with: the last one in which six months are over for somebody."""
    return period_of(Length.YEAR, local(at).date() - AGAIN_WITHIN)


def counted(asks: Asks, period: Period, *, by: Officer, at: datetime) -> Year:
    """A question over every leaving of a year."""
    by.must(Right.AUDIT)
    met, left = _gathered(asks, period)
    today = local(at).date()
    return Year(period=period, figures=reunions(met, left, today), today=today)


def pointed_at(
    asks: Asks, period: Period, cell: tuple[Part, str], *, by: Officer, at: datetime
) -> Pointed:
    """Whom one figure is made of; it tells nothing about them yet (`overseeing.look` comes
    first)."""
    by.must(Right.AUDIT)
    people = behind(*_gathered(asks, period), local(at).date(), *cell)
    shut = frozenset() if by.may(Right.SEALED) else sealed_among(asks, people)
    seen = [one for one in people if one not in shut]
    shown = tuple(seen[:MOST_SHOWN])
    return Pointed(people=shown, more=len(seen) > len(shown), sealed=len(people) - len(seen))


def _gathered(asks: Asks, period: Period) -> tuple[list[Met], list[Left]]:
    """Month by month, so that no question names a whole year's people."""
    pairs = [one for one in every(asks) if one.state is KinState.REUNITED]
    met, left = list(_by_pairs(asks, pairs, period)), list[Left]()
    known = {one.human for one in met}
    first = period.first
    while first <= period.last:
        then = (first + timedelta(days=32)).replace(day=1)
        gone = store.left_between(asks, _midnight(first), _midnight(then))
        groups = together_each(asks, {one.person for one in gone})
        met += _by_leaving(asks, gone, groups, known)
        left += _left(asks, gone, groups)
        first = then
    return met, left


def _by_pairs(asks: Asks, pairs: Iterable[Pair], period: Period) -> Iterator[Met]:
    some = list(pairs)
    humans = together_each(asks, {one.person for one in some})
    came = store.arrivals_of(asks, {x for one in some if (x := one.steps[-1].visit)})
    for one in some:
        step, visit = one.reunion, one.steps[-1].visit
        if step is None:
            continue
        on = step.on or local(step.at).date()
        if period.first <= on <= period.last:
            began = came.get(visit) if visit else None
            yield Met(
                human=humans[one.person][0], record=one.person, on=on,
                way=step.how[0] if step.how else "contact_only",
                came_on=local(began).date() if began else None,
            )  # fmt: skip


def _by_leaving(
    asks: Asks, gone: Iterable[Leaving], groups: dict[UUID, tuple[UUID, ...]], known: set[UUID]
) -> Iterator[Met]:
    """Fetched by kin, and no pair of that year says so already."""
    fetched = [x for x in gone if is_reunion(x) and groups[x.person][0] not in known]
    came = store.arrivals_of(asks, {one.visit for one in fetched})
    for one in fetched:
        began = came.get(one.visit)
        yield Met(
            human=groups[one.person][0], record=one.person, on=local(one.at).date(),
            way="kin_came", came_on=local(began).date() if began else None,
        )  # fmt: skip


def _left(asks: Asks, gone: list[Leaving], groups: dict[UUID, tuple[UUID, ...]]) -> Iterator[Left]:
    """Whoever went home, or where they wanted; who is in other hands is not asked after."""
    home = [one for one in gone if one.kind not in NOT_HOME]
    people: dict[UUID, tuple[UUID, ...]] = {one.person: groups[one.person] for one in home}
    came = came_each(asks, people, lambda moment: local(moment).date())
    visits = [one.visit for one in home]
    steps, letters = store.steps_about(asks, visits), store.letters_about(asks, visits)
    for one in home:
        on = local(one.at).date()
        again = came_again(one, on, came.get(one.person, ()))
        yield Left(
            record=one.person, on=on, again_on=again.day if again else None,
            followed_on=_followed(steps.get(one.visit, ()), letters.get(one.visit, ()), on),
        )  # fmt: skip


def _followed(steps: Iterable[MatterStep], letters: Iterable[Whole], left_on: date) -> date | None:
    """When somebody saw to them first: a slip that came back, or a visit or call that was made. A
    letter that only went has seen nobody."""
    letters = list(letters)
    days = [one.answer.on for one in letters if one.answer and one.answer.result != "not_reached"]
    days += [one.sending.on for one in letters if one.sending and one.sending.how in _SEEN]
    numbers = {one.first.number for one in letters}
    done = (x for x in standing(steps) if x.kind is StepKind.DONE and x.number not in numbers)
    days += [one.done_on for one in done]
    return min((day for day in days if day and day >= left_on), default=None)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)
