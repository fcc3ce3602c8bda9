"""Wrong passwords, counted outside the register: nobody has opened it yet.

Waiting is measured by the machine's own running time, never by the clock on the wall: setting
the clock does not shorten it, and a restart lets only the time since then count.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from app.domain.errors import Refused, Unavailable
from app.store.files import read_plain, replace_file

FILE = "attempts.json"
LOCK = "attempts.lock"
_PATIENCE = 5.0
_FIRST_WAIT = 30.0
_MOST_NAMES = 200
_MOST_BYTES = 1 << 20


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """One login, by its salted name. `untold`: failures that the journal has not heard of."""

    failed: int = 0
    untold: int = 0
    since: float = 0.0
    wait: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """So many wrong ones are free; then the wait doubles up to the longest (seconds)."""

    free: int = 5
    longest: float = 900.0

    def wait_after(self, failed: int) -> float:
        """Seconds before the next try."""
        if failed < self.free:
            return 0.0
        return min(self.longest, _FIRST_WAIT * 2.0 ** min(failed - self.free, 20))


def begin(folder: Path, name: str, rule: Rule, running: float) -> None:
    """A try begins, and counts as failed until it has succeeded: pulling the plug gains nothing.

    `running`: seconds this machine has run. Refused while it is still to wait; Unavailable while
    others keep the file busy.
    """
    with _alone(folder):
        book = _read(folder)
        known = book.get(name, Tries())
        _must_not_wait(known, running)
        failed = known.failed + 1
        wait = rule.wait_after(failed)
        book[name] = Tries(failed=failed, untold=known.untold + 1, since=running, wait=wait)
        _write(folder, book)


def _must_not_wait(known: Tries, running: float) -> None:
    gone = running - known.since if running >= known.since else running
    left = known.wait - gone
    if left > 0:
        minutes, seconds = divmod(int(left) + 1, 60)
        raise Refused("login.wait", minutes=minutes, seconds=seconds)


def succeeded(folder: Path, name: str) -> None:
    """It was the right password: the count begins anew, earlier failures are still to be told."""
    # Who cannot get at the file has the right password all the same.
    with contextlib.suppress(Unavailable), _alone(folder):
        book = _read(folder)
        known = book.get(name, Tries())
        book[name] = Tries(untold=max(0, known.untold - 1))
        _write(folder, book)


def untold(folder: Path) -> dict[str, int]:
    """Salted name -> failures that the journal has not heard of."""
    return {name: tries.untold for name, tries in _read(folder).items() if tries.untold}


def told(folder: Path) -> None:
    """The journal has them all."""
    with _alone(folder):
        book = {n: msgspec.structs.replace(t, untold=0) for n, t in _read(folder).items()}
        _write(folder, {n: t for n, t in book.items() if t.failed})


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Read and written by one at a time: a crowd of processes must not all see the same count."""
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise Unavailable("login.busy") from None
    except OSError:
        pass  # nothing can be written here: a full disk must not keep everybody out
    try:
        yield
    finally:
        lock.release()


def _read(folder: Path) -> dict[str, Tries]:
    try:
        return msgspec.json.decode(read_plain(folder / FILE, _MOST_BYTES), type=dict[str, Tries])
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        # Also what is not UTF-8, which msgspec says in another way: it bars nobody's door.
        return {}


def _write(folder: Path, book: dict[str, Tries]) -> None:
    # Names that nobody has can be invented without end: those tried most are kept.
    kept = sorted(book.items(), key=lambda item: -item[1].failed)[:_MOST_NAMES]
    # A full disk must not keep everybody out.
    with contextlib.suppress(Unavailable):
        replace_file(folder / FILE, msgspec.json.encode(dict(kept)))
