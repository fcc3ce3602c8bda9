"""寻人登记 out of a PFIF file: a report of every record first, then those that are new, each once.

A record is known again by its number. Nothing proves whose file it is: what a newer copy would
change in an inquiry that is there, and that one has expired, is shown, and nothing becomes of it
without the officer's yes to this very record. It goes on where it was broken off.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.clock import local
from app.desk import inquiries
from app.desk.inquiries import Asking, Wrote
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.inquiry import Channel, Closed, Inquiry
from app.domain.person import Source
from app.domain.pfif import PfifNote, PfifPerson
from app.domain.pfif_inquiry import as_inquiry
from app.domain.pfif_report import Report
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.store.ask import Asks
from app.store.inquiries import by_reference, references
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is here of files that were taken in before: numbers of records, and which were erased
    since."""

    references: frozenset[str]
    erased: Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it was looked through: `known` are the records that are an inquiry already;
    `ended` the numbers of those among them that have expired; `erased` of what was one."""

    report: Report
    known: tuple[Piece, ...] = ()
    ended: tuple[str, ...] = ()
    erased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a record would change in an inquiry that is there: what it says of whom, before and
    after (`changed`), or that nobody is looked for any more (`ends`). `author` is whoever the file
    says has written it; nothing proves it."""

    reference: str
    number: str
    name: str
    ends: bool = False
    author: str = ""
    changed: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How many became an inquiry or added to one, and which could not be written down and why."""

    new: int = 0
    refused: tuple[tuple[str, Refused], ...] = field(default=())


def before(register: Register) -> Before:
    """Asked before a file is looked through."""
    return Before(references=references(register), erased=register.erased_references())


def look_whole(file: Path, now: datetime, known: Before, own: str = "", going: Going = _on) -> Seen:
    """The report, and which of the records are or were an inquiry here. Refused as
    `look_through`."""
    report = look_through(file, now, own, going)
    if report.broken:
        return Seen(report=report)
    there, erased = [], set()
    for piece in pieces(file, report, now, going):
        if piece.reference in known.references:
            there.append(piece)
        elif known.erased(piece.reference):
            erased.add(piece.reference)
    ended = tuple(one for one in report.expired if one in known.references)
    return Seen(report=report, known=tuple(there), ended=ended, erased=frozenset(erased))


def differences(asks: Asks, seen: Seen) -> list[Difference]:
    """What the file would end first, then what it would change."""
    ended = ((one, by_reference(asks, one)) for one in seen.ended)
    found = [
        Difference(
            reference=one, number=whole.first.number, name=whole.value("name"), ends=True,
            author=one.partition("/")[0],
        )
        for one, whole in ended if whole is not None and whole.is_open
    ]  # fmt: skip
    for piece in seen.known:
        whole = by_reference(asks, piece.reference)
        if whole is not None and whole.is_open and (changed := _changed(whole, piece)):
            who = [piece.row.get(name, "") for name in ("inquirer_name", "source")]
            found.append(
                Difference(
                    reference=piece.reference, number=whole.first.number, changed=changed,
                    name=whole.value("name"), author=" · ".join(filter(None, who)),
                )
            )  # fmt: skip
    return found


def _changed(whole: Inquiry, piece: Piece) -> tuple[tuple[str, str, str], ...]:
    said = _sought(piece.row)
    return tuple(
        (about, before, text)
        for about, text in said.items()
        if (before := whole.value(about)) != text.strip()
    )


def note_shown(
    register: Register, shown: Sequence[Difference], *, by: Officer, at: datetime
) -> None:
    """What stands in inquiries was read on the way: that is written down like any look."""
    by.must(Right.VIEW)
    looks = [
        Viewing(
            id=new_id(), person=None, officer=by.id, at=at, purpose="tracing",
            what=f"inquiry {one.number}",
        )
        for one in shown
    ]  # fmt: skip
    if looks:
        register.write(*looks, by=by.id, at=at, reason="view")


def take(
    register: Register, some: Sequence[Piece], station: Station, file: str, *, by: Officer,
    at: datetime, agreed: Collection[str] = (),
) -> Took:  # fmt: skip
    """Each a new inquiry, or what it adds to the one that is there where that was agreed to; what
    was erased is not opened anew. Who wrote it is the inquirer and stays at this station. What a
    rule says no to holds up nothing that stands after it."""
    by.must(Right.DECIDE)
    erased = register.erased_references()
    new, refused = 0, []
    for piece in some:
        try:
            known = by_reference(register, piece.reference)
            if known is None and not erased(piece.reference):
                _open(register, piece, station, file, by, at)
                new += 1
            elif known is not None and piece.reference in agreed and known.is_open:
                said = _sought(piece.row)
                made = inquiries.describe(register, known.id, said, Source.OTHER, by=by, at=at)
                new += bool(made)
        except Refused as sorry:
            refused.append((piece.reference, sorry))
    return Took(new=new, refused=tuple(refused))


def _open(
    register: Register, piece: Piece, station: Station, file: str, by: Officer, at: datetime
) -> None:
    asking = Asking(
        channel=Channel.FILE,
        inquirer=_inquirer(piece.row),
        sought=_sought(piece.row),
        source=Source.OTHER,
        words=say("pfif_import.from_file", _LANG, file=file, id=piece.reference)[:_LONGEST_WORDS],
        reference=piece.reference,
    )
    inquiries.open_(register, asking, station, by=by, at=at)


def end_expired(
    register: Register, report: Report, *, by: Officer, at: datetime, agreed: Collection[str]
) -> int:
    """Inquiries whose record has expired or was taken back where it came from and of which an
    officer said yes; how many ended."""
    by.must(Right.DECIDE)
    ended = 0
    for reference in set(report.expired) & set(agreed):
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
