"""The centre's part in vouchers and what became of them, and in what may be taken back: nothing
stands that a desk with its checks would not have written.

A voucher itself is taken like any other, whatever else is the matter with it (`listed_vouchers`,
`vouchers_twice`): it is printed, and help is never refused by a machine.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from app.domain.errors import Refused
from app.domain.staff import Officer, Right
from app.domain.voucher import Voucher, VoucherState, must_be_fare
from app.domain.voucher_event import (
    VoucherEventKind,
    must_be_left,
    must_correct,
    must_hold,
    standing,
)
from app.store import staged
from app.store.merging import Merged, Row
from app.store.rows import maker_of, record_of
from app.wire.entry import Entry

VOUCHER, EVENT, PERSON = "voucher", "voucher_event", "person"


def must_be_allowed(
    connection: Connection, made: Merged, group: Sequence[Entry], station: str
) -> None:
    """Every new voucher and event, every void, and every unsealing. Refused "voucher.…",
    "voucher_event.…", "protect.…", "entry.…", "staff.not_allowed"."""
    for entry in group:
        key = (entry.kind, entry.record)
        before = made.under.row(key) if made.under else None
        after = made.row(key)
        if after is None:
            continue
        if entry.kind == VOUCHER and before is None:
            _issued(connection, made, entry, after, station)
        elif entry.kind == VOUCHER and before is not None:
            _voided(connection, made, entry, before, after)
        elif entry.kind == EVENT and key in made.new:
            _happened(connection, made, entry, after)
        elif entry.kind == PERSON and before and before["sealed"] and not after["sealed"]:
            _author(connection, made, entry.officer).must(Right.SEALED)


def _issued(connection: Connection, made: Merged, entry: Entry, row: Row, station: str) -> None:
    """On the paper of this very station, for a visit of this very person."""
    one: Voucher = record_of(VOUCHER, row)
    if entry.officer != one.officer:
        raise Refused("entry.other_officer")
    _author(connection, made, one.officer).must(Right.VOUCHER)
    must_be_fare(one.fare)
    visit = staged.one(connection, made, "visit", one.visit)
    if visit is None or visit["person"] != one.person:
        raise Refused("voucher.no_visit")
    issuer = staged.one(connection, made, "station", one.station)
    if issuer is None or issuer["code"] != station:
        raise Refused("entry.other_station", kind=VOUCHER)


def _voided(connection: Connection, made: Merged, entry: Entry, before: Row, after: Row) -> None:
    """Void for good; by whoever issued it, or a leader."""
    if before["state"] == after["state"]:
        return
    if before["state"] == VoucherState.VOID:
        raise Refused("voucher.already_void", serial=before["serial"])
    by = _author(connection, made, entry.officer)
    if by.id != before["officer"]:
        by.must(Right.VOID)
    else:
        by.must(Right.VOUCHER)
    if not after["void_reason"].strip():
        raise Refused("voucher.void_needs_reason")


def _happened(connection: Connection, made: Merged, entry: Entry, row: Row) -> None:
    """About a voucher of this very person. That two desks wrote of the same refund each is not for
    the machine to refuse; one desk gives no more back than was paid."""
    event = record_of(EVENT, row)
    if entry.officer != event.officer:
        raise Refused("entry.other_officer")
    by = _author(connection, made, event.officer)
    by.must(Right.VOUCHER)
    whole = staged.one(connection, made, VOUCHER, event.voucher)
    if whole is None or whole["person"] != event.person:
        raise Refused("voucher.unknown")
    voucher: Voucher = record_of(VOUCHER, whole)
    must_hold(event, voucher)
    beside = staged.beside(connection, made, EVENT, "voucher", event.voucher)
    others = [record_of(EVENT, one) for one in beside if one["id"] != event.id]
    if event.supersedes is not None:
        must_correct(event, next((x for x in others if x.id == event.supersedes), None), by)
    elif event.kind is VoucherEventKind.MISTAKEN:
        raise Refused("voucher_event.corrects_nothing")
    mine = {one["id"] for one in beside if maker_of(one) == maker_of(row)}
    must_be_left(event, voucher, [x for x in standing(others) if x.id in mine])


def _author(connection: Connection, made: Merged, id_: UUID) -> Officer:
    by = staged.officer(connection, made, id_)
    if by is None:
        raise Refused("entry.other_officer")
    return by
