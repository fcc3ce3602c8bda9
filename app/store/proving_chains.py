"""Whether every device's chain at the centre is the one that the device sealed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.domain.errors import Refused
from app.store import devices, links
from app.store.devices import SHORT, Device
from app.store.links import Batch
from app.store.tables import batch, root, root_leaf
from app.wire.audit import device_label, to_seal, verified
from app.wire.entry import FIRST
from app.wire.talk import signed_text

PUSH = "/v1/push"
"""The path that is signed with every batch."""
Point = tuple[int, bytes]
"""The number and the hash of an entry."""


@dataclass(slots=True, kw_only=True)
class Chains:
    """What was proved. `unsealed` batches came from desks that did not seal theirs yet."""

    devices: int = 0
    entries: int = 0
    batches: int = 0
    unsealed: int = 0
    labels: set[str] = field(default_factory=set)


def prove_chains(connection: Connection) -> Chains:
    """Every batch, link and signature. Refused "audit.…" at the first that is wrong."""
    done = Chains()
    since = connection.execute(select(func.min(root.c.at))).scalar()
    known = devices.every(connection)
    _must_be_known(connection, known)
    for device in known:
        _prove(connection, device, since, done)
        done.devices += 1
    _must_be_there(connection, done.labels)
    return done


def _must_be_known(connection: Connection, known: Sequence[Device]) -> None:
    for device in connection.execute(select(batch.c.device).distinct()).scalars():
        if device not in {one.device for one in known}:
            raise Refused("audit.device_gone", device=_short(device))


def _must_be_there(connection: Connection, labels: set[str]) -> None:
    """Chains that a root covers and that are nowhere any more."""
    covered = select(root_leaf.c.label).where(root_leaf.c.label.startswith("device:")).distinct()
    for label in sorted(connection.execute(covered).scalars()):
        if label not in labels:
            raise Refused("audit.device_gone", device=label.split(":")[1][-SHORT:])


def _short(device: UUID) -> str:
    return device.hex[-SHORT:]


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One device on the way through its lives: the points at which later lives begin."""

    device: Device
    since: datetime | None
    wanted: set[Point]
    met: set[Point] = field(default_factory=lambda: {(0, FIRST)})
    old: bool = False
    """Whether there are batches of before the audit, of which no links were kept."""

    def refuse(self, key: str, n: int) -> Refused:
        """What is wrong, and where."""
        return Refused(key, device=_short(self.device.device), n=n)


def _prove(connection: Connection, device: Device, since: datetime | None, done: Chains) -> None:
    lives = _lives(connection, device.device)
    end = (device.last_n, device.last_hash)
    walk = _Walk(device=device, since=since, wanted={*(_start(some) for _, some in lives), end})
    for life, some in lives:
        _walk(connection, walk, life, some, done)
        done.labels.add(device_label(device.device, life))
    current = dict(lives).get(device.incarnation)
    heard = current[-1].last_n if current else device.last_n
    if heard != device.last_n or (not walk.old and end not in walk.met):
        raise walk.refuse("audit.chain_hole", min(heard, device.last_n) + 1)
    label = device_label(device.device, device.incarnation)
    _must_reach(_leaves(connection, label), walk, device.last_n)
    done.labels.add(label)


def _lives(connection: Connection, device: UUID) -> list[tuple[UUID, list[Batch]]]:
    """The batches of a device by the lives of its disk, in the order in which they began."""
    found = links.batches(connection, device)
    lives = [(life, list(some)) for life, some in groupby(found, key=lambda b: b.incarnation)]
    return sorted(lives, key=lambda life: min(one.at for one in life[1]))


def _start(found: Sequence[Batch]) -> Point:
    first = next((one for one in found if one.links is not None), found[0])
    return first.first, first.previous


def _walk(
    connection: Connection, walk: _Walk, life: UUID, found: Sequence[Batch], done: Chains
) -> None:
    leaves = _leaves(connection, device_label(walk.device.device, life))
    stands: Point | None = None
    for one in found:
        if one.links is None:
            _must_be_old(walk, one, stands)
            continue
        stands = _begin(walk, one, stands)
        for point in _linked(walk, one):
            if point in walk.wanted:
                walk.met.add(point)
            if leaves.get(point[0], point[1]) != point[1]:
                raise walk.refuse("audit.chain_rewritten", point[0])
            stands = point
        _must_be_signed(walk, one, life, stands)
        done.entries += one.last_n - one.first
        done.batches += 1
        done.unsealed += one.seal is None
    _must_reach(leaves, walk, found[-1].last_n)


def _begin(walk: _Walk, one: Batch, stands: Point | None) -> Point:
    """A batch follows the one before; a life begins where an earlier one was heard."""
    begins = (one.first, one.previous)
    if stands is None and not walk.old and begins not in walk.met:
        gone = one.first and not walk.met - {(0, FIRST)}
        raise walk.refuse("audit.chain_hole" if gone else "audit.strange_life", one.first)
    if stands is not None and begins[0] != stands[0]:
        raise walk.refuse("audit.chain_hole", stands[0] + 1)
    if stands is not None and begins != stands:
        raise walk.refuse("audit.chain_changed", one.first + 1)
    return begins


def _must_be_old(walk: _Walk, one: Batch, stands: Point | None) -> None:
    if stands is not None or (walk.since and one.at >= walk.since):
        raise walk.refuse("audit.links_gone", one.last_n)
    walk.old = True


def _linked(walk: _Walk, one: Batch) -> Iterator[Point]:
    """The points of one batch, each a link that follows the one before."""
    n = one.first
    try:
        for link in one.read():
            n += 1
            if link.n != n or link.device != walk.device.device:
                raise walk.refuse("audit.chain_changed", n)
            yield n, link.hash
    except ValueError:
        raise walk.refuse("audit.chain_changed", n + 1) from None
    if n != one.last_n:
        raise walk.refuse("audit.chain_hole", n + 1)


def _must_be_signed(walk: _Walk, one: Batch, life: UUID, stands: Point) -> None:
    device, key = walk.device, one.public_key or b""
    right = key == device.public_key or life != device.incarnation
    said = signed_text(PUSH, one.said_at, one.digest)
    right = right and verified(key, one.signature, said)
    if one.seal is not None:
        right = right and verified(key, one.seal, to_seal(device.device, life, *stands))
    if not right:
        raise walk.refuse("audit.wrong_signature", one.last_n)


def _leaves(connection: Connection, label: str) -> dict[int, bytes]:
    question = select(root_leaf.c.seq, root_leaf.c.head).where(root_leaf.c.label == label)
    return {row.seq: row.head for row in connection.execute(question)}


def _must_reach(leaves: Iterable[int], walk: _Walk, last: int) -> None:
    if max(leaves, default=0) > last:
        raise walk.refuse("audit.chain_hole", last + 1)
