"""What an officer may ask of the centre, for how long: the rights that only work with a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import OfficerId
from app.domain.staff import Role

SHORTEST_LEASE, USUAL_LEASE, LONGEST_LEASE = (timedelta(days=n) for n in (7, 14, 30))
"""How long a permit may hold without a word from the centre (sync.md, Trust)."""


class Online(StrEnum):
    """What is decided or answered at the centre alone; everything else works without a line."""

    SEARCH = "search"
    FILE = "file"
    ERASE = "erase"
    BREAK_GLASS = "break_glass"
    GRANT = "grant"
    INVITE = "invite"


_ASKS = frozenset({Online.SEARCH, Online.FILE, Online.BREAK_GLASS})
"""Also glass: at night there may be no leader; two officers and the alarm stand for one."""
_MAY: Mapping[Role, frozenset[Online]] = {
    Role.INTAKE: _ASKS,
    Role.LEADER: _ASKS | {Online.ERASE},
    Role.TRACING: _ASKS,
    Role.ADMINISTRATOR: frozenset({Online.GRANT, Online.INVITE}),
    Role.AUDITOR: frozenset(),
}


def rights_of(role: Role, changed: Mapping[Online, bool]) -> frozenset[Online]:
    """What a role may; `changed` is what the centre gave or took by hand at this station."""
    given = {right for right, held in changed.items() if held}
    taken = {right for right, held in changed.items() if not held}
    return (_MAY[role] | given) - taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """The centre's word for one officer of one station, until the lease ends.

    `rights` are texts: a newer centre may name some that nobody here knows.
    """

    officer: OfficerId
    station: str
    role: Role
    rights: tuple[str, ...]
    issued: datetime
    until: datetime

    def must_hold(self, at: datetime) -> None:
        """Refused "permit.expired" after the end of the lease."""
        if at > self.until:
            raise Refused("permit.expired")

    def must(self, right: Online) -> None:
        """Refused "permit.not_allowed" for a right that it does not carry."""
        if right not in self.rights:
            raise Refused("permit.not_allowed")

    def grows_old(self, at: datetime) -> bool:
        """Past the first half of the lease: time to ask for the next one."""
        return at > self.issued + (self.until - self.issued) / 2
