"""Numbers after many years: the next one is right, and old blocks are neither read nor written."""

from dataclasses import replace

from app.desk.numbers import BLOCK, Numbers, first_block
from app.domain.ids import BlockId, new_id
from app.domain.number import CASE
from tests import makers
from tests.makers import NOON


def test_the_next_number_follows_the_newest_block(desk: makers.Desk) -> None:
    register, code = desk.register, desk.station.code
    first = first_block(CASE, code, register, NOON)
    used = [
        replace(
            first,
            id=BlockId(new_id()),
            first=1 + BLOCK * n,
            last=BLOCK * (n + 1),
            following=BLOCK * (n + 1) + 1,
        )
        for n in range(1, 40)
    ]
    register.write(*used, by=desk.intake.id, at=NOON)
    numbers = Numbers(register, CASE, code)
    # The one of set-up is open still, but so old that newer ones are asked for first.
    assert numbers.take(NOON).rsplit("-", 2)[1] == str(BLOCK * 40 + 1)
    (changed,) = numbers.used
    assert (changed.first, changed.left) == (BLOCK * 40 + 1, BLOCK - 1)


def test_an_open_block_is_used_up_before_the_next_one(desk: makers.Desk) -> None:
    numbers = Numbers(desk.register, CASE, desk.station.code)
    taken = [int(numbers.take(NOON).rsplit("-", 2)[1]) for _ in range(BLOCK + 5)]
    assert taken == list(range(1, BLOCK + 6))
    assert len(numbers.used) == 2
