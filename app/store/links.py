"""What is left of a device's entries once their payloads are gone: the links of its chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
import zstandard

from app.wire.entry import Entry, header, link

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


def keep(entries: Sequence[Entry]) -> bytes:
    """The headers of a batch, packed."""
    headers = msgspec.msgpack.encode([header(entry) for entry in entries])
    return zstandard.ZstdCompressor(level=3).compress(headers)


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
