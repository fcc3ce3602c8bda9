"""The centre's part in an approval at another station: whom it tells, and what it takes from them.

What the other station decides becomes a step of the listing here, under all its rules; the case it
was shown is emptied as soon as there is nothing more to decide.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.domain.blacklist import Course
from app.domain.errors import Refused
from app.domain.listing_review import (
    Asked,
    Case,
    Review,
    Verdict,
    case_of,
    must_be_askable,
    must_be_decidable,
    newest,
    review_of,
    step_of,
)
from app.domain.staff import Officer, told_apart
from app.store import dropping, feed, listings, staged, telling, walls
from app.store.adding import add
from app.store.linked import shut_among
from app.store.merging import Merged
from app.store.news import decided
from app.store.rows import Kept, record_of, values_of
from app.store.tables import TABLES, listing_asked, listing_verdict
from app.store.telling import News
from app.wire import hlc
from app.wire.entry import Entry

KIND, ASKED, VERDICT, STEP = "listing_review", "listing_asked", "listing_verdict", "listing_step"
Row = dict[str, Any]


def may_ask(course: Course | None, asked: Asked, by: Officer | None, entry: Entry) -> None:
    """Whether a station may ask another one about this listing. Refused "listing.…"."""
    if course is None or course.listing.person != asked.person:
        raise Refused("listing.none")
    if by is None or entry.officer != asked.officer:
        raise Refused("listing.needs_officer")
    must_be_askable(course, asked, by)


def may_decide(
    connection: Connection, made: Merged, verdict: Verdict, by: Officer | None, station: str
) -> Asked:
    """The asking that a verdict answers, once and by who was asked. Refused "listing.…"."""
    asked = _asked(connection, verdict.asked)
    if asked is None or by is None:
        raise Refused("listing.not_asked")
    must_be_decidable(verdict, asked, station, by)
    known = staged.beside(connection, made, VERDICT, "asked", asked.id)
    if any(row["id"] != verdict.id for row in known):
        raise Refused("listing.answered")
    counts = newest(_askings(connection, [asked.listing]))
    if counts is None or counts.id != asked.id:
        raise Refused("listing.not_asked")
    return asked


def put_steps(connection: Connection, made: Merged) -> News:
    """Approvals given elsewhere, as steps of their listings; the station that asked is told."""
    news: News = {}
    for (kind, _), row in made.new.items():
        if kind != VERDICT or not row["approves"]:
            continue
        with walls.everywhere(connection):
            asked = _asked(connection, row["asked"])
            if asked is None:
                continue
            step = step_of(record_of(VERDICT, row), asked)
            # Of the device that said it: its chain proves it, and it is not the proposer's.
            version = row["versions"]["*"]
            add(connection, TABLES[STEP], [Kept(step, {"*": version}, {}).row(STEP)])
        fields = values_of(STEP, step)
        del fields["id"]
        said = decided(STEP, step.id, fields, version, hlc.stamp_of(version))
        news.setdefault(f"station:{asked.station}", []).append(said)
    return news


def publish(connection: Connection, people: Sequence[UUID], at: datetime) -> News:
    """What stations that ask and are asked have to hear anew; with no walls between them."""
    askings = _askings_about(connection, people)
    if not askings:
        return {}
    courses = _courses(connection, people)
    verdicts = {row["asked"]: record_of(VERDICT, row) for row in _verdicts(connection, askings)}
    latest = {one.id for one in map(newest, _by_listing(askings)) if one}
    news: News = {}
    for asked in askings:
        course = courses.get(asked.listing)
        if course is not None:
            verdict = verdicts.get(asked.id)
            now = _review(connection, asked, course, verdict, at, shows=asked.id in latest)
            _tell(connection, now, at, news)
    return news


def _review(
    connection: Connection,
    asked: Asked,
    course: Course,
    verdict: Verdict | None,
    at: datetime,
    *,
    shows: bool,
) -> Review:
    person = _row(connection, "person", asked.person)
    case = None
    if shows and person is not None and not shut_among(connection, [asked.person]):
        case = _case(connection, course)
    by = _officers(connection, [verdict.officer]).get(verdict.officer, "") if verdict else ""
    asking = staged.contact(connection, asked.station)
    return review_of(asked, course, case, verdict, asking=asking, decided_by=by, at=at)


def _case(connection: Connection, course: Course) -> Case:
    card = _row(connection, "index_card", course.listing.person) or {}
    wrote = [course.listing.officer, *(step.officer for step in course.steps)]
    name, born = card.get("name") or "", card.get("birth") or ""
    return case_of(course, name, born, _officers(connection, wrote))


def _tell(connection: Connection, now: Review, at: datetime, news: News) -> None:
    put = telling.put_down(connection, KIND, now, at)
    if put is None:
        return
    if now.case is None and put.before is not None and put.before["case"] is not None:
        # What was shown for this decision stays neither in the log nor in a snapshot of it.
        walls.erase(connection, [now.id])
        # The asking has the same id; a desk of its station that comes later still hears of it.
        feed.redact(connection, {now.id}, KIND)
        dropping.drop(connection, [f"station:{now.to}"])
    telling.add_to(news, put, (f"station:{code}" for code in sorted({now.station, now.to})))


def _courses(connection: Connection, people: Sequence[UUID]) -> dict[UUID, Course]:
    found = listings.courses_of(lambda q: connection.execute(q).all(), people)
    return {one.listing.id: one for one in found}


def _askings_about(connection: Connection, people: Sequence[UUID]) -> list[Asked]:
    table = listing_asked
    found = connection.execute(select(table).where(table.c.person.in_(people))).mappings()
    return [record_of(ASKED, dict(row)) for row in found]


def _askings(connection: Connection, about: Iterable[UUID]) -> list[Asked]:
    table = listing_asked
    found = connection.execute(select(table).where(table.c.listing.in_(list(about))))
    return [record_of(ASKED, dict(row)) for row in found.mappings()]


def _by_listing(askings: Iterable[Asked]) -> list[list[Asked]]:
    found: dict[UUID, list[Asked]] = {}
    for one in askings:
        found.setdefault(one.listing, []).append(one)
    return list(found.values())


def _verdicts(connection: Connection, askings: Iterable[Asked]) -> list[Row]:
    table = listing_verdict
    wanted = select(table).where(table.c.asked.in_([one.id for one in askings]))
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _asked(connection: Connection, id_: UUID) -> Asked | None:
    row = _row(connection, ASKED, id_)
    return record_of(ASKED, row) if row else None


def _officers(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, str]:
    table = TABLES["officer"]
    found = connection.execute(select(table).where(table.c.id.in_(list(ids)))).mappings()
    return told_apart([record_of("officer", dict(row)) for row in found])


def _row(connection: Connection, kind: str, id_: UUID) -> Row | None:
    return next(iter(staged.stored(connection, kind, "id", id_)), None)
