"""Whether the streams are what the centre once put into them: no hole, nothing edited or added."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, select

from app.domain.errors import Refused
from app.store import links
from app.store.devices import SHORT
from app.store.feed import OUTLIVE
from app.store.tables import change, root_leaf, stream
from app.wire.audit import AUDIT_ROOT, REDACTED, commit_body, run_on, stream_label
from app.wire.entry import FIRST
from app.wire.kinds import KINDS
from app.wire.talk import Change

_MANY = 2000
_NOBODY = UUID(int=0)
_OUTLIVE = REDACTED | OUTLIVE
_CENTRES_OWN = frozenset({"index_card", "number_block", "viewing"})
"""Kinds of records that the centre itself may say something of."""


@dataclass(slots=True, kw_only=True)
class Streams:
    """What was proved; `roots` are the fields of those that were told to the desks."""

    streams: int = 0
    changes: int = 0
    redacted: int = 0
    cut: dict[str, int] = field(default_factory=dict)
    roots: list[dict[str, object]] = field(default_factory=list)


def prove_streams(connection: Connection) -> Streams:
    """Every change of every stream. Refused "audit.…" at the first that is wrong."""
    done = Streams()
    rows = connection.execute(select(stream).order_by(stream.c.name)).all()
    known = {row.name for row in rows}
    _must_all_be_there(connection, known)
    for row in rows:
        _prove(connection, row, done)
        done.streams += 1
        if row.cut:
            done.cut[row.name] = row.cut
    return done


def _must_all_be_there(connection: Connection, known: set[str]) -> None:
    there = connection.execute(select(change.c.stream).distinct()).scalars()
    if strange := set(there) - known:
        raise Refused("audit.change_added", stream=min(strange), seq=1)
    covered = select(root_leaf.c.label).where(root_leaf.c.label.startswith("stream:")).distinct()
    told = {label.removeprefix("stream:") for label in connection.execute(covered).scalars()}
    if gone := told - known:
        raise Refused("audit.stream_gone", stream=min(gone))


def _prove(connection: Connection, row: Row[Any], done: Streams) -> None:
    name, seq, head = row.name, row.cut, row.cut_head
    if not row.cut and head != FIRST:
        raise Refused("audit.stream_rewritten", stream=name, seq=0)
    leaves = _leaves(connection, name)
    _prove_below(connection, row, done)
    for page in _pages(connection, name, row.cut):
        read = []
        for one in page:
            _must_follow(name, one.seq, seq, row.last)
            read.append(_read(name, one))
            seq, head = one.seq, run_on(head, one.seq, one.commitment)
            if leaves.get(seq, head) != head:
                raise Refused("audit.stream_rewritten", stream=name, seq=seq)
        _must_be_said(connection, name, read)
        done.roots += [one.fields for one in read if one.kind == AUDIT_ROOT]
        done.redacted += sum(one.salt is None for one in page)
        done.changes += len(page)
    _must_follow(name, max(row.last, *leaves, 0) + 1, seq, row.last + 1)
    if head != row.head:
        raise Refused("audit.stream_rewritten", stream=name, seq=seq)


def _must_follow(name: str, seq: int, before: int, last: int) -> None:
    if seq != before + 1:
        raise Refused("audit.change_gone", stream=name, seq=before + 1)
    if seq > last:
        raise Refused("audit.change_added", stream=name, seq=seq)


def _leaves(connection: Connection, name: str) -> dict[int, bytes]:
    """Where roots say that a stream stood."""
    question = select(root_leaf.c.seq, root_leaf.c.head)
    rows = connection.execute(question.where(root_leaf.c.label == stream_label(name)))
    return {row.seq: row.head for row in rows}


def _prove_below(connection: Connection, row: Row[Any], done: Streams) -> None:
    """Below the cut there are only letters, which outlive the dropping of the log: by their own
    commitments alone."""
    for page in _pages(connection, row.name, 0, row.cut):
        for one in page:
            if one.seq > row.dropped or _read(row.name, one).kind not in _OUTLIVE:
                raise Refused("audit.change_added", stream=row.name, seq=one.seq)
        done.redacted += sum(one.salt is None for one in page)
        done.changes += len(page)


def _pages(
    connection: Connection, name: str, after: int, upto: int | None = None
) -> Iterator[Sequence[Row[Any]]]:
    question = select(change).where(change.c.stream == name).order_by(change.c.seq).limit(_MANY)
    if upto is not None:
        question = question.where(change.c.seq <= upto)
    while page := connection.execute(question.where(change.c.seq > after)).all():
        yield page
        after = page[-1].seq


def _read(name: str, row: Row[Any]) -> Change:
    """A change that is what was committed to, or of which only the number is left."""
    edited = Refused("audit.change_edited", stream=name, seq=row.seq)
    try:
        one = msgspec.msgpack.decode(row.body, type=Change)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise edited from None
    if row.salt is None:
        right = one.kind in REDACTED and not one.fields and not one.reason
    else:
        right = commit_body(row.salt, row.body) == row.commitment
    if not right or one.seq != row.seq:
        raise edited
    return one


def _must_be_said(connection: Connection, name: str, changes: Iterable[Change]) -> None:
    """What a change says of a device and an officer stands in that device's own chain."""
    by_device: dict[UUID, list[Change]] = {}
    for one in changes:
        if one.kind not in KINDS:
            continue
        if one.device != _NOBODY and one.n:
            by_device.setdefault(one.device, []).append(one)
        elif one.kind not in _CENTRES_OWN and not _is_withheld(one):
            raise Refused("audit.never_said", stream=name, seq=one.seq, device="–")
    for device, said in by_device.items():
        chain = _chain(connection, device, said)
        for one in said:
            heard = chain.get(one.n)
            if heard is not None and (one.kind, one.record, one.group, one.officer) not in heard:
                short = device.hex[-SHORT:]
                raise Refused("audit.never_said", stream=name, seq=one.seq, device=short)


def _is_withheld(one: Change) -> bool:
    """The centre closes an officer's account, or opens it again, and gives a bed to one of two;
    nothing else of them."""
    return (one.kind, *one.fields) in {("officer", "active"), ("bed_stay", "lost_to")}


_Said = tuple[str, UUID, UUID, UUID]


def _chain(
    connection: Connection, device: UUID, changes: Sequence[Change]
) -> dict[int, set[_Said]]:
    """Number -> what the device said under it, in any of its lives; numbers of before the audit
    are left out, and one that it never reached has an empty set."""
    numbers = {one.n for one in changes}
    found: dict[int, set[_Said]] = {n: set() for n in numbers}
    for one in links.batches(connection, device, min(numbers), max(numbers)):
        if one.links is None:
            for n in range(one.first + 1, one.last_n + 1):
                found.pop(n, None)
            continue
        for link in one.read():
            if link.n in found:
                found[link.n].add((link.kind, link.record, link.group, link.officer))
    return found
