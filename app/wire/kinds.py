"""Every kind of record that is written, journalled and (later) travels."""

from dataclasses import fields

from app.domain.adverse import AdverseAnswer, AdverseOpinion, AdverseProposal, AdverseReceipt
from app.domain.bed import BedStay
from app.domain.belonging_photo import BelongingPhoto
from app.domain.belongings import Belonging
from app.domain.blacklist import Listed, Listing, Step
from app.domain.checks import ConditionAnswer, OutsideQuery
from app.domain.cold import ColdSpell
from app.domain.custody import Custody, CustodyReturn
from app.domain.erasure import ErasureWish
from app.domain.evidence import Decision, Evidence, Link
from app.domain.face import Photograph, Search, Template
from app.domain.face_sharing import FaceSharing
from app.domain.handover import Handover
from app.domain.index_card import IndexCard
from app.domain.inquiry import InquiryEntry, Sought
from app.domain.inquiry_photo import InquiryPhoto
from app.domain.kin_match import KinMatch, KinTold
from app.domain.lending import Lending
from app.domain.letter import LetterAnswer
from app.domain.listing_review import Asked, Review, Verdict
from app.domain.matter import MatterStep
from app.domain.national import NationalNumber
from app.domain.number import NumberBlock
from app.domain.outside_letter import OutsideLetter
from app.domain.person import Claim, Person
from app.domain.phrase import Phrase
from app.domain.rights import RequestAnswer, RightsRequest
from app.domain.room import Room
from app.domain.security import SecurityCheck
from app.domain.service import Service
from app.domain.signature import Signature
from app.domain.staff import Officer, Viewing
from app.domain.station import Printing, SigningKey, Station
from app.domain.stay_approval import StayAnswer, StayProposal
from app.domain.street import BroughtIn, Encounter, StreetRound
from app.domain.trace import TraceEntry
from app.domain.transfer import Transfer, TransferStep, TransferTold
from app.domain.visit import Consent, Leaving, Reopening, Visit
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent

KINDS: dict[str, type] = {
    "station": Station,
    "officer": Officer,
    "signing_key": SigningKey,
    "number_block": NumberBlock,
    "person": Person,
    "claim": Claim,
    "visit": Visit,
    "leaving": Leaving,
    "reopening": Reopening,
    "consent": Consent,
    "belonging": Belonging,
    "custody": Custody,
    "custody_return": CustodyReturn,
    "security_check": SecurityCheck,
    "belonging_photo": BelongingPhoto,
    "photograph": Photograph,
    "template": Template,
    "evidence": Evidence,
    "decision": Decision,
    "link": Link,
    "voucher": Voucher,
    "voucher_event": VoucherEvent,
    "room": Room,
    "bed_stay": BedStay,
    "handover": Handover,
    "search": Search,
    "viewing": Viewing,
    "printing": Printing,
    "phrase": Phrase,
    "signature": Signature,
    "index_card": IndexCard,
    "letter_answer": LetterAnswer,
    "erasure_wish": ErasureWish,
    "lending": Lending,
    "face_sharing": FaceSharing,
    "adverse_proposal": AdverseProposal,
    "adverse_opinion": AdverseOpinion,
    "adverse_answer": AdverseAnswer,
    "adverse_receipt": AdverseReceipt,
    "rights_request": RightsRequest,
    "request_answer": RequestAnswer,
    "listing": Listing,
    "listing_step": Step,
    "listed": Listed,
    "listing_asked": Asked,
    "listing_verdict": Verdict,
    "listing_review": Review,
    "matter_step": MatterStep,
    "service": Service,
    "cold_spell": ColdSpell,
    "street_round": StreetRound,
    "encounter": Encounter,
    "brought_in": BroughtIn,
    "outside_letter": OutsideLetter,
    "transfer": Transfer,
    "transfer_step": TransferStep,
    "transfer_told": TransferTold,
    "inquiry_entry": InquiryEntry,
    "inquiry_photo": InquiryPhoto,
    "sought": Sought,
    "kin_match": KinMatch,
    "kin_told": KinTold,
    "trace_entry": TraceEntry,
    "national_number": NationalNumber,
    "condition_answer": ConditionAnswer,
    "outside_query": OutsideQuery,
    "stay_proposal": StayProposal,
    "stay_answer": StayAnswer,
}
KIND_OF = {record: kind for kind, record in KINDS.items()}
FIELDS = {kind: tuple(f.name for f in fields(record)) for kind, record in KINDS.items()}


# Facts are append-only: the register refuses to change a row of these kinds.
FACTS = frozenset(
    {"claim", "visit", "leaving", "consent", "belonging", "photograph", "template", "evidence"}
    | {"decision", "search", "viewing", "printing", "signing_key", "reopening", "signature"}
    | {"letter_answer", "erasure_wish", "lending", "face_sharing"}
    | {"adverse_proposal", "adverse_opinion", "adverse_answer", "adverse_receipt"}
    | {"rights_request", "request_answer", "bed_stay", "handover"}
    | {"listing", "listing_step", "listing_asked", "listing_verdict", "voucher_event"}
    | {"custody", "custody_return", "security_check", "belonging_photo"}
    | {"street_round", "encounter", "brought_in"}
    | {"matter_step", "service", "cold_spell", "outside_letter"}
    | {"transfer", "transfer_step"}
    | {"national_number", "inquiry_entry", "inquiry_photo", "kin_match"}
    | {"trace_entry"}
    | {"condition_answer", "outside_query", "stay_proposal", "stay_answer"}
)
EDITED = frozenset(KINDS) - FACTS
DECIDED = frozenset(
    {"index_card", "lending", "face_sharing", "listed", "listing_review", "transfer_told"}
    | {"sought", "kin_told"}
)
"""Only the centre makes these: a device that sends one is refused."""

CHANGES = {
    "voucher": frozenset({"state", "void_reason"}),
    "person": frozenset({"sealed"}),
    "link": frozenset({"undone_by"}),
}
"""Of these edited kinds nothing else is ever changed: the rest was printed, or was decided."""

FILLED_LATER = {
    "visit": frozenset({"way", "brought_by", "reason", "found_at", "story", "checks", "conditions"})
    | {"detail"}
}
"""Fields of a fact that an emergency leaves open: they may grow once, what stands there stays."""
