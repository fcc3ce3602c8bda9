"""The deeds of `guitu act` that need both desk and line: join a centre, go rounds, read letters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from app import clock
from app.desk import centre
from app.desk.act import Deeds, Outside
from app.desk.acts import Invite, Join, Lease, Letters, Seek, Sync
from app.domain.errors import Unavailable
from app.domain.staff import Right
from app.store import held, line
from app.sync import joining, permits
from app.sync.audit import look
from app.sync.line import Line
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


def _seek(outside: Outside, deed: Seek, _at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.VIEW)
    register = session.register
    token = held.token_of(register, session.officer.id)
    asked = permits.question(register, token, deed.name, deed.document, deed.purpose)
    return {"found": _spoken(outside, lambda line: permits.seek(line, asked))}


def _invite(outside: Outside, _deed: Invite, _at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.STAFF)
    token = held.token_of(session.register, session.officer.id)
    code, until = _spoken(outside, lambda line: permits.invite(line, token))
    return {"code": code, "until": until}


def _lease(outside: Outside, _deed: Lease, _at: datetime) -> dict[str, Any]:
    return {"permit": held.held(outside.session.register, outside.session.officer.id)}


def _spoken(outside: Outside, ask: Callable[[Line], Any]) -> Any:
    speaking = joining.open_line(outside.session.register)
    if speaking is None:
        raise Unavailable("line.alone")
    try:
        return ask(speaking)
    finally:
        speaking.close()


DEEDS: Deeds = {
    Join: _join,
    Sync: _sync,
    Letters: _letters,
    Seek: _seek,
    Invite: _invite,
    Lease: _lease,
}
