"""The deeds of a stay without a window, as they stand in a line of JSON: beds, services, custody,
security check, triage, the shift, and the number in the national system."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, field

from app.desk.acts import Deed, Second
from app.desk.acts_listing import EveryDeed as Before
from app.domain.belongings import Disposal
from app.domain.custody import Attested
from app.domain.national import NumberSource
from app.domain.room import RoomFor
from app.domain.service import ServiceKind


class KeepRoom(Deed, frozen=True, tag="room", kw_only=True):
    """A room, or with `room` one that is otherwise from now on (leader)."""

    name: Annotated[str, Meta(max_length=200)]
    use: RoomFor
    beds: int
    shut: dict[str, str] = field(default_factory=dict)
    closed: str = ""
    room: UUID | None = None
    gone: bool = False


class GiveBed(Deed, frozen=True, tag="bed", kw_only=True):
    """A bed; without a room the one that the board would suggest."""

    visit: UUID
    room: UUID | None = None
    bed: int = 0
    why: str = ""


class FreeBed(Deed, frozen=True, tag="bed_free", kw_only=True):
    """Somebody has none any more."""

    visit: UUID


class Beds(Deed, frozen=True, tag="beds", kw_only=True):
    """Every bed with who is there, and who has none."""


class Serve(Deed, frozen=True, tag="service", kw_only=True):
    """One line of what was given, or happened."""

    visit: UUID
    kind: ServiceKind
    on: date | None = None
    clock: time | None = None
    quantity: int = 1
    words: str = ""
    partner: str = ""
    meets_on: date | None = None
    outcome: str = ""
    cost: Decimal | None = None
    corrects: UUID | None = None


class FeedAll(Deed, frozen=True, tag="meals", kw_only=True):
    """Three meals today to everybody who is here."""


class Carried(Deed, frozen=True, tag="belonging", kw_only=True):
    """A thing as it is typed in the window: 100元×3; with a disposal it is dangerous."""

    visit: UUID
    line: Annotated[str, Meta(max_length=500)]
    disposal: Disposal | None = None
    corrects: UUID | None = None


class Strike(Deed, frozen=True, tag="belonging_strike", kw_only=True):
    """There was no such thing."""

    visit: UUID
    belonging: UUID


class Attest(Deed, frozen=True, kw_only=True):
    """Who stands by it; `second` is a login."""

    visit: UUID
    how: Attested
    second: str
    witness: str = ""


class SealBag(Attest, frozen=True, tag="bag", kw_only=True):
    """A bag with everything that is loose, or with `items`: id of a line -> pieces."""

    bag: str
    seal: str = ""
    locker: str = ""
    items: dict[str, int] | None = None
    corrects: UUID | None = None


class GiveBack(Attest, frozen=True, tag="give_back", kw_only=True):
    """All, a part, and what is missing; `everything` is all that is still kept."""

    items: dict[str, int] = field(default_factory=dict)
    everything: bool = False
    missing: dict[str, int] = field(default_factory=dict)
    explanation: str = ""
    receiver: str = ""


class InCustody(Deed, frozen=True, tag="custody", kw_only=True):
    """What is loose and what is kept of a visit."""

    visit: UUID


class CheckSecurity(Deed, frozen=True, tag="security_check", kw_only=True):
    """Two officers looked; `second` is a login."""

    visit: UUID
    second: str
    words: str = ""


class Triage(Deed, frozen=True, tag="triage", kw_only=True):
    """Which paths these answers open; nothing is kept, `arrive` takes the same `checks`."""

    checks: dict[str, str]
    age: int | None = None
    sex: str = ""


class HandOver(Deed, frozen=True, tag="hand_over", kw_only=True):
    """The shift; whoever comes proves it, `on_shift` are logins."""

    comes: Second
    on_shift: tuple[str, ...]
    women: int | None = None
    words: str = ""


class NotRekeyed(Deed, frozen=True, tag="not_rekeyed", kw_only=True):
    """Visits without a number in the national system, oldest first."""


class Rekey(Deed, frozen=True, tag="rekey", kw_only=True):
    """The fields of a visit as the national system wants them; a look that is logged."""

    visit: UUID


class KeepNumber(Deed, frozen=True, tag="national_number", kw_only=True):
    """The number that it gave, or a correction of one (empty: there is none)."""

    visit: UUID
    number: Annotated[str, Meta(max_length=200)]
    source: NumberSource = NumberSource.KEYED
    words: str = ""
    corrects: UUID | None = None


StayDeed = (
    KeepRoom | GiveBed | FreeBed | Beds | Serve | FeedAll | Carried | Strike | SealBag | GiveBack
    | InCustody | CheckSecurity | Triage | HandOver | NotRekeyed | Rekey | KeepNumber
)  # fmt: skip
EveryDeed = Before | StayDeed
"""All that a line may say."""
