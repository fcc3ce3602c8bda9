"""Questions for 今日事项: who is in the station, what was opened, what lapses; all by an index."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, literal_column, select

from app.domain.birth import age_on, ends_of
from app.domain.cold import ColdSpell
from app.domain.evidence import Evidence
from app.domain.matter import MatterStep
from app.domain.person import Claim, ClaimKind, Source, best, best_value
from app.domain.today import Here, day_of
from app.domain.voucher import Voucher, VoucherState
from app.store.ask import Asks, records
from app.store.emergencies import uncompleted
from app.store.people import together_each
from app.store.protected import shut_of
from app.store.refused import taken
from app.store.tables import (
    claim,
    cold_spell,
    inside,
    matter_step,
    owing,
    template,
    visit,
    voucher,
    voucher_event,
)

_KINDS = (ClaimKind.NAME, ClaimKind.BIRTH, ClaimKind.AGE)
_KIND = literal_column("+claim.kind", claim.c.kind.type)
"""Not by the index of kinds: a million claims are names."""


def here(asks: Asks, now: datetime) -> list[Here]:
    """Everybody in the station, as far as the rules ask: whole rows of hundreds take too long."""
    columns = select(
        visit.c.id, visit.c.person, visit.c.case_number, visit.c.arrived_at, visit.c.reason,
        visit.c.checks,
    )  # fmt: skip
    wanted = columns.join(inside, inside.c.visit == visit.c.id).order_by(inside.c.arrived_at)
    visits = asks.ask(wanted)
    groups = together_each(asks, {one.person for one in visits})
    claims = _claims(asks, {one for group in groups.values() for one in group})
    urgent = uncompleted(asks, {one.person for one in visits})
    steps, shut = steps_of(asks, [one.id for one in visits]), shut_of(asks, groups)
    return [
        _here(
            one,
            [said for person in groups[one.person] for said in claims.get(person, [])],
            urgent.get(one.id),
            steps.get(one.id, []),
            day_of(now),
            sealed=one.person in shut,
        )
        for one in visits
    ]


def _here(
    one: Row[Any], said: list[Claim], urgent: Evidence | None, steps: list[MatterStep],
    today: date, *, sealed: bool,
) -> Here:  # fmt: skip
    name = best(said, ClaimKind.NAME)
    seen = urgent.detail.get("urgent", "").split(",") if urgent else []
    return Here(
        visit=one.id,
        person=one.person,
        arrived_at=one.arrived_at,
        years=years_of(said, today),
        unknown=name is None or bool(name.detail.get("temporary")),
        reason=one.reason,
        checks=one.checks | {key: "yes" for key in seen if key},
        emergency=urgent is not None,
        name="" if sealed or name is None else name.value,
        case_number="" if sealed else one.case_number,
        sealed=sealed,
        steps=tuple(steps),
    )


def years_of(said: list[Claim], today: date) -> int | None:
    """Whole years on a day; of an estimate the lower end."""
    years = age_on(best_value(said, ClaimKind.BIRTH), today)
    ends = ends_of(best_value(said, ClaimKind.AGE))
    return ends[0] if years is None and ends else years


def _claims(asks: Asks, people: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """Their names, births and ages."""
    columns = select(
        claim.c.id, claim.c.person, claim.c.kind, claim.c.value, claim.c.detail, claim.c.source,
        claim.c.verified, claim.c.at, claim.c.officer, claim.c.supersedes,
    ).where(_KIND.in_(_KINDS))  # fmt: skip
    rows = asks.ask(columns.where(claim.c.person.in_(list(people))))
    found: dict[UUID, list[Claim]] = {}
    for row in rows:
        kind, source = ClaimKind(row.kind), Source(row.source)
        said = Claim(
            id=row.id, person=row.person, kind=kind, value=row.value, detail=row.detail,
            source=source, verified=row.verified, at=row.at, officer=row.officer,
            supersedes=row.supersedes,
        )  # fmt: skip
        found.setdefault(row.person, []).append(said)
    return found


def steps_of(asks: Asks, subjects: Iterable[UUID]) -> dict[UUID, list[MatterStep]]:
    """subject -> everything that was written down about its matters, oldest first."""
    some = list(subjects)
    if not some:
        return {}
    mine = select(matter_step).where(matter_step.c.subject.in_(some), taken(matter_step))
    return _by_subject(records(asks, MatterStep, mine.order_by(matter_step.c.id)))


def _by_subject(steps: Iterable[MatterStep]) -> dict[UUID, list[MatterStep]]:
    found: dict[UUID, list[MatterStep]] = {}
    for one in steps:
        found.setdefault(one.subject, []).append(one)
    return found


def opened(asks: Asks) -> list[MatterStep]:
    """What was opened and waits; what follows a leaving only while that stands."""
    mine = matter_step.c.id.in_(select(owing.c.step))
    waits = select(matter_step).where(mine, taken(matter_step))
    return records(asks, MatterStep, waits.order_by(matter_step.c.id))


def lapsing(asks: Asks, upto: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """(template, person, when) of faces whose ground runs out up to a moment."""
    columns = select(template.c.id, template.c.person, template.c.lapses_at)
    soon = columns.where(template.c.lapses_at <= upto).order_by(template.c.lapses_at)
    return [(row.id, row.person, row.lapses_at) for row in asks.ask(soon)]


def unused(asks: Asks, today: date) -> list[Voucher]:
    """Vouchers of people who are still here though the voucher's last day is over; none of which it
    is known what became of them."""
    told = exists().where(voucher_event.c.voucher == voucher.c.id)
    mine = select(voucher).where(voucher.c.visit.in_(select(inside.c.visit)))
    live = mine.where(voucher.c.state == VoucherState.LIVE, voucher.c.valid_until < today, ~told)
    return records(asks, Voucher, live.order_by(voucher.c.id))


def cold_spells(asks: Asks, today: date) -> list[ColdSpell]:
    """Those that are not over yet, and whatever corrects one."""
    wanted = select(cold_spell).where(cold_spell.c.last >= today)
    return records(asks, ColdSpell, wanted.order_by(cold_spell.c.id))
