"""`guitu places NAME…`: what a name may mean, since when, and what it is called today."""

import sys
from collections.abc import Sequence

import msgspec

from app.domain.place import Places, Resolved, resolve
from app.places import places
from app.words.places import now_in_words, years_in_words
from app.words.say import say


def run(names: Sequence[str], lang: str, *, as_json: bool) -> int:
    """0 when every name was found, 1 when one was not."""
    table = places()
    found = {name: resolve(table, name) for name in names}
    if as_json:
        plain = {name: [_plain(one) for one in answers] for name, answers in found.items()}
        sys.stdout.write(msgspec.json.encode(plain).decode() + "\n")
    else:
        sys.stdout.writelines(line for n, a in found.items() for line in _lines(table, n, a, lang))
    return 0 if all(found.values()) else 1


def _plain(one: Resolved) -> dict[str, object]:
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


def _lines(table: Places, name: str, answers: list[Resolved], lang: str) -> list[str]:
    if not answers:
        return [say("place.none_found", lang, name=name) + "\n"]
    return [f"{name}\n"] + [
        "  " + "　".join(filter(None, _line(table, one, lang))) + "\n" for one in answers
    ]


def _line(table: Places, one: Resolved, lang: str) -> list[str]:
    place = one.place
    now = now_in_words(one, table.surroundings(place), lang)
    return [place.code, one.full, years_in_words(place, lang), now, one.rest]
