"""The return-travel voucher (专用车票购票凭证, form 11)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, PhotoId, StationId, VisitId, VoucherId
from app.domain.money import is_money
from app.domain.name import MOST_CHARACTERS
from app.domain.phrase import town_of

DEAREST = Decimal(9999)


class VoucherState(StrEnum):
    """Where a voucher stands; the rest of its life comes with the stay."""

    LIVE = "live"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """What was printed; the printed facts never change, only the state does."""

    id: VoucherId
    serial: str
    station: StationId
    visit: VisitId
    person: PersonId
    photo: PhotoId | None = None
    name: str
    sex: str = "0"
    age: str = ""
    id_number: str = ""
    home: str = ""
    from_place: str
    to_place: str
    depart_on: date
    train: str = ""
    seat: str = ""
    fare: Decimal | None = None
    direct: bool = True
    transfer_place: str = ""
    transfer_relief: str = ""
    valid_until: date
    account: str = ""
    note: str = ""
    issued_at: datetime
    officer: OfficerId
    state: VoucherState = VoucherState.LIVE
    void_reason: str = ""

    def void(self, reason: str) -> "Voucher":
        """Withdraw it, with a reason; a serial never comes back."""
        if self.state is VoucherState.VOID:
            raise Refused("voucher.already_void", serial=self.serial)
        if not reason.strip():
            raise Refused("voucher.void_needs_reason")
        return replace(self, state=VoucherState.VOID, void_reason=reason.strip())


FARTHEST_DAYS = 20
"""Tickets are sold fifteen days ahead; what is farther off is a day that was misread, as yesterday
typed without its year."""
LONGEST_PLACE = 30
"""A place has to fit the signed code and the paper; what is longer goes into the remarks."""


def check_journey(voucher: Voucher, today: date, most_days: int) -> None:
    """The route rule of 工作规程: direct where there is one; a transfer names the station there."""
    if not voucher.to_place.strip() or not voucher.from_place.strip():
        raise Refused("voucher.no_places")
    if len(voucher.name) > MOST_CHARACTERS:
        raise Refused("voucher.name_too_long", longest=MOST_CHARACTERS)
    places = (voucher.from_place, voucher.to_place, voucher.transfer_place)
    if any(len(place) > LONGEST_PLACE for place in places):
        raise Refused("voucher.place_too_long", longest=LONGEST_PLACE)
    _must_go_somewhere(voucher)
    if not voucher.direct and not (voucher.transfer_place and voucher.transfer_relief):
        raise Refused("voucher.transfer_needs_relief_station")
    _must_be_soon(voucher.depart_on, today)
    if not 0 <= (voucher.valid_until - voucher.depart_on).days <= most_days:
        raise Refused("voucher.validity_out_of_range", days=most_days)
    must_be_fare(voucher.fare)


def must_be_fare(fare: Decimal | None) -> None:
    """What a ticket may cost, in whole cents. Refused "voucher.fare_out_of_range"."""
    if fare is not None and not (is_money(fare) and 0 <= fare <= DEAREST):
        raise Refused("voucher.fare_out_of_range")


def _must_go_somewhere(voucher: Voucher) -> None:
    """Not to where one is; within the town only with a reason, which is printed."""
    here, there = (p.strip().removesuffix("站") for p in (voucher.from_place, voucher.to_place))
    if here == there:
        raise Refused("voucher.same_place")
    if town_of(here) == town_of(there) and not voucher.note:
        raise Refused("voucher.same_town", town=town_of(here))


def _must_be_soon(day: date, today: date) -> None:
    if day < today:
        raise Refused("voucher.departs_in_the_past", day=day.isoformat())
    if (day - today).days > FARTHEST_DAYS:
        raise Refused("voucher.departs_too_late", day=day.isoformat(), days=FARTHEST_DAYS)
