"""今日事项: closing a matter with its evidence, extending a stay, saying who sees to it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.matter import (
    AGAIN,
    Matter,
    MatterStep,
    StepKind,
    is_done,
    must_be_written,
    must_close,
    must_correct,
    must_extend,
    must_open,
    standing,
    still_open,
)
from app.domain.person import Person
from app.domain.staff import Officer, Right
from app.domain.today import Here, day_of, last_day
from app.domain.visit import Visit
from app.store.ask import Asks, get
from app.store.protected import is_shut
from app.store.register import Register
from app.store.today import steps_of

_FROM_LETTERS = frozenset({StepKind.DONE, StepKind.OPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an officer writes down; `corrects` is an entry that this one takes the place of."""

    on: date | None = None
    until: date | None = None
    number: str = ""
    whom: str = ""
    words: str = ""
    corrects: UUID | None = None


def close(
    register: Register, visit: UUID, matter: Matter, said: Written, *, by: Officer, at: datetime
) -> MatterStep:
    """It was done, on a day and with evidence; what comes again is opened once more."""
    seen = _of(register, visit, by)
    made = _step(seen, matter, StepKind.DONE, said, by, at)
    must_be_written(made, day_of(seen.arrived_at), local(at).date())
    must_close(made)
    steps = steps_of(register, [visit]).get(visit, [])
    wrong = _must_be_correct(made, steps)
    if wrong is None and is_done(steps, matter) and not _waits(steps, matter):
        raise Refused("matter.closed_already")
    again = [] if wrong else _again(made, at)
    register.write(made, *again, by=by.id, at=at, reason="matter_done")
    return made


def extend(
    register: Register, visit: UUID, said: Written, *, by: Officer, at: datetime
) -> MatterStep:
    """延长救助期限: with a reason, and the number under which the superior has it (实施细则 12)."""
    seen = _of(register, visit, by)
    made = _step(seen, Matter.STAY, StepKind.EXTENDED, said, by, at)
    must_be_written(made, day_of(seen.arrived_at), local(at).date())
    steps = steps_of(register, [visit]).get(visit, [])
    _must_be_correct(made, steps)
    left = tuple(one for one in steps if one.id != said.corrects)
    as_it_stands = Here(
        visit=visit, person=seen.person, arrived_at=seen.arrived_at, steps=left
    )  # fmt: skip
    must_extend(made, last_day(as_it_stands), local(at).date())
    register.write(made, by=by.id, at=at, reason="stay_extended")
    return made


def give(
    register: Register, person: UUID, subject: UUID, matter: Matter, owner: UUID, *, by: Officer,
    at: datetime,
) -> MatterStep:  # fmt: skip
    """Somebody who works here is to see to it; the last one named counts."""
    _must(by)
    one = get(register, Officer, owner)
    if one is None or not one.active:
        raise Refused("matter.no_officer")
    if is_shut(register, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    if matter is Matter.TRANSFER and get(register, Person, person) is None:
        # Of another station's people nothing is written but steps of the transfer.
        raise Refused("matter.of_other_station")
    made = MatterStep(
        id=new_id(), person=PersonId(person), subject=subject, matter=matter, kind=StepKind.OWNED,
        owner=one.id, officer=by.id, at=at,
    )  # fmt: skip
    register.write(made, by=by.id, at=at, reason="matter_owned")
    return made


def begin(
    register: Register, visit: UUID, matter: Matter, said: Written, *, by: Officer, at: datetime
) -> MatterStep:
    """Something that no rule knows of is to be done by a day; or who wanders is visited."""
    seen = _of(register, visit, by)
    made = _step(seen, matter, StepKind.OPENED, said, by, at)
    must_be_written(made, day_of(seen.arrived_at), local(at).date())
    must_open(made, local(at).date())
    register.write(made, by=by.id, at=at, reason="matter_opened")
    return made


def by_letter(
    asks: Asks, visit: Visit, matter: Matter, said: Written, *, by: Officer, at: datetime
) -> tuple[MatterStep, ...]:
    """What a letter closes, with the letter as its evidence; nothing where it is closed already.
    It goes into the same write as the letter's own entry."""
    steps = steps_of(asks, [visit.id]).get(visit.id, [])
    if is_done(steps, matter) and not _waits(steps, matter):
        return ()
    made = _step(visit, matter, StepKind.DONE, said, by, at)
    must_be_written(made, day_of(visit.arrived_at), local(at).date())
    must_close(made)
    return (made, *_again(made, at))


def opened_by_letter(
    asks: Asks, visit: Visit, matter: Matter, said: Written, *, by: Officer, at: datetime
) -> tuple[MatterStep, ...]:
    """What an answer asks to be done by a day; nothing where it waits already."""
    if _waits(steps_of(asks, [visit.id]).get(visit.id, []), matter):
        return ()
    return (_step(visit, matter, StepKind.OPENED, said, by, at),)


def not_by_letter(
    asks: Asks, visit: UUID, number: str, written: datetime, words: str, *, by: Officer,
    at: datetime,
) -> tuple[MatterStep, ...]:  # fmt: skip
    """The letter of this number was no evidence after all, as it was `written` down: what that
    closed is open again, and what it opened is not asked any more."""
    steps = standing(steps_of(asks, [visit]).get(visit, []))
    return tuple(
        MatterStep(
            id=new_id(), person=one.person, subject=one.subject, matter=one.matter,
            kind=StepKind.MISTAKEN, words=words, supersedes=one.id, officer=by.id, at=at,
        )
        for one in steps
        if one.kind in _FROM_LETTERS and one.number == number and one.at == written
    )  # fmt: skip


def take_back(
    register: Register, step: UUID, words: str, *, by: Officer, at: datetime
) -> MatterStep:
    """An entry was wrong: it stays on file, and no longer counts."""
    wrong = get(register, MatterStep, step)
    if wrong is None:
        raise Refused("matter.corrected_already")
    _must(by)
    if is_shut(register, wrong.person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    made = MatterStep(
        id=new_id(), person=wrong.person, subject=wrong.subject, matter=wrong.matter,
        kind=StepKind.MISTAKEN, words=words.strip(), supersedes=wrong.id, officer=by.id, at=at,
    )  # fmt: skip
    _must_be_correct(made, steps_of(register, [wrong.subject]).get(wrong.subject, []))
    must_be_written(made, date.min, local(at).date())
    register.write(made, by=by.id, at=at, reason="matter_corrected")
    return made


def _again(done: MatterStep, at: datetime) -> list[MatterStep]:
    if done.matter not in AGAIN or done.done_on is None:
        return []
    return [
        MatterStep(
            id=new_id(), person=done.person, subject=done.subject, matter=done.matter,
            kind=StepKind.OPENED, until=done.done_on + AGAIN[done.matter], number=done.number,
            words=done.words, officer=done.officer, at=at,
        )
    ]  # fmt: skip


def _of(register: Register, visit: UUID, by: Officer) -> Visit:
    """The visit that it is about, where this officer may see whose it is."""
    _must(by)
    found = get(register, Visit, visit)
    if found is None or is_shut(register, found.person, sealed=by.may(Right.SEALED)):
        raise Refused("matter.no_visit")
    return found


def _must(by: Officer) -> None:
    """Who receives people, or traces: samples and notices are the tracing officer's work."""
    if not by.may(Right.DECIDE):
        by.must(Right.REGISTER)


def _step(
    seen: Visit, matter: Matter, kind: StepKind, said: Written, by: Officer, at: datetime
) -> MatterStep:
    return MatterStep(
        id=new_id(), person=seen.person, subject=seen.id, matter=matter, kind=kind,
        done_on=said.on, until=said.until, number=said.number.strip(), whom=said.whom.strip(),
        words=said.words.strip(), supersedes=said.corrects, officer=by.id, at=at,
    )  # fmt: skip


def _must_be_correct(made: MatterStep, steps: list[MatterStep]) -> MatterStep | None:
    """The entry that it takes the place of, if there is one."""
    if made.supersedes is None:
        return None
    known = {one.id: one for one in standing(steps)}
    wrong = known.get(made.supersedes)
    must_correct(made, wrong)
    return wrong


def _waits(steps: list[MatterStep], matter: Matter) -> bool:
    return any(one.matter is matter for one in still_open(steps))
