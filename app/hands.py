"""Much of one kind, done by several processes of the command line; the window has none of them."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import Pool, get_context, get_start_method
from multiprocessing.connection import Connection
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


@contextmanager
def ahead(made: Callable[[], Iterable[R]]) -> Iterator[Iterator[R]]:
    """What `made` makes, one after the other, by a process that makes the next one meanwhile.

    It is a fresh one: it holds no register and no key of this process. `made`, what it makes and
    its errors must be picklable. It ends with the block, and where this process is killed. For the
    main thread only.
    """
    context = get_context("spawn")
    ours, its = context.Pipe(duplex=False)
    worker = context.Process(target=_make, args=(its, made), daemon=True)
    # Ctrl+C reaches it too, and before it is so far that it ignores it: it inherits that.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        worker.start()
    finally:
        signal.signal(signal.SIGINT, before)
    its.close()
    try:
        yield _come(ours)
    finally:
        ours.close()
        worker.terminate()
        worker.join()


def _come(ours: "Connection[Any, Any]") -> Iterator[Any]:
    """An EOFError where the other process died."""
    while (found := pickle.loads(_taken(ours))) is not None:  # noqa: S301 - our own process
        if isinstance(found, Exception):
            raise found
        yield found


def _taken(ours: "Connection[Any, Any]") -> bytes:
    try:
        return ours.recv_bytes()
    except OSError as error:  # it died in the middle of what it was handing over
        raise EOFError from error


def _make(its: "Connection[Any, Any]", made: Callable[[], Iterable[Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # it ends with what it makes, which would be walked through again and again
    try:
        for one in made():
            _send(its, one)
        _send(its, None)
    except OSError:
        return  # nobody takes it any more
    except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
        _send(its, error)


def _send(its: "Connection[Any, Any]", one: Any) -> None:
    # In the newest way: a connection's own takes three times as long for many short bytes.
    its.send_bytes(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))


def _begin(done: Callable[[Any], Any]) -> None:
    # Ctrl+C reaches all of them at once; it is the first process that ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _working.append(done)


def _do(one: A) -> Any:
    return _working[0](one)
