"""The deeds of `guitu act` that need both desk and line: join a centre, go rounds, read letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app import clock
from app.desk import act, asking, centre, door, identify
from app.desk import lending as deeds
from app.desk.act import Deeds, Outside
from app.desk.acts import (
    AskCentre,
    AskFile,
    BreakGlass,
    Check,
    DutyContact,
    Invite,
    Join,
    Lease,
    Letters,
    Seek,
    Snapshot,
    Sync,
)  # fmt: skip
from app.desk.admission import Arrival
from app.desk.photographs import Shot
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.store import held, line, loading
from app.sync import faces, joining, lending, permits, snapshot
from app.sync.audit import look
from app.sync.check import compare
from app.sync.line import Line
from app.sync.pictures import go_lane
from app.sync.round import go_round, index_all
from app.sync.stick import FromStick
from app.wire.faces import FaceAnswers
from app.wire.lending import Lent


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
        most = outside.settings.face_sharing
        done = go_round(register, speaking, clock.now(), faces=most)
        given, gone = faces.go_lane(register, speaking, clock.now(), most)
        look(register, speaking, clock.now())
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
        "faces_given": given,
        "faces_taken_back": gone,
    }


def _ask_centre(outside: Outside, deed: AskCentre, at: datetime) -> dict[str, Any]:
    """Looks here, and at the centre where it may be asked; that it was not is said, and no more."""
    session, register = outside.session, outside.session.register
    recogniser = outside.recogniser(at)
    arrival = act.asked_arrival(deed, at)
    shot = act.shot_of(outside, deed.photo, at, measure=True)
    clues = identify.Clues(vector=shot.vector, shot=shot.taken)
    answered, why_not = None, ""
    try:
        answered = _ask(outside, arrival, shot, deed.why, at)
    except (Refused, Unavailable) as sorry:
        why_not = sorry.key
    hits = answered.hits if answered else ()
    sees = session.officer.may(Right.SEALED)
    found = identify.candidates(register, recogniser, clues, hits, sealed=sees)
    identify.enter_search(
        register, recogniser, clues, found, arrival.visit, deed.why,
        by=session.officer, at=at, answered=answered,
    )  # fmt: skip
    shown = [replace(c, photo=None) for c in found]
    return {"candidates": shown, "asked": answered is not None, "why_not": why_not}


def _ask(
    outside: Outside, arrival: Arrival, shot: Shot, why: str, at: datetime
) -> FaceAnswers | None:
    register = outside.session.register
    if shot.taken.vector is None:
        return None
    most, model = outside.settings.face_sharing, outside.recogniser(at).model
    probe = asking.probe(
        register, arrival, shot.taken.vector, model, most, why, by=outside.session.officer, at=at
    )
    with _speaking(outside) as speaking:
        return faces.ask(speaking, probe)


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
    index_all(register)
    return {"loaded": loaded, "ready": not loading.still_to_load(register)}


def _check(outside: Outside, _deed: Check, _at: datetime) -> dict[str, Any]:
    register = outside.session.register
    speaking = joining.open_line(register)
    if speaking is None:
        raise Unavailable("line.alone")
    try:
        go_round(register, speaking, clock.now(), faces=outside.settings.face_sharing)
        mended = compare(register, speaking, clock.now())
    finally:
        speaking.close()
    return {"compared": sorted(mended), "mended": sum(mended.values())}


def _letters(outside: Outside, _deed: Letters, _at: datetime) -> dict[str, Any]:
    outside.session.officer.must(Right.VIEW)
    found = centre.letters_for(outside.session.register, outside.session.officer)
    return {"letters": [msgspec.to_builtins(one) for one in found]}


def _seek(outside: Outside, deed: Seek, _at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.VIEW)
    register = session.register
    token = held.token_of(register, session.officer.id)
    asked = permits.question(register, token, deed.name, deed.document, deed.purpose)
    with _speaking(outside) as speaking:
        return {"found": permits.seek(speaking, asked)}


def _invite(outside: Outside, _deed: Invite, _at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.STAFF)
    token = held.token_of(session.register, session.officer.id)
    with _speaking(outside) as speaking:
        code, until = permits.invite(speaking, token)
    return {"code": code, "until": until}


def _lease(outside: Outside, _deed: Lease, _at: datetime) -> dict[str, Any]:
    return {"permit": held.held(outside.session.register, outside.session.officer.id)}


@contextmanager
def _speaking(outside: Outside) -> Iterator[Line]:
    speaking = joining.open_line(outside.session.register)
    if speaking is None:
        raise Unavailable("line.alone")
    try:
        yield speaking
    finally:
        speaking.close()


def _file(outside: Outside, deed: AskFile, at: datetime) -> dict[str, Any]:
    session, hours = outside.session, outside.settings.lent_hours
    why = deeds.Wish(purpose=deed.purpose, words=deed.words)
    asked = deeds.wish(session.register, deed.person, deed.visit, why, hours, by=session.officer)
    with _speaking(outside) as speaking:
        lent = lending.ask(speaking, asked)
        return _came(outside, speaking, lent, at)


def _break_glass(outside: Outside, deed: BreakGlass, at: datetime) -> dict[str, Any]:
    session, hours = outside.session, outside.settings.glass_hours
    second = door.agrees(session.register, deed.second, deed.second_password)
    why = deeds.Wish(purpose=deed.purpose, words=deed.reason)
    asked = deeds.glass_wish(
        session.register, deed.person, deed.document, why, hours, by=session.officer, second=second
    )
    with _speaking(outside) as speaking:
        lent = lending.break_glass(speaking, asked)
        return _came(outside, speaking, lent, at)


def _came(outside: Outside, speaking: Line, lent: Lent, at: datetime) -> dict[str, Any]:
    session = outside.session
    deeds.keep(session.register, lent, by=session.officer, at=at)
    came = lending.fetch_all(speaking, session.register.lent, lent)
    return {"file": lent, "until": lent.until, "photos": came}


def _contact(outside: Outside, deed: DutyContact, _at: datetime) -> dict[str, Any]:
    session = outside.session
    asked = deeds.contact_wish(session.register, deed.document, by=session.officer)
    with _speaking(outside) as speaking:
        return {"stations": lending.contacts(speaking, asked)}


DEEDS: Deeds = {
    Join: _join,
    Sync: _sync,
    Letters: _letters,
    Seek: _seek,
    Invite: _invite,
    Lease: _lease,
    AskFile: _file,
    BreakGlass: _break_glass,
    DutyContact: _contact,
    AskCentre: _ask_centre,
    Snapshot: _snapshot,
    Check: _check,
}
