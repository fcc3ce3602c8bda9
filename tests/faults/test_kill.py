"""kill -9 in the middle of saving: rows, journal, index, mark and photographs go together."""

import sys

import pytest

from tests.faults.soaking import soak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


@pytest.mark.long
def test_forty_kills_lose_nothing_that_was_told_and_give_no_number_twice() -> None:
    count = soak("--kind", "kill", "--tries", "40")["kill"]
    assert (count["tried"], count["survived"]) == (40, 40)
    # Kills between two saves would prove little.
    assert count["notes"]["in_mid_save"] >= 20
