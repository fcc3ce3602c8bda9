"""Whether desk and centre have the same rows: 256 sums a stream over ids and versions.

A sum does not say in which order its rows were added, so both ends may read them as they lie.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.wire.talk import Change

BUCKETS = 256
_MODULO = 1 << 64


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSums:
    """The sums of one stream."""

    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The sums at `seq`: they say something only to who has heard as much."""

    stream: str
    seq: int
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBucket:
    """The rows of one bucket."""

    stream: str
    bucket: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The rows, whole, as changes."""

    stream: str
    bucket: int
    seq: int
    rows: tuple[Change, ...]


def bucket_of(record: UUID) -> int:
    """Where a record is counted: by the end of its id, which is chance."""
    return record.int & (BUCKETS - 1)


def plain(versions: Mapping[str, str]) -> dict[str, str]:
    """The same versions said in the fewest words: a field like the whole record needs none."""
    whole = versions.get("*")
    return {name: v for name, v in versions.items() if name == "*" or v != whole}


def sums_of(rows: Iterable[tuple[str, UUID, Mapping[str, str]]]) -> tuple[int, ...]:
    """Kind, id and versions of every row, summed by bucket."""
    sums = [0] * BUCKETS
    for kind, record, versions in rows:
        at = record.int & (BUCKETS - 1)
        sums[at] = (sums[at] + _number(kind, record, versions)) % _MODULO
    return tuple(sums)


def _number(kind: str, record: UUID, versions: Mapping[str, str]) -> int:
    said = versions if len(versions) < 2 else dict(sorted(plain(versions).items()))
    words = f"{kind}|{record.hex}|{'|'.join(f'{n}={v}' for n, v in said.items())}"
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big")
