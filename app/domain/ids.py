"""Identifiers: UUIDv7, so that rows lie in the order of time."""

from typing import NewType
from uuid import UUID, uuid5

import uuid_utils

PersonId = NewType("PersonId", UUID)
ClaimId = NewType("ClaimId", UUID)
VisitId = NewType("VisitId", UUID)
PhotoId = NewType("PhotoId", UUID)
TemplateId = NewType("TemplateId", UUID)
ConsentId = NewType("ConsentId", UUID)
EvidenceId = NewType("EvidenceId", UUID)
DecisionId = NewType("DecisionId", UUID)
LinkId = NewType("LinkId", UUID)
VoucherId = NewType("VoucherId", UUID)
BelongingId = NewType("BelongingId", UUID)
OfficerId = NewType("OfficerId", UUID)
StationId = NewType("StationId", UUID)
BlockId = NewType("BlockId", UUID)


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562), rising with time within this process."""
    return UUID(int=uuid_utils.uuid7().int)


def form_about(record: UUID, form: str, officer: UUID) -> UUID:
    """Of an officer's one unfinished form of a kind about a record."""
    return uuid5(uuid5(record, form), officer.hex)
