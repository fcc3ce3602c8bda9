"""Officers, what each may do, and the log of who looked at whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId


class Role(StrEnum):
    """The roles of domain.md; least right: a role may only what is listed in `_MAY`."""

    INTAKE = "intake"
    LEADER = "leader"
    TRACING = "tracing"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What a deed may ask for."""

    REGISTER = "register"
    VIEW = "view"
    DECIDE = "decide"
    VOUCHER = "voucher"
    VOID = "void"
    STAFF = "staff"
    EXPORT = "export"
    AUDIT = "audit"
    DATE = "date"
    ERASE = "erase"
    APPROVE = "approve"
    SEALED = "sealed"
    ANSWER = "answer"
    ROOMS = "rooms"
    ARCHIVE = "archive"
    """To hand on and to archive many people at once."""


_DESK = frozenset({Right.REGISTER, Right.VIEW, Right.DECIDE, Right.VOUCHER})
_MAY = {
    Role.INTAKE: _DESK,
    Role.LEADER: _DESK
    | {Right.VOID, Right.AUDIT, Right.DATE, Right.ERASE, Right.APPROVE, Right.SEALED, Right.ANSWER}
    | {Right.ROOMS, Right.ARCHIVE},
    Role.TRACING: frozenset({Right.VIEW, Right.DECIDE}),
    Role.ADMINISTRATOR: frozenset({Right.STAFF, Right.EXPORT, Right.APPROVE, Right.ARCHIVE}),
    Role.AUDITOR: frozenset({Right.VIEW, Right.AUDIT}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody who works here; the password is held nowhere, it only unwraps the key.

    `sex` (GB/T 2261.1) is empty where it was not said: a woman is checked by a woman.
    """

    id: OfficerId
    login: str
    name: str
    role: Role
    active: bool = True
    sex: str = ""
    created_at: datetime

    def may(self, right: Right) -> bool:
        """Whether the role carries this right."""
        return self.active and right in _MAY[self.role]

    def must(self, right: Right) -> None:
        """Refuse with the role and the right in the sentence."""
        if not self.may(right):
            raise Refused("staff.not_allowed", role=self.role, right=right)


def told_apart(staff: Iterable[Officer]) -> dict[UUID, str]:
    """The name of each; two of one name are told apart by their logins."""
    everybody = list(staff)
    names = Counter(officer.name for officer in everybody)
    return {
        officer.id: f"{officer.name} ({officer.login})" if names[officer.name] > 1 else officer.name
        for officer in everybody
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Somebody looked at a person's file, and why (社会救助法 11, 70); no person: at everything."""

    id: UUID
    person: PersonId | None
    officer: OfficerId
    at: datetime
    purpose: str
    what: str
