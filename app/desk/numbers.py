"""Numbers for paper: taken from this device's blocks, never twice, never back."""

from datetime import datetime

from sqlalchemy import select

from app.clock import local
from app.domain.ids import BlockId, new_id
from app.domain.number import CASE, NumberBlock, case_number, voucher_serial
from app.store.ask import records
from app.store.register import Register
from app.store.tables import number_block

BLOCK = 200
_REFILL_AT = 50


def first_block(kind: str, station: str, register: Register, at: datetime) -> NumberBlock:
    """Numbers 1 to 200 for the first device of a station."""
    return _block(kind, station, register, 1, at)


def _block(kind: str, station: str, register: Register, first: int, at: datetime) -> NumberBlock:
    return NumberBlock(
        id=BlockId(new_id()),
        kind=kind,
        station=station,
        device=register.device.hex,
        first=first,
        last=first + BLOCK - 1,
        following=first,
        granted_at=at,
    )


def blocks(register: Register, kind: str) -> list[NumberBlock]:
    """This device's blocks of a kind, oldest first."""
    mine = number_block.c.device == register.device.hex
    wanted = select(number_block).where(number_block.c.kind == kind, mine)
    return records(register, NumberBlock, wanted.order_by(number_block.c.first))


class Numbers:
    """Numbers taken within one deed; `used` goes into the same write as what they are for."""

    def __init__(self, register: Register, kind: str, station: str, at: datetime) -> None:
        self._register, self._kind, self._station, self._at = register, kind, station, at
        self._blocks = {block.id: block for block in blocks(register, kind)}

    def take(self) -> str:
        """The next number, in its printed form."""
        open_blocks = [b for b in self._blocks.values() if b.left]
        # One station, no network yet: the station grants itself the next block. With a centre,
        # blocks come from there long before this one is used up.
        if sum(b.left for b in open_blocks) < _REFILL_AT:
            last = max((b.last for b in self._blocks.values()), default=0)
            more = _block(self._kind, self._station, self._register, last + 1, self._at)
            self._blocks[more.id] = more
            open_blocks.append(more)
        count, rest = open_blocks[0].take()
        self._blocks[rest.id] = rest
        shape = case_number if self._kind == CASE else voucher_serial
        return shape(self._station, local(self._at).date(), count)

    @property
    def used(self) -> list[NumberBlock]:
        """The blocks as they stand now; unchanged ones cost nothing to write."""
        return list(self._blocks.values())
