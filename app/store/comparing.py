"""A desk holds its rows against the centre's: what differs is found by sums, and mended by rows.

What still waits to be sent, and what the centre refused, is this desk's own and no difference.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from app.domain.merge import version_in
from app.store import line, settling
from app.store.ask import Asks
from app.store.cards import KIND as CARD
from app.store.changes import Changes
from app.store.journal import origin
from app.store.streams import kinds_in
from app.store.sums import APART
from app.store.tables import TABLES, cursor, journal
from app.store.tables import line as line_table
from app.store.tables import station as stations
from app.wire.check import BUCKETS, Bucket, Sums, bucket_of, plain, sums_of
from app.wire.talk import Change

Row = Any
EVERY = timedelta(hours=24)
FAMILIES = frozenset({"ref", "station", "prov"})


def due(asks: Asks, at: datetime) -> str:
    """The stream that was not compared for the longest time; empty: none is due."""
    question = select(cursor.c.stream, cursor.c.compared_at).order_by(cursor.c.stream.desc())
    found = [
        (row.compared_at, row.stream)
        for row in asks.ask(question)
        if row.stream.partition(":")[0] in FAMILIES
    ]
    old = [(then, name) for then, name in found if then is None or at - then >= EVERY]
    never = [name for then, name in old if then is None]
    return never[0] if never else min(old)[1] if old else ""


def bad_buckets(asks: Asks, theirs: Sums) -> list[int] | None:
    """Where the sums differ; None where this desk has heard more or less than they say."""
    heard = line.cursors(asks).get(theirs.stream)
    if heard is None or heard[0] != theirs.seq or len(theirs.sums) != BUCKETS:
        return None
    mine = sums_of((kind, row.id, row.versions) for kind, row in _rows(asks, theirs.stream))
    return [n for n, (one, other) in enumerate(zip(mine, theirs.sums, strict=True)) if one != other]


def _rows(asks: Asks, stream: str) -> Iterator[tuple[str, Row]]:
    for kind in kinds_in(stream):
        if kind not in APART:
            table = TABLES[kind]
            columns = [table.c.id, table.c.versions]
            question = select(*columns)
            if stream.startswith("station:"):
                question = _own(question, kind, stream.partition(":")[2])
            for row in asks.ask(question):
                yield kind, row


def _own(question: Any, kind: str, code: str) -> Any:
    """Of what every desk of the country has, the station's own alone."""
    if kind == "station":
        return question.where(stations.c.code == code)
    if kind in {"signing_key", "person"}:
        return question.where(TABLES[kind].c.station == code)
    return question


def mend(connection: Connection, theirs: Bucket, at: datetime) -> tuple[int, Changes]:
    """Put the rows of one bucket right, and answer how many; what waits or was refused stays as it
    is. An index card that the centre does not have goes: no desk makes any."""
    here = select(cursor.c.seq).where(cursor.c.stream == theirs.stream)
    if connection.execute(here).scalar() != theirs.seq:
        return 0, Changes()  # more has come meanwhile: another day
    own, waiting = origin(connection).device.hex, _waiting(connection)
    wrong = [
        one
        for one in theirs.rows
        if one.kind in TABLES and one.record not in waiting and _differs(connection, one, own)
    ]
    left = _left_over(connection, theirs) if theirs.stream.startswith("prov:") else set()
    changes = settling.put_right(connection, wrong, at) | settling.take_back(connection, left)
    return len(wrong) + len(left), changes


def _left_over(connection: Connection, theirs: Bucket) -> set[UUID]:
    here = connection.execute(select(TABLES[CARD].c.id)).scalars()
    of_it = {card for card in here if bucket_of(card) == theirs.bucket}
    return of_it - {one.record for one in theirs.rows}


def _waiting(connection: Connection) -> set[UUID]:
    sent = connection.execute(select(line_table.c.sent)).scalar() or 0
    waiting = select(journal.c.record).where(journal.c.n > sent).distinct()
    return set(connection.execute(waiting).scalars())


def _differs(connection: Connection, one: Change, own: str) -> bool:
    table = TABLES[one.kind]
    asked = select(table.c.versions).where(table.c.id == one.record)
    here: Mapping[str, str] | None = connection.execute(asked).scalar()
    if here is None:
        return True
    if plain(here) == plain(one.versions):
        return False
    # A later version of this desk's own is a change that was refused, whoever said the other one.
    return any(
        not _is_refused(version_in(here, name), version_in(one.versions, name), own)
        for name in {*here, *one.versions}
    )


def _is_refused(mine: str | None, theirs: str | None, own: str) -> bool:
    if mine == theirs:
        return True
    later = mine is not None and theirs is not None and mine > theirs
    return bool(later and mine and mine.endswith(own))


def note(connection: Connection, stream: str, mended: int, at: datetime) -> None:
    """When a stream was compared, and what had to be put right."""
    moved = update(cursor).where(cursor.c.stream == stream)
    connection.execute(moved.values(compared_at=at, mended=mended))


def compared(asks: Asks) -> dict[str, tuple[datetime, int]]:
    """Stream -> when it was compared, and how many rows had to be fetched again."""
    question = select(cursor.c.stream, cursor.c.compared_at, cursor.c.mended)
    return {
        row.stream: (row.compared_at, row.mended) for row in asks.ask(question) if row.compared_at
    }
