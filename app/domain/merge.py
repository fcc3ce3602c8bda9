"""Two desks changed one record: which value holds, and who has to be asked.

The same rules run at the centre and at every desk, so that all of them end with the same values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a field of a record is merged."""

    QUIET = "quiet"
    """The last writer's value, by clock, ties by device."""
    WATCHED = "watched"
    """The same, and the officers are asked: the loser is kept."""
    CENTRAL = "central"
    """Decided at the centre: the first that arrives there holds."""


_WATCHED = {
    "station": frozenset({"name", "account", "complaint_phone"}),
    "officer": frozenset({"name", "login", "role", "active"}),
    "room": frozenset({"use", "beds"}),
}
_CENTRAL = {
    "voucher": frozenset({"state", "void_reason"}),
    "link": frozenset({"undone_by"}),
    "person": frozenset({"sealed"}),
}

WATCHED_CLAIMS = frozenset({"name", "sex", "birth", "age", "document", "kin", "marks"})
"""Claims whose corrections are compared: two desks that correct the same one are asked."""


def way_of(kind: str, name: str) -> Way:
    """How a field is merged; facts never get here, they are only added."""
    if name in _CENTRAL.get(kind, frozenset()):
        return Way.CENTRAL
    if name in _WATCHED.get(kind, frozenset()):
        return Way.WATCHED
    return Way.QUIET


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one field."""

    takes: bool
    conflict: bool = False


def merge(way: Way, *, based: str | None, version: str, current: str | None, same: bool) -> Outcome:
    """Whether a value written as `version` on top of `based` takes the place of the `current` one.

    Versions sort as text in the order of the hybrid clock; None is no version at all. `same` says
    that both values are equal, which is never a conflict.
    """
    if current is None or version == current:
        return Outcome(takes=current is None)
    if current == based:
        # Later by its own words, unless its clock is broken: then nobody would follow it.
        return Outcome(takes=version > current, conflict=version < current and not same)
    if way is Way.CENTRAL:
        return Outcome(takes=False, conflict=not same)
    return Outcome(takes=version > current, conflict=way is Way.WATCHED and not same)


def settles(way: Way, *, version: str, current: str | None) -> bool:
    """Whether a desk takes what the centre decided over what stands here: an own change that is
    later and still on its way stays, except where the centre decides."""
    return current is None or version > current or (way is Way.CENTRAL and version != current)


def version_in(versions: Mapping[str, str], name: str) -> str | None:
    """The version of a field in a row: its own, or that of the whole first entry."""
    return versions.get(name, versions.get("*"))
