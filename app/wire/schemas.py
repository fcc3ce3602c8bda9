"""Entries of older desks: a payload is read by the schema it was written in, and brought up to
today's a step at a time. What waits at a desk for a year is still understood.

A change of what a payload says adds one step here and one to `SCHEMA`; no step is ever taken away.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain.errors import Refused
from app.wire.entry import SCHEMA, Entry, Payload, load

Turn = Callable[[str, Payload], Payload]
STEPS: Mapping[int, Turn] = {}
"""Schema -> how a payload (of a kind) of the one before becomes one of it."""


def payload_of(entry: Entry, steps: Mapping[int, Turn] = STEPS, newest: int = SCHEMA) -> Payload:
    """What an entry says, in today's words; msgspec.MsgspecError where it says nothing.

    Refused "entry.newer" where only a newer version can read it.
    """
    if entry.schema > newest:
        raise Refused("entry.newer", kind=entry.kind)
    found = load(entry.payload)
    for schema in range(entry.schema + 1, newest + 1):
        if schema in steps:
            found = steps[schema](entry.kind, found)
    return found


def renamed(payload: Payload, old: str, new: str) -> Payload:
    """A step that most changes need: a field has another name now."""
    fields = {new if name == old else name: value for name, value in payload.fields.items()}
    return replace(payload, fields=fields)
