"""`./guitu bench stay`: what the desk asks about people in the station, at a million stays."""

# key of a goal -> the module that measures it; those of one module are measured together.
PARTS = {
    "today_ms": "today",
    "arrival_keys": "arrival",
    "arrival_wait_ms": "arrival",
}
