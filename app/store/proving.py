"""Whether a centre's books are right: chains, streams, roots; the first that is wrong is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from app.domain.errors import Refused
from app.store import roots, walls
from app.store.proving_chains import prove_chains
from app.store.proving_streams import Streams, prove_streams
from app.store.tables import root_leaf
from app.wire.audit import Leaf, Root, root_of, tree_of
from app.wire.entry import FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """How much was looked at. `redacted` changes have only their number left; `cut` streams begin
    after a number."""

    devices: int
    entries: int
    batches: int
    unsealed: int
    streams: int
    changes: int
    redacted: int
    cut: Mapping[str, int]
    roots: int


def prove(engine: Engine, key: bytes, shown: Sequence[Root] = ()) -> Proved:
    """Everything, in one view of the database; `key` is the centre's own (empty: the first root's),
    `shown` are roots that somebody else kept. Refused "audit.…" at the first thing that is wrong.
    """
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        walls.stand_in(connection, walls.EVERYWHERE)
        found = roots.every(connection)
        prove_roots(found, key)
        _prove_trees(connection, found)
        chains = prove_chains(connection)
        streams = prove_streams(connection)
        _must_be_told(found, streams)
        _must_be_shown(found, shown)
    return Proved(
        devices=chains.devices,
        entries=chains.entries,
        batches=chains.batches,
        unsealed=chains.unsealed,
        streams=streams.streams,
        changes=streams.changes,
        redacted=streams.redacted,
        cut=streams.cut,
        roots=len(found),
    )


def prove_roots(found: Sequence[Root], key: bytes = b"") -> None:
    """Each follows the one before and is signed by one key; they begin anywhere where they were
    heard, and at 1 where they were made (`key` is given)."""
    wanted, hash_ = 1, FIRST
    if found and not key:
        key, wanted, hash_ = found[0].key, found[0].n, found[0].previous
    for one in found:
        if one.n != wanted:
            raise Refused("audit.root_gone", root=wanted)
        if one.key != key or not one.is_signed():
            raise Refused("audit.root_forged", root=one.n)
        if one.previous != hash_:
            raise Refused("audit.root_broken", root=one.n)
        wanted, hash_ = one.n + 1, one.hash


def _prove_trees(connection: Connection, found: Sequence[Root]) -> None:
    """The leaves that are kept add up to what was signed."""
    leaves: dict[str, Leaf] = {}
    for one in found:
        moved = connection.execute(select(root_leaf).where(root_leaf.c.root == one.n))
        for row in moved:
            leaves[row.label] = Leaf(label=row.label, seq=row.seq, head=row.head)
        whole = roots.in_order(leaves.values())
        if len(whole) != one.leaves or tree_of([leaf.hash for leaf in whole]) != one.tree:
            raise Refused("audit.root_tree", root=one.n)
    last = found[-1].n if found else 0
    later = select(root_leaf.c.root).where(root_leaf.c.root > last).limit(1)
    if connection.execute(later).first() is not None:
        raise Refused("audit.root_gone", root=last + 1)


def _must_be_told(found: Sequence[Root], streams: Streams) -> None:
    """What the desks were told are these roots, and all of them."""
    told = {one.n: one for one in (root_of(fields) for fields in streams.roots)}
    made = {one.n: one for one in found}
    for n in sorted(told):
        if n not in made:
            raise Refused("audit.root_gone", root=n)
        if told[n] != made[n]:
            raise Refused("audit.root_differs", root=n)
    since = min(told, default=len(found) + 1) if roots.IN in streams.cut else 1
    for n in made:
        if n >= since and n not in told:
            raise Refused("audit.root_untold", root=n)


def _must_be_shown(found: Sequence[Root], shown: Sequence[Root]) -> None:
    """What somebody else kept is what stands here."""
    made = {one.n: one for one in found}
    for one in shown:
        if one.n not in made:
            raise Refused("audit.root_gone", root=one.n)
        if made[one.n] != one:
            raise Refused("audit.root_differs", root=one.n)
