"""The centre's part in "never two vouchers for one journey": two that desks made apart both stand,
for they are printed, and the officers of both stations are told."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from app.domain.evidence import Link, Sameness
from app.domain.ids import new_id
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent
from app.domain.voucher_twice import ended_by, holds_beside
from app.store import walls
from app.store.among import among
from app.store.linked import same_as
from app.store.merging import Letter, Merged
from app.store.news import decided, stamp_of
from app.store.rows import record_of
from app.store.tables import TABLES, voucher, voucher_event
from app.wire.talk import LETTER, Change

KIND = "voucher_beside"
News = dict[str, list[Change]]


def letters(
    connection: Connection, made: Merged, station: str, at: datetime
) -> tuple[list[Letter], News]:
    """For the station that brought the second one, and for those that had issued the first."""
    brought = [made.records[key] for key in made.new]
    new = [one for one in brought if isinstance(one, Voucher) and one.state is VoucherState.LIVE]
    linked = {end for one in brought if isinstance(one, Link) for end in _ends(one)}
    # Whose loss or ride was a mistake holds again, whatever was issued meanwhile.
    again = [one for one in brought if isinstance(one, VoucherEvent) and one.supersedes]
    if not (new or linked or again):
        return [], {}
    own: list[Letter] = []
    theirs: News = {}
    with walls.everywhere(connection):
        codes = _codes(connection)
        for pair in _pairs(connection, new, linked, again):
            # Of one station somebody hears it once.
            ends = {codes.get(one.station, ""): (one, other) for one, other in (pair, pair[::-1])}
            for code, (one, other) in ends.items():
                there = codes.get(other.station, "")
                if code == station:
                    own.append(_letter(one, other, there))
                else:
                    theirs.setdefault(f"station:{code}", []).append(_told(one, other, there, at))
    return own, theirs


def _ends(one: Link) -> set[UUID]:
    """Two that were said to be one may each have a voucher of long before."""
    return {one.one, one.other} if one.answer is Sameness.SAME and not one.undone_by else set()


def _pairs(
    connection: Connection, new: list[Voucher], linked: set[UUID], again: list[VoucherEvent]
) -> Iterator[tuple[Voucher, Voucher]]:
    people = {one.person for one in new} | {one.person for one in again} | linked
    same = same_as(connection, people)
    known = _live(connection, {other for group in same.values() for other in group})
    if len(known) < 2:
        return
    ended = _ended(connection, [one.id for one in known])
    brought = {one.id for one in new} | {one.voucher for one in again}
    said: set[frozenset[UUID]] = set()
    for one in known:
        if one.id not in brought and one.person not in linked:
            continue
        for other in known:
            pair = frozenset((one.id, other.id))
            if other.person in same[one.person] and pair not in said:
                said.add(pair)
                if holds_beside(one, other, ended):
                    yield one, other


def _live(connection: Connection, people: set[UUID]) -> list[Voucher]:
    wanted = select(voucher).where(
        among(voucher.c.person, people), voucher.c.state == VoucherState.LIVE
    )
    return [record_of("voucher", dict(row)) for row in connection.execute(wanted).mappings()]


def _ended(connection: Connection, ids: list[UUID]) -> set[UUID]:
    wanted = select(voucher_event).where(voucher_event.c.voucher.in_(ids))
    rows = connection.execute(wanted).mappings()
    return ended_by(record_of("voucher_event", dict(row)) for row in rows)


def _codes(connection: Connection) -> dict[UUID, str]:
    table = TABLES["station"]
    return {row.id: row.code for row in connection.execute(select(table.c.id, table.c.code))}


def _letter(one: Voucher, other: Voucher, station: str) -> Letter:
    return Letter(
        kind=KIND, record_kind="voucher", record=one.id, person=one.person,
        content={"serial": one.serial, "other": other.serial, "station": station},
    )  # fmt: skip


def _told(one: Voucher, other: Voucher, station: str, at: datetime) -> Change:
    said: dict[str, object] = {
        "kind": KIND,
        "about": "voucher",
        "record": str(one.id),
        "person": str(one.person),
        "content": {"serial": one.serial, "other": other.serial, "station": station},
        "at": at,
    }
    return decided(LETTER, new_id(), said, "", stamp_of(at))
