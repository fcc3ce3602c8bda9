"""Questions about belongings: the account of a visit, and what is still in custody."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select

from app.domain.belonging_photo import BelongingPhoto, of_bag, of_line
from app.domain.belongings import Belonging, live
from app.domain.custody import Account, Custody, CustodyReturn, Kept, standing
from app.domain.security import SecurityCheck
from app.store.ask import Asks, records, table_of
from app.store.refused import taken
from app.store.tables import custody

_One = TypeVar("_One")


def account_of(asks: Asks, visit: UUID) -> Account:
    """Everything about what somebody carried at one visit."""
    return Account(
        belongings=tuple(live(_of(asks, Belonging, visit))),
        bags=standing(_of(asks, Custody, visit)),
        returns=standing(_of(asks, CustodyReturn, visit)),
        checks=standing(_of(asks, SecurityCheck, visit)),
    )


def every_line(asks: Asks, visit: UUID) -> list[Belonging]:
    """Every line that was ever written, corrected or not."""
    return _of(asks, Belonging, visit)


def photos_of(asks: Asks, visit: UUID) -> list[BelongingPhoto]:
    """Every picture of the things of one visit, taken by mistake or not."""
    return _of(asks, BelongingPhoto, visit)


def photos_by_line(asks: Asks, visit: UUID) -> dict[UUID, list[BelongingPhoto]]:
    """Line or bag -> the pictures that count; nothing is asked further where there is none."""
    photos = photos_of(asks, visit)
    if not photos:
        return {}
    every = every_line(asks, visit)
    lines: dict[UUID, list[BelongingPhoto]] = {
        one.id: of_line(photos, one, every) for one in live(every)
    }
    bags = {one.bag: of_bag(photos, one.bag) for one in photos if one.bag}
    every_one: dict[UUID, list[BelongingPhoto]] = {**lines, **bags}
    return {id_: found for id_, found in every_one.items() if found}


def still_kept(asks: Asks, visit: UUID) -> tuple[Kept, ...]:
    """What is still in custody of a visit: to be given back or explained when it ends."""
    return account_of(asks, visit).kept


def bag_of_another(asks: Asks, bag: str, visit: UUID) -> UUID | None:
    """Another visit of which something still is in a bag of this number."""
    wanted = select(custody.c.visit).where(custody.c.bag == bag, custody.c.visit != visit)
    for row in asks.ask(wanted.distinct()):
        if any(one.bag == bag for one in still_kept(asks, row.visit)):
            return cast("UUID", row.visit)
    return None


def bags_with_seal(asks: Asks, seal: str) -> list[Custody]:
    """Every bag that was ever closed with a seal of this number and not corrected since."""
    if not seal:
        return []
    newer = custody.alias()
    corrected = exists().where(newer.c.supersedes == custody.c.id)
    return _those(asks, Custody, and_(custody.c.seal == seal, ~corrected))


def all_facts(
    asks: Asks, people: Iterable[UUID]
) -> tuple[list[Custody], list[CustodyReturn], list[SecurityCheck]]:
    """What was ever written about these persons, corrected or not."""
    these = list(people)

    def mine(record: type[_One]) -> list[_One]:
        return _those(asks, record, table_of(record).c.person.in_(these))

    return mine(Custody), mine(CustodyReturn), mine(SecurityCheck)


def _of(asks: Asks, record: type[_One], visit: UUID) -> list[_One]:
    return _those(asks, record, table_of(record).c.visit == visit)


def _those(asks: Asks, record: type[_One], where: "ColumnElement[bool]") -> list[_One]:
    table = table_of(record)
    wanted = select(table).where(where, taken(table)).order_by(table.c.id)
    return records(asks, record, cast("Select[Any]", wanted))
