"""What the register shows of each kind of possible lead, human by human; nothing is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from app.clock import local
from app.desk.travels import names_of, where
from app.domain.came import Came, Leg, Odd, legs
from app.domain.document import FORGED, NO_DOCUMENT
from app.domain.index_card import IndexCard
from app.domain.lead import (
    LeadKind,
    Refund,
    Sign,
    issued_after,
    refunded_soon,
    refunded_twice,
)
from app.domain.person import Claim, ClaimKind, live
from app.domain.voucher import Voucher
from app.store import leads
from app.store.ask import Asks
from app.store.came import came_each
from app.store.people import together_each

VOIDED_SOON = timedelta(hours=24)
"""A voucher that was withdrawn so soon after it was issued; more than once of one human."""
_NOBODY_CAN = frozenset({Odd.OVERLAPS, Odd.TOO_FAST})

Groups = Mapping[UUID, tuple[UUID, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Settings of the station: hours and days of refunds, and how fast anybody can travel."""

    refund_hours: int = 6
    again_days: int = 15
    fastest: float = 800.0


def signs(asks: Asks, limits: Limits, station: str) -> list[Sign]:
    """Everything, kind after kind."""
    return [
        *_voided(asks),
        *_refunded(asks, limits),
        *_one_number(asks),
        *_papers(asks),
        *_travels(asks, limits, station),
    ]


def _voided(asks: Asks) -> Iterator[Sign]:
    soon = [(one, at) for one, at in leads.voids(asks) if at - one.issued_at <= VOIDED_SOON]
    groups = together_each(asks, {one.person for one, _ in soon})
    by_human: dict[UUID, list[Voucher]] = defaultdict(list)
    for one, _ in soon:
        by_human[groups[one.person][0]].append(one)
    when = {one.id: at for one, at in soon}
    for some in by_human.values():
        if len(some) > 1:
            yield Sign(
                person=some[-1].person,
                kind=LeadKind.VOIDED,
                marks=frozenset(one.id for one in some),
                at=max(when[one.id] for one in some),
                facts={"serials": " ".join(one.serial for one in some)},
            )


# Tickets


def _refunded(asks: Asks, limits: Limits) -> Iterator[Sign]:
    refunds = leads.refunds(asks)
    if not refunds:
        return
    groups = together_each(asks, {one.voucher.person for one in refunds})
    for some in refunded_twice(refunds):
        tickets = sorted({one.event.ticket or one.voucher.serial for one in some})
        facts = {"ticket": " ".join(tickets), "refunds": _told(some)}
        yield _sign(LeadKind.REFUNDED_TWICE, some, facts)
    by_human: dict[UUID, list[Refund]] = defaultdict(list)
    for one in refunded_soon(refunds, limits.refund_hours):
        by_human[groups[one.voucher.person][0]].append(one)
    for soon in by_human.values():
        facts = {"hours": str(limits.refund_hours), "refunds": _told(soon)}
        yield _sign(LeadKind.REFUNDED_SOON, soon, facts)
    yield from _again(asks, refunds, groups, limits.again_days)


def _again(asks: Asks, refunds: list[Refund], groups: Groups, days: int) -> Iterator[Sign]:
    everybody = {one for group in groups.values() for one in group}
    issued = leads.vouchers_of(asks, everybody)
    cards = [one for one in leads.cards_of(asks, everybody) if one.vouchers]
    for one in refunds:
        group = groups[one.voucher.person]
        mine = [made for made in issued if made.person in group]
        here = issued_after(one, mine, days)
        there = [card for card in cards if card.id in group and _came_after(card, one, days)]
        marks = [made.id for made in here] + [uuid5(card.id, card.vouchers[-1]) for card in there]
        if marks:
            serials = [made.serial for made in here] + [card.vouchers[-1] for card in there]
            facts = {"refunds": _told([one]), "serials": " ".join(serials), "days": str(days)}
            known = _sign(LeadKind.REFUNDED_AGAIN, [one], facts)
            newest = max([known.at, *(made.issued_at for made in here)])
            yield Sign(
                person=known.person, kind=known.kind, marks=known.marks | set(marks),
                at=newest, facts=facts,
            )  # fmt: skip


def _came_after(card: IndexCard, refund: Refund, days: int) -> bool:
    """Of another station only the days of arrival are known, and which vouchers hold."""
    began = local(refund.event.happened_at).date()
    came = [date.fromisoformat(on) for on in card.visits]
    return any(began <= day <= began + timedelta(days=days) for day in came)


def _sign(kind: LeadKind, some: Iterable[Refund], facts: dict[str, str]) -> Sign:
    found = list(some)
    return Sign(
        person=found[-1].voucher.person,
        kind=kind,
        marks=frozenset(one.event.id for one in found),
        at=max(one.event.at for one in found),
        facts=facts,
    )


def _told(refunds: Iterable[Refund]) -> str:
    """Each refund: the voucher, when it was issued and when refunded, and who says so."""
    said = [
        f"{one.voucher.serial} {local(one.voucher.issued_at):%m-%d %H:%M} →"
        f" {local(one.event.happened_at):%m-%d %H:%M} {one.event.statement}"
        for one in refunds
    ]
    return "；".join(said)


# Names and papers


def _one_number(asks: Asks) -> Iterator[Sign]:
    for one, other, number, at in leads.one_number_two_people(asks):
        mark = uuid5(one, f"{other} {number}")
        yield Sign(
            person=one, kind=LeadKind.DOCUMENT, marks=frozenset({mark}), at=at,
            facts={"number": number},
        )  # fmt: skip


def _papers(asks: Asks) -> Iterator[Sign]:
    refuted = leads.refuted_documents(asks)
    for one in (claim for claim in refuted if claim.detail.get(FORGED)):
        ground = one.detail.get("ground", "")
        facts = {"number": one.value, "ground": ground, "forged": one.detail[FORGED]}
        yield _of_claim(LeadKind.PAPERS, one, facts)
    groups = together_each(asks, {one.person for one in refuted})
    everybody = {one for group in groups.values() if len(group) > 1 for one in group}
    said = leads.names_and_documents(asks, everybody) if everybody else []
    for one in refuted:
        others = [claim for claim in said if claim.person in groups[one.person]]
        if other := _another_identity(one, others):
            facts = {"number": one.value, "other": other, "reason": one.detail.get("reason", "")}
            yield _of_claim(LeadKind.IDENTITY, one, facts)


def _another_identity(refuted: Claim, said: Iterable[Claim]) -> str:
    """The document that the same human has under another name in another file; empty: none."""
    known = list(said)
    names = {c.value for c in known if c.person == refuted.person and c.kind in _NAMES}
    elsewhere = [c for c in known if c.person != refuted.person]
    called = {c.value for c in elsewhere if c.kind in _NAMES}
    papers = [
        c.value
        for c in live(elsewhere)
        if c.kind is ClaimKind.DOCUMENT and c.value not in {refuted.value, NO_DOCUMENT}
    ]
    return papers[0] if papers and names and called and names.isdisjoint(called) else ""


_NAMES = {ClaimKind.NAME, ClaimKind.ALIAS}


def _of_claim(kind: LeadKind, one: Claim, facts: dict[str, str]) -> Sign:
    return Sign(person=one.person, kind=kind, marks=frozenset({one.id}), at=one.at, facts=facts)


# Journeys


def _travels(asks: Asks, limits: Limits, station: str) -> Iterator[Sign]:
    """Two visits that nobody can make, of people whom officers decided to be one."""
    linked = leads.linked_elsewhere(asks)
    if not linked:
        return
    groups = together_each(asks, linked)
    mine = leads.own(asks, linked, station)
    whose = {groups[one]: one for one in sorted(mine, reverse=True)}
    came = came_each(
        asks, {one: group for group, one in whose.items()}, lambda at: local(at).date()
    )
    for one, visits in came.items():
        odd = [leg for leg in legs(visits, where, limits.fastest) if leg.odd in _NOBODY_CAN]
        if odd:
            yield _journey(asks, one, odd)


def _journey(asks: Asks, person: UUID, odd: list[Leg]) -> Sign:
    names = names_of(asks, {end.station for leg in odd for end in (leg.one, leg.other)})
    ways = [f"{_end(leg.one, names)} → {_end(leg.other, names)}" for leg in odd]
    return Sign(
        person=person,
        kind=LeadKind.TRAVEL,
        marks=frozenset(uuid5(person, _mark(leg)) for leg in odd),
        at=max(leg.other.at for leg in odd),
        facts={"ways": "；".join(ways)},
    )


def _end(one: Came, names: Mapping[str, str]) -> str:
    """Of other stations only the day is known."""
    at = f"{local(one.at):%Y-%m-%d %H:%M}" if one.timed else one.day.isoformat()
    return f"{at} {names.get(one.station, one.station)}"


def _mark(leg: Leg) -> str:
    ends = (leg.one, leg.other)
    return " ".join(f"{one.station} {one.day.isoformat()} {one.case}" for one in ends)
