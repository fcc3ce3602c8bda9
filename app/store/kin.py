"""The centre's part in 寻人登记 and 寻亲比对: nothing that breaks a rule stands, every desk hears
whom somebody looks for, and the station that asked hears that somebody is verified, and no more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from app.clock import local
from app.domain import inquiry_rules, kin_rules
from app.domain.errors import Refused
from app.domain.inquiry import AT_HOME, Inquiry, InquiryEntry, InquiryStep, Sought, inquiries_of
from app.domain.kin_match import KinMatch, KinState, KinStep, KinTold, Pair, pair_id, pairs_of
from app.domain.kin_rules import About
from app.domain.staff import Officer, Right
from app.domain.timely import must_be_timely
from app.store import feed, staged, walls
from app.store.adding import add
from app.store.among import among
from app.store.linked import same_as, shut_among
from app.store.merging import Merged
from app.store.news import decided, stamp_of
from app.store.rows import Kept, record_of, same, values_of
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.entry import Entry
from app.wire.talk import Change

ENTRY, SOUGHT, MATCH, TOLD = "inquiry_entry", "sought", "kin_match", "kin_told"
_SAID = {ENTRY, MATCH}
_ALERT = "alert"
_SPOKEN_OF = frozenset({KinState.VERIFYING, KinState.CONFIRMED, KinState.REUNITED})
"""What the station that asked hears of; of a mere candidate nothing, and never why it is over."""
Row = dict[str, Any]
News = dict[str, list[Change]]


def must_be_allowed(
    connection: Connection, made: Merged, group: Sequence[Entry], station: str, at: datetime
) -> None:
    """Every new entry and step is written by who may, as it may. Refused "inquiry.…", "kin.…"."""
    for entry in group:
        row = made.new.get((entry.kind, entry.record)) if entry.kind in _SAID else None
        if row is None:
            continue
        record = record_of(entry.kind, row)
        if record.station != station:
            raise Refused("kin.not_yours")
        by = staged.officer(connection, made, record.officer)
        if by is None or entry.officer != record.officer:
            raise Refused("entry.other_officer")
        must_be_timely(record.at, hlc.time_of(hlc.stamp_of(row["versions"]["*"])), at)
        if isinstance(record, InquiryEntry):
            _may_say(connection, made, record, by)
        else:
            _may_step(connection, made, record, by)


def _may_say(connection: Connection, made: Merged, one: InquiryEntry, by: Officer) -> None:
    by.must(Right.DECIDE)
    beside = staged.beside(connection, made, ENTRY, "inquiry", one.inquiry)
    known = [record_of(ENTRY, row) for row in beside if row["id"] != one.id]
    whole = next(iter(inquiries_of(x for x in known if x.at <= one.at)), None)
    if whole is None:
        if one.step is not InquiryStep.OPENED or one.id != one.inquiry:
            raise Refused("inquiry.unknown")
        inquiry_rules.must_open(one)
        return
    inquiry_rules.must_follow(one, whole, local(one.at).date())


def _may_step(connection: Connection, made: Merged, one: KinMatch, by: Officer) -> None:
    by.must(Right.VIEW if one.step is KinStep.OFFERED else Right.DECIDE)
    if one.pair != pair_id(one.person, one.inquiry):
        raise Refused("kin.unknown")
    if staged.one(connection, made, "person", one.person) is None:
        raise Refused("kin.no_person")
    found = _sought(connection, made, one.inquiry)
    if found is None or found.station != one.to:
        raise Refused("kin.unknown")
    beside = staged.beside(connection, made, MATCH, "pair", one.pair)
    known = [record_of(MATCH, row) for row in beside if row["id"] != one.id]
    pair = next(iter(pairs_of(x for x in known if x.at <= one.at)), None)
    if one.step is KinStep.OFFERED:
        return
    if pair is None:
        raise Refused("kin.unknown")
    with walls.everywhere(connection):
        shut = bool(shut_among(connection, [one.person]))
    # Whether somebody can decide is judged at the desk; a leader answers for it.
    about = About(checked=found.checked, shut=shut, unable=True)
    kin_rules.must_follow(one, pair, about, by, local(one.at).date())


def _sought(connection: Connection, made: Merged, inquiry: UUID) -> Sought | None:
    """As it stands with what this push brings; of another station as it was told."""
    beside = staged.beside(connection, made, ENTRY, "inquiry", inquiry)
    if whole := next(iter(inquiries_of(record_of(ENTRY, row) for row in beside)), None):
        return as_told(whole, "", whole.first.at)
    row = next(iter(staged.stored(connection, SOUGHT, "id", inquiry)), None)
    return record_of(SOUGHT, row) if row else None


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
    sealed = {id_ for kind, id_ in made.changed if kind == "person"}
    news: News = {}
    if not inquiries | people | sealed:
        return news
    with walls.everywhere(connection):
        for one in sorted(inquiries):
            _tell_sought(connection, one, at, news)
        groups = same_as(connection, people | sealed).values() if people | sealed else ()
        everybody = people | sealed | {one for group in groups for one in group}
        for pair in _pairs(connection, everybody):
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
    _tell(connection, SOUGHT, now, at, news, (_ALERT,))


def _pairs(connection: Connection, people: Iterable[UUID]) -> list[Pair]:
    table = TABLES[MATCH]
    wanted = select(table).where(among(table.c.person, people))
    return pairs_of(record_of(MATCH, dict(row)) for row in connection.execute(wanted).mappings())


def _tell_pair(connection: Connection, pair: Pair, at: datetime, news: News) -> None:
    first = pair.steps[0]
    if first.to == first.station:
        return
    there = staged.stored(connection, TOLD, "id", pair.id)
    shut = bool(shut_among(connection, [pair.person]))
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
    _tell(connection, TOLD, now, at, news, streams)


def _tell(
    connection: Connection,
    kind: str,
    now: Sought | KinTold,
    at: datetime,
    news: News,
    streams: Iterable[str],
) -> None:
    table = TABLES[kind]
    old = next(iter(staged.stored(connection, kind, "id", now.id)), None)
    if old is not None and _alike(kind, record_of(kind, old), now):
        return
    stamp = hlc.tick(hlc.stamp_of(old["versions"]["*"]) if old else 0, at)
    version = hlc.version(stamp, UUID(int=0).hex)
    row = Kept(now, {"*": version}, {}).row(kind)
    if old is None:
        add(connection, table, [row])
    else:
        connection.execute(update(table).where(table.c.id == now.id).values(row))
    fields = values_of(kind, now)
    del fields["id"]
    said = decided(kind, now.id, fields, version, max(stamp, stamp_of(at)))
    for name in streams:
        news.setdefault(name, []).append(said)


def _alike(kind: str, old: object, new: object) -> bool:
    names = [name for name in values_of(kind, new) if name != "changed_at"]
    return all(same(getattr(old, name), getattr(new, name)) for name in names)
