"""寄存物品: the custody account of a visit; bags that were sealed, and what was given back.

The rest is kept and returned (381号令 6, 实施细则 6). Facts only: a corrected one supersedes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from app.domain.belongings import Belonging, BelongingKind, cash
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.security import SecurityCheck

LONGEST = 500
"""Characters of an explanation."""


class Attested(StrEnum):
    """How the person stands by what is written."""

    SIGNED = "signed"
    THUMB = "thumb"
    WITNESSED = "witnessed"
    """They cannot or will not, and a witness signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """A bag was sealed. `items`: of each line (its id) so many pieces; `second`: the other officer
    who signs."""

    id: UUID
    person: PersonId
    visit: VisitId
    bag: str
    seal: str = ""
    locker: str = ""
    items: dict[str, int]
    how: Attested
    witness: str = ""
    second: OfficerId
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyReturn:
    """Something was given back, all of it or a part; `missing`: what was not there any more, and
    why. `receiver` is empty where it was the person."""

    id: UUID
    person: PersonId
    visit: VisitId
    items: dict[str, int]
    missing: dict[str, int]
    explanation: str = ""
    receiver: str = ""
    how: Attested
    witness: str = ""
    second: OfficerId
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


class _Fact(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def supersedes(self) -> UUID | None: ...


_One = TypeVar("_One", bound=_Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """So many pieces of a line are still in a bag."""

    belonging: Belonging
    quantity: int
    bag: str
    locker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything about what somebody carried; each oldest first, without what was corrected."""

    belongings: tuple[Belonging, ...] = ()
    bags: tuple[Custody, ...] = ()
    returns: tuple[CustodyReturn, ...] = ()
    checks: tuple[SecurityCheck, ...] = ()

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What is still in custody. Two desks may seal the same thing, or give it back, without
        hearing of each other: no more is kept than there was, and less than nothing of nothing."""
        out, lines = self.given_back + self.missing, {str(one.id): one for one in self.belongings}
        there = {id_: one.quantity for id_, one in lines.items()}
        found = []
        for bag in self.bags:
            for id_, sealed in bag.items.items():
                many = min(sealed, there.get(id_, 0))
                gone = min(many, out[id_])
                there[id_], out[id_] = there.get(id_, 0) - many, out[id_] - gone
                if many > gone:
                    one, left = lines[id_], many - gone
                    found.append(Kept(belonging=one, quantity=left, bag=bag.bag, locker=bag.locker))
        return tuple(found)

    @property
    def loose(self) -> dict[str, int]:
        """Pieces of each line that are in no bag and still in the station."""
        bagged = _sum(bag.items for bag in self.bags)
        return {
            str(one.id): one.quantity - bagged[str(one.id)]
            for one in self.belongings
            if not one.is_gone and one.quantity > bagged[str(one.id)]
        }

    @property
    def given_back(self) -> "Counter[str]":
        """Pieces of each line that were given back."""
        return _sum(one.items for one in self.returns)

    @property
    def missing(self) -> "Counter[str]":
        """Pieces of each line that were not there when they were to be given back."""
        return _sum(one.missing for one in self.returns)

    @property
    def dangerous(self) -> tuple[Belonging, ...]:
        """What the security check found (form 3)."""
        return tuple(one for one in self.belongings if one.kind is BelongingKind.DANGER)

    @property
    def cash_kept(self) -> Decimal:
        """Money in the bags, in yuan."""
        return cash((one.belonging, one.quantity) for one in self.kept)


def standing(facts: Iterable[_One]) -> tuple[_One, ...]:
    """Without what was corrected."""
    known = list(facts)
    gone = {one.supersedes for one in known}
    return tuple(one for one in known if one.id not in gone)


def must_seal(made: Custody, account: Account) -> None:
    """Refused "custody.…" where the bag has no number, holds nothing or too much, or one signs."""
    if not made.bag.strip():
        raise Refused("custody.needs_bag")
    if not made.items:
        raise Refused("custody.nothing_to_seal")
    _must_be_there(made.items, account.loose)
    _must_be_signed(made)


def must_give_back(made: CustodyReturn, account: Account) -> None:
    """Refused "custody.…": no more than is kept, and what is missing is explained."""
    if not made.items and not made.missing:
        raise Refused("custody.nothing_to_return")
    kept: Counter[str] = Counter()
    for one in account.kept:
        kept[str(one.belonging.id)] += one.quantity
    _must_be_there(_sum([made.items, made.missing]), kept)
    if made.missing and not made.explanation.strip():
        raise Refused("custody.needs_explanation")
    if len(made.explanation) > LONGEST:
        raise Refused("custody.too_long", longest=LONGEST)
    _must_be_signed(made)


def _must_be_there(wanted: Mapping[str, int], there: Mapping[str, int]) -> None:
    for id_, many in wanted.items():
        if not 0 < many <= there.get(id_, 0):
            raise Refused("custody.not_there")


def _must_be_signed(made: Custody | CustodyReturn) -> None:
    """By two officers, and by the person or a witness."""
    if made.second == made.officer:
        raise Refused("custody.one_officer")
    if made.how is Attested.WITNESSED and not made.witness.strip():
        raise Refused("custody.needs_witness")


def _sum(parts: Iterable[Mapping[str, int]]) -> "Counter[str]":
    whole: Counter[str] = Counter()
    for part in parts:
        whole.update(part)
    return whole
