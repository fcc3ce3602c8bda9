"""A PFIF file from outside, versions 1.1 to 1.4: first a report of every record, then the records.

Two readings, so that a file of hundreds of megabytes needs little memory and nothing is begun
before it is known whether the file is whole.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from app.domain.errors import Refused
from app.domain.pfif import PfifNote, PfifPerson, full_name
from app.domain.pfif_fields import Left, read_field
from app.domain.pfif_report import Dropped, Fate, Line, Report
from app.wire.pfif_parse import Parsed, Raw
from app.wire.pfif_text import Text, open_text

MOST_BYTES = 500_000_000
_NEVER = float("-inf")
Going = Callable[[int, int], bool]


def _on(_done: int, _of: int) -> bool:
    return True


def _unknown(_person: str) -> bool:
    return False


def survey(
    file: BinaryIO,
    now: datetime,
    *,
    known: Callable[[str], bool] = _unknown,
    own: str = "",
    going: Going = _on,
) -> Report:
    """What would become of every record. `known`: whether a person whose record is not in the file
    is here already, so that notes of them can be taken. `own` is our domain: persons that we have
    published come back to us and are nobody new. `going(bytes done, of)` False stops.

    Refused, where nothing can be read: "pfif.empty", "pfif.too_large", "pfif.packed",
    "pfif.not_xml", "pfif.not_pfif", "pfif.version", "pfif.doctype", "pfif.stopped".
    """
    text = open_text(file, MOST_BYTES, going)
    parsed, sorting = Parsed(text, going), _Sorting(own)
    for raw in parsed:
        for line, record in _records(raw, now):
            sorting.add(line, record)
    if not (parsed.version or parsed.broken):
        raise Refused("pfif.not_pfif")
    return Report(
        version=parsed.version,
        encoding=text.encoding,
        declared=text.declared,
        damaged=text.damaged,
        lines=sorting.sorted(known),
        broken=parsed.broken,
        broken_at=parsed.broken_at,
    )


def taken(
    file: BinaryIO,
    report: Report,
    now: datetime,
    *,
    going: Going = _on,
    even_broken: bool = False,
) -> Iterator[PfifPerson | PfifNote]:
    """The records that the report says are taken, in the file's order; `now` as for the report.

    Notes that stand inside their person come with it, others alone. Of a file that is not whole
    nothing comes ("pfif.cut_off" …) unless `even_broken`. Refused "pfif.changed" where the file is
    no longer what was surveyed.
    """
    if report.broken and not even_broken:
        raise Refused(report.broken, line=report.broken_at)
    text = Text(file=file, size=file.seek(0, 2), encoding=report.encoding)
    lines = iter(report.lines)
    for raw in Parsed(text, going):
        found = [one for line, one in _records(raw, now) if _same(next(lines, None), line) and one]
        yield from _together(found)


def _same(told: Line | None, line: Line) -> bool:
    """Whether it is taken."""
    if told is None or (told.line, told.record_id) != (line.line, line.record_id):
        raise Refused("pfif.changed")
    return told.fate is Fate.TAKEN


def _together(found: list[PfifPerson | PfifNote]) -> Iterator[PfifPerson | PfifNote]:
    match found:
        case [PfifPerson() as person, *rest]:
            notes = tuple(one for one in rest if isinstance(one, PfifNote))
            yield replace(person, notes=notes)
        case _:
            yield from found


class _Sorting:
    """Lines as they come, and which copy of a record is the newest."""

    def __init__(self, own: str) -> None:
        self._own = f"{own}/" if own else "/"  # no number begins with a slash
        self._lines: list[Line] = []
        self._newest: dict[str, dict[str, int]] = {"person": {}, "note": {}}
        self._stamps = array("d")

    def add(self, line: Line, record: PfifPerson | PfifNote | None) -> None:
        """Of two copies the one with the later source_date holds (PFIF 1.4, 3.2), then the later
        entry_date; then the one that has expired, then the last."""
        at = len(self._lines)
        self._lines.append(replace(line, index=at + 1))
        expired = line.fate is Fate.EXPIRED
        self._stamps.extend((*_stamp(record), float(expired)))
        if line.kind == "person" and line.record_id.startswith(self._own):
            self._refuse(at, "our_own")
        if self._lines[at].fate is Fate.REFUSED:
            return
        newest = self._newest[line.kind]
        before = newest.setdefault(line.record_id, at)
        if before != at:
            older, newer = sorted((before, at), key=lambda one: (self._stamp(one), one))
            newest[line.record_id] = newer
            self._refuse(older, "older_copy")

    def sorted(self, known: Callable[[str], bool]) -> tuple[Line, ...]:
        """All lines; a note is worth nothing without its person."""
        for at, line in enumerate(self._lines):
            if line.kind == "note" and line.fate is Fate.TAKEN:
                self._judge(at, line.person_id, known)
        return tuple(self._lines)

    def _judge(self, at: int, person: str, known: Callable[[str], bool]) -> None:
        whose = self._newest["person"].get(person)
        if whose is None:
            if not known(person):
                self._refuse(at, "note_alone")
        elif self._lines[whose].fate is Fate.EXPIRED:
            self._lines[at] = replace(self._lines[at], fate=Fate.EXPIRED, why="person_expired")

    def _refuse(self, at: int, why: str) -> None:
        self._lines[at] = replace(self._lines[at], fate=Fate.REFUSED, why=why)

    def _stamp(self, at: int) -> tuple[float, ...]:
        return tuple(self._stamps[at * 3 : at * 3 + 3])


def _stamp(record: PfifPerson | PfifNote | None) -> tuple[float, float]:
    if record is None:
        return _NEVER, _NEVER
    source, entry = (
        at.timestamp() if at else _NEVER for at in (record.source_date, record.entry_date)
    )
    return source, entry


def _records(raw: Raw, now: datetime) -> Iterator[tuple[Line, PfifPerson | PfifNote | None]]:
    """A record and the notes inside it, each with its line; None where it is refused."""
    whose = ""
    if raw.kind == "person":
        line, person = _person(raw, now)
        whose = line.record_id or "?"
        yield line, person
    for note in raw.notes if raw.kind == "person" else (raw,):
        yield _note(note, whose, now)


def _person(raw: Raw, now: datetime) -> tuple[Line, PfifPerson | None]:
    values, dropped = _values(raw, now)
    id_ = values.get("person_record_id", "")
    fate, why, person = Fate.REFUSED, "", None
    if not id_:
        why = "bad_id" if "person_record_id" in raw.texts else "no_id"
    else:
        person = PfifPerson(**_completed(values, dropped))
        if person.expired(now):
            fate, why = Fate.EXPIRED, "expired"
        elif person.says_nobody:
            why = "says_nothing"
        else:
            fate = Fate.TAKEN
    return _line(raw, id_, id_, fate, why, dropped), person


def _completed(values: dict[str, Any], dropped: list[Dropped]) -> dict[str, Any]:
    """With a full name, which 1.1 and 1.2 do not have, and without an age of no known day."""
    if not values.get("full_name"):
        values["full_name"] = full_name(values.get("family_name", ""), values.get("given_name", ""))
    if "age" in values and not (values.get("source_date") or values.get("entry_date")):
        del values["age"]
        dropped.append(Dropped(field="age", why="age_of_no_day"))
    return values


def _note(raw: Raw, whose: str, now: datetime) -> tuple[Line, PfifNote | None]:
    values, dropped = _values(raw, now)
    id_, person = values.get("note_record_id", ""), values.get("person_record_id") or whose
    note = PfifNote(**{**values, "person_record_id": person}) if id_ else None
    why = _why_not(raw, note, whose)
    fate = Fate.REFUSED if why else Fate.TAKEN
    return _line(raw, id_, person, fate, why, dropped), note


def _why_not(raw: Raw, note: PfifNote | None, whose: str) -> str:
    """Why a note is refused, or nothing."""
    if raw.too_many:
        return "too_many_notes"
    if note is None:
        return "bad_id" if "note_record_id" in raw.texts else "no_id"
    if not note.person_record_id or note.person_record_id == "?":
        return "note_alone"
    if whose and note.person_record_id != whose:
        return "note_of_another"
    return "" if _says_something(note) else "says_nothing"


def _says_something(note: PfifNote) -> bool:
    told = (note.text, note.status, note.last_known_location, note.linked_person_record_id)
    found = (note.email_of_found_person, note.phone_of_found_person, note.photo_url)
    return any((*told, *found)) or note.author_made_contact is not None


def _values(raw: Raw, now: datetime) -> tuple[dict[str, Any], list[Dropped]]:
    values: dict[str, Any] = {}
    dropped = [Dropped(field=name, why=why) for name, why in raw.left]
    for name, text in raw.texts.items():
        try:
            values[name] = read_field(name, text, now)
        except Left as left:
            dropped.append(Dropped(field=name, why=left.why))
    return values, dropped


def _line(raw: Raw, id_: str, person: str, fate: Fate, why: str, dropped: list[Dropped]) -> Line:
    return Line(
        index=0,
        line=raw.line,
        kind=raw.kind,
        record_id=id_,
        person_id=person,
        fate=fate,
        why=why,
        dropped=tuple(dropped),
    )
