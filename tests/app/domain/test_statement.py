"""A seller's statement: what its lines say, what is new, known, or for a human to look at."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from app.domain.ids import PersonId, StationId, VisitId, VoucherId, new_id
from app.domain.sheet_day import Since1904
from app.domain.statement import (
    Column,
    Did,
    Found,
    Line,
    Unread,
    compare,
    guess,
    missing,
    read,
)
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent, VoucherEventKind
from tests.makers import NOON

HEADS = ("交易流水号", "凭证号", "业务类型", "交易时间", "金额（元）", "柜员")
COLUMNS = guess(HEADS)
VOUCHER = Voucher(
    id=VoucherId(new_id()), serial="GT440114000012", station=StationId(new_id()),
    visit=VisitId(new_id()), person=PersonId(new_id()), name="王淼", from_place="广州南",
    to_place="成都东", depart_on=date(2026, 11, 24), valid_until=date(2026, 11, 26),
    fare=Decimal("612.50"), issued_at=NOON, officer=new_id(),  # type: ignore[arg-type]
)  # fmt: skip
LATER = NOON + timedelta(hours=2)


def _line(did: Did = Did.REFUNDED, **more: object) -> Line:
    plain = Line(
        line=2, serial=VOUCHER.serial, did=did, at=LATER, clocked=True, amount=Decimal("612.50"),
        record="L-1",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def _found(line: Line, voucher: Voucher = VOUCHER, *events: VoucherEvent) -> Found:
    return compare([line], [voucher], events)[0].found


def test_columns_are_guessed_by_their_headings_and_nobodys_are_passed_over() -> None:
    assert COLUMNS == {
        0: Column.RECORD, 1: Column.SERIAL, 2: Column.KIND, 3: Column.AT, 4: Column.AMOUNT,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "at", "clocked"),
    [
        ("2026-11-23 14:00:05", datetime(2026, 11, 23, 6, 0, 5, tzinfo=UTC), True),
        ("2026/11/23 14:00", datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        ("20261123", datetime(2026, 11, 22, 16, tzinfo=UTC), False),
        ("2026年11月23日", datetime(2026, 11, 22, 16, tzinfo=UTC), False),
        ("46349.583333333336", datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        (Since1904(44887.583333333336), datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        ("2026年11月23日 14:00", datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        (46349.583333333336, datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 14), datetime(2026, 11, 23, 6, tzinfo=UTC), True),  # noqa: DTZ001
    ],
)
def test_days_are_read_as_sellers_and_spreadsheets_write_them(
    cell: object, at: datetime, *, clocked: bool
) -> None:
    said = read(2, ("L-1", " gt440114000012", "退票", cell, "-612.50", ""), COLUMNS)  # type: ignore[arg-type]
    assert said == Line(
        line=2, serial="GT440114000012", did=Did.REFUNDED, at=at, clocked=clocked,
        amount=Decimal("612.50"), record="L-1",
    )  # fmt: skip


def test_a_bank_keeps_what_went_and_what_came_in_two_columns() -> None:
    columns = guess(("凭证编号", "摘要", "交易时间", "借方发生额", "贷方发生额"))
    for words, cells, amount in (
        ("购票", (186.5, None), "186.5"), ("退票", (None, 100), "100"), ("退票", (100, None), None)
    ):  # fmt: skip
        said = read(2, ("\uff27\uff34１", words, "2026-11-24 09:15", *cells), columns)
        assert isinstance(said, Line)
        assert (said.serial, said.amount) == ("GT1", amount and Decimal(amount))


@pytest.mark.parametrize(
    ("words", "did"),
    [
        ("退票", Did.REFUNDED), ("已购未乘", Did.BOUGHT), ("已购票，未退", Did.BOUGHT),
        ("未使用", None), ("未乘车", None), ("退票手续费", None), ("退票费", None),
        ("购票冲正", None), ("退票失败", None), ("退款处理中", None), ("待退款", None),
        ("不退不改 购票", Did.BOUGHT), ("没有使用", None),
        ("退款撤销", None), ("已检票", Did.USED), ("购票退款", Did.REFUNDED),
    ],
)  # fmt: skip
def test_what_did_not_happen_and_what_is_a_fee_is_not_written_down(
    words: str, did: Did | None
) -> None:
    said = read(2, ("L", "GT1", words, "2026.11.23 14:00", "10.00", ""), COLUMNS)
    assert (said.did if isinstance(said, Line) else None) is did
    assert isinstance(said, Line) or said.column is Column.KIND


@pytest.mark.parametrize(
    "heads", [("状态", "业务类型"), ("业务类型", "状态"), ("摘要", "业务类型")]
)
def test_a_refund_that_failed_is_none_in_whichever_column_it_is_said(
    heads: tuple[str, str],
) -> None:
    columns = guess(("凭证号", "交易时间", *heads))
    for state, did in (("成功", Did.REFUNDED), ("失败", None)):
        kinds = ("退票", state) if heads[1] == "状态" or heads[0] == "摘要" else (state, "退票")
        said = read(2, (VOUCHER.serial, "2026-11-23 14:00", *kinds), columns)
        assert (said.did if isinstance(said, Line) else None) is did
    assert Column.KIND in guess(("凭证号", "状态", "交易时间")).values()


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2026-11-23", "14:00:00"), ("14:00", "2026/11/23"), (20261123, 140000),
        ("20261123", 0.58333333333),
        (date(2026, 11, 23), time(14)), ("2026-11-23", "2026-11-23 14:00"),
    ],
)  # fmt: skip
def test_day_and_time_of_day_may_stand_in_two_columns(day: object, clock: object) -> None:
    columns = guess(("凭证号", "业务类型", "交易日期", "交易时间", "金额"))
    said = read(2, ("GT1", "退票", day, clock, "1"), columns)  # type: ignore[arg-type]
    assert isinstance(said, Line)
    assert (said.at, said.clocked) == (datetime(2026, 11, 23, 6, tzinfo=UTC), True)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (("L", "", "退票", "2026-11-23", "1"), Column.SERIAL),
        (("L", "GT1", "合计", "2026-11-23", "1"), Column.KIND),
        (("L", "GT1", "退票", "昨天", "1"), Column.AT),
        (("L", "GT1", "退票", "2026-11-23", "一百"), Column.AMOUNT),
        (("L",), Column.SERIAL),
    ],
)
def test_what_cannot_be_read_is_said_with_its_column(
    cells: tuple[str, ...], column: Column
) -> None:
    assert read(7, cells, COLUMNS) == Unread(line=7, column=column)


def test_what_each_line_comes_to() -> None:
    bought = _line(Did.BOUGHT)
    void = replace(VOUCHER, state=VoucherState.VOID)
    assert _found(bought) is Found.AGREES
    assert _found(replace(bought, amount=Decimal(600))) is Found.FARE_DIFFERS
    assert _found(_line()) is Found.NEW
    assert _found(_line(amount=None)) is Found.NO_AMOUNT
    assert _found(_line(clocked=False)) is Found.NO_CLOCK
    assert _found(_line(amount=Decimal("612.51"))) is Found.TOO_MUCH
    assert _found(_line(at=NOON - timedelta(hours=1))) is Found.BEFORE_ISSUE
    assert _found(_line(Did.USED), void) is Found.WAS_VOID
    assert _found(_line(serial="GT999")) is Found.UNKNOWN


def test_what_is_on_file_or_stands_twice_in_the_file_is_not_written_again() -> None:
    noted = VoucherEvent(
        id=new_id(), voucher=VOUCHER.id, person=VOUCHER.person, kind=VoucherEventKind.REFUNDED,
        happened_at=LATER, statement="广州南站退票记录", officer=new_id(), at=LATER,  # type: ignore[arg-type]
    )  # fmt: skip
    assert _found(_line(), VOUCHER, noted) is Found.KNOWN, "the same moment, by hand"
    assert _found(_line(at=LATER + timedelta(hours=1)), VOUCHER, noted) is Found.NEW
    part = replace(noted, amount=Decimal(200))
    same = _line(amount=Decimal(200), at=LATER + timedelta(seconds=31))
    assert _found(same, VOUCHER, part) is Found.KNOWN, "typed without seconds"
    assert _found(replace(same, amount=Decimal(100)), VOUCHER, part) is Found.NEW
    day = _line(amount=Decimal(200), at=NOON.replace(hour=0), clocked=False)
    assert _found(day, VOUCHER, part) is Found.KNOWN, "many a bank says the day alone"
    twice = compare([_line(), _line(line=3)], [VOUCHER], ())
    assert [one.found for one in twice] == [Found.NEW, Found.KNOWN]
    both = compare([_line(Did.USED), _line(line=3)], [VOUCHER], ())
    assert [one.found for one in both] == [Found.NEW, Found.BOTH]


def test_vouchers_of_which_the_statement_says_nothing_are_named() -> None:
    other = replace(VOUCHER, id=VoucherId(new_id()), serial="GT440114000020")
    void = replace(other, id=VoucherId(new_id()), serial="GT2", state=VoucherState.VOID)
    day = date(2026, 11, 23)
    assert list(missing([VOUCHER, other, void], [_line()], day, day)) == [other]
    assert list(missing([other], [], day + timedelta(days=1), day + timedelta(days=9))) == []


def test_no_line_gives_back_more_than_was_paid_in_whatever_parts_and_sums_stay_small() -> None:
    parts = [
        _line(amount=Decimal(400), record="L-1"),
        _line(amount=Decimal(400), record="L-2", at=LATER + timedelta(hours=1)),
    ]
    found = [one.found for one in compare(parts, [VOUCHER], [])]
    assert found == [Found.NEW, Found.TOO_MUCH]
    for sum_ in ("20.001", "9E+999999999", "1e400000"):
        cells = ("L-1", VOUCHER.serial, "退票", "2026-11-23 14:00", sum_)
        assert read(2, cells, COLUMNS) == Unread(line=2, column=Column.AMOUNT), sum_
