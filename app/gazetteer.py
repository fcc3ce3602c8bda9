"""`guitu places NAME…`: what a name may mean or sound like, since when, and its name of today."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.domain.emergency import plain_line
from app.domain.place import Places, Resolved, resolve
from app.names import names as heard_by
from app.places import places
from app.sounding import Found, Small, named, sounding
from app.villages import AS_OF, SmallPlaces, villages
from app.words.places import now_in_words, years_in_words
from app.words.say import say

_LONGEST, _SHOWN, _NOW = 100, 40, 9999
_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*)")
"""What a terminal would obey, from its ESC to its end."""
AWAY = ("here", "same_city", "same_province", "elsewhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How places are looked for: by name or sound, heard from whom, near which area code."""

    sounds_like: bool = False
    near: str = ""
    accent: str = ""


def run(names: Sequence[str], lang: str, *, as_json: bool, wanted: Wanted | None = None) -> int:
    """0 when every name was found, 1 when one was not, 2 where `near` is no place."""
    how, table, small = wanted or Wanted(), places(), villages()
    near = _code_of(table, _readable(how.near))
    if how.near and not near:
        shown = _readable(how.near)[:_SHOWN]
        sys.stderr.write(say("place.near_what", lang, near=shown) + "\n")
        return 2
    found = {name: _found(table, small, _readable(name), how, near) for name in names}
    if as_json:
        plain = {name: [_plain(one) for one in answers] for name, answers in found.items()}
        sys.stdout.write(_escaped(msgspec.json.encode(plain).decode()) + "\n")
    else:
        for name, answers in found.items():
            sys.stdout.writelines(_lines(table, _readable(name), answers, lang))
    return 0 if all(found.values()) else 1


def _readable(text: str) -> str:
    """What was asked, as it may be shown: without colours, controls and marks of direction."""
    return plain_line(_COLOURS.sub("", text), _LONGEST)


def _escaped(told: str) -> str:
    r"""A program gets back the very name it asked for; a terminal gets \u202e in six letters."""
    return "".join(c if c.isprintable() else _unit(c) for c in told)


def _unit(character: str) -> str:
    halves = character.encode("utf-16-be").hex()
    return "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4))


def _code_of(table: Places, near: str) -> str:
    """An area code as it was given, or that of the first place of this name."""
    if re.fullmatch(r"[1-8][0-9]{1,8}", near):
        return near if resolve(table, near[:6]) else ""
    found = resolve(table, near) if near else []
    return (found[0].today or (found[0].place,))[0].code if found else ""


def _found(table: Places, small: SmallPlaces, name: str, how: Wanted, near: str) -> list[Found]:
    if not how.sounds_like:
        return named(table, small, name, near)
    # Whoever speaks as people of a region do may be from there; whoever is near it speaks so.
    accent = how.accent or (table.full(place) if (place := table.at(near[:6], _NOW)) else "")
    dialects = heard_by().dialects
    home = near or _code_of(table, dialects.heard(accent))
    return sounding(table, small, name, dialects.accent(accent), home)


def _plain(one: Found) -> dict[str, object]:
    told = _small(one.place) if isinstance(one.place, Small) else _large(one.place)
    if one.cost is not None:
        told |= {"matched": "sound", "cost": one.cost}
    return told | ({"away": AWAY[one.away]} if one.away is not None else {})


def _large(one: Resolved) -> dict[str, object]:
    place = one.place
    return {
        "code": place.code,
        "name": place.name,
        "full": one.full,
        "level": place.level,
        "since": place.since or None,
        "until": place.gone - 1 if place.gone else None,
        "now": [{"code": t.code, "full": n} for t, n in zip(one.today, one.now, strict=True)],
        "how": place.how,
        "matched": one.matched,
        "rest": one.rest,
    }


def _small(one: Small) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "full": one.full,
        "level": one.level,
        "as_of": AS_OF,
        "now": [{"code": place.code, "full": one.now} for place in one.county],
        "matched": "name",
        "rest": "",
    }


def _lines(table: Places, name: str, answers: list[Found], lang: str) -> list[str]:
    shown = name if len(name) <= _SHOWN else name[:_SHOWN] + "…"
    if not answers:
        return [say(_why_none(name), lang, name=shown) + "\n"]
    return [f"{shown}\n"] + [
        "  " + "　".join(filter(None, _line(table, one, lang))) + "\n" for one in answers
    ]


def _why_none(name: str) -> str:
    if not name:
        return "place.nothing_asked"
    return "place.no_code" if name.isascii() and name.isdigit() else "place.none_found"


def _line(table: Places, found: Found, lang: str) -> list[str]:
    one = found.place
    if isinstance(one, Small):
        now = "" if one.now == one.full else say("place.now", lang, now=f" {one.now}")
        return [one.code, one.full, say("place.as_of", lang, year=AS_OF), now]
    place = one.place
    now = now_in_words(one, table.surroundings(place), lang)
    return [place.code, one.full, years_in_words(place, lang), now, one.rest]
