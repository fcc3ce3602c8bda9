"""What is left of a device's entries once their payloads are gone: the links of its chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
import zstandard
from sqlalchemy import Connection, RowMapping, select

from app.store.tables import batch
from app.wire.entry import FIRST, link

_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One entry without its payload, and its hash."""

    n: int
    device: UUID
    group: UUID
    kind: str
    record: UUID
    officer: UUID
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came at once from one device, and what proves it; `first` is the number before it.

    `links` is None for one of before the audit.
    """

    incarnation: UUID
    first: int
    last_n: int
    at: datetime
    signature: bytes
    digest: bytes
    said_at: str
    public_key: bytes | None
    seal: bytes | None
    previous: bytes
    links: bytes | None

    def read(self) -> Iterator[Link]:
        """Its links; ValueError where they are none."""
        return read(self.previous, self.links or b"")


def batches(
    connection: Connection, device: UUID, least: int = 0, most: int = 1 << 62
) -> list[Batch]:
    """The batches of a device that hold entries between two numbers, life by life, in order."""
    touching = (batch.c.last_n >= least, batch.c.last_n - batch.c.count < most)
    question = select(batch).where(batch.c.device == device, *touching)
    rows = connection.execute(question.order_by(batch.c.incarnation, batch.c.last_n)).mappings()
    return [_batch(row) for row in rows]


def _batch(row: RowMapping) -> Batch:
    same = {name: row[name] for name in _SAME}
    first = row["last_n"] - row["count"]
    return Batch(first=first, previous=row["previous"] or FIRST, **same)


_SAME = tuple(Batch.__dataclass_fields__.keys() - {"first", "previous"})


def keep(headers: Sequence[bytes]) -> bytes:
    """The headers of a batch, packed."""
    whole = msgspec.msgpack.encode(headers)
    return zstandard.ZstdCompressor(level=3).compress(whole)


def read(previous: bytes, kept: bytes) -> Iterator[Link]:
    """The links of a batch that follows `previous`, each with the hash that comes of it.

    ValueError where that is no batch of links.
    """
    hash_ = previous
    try:
        plain = zstandard.ZstdDecompressor().decompress(kept, max_output_size=_LARGEST)
        for one in msgspec.msgpack.decode(plain, type=list[bytes]):
            hash_ = link(hash_, one)
            n, device, _, group, kind, record, _, officer, _, _ = msgspec.msgpack.decode(one)
            yield Link(
                n=n,
                device=UUID(bytes=device),
                group=UUID(bytes=group),
                kind=kind,
                record=UUID(bytes=record),
                officer=UUID(bytes=officer),
                hash=hash_,
            )
    except (zstandard.ZstdError, msgspec.MsgspecError, TypeError) as error:
        raise ValueError("no links") from error
