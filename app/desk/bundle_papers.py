"""Of a file that is printed whole: how it was found out, where somebody was handed on, and letters.

Each yields form, subject, and what tells it from others of its form.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from app.desk import papers, transfer_papers
from app.desk.leaving import ACROSS, forms_of
from app.desk.letter_papers import NOTICE
from app.desk.letters import FORMS
from app.desk.transfer_views import views
from app.domain.outside_letter import LetterState
from app.domain.staff import Officer
from app.domain.transfer_state import State
from app.domain.visit import Leaving, Visit
from app.store.ask import Asks
from app.store.checks import answers_of, approvals_of, queries_of, searches_of
from app.store.letters import letters_of_visit
from app.store.protected import sealed_among
from app.store.transferring import own

Paper = tuple[str, UUID, str]
_GONE = frozenset({State.ON_WAY, State.ARRIVED, State.NOT_ARRIVED})
_TO_GO = frozenset({State.PREPARED, State.SENT, State.ACCEPTED})
_SAME = ("escort", ACROSS)
"""Papers 14 and 15 of a leaving; those of a transfer say as well what came back."""


def found_out(asks: Asks, visit: Visit) -> Iterator[Paper]:
    """Forms 5 and 6, where they say anything."""
    asked = visit.detail.get("queries") or answers_of(asks, visit.id) or queries_of(asks, visit.id)
    if asked or searches_of(asks, visit.id):
        yield papers.QUERIES, visit.id, ""
    if approvals_of(asks, visit.id):
        yield papers.APPROVAL, visit.id, ""


def of_leaving(asks: Asks, visit: Visit, gone: Leaving | None, by: Officer) -> Iterator[Paper]:
    """The papers of a leaving and of a transfer, which has its own 14 and 15."""
    moved = list(_of_transfer(asks, visit, _GONE if gone else _TO_GO, by))
    if gone:
        for form in forms_of(gone):
            if not (moved and form in _SAME):
                yield form, gone.id, ""
    yield from moved


def of_letters(asks: Asks, visit: Visit) -> Iterator[Paper]:
    """What was not taken back; a notice once a leader agreed, and never of who is protected."""
    for whole in letters_of_visit(asks, visit.id):
        if whole.state is LetterState.WITHDRAWN:
            continue
        for form in FORMS[whole.kind]:
            if form != NOTICE or (whole.approval and not sealed_among(asks, [visit.person])):
                yield form, whole.id, whole.first.number


def _of_transfer(
    asks: Asks, visit: Visit, states: frozenset[State], by: Officer
) -> Iterable[Paper]:
    made = own(asks, visit=visit.id)
    for one in views(asks, made, by=by) if made else ():
        if one.state in states:
            yield transfer_papers.HANDED, one.id, ""
            if transfer_papers.is_across(one):
                yield transfer_papers.LETTER, one.id, ""
