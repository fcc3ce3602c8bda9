"""What another process makes: in order, with its errors, and a process that dies is noticed."""

import os
import signal
from functools import partial

import psutil
import pytest

from app.hands import ahead


def test_what_is_made_ahead_comes_in_order_until_its_end() -> None:
    with ahead(partial(range, 5)) as coming:
        assert list(coming) == [0, 1, 2, 3, 4]


def test_an_error_of_the_other_process_is_raised_after_what_came_before() -> None:
    with ahead(partial(map, int, ["1", "x"])) as coming:
        assert next(coming) == 1
        with pytest.raises(ValueError, match="invalid literal"):
            next(coming)


def test_a_process_that_dies_is_noticed() -> None:
    with ahead(partial(map, os._exit, [3])) as coming, pytest.raises(EOFError):
        next(coming)


def test_a_process_that_dies_while_it_hands_something_over_is_noticed() -> None:
    with ahead(partial(map, _doomed, [1 << 24])) as coming:
        mine = psutil.Process().children()
        psutil.wait_procs([one for one in mine if "spawn_main" in " ".join(one.cmdline())])
        with pytest.raises(EOFError):
            next(coming)


def _doomed(many: int) -> bytes:
    """More than a pipe holds: the alarm finds it waiting to be taken."""
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    return bytes(many)
