"""The centre's roots: one signed hash after another, over every device chain and every stream."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.store import feed, walls
from app.store.devices import Device
from app.store.news import stamp_of
from app.store.tables import enrolled, root, root_leaf, stream
from app.wire.audit import (
    AUDIT_ROOT,
    Leaf,
    Proof,
    Root,
    device_label,
    fields_of,
    path_of,
    stream_label,
    tree_of,
)
from app.wire.entry import FIRST
from app.wire.talk import Change

IN = "ref"
"""The stream in which roots travel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A new root, and where the streams stand that it moved."""

    root: Root
    moved: dict[str, int]


def publish(engine: Engine, key: Ed25519PrivateKey, at: datetime) -> Published | None:
    """Sign where everything stands, when anything is new since the last root; None otherwise, and
    where another centre on the same database was quicker."""
    try:
        with walls.within(engine, walls.EVERYWHERE) as connection:
            return _publish(connection, key, at)
    except IntegrityError:
        return None
    except OperationalError as error:
        raise Unavailable("centre.no_connection") from error


def _publish(connection: Connection, key: Ed25519PrivateKey, at: datetime) -> Published | None:
    last = newest(connection)
    before = {leaf.label: leaf for leaf in leaves_at(connection, last.n)} if last else {}
    now = _standing(connection)
    moved = {label: leaf for label, leaf in now.items() if before.get(label) != leaf}
    if not _is_news(moved, before):
        return None
    leaves = in_order((before | now).values())
    made = Root(
        n=last.n + 1 if last else 1,
        at=at,
        leaves=len(leaves),
        tree=tree_of([leaf.hash for leaf in leaves]),
        previous=last.hash if last else FIRST,
        key=key.public_key().public_bytes_raw(),
    ).signed(key)
    connection.execute(insert(root), {name: getattr(made, name) for name in _FIELDS})
    rows = [
        {"label": one.label, "root": made.n, "seq": one.seq, "head": one.head}
        for one in moved.values()
    ]
    connection.execute(insert(root_leaf), rows)
    return Published(root=made, moved=feed.append(connection, {IN: [_change(made)]}))


_FIELDS = tuple(column.name for column in root.columns)


def _is_news(moved: Mapping[str, Leaf], before: Mapping[str, Leaf]) -> bool:
    """A root is itself a change of `ref`: alone it calls for no other."""
    label = stream_label(IN)
    if moved.keys() != {label}:
        return bool(moved)
    return label not in before or moved[label].seq > before[label].seq + 1


def _standing(connection: Connection) -> dict[str, Leaf]:
    devices = connection.execute(
        select(enrolled.c.device, enrolled.c.incarnation, enrolled.c.last_n, enrolled.c.last_hash)
    )
    streams = connection.execute(select(stream.c.name, stream.c.last, stream.c.head))
    chains = (
        Leaf(label=device_label(row.device, row.incarnation), seq=row.last_n, head=row.last_hash)
        for row in devices
    )
    feeds = (Leaf(label=stream_label(row.name), seq=row.last, head=row.head) for row in streams)
    return {leaf.label: leaf for leaf in (*chains, *feeds)}


def _change(made: Root) -> Change:
    nobody = UUID(int=0)
    return Change(
        seq=0,
        kind=AUDIT_ROOT,
        record=new_id(),
        fields=fields_of(made),
        versions={},
        device=nobody,
        n=0,
        group=new_id(),
        officer=nobody,
        hlc=stamp_of(made.at),
    )


def in_order(leaves: Iterable[Leaf]) -> list[Leaf]:
    """As they stand in the tree, whatever the database's own order of text is."""
    return sorted(leaves, key=lambda leaf: leaf.label)


def newest(connection: Connection) -> Root | None:
    """The last root; None before the first."""
    row = connection.execute(select(root).order_by(root.c.n.desc()).limit(1)).mappings().first()
    return Root(**row) if row else None


def every(connection: Connection) -> list[Root]:
    """All roots, oldest first."""
    return [Root(**row) for row in connection.execute(select(root).order_by(root.c.n)).mappings()]


def all_roots(engine: Engine) -> list[Root]:
    """The same, for whoever writes them down."""
    with engine.begin() as connection:
        return every(connection)


def leaves_at(connection: Connection, n: int) -> list[Leaf]:
    """The leaves of root `n`, in the order of the tree."""
    newest_of = (
        select(root_leaf.c.label, func.max(root_leaf.c.root).label("root"))
        .where(root_leaf.c.root <= n)
        .group_by(root_leaf.c.label)
        .subquery()
    )
    found = connection.execute(
        select(root_leaf.c.label, root_leaf.c.seq, root_leaf.c.head).join(
            newest_of,
            (root_leaf.c.label == newest_of.c.label) & (root_leaf.c.root == newest_of.c.root),
        )
    )
    return in_order([Leaf(label=row.label, seq=row.seq, head=row.head) for row in found])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The leaves of one root, kept for the desks that ask one after another."""

    root: int
    leaves: tuple[Leaf, ...]

    def proof(self, device: Device) -> Proof:
        """That the root covers a device. Refused "audit.not_covered" where it does not."""
        label = device_label(device.device, device.incarnation)
        index = next((i for i, leaf in enumerate(self.leaves) if leaf.label == label), None)
        if index is None:
            raise Refused("audit.not_covered", root=self.root)
        path = path_of([leaf.hash for leaf in self.leaves], index)
        return Proof(root=self.root, leaf=self.leaves[index], index=index, path=path)


def tree(engine: Engine, n: int) -> Tree:
    """The tree of a root. Refused "audit.no_root"."""
    with engine.begin() as connection:
        if connection.execute(select(root.c.n).where(root.c.n == n)).first() is None:
            raise Refused("audit.no_root", root=n)
        return Tree(root=n, leaves=tuple(leaves_at(connection, n)))
