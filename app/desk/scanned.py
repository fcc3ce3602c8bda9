"""A code was scanned: whether it is one of ours, and what it names here."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.desk.slips import by_code
from app.desk.transfer_views import known_keys
from app.desk.verify_voucher import verify
from app.domain.errors import Refused
from app.domain.ids import PersonId, VisitId
from app.domain.number import is_checked
from app.domain.staff import Officer
from app.paper.code import PREFIX, Verdict
from app.store.ask import Asks
from app.store.scanned import person_of_case, visit_of_serial
from app.wire import slip, ticket
from app.words.letters import result_in_words
from app.words.say import say, sentence

_CASE = re.compile(r"[0-9]{6}-[0-9]{2}-[0-9]{8}-[0-9]{4,}-[0-9]")
_BARCODE = re.compile(r"[0-9]{12,14}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,15}:[^ ]{4,}", re.IGNORECASE)


class Code(StrEnum):
    """What kind of code it is."""

    VOUCHER = "voucher"
    CASE = "case"
    TRANSFER = "transfer"
    """Somebody is handed over: the code on the paper that goes along."""
    SLIP = "slip"
    """The slip of a follow-up letter comes back."""
    BARCODE = "barcode"
    """The stripes on a parcel or a bottle."""
    FOREIGN = "foreign"
    """A QR code of somebody else: an address, a payment."""
    TEXT = "text"
    """Perhaps no code at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where to go, and what to say."""

    told: str
    well: bool
    visit: VisitId | None = None
    person: PersonId | None = None
    transfer: UUID | None = None
    letter: UUID | None = None


def kind(text: str) -> Code:
    """What kind of code this text is."""
    if text.startswith(PREFIX):
        return Code.VOUCHER
    if text.startswith(ticket.PREFIX):
        return Code.TRANSFER
    if text.startswith(slip.PREFIX):
        return Code.SLIP
    if _CASE.fullmatch(text) and is_checked(text):
        return Code.CASE
    if _BARCODE.fullmatch(text):
        return Code.BARCODE
    return Code.FOREIGN if _ADDRESS.match(text) else Code.TEXT


def look_up(asks: Asks, text: str, data: Path, lang: str, *, station: str, by: Officer) -> Found:
    """A voucher is verified and its visit found; a case number leads to the person, a slip of this
    `station` to its follow-up."""
    match kind(text):
        case Code.VOUCHER:
            return _voucher(asks, text, data, lang)
        case Code.CASE:
            person = person_of_case(asks, text)
            told = say("scan.case" if person else "scan.no_such_case", lang, case=text)
            return Found(told=told, well=person is not None, person=person)
        case Code.TRANSFER:
            return _transfer(asks, text, lang)
        case Code.SLIP:
            return _slip(asks, text, lang, station, by)
        case Code.BARCODE:
            return Found(told=say("scan.barcode", lang), well=False)
    return Found(told=say("scan.foreign", lang), well=False)


def _transfer(asks: Asks, text: str, lang: str) -> Found:
    """Where the page looks again whether it is for this station."""
    said = ticket.read(text, known_keys(asks))
    if said is None:
        return Found(told=say("transfer.bad_ticket", lang), well=False)
    told = say("transfer.scanned", lang, name=said.name or say("state.nameless", lang))
    return Found(told=told, well=True, transfer=said.transfer)


def _slip(asks: Asks, text: str, lang: str, station: str, by: Officer) -> Found:
    try:
        whole = by_code(asks, text, station, by=by).whole
    except Refused as sorry:
        return Found(told=sentence(sorry, lang), well=False)
    number, came = whole.first.number, whole.answer
    if came is None:
        return Found(told=say("scan.slip", lang, number=number), well=True, letter=whole.id)
    result = result_in_words(whole.kind, came.result, lang)
    told = say("scan.slip_again", lang, number=number, result=result, day=came.on)
    return Found(told=told, well=False, letter=whole.id)


def _voucher(asks: Asks, text: str, data: Path, lang: str) -> Found:
    code, answer = verify(text, data, lang, as_json=True)
    said = json.loads(answer)
    # What is expired or void is still the station's own word; anything else may be forged.
    ours = said["verdict"] in {Verdict.GENUINE, Verdict.EXPIRED, Verdict.VOID}
    visit = visit_of_serial(asks, said["facts"]["serial"]) if ours else None
    told = f"{said['sentence']} {said.get('note', '')}".strip()
    return Found(told=told, well=code == 0, visit=visit)
