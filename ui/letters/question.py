"""What the page of letters asks the register for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.domain.errors import Refused
from app.domain.letter_closes import due_of_draft
from app.domain.letter_fields import Subject
from app.domain.letter_subject import here_of, subject_of
from app.domain.matter import still_open
from app.domain.outside_letter import LetterState, Whole
from app.domain.staff import Officer, told_apart
from app.domain.today import day_of, due_of, opened
from app.domain.visit import Visit
from app.store.ask import Asks, all_of, get
from app.store.letters import letters_of_visit, published_of
from app.store.people import Card, card, file_of
from app.store.protected import is_shut, sealed_among


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A letter, and by when something has to be done about it; None: by no day."""

    whole: Whole
    due: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether the day is over."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One visit with its letters, the newest first. `exposed`: somebody who is protected by now has
    a notice hanging somewhere."""

    visit: Visit
    person: Card
    rows: tuple[Row, ...]
    subject: Subject
    names: dict[UUID, str]
    staff: tuple[tuple[str, str], ...]
    exposed: bool = False


def case_of(asks: Asks, visit_id: UUID, me: UUID, now: datetime, *, sealed: bool) -> Case:
    """Refused "outside.no_visit" where there is none, or it is shut to this officer."""
    visit = get(asks, Visit, visit_id)
    if visit is None or is_shut(asks, visit.person, sealed=sealed):
        raise Refused("outside.no_visit")
    known, today = file_of(asks, visit.person), day_of(now)
    steps = [one for one in known.steps if one.subject == visit.id]
    due = due_of(here_of(known.claims, visit, today, steps))
    due += [opened(one, steps) for one in still_open(steps)]
    shut = bool(sealed_among(asks, [visit.person]))
    letters = letters_of_visit(asks, visit.id)
    staff = [one for one in all_of(asks, Officer) if one.active and one.id != me]
    names = told_apart(all_of(asks, Officer))

    def by(one: Whole) -> date | None:
        if one.state in (LetterState.DRAFT, LetterState.APPROVED):
            at = due_of_draft(one.text, due)
            return day_of(at) if at else None
        return one.answer_due

    return Case(
        visit=visit,
        person=card(asks, visit.person, sealed=sealed),
        rows=tuple(Row(whole=one, due=by(one)) for one in reversed(letters)),
        subject=subject_of(known.claims, visit, today, sealed=shut),
        names=names,
        staff=tuple((str(one.id), names[one.id]) for one in staff),
        exposed=shut and bool(published_of(letters)),
    )
