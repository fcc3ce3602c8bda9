"""The deeds that can be done without a window, as they stand in a line of JSON."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Basis
from app.domain.person import ClaimKind, Source
from app.domain.staff import Role
from app.domain.visit import About, Answer, ArrivalWay, LeavingKind

Moment = Annotated[datetime, Meta(tz=True)]


class Deed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", kw_only=True):
    """One line. `at` is the time of the deed (aware ISO 8601); now, where it is not said."""

    at: Moment | None = None


class SetUp(Deed, frozen=True, tag="set_up", kw_only=True):
    """A new register with its station and administrator."""

    code: str
    name: str
    phone: str = ""
    address: str = ""
    complaint_phone: str = ""
    account: str = ""
    login: str
    officer: str
    password: str


class LogIn(Deed, frozen=True, tag="login", kw_only=True):
    """Comes before everything else; by the clock, whatever `at` says."""

    login: str
    password: str


class LogOut(Deed, frozen=True, tag="logout", kw_only=True):
    """Closes the register; another login may follow."""


class AddOfficer(Deed, frozen=True, tag="officer", kw_only=True):
    """A new officer (administrator)."""

    login: str
    name: str
    role: Role
    password: str


class ClaimLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field of the form."""

    kind: ClaimKind
    value: Annotated[str, Meta(max_length=2000)]
    source: Source = Source.SAID
    verified: bool = False
    detail: dict[str, str] = {}


class ConsentLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer."""

    about: About
    answer: Answer
    how: str = ""


class ItemLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One belonging."""

    item: str
    features: str = ""
    quantity: Annotated[int, Meta(ge=1, le=10_000)] = 1
    kept: bool = False


class JudgeLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An answer about a candidate: `other` is the candidate's person."""

    other: UUID
    answer: Sameness
    reason: str = ""
    why: tuple[EvidenceKind, ...] = ()


class Arrive(Deed, frozen=True, tag="arrive", kw_only=True):
    """Somebody arrives. `photos` are picture files; every field may stay empty."""

    way: ArrivalWay = ArrivalWay.UNKNOWN
    arrived_at: Moment | None = None
    brought_by: str = ""
    reason: str = ""
    found_at: str = ""
    story: str = ""
    checks: dict[str, str] = {}
    conditions: dict[str, str] = {}
    detail: dict[str, str] = {}
    name: Annotated[str, Meta(max_length=200)] = ""
    sex: str = ""
    birth: Annotated[str, Meta(max_length=40)] = ""
    document: Annotated[str, Meta(max_length=100)] = ""
    claims: tuple[ClaimLine, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    photos: tuple[str, ...] = ()
    belongings: tuple[ItemLine, ...] = ()
    judged: tuple[JudgeLine, ...] = ()
    basis: Basis | None = None


class Look(Deed, frozen=True, tag="look", kw_only=True):
    """Candidates for a picture, a document number, or a name and birth; enters the ledger."""

    photo: str = ""
    document: str = ""
    name: str = ""
    birth: str = ""
    why: str


class Find(Deed, frozen=True, tag="find", kw_only=True):
    """Find as you type."""

    typed: str
    limit: Annotated[int, Meta(ge=1, le=500)] = 12


class View(Deed, frozen=True, tag="view", kw_only=True):
    """A person's file; the purpose goes to the log."""

    person: UUID
    purpose: str


class Judge(Deed, frozen=True, tag="judge", kw_only=True):
    """Same, not the same, cannot tell."""

    one: UUID
    other: UUID
    answer: Sameness
    reason: str


class Undo(Deed, frozen=True, tag="undo", kw_only=True):
    """Take a link back."""

    link: UUID
    reason: str


class Issue(Deed, frozen=True, tag="voucher", kw_only=True):
    """A return-travel voucher for a visit."""

    visit: UUID
    from_place: str
    to_place: str
    depart_on: date
    valid_until: date | None = None
    train: str = ""
    seat: str = ""
    fare: Decimal | None = None
    direct: bool = True
    transfer_place: str = ""
    transfer_relief: str = ""
    note: str = ""


class Void(Deed, frozen=True, tag="void", kw_only=True):
    """Withdraw a voucher."""

    voucher: UUID
    reason: str


class Leave(Deed, frozen=True, tag="leave", kw_only=True):
    """End a visit."""

    visit: UUID
    kind: LeavingKind
    destination: str = ""
    note: str = ""


class TakeBack(Deed, frozen=True, tag="take_back_leaving", kw_only=True):
    """A leaving was a mistake."""

    leaving: UUID
    reason: str


class Print(Deed, frozen=True, tag="print", kw_only=True):
    """A paper as a PDF file: registration or notice of a visit, or a voucher."""

    form: str
    subject: UUID
    to: str


class Inside(Deed, frozen=True, tag="in_station", kw_only=True):
    """Who is in the station."""


class Verify(Deed, frozen=True, tag="verify", kw_only=True):
    """Prove the whole journal."""


class Join(Deed, frozen=True, tag="join", kw_only=True):
    """From now on this desk speaks to a centre (administrator)."""

    url: str
    code: str
    name: str = ""


class Sync(Deed, frozen=True, tag="sync", kw_only=True):
    """Send what waits and hear what there is, until nothing is left."""


class Snapshot(Deed, frozen=True, tag="snapshot", kw_only=True):
    """Begin with what the centre holds as a snapshot, over the line or from a `file` on a stick."""

    file: str = ""


class Check(Deed, frozen=True, tag="check", kw_only=True):
    """Hold what is here against the centre, and fetch again what differs."""


class Letters(Deed, frozen=True, tag="letters", kw_only=True):
    """What the centre had to say: conflicts, refusals, numbers given twice."""


AnyDeed = (
    SetUp
    | LogIn
    | LogOut
    | AddOfficer
    | Arrive
    | Look
    | Find
    | View
    | Judge
    | Undo
    | Issue
    | Void
    | Leave
    | TakeBack
    | Print
    | Inside
    | Verify
    | Join
    | Sync
    | Snapshot
    | Check
    | Letters
)
