"""The kinds of records whose change may change what is due."""

COUNTED = frozenset(
    {"visit", "leaving", "reopening", "claim", "link", "person", "evidence", "voucher"}
    | {"voucher_event", "matter_step", "cold_spell", "adverse_proposal", "adverse_answer"}
    | {"street_round", "encounter", "brought_in"}
    | {"transfer", "transfer_step", "transfer_told"}
    | {"stay_proposal", "stay_answer"}
    | {"rights_request", "request_answer", "listing", "listing_step", "template", "officer"}
    | {"outside_letter", "inquiry_entry", "sought", "kin_match", "kin_told"}
)
