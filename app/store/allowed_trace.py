"""The centre's part in 寻亲记录: what breaks a rule does not stand, whoever wrote it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.clock import local
from app.domain.errors import Refused
from app.domain.staff import Right
from app.domain.trace import TraceEntry, trace_of
from app.domain.trace_rules import must_add
from app.store.rows import record_of

if TYPE_CHECKING:
    from app.store.allowed import Case

TRACE = "trace_entry"


def _add(case: "Case") -> None:
    """What it names must be there; whether it was corrected meanwhile at another desk is nothing
    that the desk which wrote it could know."""
    made: TraceEntry = case.record
    if not case.by.may(Right.DECIDE):
        case.by.must(Right.REGISTER)
    visit = case.one("visit", made.visit)
    if visit is None or visit["person"] != made.person:
        raise Refused("paper.no_subject")
    named = (case.one(TRACE, id_) for id_ in (made.refers, made.supersedes) if id_)
    known = trace_of(record_of(TRACE, row) for row in named if row)
    must_add(made, known, local(made.at).date())


RULES: "Mapping[str, Callable[[Case], None]]" = {TRACE: _add}
