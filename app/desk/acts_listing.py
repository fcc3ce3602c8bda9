"""The deeds about 重点甄别名单 without a window, as they stand in a line of JSON."""

from datetime import date
from uuid import UUID

import msgspec

from app.desk.acts import AnyDeed, Deed
from app.desk.acts_checks import CheckDeed
from app.desk.acts_kin import KinDeed
from app.desk.acts_letters import LetterDeed
from app.desk.acts_street import StreetDeed
from app.desk.acts_trace import TraceDeed
from app.desk.acts_transfer import AnyTransfer
from app.domain.blacklist import Fact, ProofKind, Served, StepKind


class ProofLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One piece of evidence: its kind, and which paper, record or search it is."""

    kind: ProofKind
    source: str


class Lead(Deed, frozen=True, tag="listing_lead", kw_only=True):
    """What was found about somebody; nothing follows from it by itself."""

    person: UUID
    fact: Fact
    happened_on: date
    words: str
    proofs: tuple[ProofLine, ...]


class TakeStep(Deed, frozen=True, tag="listing_step", kw_only=True):
    """The next step of a listing; what does not belong to its kind stays away."""

    listing: UUID
    kind: StepKind
    words: str
    served: Served | None = None
    proof: str = ""
    capacity: bool = False
    until: date | None = None
    fact: Fact | None = None


class AskStation(Deed, frozen=True, tag="listing_ask", kw_only=True):
    """Ask another station to approve."""

    listing: UUID
    to: str
    words: str = ""


class AskedOf(Deed, frozen=True, tag="listing_asked", kw_only=True):
    """What other stations ask this one to decide (leader)."""


class Decide(Deed, frozen=True, tag="listing_decide", kw_only=True):
    """The decision that another station asked for (leader)."""

    review: UUID
    approves: bool
    words: str
    until: date | None = None


class Listings(Deed, frozen=True, tag="listings", kw_only=True):
    """Every listing of the station: where it stands, and what the centre said of it."""


class ListedHere(Deed, frozen=True, tag="listed", kw_only=True):
    """What this desk would show of a person, and whether its list may be out of date."""

    person: UUID


ListingDeed = Lead | TakeStep | AskStation | AskedOf | Decide | Listings | ListedHere
EveryDeed = (
    AnyDeed | CheckDeed | KinDeed | LetterDeed | StreetDeed | AnyTransfer | TraceDeed | ListingDeed
)
"""All that a line may say."""
