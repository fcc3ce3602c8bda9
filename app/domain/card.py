"""What an identity card said when a reader read its chip."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CardKind(StrEnum):
    """Which layout the chip holds."""

    RESIDENT = "resident"
    PERMIT = "permit"
    """Residence permit for people of Hong Kong, Macao or Taiwan (type mark J)."""
    FOREIGN = "foreign"
    """Foreign permanent resident, 2017 (I) or 2023 (Y)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card as read; every field may be empty. Sex by GB/T 2261.1, ethnicity by GB 3304.

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
