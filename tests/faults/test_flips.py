"""Every flipped bit is noticed, and a lost tail is named by its numbers."""

import sys

import pytest

from tests.faults.soaking import soak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
PARTS = ("file", "wal", "mark", "ring", "photograph")


def test_sixty_flipped_bits_are_all_noticed() -> None:
    kinds = [word for part in PARTS for word in ("--kind", f"flip_{part}")]
    counts = soak(*kinds, "--tries", "12")
    assert {name: count["detected"] for name, count in counts.items()} == {
        f"flip_{part}": 12 for part in PARTS
    }
    # The chain of the log ends at the flipped bit: what stood after it is said by number.
    assert counts["flip_wal"]["notes"]["tail_named"] == 12


def test_a_clock_set_back_a_year_turns_no_stamp_back() -> None:
    count = soak("--kind", "clock", "--tries", "3")["clock"]
    assert (count["tried"], count["survived"]) == (3, 3)
