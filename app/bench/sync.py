"""`./guitu bench sync`: desks and a centre as programs of their own, the peer in the same run."""

# key of a goal -> the module that measures it; those of one module are measured together.
PARTS = {
    "push_ratio": "exchange",
    "pull_ratio": "exchange",
    "idle_ms": "exchange",
}
