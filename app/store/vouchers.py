"""Questions about vouchers, and what became of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app.domain.ids import VisitId
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent
from app.store.ask import Asks, records
from app.store.refused import taken
from app.store.tables import index_card, person, voucher, voucher_event

_AT_ONCE = 500


def of_visit(asks: Asks, visit_id: VisitId) -> list[Voucher]:
    """The vouchers of a visit, oldest first."""
    wanted = select(voucher).where(voucher.c.visit == visit_id).order_by(voucher.c.id)
    return records(asks, Voucher, wanted)


def of_people(asks: Asks, people: Iterable[UUID]) -> list[Voucher]:
    """Every voucher of these records, oldest first."""
    mine = select(voucher).where(voucher.c.person.in_(list(people)))
    return records(asks, Voucher, mine.order_by(voucher.c.id))


def on_cards(asks: Asks, people: Iterable[UUID]) -> list[tuple[str, str]]:
    """Serials that other stations' index cards call live, and the code of the station."""
    own = {
        row.code
        for row in asks.ask(
            select(person.c.station.label("code")).where(person.c.id.in_(list(people)))
        )
    }
    cards = select(index_card.c.station, index_card.c.vouchers).where(
        index_card.c.id.in_(list(people)), index_card.c.station.not_in(own)
    )
    return [(serial, row.station) for row in asks.ask(cards) for serial in row.vouchers]


def by_serials(asks: Asks, serials: Iterable[str]) -> list[Voucher]:
    """Those that bear one of these numbers."""
    wanted, found = sorted(serials), list[Voucher]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = voucher.c.serial.in_(wanted[start : start + _AT_ONCE])
        found += records(asks, Voucher, select(voucher).where(some))
    return found


def issued_between(asks: Asks, first: date, last: date) -> list[Voucher]:
    """The vouchers of these days and of those beside them: whoever asks looks at the day."""
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    end = datetime.combine(last, time(), UTC) + timedelta(days=2)
    mine = select(voucher).where(voucher.c.issued_at >= begin, voucher.c.issued_at < end)
    return records(asks, Voucher, mine.order_by(voucher.c.id))


def voided(asks: Asks) -> list[str]:
    """The serials of every void voucher."""
    wanted = select(voucher.c.serial).where(voucher.c.state == VoucherState.VOID)
    return [row[0] for row in asks.ask(wanted.order_by(voucher.c.serial))]


def recent(asks: Asks, limit: int = 100) -> list[Voucher]:
    """The last vouchers, newest first."""
    wanted = select(voucher).order_by(voucher.c.id.desc()).limit(limit)
    return records(asks, Voucher, wanted)


def events_of(asks: Asks, vouchers: Iterable[UUID]) -> list[VoucherEvent]:
    """Everything that was written down about these vouchers, corrected or not, oldest first."""
    wanted = list(vouchers)
    if not wanted:
        return []
    mine = select(voucher_event).where(voucher_event.c.voucher.in_(wanted), taken(voucher_event))
    return records(asks, VoucherEvent, mine.order_by(voucher_event.c.id))
