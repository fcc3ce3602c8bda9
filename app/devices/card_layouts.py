"""The 256 bytes of text on a card's chip, in each layout there is; whatever they hold, a Card.

Resident and HK/MO/TW permit: GA 490 and its supplement; foreign 2017 and 2023: as readers give it.
"""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from app.domain.card import Card, CardKind
from app.domain.codes import ETHNICITIES
from app.domain.name import tidy_name

TEXT = 256
PHOTO = 1024
_MARK = 248
_UNKNOWN = "□"
"""Stands for a character that nothing here can show: the officer sees that one is missing."""
_BLANK = "\0\uffff"
_LONG_TERM = "长期"


def read_card(text: bytes, photo: bytes = b"") -> Card:
    """What the chip says; short, long or senseless bytes give empty fields and remarks."""
    chip = _Chip(text)
    match chip.mark:
        case "I":
            card = _foreign_2017(chip)
        case "Y":
            card = _foreign_2023(chip)
        case "J":
            card = _resident(chip, CardKind.PERMIT)
        case _:
            card = _resident(chip, CardKind.RESIDENT)
    return replace(card, photo=bytes(photo[:PHOTO]), remarks=tuple(dict.fromkeys(chip.remarks)))


class _Chip:
    """Cuts fields out of the text and notes what is odd about them."""

    def __init__(self, text: bytes) -> None:
        self._text = bytes(text[:TEXT]).ljust(TEXT, b"\0")
        self.remarks: list[str] = []
        self.mark = self.text(_MARK, 2)

    def text(self, start: int, length: int) -> str:
        """A field without padding and control characters."""
        raw = self._text[start : start + length].decode("utf-16-le", errors="replace")
        shown = re.sub(r"\s+", " ", "".join(map(_shown, raw))).strip()
        if _UNKNOWN in shown:
            self.remarks.append("card.unknown_character")
        return shown

    def name(self, start: int, length: int) -> str:
        """A name as names are kept."""
        return tidy_name(self.text(start, length))

    def number(self, start: int, length: int) -> str:
        """Letters and digits of a number."""
        return self.text(start, length).replace(" ", "").upper()

    def day(self, start: int) -> date | None:
        """YYYYMMDD; None for an empty one, and with a remark for one that never was."""
        return self._day(self.text(start, 16))

    def until(self, start: int) -> tuple[date | None, bool]:
        """The last day, and whether there is none (长期)."""
        text = self.text(start, 16)
        return (None, True) if text == _LONG_TERM else (self._day(text), False)

    def ethnicity(self, start: int) -> str:
        """The code; one that GB/T 3304 does not know stays as it is, with a remark."""
        code = self.text(start, 4)
        if code and code not in ETHNICITIES:
            self.remarks.append("card.unknown_ethnicity")
        return code

    def sex(self, start: int) -> str:
        """The code of GB/T 2261.1; readers of foreign cards also give letters."""
        given = self.text(start, 2)
        return {"M": "1", "F": "2"}.get(given, given if given in {"1", "2", "9"} else "0")

    def _day(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return _date(text)
        except ValueError:
            self.remarks.append("card.no_such_day")
            return None


def _date(text: str) -> date:
    if not re.fullmatch(r"[0-9]{8}", text):
        raise ValueError("not eight digits")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _shown(character: str) -> str:
    if character in _BLANK:
        return " "
    category = unicodedata.category(character)
    if category in {"Co", "Cn", "Cs"} or character == "\ufffd":
        return _UNKNOWN
    return "" if category == "Cf" else " " if category == "Cc" else character


def _resident(chip: _Chip, kind: CardKind) -> Card:
    until, long_term = chip.until(204)
    permit = kind is CardKind.PERMIT
    return Card(
        kind=kind,
        name=chip.name(0, 30),
        sex=chip.sex(30),
        # A permit has no ethnicity; what stands in its place is not one.
        ethnicity="" if permit else chip.ethnicity(32),
        birth=chip.day(36),
        address=chip.text(52, 70),
        number=chip.number(122, 36),
        authority=chip.text(158, 30),
        valid_from=chip.day(188),
        valid_to=until,
        long_term=long_term,
        pass_number=chip.number(220, 18) if permit else "",
        issues=chip.number(238, 4) if permit else "",
    )


def _foreign_2017(chip: _Chip) -> Card:
    until, long_term = chip.until(204)
    return Card(
        kind=CardKind.FOREIGN,
        name=chip.name(158, 30),
        english_name=chip.name(0, 120),
        sex=chip.sex(120),
        birth=chip.day(220),
        number=chip.number(122, 30),
        valid_from=chip.day(188),
        valid_to=until,
        long_term=long_term,
        country=chip.number(152, 6),
    )


def _foreign_2023(chip: _Chip) -> Card:
    until, long_term = chip.until(204)
    return Card(
        kind=CardKind.FOREIGN,
        name=chip.name(0, 30),
        english_name=chip.name(52, 70),
        sex=chip.sex(30),
        birth=chip.day(36),
        number=chip.number(122, 36),
        valid_from=chip.day(188),
        valid_to=until,
        long_term=long_term,
        country=chip.number(242, 6),
    )
