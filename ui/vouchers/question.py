"""What the voucher page asks the register."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.errors import Refused
from app.domain.face import Photograph
from app.domain.ids import VisitId
from app.domain.visit import Visit
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent
from app.store import line
from app.store.ask import Asks, get
from app.store.people import Card, File, Inside, card, file_of, in_station, visit_photo
from app.store.protected import is_shut, sealed_among
from app.store.vouchers import events_of, recent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One visit, its person, and every voucher this human ever got."""

    visit: Visit
    person: Card
    vouchers: tuple[Voucher, ...]
    events: tuple[VoucherEvent, ...]
    """What became of them, corrected or not."""
    photo: Photograph | None
    """The one that is printed: of this visit."""
    left: bool
    pending: frozenset[UUID]
    """Withdrawn here, and the centre has not decided yet."""
    last_from: str
    """Where the last voucher of the station began: most begin at the same place."""

    @property
    def live(self) -> Voucher | None:
        """The voucher of this visit that counts."""
        mine = (v for v in self.vouchers if v.visit == self.visit.id)
        return next((v for v in mine if v.state is VoucherState.LIVE), None)

    @property
    def last(self) -> Voucher | None:
        """The newest voucher of this visit, void or not."""
        mine = [v for v in self.vouchers if v.visit == self.visit.id]
        return self.live or (mine[-1] if mine else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """For whom: who is here, and what was issued last."""

    inside: tuple[Inside, ...]
    issued: tuple[Voucher, ...]
    events: tuple[VoucherEvent, ...] = ()
    """What became of those that were issued."""


def case_of(asks: Asks, visit_id: VisitId, *, sealed: bool = False) -> Case:
    """Everything about one visit's voucher."""
    visit = get(asks, Visit, visit_id)
    if visit is None:
        raise Refused("voucher.no_visit")
    if is_shut(asks, visit.person, sealed=sealed):
        raise Refused("voucher.no_visit")
    file: File = file_of(asks, visit.person)
    last = recent(asks, 1)
    return Case(
        visit=visit,
        person=card(asks, visit.person, sealed=sealed),
        vouchers=file.vouchers,
        events=file.events,
        photo=visit_photo(asks, visit.id),
        pending=_pending(asks, file.vouchers),
        left=any(gone.visit == visit_id for gone in file.leavings),
        last_from=last[0].from_place if last else "",
    )


def _pending(asks: Asks, made: tuple[Voucher, ...]) -> frozenset[UUID]:
    void = [v.id for v in made if v.state is VoucherState.VOID]
    joined = bool(void) and line.has_joined(asks)
    return frozenset(line.still_waiting(asks, void)) if joined else frozenset()


def choices(asks: Asks, *, sealed: bool = False) -> Choice:
    """Who is here and what was issued last; of sealed persons only with the right."""
    here, made = in_station(asks, sealed=sealed), recent(asks, 100)
    if not sealed:
        shut = sealed_among(asks, {one.person for one in made})
        made = [one for one in made if one.person not in shut]
        here = [row for row in here if not row.card.sealed]
    events = events_of(asks, [one.id for one in made])
    return Choice(inside=tuple(here), issued=tuple(made), events=tuple(events))
