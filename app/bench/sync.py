"""`./guitu bench sync`: desks and a centre as programs of their own, the peer in the same run."""

# key of a goal -> the module that measures it; those of one module are measured together.
PARTS = {
    "push_ratio": "exchange",
    "pull_ratio": "exchange",
    "idle_ms": "exchange",
    "first_desk_s": "first_desk",
    "push_growth": "growth",
    "writers_tx_s": "writers",
    "idle_desks_core_share": "idle_desks",
}
