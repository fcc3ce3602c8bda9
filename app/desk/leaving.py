"""A visit ends: every kind of leaving with what the law asks of it, and the papers that follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from app.clock import local
from app.desk import beds
from app.desk.following import after_leaving
from app.desk.kept import still_kept
from app.domain.adverse import AdverseKind, AdverseState
from app.domain.birth import age_on, ends_of
from app.domain.document import NONE
from app.domain.errors import Refused
from app.domain.followup import Rules
from app.domain.ids import VisitId, new_id
from app.domain.leaving import TWO, Leaver, Parting, kept_of, must_part
from app.domain.person import Claim, ClaimKind, best
from app.domain.staff import Officer, Right, told_apart
from app.domain.visit import Leaving, LeavingKind, Visit
from app.domain.voucher import Voucher, VoucherState
from app.store.adverse import adverse_of_visit
from app.store.ask import Asks, all_of, get
from app.store.papers import has_left
from app.store.people import File, file_of
from app.store.register import Register
from app.store.vouchers import of_visit

FORMS: dict[LeavingKind, tuple[str, ...]] = {
    LeavingKind.OWN_WISH: ("own_leaving",),
    LeavingKind.SHORT_FARE: ("own_leaving", "short_fare"),
    LeavingKind.ABSCONDED: ("gave_up",),
    LeavingKind.FETCHED: ("handover",),
    LeavingKind.ESCORTED: ("escort",),
    LeavingKind.TRANSFERRED: ("escort",),
    LeavingKind.HOSPITAL: ("medical",),
}
ACROSS = "cross_province"
EVERY_FORM = ("own_leaving", "gave_up", "short_fare", "handover", "escort", ACROSS, "medical")
"""Papers 9, 10, 12, 13, 14, 15 and 16."""
_RULES = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the form needs to know: who leaves, and who else is on the staff."""

    leaver: Leaver
    staff: tuple[tuple[str, str], ...]


def asked(asks: Asks, visit_id: VisitId, *, by: Officer, at: datetime) -> Asked:
    """Before somebody leaves. Refused "leaving.no_visit"."""
    visit = _visit(asks, visit_id)
    names = told_apart(one for one in all_of(asks, Officer) if one.active)
    staff = tuple((str(id_), name) for id_, name in names.items() if id_ != by.id)
    return Asked(leaver=leaver_of(asks, visit, at), staff=staff)


def leave(
    register: Register, visit_id: VisitId, said: Parting, *, by: Officer, at: datetime,
    rules: Rules = _RULES,
) -> Leaving:  # fmt: skip
    """End a visit; a person with a live voucher leaves with it. `rules`: who is followed up."""
    gone, follows = parted(register, visit_id, said, by=by, at=at, rules=rules)
    register.write(gone, *follows, by=by.id, at=at, reason="leaving")
    return gone


def parted(
    asks: Asks, visit_id: VisitId, said: Parting, *, by: Officer, at: datetime,
    rules: Rules = _RULES,
) -> tuple[Leaving, tuple[object, ...]]:  # fmt: skip
    """The leaving and what follows from it, to be written as one."""
    by.must(Right.REGISTER)
    visit = _visit(asks, visit_id)
    if has_left(asks, visit_id):
        raise Refused("leaving.left_already", case=visit.case_number)
    live = _live(of_visit(asks, visit_id))
    if said.kind is LeavingKind.VOUCHER and not live:
        raise Refused("leaving.no_live_voucher", case=visit.case_number)
    leaver = leaver_of(asks, visit, at)
    must_part(said, leaver, by.id, at, local(at).date())
    if said.kind in TWO:
        _must_be_staff(asks, said)
    gone = Leaving(
        id=new_id(),
        visit=visit_id,
        person=visit.person,
        at=said.left_at or at,
        kind=said.kind,
        destination=said.destination.strip() or (live[-1].to_place if live else ""),
        voucher=live[-1].id if live else None,
        note=said.note.strip(),
        second=said.second if said.kind in TWO else None,
        fare=_fare(said),
        detail=kept_of(said, leaver),
        officer=by.id,
    )
    left = beds.freed(asks, visit_id, by=by, at=at)
    follows = after_leaving(asks, gone, rules, by.id, at)
    return gone, (*left, *follows)


def leaver_of(asks: Asks, visit: Visit, at: datetime) -> Leaver:
    """Whoever leaves, as the register knows them."""
    file = file_of(asks, visit.person)
    claims = list(file.claims)
    home, real = best(claims, ClaimKind.HOME), best(claims, ClaimKind.ADDRESS)
    document = best(claims, ClaimKind.DOCUMENT)
    live = _live(of_visit(asks, VisitId(visit.id)))
    return Leaver(
        arrived_at=visit.arrived_at,
        years=_years(file, at),
        woman=file.value(ClaimKind.SEX) == "2",
        number=document.value if document and document.detail.get("type") != NONE else "",
        kept=still_kept(asks, visit.id),
        home=home.value if home else "",
        real=real.value if real else "",
        apart=lives_apart(home, real),
        voucher=live[-1].to_place if live else "",
        ended=_ended(asks, visit.id),
        seen_at=_seen(file, visit.id),
    )


def lives_apart(home: Claim | None, real: Claim | None) -> bool:
    """人户分离: registered in one place and living in another, as far as both are known. Of a place
    that is known more closely than the other nobody can say so."""
    if home is None or real is None:
        return False
    one, other = _code(home), _code(real)
    if not (one and other):
        one, other = ("".join(claim.value.split()) for claim in (home, real))
    return not (one.startswith(other) or other.startswith(one))


def forms_of(gone: Leaving) -> tuple[str, ...]:
    """The papers that belong to a leaving."""
    forms = FORMS.get(gone.kind, ())
    return (*forms, ACROSS) if gone.detail.get("province") == "other" else forms


def _code(claim: Claim) -> str:
    """Of the place as it is today, without what only fills it up."""
    code = claim.detail.get("successor") or claim.detail.get("code", "")
    while code.endswith("00"):
        code = code[:-2]
    return code


def _fare(said: Parting) -> Decimal | None:
    """Only where that is how they leave; in whole cents, as every database keeps it."""
    if said.kind is not LeavingKind.SHORT_FARE or said.fare is None:
        return None
    return said.fare.quantize(Decimal("0.01"))


def _visit(asks: Asks, visit_id: VisitId) -> Visit:
    visit = get(asks, Visit, visit_id)
    if visit is None:
        raise Refused("leaving.no_visit")
    return visit


def _live(made: Iterable[Voucher]) -> list[Voucher]:
    return [one for one in made if one.state is VoucherState.LIVE]


def _must_be_staff(asks: Asks, said: Parting) -> None:
    """The second officer has an account here that is not shut."""
    other = get(asks, Officer, said.second) if said.second else None
    if other is None or not other.active:
        raise Refused("leaving.missing", field="second")


def _years(file: File, at: datetime) -> int | None:
    """By the lower end of an estimate: whoever may be a child is asked for as one."""
    ends = ends_of(file.value(ClaimKind.AGE))
    years = age_on(file.value(ClaimKind.BIRTH), local(at).date())
    return ends[0] if years is None and ends else years


def _ended(asks: Asks, visit: UUID) -> bool:
    """A leader agreed that help ends, and the person was heard before (社会救助法 48)."""
    return any(
        one.proposal.kind is AdverseKind.TERMINATION
        and one.state is AdverseState.AGREED
        and bool(one.opinions)
        for one in adverse_of_visit(asks, visit)
    )


def _seen(file: File, visit: UUID) -> datetime | None:
    """When they last stood before somebody: a photograph, an answer, a voucher, an opinion."""
    times = [one.taken_at for one in file.photos if one.visit == visit]
    times += [one.at for one in file.consents if one.visit == visit]
    times += [one.issued_at for one in file.vouchers if one.visit == visit]
    times += [
        said.at for one in file.adverse if one.proposal.visit == visit for said in one.opinions
    ]
    return max(times, default=None)
