"""`guitu match`: people of one list who may be those whom the inquiries of another look for."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from app import clock
from app.domain.blocking import Blocks, keys
from app.domain.clue import Clue, Verdict
from app.domain.errors import Refused
from app.domain.traits import Traits, read_traits
from app.domain.weigh import FEWEST, Scales, Weighed, posteriors
from app.names import names
from app.places import places
from app.weights import weights
from app.words.clues import clue_in_words, likely_word, to_settle
from app.words.say import say

COLUMNS = (
    *("id", "name", "aliases", "sex", "birth", "age_low", "age_high", "home_place", "accent"),
    *("phone", "id_number", "marks", "relatives", "missing_since", "missing_place"),
)
_FEW = 400
"""Of so few everybody is compared."""
_COMPARED = 600
_MOST_BYTES = 500_000_000
_MOST_CELL = 100_000


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


def read_list(file: Path, today: date) -> list[Listed]:
    """Rows of a CSV file in UTF-8; any column may be empty or missing but the id.

    Refused "match.no_file", "match.not_csv", "match.no_id", "match.twice".
    """
    rows = list(_rows(file))
    if not rows:
        return []
    seen: set[str] = set()
    for number, row in rows:
        id_ = row.get("id", "").strip()
        if not id_:
            raise Refused("match.no_id", file=file.name, line=number)
        if id_ in seen:
            raise Refused("match.twice", file=file.name, line=number, id=id_)
        seen.add(id_)
    return [Listed(id=row["id"].strip(), traits=read_traits(row, today)) for _, row in rows]


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    csv.field_size_limit(_MOST_CELL)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise Refused("match.too_large", file=file.name)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, strict=True)
            heads = [head.strip() for head in reader.fieldnames or ()]
            if "id" not in heads:
                raise Refused("match.no_head", file=file.name)
            reader.fieldnames = heads
            for row in reader:
                # None holds cells beyond the last heading; a short row has None in the others.
                yield reader.line_num, {k: v for k, v in row.items() if k and v}
    except OSError as error:
        raise Refused("match.no_file", file=file.name) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("match.not_csv", file=file.name) from error


def run(people: Path, inquiries: Path, top: int, lang: str, *, as_json: bool) -> int:
    """0 when every inquiry got its answer, 2 where a list could not be read."""
    today = clock.local(clock.now()).date()
    try:
        listed, wanted = read_list(people, today), read_list(inquiries, today)
    except Refused as refused:
        sys.stderr.write(say(refused.key, lang, **refused.facts) + "\n")
        return 2
    among = People(listed, today)
    told = []
    for one in wanted:
        found, none = among.match(one.traits, top)
        if as_json:
            told.append(_plain(one.id, found, none, lang))
        else:
            sys.stdout.writelines(_lines(one.id, found, none, lang))
    if as_json:
        sys.stdout.write(msgspec.json.encode({"inquiries": told}).decode() + "\n")
    return 0


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
    yield say("match.inquiry", lang, id=id_, none=f"{none:.0%}") + "\n"
    for rank, one in enumerate(found, start=1):
        word = say(f"likely.{likely_word(one.posterior)}", lang)
        yield f"  {rank}. {one.id}  {word}  {one.posterior:.1%}\n"
        for clue in one.weighed.clues:
            if clue.verdict is not Verdict.UNKNOWN:
                yield f"       {clue_in_words(clue, lang)}\n"
