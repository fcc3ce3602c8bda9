"""Numbers for paper: taken from this device's blocks, never twice, never back."""

from datetime import datetime

from app.clock import local
from app.domain.ids import BlockId, new_id
from app.domain.number import CASE, NumberBlock, case_number, voucher_serial
from app.store.papers import newest_blocks
from app.store.register import Register

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


class Numbers:
    """Numbers taken within one write; `used` goes into the same write as what they are for."""

    def __init__(self, register: Register, kind: str, station: str) -> None:
        self._register, self._kind, self._station = register, kind, station
        self._blocks = {b.id: b for b in newest_blocks(register, kind, register.device)}
        self._stood = dict(self._blocks)

    def take(self, at: datetime) -> str:
        """The next number, in its printed form, which carries the day."""
        open_blocks = [b for b in self._blocks.values() if b.left]
        # A station alone grants itself the next block. With a centre, blocks come from there long
        # before these are used up; after weeks without a network printing still never waits, and
        # a number that then comes twice is found at the centre.
        least = 1 if self._register.line else _REFILL_AT
        if sum(b.left for b in open_blocks) < least:
            last = max((b.last for b in self._blocks.values()), default=0)
            more = _block(self._kind, self._station, self._register, last + 1, at)
            self._blocks[more.id] = more
            open_blocks.append(more)
        count, rest = open_blocks[0].take()
        self._blocks[rest.id] = rest
        shape = case_number if self._kind == CASE else voucher_serial
        return shape(self._station, local(at).date(), count)

    @property
    def used(self) -> list[NumberBlock]:
        """The blocks that changed, as they stand now."""
        return [b for b in self._blocks.values() if b is not self._stood.get(b.id)]
