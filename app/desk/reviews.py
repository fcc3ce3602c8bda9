"""Approval at another station, at the desk: to ask one, and to decide what others ask.

The station that is asked sees the one case and nothing else of the file, and that is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import blacklist, door
from app.domain.blacklist import MOST_MONTHS, USUAL_MONTHS, months_after
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.listing_review import Asked, Review, Verdict, must_be_askable
from app.domain.listing_rules import must_be_of_no_quarrel
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.store import listings
from app.store.ask import Asks, all_of, get
from app.store.protected import is_shut
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the proposing station knows of its asking; without a review the centre has not told."""

    asked: Asked
    station: str
    """Name of the station that is asked."""
    review: Review | None = None
    sorry: Refused | None = None
    """Why the centre did not take it."""

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.sorry is None and (self.review is None or self.review.is_open)


def who_can_be_asked(asks: Asks, own: str) -> list[Station]:
    """The other stations of the network, by their names."""
    return sorted((s for s in all_of(asks, Station) if s.code != own), key=lambda one: one.name)


def ask(
    register: Register, listing: UUID, to: str, words: str, *, by: Officer, at: datetime
) -> Asked:
    """Ask another station to decide. Refused "listing.…"."""
    by.must(Right.DECIDE)
    found = listings.course(register.ask, listing)
    course = next(iter(blacklist.standing(register, [found] if found else [])), None)
    if course is None or is_shut(register, course.listing.person, sealed=by.may(Right.SEALED)):
        raise Refused("listing.none")
    if register.line is None:
        raise Refused("listing.needs_centre")
    asked = Asked(
        id=new_id(), listing=listing, person=course.listing.person,
        station=course.listing.station, to=to, words=words.strip(), at=at, officer=by.id,
    )  # fmt: skip
    must_be_askable(course, asked, by)
    must_be_of_no_quarrel(blacklist.subject_of(register, asked.person), by.id)
    if to not in {one.code for one in who_can_be_asked(register, asked.station)}:
        raise Refused("listing.ask_another")
    waits = askings(register, [listing]).get(listing)
    if waits and waits.asked.to == to and waits.is_open:
        raise Refused("listing.asked_already", station=waits.station)
    register.write(asked, by=by.id, at=at, reason="listing_asked")
    return asked


def askings(asks: Asks, about: Iterable[UUID]) -> dict[UUID, Asking]:
    """Listing -> whom its approval was asked of last, and what came of it."""
    last = listings.askings(asks, about)
    sorry = listings.refused(asks, [one.id for one in last.values()])
    names = {one.code: one.name for one in all_of(asks, Station)} if last else {}
    return {
        listing: Asking(
            asked=one,
            station=names.get(one.to, one.to),
            review=get(asks, Review, one.id),
            sorry=sorry.get(one.id),
        )
        for listing, one in last.items()
    }


def waiting(asks: Asks, own: str, *, by: Officer) -> list[Review]:
    """What other stations ask this one to decide, oldest first; for who may decide it."""
    if not by.may(Right.APPROVE):
        return []
    return listings.reviews_for(asks, own)


def _waiting(register: Register, review: UUID, by: Officer) -> Review | None:
    own = door.the_station(register).code
    return next((one for one in waiting(register, own, by=by) if one.id == review), None)


def look(register: Register, review: UUID, *, by: Officer, at: datetime) -> Review:
    """One case that another station asks about; that it is looked at is written down first. Refused
    "listing.not_asked"."""
    one = _waiting(register, review, by)
    if one is None:
        raise Refused("listing.not_asked")
    seen = Viewing(
        id=new_id(), person=one.person, officer=by.id, at=at, purpose="listing",
        what="listing_review",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")
    return one


def decide(
    register: Register,
    review: UUID,
    *,
    approves: bool,
    words: str,
    until: date | None,
    by: Officer,
    at: datetime,
) -> Verdict:
    """What this station's leader says; it counts once the centre has it. Refused "listing.…"."""
    if not by.may(Right.APPROVE):
        raise Refused("listing.needs_leader")
    one = _waiting(register, review, by)
    if one is None:
        raise Refused("listing.answered")
    if not words.strip():
        raise Refused("listing.needs_words")
    today = local(at).date()
    last = until or months_after(today, USUAL_MONTHS)
    if approves and not today < last <= months_after(today, MOST_MONTHS):
        raise Refused("listing.until", months=MOST_MONTHS)
    verdict = Verdict(
        id=new_id(), asked=one.id, person=one.person, approves=approves, words=words.strip(),
        until=last if approves else None, at=at, officer=by.id,
    )  # fmt: skip
    register.write(verdict, by=by.id, at=at, reason="listing_verdict")
    return verdict
