"""Whether somebody who arrives is in the station already, as far as officers have decided."""

from collections.abc import Iterable

from app.desk.admission import Judged
from app.domain.evidence import Sameness
from app.domain.ids import VisitId
from app.store.ask import Asks
from app.store.people import going_on, together_each


def cases(asks: Asks, judged: Iterable[Judged], besides: VisitId) -> list[str]:
    """The case numbers of visits that go on, of everybody who was found to be this person."""
    same = [one.other for one in judged if one.answer is Sameness.SAME]
    people = {person for group in together_each(asks, same).values() for person in group}
    return [visit.case_number for visit in going_on(asks, people) if visit.id != besides]
