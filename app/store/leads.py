"""Questions over the whole register that may show a fact worth a human's look."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, exists, or_, select

from app.domain.document import NO_DOCUMENT
from app.domain.evidence import Decision, DecisionKind, Sameness
from app.domain.index_card import IndexCard
from app.domain.lead import Refund
from app.domain.person import WITHDRAWN, Claim, ClaimKind
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent, VoucherEventKind, standing
from app.store.ask import Asks, records, several
from app.store.tables import claim, decision, index_card, link, person, voucher, voucher_event


def voids(asks: Asks) -> list[tuple[Voucher, datetime]]:
    """Every voucher that was withdrawn, and when; oldest first."""
    made = select(decision).where(decision.c.kind == DecisionKind.VOID_VOUCHER)
    when = {id_: one.at for one in records(asks, Decision, made) for id_ in one.subjects}
    gone = select(voucher).where(voucher.c.state == VoucherState.VOID).order_by(voucher.c.id)
    return [(one, when[one.id]) for one in records(asks, Voucher, gone) if one.id in when]


def one_number_two_people(asks: Asks) -> list[tuple[UUID, UUID, str, datetime]]:
    """Two persons of whom officers decided that they are not the same, the document number that is
    on file of both, and when that was decided."""
    here, there = claim.alias("here"), claim.alias("there")
    wanted = (
        select(link.c.one, link.c.other, here.c.value, link.c.at)
        .join(here, and_(here.c.person == link.c.one, here.c.kind == ClaimKind.DOCUMENT))
        .join(there, and_(there.c.person == link.c.other, there.c.kind == ClaimKind.DOCUMENT))
        .where(
            link.c.answer == Sameness.NOT_SAME,
            link.c.undone_by.is_(None),
            here.c.value == there.c.value,
            here.c.value != NO_DOCUMENT,
        )
        .distinct()
    )
    return [(row.one, row.other, row.value, row.at) for row in asks.ask(wanted)]


def refunds(asks: Asks) -> list[Refund]:
    """Every refund that stands, with its voucher, in the order in which they happened."""
    kinds = (VoucherEventKind.REFUNDED, VoucherEventKind.MISTAKEN)
    told = or_(voucher_event.c.kind.in_(kinds), voucher_event.c.supersedes.is_not(None))
    found = standing(records(asks, VoucherEvent, select(voucher_event).where(told)))
    known = several(asks, Voucher, {one.voucher for one in found})
    return [
        Refund(event=one, voucher=known[one.voucher])
        for one in found
        if one.kind is VoucherEventKind.REFUNDED and one.voucher in known
    ]


def vouchers_of(asks: Asks, people: Iterable[UUID]) -> list[Voucher]:
    """What was ever issued to these persons, oldest first."""
    mine = select(voucher).where(voucher.c.person.in_(list(people)))
    return records(asks, Voucher, mine.order_by(voucher.c.id))


def cards_of(asks: Asks, people: Iterable[UUID]) -> list[IndexCard]:
    """The index cards of these persons that are other stations' and not sealed."""
    wanted = select(index_card).where(
        index_card.c.id.in_(list(people)), index_card.c.sealed.is_(False)
    )
    return records(asks, IndexCard, wanted.where(index_card.c.id.not_in(select(person.c.id))))


def refuted_documents(asks: Asks) -> list[Claim]:
    """Documents that an officer marked as wrong, where that stands."""
    marked = cast(claim.c.detail, Text).like(f'%"{WITHDRAWN}"%')
    wanted = select(claim).where(claim.c.kind == ClaimKind.DOCUMENT, marked)
    found = [one for one in records(asks, Claim, wanted) if WITHDRAWN in one.detail]
    said = names_and_documents(asks, {one.person for one in found}) if found else []
    gone = {one.supersedes for one in said}
    return [one for one in found if one.id not in gone]


def names_and_documents(asks: Asks, people: Iterable[UUID]) -> list[Claim]:
    """What these persons are called and which papers they showed; what was corrected too."""
    kinds = (ClaimKind.NAME, ClaimKind.ALIAS, ClaimKind.DOCUMENT)
    mine = select(claim).where(claim.c.person.in_(list(people)), claim.c.kind.in_(kinds))
    return records(asks, Claim, mine.order_by(claim.c.id))


def linked_elsewhere(asks: Asks) -> set[UUID]:
    """Every person of whom an officer decided that they are the same as one of another station, and
    those; whoever was only ever here has no way between stations."""
    holds = select(link.c.one, link.c.other).where(
        link.c.answer == Sameness.SAME,
        link.c.undone_by.is_(None),
        or_(_is_elsewhere(link.c.one), _is_elsewhere(link.c.other)),
    )
    return {one for row in asks.ask(holds) for one in (row.one, row.other)}


def _is_elsewhere(end: "ColumnElement[Any]") -> "ColumnElement[bool]":
    card = exists().where(index_card.c.id == end, index_card.c.sealed.is_(False))
    return and_(card, ~exists().where(person.c.id == end))


def own(asks: Asks, people: Iterable[UUID], station: str) -> set[UUID]:
    """Those of these whose file is this station's."""
    wanted = select(person.c.id).where(person.c.id.in_(list(people)), person.c.station == station)
    return {row.id for row in asks.ask(wanted)}


def put_aside(asks: Asks) -> dict[str, set[UUID]]:
    """Which evidence officers have looked at and put aside, by the kind of lead."""
    wanted = select(decision).where(decision.c.kind == DecisionKind.LEAD_ASIDE)
    found: dict[str, set[UUID]] = {}
    for one in records(asks, Decision, wanted):
        found.setdefault(one.answer, set()).update(one.subjects)
    return found
