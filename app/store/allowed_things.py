"""The centre's part in 寄存 and 安检: no line, bag, return or check stands that a desk with its
checks would not have written. What two desks gave back without hearing of each other stands: the
account counts it once, and somebody has to look (`returned_twice`)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.domain.belongings import Belonging, must_be_countable
from app.domain.custody import (
    Custody,
    CustodyReturn,
    must_be_bag,
    must_be_of_lines,
    must_be_return,
)
from app.domain.errors import Refused
from app.domain.staff import Right
from app.store import staged
from app.store.merging import Merged
from app.store.rows import maker_of, record_of
from app.wire.entry import Entry

LINE, BAG, RETURN, CHECK, PICTURE = (
    "belonging", "custody", "custody_return", "security_check", "belonging_photo",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Of:
    """A new record, and what stands beside it."""

    connection: Connection
    made: Merged
    row: dict[str, Any]
    record: Any

    def beside(self, kind: str) -> list[dict[str, Any]]:
        """The other records of the same visit."""
        rows = staged.beside(self.connection, self.made, kind, "visit", self.record.visit)
        return [row for row in rows if row["id"] != self.record.id]

    def mine(self, kind: str) -> list[Any]:
        """Those among them that the same desk wrote."""
        by = maker_of(self.row)
        return [record_of(kind, row) for row in self.beside(kind) if maker_of(row) == by]


def must_be_allowed(connection: Connection, made: Merged, group: Sequence[Entry]) -> None:
    """Every new one is about a visit of this station and this person, counts what can be counted,
    and is signed by two. Refused "custody.…", "security.…", "paper.no_subject"."""
    for entry in group:
        rule = _RULES.get(entry.kind)
        row = made.new.get((entry.kind, entry.record)) if rule else None
        if rule is None or row is None:
            continue
        record = record_of(entry.kind, row)
        visit = staged.one(connection, made, "visit", record.visit)
        if visit is None or getattr(record, "person", visit["person"]) != visit["person"]:
            raise Refused("paper.no_subject")
        rule(_Of(connection=connection, made=made, row=row, record=record))


def _line(of: _Of) -> None:
    one: Belonging = of.record
    must_be_countable(one)
    if one.supersedes is not None and one.supersedes not in {row["id"] for row in of.beside(LINE)}:
        raise Refused("custody.corrected_already")


def _bag(of: _Of) -> None:
    bag: Custody = of.record
    must_be_bag(bag)
    _must_sign(of)
    before = [one.items for one in of.mine(BAG) if one.id not in _corrected(of, BAG)]
    must_be_of_lines(bag.items, _lines(of), _sum(before))


def _return(of: _Of) -> None:
    back: CustodyReturn = of.record
    must_be_return(back)
    _must_sign(of)
    before = [one.pieces for one in of.mine(RETURN) if one.id not in _corrected(of, RETURN)]
    bags = (record_of(BAG, row) for row in of.beside(BAG))
    sealed = {id_ for bag in bags for id_ in bag.items}
    lines = {id_: many for id_, many in _lines(of).items() if id_ in sealed}
    must_be_of_lines(back.pieces, lines, _sum(before))


def _check(of: _Of) -> None:
    if of.record.second == of.record.officer:
        raise Refused("security.one_officer")
    _must_sign(of)


def _must_sign(of: _Of) -> None:
    """Both are officers of this station: of another one nobody is seen through the wall."""
    for id_ in (of.record.officer, of.record.second):
        by = staged.officer(of.connection, of.made, id_)
        if by is None:
            raise Refused("custody.needs_second")
    author = staged.officer(of.connection, of.made, of.record.officer)
    if author:
        author.must(Right.REGISTER)


def _lines(of: _Of) -> Mapping[str, int]:
    return {str(row["id"]): row["quantity"] for row in of.beside(LINE)}


def _corrected(of: _Of, kind: str) -> set[UUID | None]:
    """What was corrected, by the new record as well."""
    return {of.record.supersedes, *(row["supersedes"] for row in of.beside(kind))}


def _sum(parts: Sequence[Mapping[str, int]]) -> Mapping[str, int]:
    whole: Counter[str] = Counter()
    for part in parts:
        whole.update(part)
    return whole


_RULES: Mapping[str, Callable[[_Of], None]] = {
    LINE: _line,
    BAG: _bag,
    RETURN: _return,
    CHECK: _check,
    PICTURE: lambda _of: None,
}
