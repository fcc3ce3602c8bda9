"""A statement of the seller or of the paying account: what each line says of a voucher, and what is
to be written down, known already, or to be looked at by a human."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from unicodedata import normalize
from uuid import UUID

from app.domain.money import is_money
from app.domain.statement_moment import Cell, moment_of, text_of
from app.domain.voucher import DEAREST, Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent, VoucherEventKind, standing

_CHINA = timezone(timedelta(hours=8))


class Column(StrEnum):
    """What a column may be."""

    SERIAL = "serial"
    KIND = "kind"
    STATE = "state"
    """The second column about what happened: a seller's kind, and what became of it."""
    AT = "at"
    CLOCK = "clock"
    """The second column about when: banks write the day and the time of day apart."""
    AMOUNT = "amount"
    PAID = "paid"
    """Out of the account; a bank keeps what went and what came in two columns."""
    BACK = "back"
    """Into it."""
    RECORD = "record"
    TICKET = "ticket"


NEEDED = (Column.SERIAL, Column.KIND, Column.AT)
"""Without these no line says what became of which voucher."""
_HEADINGS: Mapping[Column, str] = {
    Column.SERIAL: "凭证号 凭证编号 凭证号码 购票凭证号 序列号 serial voucher",
    Column.KIND: "业务类型 交易类型 类型 业务 摘要 kind type",
    Column.STATE: "状态 交易状态 处理状态 交易结果 status",
    Column.AT: "交易时间 交易日期 时间 日期 发生时间 办理时间 date time",
    Column.AMOUNT: "金额 交易金额 票款 票价 退款金额 发生额 amount",
    Column.PAID: "借方 借方金额 借方发生额 支出 支出金额 debit paid",
    Column.BACK: "贷方 贷方金额 贷方发生额 收入 收入金额 存入 credit back",
    Column.RECORD: "流水号 交易流水号 交易号 记录号 凭证流水 record reference",
    Column.TICKET: "车票号 票号 电子客票号 ticket",
}
_MEANT = {word: column for column, told in _HEADINGS.items() for word in told.split()}


class Did(StrEnum):
    """What a line says happened."""

    BOUGHT = "bought"
    USED = "used"
    REFUNDED = "refunded"


_NOT = re.compile(
    "(?:未|没有?|不可?|不能)(?:使用|乘车|乘坐|乘|检票|检|退票|退款|退|出票|支付|购票)"
)
"""It did not happen: 已购未乘 says of a ticket that it was bought."""
_NO_TURN = ("手续费", "退票费", "改签费", "fee")
"""Neither a purchase nor a refund, whatever else the words hold: a human looks at it."""
_UNDONE = re.compile(
    "失败|处理中|申请|待(?:退|处理|审|支付|出票)|冲正|冲销|撤销|fail|pending|reversal"
)
"""It came to nothing, or has not happened yet: a human looks at it."""
_DID = (
    ("退", Did.REFUNDED), ("refund", Did.REFUNDED), ("乘", Did.USED), ("检票", Did.USED),
    ("使用", Did.USED), ("used", Did.USED), ("购", Did.BOUGHT), ("售", Did.BOUGHT),
    ("出票", Did.BOUGHT), ("支付", Did.BOUGHT), ("bought", Did.BOUGHT),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it was understood. `at` is exact only where `clocked`."""

    line: int
    serial: str
    did: Did
    at: datetime
    clocked: bool
    amount: Decimal | None = None
    record: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that could not be understood, and in which column."""

    line: int
    column: Column


class Found(StrEnum):
    """What a line comes to."""

    NEW = "new"
    """It is written down."""
    KNOWN = "known"
    """It is on file already: the same record, or the same moment."""
    AGREES = "agrees"
    """A ticket was bought for what the voucher says."""
    FARE_DIFFERS = "fare_differs"
    TOO_MUCH = "too_much"
    """More was given back than the fare."""
    WAS_VOID = "was_void"
    """Used or refunded although it was withdrawn."""
    BOTH = "both"
    """Used and refunded."""
    UNKNOWN = "unknown"
    """No voucher of this station has the serial."""
    NO_CLOCK = "no_clock"
    """A refund without its time: whether it was soon depends on it."""
    NO_AMOUNT = "no_amount"
    BEFORE_ISSUE = "before_issue"


_MONEY_SIGNS = str.maketrans("", "", ",¥￥元()（） ")
LOOKED_AT = frozenset(Found) - {Found.NEW, Found.KNOWN, Found.AGREES}
"""What a human has to look at; of these nothing is written but of `BOTH` and `WAS_VOID`."""
WRITTEN = frozenset({Found.NEW, Found.BOTH, Found.WAS_VOID})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A line and what it comes to."""

    line: Line
    found: Found
    voucher: Voucher | None = None


_SECOND = {Column.AT: Column.CLOCK, Column.KIND: Column.STATE}


def guess(headings: Sequence[Cell]) -> dict[int, Column]:
    """Column -> what it seems to be; each once, the first that says so."""
    found: dict[int, Column] = {}
    for n, heading in enumerate(headings):
        column = _MEANT.get(_plain(heading))
        if column in _SECOND and column in found.values():
            column = _SECOND[column]
        if column and column not in found.values():
            found[n] = column
    if Column.KIND not in found.values():  # what became of it is all that is said
        found = {n: Column.KIND if one is Column.STATE else one for n, one in found.items()}
    return found


def read(line: int, cells: Sequence[Cell], columns: Mapping[int, Column]) -> Line | Unread:
    """One line; a sum in brackets or below zero is money that came back."""
    said = {column: cells[n] for n, column in columns.items() if n < len(cells)}
    serial = normalize("NFKC", text_of(said.get(Column.SERIAL))).upper().replace(" ", "")
    if not serial:
        return Unread(line=line, column=Column.SERIAL)
    did = _did(*(text_of(said.get(one)).lower() for one in (Column.KIND, Column.STATE)))
    if did is None:
        return Unread(line=line, column=Column.KIND)
    moment = moment_of(said.get(Column.AT), said.get(Column.CLOCK))
    if moment is None:
        return Unread(line=line, column=Column.AT)
    beside = Column.BACK if did is Did.REFUNDED else Column.PAID
    told = text_of(said.get(Column.AMOUNT)) or text_of(said.get(beside))
    amount = _amount(told)
    if told and amount is None:
        return Unread(line=line, column=Column.AMOUNT)
    return Line(
        line=line, serial=serial, did=did, at=moment[0], clocked=moment[1], amount=amount,
        record=text_of(said.get(Column.RECORD)), ticket=text_of(said.get(Column.TICKET)),
    )  # fmt: skip


def _did(words: str, state: str) -> Did | None:
    if any(one in words for one in _NO_TURN) or _UNDONE.search(f"{words} {state}"):
        return None
    happened = _NOT.sub("", words).replace("unused", "")
    return next((one for word, one in _DID if word in happened), None)


def compare(
    lines: Iterable[Line], vouchers: Iterable[Voucher], events: Iterable[VoucherEvent]
) -> list[Outcome]:
    """What each line comes to, in their order; the same line twice is known the second time."""
    by_serial = {one.serial.upper(): one for one in vouchers}
    known: dict[UUID, list[_There]] = {}
    for one in standing(events):
        known.setdefault(one.voucher, []).append(
            (one.kind, one.statement, one.happened_at, one.amount)
        )
    found = []
    for line in lines:
        voucher = by_serial.get(line.serial)
        if voucher is None:
            found.append(Outcome(line=line, found=Found.UNKNOWN))
            continue
        there = known.setdefault(voucher.id, [])
        outcome = Outcome(line=line, found=_found(line, voucher, there), voucher=voucher)
        if outcome.found in WRITTEN:
            there.append((_KIND[line.did], line.record, line.at, line.amount))
        found.append(outcome)
    return found


def missing(
    vouchers: Iterable[Voucher], lines: Sequence[Line], first: date, last: date
) -> Iterator[Voucher]:
    """Vouchers of those days of which the statement says nothing, void ones aside."""
    told = {line.serial for line in lines}
    for one in vouchers:
        day = (one.issued_at.astimezone(_CHINA)).date()
        live = one.state is VoucherState.LIVE
        if live and first <= day <= last and one.serial.upper() not in told:
            yield one


_There = tuple[VoucherEventKind, str, datetime, Decimal | None]
"""What is on file, or was read before: kind, the seller's record, when, and how much."""
_KIND = {Did.USED: VoucherEventKind.USED, Did.REFUNDED: VoucherEventKind.REFUNDED}
_BACK = VoucherEventKind.REFUNDED


def _found(line: Line, voucher: Voucher, there: Sequence[_There]) -> Found:
    if line.did is Did.BOUGHT:
        differs = None not in {line.amount, voucher.fare} and line.amount != voucher.fare
        return Found.FARE_DIFFERS if differs else Found.AGREES
    kind = _KIND[line.did]
    if any(_is_same(kind, line, one) for one in there):
        return Found.KNOWN
    if sorry := _cannot_be(line, voucher, there):
        return sorry
    if voucher.state is VoucherState.VOID:
        return Found.WAS_VOID
    return Found.BOTH if any(other is not kind for other, *_ in there) else Found.NEW


def _is_same(kind: VoucherEventKind, line: Line, one: _There) -> bool:
    other, record, at, amount = one
    if other is not kind:
        return False
    # A journey is made once; of refunds two records are two, unless they say the same moment.
    if kind is VoucherEventKind.USED or (bool(record) and record == line.record):
        return True
    return at == line.at or (amount == line.amount and _is_same_time(line, at))


def _is_same_time(line: Line, at: datetime) -> bool:
    """What an officer typed has no seconds, and another number than the seller's; many a bank says
    the day alone."""
    there, here = at.astimezone(_CHINA), line.at.astimezone(_CHINA)
    if not line.clocked:
        return there.date() == here.date()
    return there.second == 0 and there == here.replace(second=0, microsecond=0)


def _cannot_be(line: Line, voucher: Voucher, there: Sequence[_There]) -> Found | None:
    if line.did is Did.REFUNDED:
        if line.amount is None:
            return Found.NO_AMOUNT
        if not line.clocked:
            return Found.NO_CLOCK
        # In parts no more than the whole.
        back = sum((was for kind, _, _, was in there if was and kind is _BACK), line.amount)
        if back > (voucher.fare or DEAREST):
            return Found.TOO_MUCH
    issued = voucher.issued_at.replace(second=0, microsecond=0)
    ended = line.at if line.clocked else line.at + timedelta(days=1)
    return Found.BEFORE_ISSUE if ended < issued else None


def _plain(heading: Cell) -> str:
    return "".join(text_of(heading).lower().replace("（元）", "").replace("(元)", "").split())


def _amount(text: str) -> Decimal | None:
    bare = text.translate(_MONEY_SIGNS)
    try:
        found = Decimal(bare)
    except InvalidOperation:
        return None
    return abs(found) if is_money(found) else None
