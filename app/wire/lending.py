"""What desk and centre say about a file of another station: asking, answering, breaking glass."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.lending import How, LentFile


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFile:
    """An officer with an open case asks for somebody's file. `visit` is that case, of the asking
    station; `hours` is how long the file is wanted at most; `token` is the officer's permit."""

    person: UUID
    visit: UUID
    officer: UUID
    purpose: str
    words: str = ""
    hours: int
    token: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """Two officers ask together, by person or by the keyed hash of a document number."""

    person: UUID | None = None
    document: str = ""
    officer: UUID
    second: UUID
    purpose: str
    reason: str
    hours: int
    token: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """A file for a time. `visit` is the case that it was lent for; none where glass was broken."""

    file: LentFile
    station: str
    station_name: str
    phone: str
    purpose: str
    words: str
    how: How
    visit: UUID | None
    officer: UUID
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskContact:
    """Whom to ask about exactly this document (its keyed hash)."""

    document: str
    officer: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A station to call, and nothing about whom."""

    station: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Empty where there is nobody to call."""

    stations: tuple[Contact, ...] = ()
