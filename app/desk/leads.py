"""可能的线索: facts of the register that a human may look at; nothing is stored, nothing follows.

No score and no count of visits: who came often is not among them, nor who looks like whom.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from app.domain.staff import Officer, Right
from app.domain.voucher import Voucher
from app.store import leads, listings
from app.store.ask import Asks
from app.store.people import Card, cards, together_each
from app.store.protected import sealed_among

SOON = timedelta(hours=24)
"""A voucher that was withdrawn so soon after it was issued; more than once of one human."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Of whom, which key of words says it, and its facts."""

    person: UUID
    said: str
    facts: dict[str, str] = field(default_factory=dict)
    card: Card


def possible(asks: Asks, *, by: Officer) -> list[Possible]:
    """Of people about whom nobody has begun a lead; of sealed ones nothing."""
    by.must(Right.APPROVE)
    by.must(Right.VIEW)
    found = {**_documents(asks), **_vouchers(asks)}
    groups = together_each(asks, found)
    led = {one.listing.person for one in listings.every(asks.ask)}
    gone = sealed_among(asks, found) | {p for p in found if led.intersection(groups[p])}
    known = cards(asks, [person for person in found if person not in gone])
    return [
        Possible(person=person, said=said, facts=facts, card=known[person])
        for person, (said, facts) in found.items()
        if person not in gone
    ]


_Said = dict[UUID, tuple[str, dict[str, str]]]


def _vouchers(asks: Asks) -> _Said:
    soon = [one for one, at in leads.voids(asks) if at - one.issued_at <= SOON]
    groups = together_each(asks, {one.person for one in soon})
    by_human: dict[UUID, list[Voucher]] = defaultdict(list)
    for one in soon:
        by_human[groups[one.person][0]].append(one)
    return {
        some[-1].person: ("lead.voided", {"serials": " ".join(one.serial for one in some)})
        for some in by_human.values()
        if len(some) > 1
    }


def _documents(asks: Asks) -> _Said:
    return {
        one: ("lead.document", {"number": number})
        for one, _, number in leads.one_number_two_people(asks)
    }
