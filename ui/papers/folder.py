"""What lies in a visit's folder of papers."""

from dataclasses import dataclass
from uuid import UUID

from app.desk.checks_papers import APPROVAL, QUERIES
from app.desk.leaving import forms_of
from app.domain.adverse import Adverse, AdverseState
from app.domain.custody import Account
from app.domain.errors import Refused
from app.domain.ids import VisitId
from app.domain.staff import Officer, told_apart
from app.domain.visit import Leaving, Visit
from app.domain.voucher import Voucher
from app.store.adverse import adverse_of_visit
from app.store.ask import Asks, all_of, get
from app.store.checks import answers_of, approvals_of, queries_of
from app.store.custody import account_of
from app.store.papers import standing_leaving
from app.store.people import Card, card
from app.store.protected import is_shut
from app.store.vouchers import of_visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The visit whose papers these are."""

    visit: Visit
    person: Card
    vouchers: tuple[Voucher, ...]
    adverse: tuple[Adverse, ...]
    """Those that wait, were agreed to or taken back."""
    officers: dict[UUID, str]
    custody: Account
    """What was carried: forms 3 and 4 are there once there is something to say."""
    checked: tuple[str, ...] = ()
    """Forms 5 and 6, once there is something to say."""
    leaving: Leaving | None = None
    """How the visit ended, as it stands."""
    forms: tuple[str, ...] = ()
    """The papers of that."""

    @property
    def left(self) -> bool:
        """The visit has ended: the paper about the stay is whole."""
        return self.leaving is not None

    def of(self, subject: str) -> Adverse | None:
        """The proposal that a tab stands for."""
        return next((one for one in self.adverse if str(one.proposal.id) == subject), None)

    @property
    def standing(self) -> Adverse | None:
        """The one that waits or was agreed to."""
        return next((one for one in self.adverse if one.stands), None)


def folder_of(asks: Asks, visit_id: VisitId, *, sealed: bool) -> Folder:
    """Everything of one visit; of somebody sealed only with the right."""
    visit = get(asks, Visit, visit_id)
    if visit is None:
        raise Refused("paper.no_subject")
    if is_shut(asks, visit.person, sealed=sealed):
        raise Refused("paper.no_subject")
    found = tuple(of_visit(asks, visit_id))
    gone = standing_leaving(asks, visit_id)
    noted = adverse_of_visit(asks, visit_id)
    return Folder(
        visit=visit,
        person=card(asks, visit.person, sealed=sealed),
        vouchers=found,
        adverse=tuple(x for x in noted if x.state is not AdverseState.NOT_AGREED),
        officers=told_apart(all_of(asks, Officer)),
        custody=account_of(asks, visit_id),
        checked=_checked(asks, visit_id),
        leaving=gone,
        forms=forms_of(gone) if gone else (),
    )


def _checked(asks: Asks, visit: VisitId) -> tuple[str, ...]:
    """Which of forms 5 and 6 say something."""
    asked = bool(answers_of(asks, visit) or queries_of(asks, visit))
    proposed = bool(approvals_of(asks, visit))
    return (QUERIES,) * asked + (APPROVAL,) * proposed
