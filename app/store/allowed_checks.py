"""The centre's part in 甄别 and 入站审批: what breaks a rule does not stand, whoever wrote it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.checks import must_be_asked, must_be_evident
from app.domain.errors import Refused
from app.domain.staff import Right
from app.domain.stay_approval import Approval, must_answer_apart, must_be_free, must_propose
from app.store.checks import told_in
from app.store.rows import record_of

if TYPE_CHECKING:
    from app.store.allowed import Case

PROPOSAL, ANSWER = "stay_proposal", "stay_answer"


def _tick(case: "Case") -> None:
    _must_be_theirs(case)
    must_be_evident(case.record)


def _query(case: "Case") -> None:
    _must_be_theirs(case)
    must_be_asked(case.record)


def _propose(case: "Case") -> None:
    _must_be_theirs(case)
    must_propose(case.record)
    must_be_free(case.record, _of_visit(case, case.record.visit))


def _answer(case: "Case") -> None:
    answer = case.record
    known = _of_visit(case, answer.visit)
    found = next((one for one in known if one.proposal.id == answer.proposal), None)
    if found is None or found.proposal.person != answer.person:
        raise Refused("stay.unknown")
    must_answer_apart(answer, found, case.by)


def _must_be_theirs(case: "Case") -> None:
    """Of a visit of this very person, by somebody who registers."""
    case.by.must(Right.REGISTER)
    visit = case.one("visit", case.record.visit)
    if visit is None or visit["person"] != case.record.person:
        raise Refused("paper.no_subject")


def _of_visit(case: "Case", visit: UUID) -> list[Approval]:
    """What there is beside the record in hand."""
    proposals, answers = (case.beside(kind, "visit", visit) for kind in (PROPOSAL, ANSWER))
    return told_in(
        [record_of(PROPOSAL, row) for row in proposals],
        [record_of(ANSWER, row) for row in answers],
    )


RULES: "Mapping[str, Callable[[Case], None]]" = {
    "condition_answer": _tick,
    "outside_query": _query,
    PROPOSAL: _propose,
    ANSWER: _answer,
}
