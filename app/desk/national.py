"""补录: what is keyed into the national system, the number that it gave, and who still waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.desk import rekey_form
from app.desk.rekey_facts import known_of
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.national import (
    NationalNumber,
    NumberSource,
    must_be_number,
    must_correct,
    tidy,
)
from app.domain.rekey import Filled, Form, filled
from app.domain.staff import Officer, Right, Viewing
from app.domain.visit import Visit
from app.store import national as asked
from app.store.ask import Asks, get
from app.store.people import Card, cards, file_of
from app.store.protected import is_shut
from app.store.register import Register

MOST = 300
PURPOSE = "rekey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A visit that has no national number yet."""

    visit: Visit
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One visit as it is keyed in: every field in order, and the number if it has one."""

    form: Form
    visit: Visit
    name: str
    values: tuple[Filled, ...]
    number: NationalNumber | None
    history: tuple[NationalNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an officer says of the number."""

    number: str
    source: NumberSource = NumberSource.KEYED
    words: str = ""
    corrects: UUID | None = None


def waiting(
    asks: Asks, station: str, days: int, *, by: Officer, at: datetime
) -> tuple[list[Waiting], int]:
    """Who arrived within so many days and was not keyed in again, oldest first; and how many in
    all. Nobody who is sealed: what is keyed in elsewhere is seen by everybody there."""
    by.must(Right.REGISTER)
    since = at - timedelta(days=days)
    found = asked.not_yet(asks, station, since, MOST)
    known = cards(asks, {one.person for one in found})
    rows = [Waiting(visit=one, card=known[one.person]) for one in found]
    open_ = [one for one in rows if not one.card.sealed]
    hidden = len(rows) - len(open_)
    return open_, asked.how_many(asks, station, since) - hidden


def open_panel(register: Register, visit_id: VisitId, *, by: Officer, at: datetime) -> Panel:
    """Everything of a visit that is to be keyed in; the log comes first (社会救助法 11, 70)."""
    form = rekey_form.form()
    visit = _visit(register, visit_id, by)
    seen = Viewing(
        id=new_id(), person=visit.person, officer=by.id, at=at, purpose=PURPOSE, what=PURPOSE
    )
    register.write(seen, by=by.id, at=at, reason="view")
    return panel(register, visit, form, at)


def look_again(asks: Asks, visit_id: VisitId, *, by: Officer, at: datetime) -> Panel:
    """The same panel after something changed; the look that was begun goes on."""
    return panel(asks, _visit(asks, visit_id, by), rekey_form.form(), at)


def panel(asks: Asks, visit: Visit, form: Form, at: datetime) -> Panel:
    """Made of what the register says now."""
    file = file_of(asks, visit.person)
    return Panel(
        form=form,
        visit=visit,
        name=file.name,
        values=filled(form, known_of(asks, file, visit, at)),
        number=asked.numbers_of(asks, [visit.id]).get(visit.id),
        history=tuple(asked.every_number(asks, visit.id)),
    )


def write_number(
    register: Register,
    visit_id: VisitId,
    said: Said,
    *,
    by: Officer,
    at: datetime,
) -> NationalNumber:
    """Keep the number that the system gave, or correct one. Refused "national.…"."""
    visit = _visit(register, visit_id, by)
    form, number = rekey_form.form(), tidy(said.number)
    before = asked.numbers_of(register, [visit.id]).get(visit.id)
    if number or not said.corrects:
        must_be_number(number, form.pattern, form.hint, visit.case_number, at)
    made = NationalNumber(
        id=new_id(), person=visit.person, visit=visit.id, number=number, source=said.source,
        words=said.words.strip(), supersedes=said.corrects, officer=by.id, at=at,
    )  # fmt: skip
    must_correct(made, before)
    _must_be_nobody_elses(register, number, visit)
    register.write(made, by=by.id, at=at, reason="national_number")
    return made


def _must_be_nobody_elses(asks: Asks, number: str, visit: Visit) -> None:
    if not number:
        return
    others = [one for one in asked.with_number(asks, number) if one != visit.id]
    held = asked.numbers_of(asks, others)
    twice = next((one.visit for one in held.values() if one.number == number), None)
    other = get(asks, Visit, twice) if twice else None
    if other is not None:
        shut = is_shut(asks, other.person, sealed=False)
        raise Refused("national.taken", number=number, case="—" if shut else other.case_number)


def _visit(asks: Asks, visit_id: VisitId, by: Officer) -> Visit:
    """Of nobody who is sealed, whoever asks: it would be told outside."""
    by.must(Right.REGISTER)
    found = get(asks, Visit, visit_id)
    if found is None or is_shut(asks, found.person, sealed=False):
        raise Refused("national.no_visit")
    return found
