"""Whether what was acknowledged is still there: the journal held against the mark."""

from collections.abc import Iterable

from sqlalchemy import Connection, inspect

from app.domain.errors import Unavailable
from app.store import journal, mark, tables


def prove(connection: Connection, file: mark.MarkFile) -> mark.Seen | None:
    """Refuse a register whose acknowledged tail is gone, and name what is missing of it."""
    seen = file.seen()
    if not inspect(connection).has_table(tables.journal.name):
        # All of it, the tables too, stood in a log that no longer proves right.
        if seen and seen.last:
            raise _lost(seen, 0)
        return seen
    head = journal.head(connection)
    if seen is None or seen.last is None:
        # Set-up may be cut off before its mark: nobody has been registered then.
        if journal.groups(connection) > 1:
            raise Unavailable("register.mark_missing", file=mark.FILE)
        return seen
    if seen.last.n > head.n:
        raise _lost(seen, head.n)
    if seen.last.n and journal.hash_of(connection, seen.last.n) != seen.last.hash:
        raise Unavailable("register.journal_broken", n=seen.last.n)
    return seen


def _lost(seen: mark.Seen, last: int) -> Unavailable:
    missing = seen.missing(last)
    facts = {
        "lost": sum(m.deeds for m in missing),
        "last": last,
        "first_lost": last + 1,
        "last_lost": missing[-1].n,
        "numbers": ", ".join(_numbers(missing)) or "—",
        "since": missing[0].at,
        "until": missing[-1].at,
    }
    named = all(m.at for m in missing)
    if not named:
        return Unavailable("register.tail_lost_unnamed", **facts)
    # The mark reaches back a few hundred saves; where it does not reach, it is "at least".
    whole = missing[0].before <= last
    return Unavailable("register.tail_lost" if whole else "register.tail_lost_long", **facts)


def _numbers(missing: Iterable[mark.Mark]) -> list[str]:
    return [number for m in missing for number in m.numbers]


def numbers_in(records: Iterable[object]) -> tuple[str, ...]:
    """What stands on paper of these records: case numbers and the serials of vouchers."""
    fields = ("case_number", "serial")
    said = [getattr(record, name, None) for record in records for name in fields]
    return tuple(dict.fromkeys(number for number in said if isinstance(number, str) and number))
