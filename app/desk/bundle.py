"""整卷打印: the papers of a visit, or of many, in the order in which a file has them."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.clock import local
from app.desk import papers
from app.desk.bundle_papers import found_out, of_leaving, of_letters
from app.desk.transfer_papers import TEXTS
from app.domain.adverse import AdverseState
from app.domain.errors import Refused
from app.domain.ids import VisitId
from app.domain.staff import Officer, Right
from app.domain.station import Printing
from app.domain.visit import Visit
from app.domain.voucher import VoucherState
from app.paper import forms
from app.store.adverse import adverse_of_visit
from app.store.ask import Asks, get
from app.store.bundles import here, left_since
from app.store.custody import account_of
from app.store.papers import printed_of, standing_leaving
from app.store.people import cards
from app.store.protected import is_shut
from app.store.register import Register
from app.store.vouchers import of_visit

MOST_VISITS = 500


class Scope(StrEnum):
    """Whose papers: one visit, everybody who left today, everybody who is here."""

    VISIT = "visit"
    LEFT_TODAY = "left_today"
    HERE = "here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One paper that is there to be printed. `printed`: how often it has been; `left`: the visit
    has ended."""

    visit: VisitId
    form: str
    subject: UUID
    called: str
    name: str
    case_number: str
    printed: int

    @property
    def key(self) -> tuple[str, UUID]:
        """What it is, apart from how often it was printed."""
        return self.form, self.subject

    @property
    def due(self) -> bool:
        """It has not been printed yet."""
        return self.printed == 0


def leaves(
    asks: Asks, scope: Scope, visit: VisitId | None, *, by: Officer, at: datetime, lang: str
) -> tuple[Leaf, ...]:
    """Papers by visit, each in the order of the forms. Of somebody sealed only with the right;
    Refused "paper.no_subject" where the one visit that was asked for is not there."""
    by.must(Right.VIEW)
    sealed = by.may(Right.SEALED)
    if scope is Scope.VISIT:
        one = get(asks, Visit, visit) if visit else None
        if one is None or is_shut(asks, one.person, sealed=sealed):
            raise Refused("paper.no_subject")
        visits = [one]
    elif scope is Scope.HERE:
        visits = here(asks, MOST_VISITS)
    else:
        visits = left_since(asks, _day_began(at), MOST_VISITS)
    seen = [one for one in visits if sealed or not is_shut(asks, one.person, sealed=False)]
    known = cards(asks, {one.person for one in seen}, sealed=sealed)
    listed = [(one, *paper) for one in seen for paper in _of(asks, one, by)]
    often = printed_of(asks, {subject for _, _, subject, _ in listed})
    return tuple(
        Leaf(
            visit=one.id, form=form, subject=subject, name=known[one.person].name,
            called=_called(form, more, lang), case_number=one.case_number,
            printed=often.get((form, subject), 0),
        )
        for one, form, subject, more in listed
    )  # fmt: skip


def _of(asks: Asks, visit: Visit, by: Officer) -> Iterable[tuple[str, UUID, str]]:
    """Form, subject, and what tells it from others of its form."""
    yield papers.REGISTRATION, visit.id, ""
    yield papers.NOTICE, visit.id, ""
    account = account_of(asks, visit.id)
    if account.checks or account.dangerous:
        yield papers.SECURITY, visit.id, ""
    if account.bags:
        yield papers.CUSTODY, visit.id, ""
    yield from found_out(asks, visit)
    for found in adverse_of_visit(asks, visit.id):
        if found.state is AdverseState.AGREED:
            yield found.proposal.kind, found.proposal.id, ""
    yield from _at_the_end(asks, visit, by)
    yield from of_letters(asks, visit)


def _at_the_end(asks: Asks, visit: Visit, by: Officer) -> Iterable[tuple[str, UUID, str]]:
    """Vouchers, and what belongs to how the visit ended."""
    gone = standing_leaving(asks, visit.id)
    if gone:
        yield papers.STAY, visit.id, ""
    for one in of_visit(asks, visit.id):
        if one.state is VoucherState.LIVE:
            yield papers.VOUCHER, one.id, one.serial
    yield from of_leaving(asks, visit, gone, by)


def _day_began(at: datetime) -> datetime:
    """By the station's wall clock."""
    return local(at).replace(hour=0, minute=0, second=0, microsecond=0)


def _called(form: str, more: str, lang: str) -> str:
    return " ".join(part for part in (forms.form(TEXTS.get(form, form), lang).title, more) if part)


def out(
    register: Register,
    wanted: Iterable[Leaf],
    issuer: papers.Issuer,
    send: Callable[[bytes, str], str],
    *,
    at: datetime,
    lang: str,
) -> Generator[Printing]:
    """Print these one after the other, each noted before the next is made; whoever asks no further
    stops there. `send` takes a PDF and its title and says where it went."""
    issuer = replace(issuer, cases={})
    for leaf in wanted:
        made = papers.make(register, leaf.form, leaf.subject, issuer, at=at, lang=lang)
        where = send(made.pdf, made.name.removesuffix(".pdf"))
        yield papers.printed(register, made, where, by=issuer.officer, at=at)
