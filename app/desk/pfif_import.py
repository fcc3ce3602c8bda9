"""寻人登记 out of a PFIF file: a report of every record first, then those that are new, each once.

A record is known again by its number: a newer copy adds what it says to the inquiry that is there,
one that has expired ends it. It goes on where it was broken off.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.clock import local
from app.desk import inquiries
from app.desk.inquiries import Asking, Wrote
from app.domain.errors import Refused
from app.domain.inquiry import Channel, Closed
from app.domain.person import Source
from app.domain.pfif import PfifNote, PfifPerson
from app.domain.pfif_inquiry import as_inquiry
from app.domain.pfif_report import Report
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.store.inquiries import by_reference
from app.store.register import Register
from app.wire.pfif_read import survey, taken
from app.words.say import say

_LANG = "zh"
_LONGEST, _LONGEST_WORDS = 300, 2000
Going = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One record on its way: what becomes an inquiry, or None where nothing is told of a person."""

    reference: str
    row: Mapping[str, str]


def _on(_done: int, _of: int) -> bool:
    return True


def look_through(file: Path, now: datetime, own: str = "", going: Going = _on) -> Report:
    """What would become of every record. Refused "pfif.…", "pfif_import.unreadable"."""
    try:
        with file.open("rb") as stream:
            return survey(stream, now, own=own, going=going)
    except OSError as error:
        raise Refused("pfif_import.unreadable", file=file.name) from error


def pieces(file: Path, report: Report, now: datetime, going: Going = _on) -> Iterator[Piece]:
    """The persons that are taken, in the file's order; notes that came alone say nothing new of
    somebody who is not here. Refused "pfif_import.unreadable" where the stick was pulled out."""
    today = local(now).date()
    try:
        with file.open("rb") as stream:
            for record in taken(stream, report, now, going=going):
                if isinstance(record, PfifNote):
                    continue
                yield _piece(record, as_inquiry(record, today))
    except OSError as error:
        raise Refused("pfif_import.unreadable", file=file.name) from error


def _piece(record: PfifPerson, row: Mapping[str, str]) -> Piece:
    return Piece(reference=record.person_record_id, row=row)


def take(
    register: Register, piece: Piece, station: Station, file: str, *, by: Officer, at: datetime
) -> UUID | None:
    """One record: a new inquiry, or what it adds to the one that is there; None where it says
    nothing new. Who wrote it is the inquirer and stays at this station."""
    by.must(Right.DECIDE)
    row, sought = piece.row, _sought(piece.row)
    known = by_reference(register, piece.reference)
    if known is not None:
        if not known.is_open:
            return None
        made = inquiries.describe(register, known.id, {**sought}, Source.OTHER, by=by, at=at)
        return known.id if made else None
    asking = Asking(
        channel=Channel.FILE,
        inquirer=_inquirer(row),
        sought=sought,
        source=Source.OTHER,
        words=say("pfif_import.from_file", _LANG, file=file, id=piece.reference)[:_LONGEST_WORDS],
        reference=piece.reference,
    )
    return inquiries.open_(register, asking, station, by=by, at=at).inquiry


def end_expired(register: Register, report: Report, *, by: Officer, at: datetime) -> int:
    """Inquiries whose record has expired or was taken back where it came from; how many ended."""
    by.must(Right.DECIDE)
    ended = 0
    for reference in report.expired:
        known = by_reference(register, reference)
        if known is not None and known.is_open:
            said = Wrote(result=Closed.WITHDRAWN, words=reference)
            inquiries.close(register, known.id, said, by=by, at=at)
            ended += 1
    return ended


def _inquirer(row: Mapping[str, str]) -> dict[str, str]:
    name = row.get("inquirer_name", "") or say("pfif_import.unnamed", _LANG)
    reach = row.get("inquirer_phone", "") or row.get("inquirer_email", "")
    return {"name": name[:_LONGEST], "phone": reach[:_LONGEST]}


def _sought(row: Mapping[str, str]) -> dict[str, str]:
    plain = (
        *("name", "aliases", "sex", "birth", "home_place", "phone", "missing_since"),
        *("missing_place",),
    )
    said = {name: row.get(name, "") for name in plain}
    low, high = row.get("age_low", ""), row.get("age_high", "")
    said["age"] = "-".join(dict.fromkeys(filter(None, (low, high)))) if not said["birth"] else ""
    said["sex"] = {"1": "男", "2": "女"}.get(said["sex"], "")
    said["story"] = "\n".join(filter(None, (row.get("description", ""), row.get("notes", ""))))
    return {
        name: text.replace("\n", " ")[: _LONGEST_WORDS if name == "story" else _LONGEST]
        for name, text in said.items()
        if text
    }
