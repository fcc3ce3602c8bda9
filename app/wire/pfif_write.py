"""People written as PFIF 1.4, so that other registers take them and take them back again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Any, BinaryIO

from app.domain.errors import Refused
from app.domain.pfif import (
    NAMESPACE,
    NOTE_FIELDS,
    PERSON_FIELDS,
    PfifNote,
    PfifPerson,
    full_name,
    placeholder,
)
from app.domain.pfif_fields import Left, read_field

_NEEDED = {
    "person": ("person_record_id", "expiry_date", "source_date"),
    "note": ("note_record_id", "source_date"),
}
_ALWAYS = ("full_name", "author_name", "text")
"""The schema wants the tag even where nothing stands in it; author_name only of a note."""
_PHONES = ("author_phone", "phone_of_found_person")


def write_pfif(
    out: BinaryIO,
    people: Iterable[PfifPerson],
    now: datetime,
    notes: Iterable[PfifNote] = (),
) -> int:
    """Write a whole document; the number of records. `notes` are those of people who stand
    elsewhere; those of a person stand inside it.

    Of an expired person only the placeholder is written, and every person must expire
    (Refused "pfif.unfit" with the field).
    """
    count = 0
    out.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<pfif:pfif xmlns:pfif="{NAMESPACE}">\n'.encode()
    )
    for person in people:
        left = fit(placeholder(person, now) if person.expired(now) else person, now)
        out.write("".join(_person(left)).encode())
        count += 1 + len(left.notes)
    for note in notes:
        out.write("".join(_note(_fit_note(note, now), "  ")).encode())
        count += 1
    out.write(b"</pfif:pfif>\n")
    return count


def fit(person: PfifPerson, now: datetime) -> PfifPerson:
    """As it can be written: what XML or the schema does not allow is left out, field by field.

    Refused "pfif.unfit" where a field that every record needs is missing or cannot be written.
    """
    fitting = PfifPerson(**_fitting(person, "person", PERSON_FIELDS, now))
    name = fitting.full_name or full_name(fitting.family_name, fitting.given_name)
    whose = person.person_record_id
    notes = (replace(one, person_record_id=whose) for one in person.notes)
    return replace(fitting, full_name=name, notes=tuple(_fit_note(one, now) for one in notes))


def _fit_note(note: PfifNote, now: datetime) -> PfifNote:
    return PfifNote(**_fitting(note, "note", NOTE_FIELDS, now))


def _fitting(
    record: PfifPerson | PfifNote, kind: str, names: Iterable[str], now: datetime
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in names:
        text = _text(name, getattr(record, name))
        try:
            if text.strip():
                values[name] = read_field(name, text, now)
        except Left:
            continue
    for name in _NEEDED[kind]:
        if name not in values:
            raise Refused("pfif.unfit", record=record.record_id, field=name)
    return values


def _person(person: PfifPerson) -> Iterator[str]:
    yield "  <pfif:person>\n"
    for name in PERSON_FIELDS:
        text = _text(name, getattr(person, name))
        if text or name == "full_name":
            yield _field(name, text, "    ")
    for note in person.notes:
        yield from _note(note, "    ")
    yield "  </pfif:person>\n"


def _note(note: PfifNote, indent: str) -> Iterator[str]:
    yield f"{indent}<pfif:note>\n"
    for name in NOTE_FIELDS:
        text = _text(name, getattr(note, name))
        if text or name in _ALWAYS:
            yield _field(name, text, f"{indent}  ")
    yield f"{indent}</pfif:note>\n"


def _field(name: str, text: str, indent: str) -> str:
    return f"{indent}<pfif:{name}>{escape(text, quote=False)}</pfif:{name}>\n"


def _text(name: str, value: object) -> str:
    """How a value is written."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case bool():
            return "true" if value else "false"
        case (int() as low, int() as high):
            return str(low) if low == high else f"{low}-{high}"
        case tuple():
            return "\n".join(value)
        case str():
            return re.sub(r"[^-+() 0-9]+", " ", value).strip() if name in _PHONES else value
    return ""
