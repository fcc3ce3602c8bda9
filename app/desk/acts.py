"""The deeds that can be done without a window, as they stand in a line of JSON."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from app.desk.bundle import Scope as Whose
from app.domain.adverse import AdverseGround, AdverseKind, EmergencyHelp, Received
from app.domain.adverse import Answered as AdverseAnswered
from app.domain.erasure import Ground
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Basis, Scope
from app.domain.ids import VisitId
from app.domain.person import ClaimKind, Source
from app.domain.rights import Channel, Outcome, RequestKind
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
    totp: str = ""
    new_password: str = ""
    """In place of a temporary one, at the first login."""


class LogOut(Deed, frozen=True, tag="logout", kw_only=True):
    """Closes the register; another login may follow."""


class AddOfficer(Deed, frozen=True, tag="officer", kw_only=True):
    """A new officer (administrator)."""

    login: str
    name: str
    role: Role
    password: str


class LetIn(Deed, frozen=True, tag="let_in", kw_only=True):
    """An officer of this station gets a first password at this computer (administrator)."""

    login: str
    password: str


class OfferCode(Deed, frozen=True, tag="offer_code", kw_only=True):
    """A secret for one's own telephone; nothing is kept yet."""


class SetUpCode(Deed, frozen=True, tag="set_up_code", kw_only=True):
    """The telephone's code proves that it has the secret; asked at every login from now on."""

    secret: str
    totp: str


class ResetCode(Deed, frozen=True, tag="reset_code", kw_only=True):
    """Somebody lost their telephone (administrator)."""

    login: str
    reason: str


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
    scope: Scope | None = None


class ItemLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One belonging."""

    item: str
    features: str = ""
    quantity: Annotated[int, Meta(ge=1, le=9_999)] = 1
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
    encounter: UUID | None = None
    """Where they were met in the street: what is not said here stands as it was known there."""
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
    scope: Scope | None = None


class Look(Deed, frozen=True, tag="look", kw_only=True):
    """Candidates for a picture, a document number, or a name and birth; enters the ledger."""

    photo: str = ""
    document: str = ""
    name: str = ""
    birth: str = ""
    why: str


class AskCentre(Deed, frozen=True, tag="ask_centre", kw_only=True):
    """The same with a photograph, compared at the centre as well where its mode is `ask`. What the
    person answered is said as in `arrive`; urgent needs (`checks`) come first."""

    photo: str
    checks: dict[str, str] = {}
    consents: tuple[ConsentLine, ...] = ()
    basis: Basis | None = None
    scope: Scope | None = None
    birth: Annotated[str, Meta(max_length=40)] = ""
    why: str


class Answered(Deed, frozen=True, tag="consent", kw_only=True):
    """A later answer of a person on file: withdrawn, or only so far."""

    visit: UUID
    about: About
    answer: Answer
    scope: Scope | None = None
    how: str = ""


class Sharing(Deed, frozen=True, tag="face_sharing", kw_only=True):
    """How faces are shared between stations, by whom decided, and what is here of others."""


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


class Second(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody else who agrees, with their own password."""

    login: str
    password: str


class Agrees(Second, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A second person for a voucher of somebody on the list, and how they are seen to."""

    escort: str
    escort_by: str = ""
    counselling: str
    words: str = ""


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
    agreed: Agrees | None = None


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
    left_at: Moment | None = None
    second: UUID | None = None
    fare: Decimal | None = None
    detail: dict[str, str] = {}


class TakeBack(Deed, frozen=True, tag="take_back_leaving", kw_only=True):
    """A leaving was a mistake."""

    leaving: UUID
    reason: str


class Propose(Deed, frozen=True, tag="adverse_propose", kw_only=True):
    """Help is to be refused or ended; nothing follows until a leader agrees."""

    visit: UUID
    kind: AdverseKind
    ground: AdverseGround
    facts: str
    help: tuple[EmergencyHelp, ...]
    help_words: str = ""
    channels: str = ""
    corrects: UUID | None = None


class Hear(Deed, frozen=True, tag="adverse_hear", kw_only=True):
    """What the person says to a proposal; or `silent` before two witnesses."""

    proposal: UUID
    words: str = ""
    silent: bool = False
    witnesses: tuple[str, ...] = ()


class AnswerProposal(Deed, frozen=True, tag="adverse_answer", kw_only=True):
    """Another officer answers (leader)."""

    proposal: UUID
    answer: AdverseAnswered
    reason: str = ""


class Receive(Deed, frozen=True, tag="adverse_receive", kw_only=True):
    """The notice was handed over."""

    proposal: UUID
    how: Received
    witnesses: tuple[str, ...] = ()


class Print(Deed, frozen=True, tag="print", kw_only=True):
    """A paper as a PDF file: registration or notice of a visit, a voucher, a paper of a leaving, a
    notice agreed to, the answer to a request, the disclosure of a person whose file was opened
    (`view`), or a paper of a listing: its notice by the listing, an objection or a decision by its
    step."""

    form: str
    subject: UUID
    to: str


class PrintAll(Deed, frozen=True, tag="print_all", kw_only=True):
    """整卷打印 into a folder: what is due of a visit, of everybody who left today or is here;
    `again`: also what has been printed."""

    scope: Whose = Whose.VISIT
    visit: VisitId | None = None
    to: str
    again: bool = False


class Inside(Deed, frozen=True, tag="in_station", kw_only=True):
    """Who is in the station."""


class Verify(Deed, frozen=True, tag="verify", kw_only=True):
    """Prove the whole journal."""


class Erase(Deed, frozen=True, tag="erase", kw_only=True):
    """A person is to be erased (leader and a second person)."""

    person: UUID
    ground: Ground
    reason: str
    second: Second


class EraseInquiry(Deed, frozen=True, tag="inquiry_erase", kw_only=True):
    """A closed inquiry is to be erased (leader and a second person)."""

    inquiry: UUID
    ground: Ground
    reason: str
    second: Second


class InquiriesOver(Deed, frozen=True, tag="inquiries_over", kw_only=True):
    """Inquiries that need not be kept any longer."""


class Withdraw(Deed, frozen=True, tag="withdraw", kw_only=True):
    """A person withdraws the consent to face recognition."""

    person: UUID
    how: str = ""
    channel: Channel = Channel.SPOKEN


class PeriodOver(Deed, frozen=True, tag="period_over", kw_only=True):
    """Whose file need not be kept any longer (leader)."""

    limit: Annotated[int, Meta(ge=1, le=1000)] = 200


class Join(Deed, frozen=True, tag="join", kw_only=True):
    """From now on this desk speaks to a centre (administrator)."""

    url: str
    code: str
    name: str = ""


class Sync(Deed, frozen=True, tag="sync", kw_only=True):
    """Send what waits and hear what there is, until nothing is left."""


class Seek(Deed, frozen=True, tag="search", kw_only=True):
    """Index cards of every other station, by name or document number; written down there."""

    name: Annotated[str, Meta(max_length=200)] = ""
    document: Annotated[str, Meta(max_length=100)] = ""
    purpose: Annotated[str, Meta(max_length=200)]


class Invite(Deed, frozen=True, tag="invite", kw_only=True):
    """A code for the next desk of this station (administrator)."""


class Lease(Deed, frozen=True, tag="permit", kw_only=True):
    """What one's own permit says."""


class Snapshot(Deed, frozen=True, tag="snapshot", kw_only=True):
    """Begin with what the centre holds as a snapshot, over the line or from a `file` on a stick."""

    file: str = ""


class Check(Deed, frozen=True, tag="check", kw_only=True):
    """Hold what is here against the centre, and fetch again what differs."""


class Letters(Deed, frozen=True, tag="letters", kw_only=True):
    """What the centre had to say: conflicts, refusals, numbers given twice."""


class AskFile(Deed, frozen=True, tag="file", kw_only=True):
    """The file of somebody of another station, for an open case of this one."""

    person: UUID
    visit: UUID
    purpose: str
    words: str = ""


class BreakGlass(Deed, frozen=True, tag="break_glass", kw_only=True):
    """The same where the rules say no; a second officer proves who they are."""

    person: UUID | None = None
    document: str = ""
    purpose: str
    reason: str
    second: str
    second_password: str


class ReadLent(Deed, frozen=True, tag="lent", kw_only=True):
    """A file on loan that is here; also without a network."""

    person: UUID


class DutyContact(Deed, frozen=True, tag="contact", kw_only=True):
    """Whom to call about exactly this document."""

    document: str


class Protect(Deed, frozen=True, tag="protect", kw_only=True):
    """Seal somebody (leader)."""

    person: UUID
    reason: str


class Unprotect(Deed, frozen=True, tag="unprotect", kw_only=True):
    """Seal somebody no longer (leader)."""

    person: UUID
    reason: str


class AnswerLetter(Deed, frozen=True, tag="answer", kw_only=True):
    """Settle a letter; an alarm needs words."""

    letter: UUID
    how: str = "seen"
    words: str = ""


class Ask(Deed, frozen=True, tag="request", kw_only=True):
    """A person asks about their own data; `against`: the login of the officer complained about."""

    person: UUID
    kind: RequestKind
    words: str
    channel: Channel = Channel.SPOKEN
    against: str = ""
    received_on: date | None = None


class AnswerRequest(Deed, frozen=True, tag="answer_request", kw_only=True):
    """A leader answers it, with a reason."""

    request: UUID
    outcome: Outcome
    reason: str


class Requests(Deed, frozen=True, tag="requests", kw_only=True):
    """What the station has still to answer, overdue first (leader)."""


AnyDeed = (
    SetUp
    | LogIn
    | LogOut
    | AddOfficer
    | LetIn
    | OfferCode
    | SetUpCode
    | ResetCode
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
    | Propose
    | Hear
    | AnswerProposal
    | Receive
    | Print
    | PrintAll
    | Inside
    | Erase
    | EraseInquiry
    | InquiriesOver
    | Withdraw
    | PeriodOver
    | Verify
    | Join
    | Sync
    | Seek
    | Invite
    | Lease
    | Snapshot
    | Check
    | Letters
    | AskFile
    | BreakGlass
    | ReadLent
    | DutyContact
    | Protect
    | Unprotect
    | AnswerLetter
    | AskCentre
    | Answered
    | Sharing
    | Ask
    | AnswerRequest
    | Requests
)
