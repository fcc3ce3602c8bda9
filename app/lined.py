"""The deeds of `guitu act` that need both desk and line: join a centre, go rounds, read letters."""

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app import clock
from app.desk import centre
from app.desk.act import Deeds, Outside
from app.desk.acts import Check, Join, Letters, Snapshot, Sync
from app.domain.errors import Unavailable
from app.domain.staff import Right
from app.store import line, loading
from app.sync import joining, snapshot
from app.sync.check import compare
from app.sync.pictures import go_lane
from app.sync.round import INDEXED_AT_ONCE, go_round
from app.sync.stick import FromStick


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
        sent, came = go_lane(register, speaking, clock.now())
    finally:
        speaking.close()
    return {
        "sent": done.sent,
        "came": done.came,
        "loaded": done.loaded,
        "waiting": line.how_many_wait(register),
        "pictures_sent": sent,
        "pictures_came": came,
    }


def _snapshot(outside: Outside, deed: Snapshot, _at: datetime) -> dict[str, Any]:
    register = outside.session.register
    known, speaking = register.line, None
    if known is None:
        raise Unavailable("line.alone")
    try:
        if deed.file:
            source: snapshot.Source = FromStick(Path(deed.file), known)
        else:
            speaking = joining.line_of(known, register.device)
            source = snapshot.FromCentre(speaking)
        loaded = snapshot.load(register, source, clock.now())
    finally:
        if speaking is not None:
            speaking.close()
    while register.index(INDEXED_AT_ONCE):
        pass
    return {"loaded": loaded, "ready": not loading.still_to_load(register)}


def _check(outside: Outside, _deed: Check, _at: datetime) -> dict[str, Any]:
    register = outside.session.register
    speaking = joining.open_line(register)
    if speaking is None:
        raise Unavailable("line.alone")
    try:
        go_round(register, speaking, clock.now())
        mended = compare(register, speaking, clock.now())
    finally:
        speaking.close()
    return {"compared": sorted(mended), "mended": sum(mended.values())}


def _letters(outside: Outside, _deed: Letters, _at: datetime) -> dict[str, Any]:
    outside.session.officer.must(Right.VIEW)
    found = line.letters(outside.session.register)
    return {"letters": [msgspec.to_builtins(one) for one in found]}


DEEDS: Deeds = {Join: _join, Sync: _sync, Letters: _letters, Snapshot: _snapshot, Check: _check}
