"""寄存物品 and 安检: writing lines, sealing bags, giving back, and who checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from app.domain.belongings import Belonging, BelongingKind, Disposal, cash, must_be_said
from app.domain.custody import (
    Attested,
    Custody,
    CustodyReturn,
    Kept,
    must_give_back,
    must_have_own_seal,
    must_seal,
)
from app.domain.custody_line import Said
from app.domain.errors import Refused
from app.domain.ids import BelongingId, OfficerId, VisitId, new_id
from app.domain.person import ClaimKind, best_value
from app.domain.security import SecurityCheck, doubt_of
from app.domain.staff import Officer, Right
from app.domain.visit import Visit
from app.store.ask import Asks, get
from app.store.custody import account_of, bag_of_another, bags_with_seal
from app.store.people import claims_of
from app.store.protected import is_shut
from app.store.register import Register
from app.words.say import listed, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who stands by it: the person or a witness, and the second officer."""

    how: Attested
    second: OfficerId
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A bag with its seal and where it lies; `items` as in `Custody`, empty: all that is loose."""

    bag: str
    seal: str = ""
    locker: str = ""
    items: Mapping[str, int] | None = None
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What is given back and what is missing; `receiver` empty: the person."""

    items: Mapping[str, int]
    missing: Mapping[str, int]
    explanation: str = ""
    receiver: str = ""


def add(
    register: Register,
    visit: VisitId,
    said: Said,
    *,
    by: Officer,
    at: datetime,
    disposal: Disposal | None = None,
    corrects: BelongingId | None = None,
) -> Belonging:
    """Write a line down, or one in the place of another; with a disposal it is dangerous."""
    visit_of(register, visit, by)
    made = Belonging(
        id=BelongingId(new_id()), visit=visit, item=said.item.strip(),
        features=said.features.strip(), quantity=said.quantity,
        kind=BelongingKind.DANGER if disposal else said.kind, number=said.number,
        worth=None if disposal else said.worth, disposal=disposal, supersedes=corrects,
        at=at, officer=by.id,
    )  # fmt: skip
    must_be_said(made)
    if corrects is not None:
        _must_be_open(register, visit, corrects)
    register.write(made, by=by.id, at=at, reason="belonging")
    return made


def strike(
    register: Register, visit: VisitId, wrong: BelongingId, *, by: Officer, at: datetime
) -> Belonging:
    """There was no such thing: the line stays on record and counts no more."""
    visit_of(register, visit, by)
    old = _must_be_open(register, visit, wrong)
    id_ = BelongingId(new_id())
    made = replace(old, id=id_, quantity=0, supersedes=wrong, at=at, officer=by.id)
    register.write(made, by=by.id, at=at, reason="belonging")
    return made


def seal(
    register: Register, visit: VisitId, bag: Bag, signed: Signed, *, by: Officer, at: datetime
) -> Custody:
    """Seal a bag with everything that is loose, or with what is named. Refused "custody.…"."""
    one = visit_of(register, visit, by)
    account = account_of(register, visit)
    made = Custody(
        id=new_id(), person=one.person, visit=visit, bag=bag.bag.strip(), seal=bag.seal.strip(),
        locker=bag.locker.strip(), items=dict(account.loose if bag.items is None else bag.items),
        how=signed.how, witness=signed.witness.strip(), second=_second(register, signed.second),
        supersedes=bag.corrects, officer=by.id, at=at,
    )  # fmt: skip
    without = replace(account, bags=tuple(x for x in account.bags if x.id != bag.corrects))
    must_seal(made, without)
    must_have_own_seal(made, bags_with_seal(register, made.seal))
    if bag_of_another(register, made.bag, visit):
        raise Refused("custody.bag_taken", bag=made.bag)
    register.write(made, by=by.id, at=at, reason="custody")
    return made


def give_back(
    register: Register, visit: VisitId, back: Back, signed: Signed, *, by: Officer, at: datetime
) -> CustodyReturn:
    """Give back all or a part; what is missing is explained. Refused "custody.…"."""
    one = visit_of(register, visit, by)
    made = CustodyReturn(
        id=new_id(), person=one.person, visit=visit, items=dict(back.items),
        missing=dict(back.missing), explanation=back.explanation.strip(),
        receiver=back.receiver.strip(), how=signed.how, witness=signed.witness.strip(),
        second=_second(register, signed.second), officer=by.id, at=at,
    )  # fmt: skip
    must_give_back(made, account_of(register, visit))
    register.write(made, by=by.id, at=at, reason="custody_return")
    return made


def check(
    register: Register,
    visit: VisitId,
    second: OfficerId,
    words: str = "",
    *,
    by: Officer,
    at: datetime,
) -> SecurityCheck:
    """Two officers looked. Refused "security.…" for men alone with a woman; what is not known is
    kept with the check and said, and is no obstacle."""
    one = visit_of(register, visit, by)
    other = _officer(register, second)
    sex = best_value(claims_of(register, one.person), ClaimKind.SEX)
    me = get(register, Officer, by.id) or by  # the sex may have been said since the login
    made = SecurityCheck(
        id=new_id(), person=one.person, visit=visit, second=other.id, words=words.strip(),
        doubt=doubt_of(sex, me, other), officer=by.id, at=at,
    )  # fmt: skip
    register.write(made, by=by.id, at=at, reason="security_check")
    return made


def left_behind(kept: tuple[Kept, ...], why: str, lang: str) -> str:
    """For the remark on a leaving: what stays in custody, and what was said about it."""
    said = why or say("custody.no_why", lang)
    return say("custody.left_behind", lang, things=in_short(kept, lang), why=said)


def in_short(kept: tuple[Kept, ...], lang: str) -> str:
    """How many things are in which bags, and how much money is among them."""
    places = {one.bag: one.locker for one in kept}
    bags = listed((" ".join(part for part in both if part) for both in places.items()), lang)
    money = cash((one.belonging, one.quantity) for one in kept)
    many = sum(one.quantity for one in kept)
    return say("custody.in_short", lang, many=many, bags=bags, money=f"{money:.2f}")


def called(one: Belonging, quantity: int, lang: str) -> str:
    """A thing with its pieces; money says how much it is."""
    if one.worth is not None:
        total = (one.worth * quantity).quantize(Decimal("0.01")).normalize()
        return say("custody.cash", lang, worth=f"{one.worth.normalize():f}", many=quantity,
                   total=f"{total:f}")  # fmt: skip
    return f"{one.item}×{quantity}" if quantity != 1 else one.item


def visit_of(asks: Asks, visit: VisitId, by: Officer) -> Visit:
    """Whose things are dealt with. Refused "custody.no_visit" also where the file is shut."""
    by.must(Right.REGISTER)
    found = get(asks, Visit, visit)
    if found is None or is_shut(asks, found.person, sealed=by.may(Right.SEALED)):
        raise Refused("custody.no_visit")
    return found


def _must_be_open(asks: Asks, visit: VisitId, line: BelongingId) -> Belonging:
    """A line that was sealed into a bag or corrected already is changed no more."""
    account = account_of(asks, visit)
    found = next((one for one in account.belongings if one.id == line), None)
    if found is None:
        raise Refused("custody.corrected_already")
    if any(str(line) in bag.items for bag in account.bags):
        raise Refused("custody.sealed_already")
    return found


def _second(asks: Asks, officer: OfficerId) -> OfficerId:
    return _officer(asks, officer).id


def _officer(asks: Asks, officer: OfficerId) -> Officer:
    found = get(asks, Officer, officer)
    if found is None or not found.active:
        raise Refused("custody.needs_second")
    return found
