"""Invented PFIF files, as others write them."""

from datetime import UTC, datetime
from html import escape
from io import BytesIO

from app.domain.pfif import PfifNote, PfifPerson
from app.domain.pfif_report import Report
from app.wire.pfif_read import survey, taken

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
_BEFORE = {
    "given_name": "first_name",
    "family_name": "last_name",
    "author_made_contact": "found",
    "description": "other",
}


def said(fields: dict[str, str], version: str = "1.4") -> str:
    """The tags of a record, called as the version calls them."""
    called = _BEFORE if version != "1.4" else {}
    if version == "1.1":
        called = {**called, "home_postal_code": "home_zip"}
    return "".join(
        f"<p:{called.get(name, name)}>{escape(text, quote=False)}</p:{called.get(name, name)}>\n"
        for name, text in fields.items()
    )


def person(fields: dict[str, str], *notes: str, version: str = "1.4") -> str:
    """A person with notes inside."""
    usual = {"person_record_id": "example.org/p1", "source_date": "2026-04-01T00:00:00Z"}
    tags = said({**usual, "full_name": "王小芳", **fields}, version)
    return f"<p:person>\n{tags}{''.join(notes)}</p:person>\n"


def note(fields: dict[str, str], version: str = "1.4") -> str:
    """A note that says where somebody was seen."""
    usual = {"note_record_id": "example.org/n1", "source_date": "2026-04-02T00:00:00Z"}
    tags = said({**usual, "author_name": "李强", "text": "在车站见过", **fields}, version)
    return f"<p:note>\n{tags}</p:note>\n"


def document(*records: str, version: str = "1.4", encoding: str = "UTF-8") -> str:
    """A whole file."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    body = "".join(records)
    return f'{head}<p:pfif xmlns:p="http://zesty.ca/pfif/{version}">\n{body}</p:pfif>\n'


def surveyed(text: str | bytes, now: datetime = NOW) -> Report:
    """The report of a file."""
    return survey(BytesIO(text.encode() if isinstance(text, str) else text), now)


def read(text: str | bytes, now: datetime = NOW) -> list[PfifPerson | PfifNote]:
    """What is taken of a file."""
    file = BytesIO(text.encode() if isinstance(text, str) else text)
    return list(taken(file, survey(file, now), now))
