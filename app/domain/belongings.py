"""Belongings: what a person carried; dangerous things with what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import BelongingId, OfficerId, VisitId

LONGEST = 60
"""Characters of an item's name."""
MOST = 9999
"""Pieces in one line."""
NOTES = tuple(Decimal(worth) for worth in ("100", "50", "20", "10", "5", "1", "0.5", "0.1"))
"""Notes and coins there are, in yuan; there are no cents any more."""


class BelongingKind(StrEnum):
    """What form 4 asks for apart."""

    ITEM = "item"
    CASH = "cash"
    PAPER = "paper"
    CARD = "card"
    PHONE = "phone"
    MEDICINE = "medicine"
    DANGER = "danger"


class Disposal(StrEnum):
    """What was done with a dangerous thing (form 3)."""

    POLICE = "police"
    KEPT = "kept"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """One line of the list. `number`: an IMEI, the end of a card, the number of a paper; `worth`:
    of cash, the yuan of one note or coin. A corrected line supersedes; one of no pieces says that
    there was no such thing."""

    id: BelongingId
    visit: VisitId
    item: str
    features: str = ""
    quantity: int = 1
    kept: bool = False
    kind: BelongingKind = BelongingKind.ITEM
    number: str = ""
    worth: Decimal | None = None
    disposal: Disposal | None = None
    supersedes: BelongingId | None = None
    at: datetime
    officer: OfficerId

    @property
    def is_gone(self) -> bool:
        """Dangerous, and no longer in the station."""
        return self.disposal in (Disposal.POLICE, Disposal.DESTROYED)


def live(lines: Iterable[Belonging]) -> list[Belonging]:
    """Without what was corrected or struck out."""
    known = list(lines)
    gone = {one.supersedes for one in known}
    return [one for one in known if one.id not in gone and one.quantity]


def cash(lines: Iterable[tuple[Belonging, int]]) -> Decimal:
    """How much money so many pieces of each line are."""
    return sum((one.worth * many for one, many in lines if one.worth is not None), Decimal(0))


def must_be_said(one: Belonging) -> None:
    """Refused "custody.…" where a line says too little or too much."""
    if not one.item.strip():
        raise Refused("custody.needs_item")
    if len(one.item) > LONGEST:
        raise Refused("custody.item_too_long", longest=LONGEST)
    if not 0 < one.quantity <= MOST:
        raise Refused("custody.quantity", most=MOST)
    if one.kind is BelongingKind.CASH and one.worth not in NOTES:
        raise Refused("custody.no_such_note")
    if one.kind is BelongingKind.DANGER and one.disposal is None:
        raise Refused("custody.needs_disposal")


def must_be_countable(one: Belonging) -> None:
    """What any list can be added up by, whoever wrote it. Refused "custody.…"."""
    # At an arrival one more was once taken; none of it says that there was no such thing.
    if not 0 <= one.quantity <= MOST + 1:
        raise Refused("custody.quantity", most=MOST)
    if one.worth is not None and one.worth not in NOTES:
        raise Refused("custody.no_such_note")
