"""The centre's decision how faces travel: on record with its basis, told to all, and followed."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, insert

from app.domain.errors import Refused
from app.domain.face_sharing import FaceSharing, Mode, Reach
from app.domain.ids import new_id
from app.store import feed, held_faces, sharing, walls
from app.store.rows import values_of
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.talk import Change

_LATER = timedelta(microseconds=1)


def decide(
    engine: Engine, mode: Mode, basis: str, by: str, at: datetime, reach: Reach = Reach.PROVINCE
) -> FaceSharing:
    """From now on this mode holds, and the centre is asked so far. Refused "sharing.needs_name",
    "sharing.needs_basis", "sharing.reach_of_nothing"."""
    if not by.strip():
        raise Refused("sharing.needs_name")
    if mode is not Mode.LOCAL and not basis.strip():
        raise Refused("sharing.needs_basis")
    if mode is Mode.LOCAL and reach is not Reach.PROVINCE:
        raise Refused("sharing.reach_of_nothing")
    said: held_faces.Said = {}
    with walls.within(engine, walls.EVERYWHERE) as connection:
        held_faces.stand_alone(connection)
        before = sharing.decided(connection)
        moment = max(at, before[0].at + _LATER) if before else at
        one = FaceSharing(
            id=new_id(), mode=mode, basis=basis.strip(), decided_by=by.strip(), at=moment,
            reach=reach,
        )  # fmt: skip
        stamp = hlc.tick(0, moment)
        version = hlc.version(stamp, UUID(int=0).hex)
        values = values_of(sharing.KIND, one)
        connection.execute(
            insert(TABLES[sharing.KIND]).values(**values, versions={"*": version}, extra={})
        )
        said["ref"] = [_told(one, version, stamp)]
        held_faces.follow(connection, before[0].mode if before else Mode.LOCAL, mode, at, said)
        feed.append(connection, said)
    return one


def _told(one: FaceSharing, version: str, stamp: int) -> Change:
    fields = values_of(sharing.KIND, one)
    del fields["id"]
    nobody = UUID(int=0)
    return Change(
        seq=0, kind=sharing.KIND, record=one.id, fields=fields, versions={"*": version},
        device=nobody, n=0, group=new_id(), officer=nobody, hlc=stamp,
    )  # fmt: skip


def history(engine: Engine) -> list[FaceSharing]:
    """Every decision, newest first."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return sharing.decided(connection)
