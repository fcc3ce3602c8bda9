"""What 重点甄别 changes at a voucher (rule 9): a second person agrees, the escort is said, and
counselling is offered. Food, lodging, care and reports are not asked about: nothing stops them."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.errors import Refused
from app.domain.listing_hit import Counselling
from app.domain.staff import Officer, Right

ESCORTED = ("yes", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Who agreed beside whoever issues it, and how the journey is seen to."""

    approver: Officer
    escort: str
    """`yes` or `no`: whether they are brought to the train."""
    escort_by: str = ""
    counselling: str
    words: str = ""

    def detail(self) -> dict[str, str]:
        """As it is kept with what was shown."""
        told = {
            "escort": self.escort,
            "escort_by": self.escort_by.strip(),
            "counselling": self.counselling,
        }
        return {name: text for name, text in told.items() if text}


def must_be_agreed(agreed: Agreed | None, issued_by: UUID) -> Agreed:
    """Refused "listed_voucher.…" without a second person, who may approve, or with nothing said of
    escort and counselling."""
    if agreed is None:
        raise Refused("listed_voucher.needs_second")
    must_be_another(agreed.approver, issued_by)
    if agreed.escort not in ESCORTED:
        raise Refused("listed_voucher.needs_escort")
    if agreed.escort == "yes" and not agreed.escort_by.strip():
        raise Refused("listed_voucher.needs_who")
    if agreed.counselling not in list(Counselling):
        raise Refused("listed_voucher.needs_counselling")
    return agreed


def must_be_another(approver: Officer | None, issued_by: UUID) -> None:
    """The same at the desk and, where a letter follows, at the centre."""
    if approver is None or not approver.may(Right.APPROVE):
        raise Refused("listed_voucher.not_approver")
    if approver.id == issued_by:
        raise Refused("listed_voucher.own")
