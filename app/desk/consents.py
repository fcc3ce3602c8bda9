"""A later answer (撤回同意): a yes is taken back or narrowed; the earlier one stays on file."""

from datetime import datetime

from app.desk.admission import Asked
from app.domain.errors import Refused
from app.domain.ids import ConsentId, VisitId, new_id
from app.domain.staff import Officer, Right
from app.domain.visit import Consent, Visit
from app.store.ask import get
from app.store.register import Register


def answer(
    register: Register, visit_id: VisitId, said: Asked, *, by: Officer, at: datetime
) -> Consent:
    """What the person of a visit answers now; from now on it counts, here and everywhere."""
    by.must(Right.REGISTER)
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("completion.no_visit")
    made = Consent(
        id=ConsentId(new_id()),
        person=visit.person,
        visit=visit.id,
        about=said.about,
        answer=said.answer,
        how=said.how.strip(),
        scope=said.scope,
        at=at,
        officer=by.id,
    )
    register.write(made, by=by.id, at=at, reason="consent")
    return made
