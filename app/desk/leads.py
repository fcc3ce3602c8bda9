"""可能的线索: facts of the register that a human may look at; nothing follows by itself.

No score and no count of visits: who came often is not among them, nor who looks like whom. What a
leader has looked at and put aside is kept, and does not come back before there is new evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.desk.blacklist import standing
from app.desk.lead_signs import Limits, signs
from app.domain.blacklist import Course
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind
from app.domain.ids import DecisionId, new_id
from app.domain.lead import LeadKind, Sign, is_new
from app.domain.listing_due import ENDED
from app.domain.staff import Officer, Right
from app.store import leads, listings
from app.store.ask import Asks
from app.store.people import Card, cards, together_each
from app.store.protected import is_shut, shut_of
from app.store.register import Register

_USUAL = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Of whom, which key of words says it, its facts, and what it rests on."""

    person: UUID
    kind: LeadKind
    marks: frozenset[UUID]
    facts: dict[str, str] = field(default_factory=dict)
    card: Card

    @property
    def said(self) -> str:
        """The key of its words."""
        return f"lead.{self.kind}"


def possible(
    asks: Asks, station: str, limits: Limits = _USUAL, *, by: Officer, today: date
) -> list[Possible]:
    """Of people about whom nobody has begun a lead, or of whom something new came to be known since
    one ended; of sealed ones nothing, and nothing that was put aside."""
    by.must(Right.APPROVE)
    by.must(Right.VIEW)
    aside = leads.put_aside(asks)
    found = [one for one in signs(asks, limits, station) if is_new(one, aside.get(one.kind, ()))]
    groups = together_each(asks, {one.person for one in found})
    shut = shut_of(asks, groups)
    led = _led(standing(asks, listings.every(asks.ask)))
    wanted = [
        one
        for one in found
        if one.person not in shut and not _is_led(one, groups[one.person], led, today)
    ]
    known = cards(asks, {one.person for one in wanted})
    return [
        Possible(
            person=one.person, kind=one.kind, marks=one.marks, facts=one.facts,
            card=known[one.person],
        )
        for one in wanted
    ]  # fmt: skip


def put_aside(
    register: Register, one: Possible, reason: str, *, by: Officer, at: datetime
) -> Decision:
    """A leader looked, and there is nothing in it. Refused "lead.needs_reason"."""
    for right in (Right.APPROVE, Right.VIEW, Right.DECIDE):
        by.must(right)
    if is_shut(register, one.person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    if not reason.strip():
        raise Refused("lead.needs_reason")
    made = Decision(
        id=DecisionId(new_id()), kind=DecisionKind.LEAD_ASIDE,
        subjects=(one.person, *sorted(one.marks)), answer=one.kind, reason=reason.strip(),
        at=at, officer=by.id,
    )  # fmt: skip
    register.write(made, by=by.id, at=at, reason="lead_aside")
    return made


def _led(courses: Iterable[Course]) -> dict[UUID, list[Course]]:
    found: dict[UUID, list[Course]] = {}
    for one in courses:
        found.setdefault(one.listing.person, []).append(one)
    return found


def _is_led(sign: Sign, group: Iterable[UUID], led: dict[UUID, list[Course]], today: date) -> bool:
    """Somebody works on it, or has known of it when a listing ended."""
    for course in (one for person in group for one in led.get(person, [])):
        last = course.steps[-1].at if course.steps else course.listing.at
        if course.state(today) not in ENDED or sign.at <= last:
            return True
    return False
