"""What is on file of somebody, as far as it decides whether they may be listed at all."""

from collections.abc import Iterable
from datetime import date

from app.domain.birth import ends_of, is_birth
from app.domain.blacklist import Subject, months_after
from app.domain.document import read_number
from app.domain.person import Claim, ClaimKind, Person, best, live
from app.domain.rights import RightsRequest
from app.domain.visit import Visit


def subject_of(
    people: Iterable[Person],
    claims: Iterable[Claim],
    visits: Iterable[Visit],
    asked: Iterable[RightsRequest],
) -> Subject:
    """Of one human, by all of their records; what was corrected does not count."""
    counts, came = live(claims), list(visits)
    gone = {visit.supersedes for visit in came}
    return Subject(
        born_by=_born_by(counts),
        doubted=any(v.checks.get("mental") == "yes" for v in came if v.id not in gone),
        verified=any(one.verified for one in counts if one.kind is ClaimKind.DOCUMENT),
        sealed=any(one.sealed for one in people),
        complained_of=frozenset(one.against for one in asked if one.against),
    )


def _born_by(counts: list[Claim]) -> date | None:
    """The latest day: of a year its last, of an estimate the youngest it allows; where a document
    that was checked says a later one, that."""
    papers = [one for one in counts if one.kind is ClaimKind.DOCUMENT and one.verified]
    days = [read_number(one.value, one.at.date()).birth for one in papers]
    said = best(counts, ClaimKind.BIRTH)
    if said and is_birth(said.value):
        days.append(_last_day(said.value))
    if known := [day for day in days if day]:
        return max(known)
    age = best(counts, ClaimKind.AGE)
    ends = ends_of(age.value) if age else None
    return months_after(age.at.date(), -12 * ends[0]) if age and ends else None


def _last_day(born: str) -> date:
    return date.fromisoformat(born) if len(born) == 10 else date(int(born[:4]), 12, 31)
