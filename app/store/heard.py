"""The centre's roots as a desk hears them: each must follow the last and cover what the desk said.

Whoever runs the centre cannot take back what stands under a root that a desk has heard: the next
one would not follow, or this desk's own chain would not be in it. Then a letter says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from app.domain.errors import Refused
from app.store import journal, line
from app.store.ask import Asks
from app.store.tables import letter, root_heard
from app.wire.audit import Proof, Root, device_label, is_in, root_of
from app.wire.entry import FIRST
from app.wire.talk import Change

LETTER_KIND = "audit_broken"
OPEN, PROVED, BEFORE, BROKEN = "", "proved", "before", "broken"
"""How a root stands: not looked into, covering this desk, of before it joined, or wrong."""
AT_LEAST = timedelta(minutes=10)
"""A root covers what was acknowledged so long before it: a push may take its time."""
_ROOT = tuple(Root.__dataclass_fields__)
_KINDS = frozenset({"letter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A root, how it stands, and the proof that it covers this desk."""

    root: Root
    state: str
    proof: Proof | None


def hear(connection: Connection, one: Change, at: datetime) -> frozenset[str]:
    """Keep a root that came; answers the kinds of what changed here: a letter, where it does not
    follow the last one."""
    try:
        new = root_of(one.fields)
    except ValueError:
        return tell(connection, Refused("audit.root_forged", root=0), one.record.hex, at)
    last = newest(connection)
    known = _known(connection, new.n)
    if known is not None:
        if known == new:
            return frozenset()
        return tell(connection, Refused("audit.root_differs", root=new.n), new.hash.hex(), at)
    wrong = _wrong(new, last)
    _keep(connection, new, BROKEN if wrong else OPEN, at)
    return tell(connection, wrong, new.hash.hex(), at) if wrong else frozenset()


def _wrong(new: Root, last: Root | None) -> Refused | None:
    if not new.is_signed() or (last and new.key != last.key):
        return Refused("audit.root_forged", root=new.n)
    if last and new.n != last.n + 1:
        return Refused("audit.root_gone", root=last.n + 1)
    if last and new.previous != last.hash:
        return Refused("audit.root_broken", root=new.n)
    return None


def _keep(connection: Connection, new: Root, state: str, at: datetime) -> None:
    known = line.known(connection)
    behind = timedelta(milliseconds=known.behind_ms if known else 0)
    values = {name: getattr(new, name) for name in _ROOT}
    values |= {"heard_at": at + behind, "sent": known.sent if known else 0, "state": state}
    connection.execute(insert(root_heard).values(values))


def tell(connection: Connection, wrong: Refused, about: str, at: datetime) -> frozenset[str]:
    """A letter, once for the same thing; answers the kinds that changed."""
    facts = {name: str(fact) for name, fact in wrong.facts.items()}
    one = line.Letter(
        id=_letter_id(wrong.key, about),
        kind=LETTER_KIND,
        person=None,
        about="",
        record=None,
        content={"reason": wrong.key, "facts": facts},
        at=at,
    )
    line.put_letter(connection, one)
    return _KINDS


def _letter_id(key: str, about: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"guitu {key} {about}")


def newest(connection: Connection) -> Root | None:
    """The last root heard."""
    question = select(root_heard).order_by(root_heard.c.n.desc()).limit(1)
    row = connection.execute(question).mappings().first()
    return _root(row) if row else None


def _known(connection: Connection, n: int) -> Root | None:
    row = connection.execute(select(root_heard).where(root_heard.c.n == n)).mappings().first()
    return _root(row) if row else None


def _root(row: Any) -> Root:
    return Root(**{name: row[name] for name in _ROOT})


def heard_of(row: Any) -> Heard:
    """A row as what it holds."""
    proof = msgspec.msgpack.decode(row["proof"], type=Proof) if row["proof"] else None
    return Heard(root=_root(row), state=row["state"], proof=proof)


def to_prove(asks: Asks) -> int:
    """The number of the newest root where nobody has looked yet whether it covers this desk; 0
    where there is none."""
    question = select(root_heard.c.n, root_heard.c.state).order_by(root_heard.c.n.desc()).limit(1)
    rows = asks.ask(question)
    return int(rows[0].n) if rows and rows[0].state == OPEN else 0


def look_into(connection: Connection, n: int, proof: Proof | None, at: datetime) -> frozenset[str]:
    """Whether root `n` covers this desk, by the proof that the centre gave (None: it has none);
    answers the kinds of what changed here."""
    found = _known(connection, n)
    if found is None:
        return frozenset()
    state, wrong = PROVED, None
    if proof is None and _is_of_before(connection, found):
        state = BEFORE
    else:
        wrong = _uncovered(connection, found, proof)
    values: dict[str, object] = {"state": BROKEN if wrong else state}
    if proof is not None:
        values["proof"] = msgspec.msgpack.encode(proof)
    connection.execute(update(root_heard).where(root_heard.c.n == n).values(values))
    return tell(connection, wrong, found.hash.hex(), at) if wrong else frozenset()


def _is_of_before(connection: Connection, found: Root) -> bool:
    known = line.known(connection)
    return known is None or found.at <= known.enrolled_at + AT_LEAST


def _uncovered(connection: Connection, found: Root, proof: Proof | None) -> Refused | None:
    """Why a root does not cover what this desk said; None where it does."""
    if proof is None:
        return Refused("audit.not_covered", root=found.n)
    own = journal.origin(connection)
    right = proof.leaf.label == device_label(own.device, own.incarnation)
    if not right or not is_in(found, proof):
        return Refused("audit.wrong_proof", root=found.n)
    return _not_ours(connection, found, proof)


def _not_ours(connection: Connection, found: Root, proof: Proof) -> Refused | None:
    said = journal.hash_of(connection, proof.leaf.seq) if proof.leaf.seq else FIRST
    if said != proof.leaf.head:
        return Refused("audit.other_entries", root=found.n, n=proof.leaf.seq)
    must = connection.execute(
        select(func.max(root_heard.c.sent)).where(root_heard.c.heard_at < found.at - AT_LEAST)
    ).scalar()
    if proof.leaf.seq < (must or 0):
        return Refused("audit.entries_gone", root=found.n, n=proof.leaf.seq + 1)
    return None


def recheck(connection: Connection, found: Sequence[Heard]) -> int:
    """Look again at every root that was proved; answers the last entry they cover. Refused
    "audit.…" at the first that is wrong and that nobody has answered yet."""
    covers = 0
    for one in found:
        if one.state == BROKEN and not _answered(connection, one.root):
            raise Refused("audit.root_unsettled", root=one.root.n)
        if one.state == PROVED and one.proof is not None:
            own = journal.origin(connection)
            mine = one.proof.leaf.label == device_label(own.device, own.incarnation)
            if not is_in(one.root, one.proof):
                raise Refused("audit.wrong_proof", root=one.root.n)
            if mine and (wrong := _not_ours(connection, one.root, one.proof)):
                raise wrong
            covers = max(covers, one.proof.leaf.seq) if mine else covers
    return covers


def _answered(connection: Connection, root: Root) -> bool:
    """Whether officers know why: the letter about it is settled."""
    about = root.hash.hex()
    ids = [_letter_id(key, about) for key in _REASONS]
    settled = select(letter.c.id).where(letter.c.id.in_(ids), letter.c.settled_at.is_not(None))
    return connection.execute(settled).first() is not None


_REASONS = (
    "audit.root_forged",
    "audit.root_gone",
    "audit.root_broken",
    "audit.not_covered",
    "audit.wrong_proof",
    "audit.other_entries",
    "audit.entries_gone",
)
