"""The centre's part in 重点甄别名单: no step that breaks a rule stands, and every desk is told what
holds, and first of all what holds no more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.clock import local
from app.domain.blacklist import Course, Listed, Listing, Step, Subject, number_of
from app.domain.errors import Refused
from app.domain.listing_review import Asked, Verdict, step_of
from app.domain.listing_rules import (
    must_be_a_lead,
    must_be_listable,
    must_be_of_no_quarrel,
    must_follow,
)
from app.domain.listing_subject import subject_of
from app.domain.staff import Right
from app.domain.timely import must_be_timely
from app.store import listing_reviews as reviews
from app.store import listings, staged, telling, walls
from app.store.linked import same_as, shut_among
from app.store.merging import Merged
from app.store.rows import maker_of, record_of
from app.store.telling import News
from app.wire import hlc
from app.wire.entry import Entry

KIND, LEAD, STEP = "listed", "listing", "listing_step"
ALERT = "alert"
_ABOUT = {"claim", "visit"}
"""By which it may come out that somebody must not be listed."""
_SAID = {LEAD, STEP, reviews.ASKED, reviews.VERDICT}
Row = dict[str, Any]


def must_be_allowed(
    connection: Connection, made: Merged, group: Sequence[Entry], station: str, at: datetime
) -> None:
    """Every lead and every step of a group keeps the rules. Refused "listing.…"."""
    for entry in group:
        row = made.new.get((entry.kind, entry.record)) if entry.kind in _SAID else None
        if row is None:
            continue
        if entry.kind == LEAD:
            _may_begin(connection, made, record_of(LEAD, row), entry)
        elif entry.kind == STEP:
            step: Step = record_of(STEP, row)
            _may_follow(connection, made, step, maker_of(row), entry, at)
        elif entry.kind == reviews.ASKED:
            _may_ask(connection, made, record_of(reviews.ASKED, row), entry)
        else:
            # The file is another station's.
            with walls.everywhere(connection):
                _may_decide(connection, made, row, entry, station, at)
        must_be_timely(row["at"], hlc.time_of(hlc.stamp_of(row["versions"]["*"])), at)


def _may_begin(connection: Connection, made: Merged, lead: Listing, entry: Entry) -> None:
    by = staged.officer(connection, made, lead.officer)
    if entry.officer != lead.officer or by is None or not by.may(Right.DECIDE):
        raise Refused("listing.needs_officer")
    subject = _subject(connection, made, lead.person)
    must_be_of_no_quarrel(subject, lead.officer)
    must_be_a_lead(lead, subject, local(lead.at).date())


def _may_ask(connection: Connection, made: Merged, asked: Asked, entry: Entry) -> None:
    course = _course(connection, made, asked.listing)
    reviews.may_ask(course, asked, staged.officer(connection, made, asked.officer), entry)
    must_be_of_no_quarrel(_subject(connection, made, asked.person), asked.officer)
    with walls.everywhere(connection):
        if _stored(connection, "station", "code", asked.to) is None:
            raise Refused("listing.ask_another")


def _may_decide(
    connection: Connection, made: Merged, row: Row, entry: Entry, station: str, at: datetime
) -> None:
    verdict: Verdict = record_of(reviews.VERDICT, row)
    by = staged.officer(connection, made, verdict.officer)
    if entry.officer != verdict.officer:
        raise Refused("listing.needs_officer")
    asked = reviews.may_decide(connection, made, verdict, by, station)
    if verdict.approves:
        step = step_of(verdict, asked)
        _may_follow(connection, made, step, maker_of(row), entry, at)


def _may_follow(
    connection: Connection, made: Merged, step: Step, device: str, entry: Entry, at: datetime
) -> None:
    course = _course(connection, made, step.listing, step.id)
    by = staged.officer(connection, made, step.officer)
    if course is None or course.listing.person != step.person:
        raise Refused("listing.none")
    if by is None or entry.officer != step.officer:
        raise Refused("listing.needs_officer")
    subject = _subject(connection, made, step.person)
    must_follow(course, step, by, device, subject, at)


def _subject(connection: Connection, made: Merged, about: UUID) -> Subject:
    """Of the human, by every record at their station that officers linked: nobody is listed under
    another one of theirs."""
    linked = same_as(connection, {about})[about] | {about}
    rows = [row for id_ in linked if (row := staged.one(connection, made, "person", id_))]
    home = next((row["station"] for row in rows if row["id"] == about), "")
    people = [row["id"] for row in rows if row["station"] == home]
    return subject_of(
        [record_of("person", row) for row in rows if row["id"] in people],
        *(
            [one for id_ in people for one in staged.about(connection, made, kind, id_)]
            for kind in ("claim", "visit", "rights_request")
        ),
    )


def _course(
    connection: Connection, made: Merged, listing: UUID, without: UUID | None = None
) -> Course | None:
    """As these groups leave it, without the step that is being asked about."""
    lead = staged.one(connection, made, LEAD, listing)
    steps = staged.beside(connection, made, STEP, "listing", listing)
    others = [row for row in steps if row["id"] != without]
    found = listings.courses_in([lead] if lead else [], others)
    return found[0] if found else None


def _stored(connection: Connection, kind: str, column: str, value: object) -> Row | None:
    return next(iter(staged.stored(connection, kind, column, value)), None)


def touched(made: Merged) -> set[UUID]:
    """Of whom what came may change what is told; nobody who is new was listed before."""
    found = {id_ for kind, id_ in made.changed if kind == "person"}
    for (kind, _), row in (made.new | made.changed).items():
        if kind in _ABOUT:
            found.add(row["person"])
        elif kind == "link":
            found |= {row["one"], row["other"]}
    known = {one for one in found if ("person", one) not in made.new}
    return known | {row["person"] for (kind, _), row in made.new.items() if kind in _SAID}


def publish(connection: Connection, people: Iterable[UUID], at: datetime) -> News:
    """What every desk is to hear: a new listing in force, or that one is no more; and what stations
    hear that ask and are asked to approve."""
    wanted = sorted(people)
    if not wanted:
        return {}
    # A listing may have been approved behind another station's wall.
    with walls.everywhere(connection):
        same = same_as(connection, set(wanted))
        everybody = sorted({one for group in same.values() for one in group})
        found = listings.courses_of(lambda q: connection.execute(q).all(), everybody)
        return _alerts(connection, found, at) | reviews.publish(connection, everybody, at)


def _alerts(connection: Connection, courses: Iterable[Course], at: datetime) -> News:
    said = []
    for course in courses:
        old = _stored(connection, KIND, "id", course.listing.id)
        now = _as_told(connection, course, at)
        if old is None and now.ended:
            continue  # nobody ever heard of it
        if put := telling.put_down(connection, KIND, now, at):
            said.append(put.said)
    return {ALERT: said} if said else {}


def _as_told(connection: Connection, course: Course, at: datetime) -> Listed:
    one = course.listing
    if not (course.shared(at.date()) and _may_be_listed(connection, one)):
        return Listed(id=one.id, person=one.person, station=one.station, ended=True, changed_at=at)
    return Listed(
        id=one.id,
        person=one.person,
        station=one.station,
        fact=course.fact,
        number=number_of(one),
        until=course.until,
        contact=staged.contact(connection, one.station),
        changed_at=at,
    )


def _may_be_listed(connection: Connection, one: Listing) -> bool:
    """Whoever comes to be sealed, or turns out never to have been one to list, is on no list."""
    shut = one.person in shut_among(connection, [one.person])
    subject = replace(_subject(connection, Merged(), one.person), sealed=shut)
    try:
        must_be_listable(one, subject)
    except Refused:
        return False
    return True
