"""Deeds about 重点甄别名单 without a window: the same as in it, with the same rights and traces."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.clock import local
from app.desk import acts_listing as acts
from app.desk import blacklist, courses, hits, reviews, views
from app.domain.blacklist import Proof, number_of
from app.domain.codes import urgent_answered
from app.domain.ids import PersonId
from app.domain.staff import Right

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _lead(outside: "Outside", deed: acts.Lead, at: datetime) -> dict[str, Any]:
    session = outside.session
    proofs = [Proof(kind=one.kind, source=one.source) for one in deed.proofs]
    made = blacklist.open_lead(
        session.register, PersonId(deed.person), deed.fact, deed.happened_on, deed.words, proofs,
        by=session.officer, at=at,
    )  # fmt: skip
    return {"listing": made.id, "number": number_of(made)}


def _step(outside: "Outside", deed: acts.TakeStep, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = blacklist.Said(
        kind=deed.kind, words=deed.words, served=deed.served, proof=deed.proof,
        capacity=deed.capacity, until=deed.until, fact=deed.fact,
    )  # fmt: skip
    made = blacklist.take_step(session.register, deed.listing, said, by=session.officer, at=at)
    return {"step": made.id}


def _ask(outside: "Outside", deed: acts.AskStation, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = reviews.ask(
        session.register, deed.listing, deed.to, deed.words, by=session.officer, at=at
    )
    return {"asked": made.id}


def _asked(outside: "Outside", _deed: acts.AskedOf, at: datetime) -> dict[str, Any]:
    session = outside.session
    register, by = session.register, session.officer
    found = reviews.waiting(register, session.station.code, by=by)
    return {"reviews": [reviews.look(register, one.id, by=by, at=at) for one in found]}


def _decide(outside: "Outside", deed: acts.Decide, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = reviews.decide(
        session.register, deed.review, approves=deed.approves, words=deed.words, until=deed.until,
        by=session.officer, at=at,
    )  # fmt: skip
    return {"verdict": made.id}


def _listings(outside: "Outside", _deed: acts.Listings, at: datetime) -> dict[str, Any]:
    session, today = outside.session, local(at).date()
    found = courses.every(session.register, today=today, by=session.officer)
    return {
        "listings": [
            {
                "listing": one.id,
                "number": number_of(one.course.listing),
                "state": one.course.state(today),
                "pending": one.pending(today),
                "refused": one.sorry.key if one.sorry else "",
            }
            for one in found
        ]
    }


def _listed(outside: "Outside", deed: acts.ListedHere, at: datetime) -> dict[str, Any]:
    session, days = outside.session, outside.settings.list_days
    session.officer.must(Right.VIEW)
    file = views.open_file(
        session.register, PersonId(deed.person), "listing", by=session.officer, at=at
    )
    gone = {one.visit for one in file.leavings}
    here = [visit for visit in file.visits if visit.id not in gone]
    if not all(urgent_answered(visit.checks) for visit in here):
        return {"listed": [], "waits": "urgent"}
    found = hits.hits(session.register, file.people, None, at)
    return {"listed": [hit.shown() | {"stale": hit.stale(at, days)} for hit in found]}


DEEDS: "Deeds" = {
    acts.Lead: _lead,
    acts.TakeStep: _step,
    acts.AskStation: _ask,
    acts.AskedOf: _asked,
    acts.Decide: _decide,
    acts.Listings: _listings,
    acts.ListedHere: _listed,
}
