"""The deeds of `guitu act` that need both desk and line: join a centre, go rounds, read letters."""

from datetime import datetime
from typing import Any

import msgspec

from app import clock
from app.desk import centre
from app.desk.act import Deeds, Outside
from app.desk.acts import Join, Letters, Sync
from app.domain.errors import Unavailable
from app.domain.staff import Right
from app.store import line
from app.sync import joining
from app.sync.audit import look
from app.sync.pictures import go_lane
from app.sync.round import go_round


def _join(outside: Outside, deed: Join, at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.STAFF)
    register = session.register
    wish = joining.wish(register, deed.url, deed.code, session.station.code, deed.name)
    joined = joining.join(wish)
    blocks, life = joined.blocks, joined.incarnation
    centre.keep(
        register, joined.known, blocks, life=life, alone=joined.alone, by=session.officer, at=at
    )
    return {"station": session.station.code}


def _sync(outside: Outside, _deed: Sync, _at: datetime) -> dict[str, Any]:
    register = outside.session.register
    speaking = joining.open_line(register)
    if speaking is None:
        raise Unavailable("line.alone")
    try:
        done = go_round(register, speaking, clock.now())
        look(register, speaking, clock.now())
        sent, came = go_lane(register, speaking, clock.now())
    finally:
        speaking.close()
    return {
        "sent": done.sent,
        "came": done.came,
        "waiting": line.how_many_wait(register),
        "pictures_sent": sent,
        "pictures_came": came,
    }


def _letters(outside: Outside, _deed: Letters, _at: datetime) -> dict[str, Any]:
    outside.session.officer.must(Right.VIEW)
    found = line.letters(outside.session.register)
    return {"letters": [msgspec.to_builtins(one) for one in found]}


DEEDS: Deeds = {Join: _join, Sync: _sync, Letters: _letters}
