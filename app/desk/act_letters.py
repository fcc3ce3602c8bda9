"""Deeds about 函件 without a window: the same as in it, with the same rights and traces."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.desk import acts_letters as acts
from app.desk import letters
from app.desk.letter_prefill import prefilled
from app.domain.ids import OfficerId

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _write(outside: "Outside", deed: acts.WriteLetter, at: datetime) -> dict[str, Any]:
    session, lang = outside.session, outside.settings.lang
    register, station, by = session.register, session.station, session.officer
    letters.look(register, deed.visit, by=by, at=at)
    known = prefilled(register, deed.visit, deed.kind, station, at=at, lang=lang)
    said = letters.Said(
        kind=deed.kind,
        fields=known | deed.detail,
        second=OfficerId(deed.second) if deed.second else None,
        corrects=deed.corrects,
    )
    made = letters.write(register, deed.visit, said, station, by=by, at=at)
    return {"letter": made.letter, "entry": made.id, "number": made.number}


def _approve(outside: "Outside", deed: acts.ApproveLetter, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = letters.approve(session.register, deed.letter, by=session.officer, at=at)
    return {"entry": made.id}


def _send(outside: "Outside", deed: acts.SendLetter, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = letters.send(
        session.register, deed.letter, deed.how, by=session.officer, at=at, on=deed.on,
        words=deed.words,
    )  # fmt: skip
    return {"entry": made.id}


def _answer(outside: "Outside", deed: acts.NoteReply, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = letters.CameBack(
        result=deed.result, whom=deed.whom, on=deed.on, number=deed.number, words=deed.words
    )
    made = letters.answer(session.register, deed.letter, said, by=session.officer, at=at)
    return {"entry": made.id}


def _take_back(outside: "Outside", deed: acts.TakeBackLetter, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = letters.take_back(session.register, deed.entry, deed.reason, by=session.officer, at=at)
    return {"entry": made.id}


DEEDS: "Deeds" = {
    acts.WriteLetter: _write,
    acts.ApproveLetter: _approve,
    acts.SendLetter: _send,
    acts.NoteReply: _answer,
    acts.TakeBackLetter: _take_back,
}
