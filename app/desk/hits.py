"""名单 at the desk: who of those at hand is on it, and keeping what was decided about it.

Nothing here can hold up an arrival. Who asks makes sure that urgent need was answered first.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from app.clock import local
from app.domain.blacklist import Listed
from app.domain.codes import urgent_answered
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind, Evidence, EvidenceKind
from app.domain.ids import DecisionId, EvidenceId, PersonId, VisitId, new_id
from app.domain.listing_hit import Decided, Earlier, Hit, HitAnswer
from app.domain.staff import Officer, Right, told_apart
from app.store import line, listings
from app.store.ask import Asks, all_of
from app.store.papers import has_left
from app.store.people import standing_visits, together_each
from app.store.protected import sealed_among
from app.store.register import Register


def hits(asks: Asks, people: Iterable[UUID], last: datetime | None, at: datetime) -> list[Hit]:
    """What holds today of these humans, under whatever record; of a sealed one nothing.

    `last` is when this desk spoke to the centre, where that is known.
    """
    wanted = list(people)
    shut = sealed_among(asks, wanted)
    groups = together_each(asks, [one for one in wanted if one not in shut])
    everybody = {one for group in groups.values() for one in group}
    found = listings.listed_of(asks, everybody, local(at).date()) if everybody else []
    if not found:
        return []
    heard, before = _heard(asks, last), _earlier(asks, found)
    return [Hit(listed=one, heard=heard, earlier=before.get(one.id)) for one in found]


def urgent_waits(asks: Asks, people: Iterable[UUID]) -> bool:
    """Whether this human is here and urgent need is not answered in full: nothing is shown then."""
    came = standing_visits(asks, people)
    return any(not urgent_answered(one.checks) and not has_left(asks, one.id) for one in came)


def _earlier(asks: Asks, found: Iterable[Listed]) -> dict[UUID, Earlier]:
    """The last answer to each, over every arrival and file."""
    made = listings.answers_to(asks, [one.id for one in found])
    names = told_apart(all_of(asks, Officer)) if made else {}
    return {
        id_: Earlier(
            answer=HitAnswer(one.answer), at=one.at, by=names.get(one.officer, ""),
            words=one.reason,
        )
        for id_, one in made.items()
    }  # fmt: skip


def _heard(asks: Asks, last: datetime | None) -> datetime | None:
    """Alerts come with every answer of the centre, first of all."""
    moments = [at for _, at in line.cursors(asks).values()]
    return max([*moments, *([last] if last else [])], default=None)


def records(
    decided: Decided, person: PersonId, visit: VisitId | None, *, by: Officer, at: datetime
) -> list[object]:
    """What was shown, and what was decided on it where anything was."""
    said = decided.said
    care = {"counselling": said["counselling"]} if said.get("counselling") else {}
    shown = Evidence(
        id=EvidenceId(new_id()), person=person, visit=visit, kind=EvidenceKind.LISTED,
        detail=decided.hit.shown() | care, at=at, officer=by.id,
    )  # fmt: skip
    if decided.answer is None:
        return [shown]
    decision = Decision(
        id=DecisionId(new_id()), kind=DecisionKind.LISTING_HIT,
        subjects=(person, decided.hit.listed.id), answer=decided.answer,
        reason=said.get("words", "").strip(), evidence=(shown.id,), at=at, officer=by.id,
    )  # fmt: skip
    return [shown, decision]


def decide(
    register: Register, person: PersonId, decided: Decided, *, by: Officer, at: datetime
) -> None:
    """In a file that is open. Refused "hit.needs_answer", or "hit.needs_words" where the list is
    not followed."""
    by.must(Right.VIEW)
    if decided.answer is None:
        raise Refused("hit.needs_answer")
    if decided.answer is not HitAnswer.FOLLOWED and not decided.said.get("words", "").strip():
        raise Refused("hit.needs_words")
    made = records(decided, person, None, by=by, at=at)
    register.write(*made, by=by.id, at=at, reason="listing_hit")
