"""What a listing waits for, until when, and what is looked at first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.blacklist import Course, State


class Due(StrEnum):
    """What is to be done next, or happens by itself."""

    INVESTIGATE = "investigate"
    NOTIFY = "notify"
    HEAR = "hear"
    APPROVE = "approve"
    ANSWER = "answer"
    """An objection is open; the law gives days for it."""
    END = "end"
    """It is in force and expires by itself."""
    NOTHING = "nothing"


_DUE = {
    State.LEAD: Due.INVESTIGATE,
    State.INVESTIGATED: Due.NOTIFY,
    State.NOTIFIED: Due.HEAR,
    State.HEARD: Due.APPROVE,
    State.SUSPENDED: Due.ANSWER,
    State.IN_FORCE: Due.END,
}
OPEN = frozenset({State.LEAD, State.INVESTIGATED, State.NOTIFIED, State.HEARD})
"""Nothing is decided yet, and nothing follows from it."""
ENDED = frozenset({State.DROPPED, State.REVOKED, State.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What for, and by which day where there is one."""

    due: Due
    by: date | None = None

    def days(self, today: date) -> int | None:
        """How many are left; fewer than none once it is overdue."""
        return (self.by - today).days if self.by else None


def waits_for(course: Course, today: date) -> Waits:
    """What comes next, and by when."""
    due = _DUE.get(course.state(today), Due.NOTHING)
    by = {Due.ANSWER: course.answer_due, Due.END: course.until}.get(due)
    return Waits(due=due, by=by)


def urgency(course: Course, today: date) -> tuple[int, date]:
    """Answers that are due first, the earliest before the others; then what nobody has decided,
    what is in force, what has ended."""
    state, waits = course.state(today), waits_for(course, today)
    if waits.due is Due.ANSWER:
        return 0, waits.by or today
    if state in OPEN:
        return 1, course.listing.happened_on
    return (2, waits.by or today) if waits.due is Due.END else (3, date.max)
