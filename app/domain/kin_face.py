"""Whether the face of somebody on file may be held against a photograph that a family gave, and
what the likeness says: for, against or nothing. It decides nothing and is no proof of kinship."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clue import Clue, Verdict
from app.domain.face import Basis, Scope
from app.domain.face_alike import AGREES
from app.domain.face_sharing import GROUNDS, NO, Standing
from app.domain.inquiry import InquiryEntry
from app.domain.inquiry_photo import Use
from app.domain.visit import Answer

TRACED = frozenset({Scope.TRACING, Scope.NETWORK})
"""Who agreed for this station alone agreed to be known again here, not to be looked for."""
ALIKE, UNLIKE = AGREES, 0.0
"""Log likelihood ratios (nats) from which two photographs are said to be alike, and up to which
they are not; between them nobody can tell."""
_DOUBTS = frozenset({"child", "covered", "poor"})
"""With one of these that two pictures differ says nothing (a child's photograph, a mask)."""
UNKNOWN_YEARS = 10
"""Between the pictures where nobody knows when the family's was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSays:
    """What is said of the two photographs; `key` names the sentence, filled with `facts`."""

    verdict: Verdict
    key: str
    facts: dict[str, str] = field(default_factory=dict)


def why_not_person(one: Standing, at: datetime) -> str:
    """Why a template of somebody on file may not be compared here; empty where it may."""
    if one.sealed:
        return "kin_face.sealed"
    if one.answer in NO:
        return "kin_face.person_refused"
    if one.lapses_at is not None and one.lapses_at <= at:
        return "kin_face.person_no_basis"
    granted = one.answer is Answer.GRANTED or one.basis is Basis.LEGAL_DUTY
    if one.basis not in GROUNDS or not granted:
        return "kin_face.person_no_basis"
    scopes = {one.scope, one.answered_scope or one.scope}
    return "" if scopes <= TRACED else "kin_face.person_scope"


def why_not_family(consents: Iterable[InquiryEntry]) -> str:
    """Why no photograph of the family may be compared; empty where one may."""
    used = [one.detail.get("for") for one in consents]
    if not used:
        return "kin_face.none_theirs"
    return "" if Use.COMPARE in used else "kin_face.family_looks"


def says(clue: Clue) -> FaceSays:
    """A likeness in the three words of this page."""
    cautions = clue.facts.get("cautions", "")
    told = {"weight": f"{clue.weight:+.1f}", "cautions": cautions}
    if clue.verdict is Verdict.AGREES:
        return FaceSays(verdict=Verdict.AGREES, key="kin_face.alike", facts=told)
    if clue.verdict is Verdict.DIFFERS and not _DOUBTS & set(cautions.split(",")):
        return FaceSays(verdict=Verdict.DIFFERS, key="kin_face.unlike", facts=told)
    return FaceSays(verdict=Verdict.UNKNOWN, key="kin_face.unclear", facts=told)


def not_compared(key: str) -> FaceSays:
    """Nothing was compared, and why."""
    return FaceSays(verdict=Verdict.UNKNOWN, key=key)
