"""Deeds about 转接 without a window: the same as in it, with the same rights and traces."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.desk import acts_transfer as acts
from app.desk import door, transfers
from app.desk.transfer_views import View, incoming, outgoing
from app.domain.ids import OfficerId, VisitId, new_id
from app.domain.staff import Right
from app.domain.transfer import Checked, Item
from app.domain.transfer_state import differing

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _prepare(outside: "Outside", deed: acts.Prepare, at: datetime) -> dict[str, Any]:
    session = outside.session
    wanted = transfers.Wanted(
        to=deed.to, body=deed.body, kind=deed.kind, why=deed.why, destination=deed.destination,
        depart_at=deed.depart_at, arrive_at=deed.arrive_at, detail=deed.detail,
        items=tuple(Item(kind=one.kind, words=one.words) for one in deed.items),
    )  # fmt: skip
    register, by = session.register, session.officer
    made = transfers.prepare(register, VisitId(deed.visit), wanted, by=by, at=at)
    code = transfers.code_of(register, made, door.signer(register)) if made.to else ""
    doubts = transfers.doubts_of(register, made, at)
    return {"transfer": made.id, "doubts": list(doubts), "ticket": code}


def _step(outside: "Outside", deed: acts.Step, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = transfers.Said(
        kind=deed.kind, words=deed.words, phoned=deed.phoned, visit=deed.visit,
        happened_at=deed.happened_at, more=deed.more,
        second=OfficerId(deed.second) if deed.second else None,
        checks=tuple(Checked(item=x.item, found=x.found, words=x.words) for x in deed.checks),
    )  # fmt: skip
    made = transfers.take_step(
        session.register, deed.transfer or new_id(), said, by=session.officer, at=at,
        ticket=deed.ticket,
    )  # fmt: skip
    return {"step": made.id, "transfer": made.transfer}


def _list(outside: "Outside", _deed: acts.Transfers, at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.VIEW)
    here, by = session.station.code, session.officer
    return {
        "out": [_told(one) for one in outgoing(session.register, by=by)],
        "in": [_told(one) for one in incoming(session.register, here, by=by, at=at)],
    }


def _look(outside: "Outside", deed: acts.Look, at: datetime) -> dict[str, Any]:
    session = outside.session
    one = transfers.look(session.register, deed.transfer, by=session.officer, at=at)
    return _told(one) | {
        "facts": dict(one.facts), "detail": dict(one.detail), "why": one.why,
        "items": list(one.items), "steps": list(one.steps),
    }  # fmt: skip


def _told(one: View) -> dict[str, Any]:
    return {
        "transfer": one.id, "person": one.person, "station": one.station, "to": one.to,
        "name": one.name, "state": one.state, "clashes": [x.clash for x in one.clashes],
        "depart_at": one.depart_at, "arrive_at": one.arrive_at, "only_paper": one.only_paper,
        "differing": [c for step in one.steps for c in differing(step.checks)],
    }  # fmt: skip


DEEDS: "Deeds" = {
    acts.Prepare: _prepare,
    acts.Step: _step,
    acts.Transfers: _list,
    acts.Look: _look,
}
