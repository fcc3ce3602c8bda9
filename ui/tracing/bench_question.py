"""What the workbench asks the register for: everything about one person whose kin is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.desk.board import Evidence, board_of
from app.desk.regions import spoken
from app.domain.checks import OutsideQuery
from app.domain.checks import standing as counting
from app.domain.errors import Refused
from app.domain.kin_match import Pair
from app.domain.letter_subject import here_of
from app.domain.marks_alike import Mark, read_marks
from app.domain.matter import still_open
from app.domain.person import ClaimKind, live
from app.domain.staff import Officer, told_apart
from app.domain.today import Due, day_of, due_of, in_order, opened
from app.domain.trace import Step, Trace, TraceEntry
from app.domain.visit import Visit
from app.store import inquiries, kin_matches, traces
from app.store.ask import Asks, all_of, get
from app.store.checks import queries_of
from app.store.people import Card, card, file_of, together
from app.store.protected import is_shut
from app.store.today import years_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A pair, and whom the inquiry looks for; `asked`: its number or the station that has it;
    `checked`: what the check of whoever looks came to."""

    pair: Pair
    sought: str
    asked: str
    station: str
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A hypothesis with what became of it, or a narrowed region."""

    entry: TraceEntry
    verdict: TraceEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """Something that was done about it: an interview, a contact, or a question asked outside."""

    at: datetime
    officer: UUID
    entry: TraceEntry | None = None
    query: OutsideQuery | None = None

    @property
    def id(self) -> UUID:
        """Of whichever it is."""
        one = self.entry or self.query
        assert one is not None  # noqa: S101 - one of the two
        return one.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person at a station, as the workbench shows them."""

    visit: Visit
    person: Card
    years: int | None
    days: int
    board: tuple[Evidence, ...] = ()
    marks: tuple[Mark, ...] = ()
    pairs: tuple[PairRow, ...] = ()
    ideas: tuple[Idea, ...] = ()
    log: tuple[Logged, ...] = ()
    due: tuple[Due, ...] = ()
    accent: str = ""
    names: dict[UUID, str] = field(default_factory=dict)


def case_of(asks: Asks, visit_id: UUID, now: datetime, *, sealed: bool) -> Case:
    """Refused "trace.no_visit" where there is none, or it is shut to this officer."""
    visit = get(asks, Visit, visit_id)
    if visit is None or is_shut(asks, visit.person, sealed=sealed):
        raise Refused("trace.no_visit")
    people, today = together(asks, visit.person), day_of(now)
    file, trace = file_of(asks, visit.person), traces.of_people(asks, people)
    steps = [one for one in file.steps if one.subject == visit.id]
    due = due_of(here_of(file.claims, visit, today, steps))
    due += [opened(one, steps) for one in still_open(steps)]
    marks = [one.value for one in live(file.claims) if one.kind is ClaimKind.MARKS]
    return Case(
        visit=visit,
        person=card(asks, visit.person, sealed=sealed),
        years=years_of(list(file.claims), today),
        days=(today - day_of(visit.arrived_at)).days + 1,
        board=tuple(board_of(file.claims, trace)),
        marks=tuple(read_marks(marks)),
        pairs=tuple(_pairs(asks, people)),
        ideas=tuple(_ideas(trace)),
        log=tuple(_logged(asks, visit.id, trace)),
        due=tuple(in_order(due)),
        accent=spoken(file.claims),
        names=told_apart(all_of(asks, Officer)),
    )


def _pairs(asks: Asks, people: tuple[UUID, ...]) -> Iterator[PairRow]:
    """What somebody has to see to first, then by how likely it is."""
    found = kin_matches.of_people(asks, people)
    found.sort(key=lambda one: -(one.offer.chance if one.offer else 0.0))
    found.sort(key=lambda one: not one.is_open)
    own = inquiries.inquiries_among(asks, [one.inquiry for one in found])
    told = inquiries.told(asks, [one.inquiry for one in found])
    for pair in found:
        whole, heard = own.get(pair.inquiry), told.get(pair.inquiry)
        if whole:
            sought, asked = whole.value("name"), whole.first.number
            checked = whole.check.result if whole.check else ""
        else:
            names = [said.value for said in heard.said if said.about == "name"] if heard else []
            sought, asked = (names[-1] if names else ""), heard.number if heard else ""
            checked = heard.checked if heard else ""
        to = pair.steps[0].to
        yield PairRow(pair=pair, sought=sought, asked=asked, station=to, checked=checked)


def _ideas(trace: Trace) -> Iterator[Idea]:
    """Where to look, then what was tried; the newest first."""
    for region in reversed(trace.of(Step.REGION)):
        yield Idea(entry=region)
    for one in trace.tried:
        yield Idea(entry=one.idea, verdict=one.verdict)


def _logged(asks: Asks, visit: UUID, trace: Trace) -> list[Logged]:
    """The newest first."""
    found = [
        Logged(at=one.at, officer=one.officer, entry=one)
        for one in trace.of(Step.INTERVIEW, Step.CONTACT)
    ]
    found += [
        Logged(at=one.at, officer=one.officer, query=one)
        for one in counting(queries_of(asks, visit))
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
