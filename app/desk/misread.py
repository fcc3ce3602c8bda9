"""What is wrong with a line of `guitu act`, in the officer's language and with what is allowed."""

import re
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from app.desk.acts_stay import EveryDeed
from app.words.say import listed, say

# msgspec tells us what is wrong only as English text.
_COMPLAINTS = (
    (re.compile(r"Object missing required field `(?P<field>.+?)`(?: - at `(?P<path>.+)`)?"),
     "act.missing"),
    (re.compile(r"Object contains unknown field `(?P<field>.+?)`(?: - at `(?P<path>.+)`)?"),
     "act.unknown_field"),
    (re.compile(r"Invalid (?:enum )?value '(?P<value>.*)' - at `(?P<path>.+)`", re.DOTALL),
     "act.not_allowed"),
    (re.compile(r"Expected `(?P<wanted>.+?)`, got `(?P<got>.+?)`(?: - at `(?P<path>.+)`)?"),
     "act.other_type"),
)  # fmt: skip
_STEP = re.compile(r"\.(\w+)|\[")


def misread(error: msgspec.MsgspecError, line: bytes, lang: str) -> str:
    """The sentence for one of msgspec's messages; one that nobody foresaw stays as it is."""
    for pattern, key in _COMPLAINTS:
        if found := pattern.fullmatch(str(error)):
            facts = {name: text or "$" for name, text in found.groupdict().items()}
            known = allowed(facts["path"], line) if key == "act.not_allowed" else ()
            return say(key, lang, **facts, known=listed(known, lang))
    return str(error)


def allowed(path: str, line: bytes) -> tuple[str, ...]:
    """The values that may stand at a path such as `$.claims[0].source` of a line."""
    deeds: dict[str, Any] = {d.__struct_config__.tag: d for d in get_args(EveryDeed)}
    if path == "$.do":
        return tuple(deeds)
    kind: Any = deeds.get(str(msgspec.json.decode(line).get("do")))
    for step in _STEP.finditer(path):
        kind = get_type_hints(kind).get(step[1]) if step[1] else get_args(kind)[0]
        kind = _without_none(kind)
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()


def _without_none(kind: Any) -> Any:
    """What may be left out is asked for like the rest."""
    if get_origin(kind) not in {Union, UnionType}:
        return kind
    return next(one for one in get_args(kind) if one is not type(None))
