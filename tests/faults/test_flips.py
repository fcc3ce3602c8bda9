"""Every flipped bit is noticed, and a lost tail is named by its numbers."""

import sys

import pytest

from tests.faults.soaking import soak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
PARTS = ("file", "wal", "mark", "ring", "photograph")


@pytest.mark.parametrize("tries", [2, pytest.param(12, marks=pytest.mark.long)])
def test_flipped_bits_are_all_noticed(tries: int) -> None:
    kinds = [word for part in PARTS for word in ("--kind", f"flip_{part}")]
    counts = soak(*kinds, "--tries", str(tries))
    assert {name: count["detected"] for name, count in counts.items()} == {
        f"flip_{part}": tries for part in PARTS
    }
    # The chain of the log ends at the flipped bit: what stood after it is said by number.
    assert counts["flip_wal"]["notes"]["tail_named"] == tries


@pytest.mark.long
def test_a_clock_set_back_a_year_turns_no_stamp_back() -> None:
    count = soak("--kind", "clock", "--tries", "1")["clock"]
    assert (count["tried"], count["survived"]) == (1, 1)
