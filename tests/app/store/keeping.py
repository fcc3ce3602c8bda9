"""Arrivals with photographs, for the tests of backup, rescue and restore."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.desk.admission import Admitted, Taken, admit
from app.domain.ids import PhotoId, new_id
from app.store import cipher
from app.store.cipher import FILE
from app.store.tables import TABLES
from tests import makers
from tests.makers import NOON


def arrive(desk: makers.Desk, name: str, *, hours: int = 0) -> Admitted:
    """Somebody came and was photographed."""
    at = NOON + timedelta(hours=hours)
    photo = Taken(
        id=PhotoId(new_id()), jpeg=b"\xff\xd8" + name.encode() * 99, width=10, height=10,
        quality=0.9, reasons=(), taken_at=at,
    )  # fmt: skip
    arrival = makers.arrival(name, photos=(photo,))
    return admit(desk.register, arrival, desk.station, by=desk.intake, at=at)


def contents(folder: Path, key: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every record table, as the database has it."""
    engine = cipher.reader_engine(folder / FILE, key)
    try:
        with engine.connect() as connection:
            return {
                name: [tuple(row) for row in connection.execute(select(t).order_by(t.c.id))]
                for name, t in TABLES.items()
            }
    finally:
        engine.dispose()
