"""Whether a desk's own books are right: journal, mark, and the centre's roots as it heard them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.domain.errors import Refused
from app.store import heard, journal, keys, mark, tail
from app.store.cipher import FILE, reader_engine
from app.store.tables import root_heard
from app.wire.audit import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """How much was looked at; the roots cover this desk up to entry `covers`."""

    entries: int
    roots: int
    covers: int


def prove(folder: Path, key: bytes, shown: Sequence[Root] = ()) -> Proved:
    """Everything, beside an open desk as well; `shown` are roots that somebody else kept.

    Unavailable "register.…" or Refused "audit.…" at the first thing that is wrong.
    """
    engine = reader_engine(folder / FILE, key)
    try:
        with engine.connect() as connection:
            entries = journal.verify(connection)
            tail.prove(connection, mark.MarkFile(folder, keys.derive(key, "mark")))
            rows = connection.execute(select(root_heard).order_by(root_heard.c.n)).mappings()
            found = [heard.heard_of(row) for row in rows]
            covers = heard.recheck(connection, found)
    finally:
        engine.dispose()
    _must_be_shown(found, shown)
    return Proved(entries=entries, roots=len(found), covers=covers)


def _must_be_shown(found: Sequence[heard.Heard], shown: Sequence[Root]) -> None:
    """A desk may not have heard of all of them; of those it has, each must be the same."""
    known = {one.root.n: one.root for one in found}
    for one in shown:
        if known.get(one.n, one) != one:
            raise Refused("audit.root_differs", root=one.n)


def roots_of(folder: Path, key: bytes) -> list[Root]:
    """The roots that this desk heard, oldest first."""
    engine = reader_engine(folder / FILE, key)
    try:
        with engine.connect() as connection:
            rows = connection.execute(select(root_heard).order_by(root_heard.c.n)).mappings()
            return [heard.heard_of(row).root for row in rows]
    finally:
        engine.dispose()
