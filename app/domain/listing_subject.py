"""What is on file of somebody, as far as it decides whether they may be listed at all."""

from collections.abc import Iterable
from datetime import date

from app.domain.birth import ends_of
from app.domain.blacklist import Subject, months_after
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
    """The latest day: of a year its last, of an estimate the youngest it allows."""
    said = best(counts, ClaimKind.BIRTH)
    if said and len(said.value) == 10:
        return date.fromisoformat(said.value)
    if said:
        return date(int(said.value[:4]), 12, 31)
    age = best(counts, ClaimKind.AGE)
    ends = ends_of(age.value) if age else None
    return months_after(age.at.date(), -12 * ends[0]) if age and ends else None
