"""Before a voucher is issued: no other one of this human holds, here or at another station."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.clock import local
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind
from app.domain.ids import DecisionId, OfficerId, new_id
from app.domain.visit import Visit
from app.domain.voucher import Voucher
from app.domain.voucher_twice import ended_by, holds, holds_beside
from app.store.ask import Asks
from app.store.people import together
from app.store.vouchers import events_of, of_people, on_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A voucher of another station that its index card says is live."""

    serial: str
    station: str


def must_be_alone(asks: Asks, visit: Visit, despite: str, at: datetime) -> tuple[Elsewhere, ...]:
    """Refused "voucher.live_before" where one of this station holds: it is withdrawn, or what
    became of it is written down, first. Of another station's nobody here knows for how long it
    holds: "voucher.live_elsewhere" until `despite` says why. Answers those."""
    people = together(asks, visit.person)
    mine = [one for one in of_people(asks, people) if one.visit != visit.id]
    ended = ended_by(events_of(asks, [one.id for one in mine]))
    day = local(at).date()
    for one in mine:
        if holds(one, ended, day):
            raise Refused("voucher.live_before", serial=one.serial, until=one.valid_until)
    found = tuple(
        Elsewhere(serial=serial, station=station) for serial, station in on_cards(asks, people)
    )
    if found and not despite.strip():
        one_of = found[0]
        raise Refused("voucher.live_elsewhere", serial=one_of.serial, station=one_of.station)
    return found


def beside(asks: Asks, voucher: Voucher) -> list[str]:
    """The numbers of other vouchers of this human that hold together with it: one that was noted
    as lost by mistake holds again."""
    mine = of_people(asks, together(asks, voucher.person))
    ended = ended_by(events_of(asks, [one.id for one in mine]))
    return [one.serial for one in mine if holds_beside(voucher, one, ended)]


def record(
    found: tuple[Elsewhere, ...], made: Voucher, despite: str, by: OfficerId, at: datetime
) -> list[Decision]:
    """Why it was issued all the same."""
    if not found:
        return []
    others: list[UUID] = [made.person, made.id]
    told = " ".join(f"{one.serial} {one.station}" for one in found)
    return [
        Decision(
            id=DecisionId(new_id()), kind=DecisionKind.SECOND_VOUCHER, subjects=tuple(others),
            answer=told, reason=despite.strip(), at=at, officer=by,
        )
    ]  # fmt: skip
