"""The station itself and the numbers it may print."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.ids import StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A relief station; `code` is the county code and a number of two digits: 440114-01."""

    id: StationId
    code: str
    name: str
    phone: str = ""
    address: str = ""
    complaint_phone: str = ""
    account: str = ""
    term: str = "生活无着的流散人员"
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """The public half of the key that signs this station's vouchers."""

    id: UUID
    key_id: str
    public_key: bytes
    station: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """A paper left the printer: which form, of what, the how manieth copy."""

    id: UUID
    form: str
    subject: UUID
    copy: int
    at: datetime
    officer: UUID
    printer: str = ""
