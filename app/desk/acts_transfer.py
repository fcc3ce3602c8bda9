"""The deeds about 转接 without a window, as they stand in a line of JSON."""

from uuid import UUID

import msgspec

from app.desk.acts import Deed, Moment
from app.domain.transfer import Found, ItemKind, StepKind
from app.domain.visit import LeavingKind


class ItemLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the checklist."""

    kind: ItemKind = ItemKind.BELONGING
    words: str


class CheckLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line as it was found; `item` is its number, from 1."""

    item: int
    found: Found
    words: str = ""


class Prepare(Deed, frozen=True, tag="transfer", kw_only=True):
    """The file with which somebody is handed over; nobody is asked yet."""

    visit: UUID
    to: str = ""
    body: str = ""
    kind: LeavingKind = LeavingKind.TRANSFERRED
    why: str
    destination: str
    depart_at: Moment
    arrive_at: Moment
    detail: dict[str, str] = msgspec.field(default_factory=dict)
    items: tuple[ItemLine, ...] = ()


class Step(Deed, frozen=True, tag="transfer_step", kw_only=True):
    """The next step, at either end; by `ticket` where only the paper came."""

    transfer: UUID | None = None
    kind: StepKind
    words: str = ""
    phoned: dict[str, str] = msgspec.field(default_factory=dict)
    checks: tuple[CheckLine, ...] = ()
    visit: UUID | None = None
    happened_at: Moment | None = None
    second: UUID | None = None
    more: dict[str, str] = msgspec.field(default_factory=dict)
    ticket: str = ""


class Transfers(Deed, frozen=True, tag="transfers", kw_only=True):
    """What goes out and what comes: how it stands, and what waits."""


class Look(Deed, frozen=True, tag="transfer_look", kw_only=True):
    """One with its file; that it is looked at is written down."""

    transfer: UUID


AnyTransfer = Prepare | Step | Transfers | Look
