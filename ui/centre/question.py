"""What the page 同步 asks the register: letters, what stands behind both sides of each, streams."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.desk.centre import letters_for
from app.domain.person import Claim
from app.domain.staff import Officer, told_apart
from app.store import comparing, line
from app.store.ask import Asks, all_of, several
from app.store.line import Letter

_SIDES = ("kept_claim", "lost_claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How it stands; `claims` are those that letters speak of."""

    letters: list[Letter] = field(default_factory=list)
    heard: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    address: tuple[str, str] = ("", "")
    claims: dict[UUID, Claim] = field(default_factory=dict)
    officers: dict[UUID, str] = field(default_factory=dict)
    compared: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    """Stream -> when it was held against the centre's, and how many rows differed."""


def find(asks: Asks, officer: Officer) -> Found:
    """Everything at once; the letters are those of the officer who looks."""
    letters = letters_for(asks, officer)
    return Found(
        letters=letters,
        heard=line.cursors(asks),
        address=line.address(asks),
        claims=several(asks, Claim, _claims_in(letters)),
        officers=told_apart(all_of(asks, Officer)),
        compared=comparing.compared(asks),
    )


def _claims_in(letters: Iterable[Letter]) -> Iterator[UUID]:
    for letter in letters:
        for side in _SIDES:
            if said := letter.content.get(side):
                yield UUID(str(said))
