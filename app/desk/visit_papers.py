"""Every paper that a visit has, in the order in which they come about."""

from collections.abc import Iterator
from uuid import UUID

from app.desk import papers
from app.desk.bundle_papers import found_out, of_letters
from app.desk.leaving import EVERY_FORM, forms_of
from app.domain.adverse import AdverseState
from app.domain.ids import VisitId
from app.domain.visit import Visit
from app.store.adverse import adverse_of_visit
from app.store.ask import Asks
from app.store.custody import account_of
from app.store.papers import standing_leaving
from app.store.vouchers import of_visit

_NO_PAPER = frozenset({AdverseState.PENDING, AdverseState.NOT_AGREED})


def papers_of(asks: Asks, visit: Visit) -> Iterator[tuple[str, UUID]]:
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
    if gone := standing_leaving(asks, VisitId(visit.id)):
        yield from ((form, gone.id) for form in forms_of(gone) if form in EVERY_FORM)
    yield from ((form, subject) for form, subject, _ in of_letters(asks, visit))


def _of_custody(asks: Asks, visit: Visit) -> Iterator[tuple[str, UUID]]:
    account = account_of(asks, visit.id)
    if account.checks or account.dangerous:
        yield papers.SECURITY, visit.id
    if account.bags:
        yield papers.CUSTODY, visit.id
