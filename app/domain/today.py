"""今日事项: from what is known of who is here to what is due when; a table of rules, no more.

A day ends at midnight on the station's clock: `MIDNIGHT` turns a day into the moment it begins.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import UUID

from app.domain.birth import ADULT
from app.domain.ids import OfficerId
from app.domain.matter import Matter, MatterStep, extended_until, is_done, owner_of
from app.domain.working_days import working_days_after

CHINA = timezone(timedelta(hours=8))
MOST_DAYS = 10
"""救助期限 (实施细则 12); with a reason it is extended."""
NOT_UNDER = 16
"""Younger ones are not held to it."""
NOTICE_HOURS = timedelta(hours=24)
BIOMETRIC_DAYS = 7
FOLLOW_UP_DAYS = 30
_MONTH = timedelta(days=30)
_SETTLED_AFTER = timedelta(days=91)
_SUSPECTED = ("child", "trafficked", "abandoned")
"""What was seen at the door and is a matter for the police at once."""
_LOST = ("lost", "走失")
"""As the form has it, or in the officer's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Somebody in the station, as far as the rules ask. `years`: the lower end of an estimate; None
    where nobody knows. `unknown`: nobody knows who it is."""

    visit: UUID
    person: UUID
    arrived_at: datetime
    years: int | None = None
    unknown: bool = False
    reason: str = ""
    checks: dict[str, str] = field(default_factory=dict)
    emergency: bool = False
    name: str = ""
    case_number: str = ""
    sealed: bool = False
    steps: tuple[MatterStep, ...] = ()

    @property
    def minor(self) -> bool:
        """Below 18 as far as known; an estimate by its lower end."""
        return self.years is not None and self.years < ADULT

    def saw(self, check: str) -> bool:
        """Whether it was seen at the door."""
        return self.checks.get(check) == "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to be done; `due` None: there is no day, it only must not be forgotten. `subject`
    is what it is about: a visit, a request, a listing, a template, a voucher, a stranger; `person`
    None: nobody on file."""

    matter: Matter
    subject: UUID
    person: UUID | None
    due: datetime | None
    visit: UUID | None = None
    since: datetime
    owner: OfficerId | None = None
    words: str = ""
    called: str = ""
    """Whom it is about, where nobody is on file here: met in the street, or of another station."""

    def is_late(self, now: datetime) -> bool:
        """Whether the moment has passed."""
        return self.due is not None and self.due <= now

    def is_today(self, now: datetime) -> bool:
        """Late, or due before the day ends."""
        return self.due is not None and self.due <= midnight_after(day_of(now))


def day_of(at: datetime) -> date:
    """The station's day."""
    return at.astimezone(CHINA).date()


def midnight_after(day: date) -> datetime:
    """When a day is over."""
    return datetime.combine(day + timedelta(days=1), time(0), CHINA).astimezone(UTC)


def last_day(here: Here) -> date:
    """The last day of the stay: the tenth, the day of arrival being the first, or as extended."""
    tenth = day_of(here.arrived_at) + timedelta(days=MOST_DAYS - 1)
    return max(tenth, extended_until(here.steps) or tenth)


@dataclass(frozen=True, slots=True)
class _Rule:
    matter: Matter
    applies: Callable[[Here], bool]
    due: Callable[[Here], datetime | None]


def is_suspected(here: Here) -> bool:
    """疑似遗弃、被拐、走失 (民发 2015-158)."""
    lost = any(word in here.reason for word in _LOST)
    return (lost and (here.minor or here.unknown)) or any(here.saw(one) for one in _SUSPECTED)


def _is_timed(here: Here) -> bool:
    grown = here.years is None or here.years >= NOT_UNDER
    return grown and not here.saw("mental")


def _after(time_: timedelta) -> Callable[[Here], datetime]:
    return lambda here: here.arrived_at + time_


RULES = (
    _Rule(Matter.EMERGENCY, lambda here: here.emergency, _after(NOTICE_HOURS)),
    _Rule(Matter.POLICE, is_suspected, _after(timedelta(0))),
    _Rule(Matter.NOTICE, lambda here: here.unknown, _after(NOTICE_HOURS)),
    _Rule(Matter.POLICE_ASKED, lambda here: here.unknown, _after(NOTICE_HOURS)),
    _Rule(
        Matter.BIOMETRICS,
        lambda here: here.unknown,
        lambda here: midnight_after(working_days_after(day_of(here.arrived_at), BIOMETRIC_DAYS)),
    ),
    _Rule(Matter.REFRESH, lambda here: here.unknown, _after(_MONTH)),
    _Rule(Matter.SETTLEMENT, lambda here: here.unknown, _after(_SETTLED_AFTER)),
    _Rule(Matter.STAY, _is_timed, lambda here: midnight_after(last_day(here))),
    _Rule(Matter.CONSENT, lambda here: here.minor, lambda _here: None),
)
"""Matter -> of whom it is asked, and by when."""


def due_of(here: Here) -> list[Due]:
    """What is to be done about somebody who is here."""
    return [
        Due(
            matter=rule.matter,
            subject=here.visit,
            person=here.person,
            visit=here.visit,
            due=rule.due(here),
            since=here.arrived_at,
            owner=owner_of(here.steps, rule.matter),
        )
        for rule in RULES
        if rule.applies(here) and not is_done(here.steps, rule.matter)
    ]


def opened(step: MatterStep, steps: Iterable[MatterStep]) -> Due:
    """What an officer or a leaving opened, due when its day is over."""
    return Due(
        matter=step.matter,
        subject=step.subject,
        person=step.person,
        visit=step.subject,
        due=midnight_after(step.until) if step.until else None,
        since=step.at,
        owner=owner_of(steps, step.matter),
        words=step.words,
    )


def in_order(found: Iterable[Due]) -> list[Due]:
    """What is due first at the top, so that overdue leads; what has no day at the end."""
    order = list(Matter)
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(found, key=lambda one: (one.due or far, one.since, order.index(one.matter)))
