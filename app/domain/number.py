"""Numbers printed on paper: blocks per device and the ISO 7064 check digit."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.errors import Refused
from app.domain.ids import BlockId

CASE = "case"
VOUCHER = "voucher"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBlock:
    """A run of numbers that only this device may print; one is never given twice."""

    id: BlockId
    kind: str
    station: str
    device: str
    first: int
    last: int
    following: int
    granted_at: datetime

    @property
    def left(self) -> int:
        """How many are still to be given."""
        return self.last - self.following + 1

    def take(self) -> tuple[int, "NumberBlock"]:
        """The next number and the block without it."""
        if self.left < 1:
            raise Refused("number.block_empty", kind=self.kind)
        return self.following, replace(self, following=self.following + 1)

    def give_up(self) -> "NumberBlock":
        """The block with nothing left: somebody else may have been given the same."""
        return replace(self, following=self.last + 1)


def check_digit(digits: str) -> str:
    """ISO 7064 MOD 11,10 over the digits of the text; anything else in it is passed over."""
    rest = 10
    for character in digits:
        if character.isdigit() and character.isascii():
            rest = (rest + int(character)) % 10 or 10
            rest = rest * 2 % 11
    return str((11 - rest) % 10)


def is_checked(number: str) -> bool:
    """Whether the last character is the check digit of what stands before it."""
    return len(number) > 1 and number[-1] == check_digit(number[:-1])


def case_number(station: str, day: date, count: int) -> str:
    """440114-01-20261123-0007-c: station, day, number of the block, check digit."""
    bare = f"{station}-{day:%Y%m%d}-{count:04d}"
    return f"{bare}-{check_digit(bare)}"


def request_number(case: str) -> str:
    """Q440114-01-20261123-0008-c: a number of the block of case numbers, which no other desk gives
    out, so that two desks without a network never print the same."""
    return f"Q{case}"


def letter_number(case: str) -> str:
    """H440114-01-20261123-0009-c: out of the same block, for 函件."""
    return f"H{case}"


def inquiry_number(case: str) -> str:
    """X440114-01-20261123-0009-c: out of the same block, for 寻人登记."""
    return f"X{case}"


def voucher_serial(station: str, day: date, count: int) -> str:
    """GT440114-01-2026-000123-c."""
    bare = f"GT{station}-{day:%Y}-{count:06d}"
    return f"{bare}-{check_digit(bare)}"
