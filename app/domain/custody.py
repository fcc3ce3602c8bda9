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

from app.domain.belongings import MOST, Belonging, BelongingKind, cash
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.security import SecurityCheck

LONGEST, LONGEST_NUMBER = 500, 60
"""Characters of an explanation; of the number of a bag, a seal, a locker, and of a name."""


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

    @property
    def pieces(self) -> "Counter[str]":
        """Of each line how many are in custody no more by it."""
        return _sum([self.items, self.missing])


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
    must_be_bag(made)
    _must_be_there(made.items, account.loose)


def must_be_bag(made: Custody) -> None:
    """What a bag must say whatever else there is."""
    if not made.bag.strip():
        raise Refused("custody.needs_bag")
    if not made.items:
        raise Refused("custody.nothing_to_seal")
    _must_count(made.items)
    _must_be_short(made.bag, made.seal, made.locker, made.witness)
    _must_be_signed(made)


def must_give_back(made: CustodyReturn, account: Account) -> None:
    """Refused "custody.…": no more than is kept, and what is missing is explained."""
    must_be_return(made)
    kept: Counter[str] = Counter()
    for one in account.kept:
        kept[str(one.belonging.id)] += one.quantity
    _must_be_there(made.pieces, kept)


def must_be_return(made: CustodyReturn) -> None:
    """What a return must say whatever else there is."""
    if not made.items and not made.missing:
        raise Refused("custody.nothing_to_return")
    # Each by itself: fewer than none missing would let more be given back than there is.
    _must_count(made.items)
    _must_count(made.missing)
    if made.missing and not made.explanation.strip():
        raise Refused("custody.needs_explanation")
    if len(made.explanation) > LONGEST:
        raise Refused("custody.too_long", longest=LONGEST)
    _must_be_short(made.receiver, made.witness)
    _must_be_signed(made)


def must_be_of_lines(
    pieces: Mapping[str, int], lines: Mapping[str, int], before: Mapping[str, int]
) -> None:
    """Whatever other desks did meanwhile: no more of a line than was written down, with what the
    same desk had put away or given `before`. Refused "custody.not_there"."""
    for id_, many in pieces.items():
        if many + before.get(id_, 0) > lines.get(id_, 0):
            raise Refused("custody.not_there")


def must_have_own_seal(made: Custody, used: Iterable[Custody]) -> None:
    """A seal closes once: its number stands on no other bag, also not on one that was opened."""
    for one in used:
        if made.seal and one.seal == made.seal and one.id != made.supersedes:
            raise Refused("custody.seal_used", seal=made.seal)


def _must_count(pieces: Mapping[str, int]) -> None:
    if any(not 0 < many <= MOST for many in pieces.values()):
        raise Refused("custody.quantity", most=MOST)


def _must_be_short(*words: str) -> None:
    if any(len(text) > LONGEST_NUMBER for text in words):
        raise Refused("custody.number_too_long", longest=LONGEST_NUMBER)


def _must_be_there(wanted: Mapping[str, int], there: Mapping[str, int]) -> None:
    for id_, many in wanted.items():
        if many > there.get(id_, 0):
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
