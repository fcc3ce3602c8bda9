"""Every paper that a visit has, in the order in which they come about; and those of the list."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from app.clock import local
from app.desk import blacklist, listing_papers, papers
from app.desk.bundle_papers import found_out, of_leaving, of_letters
from app.domain.adverse import AdverseState
from app.domain.blacklist import StepKind
from app.domain.ids import VisitId
from app.domain.staff import Officer
from app.domain.visit import Visit
from app.store import listings
from app.store.adverse import adverse_of_visit
from app.store.ask import Asks
from app.store.custody import account_of
from app.store.papers import standing_leaving
from app.store.vouchers import of_visit

_NO_PAPER = frozenset({AdverseState.PENDING, AdverseState.NOT_AGREED})


def papers_of(asks: Asks, visit: Visit, by: Officer) -> Iterator[tuple[str, UUID]]:
    """(form, subject), as `papers.make` takes them."""
    yield papers.REGISTRATION, visit.id
    yield papers.NOTICE, visit.id
    yield from _of_custody(asks, visit)
    yield from ((form, subject) for form, subject, _ in found_out(asks, visit))
    for one in adverse_of_visit(asks, visit.id):
        if one.state not in _NO_PAPER:
            yield one.proposal.kind, one.proposal.id
    for voucher in of_visit(asks, VisitId(visit.id)):
        yield papers.VOUCHER, voucher.id
    yield papers.STAY, visit.id
    gone = standing_leaving(asks, VisitId(visit.id))
    yield from ((form, subject) for form, subject, _ in of_leaving(asks, visit, gone, by))
    yield from ((form, subject) for form, subject, _ in of_letters(asks, visit))


def papers_of_list(asks: Asks, people: Iterable[UUID], at: datetime) -> Iterator[tuple[str, UUID]]:
    """Papers 25 that stand: no empty form to object on, and nothing the centre may still refuse."""
    for course in blacklist.standing(asks, listings.courses_of(asks.ask, people)):
        objected = {one.id for one in course.steps if one.kind is StepKind.OBJECTED}
        for sheet in listing_papers.sheets_of(course, local(at).date()):
            if sheet.form == listing_papers.OBJECTION and sheet.subject not in objected:
                continue
            if listing_papers.is_open(asks, sheet):
                continue
            yield sheet.form, sheet.subject


def _of_custody(asks: Asks, visit: Visit) -> Iterator[tuple[str, UUID]]:
    account = account_of(asks, visit.id)
    if account.checks or account.dangerous:
        yield papers.SECURITY, visit.id
    if account.bags:
        yield papers.CUSTODY, visit.id
