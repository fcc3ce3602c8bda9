"""Questions over the whole register that may show a fact worth a human's look."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from app.domain.document import NO_DOCUMENT
from app.domain.evidence import Decision, DecisionKind, Sameness
from app.domain.person import ClaimKind
from app.domain.voucher import Voucher, VoucherState
from app.store.ask import Asks, records
from app.store.tables import claim, decision, link, voucher


def voids(asks: Asks) -> list[tuple[Voucher, datetime]]:
    """Every voucher that was withdrawn, and when; oldest first."""
    made = select(decision).where(decision.c.kind == DecisionKind.VOID_VOUCHER)
    when = {id_: one.at for one in records(asks, Decision, made) for id_ in one.subjects}
    gone = select(voucher).where(voucher.c.state == VoucherState.VOID).order_by(voucher.c.id)
    return [(one, when[one.id]) for one in records(asks, Voucher, gone) if one.id in when]


def one_number_two_people(asks: Asks) -> list[tuple[UUID, UUID, str]]:
    """Two persons of whom officers decided that they are not the same, and the document number that
    is on file of both."""
    here, there = claim.alias("here"), claim.alias("there")
    wanted = (
        select(link.c.one, link.c.other, here.c.value)
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
    return [(row.one, row.other, row.value) for row in asks.ask(wanted)]
