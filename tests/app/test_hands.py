"""What another process makes: in order, with its errors, and a process that dies is noticed."""

import os
from functools import partial

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
