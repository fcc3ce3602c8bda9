"""`guitu names A B`: how far apart two names are when they are heard and written, and why."""

import sys
from math import log

import msgspec

from app.domain.name import MOST_CHARACTERS
from app.domain.name_alike import Alike, compare_names
from app.domain.name_parts import NameParts, parse_name
from app.domain.name_tables import NameTables
from app.names import names
from app.words.names import how_said, reasons_in_words
from app.words.say import listed, say

_LONGEST_ACCENT = 100


def run(one: str, other: str, accent: str, lang: str, *, as_json: bool) -> int:
    """0 whatever the names are: there is always an answer."""
    table = names()
    accent = accent[:_LONGEST_ACCENT]
    one, other = one[:MOST_CHARACTERS], other[:MOST_CHARACTERS]
    alike = compare_names(one, other, table, accent)
    if as_json:
        told = _plain(one, other, accent, alike, table, lang)
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        sys.stdout.writelines(_lines(one, other, accent, alike, table, lang))
    return 0


def _plain(
    one: str, other: str, accent: str, alike: Alike, table: NameTables, lang: str
) -> dict[str, object]:
    words = reasons_in_words(alike, lang)
    heard = table.dialects.accent(accent)
    return {
        "a": one,
        "b": other,
        "distance": alike.distance,
        "how": how_said(alike),
        "in_words": say(f"name_how.{how_said(alike)}", lang),
        "weight_bits": round(alike.weight / log(2), 2),
        "reasons": [
            {
                "key": why.key.partition(".")[2],
                "a": why.one,
                "b": why.other,
                "rules": list(why.rules),
                "in_words": text,
            }
            for why, text in zip(alike.reasons, words, strict=True)
        ],
        "accent": {
            "said": accent,
            "heard_as": table.dialects.heard(accent),
            "areas": {table.dialects.names[g]: round(s, 2) for g, s in heard.groups.items()},
        },
        "read_as": {"a": _parts(one, table), "b": _parts(other, table)},
    }


def _parts(name: str, table: NameTables) -> list[dict[str, object]]:
    return [_part(one) for one in parse_name(name, table)]


def _part(one: NameParts) -> dict[str, object]:
    told = {
        "kind": one.kind.value,
        "surname": one.surname,
        "given": one.given,
        "words": list(one.words),
        "husband": one.husband,
    }
    return {name: value for name, value in told.items() if value}


def _lines(
    one: str, other: str, accent: str, alike: Alike, table: NameTables, lang: str
) -> list[str]:
    how = say(f"name_how.{how_said(alike)}", lang)
    heard = table.dialects.heard(accent)
    key = "accent_of" if heard else "accent_not_heard" if accent else "accent_any"
    return [
        say("name.said_as", lang, one=one, other=other, how=how) + f"  ({alike.distance:.2f})\n",
        "  " + listed(reasons_in_words(alike, lang), lang) + "\n",
        "  " + say(f"name.{key}", lang, accent=heard or accent) + "\n",
    ]
