"""Evidence, decisions made on it, and the links between persons that follow."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.ids import DecisionId, EvidenceId, LinkId, OfficerId, PersonId, VisitId


class EvidenceKind(StrEnum):
    """Where a piece of evidence comes from."""

    FACE_SEARCH = "face_search"
    DOCUMENT_SEARCH = "document_search"
    NAME_SEARCH = "name_search"
    OFFICER_SAW = "officer_saw"
    EMERGENCY = "emergency"
    COMPLETED = "completed"
    LISTED = "listed"
    """A listing in force was shown at the desk."""
    OTHER = "other"


class DecisionKind(StrEnum):
    """What was decided."""

    SAME_PERSON = "same_person"
    UNDO_LINK = "undo_link"
    VOID_VOUCHER = "void_voucher"
    SEAL = "seal"
    UNSEAL = "unseal"
    LISTING_HIT = "listing_hit"
    """What the desk made of a listing that it was shown."""
    LISTED_VOUCHER = "listed_voucher"
    """A second person agreed to a voucher for somebody on the list."""
    SECOND_VOUCHER = "second_voucher"
    """Issued although another station's card calls one live; the reason says why."""
    LEAD_ASIDE = "lead_aside"
    """A possible lead in which an officer found nothing; the subjects are person and evidence."""


class Sameness(StrEnum):
    """The three answers of the officer to "is this the same person?"."""

    SAME = "same"
    NOT_SAME = "not_same"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something seen, told or found; never edited."""

    id: EvidenceId
    person: PersonId
    visit: VisitId | None = None
    kind: EvidenceKind
    detail: dict[str, str] = field(default_factory=dict)
    at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Made by a named officer on named evidence, with a reason."""

    id: DecisionId
    kind: DecisionKind
    subjects: tuple[UUID, ...]
    answer: str
    reason: str = ""
    evidence: tuple[EvidenceId, ...] = ()
    undoes: DecisionId | None = None
    at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a decision says of two persons; undone by a later decision, never deleted."""

    id: LinkId
    one: PersonId
    other: PersonId
    answer: Sameness
    decision: DecisionId
    at: datetime
    undone_by: DecisionId | None = None

    @property
    def stands(self) -> bool:
        """Whether no later decision has undone it."""
        return self.undone_by is None
