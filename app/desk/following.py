"""回访: what a leaving or a reunion opens by itself, and what is not asked any more.

It goes into the same write as the leaving or the step of the pair, so that neither is without it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from app.clock import local
from app.domain.birth import ADULT
from app.domain.followup import A_YEAR, Rules, asked_after
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.kin_match import KinMatch, KinState, Pair
from app.domain.matter import Matter, MatterStep, StepKind, standing, still_open
from app.domain.today import FOLLOW_UP_DAYS
from app.domain.visit import Leaving
from app.settings import Settings
from app.store.ask import Asks
from app.store.came import came_of
from app.store.kin_matches import of_people
from app.store.people import file_of, together
from app.store.today import steps_of, years_of


def rules_of(settings: Settings) -> Rules:
    """As this desk's settings have them."""
    return Rules(
        reunited=settings.reunited_days,
        voucher=settings.voucher_days,
        wanders=settings.wanders_times,
    )


def after_leaving(
    asks: Asks, gone: Leaving, rules: Rules, by: OfficerId, at: datetime
) -> tuple[MatterStep, ...]:
    """What a leaving opens. What an earlier leaving or a reunion opened before it gives way to the
    day counted from this one; what an officer opened in words stands."""
    left_on = local(gone.at).date()
    people = together(asks, gone.person)
    wanted = asked_after(
        gone, left_on, _years(asks, gone.person, left_on), _times(asks, people, left_on), rules,
        reunited=any(one.state is KinState.REUNITED for one in of_people(asks, people)),
    )  # fmt: skip
    open_ = {x.matter: x for x in still_open(steps_of(asks, [gone.visit]).get(gone.visit, []))}
    return tuple(
        _opened(gone.person, gone.visit, matter, until, by, at, open_.get(matter))
        for matter, until in wanted.items()
        if not (matter in open_ and open_[matter].words)
    )


def after_pair(asks: Asks, before: Pair, made: KinMatch, rules: Rules) -> tuple[MatterStep, ...]:
    """A reunion is followed up after so many days, a child's within thirty; one that was undone is
    not any more."""
    visit = before.steps[-1].visit
    if visit is None:
        return ()
    now = Pair(steps=(*before.steps, made))
    steps = steps_of(asks, [visit]).get(visit, [])
    if now.reunion is None or now.state is not KinState.REUNITED:
        return _closed_again(before.reunion, steps, made) if before.reunion else ()
    if made is not now.reunion or any(x.matter is Matter.FOLLOW_UP for x in still_open(steps)):
        return ()
    on = made.on or local(made.at).date()
    years = _years(asks, made.person, on)
    child = years is not None and years < ADULT
    days = [many for many in (rules.reunited, FOLLOW_UP_DAYS if child else 0) if many]
    if not days:
        return ()
    until = on + timedelta(days=min(days))
    return (_opened(made.person, visit, Matter.FOLLOW_UP, until, made.officer, made.at, None),)


def _closed_again(
    reunion: KinMatch, steps: Iterable[MatterStep], made: KinMatch
) -> tuple[MatterStep, ...]:
    """Which step a reunion opened is told by its moment: both were written in one go."""
    return tuple(
        MatterStep(
            id=new_id(), person=one.person, subject=one.subject, matter=one.matter,
            kind=StepKind.MISTAKEN, words=made.words, supersedes=one.id, officer=made.officer,
            at=made.at,
        )
        for one in standing(steps)
        if one.kind is StepKind.OPENED and one.matter is Matter.FOLLOW_UP and one.at == reunion.at
    )  # fmt: skip


def _opened(
    person: PersonId, visit: UUID, matter: Matter, until: date, by: OfficerId, at: datetime,
    before: MatterStep | None,
) -> MatterStep:  # fmt: skip
    return MatterStep(
        id=new_id(), person=person, subject=visit, matter=matter, kind=StepKind.OPENED, until=until,
        supersedes=before.id if before else None, officer=by, at=at,
    )  # fmt: skip


def _years(asks: Asks, person: UUID, on: date) -> int | None:
    return years_of(list(file_of(asks, person).claims), on)


def _times(asks: Asks, people: Iterable[UUID], on: date) -> int:
    """Arrivals within the year before, at every station that this desk knows of."""
    came = came_of(asks, people, lambda moment: local(moment).date())
    return sum(on - A_YEAR < one.day <= on for one in came)
