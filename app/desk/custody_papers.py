"""What stands on forms 3 and 4 and on the label of a bag."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from app.domain.belonging_photo import BelongingPhoto
from app.domain.belongings import Belonging, BelongingKind
from app.domain.custody import Account, Custody, CustodyReturn
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.security import SecurityCheck
from app.domain.staff import Officer
from app.domain.visit import Visit
from app.paper import facts
from app.store.ask import Asks, get
from app.store.custody import account_of, photos_by_line

CUSTODY = "custody"
SECURITY = "security"
LABEL = "label"


def custody_of(asks: Asks, visit: VisitId, head: facts.Head, sheet: facts.Sheet) -> facts.Custody:
    """Form 4; its handlers are those who sealed the newest bag."""
    account = account_of(asks, visit)
    bag_of = {id_: bag.bag for bag in account.bags for id_ in bag.items}
    if account.bags:
        head = _headed(asks, head, account.bags[-1])
    return facts.Custody(
        sheet=sheet,
        head=head,
        things=tuple(
            _thing(one, one.quantity, bag_of.get(str(one.id), ""))
            for one in account.belongings
            if one.kind is not BelongingKind.DANGER or str(one.id) in bag_of
        ),
        bags=tuple(_bag(asks, bag) for bag in account.bags),
        returns=tuple(_back(asks, back, account) for back in account.returns),
        kept=tuple(_thing(x.belonging, x.quantity, x.bag) for x in account.kept),
        photos=tuple(_photos(asks, visit, account, bag_of)),
    )


def _photos(
    asks: Asks, visit: VisitId, account: Account, bag_of: Mapping[str, str]
) -> Iterator[facts.ThingPhoto]:
    """By the numbers of the table of things; what cannot be read, or is still to come from another
    desk, is left out."""
    photos, number = photos_by_line(asks, visit), 0
    for one in account.belongings:
        if one.kind is BelongingKind.DANGER and str(one.id) not in bag_of:
            continue
        counted = one.kind is not BelongingKind.CASH
        number += counted
        for shot in photos.get(one.id, ()):
            if picture := _picture(asks, shot):
                at = number if counted else 0
                yield facts.ThingPhoto(number=at, item=one.item, picture=picture)
    for bag in account.bags:
        for shot in photos.get(bag.id, ()):
            if picture := _picture(asks, shot):
                yield facts.ThingPhoto(number=0, item="", bag=bag.bag, picture=picture)


def _picture(asks: Asks, shot: BelongingPhoto) -> bytes | None:
    try:
        return asks.blobs.get(shot.picture)
    except Unavailable:
        return None


def security_of(asks: Asks, visit: VisitId, head: facts.Head, sheet: facts.Sheet) -> facts.Security:
    """Form 3; its handlers are the newest checkers."""
    account = account_of(asks, visit)
    if account.checks:
        head = _headed(asks, head, account.checks[-1])
    return facts.Security(
        sheet=sheet,
        head=head,
        checks=tuple(_checked(asks, one) for one in account.checks),
        things=tuple(_thing(one, one.quantity, "") for one in account.dangerous),
    )


def label_of(asks: Asks, bag: UUID, sheet: facts.Sheet) -> tuple[facts.Label, Visit]:
    """The label of a bag, and whose visit it belongs to."""
    made = get(asks, Custody, bag)
    visit = get(asks, Visit, made.visit) if made else None
    if made is None or visit is None:
        raise Refused("paper.no_subject")
    label = facts.Label(
        sheet=sheet, case_number=visit.case_number, bag=made.bag, seal=made.seal,
        locker=made.locker, at=made.at,
    )  # fmt: skip
    return label, visit


def _headed(asks: Asks, head: facts.Head, made: Custody | SecurityCheck) -> facts.Head:
    handler, second = _named(asks, made.officer), _named(asks, made.second)
    return replace(head, handler=handler, second_handler=second, at=made.at)


def _thing(one: Belonging, quantity: int, bag: str) -> facts.Thing:
    return facts.Thing(
        item=one.item, features=one.features, quantity=quantity, kind=one.kind, number=one.number,
        worth=one.worth, bag=bag, disposal=one.disposal or "",
    )  # fmt: skip


def _bag(asks: Asks, bag: Custody) -> facts.Bag:
    return facts.Bag(
        bag=bag.bag, seal=bag.seal, locker=bag.locker, at=bag.at, how=bag.how,
        officer=_named(asks, bag.officer), second=_named(asks, bag.second), witness=bag.witness,
    )  # fmt: skip


def _back(asks: Asks, back: CustodyReturn, account: Account) -> facts.GivenBack:
    return facts.GivenBack(
        things=_things(back.items, account), missing=_things(back.missing, account),
        explanation=back.explanation, at=back.at, officer=_named(asks, back.officer),
        second=_named(asks, back.second), how=back.how, witness=back.witness,
        receiver=back.receiver,
    )  # fmt: skip


def _things(items: Mapping[str, int], account: Account) -> tuple[facts.Thing, ...]:
    lines = {str(one.id): one for one in account.belongings}
    return tuple(_thing(lines[id_], many, "") for id_, many in items.items() if id_ in lines)


def _checked(asks: Asks, one: SecurityCheck) -> facts.Checked:
    first, second = get(asks, Officer, one.officer), get(asks, Officer, one.second)
    return facts.Checked(
        at=one.at, one=first.name if first else "", one_sex=first.sex if first else "",
        two=second.name if second else "", two_sex=second.sex if second else "",
        words=one.words, doubt=one.doubt,
    )  # fmt: skip


def _named(asks: Asks, officer: UUID) -> str:
    found = get(asks, Officer, officer)
    return found.name if found else ""
