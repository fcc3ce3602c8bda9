"""安检: the security check at the door, by two officers, one of them a woman where it is a woman.

Women are looked after by women (381号令 8); dangerous things are taken out (实施细则 6). A check
is written down or refused here; an arrival never waits for one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.staff import Officer

MAN, WOMAN = "1", "2"
"""GB/T 2261.1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityCheck:
    """Two officers looked; what they found stands in the list of belongings. `doubt`: why it could
    not be told that a woman was there where one had to be."""

    id: UUID
    person: PersonId
    visit: VisitId
    second: OfficerId
    words: str = ""
    doubt: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def doubt_of(sex: str, one: Officer, two: Officer) -> str:
    """Key of what is not known of who checked whom; empty where the rule is kept. Refused
    "security.…": the same officer twice, or men alone with a woman."""
    if one.id == two.id:
        raise Refused("security.one_officer")
    checkers = {one.sex, two.sex}
    if sex == MAN or WOMAN in checkers:
        return ""
    if sex != WOMAN:
        return "security.person_unknown"
    if checkers == {MAN}:
        raise Refused("security.woman_by_woman")
    return "security.checkers_unknown"
