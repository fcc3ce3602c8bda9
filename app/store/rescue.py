"""What a damaged register still gives: its journal, entry by entry, as far as pages prove right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.errors import Unavailable
from app.domain.staff import Officer
from app.store import keys, mark
from app.store.cells import Value, rows
from app.store.hanging import names_in
from app.store.pages import Pages, read_pages
from app.store.tables import journal
from app.wire.entry import FIRST, Entry, chain, commit, load

_COLUMNS = tuple(c.name for c in journal.columns)
_IDS = frozenset({"device", "incarnation", "group", "record", "officer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """The entries in order; `lost` are the numbers that nothing readable holds."""

    entries: tuple[Entry, ...]
    lost: tuple[int, ...]
    lost_marks: tuple[mark.Mark, ...] = ()
    bad_pages: int = 0
    left: tuple[str, ...] = ()
    """Pictures and sealed boxes that could not be read and do not come along."""


def rescue(folder: Path, key: bytes) -> Rescued:
    """Read what can be read; nothing in the folder is written, not even by SQLite."""
    pages = read_pages(folder, key)
    found = _entries(pages)
    try:
        seen = mark.MarkFile(folder, keys.derive(key, "mark")).seen()
    except Unavailable:
        seen = None  # the mark is damaged as well: the longest chain counts
    last = seen.last if seen else None
    entries = _chained(found, (last.n, last.hash) if last else None)
    most = last.n if last else max((e.n for e in entries), default=0)
    there = {e.n for e in entries}
    lost = tuple(n for n in range(1, most + 1) if n not in there)
    named = tuple(m for m in (seen.marks if seen else ()) if _touches(m, lost))
    return Rescued(entries=entries, lost=lost, lost_marks=named, bad_pages=pages.bad)


def _touches(one: mark.Mark, lost: Iterable[int]) -> bool:
    return any(one.before < n <= one.n for n in lost)


def _entries(pages: Pages) -> dict[bytes, Entry]:
    """Every entry that proves itself, by its hash; a redacted one wins over what it was."""

    def overflow(number: int) -> bytes | None:
        return next(pages.newest(number), None)

    found: dict[bytes, Entry] = {}
    for number, page in pages.every():
        for row_id, values in rows(number, page, overflow):
            entry = _entry(row_id, values)
            if entry is not None and (entry.hash not in found or not entry.salt):
                found[entry.hash] = entry
    return found


def _entry(n: int, values: list[Value]) -> Entry | None:
    """An entry of the journal, if these values are one and prove right."""
    if len(values) != len(_COLUMNS) or values[0] is not None:
        return None
    said = dict(zip(_COLUMNS, values, strict=True)) | {"n": n}
    try:
        ids = {name: UUID(bytes=_bytes(said[name])) for name in _IDS}
        opened = {name: _bytes(said[name] or b"") for name in ("payload", "salt")}
        entry = Entry(**(said | ids | opened))  # type: ignore[arg-type]
        right = chain(entry) == entry.hash
    except (TypeError, ValueError, AttributeError):
        return None
    kept = not entry.salt or commit(entry.salt, entry.payload) == entry.commitment
    return entry if right and kept else None


def _bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("no blob")
    return value


def _chained(found: dict[bytes, Entry], last: tuple[int, bytes] | None) -> tuple[Entry, ...]:
    """One entry a number: backwards along the chain; past a gap, the longest that is there."""
    at: dict[int, list[Entry]] = {}
    for entry in found.values():
        at.setdefault(entry.n, []).append(entry)
    n, wanted = last or (max(at, default=0), b"")
    kept: list[Entry] = []
    while n > 0:
        one = found.get(wanted) or _likeliest(at.get(n, []), found)
        if one is not None:
            kept.append(one)
        wanted = one.previous if one is not None else b""
        n -= 1
    return tuple(reversed(kept))


def _likeliest(candidates: list[Entry], found: dict[bytes, Entry]) -> Entry | None:
    """Of entries with one number, that which stands on another; then the latest."""
    return max(
        candidates,
        key=lambda e: (e.previous in found or e.previous == FIRST, e.hlc),
        default=None,
    )


def officer_in(entries: Iterable[Entry], officer: UUID) -> Officer | None:
    """An officer as the entries leave them; None where they say too little."""
    said: dict[str, object] = {}
    for entry in entries:
        if entry.record == officer and entry.kind == "officer" and entry.payload:
            said |= {name: value for name, (value, _) in load(entry.payload).fields.items()}
    try:
        return msgspec.convert({**said, "id": str(officer)}, Officer, strict=False)
    except msgspec.ValidationError:
        return None


def pictures_of(entries: Iterable[Entry]) -> Iterator[str]:
    """The names of pictures that the entries speak of, each once."""
    seen: set[str] = set()
    for entry in entries:
        if entry.payload:
            values = [value for value, _ in load(entry.payload).fields.values()]
            for name in names_in(values):
                if name not in seen:
                    seen.add(name)
                    yield name
