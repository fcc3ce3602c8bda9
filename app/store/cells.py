"""Rows out of single pages of a SQLite file (format: sqlite.org/fileformat2.html, 1.6 and 2.1)."""

from collections.abc import Callable, Iterator

from app.store.pages import USABLE

_LEAF = 0x0D
_LOCAL_MOST = USABLE - 35
_LOCAL_LEAST = (USABLE - 12) * 32 // 255 - 23
_HEAD_OF_FIRST = 100
Overflow = Callable[[int], bytes | None]
"""A page by its number, or None where no version of it can be read."""
Value = int | bytes | str | float | None


def rows(number: int, page: bytes, overflow: Overflow) -> Iterator[tuple[int, list[Value]]]:
    """(row id, values) of every whole row on a leaf of a table; nothing for other pages."""
    head = _HEAD_OF_FIRST if number == 1 else 0
    if page[head] != _LEAF:
        return
    for at in range(int.from_bytes(page[head + 3 : head + 5], "big")):
        start = head + 8 + 2 * at
        cell = int.from_bytes(page[start : start + 2], "big")
        if found := _row(page, cell, overflow):
            yield found


def _row(page: bytes, at: int, overflow: Overflow) -> tuple[int, list[Value]] | None:
    try:
        size, at = varint(page, at)
        row_id, at = varint(page, at)
        whole = _payload(page, at, size, overflow)
        return (row_id, _values(whole)) if whole is not None else None
    except (IndexError, ValueError):
        return None  # another page that looks like a leaf: free, or of an index's shadow


def _payload(page: bytes, at: int, size: int, overflow: Overflow) -> bytes | None:
    if size <= _LOCAL_MOST:
        return page[at : at + size]
    local = _LOCAL_LEAST + (size - _LOCAL_LEAST) % (USABLE - 4)
    local = local if local <= _LOCAL_MOST else _LOCAL_LEAST
    found = bytearray(page[at : at + local])
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while len(found) < size and following:
        more = overflow(following)
        if more is None:
            return None
        following = int.from_bytes(more[:4], "big")
        found += more[4:USABLE][: size - len(found)]
    return bytes(found) if len(found) == size else None


def varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's variable-length integer, and where it ends."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _values(record: bytes) -> list[Value]:
    end, at = varint(record, 0)
    kinds = []
    while at < end:
        kind, at = varint(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(record, at, kind)
        values.append(value)
    if at != len(record):
        raise ValueError("no record")
    return values


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(record[at:end], "big", signed=True), end
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(0, kind - 7)], at
    if kind < 12:
        return None, at + 8  # a float: no column that is rescued holds one
    end = at + (kind - 12) // 2
    piece = record[at:end]
    return (piece.decode() if kind % 2 else piece), end
