"""Deeds about 回访 without a window: the same as in it, with the same rights and traces."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.desk import acts_letters as acts
from app.desk import followup_letters, followups, reunions, slips
from app.desk.followups import Row
from app.domain.period import Length, period_of

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _list(outside: "Outside", _deed: acts.Followups, at: datetime) -> dict[str, Any]:
    session = outside.session
    followups.look(session.register, by=session.officer, at=at)
    found = followups.listed(session.register, by=session.officer, now=at)
    return {"followups": [_told(row) for row in found.rows], "sealed": found.sealed}


def _told(row: Row) -> dict[str, Any]:
    one = row.one
    return {
        "visit": one.visit, "person": one.person, "name": row.card.name, "why": one.why,
        "left_on": one.left_on, "due": one.due, "stand": one.stand, "outcome": one.outcome,
        "offices": [office.address for office in row.offices],
        "letter": one.letter.id if one.letter else None,
        "again": {"on": one.again.day, "station": one.again.station} if one.again else None,
    }  # fmt: skip


def _letter(outside: "Outside", deed: acts.FollowupLetter, at: datetime) -> dict[str, Any]:
    session = outside.session
    followups.look_at(session.register, deed.visit, by=session.officer, at=at)
    made = followup_letters.write(
        session.register, deed.visit, deed.detail, session.station, by=session.officer, at=at,
        lang=outside.settings.lang,
    )  # fmt: skip
    return {"letter": made.letter, "number": made.number, "to": made.to}


def _slip(outside: "Outside", deed: acts.FollowupSlip, at: datetime) -> dict[str, Any]:
    session = outside.session
    register, by = session.register, session.officer
    whole = slips.found(register, deed.slip, session.station.code, by=by).whole
    made = slips.note(
        register, whole.id, deed.result, deed.words, by=by, at=at, again=deed.again
    )  # fmt: skip
    return {"letter": whole.id, "number": whole.first.number, "entry": made.id}


def _reunions(outside: "Outside", deed: acts.ReunionsOf, at: datetime) -> dict[str, Any]:
    session = outside.session
    period = period_of(Length.YEAR, date(deed.year, 1, 1))
    figures = reunions.counted(session.register, period, by=session.officer, at=at).figures
    days = figures.days
    return {
        "counts": {str(part): dict(rows) for part, rows in figures.counts.items()},
        "people": figures.people,
        "days": [days.low, days.median, days.high] if days.told else None,
        "again": {name: [one.count, one.of] for name, one in figures.again.items()},
        "open": figures.open,
    }


DEEDS: "Deeds" = {
    acts.Followups: _list,
    acts.FollowupLetter: _letter,
    acts.FollowupSlip: _slip,
    acts.ReunionsOf: _reunions,
}
