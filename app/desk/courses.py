"""重点甄别名单 as an officer may read it: every course of the station, and one of them opened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.desk import blacklist, reviews
from app.desk.reviews import Asking
from app.domain.blacklist import Course, Listed, State
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.listing_due import urgency
from app.domain.staff import Officer, Right, Viewing, told_apart
from app.store import listings
from app.store.ask import Asks, all_of
from app.store.papers import printed_of
from app.store.people import Card, cards
from app.store.protected import is_shut, sealed_among
from app.store.register import Register

READERS = (Right.DECIDE, Right.APPROVE, Right.AUDIT)
"""Whoever may one of these reads the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A course, whose it is, and what the centre has said about it."""

    course: Course
    card: Card
    told: Listed | None = None
    """What every desk hears; None: nothing was ever told."""
    sorry: Refused | None = None
    """Why the centre did not take what was written last."""
    asking: Asking | None = None
    """Which other station was asked to approve it, and what came of that."""

    @property
    def id(self) -> UUID:
        """Of the listing."""
        return self.course.listing.id

    def waits_elsewhere(self, today: date) -> bool:
        """Another station was asked to approve it and has not decided."""
        asks = self.asking is not None and self.asking.is_open
        return asks and self.course.state(today) is State.HEARD

    def pending(self, today: date) -> bool:
        """Approved or upheld here, and the centre has not put it in force yet."""
        if self.course.state(today) is not State.IN_FORCE:
            return False
        return self.told is None or (self.told.ended and not self._heard_since)

    def withheld(self, today: date) -> bool:
        """In force by its steps, and the centre tells no desk: who it is must not be listed."""
        in_force = self.course.state(today) is State.IN_FORCE
        return in_force and self._heard_since and self.told is not None and self.told.ended

    @property
    def _heard_since(self) -> bool:
        steps = self.course.steps
        return self.told is not None and bool(steps) and self.told.changed_at > steps[-1].at


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One course as the page shows it, with the names of who took the steps."""

    seen: Seen
    officers: dict[UUID, str]
    copies: dict[tuple[str, UUID], int] = field(default_factory=dict)
    """How often each of its papers was printed, by form and subject."""

    def by(self, officer: UUID) -> str:
        """Who it was."""
        return self.officers.get(officer, "")


def every(asks: Asks, *, today: date, by: Officer) -> list[Seen]:
    """All of the station, what is due first; of sealed persons only for who may see them."""
    _must_read(by)
    found = listings.every(asks.ask)
    if not by.may(Right.SEALED):
        shut = sealed_among(asks, {one.listing.person for one in found})
        found = [one for one in found if one.listing.person not in shut]
    seen = _seen(asks, found, by)
    return sorted(seen, key=lambda one: urgency(one.course, today))


def open_course(register: Register, listing: UUID, *, by: Officer, at: datetime) -> Opened:
    """One of them; that it is looked at is written down first. Refused "listing.none"."""
    opened = look_again(register, listing, by=by)
    seen = Viewing(
        id=new_id(), person=opened.seen.course.listing.person, officer=by.id, at=at,
        purpose="listing", what="listing",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")
    return opened


def look_again(asks: Asks, listing: UUID, *, by: Officer) -> Opened:
    """The same look goes on after something changed. Refused "listing.none"."""
    _must_read(by)
    found = listings.course(asks.ask, listing)
    if found is None or is_shut(asks, found.listing.person, sealed=by.may(Right.SEALED)):
        raise Refused("listing.none")
    (seen,) = _seen(asks, [found], by)
    return Opened(
        seen=seen,
        officers=told_apart(all_of(asks, Officer)) | _elsewhere(seen),
        copies=printed_of(asks, _ids(seen.course)),
    )


def _elsewhere(seen: Seen) -> dict[UUID, str]:
    """Who approved it at the other station: nobody here knows that officer."""
    asking, approval = seen.asking, seen.course.approval
    if asking is None or asking.review is None or approval is None:
        return {}
    return {approval.officer: f"{asking.station} {asking.review.decided_by}"}


def _must_read(by: Officer) -> None:
    if not any(by.may(right) for right in READERS):
        raise Refused("staff.not_allowed", role=by.role, right=Right.DECIDE)


def _seen(asks: Asks, courses: Iterable[Course], by: Officer) -> list[Seen]:
    found = list(courses)
    known = cards(asks, {one.listing.person for one in found}, sealed=by.may(Right.SEALED))
    told = listings.told_of(asks, [one.listing.id for one in found])
    sorry = listings.refused(asks, [id_ for one in found for id_ in _ids(one)])
    asked = reviews.askings(asks, [one.listing.id for one in found])
    return [
        Seen(
            course=now,
            card=known[now.listing.person],
            told=told.get(now.listing.id),
            sorry=_sorry(one, now, sorry),
            asking=asked.get(now.listing.id),
        )
        for one, now in zip(found, blacklist.standing(asks, found), strict=True)
    ]


def _ids(course: Course) -> list[UUID]:
    return [course.listing.id, *(step.id for step in course.steps)]


def _sorry(written: Course, stands: Course, sorry: dict[UUID, Refused]) -> Refused | None:
    """Of the lead itself, or of the newest step where none was taken after it."""
    last = written.steps[-1].id if written.steps else None
    newest = None if stands.steps and stands.steps[-1].id == last else last
    return sorry.get(written.listing.id) or (sorry.get(newest) if newest else None)
