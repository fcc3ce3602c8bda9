"""Return-travel vouchers and leaving: issue, void with a reason, go home."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.clock import local
from app.desk import listed_vouchers, matters
from app.desk.door import the_station
from app.desk.homes import today_home
from app.desk.listed_vouchers import Word
from app.desk.numbers import Numbers
from app.desk.publish import publish
from app.domain.birth import age_on
from app.domain.document import NONE
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Decision, DecisionKind
from app.domain.ids import DecisionId, PhotoId, VisitId, VoucherId, new_id
from app.domain.listed_voucher import Agreed
from app.domain.number import VOUCHER
from app.domain.person import ClaimKind, best
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.visit import Leaving, LeavingKind, Visit
from app.domain.voucher import Voucher, VoucherState, check_journey
from app.store.ask import Asks, get
from app.store.papers import has_left
from app.store.people import File, file_of, visit_photo
from app.store.protected import is_shut
from app.store.register import Register
from app.store.vouchers import of_visit

_NO_WORD = Word()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What the officer fills in for a voucher."""

    from_place: str
    to_place: str
    depart_on: date
    valid_until: date
    train: str = ""
    seat: str = ""
    fare: Decimal | None = None
    direct: bool = True
    transfer_place: str = ""
    transfer_relief: str = ""
    note: str = ""


def issue(
    register: Register,
    visit_id: VisitId,
    journey: Journey,
    station: Station,
    *,
    by: Officer,
    at: datetime,
    most_days: int,
    agreed: Agreed | None = None,
    word: Word = _NO_WORD,
) -> Voucher:
    """Make a voucher out of the person's best claims and the journey; one live one a visit. For
    somebody on the list a second person agrees."""
    by.must(Right.VOUCHER)
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("voucher.no_visit")
    if is_shut(register, visit.person, sealed=by.may(Right.SEALED)):
        raise Refused("voucher.no_visit")
    if any(v.state is VoucherState.LIVE for v in of_visit(register, visit_id)):
        raise Refused("voucher.live_exists")
    numbers = Numbers(register, VOUCHER, station.code)
    made = make(register, visit, journey, station, numbers, by=by, at=at)
    check_journey(made, local(at).date(), most_days)
    found = listed_vouchers.agreement(register, visit, agreed, word, by.id, at)
    beside = listed_vouchers.records(found, agreed, made, by=by.id, at=at) if found else []
    register.write(made, *numbers.used, *beside, by=by.id, at=at, reason="voucher")
    # The voucher stands, whatever becomes of the public files: a key is already out with the first
    # one, and the void list is written again with every voucher and at every void.
    with contextlib.suppress(Unavailable):
        publish(register, station, at)
    return made


def make(
    asks: Asks,
    visit: Visit,
    journey: Journey,
    station: Station,
    numbers: Numbers,
    *,
    by: Officer,
    at: datetime,
) -> Voucher:
    """A voucher, not yet written: imports write many in one transaction."""
    known = file_of(asks, visit.person)
    photo = visit_photo(asks, visit.id)
    return Voucher(
        id=VoucherId(new_id()),
        serial=numbers.take(at),
        station=station.id,
        visit=visit.id,
        person=visit.person,
        photo=PhotoId(photo.id) if photo else None,
        name=known.name,
        sex=known.value(ClaimKind.SEX) or "0",
        age=age_text(known, local(at).date()),
        id_number=number_of(known),
        home=today_home(best(list(known.claims), ClaimKind.HOME)),
        from_place=journey.from_place.strip(),
        to_place=journey.to_place.strip(),
        depart_on=journey.depart_on,
        train=journey.train.strip(),
        seat=journey.seat.strip(),
        fare=journey.fare,
        direct=journey.direct,
        transfer_place="" if journey.direct else journey.transfer_place.strip(),
        transfer_relief="" if journey.direct else journey.transfer_relief.strip(),
        valid_until=journey.valid_until,
        account=station.account,
        note=journey.note.strip(),
        issued_at=at,
        officer=by.id,
    )


def number_of(known: File) -> str:
    """The best document number; nothing where there is no document."""
    found = best(list(known.claims), ClaimKind.DOCUMENT)
    return found.value if found and found.detail.get("type") != NONE else ""


def age_text(known: File, today: date) -> str:
    """Years from the birth; an estimate is marked with ~, put in words where it is shown."""
    years = age_on(known.value(ClaimKind.BIRTH), today)
    if years is not None:
        return str(years)
    estimate = known.value(ClaimKind.AGE)
    return f"~{estimate}" if estimate else ""


def void(
    register: Register, voucher_id: VoucherId, reason: str, *, by: Officer, at: datetime
) -> Voucher:
    """Withdraw a voucher; whoever issued it may on the same day, a leader at any time."""
    made = get(register, Voucher, voucher_id)
    if made is None:
        raise Refused("voucher.unknown")
    same_day = local(made.issued_at).date() == local(at).date()
    if not (made.officer == by.id and same_day and by.may(Right.VOUCHER)):
        by.must(Right.VOID)
    if made.state is VoucherState.VOID:
        # Asked again after a full disk: the list must not stay behind the register.
        publish(register, the_station(register), at)
    gone = made.void(reason)
    decision = Decision(
        id=DecisionId(new_id()),
        kind=DecisionKind.VOID_VOUCHER,
        subjects=(made.id,),
        answer="void",
        reason=reason.strip(),
        at=at,
        officer=by.id,
    )
    register.write(gone, decision, by=by.id, at=at, reason="void_voucher")
    try:
        publish(register, the_station(register), at)
    except Unavailable:
        raise Unavailable("voucher.void_not_listed", serial=gone.serial) from None
    return gone


def leave(
    register: Register,
    visit_id: VisitId,
    kind: LeavingKind,
    destination: str,
    *,
    by: Officer,
    at: datetime,
    note: str = "",
) -> Leaving:
    """End a visit; a person with a live voucher leaves with it."""
    by.must(Right.REGISTER)
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("leaving.no_visit")
    if has_left(register, visit_id):
        raise Refused("leaving.left_already", case=visit.case_number)
    live = [v for v in of_visit(register, visit_id) if v.state is VoucherState.LIVE]
    if kind is LeavingKind.VOUCHER and not live:
        raise Refused("leaving.no_live_voucher", case=visit.case_number)
    gone = Leaving(
        id=new_id(),
        visit=visit_id,
        person=visit.person,
        at=at,
        kind=kind,
        destination=destination.strip() or (live[-1].to_place if live else ""),
        voucher=live[-1].id if live else None,
        note=note.strip(),
        officer=by.id,
    )
    follows = matters.after_leaving(register, visit, by.id, at)
    register.write(gone, *follows, by=by.id, at=at, reason="leaving")
    return gone
