"""Erasing somebody: why it may be done, who asks and who agrees, and what locks a file."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.face import Basis
from app.domain.ids import OfficerId, PersonId
from app.domain.staff import Officer, Right


class Ground(StrEnum):
    """Why somebody may be erased; the list is closed."""

    MISTAKE = "mistake"
    PERIOD_OVER = "period_over"
    ORDER = "order"
    CONSENT = "consent"


LIFTS = frozenset({Ground.MISTAKE, Ground.ORDER})
"""Grounds that open a file that is still to be kept: nobody was helped, or a court says so."""

LEAST_YEARS = 10
"""So long a file of relief is kept at the least after the last visit (社会救助法 70 forbids losing
it); a station may only choose longer."""

ON_CONSENT = frozenset({Basis.CONSENT, Basis.GUARDIAN, Basis.BUREAU, Basis.EMERGENCY})
"""Templates that go when consent is withdrawn: all but those that a legal duty asks for."""

_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureWish:
    """A leader asks that a person be erased and a second person agrees; kept when they are gone,
    so it holds the id and no word about the person."""

    id: UUID
    person: PersonId
    station: str
    ground: Ground
    reason: str
    approver: OfficerId
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """Until when somebody's file has to be kept: the last thing that happened, and whether they
    are in the station. `last` is None where there never was a visit."""

    last: datetime | None = None
    inside: bool = False

    def until(self, years: int) -> date | None:
        """The first day on which the file is no longer locked; None where nothing locks it."""
        if self.last is None:
            return None
        day = self.last.astimezone(_CHINA).date()
        try:
            return day.replace(year=day.year + max(years, LEAST_YEARS))
        except ValueError:  # 29 February
            return date(day.year + max(years, LEAST_YEARS), 3, 1)


def must_be_two(wish: ErasureWish, asker: Officer | None, approver: Officer | None) -> None:
    """A leader asks, and somebody else with the right agrees."""
    if asker is None or not asker.may(Right.ERASE):
        raise Refused("erasure.not_leader")
    if wish.officer == wish.approver:
        raise Refused("erasure.one_officer")
    if approver is None or not approver.may(Right.APPROVE):
        raise Refused("erasure.not_approver")


def must_be_open(ground: Ground, file: Lasting, years: int, at: datetime) -> None:
    """Refused "erasure.locked" with the day, while the file has to be kept and the ground does
    not lift that (社会救助法 70)."""
    if ground in LIFTS:
        return
    if file.inside:
        raise Refused("erasure.still_here")
    until = file.until(years)
    if until and at.astimezone(_CHINA).date() < until:
        raise Refused("erasure.locked", until=until.isoformat())
