"""Statements of sellers against the vouchers of the station: read, compared, and what is new
written down once; whatever a human has to look at is said and not written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from app.clock import local
from app.desk import old_files, voucher_events
from app.desk.voucher_events import Happened
from app.domain.errors import Refused
from app.domain.ids import VoucherId
from app.domain.staff import Officer, Right
from app.domain.statement import (
    NEEDED,
    WRITTEN,
    Column,
    Did,
    Found,
    Line,
    Outcome,
    Unread,
    compare,
    guess,
    missing,
    read,
)
from app.domain.statement_moment import Cell
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEventKind
from app.store.ask import Asks
from app.store.register import Register
from app.store.vouchers import by_serials, events_of, issued_between

MOST_LINES = 100_000
_KIND = {Did.USED: VoucherEventKind.USED, Did.REFUNDED: VoucherEventKind.REFUNDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A file as it was read; the register was not asked yet."""

    file: str
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...]
    others: tuple[str, ...] = ()
    """Further sheets of the workbook: nothing of them is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a statement says beside the register. No name of anybody is in it."""

    file: str
    outcomes: tuple[Outcome, ...]
    unread: tuple[Unread, ...]
    missing: tuple[Voucher, ...]
    """Live vouchers of the statement's days of which it says nothing."""
    bought: Decimal
    refunded: Decimal
    others: tuple[str, ...] = ()
    """Sheets that were not read."""

    @property
    def fresh(self) -> tuple[Outcome, ...]:
        """What would be written down."""
        return tuple(one for one in self.outcomes if one.found in WRITTEN and one.voucher)

    @property
    def counts(self) -> dict[Found, int]:
        """How many lines come to what."""
        return dict(Counter(one.found for one in self.outcomes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many lines were written down, and which were refused and why."""

    done: int
    refused: tuple[tuple[Line, Refused], ...] = ()


def read_file(file: Path) -> Statement:
    """Refused "statement.no_column", "statement.too_long" and as `old_files.rows`."""
    rows = old_files.rows(file)
    columns = _headed(rows)
    said = [read(line, cells, columns) for line, cells in islice(rows, MOST_LINES + 1)]
    if len(said) > MOST_LINES:
        raise Refused("statement.too_long", most=MOST_LINES)
    return Statement(
        file=file.name,
        lines=tuple(one for one in said if isinstance(one, Line)),
        unread=tuple(one for one in said if isinstance(one, Unread)),
        others=tuple(old_files.other_sheets(file)),
    )


def _headed(rows: Iterator[tuple[int, Sequence[Cell]]]) -> dict[int, Column]:
    """The headings, which may stand beneath the bank's name and the account."""
    best: dict[int, Column] = {}
    for _, cells in islice(rows, old_files.MOST_ABOVE):
        columns = guess(cells)
        if set(NEEDED) <= set(columns.values()):
            return columns
        best = max(best, columns, key=len)
    wanted = next(column for column in NEEDED if column not in best.values())
    raise Refused("statement.no_column", column=wanted)


def look(asks: Asks, statement: Statement, *, by: Officer) -> Compared:
    """Beside the register; nothing is written."""
    by.must(Right.VOUCHER)
    lines = statement.lines
    vouchers = by_serials(asks, {one.serial for one in lines})
    events = events_of(asks, [one.id for one in vouchers])
    return Compared(
        file=statement.file,
        outcomes=tuple(compare(lines, vouchers, events)),
        unread=statement.unread,
        missing=_missing(asks, lines),
        bought=_sum(lines, Did.BOUGHT),
        refunded=_sum(lines, Did.REFUNDED),
        others=statement.others,
    )


def write(
    register: Register, outcomes: Iterable[Outcome], file: str, *, by: Officer, at: datetime
) -> Written:
    """Write down what is new of these, each line by itself; said again it is known and nothing is
    written."""
    by.must(Right.VOUCHER)
    refused: list[tuple[Line, Refused]] = []
    done = 0
    for one in _by_now(register, outcomes):
        if one.found not in WRITTEN or one.voucher is None:
            continue
        try:
            said = _happened(one.line, file)
            voucher_events.note(register, VoucherId(one.voucher.id), said, by=by, at=at)
        except Refused as sorry:
            refused.append((one.line, sorry))
        else:
            done += 1
    return Written(done=done, refused=tuple(refused))


def _by_now(asks: Asks, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What they come to now: some may be on file already, as after a full disk."""
    lines = [one.line for one in outcomes]
    vouchers = by_serials(asks, {one.serial for one in lines})
    return compare(lines, vouchers, events_of(asks, [one.id for one in vouchers]))


def _happened(line: Line, file: str) -> Happened:
    when = local(line.at)
    return Happened(
        kind=_KIND[line.did],
        on=when.date(),
        clock=when.time() if line.clocked else None,
        statement=line.record or f"{file} {line.line}",
        ticket=line.ticket,
        amount=line.amount,
    )


def _missing(asks: Asks, lines: Sequence[Line]) -> tuple[Voucher, ...]:
    if not lines:
        return ()
    days = [local(one.at).date() for one in lines]
    first, last = min(days), max(days)
    return tuple(missing(issued_between(asks, first, last), lines, first, last))


def _sum(lines: Sequence[Line], did: Did) -> Decimal:
    return sum((one.amount for one in lines if one.did is did and one.amount), Decimal(0))
