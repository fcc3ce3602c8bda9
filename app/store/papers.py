"""Questions about papers: number blocks, printings, belongings, whether somebody has left."""

from uuid import UUID

from sqlalchemy import func, select

from app.domain.belongings import Belonging
from app.domain.ids import VisitId
from app.domain.number import NumberBlock
from app.store.ask import Asks, records
from app.store.tables import belonging, leaving, number_block, printing


def blocks(asks: Asks, kind: str, device: UUID) -> list[NumberBlock]:
    """A device's blocks of a kind, oldest first."""
    mine = number_block.c.device == device.hex
    wanted = select(number_block).where(number_block.c.kind == kind, mine)
    return records(asks, NumberBlock, wanted.order_by(number_block.c.first))


def printings(asks: Asks, form: str, subject: UUID) -> int:
    """How often a paper left the printer."""
    wanted = select(func.count()).where(printing.c.form == form, printing.c.subject == subject)
    return int(asks.ask(wanted)[0][0])


def belongings(asks: Asks, visit: VisitId) -> list[Belonging]:
    """The simple list of a visit."""
    wanted = select(belonging).where(belonging.c.visit == visit).order_by(belonging.c.id)
    return records(asks, Belonging, wanted)


def has_left(asks: Asks, visit: VisitId) -> bool:
    """Whether a visit has its end."""
    return bool(asks.ask(select(leaving.c.id).where(leaving.c.visit == visit)))
