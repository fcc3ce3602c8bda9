"""Every table, tagged with where it lives: at the desk, at the centre, or at both."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    literal_column,
    text,
)
from sqlalchemy import Text as Words
from sqlalchemy.sql.type_api import TypeEngine

from app.store.types import Day, Id, Json, Money, UtcTime

BOTH = frozenset({"desk", "centre"})
DESK = frozenset({"desk"})
CENTRE = frozenset({"centre"})

_FIRST = f"'\\x{'00' * 32}'"
"""Where a running hash begins, as PostgreSQL writes it."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _words(name: str) -> Column[str]:
    return Column(name, Words, nullable=False, server_default="")


def _needed(name: str, kind: "TypeEngine[Any] | type[TypeEngine[Any]]") -> Column[Any]:
    return Column(name, kind, nullable=False)


def _record(kind: str, *columns: "Column[Any] | Index") -> Table:
    """A record table: its columns, the version of every field, and unknown fields kept."""
    return Table(
        kind,
        metadata,
        Column("id", Id, primary_key=True),
        *columns,
        Column("versions", Json, nullable=False),
        Column("extra", Json, nullable=False, server_default="{}"),
        info={"at": BOTH},
    )


station = _record(
    "station",
    _words("code"), _words("name"), _words("phone"), _words("address"),
    _words("complaint_phone"), _words("account"), _words("term"), _needed("created_at", UtcTime),
    _words("bed_rule"),
)  # fmt: skip
officer = _record(
    "officer",
    _words("login"), _words("name"), _words("role"), _needed("active", Boolean), _words("sex"),
    _needed("created_at", UtcTime),
    Index("ix_officer_login", "login"),
)  # fmt: skip
signing_key = _record(
    "signing_key",
    _words("key_id"), _needed("public_key", LargeBinary), _words("station"),
    _needed("since", UtcTime),
)  # fmt: skip
number_block = _record(
    "number_block",
    _words("kind"), _words("station"), _words("device"), _needed("first", Integer),
    _needed("last", Integer), _needed("following", Integer), _needed("granted_at", UtcTime),
    Index("ix_number_block_kind_device_first", "kind", "device", "first"),
)  # fmt: skip
person = _record(
    "person", _words("station"), _needed("created_at", UtcTime), _needed("sealed", Boolean)
)
claim = _record(
    "claim",
    _needed("person", Id), Column("visit", Id), _words("kind"), _words("value"),
    _needed("detail", Json), _words("source"), _needed("verified", Boolean),
    _needed("at", UtcTime), _needed("officer", Id), Column("supersedes", Id),
    Index("ix_claim_person", "person"), Index("ix_claim_kind_value", "kind", "value"),
)  # fmt: skip
visit = _record(
    "visit",
    _needed("person", Id), _needed("station", Id), _words("case_number"),
    _needed("arrived_at", UtcTime), _words("way"), _words("brought_by"), _words("reason"),
    _words("found_at"), _words("story"), _needed("checks", Json),
    _needed("conditions", Json), Column("detail", Json, nullable=False, server_default="{}"),
    _needed("officer", Id),
    _needed("registered_at", UtcTime), Column("supersedes", Id),
    Index("ix_visit_person", "person"), Index("ix_visit_arrived_at", "arrived_at"),
    Index("ix_visit_case_number", "case_number"), Index("ix_visit_supersedes", "supersedes"),
)  # fmt: skip
leaving = _record(
    "leaving",
    _needed("visit", Id), _needed("person", Id), _needed("at", UtcTime), _words("kind"),
    _words("destination"), Column("voucher", Id), _words("note"), Column("second", Id),
    Column("fare", Money), Column("detail", Json, nullable=False, server_default="{}"),
    _needed("officer", Id), Index("ix_leaving_visit", "visit"), Index("ix_leaving_at", "at"),
)  # fmt: skip
reopening = _record(
    "reopening",
    _needed("leaving", Id), _needed("visit", Id), _needed("person", Id), _needed("at", UtcTime),
    _words("reason"), _needed("officer", Id),
    Index("ix_reopening_leaving", "leaving", unique=True),
    Index("ix_reopening_visit", "visit"), Index("ix_reopening_person", "person"),
)  # fmt: skip
consent = _record(
    "consent",
    _needed("person", Id), _needed("visit", Id), _words("about"), _words("answer"),
    _words("how"), Column("scope", Words), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_consent_person", "person"),
)  # fmt: skip
belonging = _record(
    "belonging",
    _needed("visit", Id), _words("item"), _words("features"), _needed("quantity", Integer),
    _needed("kept", Boolean), Column("kind", Words, nullable=False, server_default="item"),
    _words("number"), Column("worth", Money), Column("disposal", Words), Column("supersedes", Id),
    _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_belonging_visit", "visit"),
)  # fmt: skip
custody = _record(
    "custody",
    _needed("person", Id), _needed("visit", Id), _words("bag"), _words("seal"), _words("locker"),
    _needed("items", Json), _words("how"), _words("witness"), _needed("second", Id),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_custody_person", "person"), Index("ix_custody_visit", "visit"),
    Index("ix_custody_bag", "bag"),
)  # fmt: skip
custody_return = _record(
    "custody_return",
    _needed("person", Id), _needed("visit", Id), _needed("items", Json), _needed("missing", Json),
    _words("explanation"), _words("receiver"), _words("how"), _words("witness"),
    _needed("second", Id), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_custody_return_person", "person"), Index("ix_custody_return_visit", "visit"),
)  # fmt: skip
security_check = _record(
    "security_check",
    _needed("person", Id), _needed("visit", Id), _needed("second", Id), _words("words"),
    _words("doubt"), Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_security_check_person", "person"), Index("ix_security_check_visit", "visit"),
)  # fmt: skip
belonging_photo = _record(
    "belonging_photo",
    _needed("person", Id), _needed("visit", Id), Column("belonging", Id), Column("bag", Id),
    _words("picture"), _needed("width", Integer), _needed("height", Integer),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_belonging_photo_person", "person"), Index("ix_belonging_photo_visit", "visit"),
    Index("ix_belonging_photo_picture", "picture"),
)  # fmt: skip
street_round = _record(
    "street_round",
    _needed("round", Id), _words("station"), _needed("second", Id), _words("area"),
    _needed("began_at", UtcTime), Column("ended_at", UtcTime), _words("weather"),
    Column("low", Integer), _words("words"), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_street_round_round", "round"), Index("ix_street_round_began_at", "began_at"),
)  # fmt: skip
encounter = _record(
    "encounter",
    _needed("met", Id), _needed("stranger", Id), Column("round", Id), Column("person", Id),
    _words("station"), _needed("met_at", UtcTime), _words("place"), _words("place_code"),
    _words("name"), _words("sex"), _words("age"), _words("look"), _words("photo"),
    _needed("width", Integer), _needed("height", Integer), Column("photo_answer", Words),
    _needed("offered", Json), _words("taken"), _words("why"), _needed("urgent", Json),
    _needed("called", Json), Column("look_at", UtcTime), _words("words"),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_encounter_met", "met"), Index("ix_encounter_stranger", "stranger"),
    Index("ix_encounter_round", "round"), Index("ix_encounter_person", "person"),
    Index("ix_encounter_met_at", "met_at"), Index("ix_encounter_look_at", "look_at"),
    Index("ix_encounter_photo", "photo"), Index("ix_encounter_supersedes", "supersedes"),
)  # fmt: skip
brought_in = _record(
    "brought_in",
    _needed("person", Id), _needed("visit", Id), _needed("encounter", Id),
    _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_brought_in_person", "person"), Index("ix_brought_in_visit", "visit"),
    Index("ix_brought_in_encounter", "encounter"),
)  # fmt: skip
photograph = _record(
    "photograph",
    _needed("person", Id), _needed("visit", Id), _words("sha256"), _needed("width", Integer),
    _needed("height", Integer), _needed("quality", Double), _needed("reasons", Json),
    _needed("taken_at", UtcTime), _needed("officer", Id),
    Index("ix_photograph_person", "person"),
)  # fmt: skip
template = _record(
    "template",
    _needed("person", Id), _needed("photo", Id), _words("engine"), _words("model_sha256"),
    _needed("dim", Integer), _words("dtype"), _words("metric"), _needed("vector", LargeBinary),
    _needed("quality", Double), _words("basis"), _words("scope"), Column("consent", Id),
    Column("lapses_at", UtcTime), _needed("made_at", UtcTime),
    Index("ix_template_person", "person"), Index("ix_template_engine_id", "engine", "id"),
    Index("ix_template_scope_id", "scope", "id"), Index("ix_template_lapses_at", "lapses_at"),
)  # fmt: skip
evidence = _record(
    "evidence",
    _needed("person", Id), Column("visit", Id), _words("kind"), _needed("detail", Json),
    _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_evidence_person", "person"),
)  # fmt: skip
decision = _record(
    "decision",
    _words("kind"), _needed("subjects", Json), _words("answer"), _words("reason"),
    _needed("evidence", Json), Column("undoes", Id), _needed("at", UtcTime),
    _needed("officer", Id),
)  # fmt: skip
link = _record(
    "link",
    _needed("one", Id), _needed("other", Id), _words("answer"), _needed("decision", Id),
    _needed("at", UtcTime), Column("undone_by", Id),
    Index("ix_link_one", "one"), Index("ix_link_other", "other"),
)  # fmt: skip
voucher = _record(
    "voucher",
    _words("serial"), _needed("station", Id), _needed("visit", Id), _needed("person", Id),
    Column("photo", Id), _words("name"), _words("sex"), _words("age"), _words("id_number"),
    _words("home"), _words("from_place"), _words("to_place"), _needed("depart_on", Day),
    _words("train"), _words("seat"), Column("fare", Money), _needed("direct", Boolean),
    _words("transfer_place"), _words("transfer_relief"), _needed("valid_until", Day),
    _words("account"), _words("note"), _needed("issued_at", UtcTime), _needed("officer", Id),
    _words("state"), _words("void_reason"),
    Index("ix_voucher_serial", "serial"), Index("ix_voucher_visit", "visit"),
    Index("ix_voucher_person", "person"),
)  # fmt: skip
voucher_event = _record(
    "voucher_event",
    _needed("voucher", Id), _needed("person", Id), _words("kind"), _needed("happened_at", UtcTime),
    _words("statement"), _words("ticket"), Column("amount", Money), _words("account"),
    _words("words"), Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_voucher_event_voucher", "voucher"), Index("ix_voucher_event_person", "person"),
)  # fmt: skip
room = _record(
    "room",
    _words("station"), _words("name"), _words("use"), _needed("beds", Integer),
    _needed("shut", Json), _words("closed"), _needed("gone", Boolean), _needed("officer", Id),
    _needed("at", UtcTime),
)  # fmt: skip
bed_stay = _record(
    "bed_stay",
    _needed("person", Id), _needed("visit", Id), Column("room", Id), _needed("bed", Integer),
    _words("need"), _words("why"), Column("lost_to", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_bed_stay_person", "person"), Index("ix_bed_stay_visit", "visit"),
    Index("ix_bed_stay_room_bed", "room", "bed"),
)  # fmt: skip
handover = _record(
    "handover",
    _words("station"), _needed("comes", Id), _needed("on_shift", Json), Column("women", Integer),
    _needed("matters", Json), _words("words"), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_handover_at", "at"),
)  # fmt: skip
search = _record(
    "search",
    _words("kind"), _needed("officer", Id), _needed("at", UtcTime), _words("why"),
    Column("visit", Id), _words("engine"), _needed("looked_through", Integer),
    _needed("shown", Json),
    Index("ix_search_visit", "visit"),
)  # fmt: skip
viewing = _record(
    "viewing",
    Column("person", Id), _needed("officer", Id), _needed("at", UtcTime), _words("purpose"),
    _words("what"),
    Index("ix_viewing_person", "person"),
)  # fmt: skip
printing = _record(
    "printing",
    _words("form"), _needed("subject", Id), _needed("copy", Integer), _needed("at", UtcTime),
    _needed("officer", Id), _words("printer"),
    Index("ix_printing_subject_form", "subject", "form"),
)  # fmt: skip
signature = _record(
    "signature",
    _needed("person", Id), _needed("visit", Id), _words("form"), _words("picture"),
    _needed("width", Integer), _needed("height", Integer), _words("content"), _words("how"),
    _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_signature_visit", "visit"), Index("ix_signature_person", "person"),
)  # fmt: skip
phrase = _record(
    "phrase",
    _words("field"), _words("words"), _needed("active", Boolean), _needed("at", UtcTime),
    _needed("officer", Id),
)  # fmt: skip
index_card = _record(
    "index_card",
    _words("station"), _words("name"), _needed("aliases", Json), _words("sex"), _words("birth"),
    _needed("documents", Json), _needed("visits", Json), _words("last_case"),
    _needed("vouchers", Json), _needed("sealed", Boolean), _needed("changed_at", UtcTime),
)  # fmt: skip
lending = _record(
    "lending",
    _needed("person", Id), _words("station"), _words("purpose"), _words("words"), _words("how"),
    _needed("at", UtcTime), _needed("until", UtcTime),
    Index("ix_lending_person", "person"),
)  # fmt: skip
face_sharing = _record(
    "face_sharing",
    _words("mode"), _words("basis"), _words("decided_by"), _needed("at", UtcTime),
    Column("reach", Words, nullable=False, server_default="province"),
)  # fmt: skip

rights_request = _record(
    "rights_request",
    _words("number"), _needed("person", Id), _words("station"), _words("kind"), _words("words"),
    _words("channel"), Column("against", Id), _needed("received_on", Day), _needed("due_on", Day),
    _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_rights_request_person", "person"), Index("ix_rights_request_due_on", "due_on"),
)  # fmt: skip
request_answer = _record(
    "request_answer",
    _needed("request", Id), _needed("person", Id), _words("outcome"), _words("reason"),
    _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_request_answer_request", "request"), Index("ix_request_answer_person", "person"),
)  # fmt: skip

letter_answer = _record(
    "letter_answer",
    _needed("letter", Id), _words("how"), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_letter_answer_letter", "letter"),
)  # fmt: skip
erasure_wish = _record(
    "erasure_wish",
    _needed("person", Id), _words("station"), _words("ground"), _words("reason"),
    _needed("approver", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_erasure_wish_person", "person"),
)  # fmt: skip
adverse_proposal = _record(
    "adverse_proposal",
    _needed("person", Id), _needed("visit", Id), _words("kind"), _words("ground"),
    _words("facts"), _needed("help", Json), _words("help_words"), _words("channels"),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_adverse_proposal_person", "person"), Index("ix_adverse_proposal_visit", "visit"),
)  # fmt: skip
adverse_opinion = _record(
    "adverse_opinion",
    _needed("person", Id), _needed("visit", Id), _needed("proposal", Id), _words("words"),
    _needed("silent", Boolean), _needed("witnesses", Json), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_adverse_opinion_person", "person"),
    Index("ix_adverse_opinion_proposal", "proposal"),
)  # fmt: skip
adverse_answer = _record(
    "adverse_answer",
    _needed("person", Id), _needed("visit", Id), _needed("proposal", Id), _words("answer"),
    _words("reason"), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_adverse_answer_person", "person"),
    Index("ix_adverse_answer_proposal", "proposal"),
)  # fmt: skip
adverse_receipt = _record(
    "adverse_receipt",
    _needed("person", Id), _needed("visit", Id), _needed("proposal", Id), _words("how"),
    _needed("witnesses", Json), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_adverse_receipt_person", "person"),
    Index("ix_adverse_receipt_proposal", "proposal"),
)  # fmt: skip

listing = _record(
    "listing",
    _needed("person", Id), _words("station"), _words("fact"), _needed("happened_on", Day),
    _words("words"), _needed("proofs", Json), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_listing_person", "person"),
)  # fmt: skip
listing_step = _record(
    "listing_step",
    _needed("listing", Id), _needed("person", Id), _words("kind"), _words("words"),
    Column("served", Words), _words("proof"),
    Column("capacity", Boolean, nullable=False, server_default=text("false")),
    Column("until", Day), Column("fact", Words), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_listing_step_listing", "listing"), Index("ix_listing_step_person", "person"),
)  # fmt: skip
listed = _record(
    "listed",
    _needed("person", Id), _words("station"), Column("fact", Words), _words("number"),
    Column("until", Day), _words("contact"), _needed("ended", Boolean),
    _needed("changed_at", UtcTime),
    Index("ix_listed_person", "person"),
)  # fmt: skip
listing_asked = _record(
    "listing_asked",
    _needed("listing", Id), _needed("person", Id), _words("station"), _words("to"),
    _words("words"), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_listing_asked_listing", "listing"), Index("ix_listing_asked_person", "person"),
)  # fmt: skip
listing_verdict = _record(
    "listing_verdict",
    _needed("asked", Id), _needed("person", Id), _needed("approves", Boolean), _words("words"),
    Column("until", Day), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_listing_verdict_asked", "asked"), Index("ix_listing_verdict_person", "person"),
)  # fmt: skip
listing_review = _record(
    "listing_review",
    _needed("listing", Id), _needed("person", Id), _words("station"), _words("to"),
    _words("number"), _words("asking"), _needed("asked_at", UtcTime), _words("words"),
    Column("case", Json), Column("approves", Boolean), _words("answer"), _words("decided_by"),
    Column("decided_at", UtcTime), Column("until", Day), _needed("changed_at", UtcTime),
    Index("ix_listing_review_listing", "listing"), Index("ix_listing_review_person", "person"),
)  # fmt: skip

matter_step = _record(
    "matter_step",
    _needed("person", Id), _needed("subject", Id), _words("matter"), _words("kind"),
    Column("done_on", Day), Column("until", Day), _words("number"), _words("whom"),
    _words("words"), Column("owner", Id), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_matter_step_person", "person"), Index("ix_matter_step_subject", "subject"),
)  # fmt: skip
service = _record(
    "service",
    _needed("person", Id), _needed("visit", Id), _words("kind"), _needed("happened_at", UtcTime),
    _needed("quantity", Integer), _words("words"), _words("partner"), Column("meets_on", Day),
    _words("outcome"), Column("cost", Money), _needed("everybody", Boolean),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_service_person", "person"), Index("ix_service_visit", "visit"),
)  # fmt: skip
cold_spell = _record(
    "cold_spell",
    _needed("first", Day), _needed("last", Day), Column("low", Integer), _words("words"),
    _needed("over", Boolean), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_cold_spell_last", "last"),
)  # fmt: skip

outside_letter = _record(
    "outside_letter",
    _needed("person", Id), _needed("visit", Id), _needed("letter", Id), _words("kind"),
    _words("step"), _words("number"), _words("to"), _words("contact"), _needed("detail", Json),
    Column("second", Id), Column("entry", Id), Column("on", Day), _words("how"), _words("whom"),
    _words("result"), _words("words"), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_outside_letter_person", "person"), Index("ix_outside_letter_visit", "visit"),
    Index("ix_outside_letter_letter", "letter"),
)  # fmt: skip
trace_entry = _record(
    "trace_entry",
    _needed("person", Id), _needed("visit", Id), _words("step"), _words("about"), _words("value"),
    _words("words"), _needed("detail", Json), _words("sound"), Column("source", Words),
    _words("whom"), Column("on", Day), Column("refers", Id), Column("supersedes", Id),
    _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_trace_entry_person", "person"), Index("ix_trace_entry_visit", "visit"),
    Index("ix_trace_entry_sound", "sound"),
)  # fmt: skip
transfer = _record(
    "transfer",
    _needed("person", Id), _needed("visit", Id), _words("station"), _words("to"), _words("body"),
    _words("kind"), _words("why"), _words("destination"), _needed("depart_at", UtcTime),
    _needed("arrive_at", UtcTime), _needed("detail", Json), _needed("items", Json),
    _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_transfer_person", "person"), Index("ix_transfer_visit", "visit"),
)  # fmt: skip
transfer_step = _record(
    "transfer_step",
    _needed("transfer", Id), _needed("person", Id), _words("station"), _words("to"),
    _words("kind"), _words("words"), _needed("phoned", Json), _needed("checks", Json),
    Column("visit", Id), _needed("leader", Boolean), _words("ticket"), _needed("knew", Json),
    _needed("happened_at", UtcTime), _needed("at", UtcTime), _needed("officer", Id),
    Index("ix_transfer_step_transfer", "transfer"), Index("ix_transfer_step_person", "person"),
)  # fmt: skip
transfer_told = _record(
    "transfer_told",
    _needed("transfer", Id), _needed("person", Id), _words("station"), _words("to"),
    _words("contact"), _needed("steps", Json), Column("case", Json), _needed("sealed", Boolean),
    _needed("until", UtcTime), _needed("changed_at", UtcTime),
    Index("ix_transfer_told_transfer", "transfer"), Index("ix_transfer_told_person", "person"),
)  # fmt: skip
inquiry_entry = _record(
    "inquiry_entry",
    _words("station"), _needed("inquiry", Id), _words("step"), _words("number"),
    _words("channel"), _words("about"), _words("value"), Column("source", Words),
    Column("on", Day), _words("whom"), _words("result"), _words("words"),
    _needed("detail", Json), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_inquiry_entry_inquiry", "inquiry"), Index("ix_inquiry_entry_value", "value"),
)  # fmt: skip
inquiry_photo = _record(
    "inquiry_photo",
    _words("station"), _needed("inquiry", Id), _needed("consent", Id), _words("picture"),
    _needed("width", Integer), _needed("height", Integer), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_inquiry_photo_inquiry", "inquiry"), Index("ix_inquiry_photo_picture", "picture"),
)  # fmt: skip
sought = _record(
    "sought",
    _words("station"), _words("number"), _needed("said", Json), _words("checked"),
    _needed("ended", Boolean), _words("contact"), _needed("changed_at", UtcTime),
)  # fmt: skip
kin_match = _record(
    "kin_match",
    _needed("pair", Id), _needed("person", Id), Column("visit", Id), _words("station"),
    _needed("inquiry", Id), _words("to"), _words("step"), _needed("clues", Json),
    _needed("chance", Double), _words("basis"), _needed("how", Json), _words("whom"),
    Column("second", Id), Column("on", Day), _words("cost"), _words("words"),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_kin_match_pair", "pair"), Index("ix_kin_match_person", "person"),
    Index("ix_kin_match_inquiry", "inquiry"), Index("ix_kin_match_at", "at"),
)  # fmt: skip
kin_told = _record(
    "kin_told",
    _needed("person", Id), _words("station"), _needed("inquiry", Id), _words("to"),
    _words("state"), _needed("ended", Boolean), _words("contact"), _needed("since", UtcTime),
    _needed("changed_at", UtcTime),
    Index("ix_kin_told_person", "person"), Index("ix_kin_told_inquiry", "inquiry"),
    Index("ix_kin_told_to", "to"),
)  # fmt: skip
national_number = _record(
    "national_number",
    _needed("person", Id), _needed("visit", Id), _words("number"), _words("source"),
    _words("words"), Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_national_number_person", "person"), Index("ix_national_number_visit", "visit"),
    Index("ix_national_number_number", "number"),
    Index("ix_national_number_supersedes", "supersedes"),
)  # fmt: skip
condition_answer = _record(
    "condition_answer",
    _needed("person", Id), _needed("visit", Id), _words("condition"), _words("answer"),
    _words("words"), Column("source", Words), _words("told_by"), _needed("seen_at", UtcTime),
    Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_condition_answer_person", "person"), Index("ix_condition_answer_visit", "visit"),
)  # fmt: skip
outside_query = _record(
    "outside_query",
    _needed("person", Id), _needed("visit", Id), _words("source"), _words("whom"),
    _words("purpose"), _words("asked"), _needed("asked_at", UtcTime), _needed("asked_by", Id),
    _words("outcome"), _words("result"), _words("candidates"), Column("decision", Words),
    _words("reason"), _words("notes"), Column("supersedes", Id), _needed("officer", Id),
    _needed("at", UtcTime),
    Index("ix_outside_query_person", "person"), Index("ix_outside_query_visit", "visit"),
)  # fmt: skip
stay_proposal = _record(
    "stay_proposal",
    _needed("person", Id), _needed("visit", Id), _words("facts"), _needed("special", Json),
    _words("special_words"), _words("room"), _needed("services", Json), _words("service_words"),
    _words("opinion"), Column("supersedes", Id), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_stay_proposal_person", "person"), Index("ix_stay_proposal_visit", "visit"),
)  # fmt: skip
stay_answer = _record(
    "stay_answer",
    _needed("person", Id), _needed("visit", Id), _needed("proposal", Id), _words("answer"),
    _words("reason"), _needed("officer", Id), _needed("at", UtcTime),
    Index("ix_stay_answer_person", "person"), Index("ix_stay_answer_visit", "visit"),
    Index("ix_stay_answer_proposal", "proposal"),
)  # fmt: skip

TABLES = {table.name: table for table in metadata.sorted_tables}
"""kind -> record table; the tables below are no records."""

journal = Table(
    "journal",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    _needed("device", Id),
    _needed("incarnation", Id),
    _needed("group", Id),
    _words("kind"),
    _needed("record", Id),
    _needed("hlc", BigInteger),
    _needed("officer", Id),
    _needed("schema", Integer),
    # Both are nulled together when the payload is erased; the chain then still holds.
    Column("payload", LargeBinary),
    Column("salt", LargeBinary),
    _needed("commitment", LargeBinary),
    _needed("previous", LargeBinary),
    _needed("hash", LargeBinary),
    Index("ix_journal_record", "record"),
    sqlite_autoincrement=True,
    info={"at": DESK},
)
device = Table(
    "device",
    metadata,
    Column("id", Id, primary_key=True),
    _needed("incarnation", Id),
    _needed("since", UtcTime),
    info={"at": DESK},
)
draft = Table(
    "draft",
    metadata,
    Column("id", Id, primary_key=True),
    _needed("officer", Id),
    _needed("saved_at", UtcTime),
    _needed("content", LargeBinary),
    Column("form", Words, nullable=False, server_default="intake"),
    info={"at": DESK},
)
find_doc = Table(
    "find_doc",
    metadata,
    # Recency is the document number: a visit moves the person to a new one.
    Column("doc", Integer, primary_key=True, autoincrement=True),
    _needed("person", Id),
    Index("ix_find_doc_person", "person", unique=True),
    sqlite_autoincrement=True,
    info={"at": DESK},
)
owed = Table(
    "owed",
    metadata,
    # People who came from the centre and are not in the search index yet, or not as they are now.
    Column("person", Id, primary_key=True),
    info={"at": DESK},
)
inside = Table(
    "inside",
    metadata,
    # Visits that have neither end nor correction: found without looking through all of them.
    Column("visit", Id, primary_key=True),
    _needed("arrived_at", UtcTime),
    info={"at": DESK},
)
owing = Table(
    "owing",
    metadata,
    # Matters that were opened and not done since: found without looking through all of them.
    Column("step", Id, primary_key=True),
    info={"at": DESK},
)
kin_compared = Table(
    "kin_compared",
    metadata,
    # How far people and inquiries were held against each other here: what is new is compared, also
    # after a restart. One row for every inquiry of the network, and two for how far the rows go.
    Column("subject", Id, primary_key=True),
    _words("basis"),
    info={"at": DESK},
)
line = Table(
    "line",
    metadata,
    # One row: where the centre is, and as whom this desk speaks to it.
    Column("id", Integer, primary_key=True),
    _words("url"),
    _words("authority"),
    _needed("device_key", LargeBinary),
    _needed("network_key", LargeBinary),
    _words("station"),
    _needed("enrolled_at", UtcTime),
    Column("sent", Integer, nullable=False, server_default="0"),
    Column("seen_hlc", BigInteger, nullable=False, server_default="0"),
    Column("behind_ms", BigInteger, nullable=False, server_default="0"),
    # With what the centre signs, and what opens the sticks that it writes for this station.
    Column("centre_key", LargeBinary),
    Column("stick_key", LargeBinary),
    info={"at": DESK},
)
cursor = Table(
    "cursor",
    metadata,
    Column("stream", Words, primary_key=True),
    _needed("seq", BigInteger),
    _needed("at", UtcTime),
    # When its rows were last held against the centre's, and how many had to be fetched again.
    Column("compared_at", UtcTime),
    Column("mended", Integer, nullable=False, server_default="0"),
    info={"at": DESK},
)
loading = Table(
    "loading",
    metadata,
    # A stream whose snapshot is being taken in: which one, and how many chunks and rows are here.
    Column("stream", Words, primary_key=True),
    Column("snapshot", Id),
    Column("seq", BigInteger, nullable=False, server_default="0"),
    Column("manifest", LargeBinary),
    Column("chunk", Integer, nullable=False, server_default="0"),
    Column("row", Integer, nullable=False, server_default="0"),
    Column("done", BigInteger, nullable=False, server_default="0"),
    info={"at": DESK},
)
unheard = Table(
    "unheard",
    metadata,
    # Changes of kinds that only a newer version knows: heard again once this one is as new.
    Column("stream", Words, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("record", Id, primary_key=True),
    _words("kind"),
    _needed("body", LargeBinary),
    info={"at": DESK},
)
letter = Table(
    "letter",
    metadata,
    Column("id", Id, primary_key=True),
    _words("kind"),
    Column("person", Id),
    _words("about"),
    Column("record", Id),
    _needed("content", Json),
    _needed("at", UtcTime),
    Column("settled_at", UtcTime),
    Column("settled_by", Id),
    _words("settled_how"),
    Index("ix_letter_settled_at", "settled_at"),
    info={"at": DESK},
)
picture = Table(
    "picture",
    metadata,
    # Photographs and signatures that the centre has, or that are to come from there.
    Column("sha256", Words, primary_key=True),
    _words("state"),
    _needed("at", UtcTime),
    Index("ix_picture_state", "state"),
    info={"at": DESK},
)
others_face = Table(
    "others_face",
    metadata,
    # Templates of other stations, while the centre's mode is to share them; float16.
    Column("id", Id, primary_key=True),
    _needed("person", Id),
    _words("station"),
    _words("engine"),
    _words("model_sha256"),
    _needed("vector", LargeBinary),
    Column("lapses_at", UtcTime),
    Index("ix_others_face_person", "person"),
    info={"at": DESK},
)
sent_face = Table(
    "sent_face",
    metadata,
    # Own templates that the centre was given, under which decision, or why it took one not.
    Column("template", Id, primary_key=True),
    _words("under"),
    _words("refused"),
    info={"at": DESK},
)
unmeasured = Table(
    "unmeasured",
    metadata,
    # Photographs of which an engine could make no template, and why: not tried again and again.
    Column("photo", Id, primary_key=True),
    Column("engine", Words, primary_key=True),
    Column("model_sha256", Words, primary_key=True),
    _words("why"),
    _needed("at", UtcTime),
    info={"at": DESK},
)
held_face = Table(
    "held_face",
    metadata,
    # Templates that stations gave to be compared; `most` is how far the station lets each go.
    Column("id", Id, primary_key=True),
    _needed("person", Id),
    _words("station"),
    _words("engine"),
    _words("model_sha256"),
    _needed("vector", LargeBinary),
    _needed("quality", Double),
    _words("basis"),
    _words("scope"),
    Column("lapses_at", UtcTime),
    _needed("made_at", UtcTime),
    _words("most"),
    Index("ix_held_face_person", "person"),
    Index("ix_held_face_station", "station"),
    info={"at": CENTRE},
)
root_heard = Table(
    "root_heard",
    metadata,
    # The centre's roots as this desk heard them; `sent` is how much it had acknowledged by then.
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    _needed("at", UtcTime),
    _needed("leaves", Integer),
    _needed("tree", LargeBinary),
    _needed("previous", LargeBinary),
    _needed("key", LargeBinary),
    _needed("signature", LargeBinary),
    _needed("heard_at", UtcTime),
    _needed("sent", BigInteger),
    _words("state"),
    Column("proof", LargeBinary),
    info={"at": DESK},
)
stream = Table(
    "stream",
    metadata,
    Column("name", Words, primary_key=True),
    _needed("last", BigInteger),
    # The running hash at `last`, and where it stood when older changes were dropped.
    Column("head", LargeBinary, nullable=False, server_default=text(_FIRST)),
    Column("cut", BigInteger, nullable=False, server_default="0"),
    Column("cut_head", LargeBinary, nullable=False, server_default=text(_FIRST)),
    # Changes up to here are gone: who has heard less takes the snapshot.
    Column("dropped", BigInteger, nullable=False, server_default="0"),
    info={"at": CENTRE},
)
change = Table(
    "change",
    metadata,
    Column("stream", Words, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _needed("record", Id),
    _needed("body", LargeBinary),
    # What stands for the body for ever; the salt goes with it when it is redacted.
    _needed("commitment", LargeBinary),
    Column("salt", LargeBinary),
    # A letter, or what takes a card back, stands nowhere else: it is never dropped.
    Column("letter", Boolean, nullable=False, server_default="false"),
    Index("ix_change_record", "record"),
    Index("ix_change_letters", "stream", "seq", postgresql_where=literal_column("letter")),
    info={"at": CENTRE},
)
snapshot = Table(
    "snapshot",
    metadata,
    Column("id", Id, primary_key=True),
    _words("stream"),
    _needed("seq", BigInteger),
    _needed("made_at", UtcTime),
    # Nothing where the chunks are gone: then it only says when the stream stood where.
    Column("manifest", LargeBinary),
    Column("signature", LargeBinary),
    Index("ix_snapshot_stream_seq", "stream", "seq"),
    info={"at": CENTRE},
)
snapshot_chunk = Table(
    "snapshot_chunk",
    metadata,
    Column("snapshot", Id, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("body", LargeBinary),
    info={"at": CENTRE},
)
enrolled = Table(
    "enrolled",
    metadata,
    Column("device", Id, primary_key=True),
    _needed("incarnation", Id),
    _words("station"),
    _words("name"),
    _needed("public_key", LargeBinary),
    _words("state"),
    Column("last_n", BigInteger, nullable=False, server_default="0"),
    _needed("last_hash", LargeBinary),
    Column("last_stamp", BigInteger, nullable=False, server_default="0"),
    _needed("since", UtcTime),
    Column("seen_at", UtcTime),
    # Asked by every wall between stations.
    Index("ix_enrolled_station", "station"),
    info={"at": CENTRE},
)
invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    _words("station"),
    _needed("made_at", UtcTime),
    _needed("expires_at", UtcTime),
    Column("used_at", UtcTime),
    Column("device", Id),
    info={"at": CENTRE},
)
batch = Table(
    "batch",
    metadata,
    Column("device", Id, primary_key=True),
    Column("incarnation", Id, primary_key=True),
    Column("last_n", BigInteger, primary_key=True, autoincrement=False),
    _needed("count", Integer),
    _needed("signature", LargeBinary),
    _needed("digest", LargeBinary),
    _needed("at", UtcTime),
    # What proves who said it: the request's own time, the key of then, the device's seal, and
    # every entry's header with the commitment to its payload (zstd of msgpack). The payload is
    # not needed, so that an erasure breaks nothing.
    _words("said_at"),
    Column("public_key", LargeBinary),
    Column("seal", LargeBinary),
    Column("previous", LargeBinary),
    Column("links", LargeBinary),
    info={"at": CENTRE},
)
root = Table(
    "root",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    _needed("at", UtcTime),
    _needed("leaves", Integer),
    _needed("tree", LargeBinary),
    _needed("previous", LargeBinary),
    _needed("key", LargeBinary),
    _needed("signature", LargeBinary),
    info={"at": CENTRE},
)
root_leaf = Table(
    "root_leaf",
    metadata,
    # Only what moved since the root before: a leaf holds until a later root has another one.
    Column("label", Words, primary_key=True),
    Column("root", BigInteger, primary_key=True, autoincrement=False),
    _needed("seq", BigInteger),
    _needed("head", LargeBinary),
    Index("ix_root_leaf_root", "root"),
    info={"at": CENTRE},
)
permit = Table(
    "permit",
    metadata,
    # The centre's word for officers of this station; an empty token: it gave none.
    Column("officer", Id, primary_key=True),
    _needed("token", LargeBinary),
    _words("role"),
    _needed("coded", Boolean),
    _needed("asked_at", UtcTime),
    info={"at": DESK},
)
second_factor = Table(
    "second_factor",
    metadata,
    # Who gives a code besides the password; kept in the register, which is encrypted whole.
    Column("officer", Id, primary_key=True),
    _needed("secret", LargeBinary),
    _needed("since", UtcTime),
    Column("last_step", BigInteger, nullable=False, server_default="0"),
    _needed("spare", Json),
    info={"at": DESK},
)
card_key = Table(
    "card_key",
    metadata,
    # By which names and document hashes a card is sought; an erasure takes them away.
    Column("key", Words, primary_key=True),
    Column("card", Id, primary_key=True),
    Index("ix_card_key_card", "card"),
    info={"at": CENTRE},
)
lease = Table(
    "lease",
    metadata,
    # To whom the centre gave its word last, through which desk.
    Column("officer", Id, primary_key=True),
    Column("device", Id, primary_key=True),
    _words("station"),
    _words("role"),
    _needed("issued", UtcTime),
    _needed("until", UtcTime),
    _needed("coded", Boolean),
    info={"at": CENTRE},
)
withheld = Table(
    "withheld",
    metadata,
    # Officers whose word is taken back, whatever their desk says.
    Column("officer", Id, primary_key=True),
    _needed("at", UtcTime),
    info={"at": CENTRE},
)
online_right = Table(
    "online_right",
    metadata,
    # What was given to a role at a station, or taken from it, by hand.
    Column("station", Words, primary_key=True),
    Column("role", Words, primary_key=True),
    Column("right", Words, primary_key=True),
    _needed("held", Boolean),
    _needed("at", UtcTime),
    info={"at": CENTRE},
)
heard = Table(
    "heard",
    metadata,
    # Signatures of what was asked in an officer's name: none is answered twice.
    Column("signature", LargeBinary, primary_key=True),
    _needed("at", UtcTime),
    Index("ix_heard_at", "at"),
    info={"at": CENTRE},
)
quarantine = Table(
    "quarantine",
    metadata,
    Column("device", Id, primary_key=True),
    Column("incarnation", Id, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    _needed("group", Id),
    _words("reason"),
    _needed("entry", LargeBinary),
    _needed("at", UtcTime),
    info={"at": CENTRE},
)
printed = Table(
    "printed",
    metadata,
    # Every number that stands on a paper somewhere, and what it stands for.
    Column("number", Words, primary_key=True),
    _needed("record", Id),
    _needed("device", Id),
    info={"at": CENTRE},
)
erased = Table(
    "erased",
    metadata,
    # Persons, and records that hung on them: an id that stands here never comes back.
    Column("id", Id, primary_key=True),
    _needed("person", Id),
    _words("station"),
    _needed("at", UtcTime),
    Index("ix_erased_person", "person"),
    info={"at": CENTRE},
)
loan = Table(
    "loan",
    metadata,
    # Whose file is at which device, for which case and until when: its photographs may be fetched.
    Column("id", Id, primary_key=True),
    _needed("device", Id),
    _needed("person", Id),
    Column("visit", Id),
    _needed("officer", Id),
    Column("second", Id),
    _words("how"),
    _needed("at", UtcTime),
    _needed("until", UtcTime),
    Index("ix_loan_person", "person"),
    Index("ix_loan_device_at", "device", "at"),
    info={"at": CENTRE},
)
told = Table(
    "told",
    metadata,
    # Which device was told of which erasure, under which number, and when it was past that.
    Column("device", Id, primary_key=True),
    Column("person", Id, primary_key=True),
    _needed("seq", BigInteger),
    _needed("at", UtcTime),
    Column("passed_at", UtcTime),
    Index("ix_told_person", "person"),
    info={"at": CENTRE},
)
secret = Table(
    "secret",
    metadata,
    Column("name", Words, primary_key=True),
    _needed("value", LargeBinary),
    info={"at": CENTRE},
)
