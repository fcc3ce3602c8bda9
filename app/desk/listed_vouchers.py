"""A voucher for somebody who is on the list: held until a second person agrees, and what was shown
and said is kept with it.

An old list is for reference only and holds nothing up; the centre, which knows what holds, tells
the leader of such a voucher afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.desk import hits
from app.domain.codes import urgent_answered
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind, Evidence, EvidenceKind
from app.domain.ids import DecisionId, EvidenceId, OfficerId, new_id
from app.domain.listed_voucher import Agreed, must_be_agreed
from app.domain.listing_hit import Hit
from app.domain.visit import Visit
from app.domain.voucher import Voucher
from app.store.ask import Asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """When this desk last spoke to the centre, and after how many days a list is old."""

    last: datetime | None = None
    days: int = 7


def agreement(
    asks: Asks, visit: Visit, agreed: Agreed | None, word: Word, by: OfficerId, at: datetime
) -> tuple[Hit, ...]:
    """What has to be kept with a voucher of this visit; nothing where nobody is listed. Refused
    "listed_voucher.…" where it is held."""
    found = hits.hits(asks, [visit.person], word.last, at)
    if not found:
        return ()
    fresh = [hit for hit in found if not hit.stale(at, word.days)]
    if fresh and not urgent_answered(visit.checks):
        # Says nothing of the list: it is not shown before that.
        raise Refused("listed_voucher.urgent_first")
    if fresh or agreed:
        must_be_agreed(agreed, by)
    return tuple(found)


def records(
    found: Iterable[Hit], agreed: Agreed | None, made: Voucher, *, by: OfficerId, at: datetime
) -> list[object]:
    """What was shown, with escort and counselling; and the decision of whoever agreed."""
    detail = {"voucher": str(made.id)} | (agreed.detail() if agreed else {})
    shown = [
        Evidence(
            id=EvidenceId(new_id()), person=made.person, visit=made.visit,
            kind=EvidenceKind.LISTED, detail=hit.shown() | detail, at=at, officer=by,
        )
        for hit in found
    ]  # fmt: skip
    if agreed is None:
        return [*shown]
    listed = [hit.listed.id for hit in found]
    decision = Decision(
        id=DecisionId(new_id()), kind=DecisionKind.LISTED_VOUCHER,
        subjects=(made.person, made.id, *listed), answer="agreed", reason=agreed.words.strip(),
        evidence=tuple(one.id for one in shown), at=at, officer=agreed.approver.id,
    )  # fmt: skip
    return [*shown, decision]
