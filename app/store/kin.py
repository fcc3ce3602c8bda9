"""The centre's part in 寻人登记 and 寻亲比对: nothing that breaks a rule stands, whoever wrote."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from app.clock import local
from app.domain import inquiry_rules, kin_rules
from app.domain.birth import ADULT
from app.domain.errors import Refused
from app.domain.inquiry import InquiryEntry, InquiryStep, Sought, inquiries_of
from app.domain.inquiry_photo import InquiryPhoto, must_rest
from app.domain.kin_match import KinMatch, KinStep, is_taken, pair_id, pairs_of
from app.domain.kin_rules import About
from app.domain.staff import Officer, Right
from app.domain.timely import must_be_timely
from app.store import staged, walls
from app.store.kin_news import ENTRY, MATCH, SOUGHT, as_told
from app.store.linked import same_as, shut_among
from app.store.merging import Merged
from app.store.rows import record_of
from app.store.today import years_of
from app.wire import hlc
from app.wire.entry import Entry

_PHOTO = "inquiry_photo"
_SAID = {ENTRY, MATCH, _PHOTO}


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
        elif isinstance(record, InquiryPhoto):
            _may_keep(connection, made, record, by)
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
        inquiry_rules.must_be_numbered(one)
        return
    inquiry_rules.must_be_a_leaders(one, whole, by)
    inquiry_rules.must_follow(one, whole, local(one.at).date())


def _may_keep(connection: Connection, made: Merged, one: InquiryPhoto, by: Officer) -> None:
    by.must(Right.DECIDE)
    beside = staged.beside(connection, made, ENTRY, "inquiry", one.inquiry)
    whole = next(iter(inquiries_of(record_of(ENTRY, row) for row in beside)), None)
    if whole is None:
        raise Refused("inquiry.unknown")
    must_rest(one, whole)


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
        kin_rules.must_be_offered(one)
        return
    if pair is None:
        raise Refused("kin.unknown")
    if one.step is KinStep.CONFIRMED and one.second:
        kin_rules.must_be_second(staged.officer(connection, made, one.second))
    about = _about(connection, made, one, found)
    kin_rules.must_follow(one, pair, about, by, local(one.at).date())


def _about(connection: Connection, made: Merged, one: KinMatch, found: Sought) -> About:
    """What else counts for a step. Whether a grown person can decide is judged at the desk; a
    leader answers for it."""
    with walls.everywhere(connection):
        shut = bool(shut_among(connection, [one.person]))
        group = same_as(connection, {one.person})[one.person]
        said = [x for who in group for x in staged.about(connection, made, "claim", who)]
    years = years_of(said, local(one.at).date())
    # Of this station alone: by a refusal nobody learns what another one has confirmed.
    rows = (
        *staged.beside(connection, made, MATCH, "inquiry", one.inquiry),
        *(row for who in group for row in staged.beside(connection, made, MATCH, "person", who)),
    )
    pairs = pairs_of({row["id"]: record_of(MATCH, row) for row in rows}.values())
    return About(
        checked=found.checked, shut=shut, child=years is not None and years < ADULT, unable=True,
        taken=is_taken(pairs, group, one.inquiry, one.pair),
    )  # fmt: skip


def _sought(connection: Connection, made: Merged, inquiry: UUID) -> Sought | None:
    """As it stands with what this push brings; of another station as it was told."""
    beside = staged.beside(connection, made, ENTRY, "inquiry", inquiry)
    if whole := next(iter(inquiries_of(record_of(ENTRY, row) for row in beside)), None):
        return as_told(whole, "", whole.first.at)
    row = next(iter(staged.stored(connection, SOUGHT, "id", inquiry)), None)
    return record_of(SOUGHT, row) if row else None
