"""What an officer does with a claim: the card's wish handed to its deed."""

from datetime import datetime

from app.desk import claims
from app.domain.ids import PersonId
from app.domain.person import Claim, ClaimKind, Source
from app.domain.staff import Officer
from app.store.register import Register
from ui.people.correct import VERIFY, WRONG, Wanted


def done(
    register: Register, person: PersonId, wanted: Wanted, *, by: Officer, at: datetime
) -> Claim:
    """Add, correct, verify or mark as wrong; runs on the writer."""
    behind, old = wanted.behind, wanted.claim
    if old is None:
        return claims.add(
            register,
            person,
            ClaimKind(wanted.kind),
            wanted.value,
            Source(wanted.source),
            by=by,
            at=at,
            verified=wanted.verified,
            behind=behind,
        )
    if wanted.deed == VERIFY:
        return claims.verify(register, old.id, behind, by=by, at=at)
    if wanted.deed == WRONG:
        return claims.withdraw(register, old.id, behind, by=by, at=at)
    return claims.correct(
        register,
        old.id,
        wanted.value,
        Source(wanted.source),
        by=by,
        at=at,
        verified=wanted.verified,
        behind=behind,
    )
