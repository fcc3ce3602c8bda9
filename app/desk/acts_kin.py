"""The deeds about 寻人登记 and 寻亲比对 without a window, as they stand in a line of JSON."""

from datetime import date
from uuid import UUID

import msgspec

from app.desk.acts import Deed
from app.domain.inquiry import Channel, Checked, Closed
from app.domain.inquiry_photo import Back, Use
from app.domain.kin_match import KinStep
from app.domain.person import Source


class OpenInquiry(Deed, frozen=True, tag="inquiry", kw_only=True):
    """Somebody looks: `inquirer` name, relation, phone, document, address; `sought` by field."""

    channel: Channel
    inquirer: dict[str, str]
    sought: dict[str, str]
    source: Source = Source.KIN
    on: date | None = None
    words: str = ""


class Describe(Deed, frozen=True, tag="inquiry_said", kw_only=True):
    """What is said of the person looked for; an empty value takes a field back."""

    inquiry: UUID
    sought: dict[str, str]
    source: Source = Source.KIN
    on: date | None = None


class CheckInquirer(Deed, frozen=True, tag="inquiry_checked", kw_only=True):
    """Whoever looks was checked."""

    inquiry: UUID
    result: Checked
    how: list[str] = msgspec.field(default_factory=list)
    on: date | None = None
    words: str = ""


class NoteContact(Deed, frozen=True, tag="inquiry_contact", kw_only=True):
    """With whom one spoke."""

    inquiry: UUID
    whom: str
    words: str
    on: date | None = None


class KeepFamilyPhoto(Deed, frozen=True, tag="inquiry_photo", kw_only=True):
    """A photograph of who is looked for: `photo` is a file, never enrolled; who gave it, how they
    agreed, on which day, for what, and the year it was taken in, where that is known."""

    inquiry: UUID
    photo: str
    whom: str
    how: str
    on: date
    use: Use = Use.LOOK
    year: str = ""
    words: str = ""


class TakeFamilyPhotoBack(Deed, frozen=True, tag="inquiry_photo_back", kw_only=True):
    """The newest photograph goes everywhere, or the one of a consent: withdrawn, or of somebody
    else."""

    inquiry: UUID
    reason: str
    why: Back = Back.WITHDRAWN
    consent: UUID | None = None


class CloseInquiry(Deed, frozen=True, tag="inquiry_closed", kw_only=True):
    """Nobody is looked for any more."""

    inquiry: UUID
    result: Closed
    words: str = ""


class TakeBackInquiry(Deed, frozen=True, tag="inquiry_take_back", kw_only=True):
    """An entry was wrong."""

    entry: UUID
    reason: str


class Compare(Deed, frozen=True, tag="kin_compare", kw_only=True):
    """Everything that came since is compared now."""


class Pairs(Deed, frozen=True, tag="kin", kw_only=True):
    """The pairs there are, with what speaks for and against."""


class StepKin(Deed, frozen=True, tag="kin_step", kw_only=True):
    """One step about a pair."""

    pair: UUID
    step: KinStep
    how: list[str] = msgspec.field(default_factory=list)
    whom: str = ""
    second: UUID | None = None
    on: date | None = None
    cost: str = ""
    words: str = ""
    undoes: UUID | None = None


KinDeed = (
    OpenInquiry | Describe | CheckInquirer | NoteContact | CloseInquiry | TakeBackInquiry
    | KeepFamilyPhoto | TakeFamilyPhotoBack | Compare | Pairs | StepKin
)  # fmt: skip
