"""The line between desk and centre, cut and killed: everything is there once, in the end."""

import os
import sys

import pytest

from tests.faults.soaking import soak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are killed on Linux")


@pytest.mark.long
def test_hundreds_of_entries_go_through_a_line_that_is_cut_half_of_the_time() -> None:
    count = soak("--kind", "line", "--tries", "1", "--entries", "700", "--seed", "3")["line"]
    assert (count["tried"], count["survived"]) == (1, 1)
    assert count["notes"]["entries"] >= 700
    assert count["notes"]["cut_going"] + count["notes"]["cut_coming"] >= 4


@pytest.mark.long
def test_kills_in_mid_round_and_jumping_clocks_lose_nothing() -> None:
    count = soak("--kind", "sync_kill", "--tries", "3", "--seed", "5")["sync_kill"]
    assert (count["tried"], count["survived"]) == (3, 3)
    assert count["notes"]["in_mid_round"] >= 1


@pytest.mark.skipif(
    not (hasattr(os, "geteuid") and os.geteuid() == 0), reason="only root may mount a disk"
)
@pytest.mark.long
def test_a_full_disk_at_the_centre_is_said_and_nothing_is_lost() -> None:
    count = soak("--kind", "centre_full", "--tries", "1")["centre_full"]
    if count["skipped"]:
        pytest.skip(count["skipped"])
    assert (count["tried"], count["failed"]) == (1, 0)
