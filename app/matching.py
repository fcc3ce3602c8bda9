"""`guitu match`: people of one list who may be those whom the inquiries of another look for."""

import gc
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from app import clock
from app.domain.clue import Clue, Verdict
from app.domain.errors import Refused
from app.domain.traits import read_traits
from app.hands import by_many, hands, inherits
from app.people_list import FEW, Listed, Match, People
from app.progress import Progress
from app.sheet import Most, columns_of, plain, rows_of
from app.words.clues import clue_in_words, likely_word, to_settle
from app.words.say import listed as enumerated
from app.words.say import say

COLUMNS = (
    *("id", "name", "aliases", "sex", "birth", "age_low", "age_high", "home_place", "accent"),
    *("phone", "id_number", "marks", "relatives", "missing_since", "missing_place"),
)
_MANY = 100
"""So many inquiries are worth several processes, and a word on how far it is."""
_LARGE = 20_000
"""A longer list is given to other processes only where they inherit it and need not read it."""
_EACH = 10_000
_MOST = Most(size=1_000_000_000, cell=100_000)


def each_listed(file: Path, today: date) -> Iterator[Listed]:
    """Rows of a CSV file in UTF-8, one after the other; all cells but the id may be empty.

    Refused "sheet.…".
    """
    for row in rows_of(file, COLUMNS[0], _MOST):
        yield Listed(id=row.name, traits=read_traits(row.cells, today))


def strange_columns(file: Path) -> tuple[str, ...]:
    """The columns that nobody knows; refused "sheet.…"."""
    return tuple(one for one in columns_of(file, COLUMNS[0], _MOST) if one not in COLUMNS)


def run(people: Path, inquiries: Path, top: int, lang: str, *, as_json: bool) -> int:
    """0 when every inquiry got its answer, 2 where a list could not be read."""
    today = clock.local(clock.now()).date()
    try:
        wanted, among = _read(people, inquiries, top, today, lang)
    except Refused as refused:
        sys.stderr.write(say(refused.key, lang, **refused.facts) + "\n")
        return 2
    # What is read once stays: looking through it for rubbish would take as long as comparing.
    gc.collect()
    gc.freeze()
    answered = partial(_answer, among, top, lang, as_json=as_json)
    at_hand = len(among) <= _LARGE or inherits()
    several = at_hand and len(among) > FEW and len(wanted) >= _MANY and hands() > 1
    answers = by_many(answered, wanted) if several else map(answered, wanted)
    _tell(answers, len(wanted), lang, as_json=as_json)
    return 0


def _read(
    people: Path, inquiries: Path, top: int, today: date, lang: str
) -> tuple[list[Listed], People]:
    """The inquiries first: a mistake in them is said before the long list is read."""
    if top < 1:
        raise Refused("match.top")
    _warn(people, lang)
    _warn(inquiries, lang)
    wanted = list(each_listed(inquiries, today))
    return wanted, People(_shown(each_listed(people, today), lang), today)


def _warn(file: Path, lang: str) -> None:
    if strange := strange_columns(file):
        columns = enumerated(map(plain, strange), lang)
        sys.stderr.write(say("match.strange", lang, file=file.name, columns=columns) + "\n")


def _shown(listed: Iterable[Listed], lang: str) -> Iterator[Listed]:
    """Of a long list, how many were read: a million take minutes."""
    for done, one in enumerate(listed, start=1):
        if done % _EACH == 0:
            sys.stderr.write(say("match.reading", lang, done=done) + "\n")
            sys.stderr.flush()
        yield one


def _answer(among: People, top: int, lang: str, one: Listed, *, as_json: bool) -> str:
    """How one inquiry is answered, as text."""
    found, none = among.match(one.traits, top)
    if as_json:
        return msgspec.json.encode(_plain(one.id, found, none, lang)).decode()
    return "".join(_lines(one.id, found, none, lang))


def _tell(answers: Iterable[str], of: int, lang: str, *, as_json: bool) -> None:
    """Each as soon as it is there: whoever has asked for ten thousand need not hold them all."""
    # On a terminal the answers themselves show how far it is.
    shown = of >= _MANY and (as_json or not sys.stdout.isatty())
    progress = Progress("match.progress", lang) if shown else None
    sys.stdout.write('{"inquiries":[' if as_json else "")
    for done, answer in enumerate(answers, start=1):
        sys.stdout.write(f",{answer}" if as_json and done > 1 else answer)
        if progress:
            progress(done, of)
    sys.stdout.write("]}\n" if as_json else "")


def _plain(id_: str, found: list[Match], none: float, lang: str) -> dict[str, object]:
    return {
        "id": id_,
        "no_match": round(none, 6),
        "matches": [
            {
                "id": one.id,
                "rank": rank,
                "posterior": round(one.posterior, 6),
                "in_words": say(f"likely.{likely_word(one.posterior)}", lang),
                "weight": round(one.weighed.weight, 3),
                "evidence": [_evidence(clue, lang) for clue in one.weighed.clues],
                "would_settle": to_settle(one.weighed.clues, lang),
            }
            for rank, one in enumerate(found, start=1)
        ],
    }


def _evidence(clue: Clue, lang: str) -> dict[str, object]:
    return {
        "about": clue.about,
        "verdict": clue.verdict.value,
        "weight": round(clue.weight, 3),
        "in_words": clue_in_words(clue, lang),
    }


def _lines(id_: str, found: list[Match], none: float, lang: str) -> Iterator[str]:
    yield say("match.inquiry", lang, id=plain(id_), none=f"{none:.0%}") + "\n"
    for rank, one in enumerate(found, start=1):
        word = say(f"likely.{likely_word(one.posterior)}", lang)
        yield f"  {rank}. {plain(one.id)}  {word}  {one.posterior:.1%}\n"
        for clue in one.weighed.clues:
            if clue.verdict is not Verdict.UNKNOWN:
                yield f"       {plain(clue_in_words(clue, lang))}\n"
