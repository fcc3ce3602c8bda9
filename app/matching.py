"""`guitu match`: people of one list who may be those whom the inquiries of another look for."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from app import clock
from app.domain.blocking import Blocks, keys
from app.domain.clue import Clue, Verdict
from app.domain.errors import Refused
from app.domain.traits import Traits, read_traits
from app.domain.weigh import FEWEST, Scales, Weighed, posteriors
from app.hands import by_many, hands
from app.names import names
from app.places import places
from app.progress import Progress
from app.sheet import Most, plain, read_sheet
from app.weights import weights
from app.words.clues import clue_in_words, likely_word, to_settle
from app.words.say import listed as enumerated
from app.words.say import say

COLUMNS = (
    *("id", "name", "aliases", "sex", "birth", "age_low", "age_high", "home_place", "accent"),
    *("phone", "id_number", "marks", "relatives", "missing_since", "missing_place"),
)
_FEW = 400
"""Of so few everybody is compared."""
_COMPARED = 600
_MANY = 100
"""So many inquiries are worth several processes, and a word on how far it is."""
_MOST = Most(size=500_000_000, cell=100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of a list."""

    id: str
    traits: Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody on the list, how likely it is the one looked for, and why."""

    id: str
    posterior: float
    weighed: Weighed


class People:
    """A list of people, ready to be searched."""

    def __init__(self, listed: Sequence[Listed], today: date) -> None:
        self.listed, self._today = listed, today
        self.scales = Scales(names(), places(), today, weights())
        self._blocks = Blocks()
        if len(listed) > _FEW:
            for at, one in enumerate(listed):
                self._blocks.add(at, keys(one.traits, self.scales, today))

    def match(self, wanted: Traits, top: int) -> tuple[list[Match], float]:
        """The likeliest, best first, and how likely it is that none of all is the one."""
        if len(self.listed) <= _FEW:
            among: Iterable[int] = range(len(self.listed))
        else:
            among = self._blocks.alike(keys(wanted, self.scales, self._today), _COMPARED)
        found = [(self.scales.weigh(self.listed[at].traits, wanted), at) for at in among]
        found.sort(key=lambda pair: (-pair[0].weight, pair[1]))
        chances, none = posteriors(
            [one.weight for one, _ in found],
            max(len(self.listed), FEWEST),
            self.scales.weights.known,
        )
        best = zip(found[:top], chances, strict=False)
        return [
            Match(id=self.listed[at].id, posterior=chance, weighed=weighed)
            for (weighed, at), chance in best
        ], none


def read_list(file: Path, today: date) -> tuple[list[Listed], tuple[str, ...]]:
    """Rows of a CSV file in UTF-8, and the columns that nobody knows; all but the id may be empty.

    Refused "sheet.…".
    """
    sheet = read_sheet(file, COLUMNS[0], _MOST)
    listed = [Listed(id=row.name, traits=read_traits(row.cells, today)) for row in sheet.rows]
    return listed, tuple(one for one in sheet.columns if one not in COLUMNS)


def run(people: Path, inquiries: Path, top: int, lang: str, *, as_json: bool) -> int:
    """0 when every inquiry got its answer, 2 where a list could not be read."""
    today = clock.local(clock.now()).date()
    try:
        listed, wanted = _read_both(people, inquiries, top, today, lang)
    except Refused as refused:
        sys.stderr.write(say(refused.key, lang, **refused.facts) + "\n")
        return 2
    answered = partial(_answering, listed, today, top, lang, as_json=as_json)
    several = len(listed) > _FEW and len(wanted) >= _MANY and hands() > 1
    answers = by_many(answered, wanted) if several else map(answered(), wanted)
    _tell(answers, len(wanted), lang, as_json=as_json)
    return 0


def _read_both(
    people: Path, inquiries: Path, top: int, today: date, lang: str
) -> tuple[list[Listed], list[Listed]]:
    if top < 1:
        raise Refused("match.top")
    return _read(people, today, lang), _read(inquiries, today, lang)


def _read(file: Path, today: date, lang: str) -> list[Listed]:
    listed, strange = read_list(file, today)
    if strange:
        columns = enumerated(map(plain, strange), lang)
        sys.stderr.write(say("match.strange", lang, file=file.name, columns=columns) + "\n")
    return listed


def _answering(
    listed: list[Listed], today: date, top: int, lang: str, *, as_json: bool
) -> Callable[[Listed], str]:
    """How one inquiry is answered, as text."""
    among = People(listed, today)
    # What is read once stays: looking through it for rubbish would take as long as comparing.
    gc.freeze()

    def answer(one: Listed) -> str:
        found, none = among.match(one.traits, top)
        if as_json:
            return msgspec.json.encode(_plain(one.id, found, none, lang)).decode()
        return "".join(_lines(one.id, found, none, lang))

    return answer


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
