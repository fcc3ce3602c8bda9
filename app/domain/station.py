"""The station itself and the numbers it may print."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from app.domain.ids import StationId

_STATIONS = UUID("6f0f1c6a-5f6f-5b0e-9a55-0d3f1c1e7a10")


def station_id(code: str) -> StationId:
    """The id of a station: every desk that is set up for a code means the same station."""
    return StationId(uuid5(_STATIONS, code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A relief station; `code` is the county code and a number of two digits: 440114-01.

    `bed_rule`: who keeps a bed that was given twice (`app.domain.room.FirstBed`); empty is the
    earlier one.
    """

    id: StationId
    code: str
    name: str
    phone: str = ""
    address: str = ""
    complaint_phone: str = ""
    account: str = ""
    term: str = "生活无着的流散人员"
    created_at: datetime
    bed_rule: str = ""


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
