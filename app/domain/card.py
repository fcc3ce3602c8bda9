"""What an identity card said when a reader read its chip."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.birth import ADULT


class CardKind(StrEnum):
    """Which layout the chip holds."""

    RESIDENT = "resident"
    PERMIT = "permit"
    """Residence permit for people of Hong Kong, Macao or Taiwan (type mark J)."""
    FOREIGN = "foreign"
    """Foreign permanent resident, 2017 (I) or 2023 (Y)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card as read; every field may be empty. Sex by GB/T 2261.1, ethnicity by GB/T 3304.

    `photo` is the chip's own packed picture (WLT), which only a vendor's decoder can open.
    `remarks` are word keys (expired, wrong check digit …): said beside the field, stop nothing.
    """

    kind: CardKind
    name: str = ""
    english_name: str = ""
    sex: str = "0"
    ethnicity: str = ""
    birth: date | None = None
    address: str = ""
    number: str = ""
    authority: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    long_term: bool = False
    country: str = ""
    pass_number: str = ""
    issues: str = ""
    photo: bytes = b""
    remarks: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """A chip that says nothing about anybody."""
        return not (self.name or self.english_name or self.number)

    @property
    def shown_name(self) -> str:
        """The Chinese name, or the Latin one of somebody who has no other."""
        return self.name or self.english_name

    def on(self, today: date) -> "Card":
        """The card as it is to be read today: expired, not valid yet, a child's."""
        birth, odd = self.birth, []
        if birth and birth > today:
            birth, odd = None, ["card.no_such_day"]
        if self.valid_to and self.valid_to < today:
            odd.append("card.expired")
        if self.valid_from and self.valid_from > today:
            odd.append("card.not_valid_yet")
        if birth and _years(birth, today) < ADULT:
            odd.append("card.child")
        return replace(self, birth=birth, remarks=tuple(dict.fromkeys((*self.remarks, *odd))))

    def detail(self) -> dict[str, str]:
        """What is kept with the number: kind, authority, validity, country, pass number …"""
        until = "long_term" if self.long_term else _iso(self.valid_to)
        told = {
            "type": self.kind.value,
            "authority": self.authority,
            "valid_from": _iso(self.valid_from),
            "valid_to": until,
            "country": self.country,
            "pass_number": self.pass_number,
            "issues": self.issues,
            "english_name": self.english_name,
            "odd": ",".join(self.remarks),
        }
        return {name: text for name, text in told.items() if text}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _years(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
