"""对账单 against a real register: the same file twice, two lines of one ticket, other stations'."""

import csv
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.clock import local
from app.desk import statements
from app.domain.errors import Refused
from app.domain.statement import Found
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent, VoucherEventKind
from app.store.ask import all_of
from tests import makers
from tests.ui import station

HEADS = ("流水号", "凭证号", "业务类型", "交易时间", "金额（元）")
Kept = Callable[..., statements.Statement]


@pytest.fixture
def ticket(desk: makers.Desk) -> Voucher:
    """A live voucher."""
    return station.voucher(desk, station.arrive(desk))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A statement of these lines, as it is read out of a file."""

    def make(*lines: tuple[str, ...], title: str = "") -> statements.Statement:
        file = tmp_path / "11 月.csv"
        with file.open("w", encoding="gb18030", newline="") as opened:
            out = csv.writer(opened)
            out.writerows([[title]] if title else [])
            out.writerows([HEADS, *lines])
        return statements.read_file(file)

    return make


def _said(made: Voucher, record: str, what: str, amount: str, minutes: int = 5) -> tuple[str, ...]:
    at = local(made.issued_at + timedelta(minutes=minutes))
    return record, made.serial, what, f"{at:%Y-%m-%d %H:%M:%S}", amount


def test_the_same_file_twice_and_two_lines_of_one_ticket_write_each_refund_once(
    desk: makers.Desk, ticket: Voucher, kept: Kept
) -> None:
    half = str(ticket.fare and ticket.fare / 2)
    lines = (
        _said(ticket, "L-1", "购票", str(ticket.fare)),
        _said(ticket, "L-2", "退票", half, 6),
        _said(ticket, "L-2", "退票", half, 6),
        _said(ticket, "L-3", "退票", half, 7),
        ("L-4", "GT440199-01-2026-000001-1", "退票", "2026-11-24 12:10:00", "10"),
        ("L-5", ticket.serial, "退票", "昨天", "10"),
    )
    read = kept(*lines, title="示例银行对账单")
    looked = statements.look(desk.register, read, by=desk.leader)
    assert [one.found for one in looked.outcomes] == [
        *(Found.AGREES, Found.NEW, Found.KNOWN, Found.NEW, Found.UNKNOWN),
    ]  # fmt: skip
    assert (len(looked.unread), len(looked.fresh), looked.counts[Found.NEW]) == (1, 2, 2)
    assert all_of(desk.register, VoucherEvent) == [], "looking writes nothing"
    for done in (2, 0):
        told = statements.write(
            desk.register,
            looked.outcomes,
            read.file,
            by=desk.leader,
            at=ticket.issued_at + timedelta(days=1),
        )
        assert (told.done, told.refused) == (done, ())
    events = all_of(desk.register, VoucherEvent)
    assert {(one.kind, one.statement) for one in events} == {
        (VoucherEventKind.REFUNDED, "L-2"),
        (VoucherEventKind.REFUNDED, "L-3"),
    }
    assert sum((one.amount or Decimal(0) for one in events), Decimal(0)) == ticket.fare


def test_a_live_voucher_of_those_days_that_stands_nowhere_is_named(
    desk: makers.Desk, ticket: Voucher, kept: Kept
) -> None:
    other = station.voucher(desk, station.arrive(desk, "李四方"))
    read = kept(_said(ticket, "L-1", "购票", str(ticket.fare)))
    found = statements.look(desk.register, read, by=desk.leader)
    assert [one.serial for one in found.missing] == [other.serial]
    assert (found.bought, found.refunded) == (ticket.fare, Decimal(0))


def test_a_file_without_the_columns_and_an_auditor_are_refused(
    desk: makers.Desk, ticket: Voucher, kept: Kept, tmp_path: Path
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("日期,摘要\n2026-11-01,利息\n")
    with pytest.raises(Refused, match=r"statement\.no_column"):
        statements.read_file(file)
    read = kept(_said(ticket, "L-1", "购票", str(ticket.fare)))
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        statements.look(desk.register, read, by=desk.auditor)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        statements.write(desk.register, (), read.file, by=desk.auditor, at=ticket.issued_at)
