"""The desk's end of the line: where the centre is, what waits to be sent, what came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.letter import LetterAnswer
from app.store import journal
from app.store.adding import MANY
from app.store.ask import Asks
from app.store.devices import SHORT
from app.store.rows import record_of
from app.store.tables import (
    TABLES,
    cursor,
    device,
    letter,
    line,
    loading,
    others_face,
    root_heard,
    sent_face,
)
from app.store.tables import journal as journal_table
from app.wire.entry import Entry
from app.wire.faces import hollow
from app.wire.talk import MOST_BYTES, MOST_ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The centre that this desk was let in to, and how far each side has heard the other.

    `device_key` is the raw Ed25519 key; `authority` the PEM of who signs the centre's certificate;
    `centre_key` what it signs snapshots with; `stick_key` opens the sticks that it writes.
    """

    url: str
    authority: str
    device_key: bytes
    network_key: bytes
    station: str
    enrolled_at: datetime
    sent: int = 0
    seen_hlc: int = 0
    behind_ms: int = 0
    centre_key: bytes | None = None
    stick_key: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the officers have to hear of; settled by somebody, never deleted."""

    id: UUID
    kind: str
    person: UUID | None
    about: str
    record: UUID | None
    content: dict[str, Any]
    at: datetime
    settled_at: datetime | None = None
    settled_by: UUID | None = None
    settled_how: str = ""


def known(connection: Connection) -> Known | None:
    """The centre; None where this desk stands alone."""
    row = connection.execute(select(line)).mappings().first()
    return Known(**{name: row[name] for name in Known.__dataclass_fields__}) if row else None


def keep(connection: Connection, one: Known) -> None:
    """From now on this desk speaks to that centre; every stream begins anew. What another centre
    signed does not bind this one."""
    before = known(connection)
    if before and before.authority != one.authority:
        connection.execute(delete(root_heard))
    connection.execute(delete(line))
    connection.execute(delete(cursor))
    # Whether others' templates may be here, and what the centre has of one's own, it says anew.
    connection.execute(delete(others_face))
    connection.execute(delete(sent_face))
    connection.execute(delete(loading))
    values = {name: getattr(one, name) for name in Known.__dataclass_fields__}
    connection.execute(insert(line).values(id=1, **values))


def move_to(connection: Connection, url: str) -> None:
    """The same centre has another address; what was said and heard stays said and heard."""
    connection.execute(update(line).values(url=url))


def waiting(connection: Connection, after: int) -> list[Entry]:
    """The next entries to send: whole groups, so many and so large as travel at once."""
    found: list[Entry] = []
    size = 0
    for _, group in groupby(_following(connection, after), key=lambda e: e.group):
        whole = [hollow(one) for one in group]
        weight = sum(len(e.payload) + 300 for e in whole)
        if found and (len(found) + len(whole) > MOST_ENTRIES or size + weight > MOST_BYTES):
            break
        found += whole
        size += weight
    return found


def _following(connection: Connection, after: int) -> list[Entry]:
    """Whole groups. The last one of a page may be cut off by it: then it waits, or is read to
    its end where it is the only one."""
    found = journal.some(connection, after, MOST_ENTRIES + 1)
    if len(found) <= MOST_ENTRIES:
        return found
    last = found[-1].group
    if found[0].group != last:
        return [e for e in found if e.group != last]
    while page := journal.some(connection, found[-1].n, MOST_ENTRIES):
        found += [e for e in page if e.group == last]
        if page[-1].group != last:
            break
    return found


def address(asks: Asks) -> tuple[str, str]:
    """The centre's address, and the end of this device's id as it is read out to its
    administrator."""
    urls, ids = asks.ask(select(line.c.url)), asks.ask(select(device.c.id))
    return urls[0].url if urls else "", ids[0].id.hex[-SHORT:]


def has_joined(asks: Asks) -> bool:
    """Whether this desk speaks to a centre."""
    return bool(asks.ask(select(line.c.id)))


def how_many_wait(asks: Asks) -> int:
    """Entries that the centre has not acknowledged; all of them where there is no centre."""
    rows = asks.ask(select(func.count()).where(journal_table.c.n > sent_so_far(asks)))
    return int(rows[0][0])


def sent_so_far(asks: Asks) -> int:
    """Up to where the centre has acknowledged the journal."""
    rows = asks.ask(select(line.c.sent))
    return int(rows[0].sent) if rows else 0


def acknowledge(connection: Connection, n: int, behind_ms: int) -> None:
    """The centre has everything up to `n`; its clock is so far ahead of this one."""
    connection.execute(update(line).values(sent=n, behind_ms=behind_ms))


def note_hlc(connection: Connection, seen: int) -> None:
    """No stamp given from now on may be before what was seen."""
    connection.execute(update(line).where(line.c.seen_hlc < seen).values(seen_hlc=seen))


def keep_keys(connection: Connection, centre_key: bytes, stick_key: bytes) -> None:
    """What the centre signs and seals with, for a desk that was let in before it said so."""
    connection.execute(update(line).values(centre_key=centre_key, stick_key=stick_key))


def cursors(asks: Asks) -> dict[str, tuple[int, datetime]]:
    """Stream -> how far it has been heard, and when."""
    return {row.stream: (row.seq, row.at) for row in asks.ask(select(cursor))}


def move(connection: Connection, name: str, seq: int, at: datetime) -> None:
    """A stream has been heard up to `seq`."""
    connection.execute(_MOVED, {"stream": name, "seq": seq, "at": at})


_MOVE = sqlite.insert(cursor).values({name: bindparam(name) for name in ("stream", "seq", "at")})
_MOVED = _MOVE.on_conflict_do_update(
    index_elements=[cursor.c.stream],
    set_={"seq": _MOVE.excluded.seq, "at": _MOVE.excluded.at},
)


def put_letter(connection: Connection, one: Letter) -> None:
    """Into the letterbox, once."""
    values = {name: getattr(one, name) for name in Letter.__dataclass_fields__}
    connection.execute(sqlite.insert(letter).values(values).on_conflict_do_nothing())


def letters(asks: Asks, *, settled: bool = False, most: int = 200) -> list[Letter]:
    """What is in the letterbox, newest first."""
    open_ones = letter.c.settled_at.is_not(None) if settled else letter.c.settled_at.is_(None)
    question = select(letter).where(open_ones).order_by(letter.c.at.desc(), letter.c.id.desc())
    return [_letter(row._asdict()) for row in asks.ask(question.limit(most))]


def _letter(row: dict[str, Any]) -> Letter:
    return Letter(**{name: row[name] for name in Letter.__dataclass_fields__})


def settle_letter(connection: Connection, said: LetterAnswer) -> None:
    """Somebody has seen to it; who was first stays."""
    connection.execute(
        update(letter)
        .where(letter.c.id == said.letter, letter.c.settled_at.is_(None))
        .values(settled_at=said.at, settled_by=said.officer, settled_how=said.how)
    )


def settle_answered(connection: Connection, came: Iterable[UUID]) -> None:
    """Letters that just came and were answered before: a desk that begins with a snapshot has the
    answers first."""
    answers, ids = TABLES["letter_answer"], list(came)
    for start in range(0, len(ids), MANY):
        about = answers.c.letter.in_(ids[start : start + MANY])
        question = select(answers).where(about).order_by(answers.c.at, answers.c.id)
        for row in connection.execute(question).mappings():
            settle_letter(connection, record_of("letter_answer", dict(row)))


def still_waiting(asks: Asks, records: Sequence[UUID]) -> set[UUID]:
    """Which of these records have changes that the centre has not heard of."""
    found = asks.ask(
        select(journal_table.c.record)
        .where(journal_table.c.record.in_(records), journal_table.c.n > sent_so_far(asks))
        .distinct()
    )
    return {row.record for row in found}
