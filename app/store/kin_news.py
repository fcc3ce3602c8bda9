"""What the centre tells of 寻人登记 and 寻亲比对: every desk whom somebody looks for, and the
station that asked that somebody is verified, and no more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, or_, select

from app.domain.inquiry import AT_HOME, Checked, Inquiry, Sought, inquiries_of
from app.domain.kin_match import KinState, KinTold, Pair, pairs_of
from app.store import dropping, feed, staged, telling, walls
from app.store.among import among
from app.store.linked import same_as, shut_among
from app.store.merging import Merged
from app.store.rows import record_of
from app.store.tables import TABLES
from app.store.telling import News

ENTRY, SOUGHT, MATCH, TOLD = "inquiry_entry", "sought", "kin_match", "kin_told"
_ALERT = "alert"
_SPOKEN_OF = frozenset({KinState.VERIFYING, KinState.CONFIRMED, KinState.REUNITED})
"""What the station that asked hears of; of a mere candidate nothing, and never why it is over."""


def as_told(whole: Inquiry, contact: str, at: datetime) -> Sought:
    """What every desk hears of an inquiry; nothing but that it is over once it is."""
    first = whole.first
    check = whole.check.result if whole.check else ""
    if not whole.is_open:
        return Sought(
            id=whole.id, station=first.station, number=first.number, checked=check, ended=True,
            changed_at=at,
        )  # fmt: skip
    return Sought(
        id=whole.id, station=first.station, number=first.number,
        said=tuple(one for one in whole.said if one.about not in AT_HOME),
        checked=check, contact=contact, changed_at=at,
    )  # fmt: skip


def publish(connection: Connection, made: Merged, at: datetime) -> News:
    """What everybody hears anew of who is looked for, and two stations of their pairs."""
    inquiries = {row["inquiry"] for (kind, _), row in made.new.items() if kind == ENTRY}
    people = {row["person"] for (kind, _), row in made.new.items() if kind == MATCH}
    people |= {id_ for kind, id_ in made.changed if kind == "person"}
    # Who is decided to be somebody sealed is as sealed as they.
    links = [row for (kind, _), row in (*made.new.items(), *made.changed.items()) if kind == "link"]
    people |= {row[end] for row in links for end in ("one", "other")}
    news: News = {}
    if not inquiries | people:
        return news
    with walls.everywhere(connection):
        for one in sorted(inquiries):
            _tell_sought(connection, one, at, news)
        groups = same_as(connection, people).values() if people else ()
        everybody = people | {one for group in groups for one in group}
        for pair in _pairs(connection, everybody, inquiries):
            _tell_pair(connection, pair, at, news)
    return news


def _tell_sought(connection: Connection, inquiry: UUID, at: datetime, news: News) -> None:
    rows = staged.stored(connection, ENTRY, "inquiry", inquiry)
    whole = next(iter(inquiries_of(record_of(ENTRY, row) for row in rows)), None)
    if whole is None:
        return
    now = as_told(whole, staged.contact(connection, whole.first.station), at)
    if now.ended:
        # Who is looked for no more is in no log either.
        walls.erase(connection, [now.id])
        feed.redact(connection, {now.id}, SOUGHT)
    if put := telling.put_down(connection, SOUGHT, now, at):
        telling.add_to(news, put, (_ALERT,))


def end_erased(connection: Connection, inquiry: UUID, at: datetime) -> News:
    """An erased inquiry is told of as over: in an older database that was restored it may be open
    still, with all that is said of whom is looked for. Before its entries go."""
    news: News = {}
    there = staged.stored(connection, SOUGHT, "id", inquiry)
    if there and not there[0]["ended"]:
        was: Sought = record_of(SOUGHT, there[0])
        now = replace(was, said=(), contact="", ended=True, changed_at=at)
        walls.erase(connection, [now.id])
        feed.redact(connection, {now.id}, SOUGHT)
        if put := telling.put_down(connection, SOUGHT, now, at):
            telling.add_to(news, put, (_ALERT,))
    return news


def _pairs(connection: Connection, people: Iterable[UUID], inquiries: Iterable[UUID]) -> list[Pair]:
    table = TABLES[MATCH]
    wanted = select(table).where(
        or_(among(table.c.person, people), among(table.c.inquiry, inquiries))
    )
    return pairs_of(record_of(MATCH, dict(row)) for row in connection.execute(wanted).mappings())


def _tell_pair(connection: Connection, pair: Pair, at: datetime, news: News) -> None:
    first = pair.steps[0]
    if first.to == first.station:
        return
    there = staged.stored(connection, TOLD, "id", pair.id)
    shut = bool(shut_among(connection, [pair.person])) or _may_harm(connection, pair.inquiry)
    spoken = pair.state in _SPOKEN_OF and not shut
    if not spoken and not there:
        return
    contact = staged.contact(connection, first.station) if spoken else ""
    now = KinTold(
        id=pair.id, person=pair.person, station=first.station, inquiry=pair.inquiry, to=first.to,
        state=pair.state if spoken else "", ended=not spoken, contact=contact,
        since=pair.decided.at if pair.decided else first.at, changed_at=at,
    )  # fmt: skip
    streams = tuple(f"station:{code}" for code in sorted({now.station, now.to}))
    if now.ended and there and not there[0]["ended"]:
        # Which station it was is read neither in the log nor in a snapshot of it.
        walls.erase(connection, [now.id])
        feed.redact(connection, {now.id}, TOLD)
        dropping.drop(connection, streams)
    if put := telling.put_down(connection, TOLD, now, at):
        telling.add_to(news, put, streams)


def _may_harm(connection: Connection, inquiry: UUID) -> bool:
    """Whether whoever looks may do harm: then nothing is told, at whatever station they asked."""
    found = staged.stored(connection, SOUGHT, "id", inquiry)
    return any(row["checked"] == Checked.DANGER for row in found)
