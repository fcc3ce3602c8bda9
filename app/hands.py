"""Much of one kind, done by several processes of the command line; the window has none of them."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pool
from typing import Any, TypeVar

A = TypeVar("A")
R = TypeVar("R")
_MOST_HANDS = 4
"""Each makes for itself what it works with, and a desk has no memory for many."""
_AT_ONCE = 4
_working: list[Callable[[Any], Any]] = []
"""In a process that works: what it does."""


def hands() -> int:
    """How many work at once on this machine."""
    return min(os.cpu_count() or 1, _MOST_HANDS)


def by_many(made: Callable[[], Callable[[A], R]], wanted: Iterable[A]) -> Iterator[R]:
    """What is made of each, in order. `made` is called once in each process: where a process cannot
    inherit it, it must be picklable, as a partial of a function of a module is."""
    with Pool(hands(), _begin, (made,)) as pool:
        yield from pool.imap(_do, wanted, chunksize=_AT_ONCE)


def _begin(made: Callable[[], Callable[[A], R]]) -> None:
    # Ctrl+C reaches all of them at once; it is the first process that ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _working.append(made())


def _do(one: A) -> Any:
    return _working[0](one)
