"""Questions about what a code on a paper names."""

from sqlalchemy import select

from app.domain.ids import PersonId, VisitId
from app.store.ask import Asks
from app.store.tables import visit, voucher


def visit_of_serial(asks: Asks, serial: str) -> VisitId | None:
    """The visit that a voucher was issued for, if this register knows it."""
    rows = asks.ask(select(voucher.c.visit).where(voucher.c.serial == serial))
    return VisitId(rows[0][0]) if rows else None


def person_of_case(asks: Asks, case: str) -> PersonId | None:
    """Who came under a case number, if this register knows it."""
    rows = asks.ask(select(visit.c.person).where(visit.c.case_number == case))
    return PersonId(rows[0][0]) if rows else None
