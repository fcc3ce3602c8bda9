"""An emergency at the door: what is urgent, what to do next, and what is filled in later."""

import re
from datetime import date

URGENT = ("ill", "mental", "infection", "danger", "child", "cold")
"""What may be urgent, in the order of its keys (工作规程 8-10); none needs to be chosen."""
_HOSPITAL = frozenset({"ill", "mental", "infection"})

MOST_WORDS = 300
"""Characters of the one free line."""

_MOST_DIGITS = 4
"""Nobody seals ten thousand a day: a forged number must not lead all others astray."""

_STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("emergency.step_120", _HOSPITAL),
    ("emergency.step_110", frozenset({"danger", "child"})),
    ("emergency.step_apart", frozenset({"infection"})),
    ("emergency.step_calm", frozenset({"mental"})),
    ("emergency.step_child", frozenset({"child"})),
    ("emergency.step_warm", frozenset({"cold"})),
)


def steps(urgent: tuple[str, ...]) -> tuple[str, ...]:
    """The word keys of what to do now; staying with the person is always among it."""
    found = [key for key, reasons in _STEPS if reasons & set(urgent)]
    return (*found, "emergency.step_stay")


def temporary_number(station: str, day: date, count: int) -> str:
    """紧急-440114-01-261124-1: written down while nobody can log in; a case number follows."""
    return f"紧急-{station}-{day:%y%m%d}-{count}"


def counted(number: str, station: str) -> tuple[str, int] | None:
    """Day and count of a temporary number of this station: ("261124", 1)."""
    found = re.fullmatch(
        rf"紧急-{re.escape(station)}-([0-9]{{6}})-([0-9]{{1,{_MOST_DIGITS}}})", number
    )
    return (found[1], int(found[2])) if found else None


def bare_number(text: str) -> str:
    """The same without its word, as it is looked for."""
    return text.strip().removeprefix("紧急").lstrip("-－ ")


def plain_line(text: str, longest: int = MOST_WORDS) -> str:
    """One line of readable characters: what somebody typed (or forged) where nobody logged in."""
    readable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(readable.split())[:longest]


def only_grows(old: object, new: object) -> bool:
    """Whether nothing that stood in a field is lost when it becomes the new."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.items() <= new.items()
    if old in ("", "unknown", None):
        return True
    return isinstance(old, str) and isinstance(new, str) and new.startswith(old)


def grown(old: object, new: object) -> object:
    """What a field becomes when more is known: what stood there stays."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**new, **old}
    return new if only_grows(old, new) else old


def told_after(before: str, now: str) -> str:
    """The story with what is told later; the line of the emergency stays at its beginning."""
    return now if now.startswith(before) else f"{before}\n{now}".strip()
