"""Much of one kind, done by several processes of the command line; the window has none of them."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pool, get_start_method
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


def inherits() -> bool:
    """Whether a new process has at once what this one holds; elsewhere it is sent to it."""
    return get_start_method() == "fork"


def by_many(done: Callable[[A], R], wanted: Iterable[A]) -> Iterator[R]:
    """What is made of each, in order. Where a process cannot inherit `done`, it must be picklable,
    as a partial of a function of a module is."""
    with Pool(hands(), _begin, (done,)) as pool:
        yield from pool.imap(_do, wanted, chunksize=_AT_ONCE)


def _begin(done: Callable[[Any], Any]) -> None:
    # Ctrl+C reaches all of them at once; it is the first process that ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _working.append(done)


def _do(one: A) -> Any:
    return _working[0](one)
