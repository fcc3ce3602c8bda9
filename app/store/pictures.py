"""Which pictures the centre has, and which are still to come from there."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, union
from sqlalchemy.dialects import sqlite

from app.domain.belonging_photo import BelongingPhoto
from app.domain.face import Photograph
from app.domain.inquiry_photo import InquiryPhoto
from app.domain.signature import Signature
from app.domain.street import Encounter
from app.domain.trace import TraceEntry
from app.store.ask import Asks
from app.store.named_pictures import NAMED
from app.store.tables import picture

THERE, WANTED = "there", "wanted"
"""The centre has it; it is not here and is to be fetched."""


def to_send(asks: Asks, most: int) -> list[str]:
    """Pictures of which the centre has not heard, oldest first."""
    known = select(picture.c.sha256)
    named = union(
        *(
            select(name.table.c.id, name.label("name")).where(name.not_in(known), name != "")
            for name in NAMED
        )
    ).subquery()
    rows = asks.ask(select(named.c.name).order_by(named.c.id).limit(most))
    return list(dict.fromkeys(row.name for row in rows if row.name))


def wanted(asks: Asks, most: int) -> list[str]:
    """Pictures to be fetched, those asked for last first."""
    rows = asks.ask(
        select(picture.c.sha256)
        .where(picture.c.state == WANTED)
        .order_by(picture.c.at.desc())
        .limit(most)
    )
    return [row.sha256 for row in rows]


def note(connection: Connection, names: Iterable[str], state: str, at: datetime) -> None:
    """How it stands with these pictures."""
    rows = [{"sha256": name, "state": state, "at": at} for name in names]
    if not rows:
        return
    put = sqlite.insert(picture)
    connection.execute(
        put.on_conflict_do_update(
            index_elements=[picture.c.sha256],
            set_={"state": put.excluded.state, "at": put.excluded.at},
        ),
        rows,
    )


def named_in(records: Iterable[object]) -> list[str]:
    """The pictures that these records speak of."""
    found = []
    for record in records:
        if isinstance(record, Photograph):
            found.append(record.sha256)
        elif isinstance(record, Signature | BelongingPhoto | InquiryPhoto):
            found.append(record.picture)
        elif isinstance(record, Encounter):
            found.append(record.photo)
        elif isinstance(record, TraceEntry):
            found.append(record.sound)
    return [name for name in found if name]
