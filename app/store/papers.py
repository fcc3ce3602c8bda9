"""Questions about papers: number blocks, printings, belongings, whether somebody has left."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import exists, func, select

from app.domain.belongings import Belonging, live
from app.domain.ids import VisitId
from app.domain.number import NumberBlock
from app.domain.visit import Leaving
from app.store.ask import Asks, records
from app.store.tables import belonging, leaving, number_block, printing, reopening


def newest_blocks(asks: Asks, kind: str, device: UUID, limit: int = 16) -> list[NumberBlock]:
    """A device's last blocks of a kind, oldest first: they are used up in this order, so that
    every open one is among them, however many years of used ones lie before."""
    mine = number_block.c.device == device.hex
    wanted = select(number_block).where(number_block.c.kind == kind, mine)
    newest = wanted.order_by(number_block.c.first.desc()).limit(limit)
    return records(asks, NumberBlock, newest)[::-1]


def printings(asks: Asks, form: str, subject: UUID) -> int:
    """How often a paper left the printer."""
    wanted = select(func.count()).where(printing.c.form == form, printing.c.subject == subject)
    return int(asks.ask(wanted)[0][0])


def printed_of(asks: Asks, subjects: Iterable[UUID]) -> dict[tuple[str, UUID], int]:
    """How often each paper about one of these left the printer, by form and subject."""
    wanted = (
        select(printing.c.form, printing.c.subject, func.count().label("copies"))
        .where(printing.c.subject.in_(list(subjects)))
        .group_by(printing.c.form, printing.c.subject)
    )
    return {(row.form, row.subject): row.copies for row in asks.ask(wanted)}


def belongings(asks: Asks, visit: VisitId) -> list[Belonging]:
    """The list of a visit, without what was corrected."""
    wanted = select(belonging).where(belonging.c.visit == visit).order_by(belonging.c.id)
    return live(records(asks, Belonging, wanted))


def has_left(asks: Asks, visit: VisitId) -> bool:
    """Whether a visit has its end."""
    return standing_leaving(asks, visit) is not None


def standing_leaving(asks: Asks, visit: VisitId) -> Leaving | None:
    """How a visit ended; None while it goes on. One that was taken back does not count."""
    taken_back = exists().where(reopening.c.leaving == leaving.c.id)
    wanted = select(leaving).where(leaving.c.visit == visit, ~taken_back)
    found = records(asks, Leaving, wanted.order_by(leaving.c.id.desc()).limit(1))
    return found[0] if found else None
