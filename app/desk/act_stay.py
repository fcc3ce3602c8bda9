"""Deeds of a stay without a window: the same as in it, with the same rights and traces."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.desk import acts_stay as acts
from app.desk import beds, custody, door, national, rooms, services, shifts
from app.desk.views import look_into
from app.domain import triage
from app.domain.custody_line import read_line
from app.domain.errors import Refused
from app.domain.ids import BelongingId, OfficerId, VisitId
from app.domain.staff import Officer, Right
from app.domain.visit import Visit
from app.store.ask import get
from app.store.custody import account_of
from app.store.protected import is_shut

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _room(outside: "Outside", deed: acts.KeepRoom, at: datetime) -> dict[str, Any]:
    session = outside.session
    facts = rooms.RoomFacts(
        name=deed.name, use=deed.use, beds=deed.beds, shut=deed.shut, closed=deed.closed,
        gone=deed.gone,
    )  # fmt: skip
    by = session.officer
    made = rooms.keep(session.register, session.station, facts, deed.room, by=by, at=at)
    return {"room": made.id}


def _bed(outside: "Outside", deed: acts.GiveBed, at: datetime) -> dict[str, Any]:
    session, visit = outside.session, VisitId(deed.visit)
    register, station, by = session.register, session.station, session.officer
    if deed.room is None:
        made, _ = beds.assign_suggested(register, station, visit, by=by, at=at)
    else:
        made = beds.assign(register, station, visit, deed.room, deed.bed, deed.why, by=by, at=at)
    return {"stay": made.id, "room": made.room, "bed": made.bed}


def _free(outside: "Outside", deed: acts.FreeBed, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = beds.free(session.register, VisitId(deed.visit), by=session.officer, at=at)
    return {"stay": made.id}


def _beds(outside: "Outside", _deed: acts.Beds, at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.VIEW)
    sees = session.officer.may(Right.SEALED)
    board = beds.board(session.register, session.station.code, at, sealed=sees)
    return {
        "beds": [
            {
                "room": one.room.id, "name": one.room.name, "bed": one.number,
                "state": one.state, "visits": [stay.visit for stay in one.stays],
            }
            for one in board.beds
        ],
        "without": [one.visit.id for one in board.without],
    }  # fmt: skip


def _serve(outside: "Outside", deed: acts.Serve, at: datetime) -> dict[str, Any]:
    session = outside.session
    given = services.Given(
        kind=deed.kind, on=deed.on, clock=deed.clock, quantity=deed.quantity, words=deed.words,
        partner=deed.partner, meets_on=deed.meets_on, outcome=deed.outcome, cost=deed.cost,
        corrects=deed.corrects,
    )  # fmt: skip
    visit = VisitId(deed.visit)
    return {"service": services.note(session.register, visit, given, by=session.officer, at=at).id}


def _meals(outside: "Outside", _deed: acts.FeedAll, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = services.feed_everybody(session.register, by=session.officer, at=at)
    return {"services": [one.id for one in made]}


def _belonging(outside: "Outside", deed: acts.Carried, at: datetime) -> dict[str, Any]:
    session, said = outside.session, read_line(deed.line)
    if said is None:
        raise Refused("custody.unreadable")
    made = custody.add(
        session.register, VisitId(deed.visit), said, by=session.officer, at=at,
        disposal=deed.disposal, corrects=BelongingId(deed.corrects) if deed.corrects else None,
    )  # fmt: skip
    return {"belonging": made.id, "item": made.item, "quantity": made.quantity}


def _strike(outside: "Outside", deed: acts.Strike, at: datetime) -> dict[str, Any]:
    session, visit = outside.session, VisitId(deed.visit)
    wrong = BelongingId(deed.belonging)
    made = custody.strike(session.register, visit, wrong, by=session.officer, at=at)
    return {"belonging": made.id}


def _bag(outside: "Outside", deed: acts.SealBag, at: datetime) -> dict[str, Any]:
    session = outside.session
    bag = custody.Bag(
        bag=deed.bag, seal=deed.seal, locker=deed.locker, items=deed.items, corrects=deed.corrects
    )
    signed, visit = _signed(outside, deed), VisitId(deed.visit)
    made = custody.seal(session.register, visit, bag, signed, by=session.officer, at=at)
    return {"custody": made.id, "items": made.items}


def _give_back(outside: "Outside", deed: acts.GiveBack, at: datetime) -> dict[str, Any]:
    session, visit = outside.session, VisitId(deed.visit)
    items = dict(deed.items)
    if deed.everything:
        for one in account_of(session.register, visit).kept:
            id_ = str(one.belonging.id)
            items[id_] = items.get(id_, 0) + one.quantity - deed.missing.get(id_, 0)
    back = custody.Back(
        items={id_: many for id_, many in items.items() if many}, missing=deed.missing,
        explanation=deed.explanation, receiver=deed.receiver,
    )  # fmt: skip
    signed = _signed(outside, deed)
    made = custody.give_back(session.register, visit, back, signed, by=session.officer, at=at)
    kept = account_of(session.register, visit).kept
    return {"custody_return": made.id, "still_kept": sum(one.quantity for one in kept)}


def _custody(outside: "Outside", deed: acts.InCustody, at: datetime) -> dict[str, Any]:
    session, visit = outside.session, VisitId(deed.visit)
    _must_see(outside, visit)
    look_into(session.register, visit, "custody", "reception", by=session.officer, at=at)
    account = account_of(session.register, visit)
    return {
        "loose": account.loose,
        "kept": [
            {"belonging": one.belonging.id, "item": one.belonging.item, "bag": one.bag,
             "quantity": one.quantity}
            for one in account.kept
        ],
    }  # fmt: skip


def _must_see(outside: "Outside", visit: VisitId) -> None:
    """Refused "custody.no_visit" where there is none, or none that this officer may see."""
    session = outside.session
    session.officer.must(Right.VIEW)
    found = get(session.register, Visit, visit)
    sees = session.officer.may(Right.SEALED)
    if found is None or is_shut(session.register, found.person, sealed=sees):
        raise Refused("custody.no_visit")


def _signed(outside: "Outside", deed: acts.Attest) -> custody.Signed:
    second = _called(outside, deed.second)
    return custody.Signed(how=deed.how, second=OfficerId(second.id), witness=deed.witness)


def _called(outside: "Outside", login: str) -> Officer:
    return door.officer_called(outside.session.register, login)


def _security(outside: "Outside", deed: acts.CheckSecurity, at: datetime) -> dict[str, Any]:
    session, second = outside.session, _called(outside, deed.second)
    made = custody.check(
        session.register, VisitId(deed.visit), OfficerId(second.id), deed.words,
        by=session.officer, at=at,
    )  # fmt: skip
    return {"security_check": made.id, "doubt": made.doubt}


def _triage(outside: "Outside", deed: acts.Triage, _at: datetime) -> dict[str, Any]:
    outside.session.officer.must(Right.REGISTER)
    opened = triage.paths(deed.checks, deed.age, deed.sex)
    return {
        "paths": opened,
        "urgent": triage.is_urgent(opened),
        "ask_trafficked": triage.asks_trafficked(deed.checks, deed.age),
    }


def _hand_over(outside: "Outside", deed: acts.HandOver, at: datetime) -> dict[str, Any]:
    session = outside.session
    comes = door.agrees(session.register, deed.comes.login, deed.comes.password)
    there = tuple(_called(outside, login).id for login in deed.on_shift)
    said = shifts.Said(on_shift=there, women=deed.women, words=deed.words)
    made = shifts.hand_over(
        session.register, session.station, said, comes, by=session.officer, at=at
    )
    return {"handover": made.id, "matters": made.matters}


def _not_rekeyed(outside: "Outside", _deed: acts.NotRekeyed, at: datetime) -> dict[str, Any]:
    session, days = outside.session, outside.settings.rekey_days
    found, many = national.waiting(
        session.register, session.station.code, days, by=session.officer, at=at
    )
    rows = [{"visit": x.visit.id, "case_number": x.visit.case_number} for x in found]
    return {"visits": rows, "count": many}


def _rekey(outside: "Outside", deed: acts.Rekey, at: datetime) -> dict[str, Any]:
    session = outside.session
    panel = national.open_panel(session.register, VisitId(deed.visit), by=session.officer, at=at)
    fields = [
        {"label": one.field.label, "value": one.value, "doubt": one.doubt} for one in panel.values
    ]
    return {"fields": fields, "number": panel.number.number if panel.number else ""}


def _number(outside: "Outside", deed: acts.KeepNumber, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = national.Said(
        number=deed.number, source=deed.source, words=deed.words, corrects=deed.corrects
    )
    visit = VisitId(deed.visit)
    made = national.write_number(session.register, visit, said, by=session.officer, at=at)
    return {"national_number": made.id, "number": made.number}


DEEDS: "Deeds" = {
    acts.KeepRoom: _room,
    acts.GiveBed: _bed,
    acts.FreeBed: _free,
    acts.Beds: _beds,
    acts.Serve: _serve,
    acts.FeedAll: _meals,
    acts.Carried: _belonging,
    acts.Strike: _strike,
    acts.SealBag: _bag,
    acts.GiveBack: _give_back,
    acts.InCustody: _custody,
    acts.CheckSecurity: _security,
    acts.Triage: _triage,
    acts.HandOver: _hand_over,
    acts.NotRekeyed: _not_rekeyed,
    acts.Rekey: _rekey,
    acts.KeepNumber: _number,
}
