"""Older protocols: one step a version, up and down, over the plain parts of a message.

Version 2 came with snapshots: a desk that lets itself in hears the centre's keys, and one that was
away for too long is told to take the snapshot, which version 1 has no word for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from app.domain.errors import Refused
from app.wire.talk import FIRST_VERSION, LARGEST, VERSION, oldest_for, pack, unpack, unpacked

Message = TypeVar("Message")
Plain = dict[str, Any]
Turn = Callable[[Plain], Plain]
SNAPSHOTS = 2
"""The first version with snapshots, and with the daily comparison."""
_SINCE = dict.fromkeys(
    ("/v1/snapshot", "/v1/snapshot/chunk", "/v1/check", "/v1/check/bucket"), SNAPSHOTS
)
_ALWAYS = frozenset({"/v1/push"})
"""However old a desk is, what waits there is taken: it may have waited for a year."""


def since(path: str) -> int:
    """The first version that knows of a path."""
    return _SINCE.get(path, FIRST_VERSION)


def oldest(path: str, newest: int) -> int:
    """The oldest version in which something is still heard there, where `newest` is spoken."""
    return FIRST_VERSION if path in _ALWAYS else max(since(path), oldest_for(newest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Between a version and the one before it: message -> how it is put in the other one."""

    up: Mapping[str, Turn] = field(default_factory=dict)
    down: Mapping[str, Turn] = field(default_factory=dict)


def _with_keys(enrolled: Plain) -> Plain:
    return {"centre_key": b"", "stick_key": b"", **enrolled}


def _without_keys(enrolled: Plain) -> Plain:
    return {n: v for n, v in enrolled.items() if n not in {"centre_key", "stick_key"}}


def _no_snapshot(problem: Plain) -> Plain:
    """A desk that cannot take a snapshot has to be upgraded before it can hear any more."""
    if problem["key"] != "line.snapshot_again":
        return problem
    facts = {"found": str(FIRST_VERSION), "known": "2–"}
    return {**problem, "key": "line.other_version", "facts": facts}


STEPS: Mapping[int, Step] = {
    2: Step(
        up={"Enrolled": _with_keys},
        down={"Enrolled": _without_keys, "Problem": _no_snapshot},
    )
}


def read(
    data: bytes, kind: type[Message], version: int, steps: Mapping[int, Step] = STEPS
) -> Message:
    """A message said in `version`. Refused "line.too_large" or "line.not_understood"."""
    turns = [
        turn
        for at in range(version + 1, VERSION + 1)
        if at in steps and (turn := steps[at].up.get(kind.__name__))
    ]
    if not turns:
        return unpack(data, kind)
    try:
        plain: Plain = msgspec.msgpack.decode(unpacked(data, LARGEST), type=dict)
        for turn in turns:
            plain = turn(plain)
        return msgspec.convert(plain, kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError, TypeError):
        raise Refused("line.not_understood") from None


def write(
    message: object, version: int, name: str = "", steps: Mapping[int, Step] = STEPS
) -> bytes:
    """A message as it is said in `version`; `name` where its class is called otherwise."""
    name = name or type(message).__name__
    turns = [
        turn
        for at in range(VERSION, version, -1)
        if at in steps and (turn := steps[at].down.get(name))
    ]
    if not turns:
        return pack(message)
    plain: Plain = msgspec.msgpack.decode(msgspec.msgpack.encode(message))
    for turn in turns:
        plain = turn(plain)
    return pack(plain)
