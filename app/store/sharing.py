"""Which mode of face sharing holds: the newest decision of the centre, and none is `local`."""

from uuid import UUID

from sqlalchemy import Connection, Select, select

from app.domain.face_sharing import FaceSharing, Mode, Reach, stricter
from app.store.ask import Asks, records
from app.store.rows import record_of
from app.store.tables import TABLES

KIND = "face_sharing"
_NOBODY = UUID(int=0)


def _newest_first() -> "Select[tuple[object, ...]]":
    table = TABLES[KIND]
    return select(table).order_by(table.c.at.desc(), table.c.id.desc())


def decided(connection: Connection) -> list[FaceSharing]:
    """Every decision, newest first."""
    rows = connection.execute(_newest_first()).mappings()
    return [record_of(KIND, dict(row)) for row in rows]


def mode_now(connection: Connection) -> Mode:
    """The mode that holds."""
    return now(connection)[0]


def now(connection: Connection) -> tuple[Mode, Reach]:
    """The mode that holds, and how far a question goes."""
    row = connection.execute(_newest_first().limit(1)).mappings().first()
    return (Mode(row["mode"]), Reach(row["reach"])) if row else (Mode.LOCAL, Reach.PROVINCE)


def heard(asks: Asks) -> FaceSharing | None:
    """The decision that this desk has heard of last."""
    found = records(asks, FaceSharing, _newest_first().limit(1))
    return found[0] if found else None


def holds_here(asks: Asks, most: Mode) -> tuple[Mode, str]:
    """The mode at this desk, which may be stricter than the centre, never laxer; and a name for
    both together: what was done under another one has to be done again."""
    one = heard(asks)
    mode = stricter(one.mode, most) if one else Mode.LOCAL
    return mode, f"{one.id if one else _NOBODY}:{most}"
