"""The centre's part in papers 7 and 21, 权利请求, 函件 and (`allowed_checks`) 入站审批: nothing
that breaks a rule stands, whoever wrote it. A push without such records asks nothing of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.clock import local
from app.domain.adverse import Adverse, AdverseProposal, Answered, must_help, must_state
from app.domain.adverse_rules import (
    must_answer_apart,
    must_be_free,
    must_be_grown,
    must_hear,
    must_receive,
)
from app.domain.errors import Refused
from app.domain.letter_fields import Subject
from app.domain.letter_rules import (
    must_answer as must_answer_letter,
)
from app.domain.letter_rules import (
    must_approve,
    must_be_draft,
    must_go,
    must_take_back,
    must_write,
)
from app.domain.outside_letter import LetterStep, OutsideLetter, Whole, letters_of
from app.domain.person import ClaimKind, best_value
from app.domain.rights import (
    RequestAnswer,
    RightsRequest,
    must_answer,
    must_be_due,
    must_be_numbered,
    must_be_received,
    must_say,
)
from app.domain.staff import Officer, Right
from app.domain.timely import must_be_timely
from app.store import adverse, allowed_checks, allowed_trace
from app.store.merging import Merged
from app.store.rows import maker_of, record_of
from app.store.sealed_notices import must_not_be_sealed
from app.store.staged import about, beside, officer, one, stored
from app.wire import hlc
from app.wire.entry import Entry

PROPOSAL, OPINION, ANSWER, RECEIPT = adverse.KINDS
REQUEST, REPLY = "rights_request", "request_answer"
LETTER = "outside_letter"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A new record among the groups that bring it."""

    connection: Connection
    made: Merged
    row: Row
    record: Any
    by: Officer

    def one(self, kind: str, id_: UUID) -> Row | None:
        """Another row, as the groups leave it."""
        return one(self.connection, self.made, kind, id_)

    def beside(self, kind: str, column: str, id_: UUID) -> list[Row]:
        """The others of a kind that say the same there."""
        found = beside(self.connection, self.made, kind, column, id_)
        return [row for row in found if row["id"] != self.record.id]


def must_be_allowed(
    connection: Connection, made: Merged, group: Sequence[Entry], at: datetime
) -> None:
    """Every new record of these kinds keeps its rules. Refused "adverse.…", "request.…",
    "outside.…", "checks.…", "stay.…", "trace.…" or "entry.…"."""
    for entry in group:
        rule = _RULES.get(entry.kind)
        row = made.new.get((entry.kind, entry.record)) if rule else None
        if rule is not None and row is not None:
            rule(_case(connection, made, row, entry, at))


def _case(connection: Connection, made: Merged, row: Row, entry: Entry, at: datetime) -> Case:
    """Written by an officer whom the centre knows, in their own name and when it says."""
    record = record_of(entry.kind, row)
    by = officer(connection, made, record.officer)
    if by is None or entry.officer != record.officer:
        raise Refused("entry.other_officer")
    must_be_timely(record.at, hlc.time_of(hlc.stamp_of(row["versions"]["*"])), at)
    return Case(connection=connection, made=made, row=row, record=record, by=by)


# 不予救助、终止救助


def _propose(case: Case) -> None:
    proposal: AdverseProposal = case.record
    case.by.must(Right.REGISTER)
    checks = _checks(case, proposal)
    claims = about(case.connection, case.made, "claim", proposal.person)
    birth, age = (best_value(claims, kind) for kind in (ClaimKind.BIRTH, ClaimKind.AGE))
    must_be_grown(birth, age, local(proposal.at).date())
    must_be_free(proposal, _of_visit(case, proposal.visit))
    must_state(proposal, checks)


def _checks(case: Case, proposal: AdverseProposal) -> Mapping[str, str]:
    """What was seen at the door; of a visit of this very person."""
    visit = case.one("visit", proposal.visit)
    if visit is None or visit["person"] != proposal.person:
        raise Refused("paper.no_subject")
    return record_of("visit", visit).checks  # type: ignore[no-any-return]


def _hear(case: Case) -> None:
    case.by.must(Right.REGISTER)
    must_hear(case.record, _proposed(case))


def _decide(case: Case) -> None:
    found = _proposed(case)
    must_answer_apart(case.record, found, case.by, maker_of(case.row))
    if case.record.answer is Answered.AGREED:
        # What was seen at the door may have been added since it was proposed.
        checks = _checks(case, found.proposal)
        must_help(found.proposal.help, found.proposal.help_words, checks)


def _hand_over(case: Case) -> None:
    case.by.must(Right.REGISTER)
    must_receive(case.record, _proposed(case))


def _proposed(case: Case) -> Adverse:
    """What the record follows on. Refused "adverse.unknown" where it is not there, was written anew
    or is about somebody else."""
    known = _of_visit(case, case.record.visit)
    found = next((x for x in known if x.proposal.id == case.record.proposal), None)
    if found is None or found.proposal.person != case.record.person:
        raise Refused("adverse.unknown")
    return found


def _of_visit(case: Case, visit: UUID) -> list[Adverse]:
    rows = {PROPOSAL: case.beside(PROPOSAL, "visit", visit)}
    for kind in (OPINION, ANSWER, RECEIPT):
        rows[kind] = [
            row for one in rows[PROPOSAL] for row in case.beside(kind, "proposal", one["id"])
        ]
    return adverse.told_in(rows)


# 权利请求


def _receive(case: Case) -> None:
    request: RightsRequest = case.record
    case.by.must(Right.REGISTER)
    must_say(request.words, "request.needs_words")
    must_be_received(request.received_on, local(request.at).date())
    must_be_due(request)
    person = case.one("person", request.person)
    must_be_numbered(request, person["station"] if person else "")
    if list(_with_number(case, request.number)):
        raise Refused("request.number_twice")


def _with_number(case: Case, number: str) -> Iterator[Row]:
    there = stored(case.connection, REQUEST, "number", number)
    staged = (row for (kind, _), row in case.made.all_new() if kind == REQUEST)
    for row in (*there, *staged):
        if row["number"] == number and row["id"] != case.record.id:
            yield row


def _reply(case: Case) -> None:
    answer: RequestAnswer = case.record
    row = case.one(REQUEST, answer.request)
    if row is None or row["person"] != answer.person:
        raise Refused("request.unknown")
    must_answer(record_of(REQUEST, row), answer.outcome, case.by)
    must_say(answer.reason, "request.needs_reason")
    if answer.at < row["at"]:
        raise Refused("entry.back_dated")
    if case.beside(REPLY, "request", answer.request):
        raise Refused("request.answered_already")


# 函件


def _letter(case: Case) -> None:
    """What the other desk could know when it wrote: what was published before it heard of a sealing
    is on record all the same."""
    made: OutsideLetter = case.record
    if not case.by.may(Right.DECIDE):
        case.by.must(Right.REGISTER)
    visit = case.one("visit", made.visit)
    if visit is None or visit["person"] != made.person:
        raise Refused("paper.no_subject")
    today = local(made.at).date()
    rows = (record_of(LETTER, row) for row in case.beside(LETTER, "letter", made.letter))
    whole = next(iter(letters_of(one for one in rows if one.at <= made.at)), None)
    if whole is None:
        _must_begin(made, today)
        return
    if (whole.first.person, whole.kind) != (made.person, made.kind):
        raise Refused("outside.unknown")
    must_not_be_sealed(case.connection, case.made, made, case.row)
    _LETTER_STEPS[made.step](case, whole, today)


def _must_begin(made: OutsideLetter, today: date) -> None:
    if made.step is not LetterStep.WRITTEN or made.id != made.letter:
        raise Refused("outside.unknown")
    must_write(made, Subject(), today)


def _write_anew(case: Case, whole: Whole, today: date) -> None:
    must_be_draft(whole)
    must_write(case.record, Subject(), today)


_LETTER_STEPS: Mapping[LetterStep, Callable[[Case, Whole, date], None]] = {
    LetterStep.WRITTEN: _write_anew,
    LetterStep.APPROVED: lambda case, whole, _today: must_approve(whole, case.by),
    LetterStep.SENT: lambda case, whole, today: must_go(case.record, whole, today),
    LetterStep.ANSWERED: lambda case, whole, today: must_answer_letter(case.record, whole, today),
    LetterStep.MISTAKEN: lambda case, whole, _today: must_take_back(case.record, whole),
}


_RULES: Mapping[str, Callable[[Case], None]] = {
    PROPOSAL: _propose,
    OPINION: _hear,
    ANSWER: _decide,
    RECEIPT: _hand_over,
    REQUEST: _receive,
    REPLY: _reply,
    LETTER: _letter,
    **allowed_checks.RULES,
    **allowed_trace.RULES,
}
