"""Two people compared in everything that is known of both: clues, and what they come to.

Fellegi and Sunter (1969): each clue is worth the logarithm of how much more often it is seen
between two notes of one person than between two people. What one thing says twice (a document
number holds a birth) is not counted twice. How somebody speaks is no clue to who they are: it
serves only to hear their names and places.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from math import exp, log

from app.domain.accent import Accent
from app.domain.birth_alike import compare_births
from app.domain.carried_alike import as_route, compare_carried
from app.domain.clue import Clue, Verdict, unknown
from app.domain.document import forms_of
from app.domain.kin import as_kin
from app.domain.marks_alike import compare_marks
from app.domain.name_alike import compare_parts
from app.domain.name_parts import NameParts, parse_name
from app.domain.name_tables import NameTables
from app.domain.numbers_alike import compare_documents, compare_phones
from app.domain.place import Places
from app.domain.place_alike import HomesAlike
from app.domain.relatives_alike import compare_relatives
from app.domain.traits import Traits

ABOUT = (
    *("document", "name", "birth", "sex", "home", "marks", "phone", "relatives"),
    *("missing_since", "missing_place", "belongings", "route", "face"),
)
_SEX_SAME, _SEX_OTHER = log(0.985 / 0.55), log(0.012 / 0.45)
_IN_NUMBER = 0.25
"""What birth, sex and home still say where the number that holds them agrees."""
_MANY_NAMES = 0.5
FEWEST = 2000
"""Beside a short list stand all who never came: a name is shared with them, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What learning found: by how much each kind of clue is to be multiplied where it speaks for
    ("name+") or against ("name-") one person; the share of those who arrive who are on file
    already (`known`), and of those whom families look for who are on a list (`sought`)."""

    times: Mapping[str, float] = field(default_factory=dict)
    known: float = 0.5
    sought: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Every clue, the heaviest first, and their sum (nats)."""

    clues: tuple[Clue, ...]
    weight: float


class Scales:
    """Compares people; what is looked up of a text is looked up once."""

    def __init__(
        self, tables: NameTables, places: Places, today: date, weights: Weights | None = None
    ) -> None:
        self.tables, self.today = tables, today
        self.weights = weights or Weights()
        self.homes = HomesAlike(places, tables.looks_like)
        self.parts = lru_cache(maxsize=1 << 15)(self._parts)

    def weigh(self, one: Traits, other: Traits, more: Iterable[Clue] = ()) -> Weighed:
        """All clues of two people; `more` are clues that are found elsewhere, as by a face."""
        accent = self._accent(one, other)
        document = compare_documents(one.documents, other.documents)
        clues = [
            document,
            self._names(one, other, accent),
            self._birth(one, other),
            _sexes(one.sex, other.sex),
            self.homes.compare(one.homes, other.homes, accent),
            compare_marks(one.marks, other.marks),
            compare_phones(one.phones, other.phones),
            compare_relatives(one, other, self.parts, self.tables, accent),
            _since(one.missing_since, other.missing_since),
            self._missing_place(one, other, accent),
            compare_carried(one.carried, other.carried, one.papers, other.papers),
            self._routes(one, other, accent),
            *more,
        ]
        held = document.weight > 4
        counted = [self._counted(clue, held=held) for clue in as_kin(clues)]
        counted.sort(key=lambda clue: -abs(clue.weight))
        return Weighed(clues=tuple(counted), weight=sum(clue.weight for clue in counted))

    def _parts(self, name: str) -> list[NameParts]:
        """A name taken apart; of a million names the last ones are remembered."""
        return parse_name(name, self.tables)

    def _routes(self, one: Traits, other: Traits, accent: Accent) -> Clue:
        return as_route(
            self.homes.compare(self._known(one.route), self._known(other.route), accent)
        )

    def _known(self, places: Iterable[str]) -> list[str]:
        """Those that are places of the country: the square before the station is everybody's."""
        return [place for place in places if self.homes.spots(place)]

    def _counted(self, clue: Clue, *, held: bool) -> Clue:
        sign = "+" if clue.weight > 0 else "-"
        times = self.weights.times.get(clue.about + sign, 1.0)
        if held and clue.about in {"birth", "sex", "home"} and clue.weight > 0:
            times *= _IN_NUMBER
        weight = round(clue.weight * times, 4)
        if weight == clue.weight:
            return clue
        # Most of the time of comparing would go into `replace`.
        return Clue(
            about=clue.about, verdict=clue.verdict, weight=weight, key=clue.key, facts=clue.facts
        )

    def _accent(self, one: Traits, other: Traits) -> Accent:
        """How names and places were heard: by how either speaks, or where they are from."""
        said = one.accent or other.accent or " ".join((*one.homes[:1], *other.homes[:1]))
        return self.tables.dialects.accent(said)

    def _names(self, one: Traits, other: Traits, accent: Accent) -> Clue:
        found = [
            (compare_parts(here, there, self.tables, accent), a, b)
            for a in one.names
            for b in other.names
            if (here := self.parts(a)) and (there := self.parts(b))
        ]
        if not found:
            return unknown("name")
        best, a, b = max(found, key=lambda pair: pair[0].weight)
        weight = best.weight - (_MANY_NAMES * log(len(found)) if best.weight > 0 else 0.0)
        verdict = (
            Verdict.AGREES
            if best.distance == 0 or a == b
            else Verdict.NEAR
            if best.weight > 0
            else Verdict.DIFFERS
        )
        how = {Verdict.AGREES: "same", Verdict.NEAR: "like", Verdict.DIFFERS: "other"}[verdict]
        keys = ",".join(dict.fromkeys(why.key.partition(".")[2] for why in best.reasons))
        rules = ",".join(dict.fromkeys(rule for why in best.reasons for rule in why.rules))
        facts = {"one": a, "other": b, "how": keys, "rules": rules}
        return Clue(
            about="name", verdict=verdict, weight=weight, key=f"clue.name_{how}", facts=facts
        )

    def _birth(self, one: Traits, other: Traits) -> Clue:
        births = [(birth_of(one), birth_of(other))]
        if one.birth and other.birth:
            births.append((one.birth, other.birth))
        found = [
            compare_births(a, b, one.ages, other.ages, self.today) for a, b in dict.fromkeys(births)
        ]
        return max(found, key=lambda clue: clue.weight)

    def _missing_place(self, one: Traits, other: Traits, accent: Accent) -> Clue:
        if not one.missing_place or not other.missing_place:
            return unknown("missing_place")
        clue = self.homes.compare(
            [one.missing_place], [other.missing_place], accent, "missing_place"
        )
        return replace(clue, weight=0.4 * clue.weight)


def birth_of(one: Traits) -> str:
    """The birth, or that in a resident number."""
    if len(one.birth) >= 10:
        return one.birth
    for number in one.documents:
        for form in forms_of(number):
            if re.fullmatch(r"[1-8][0-9]{16}[0-9X]", form):
                return f"{form[6:10]}-{form[10:12]}-{form[12:14]}" if _is_day(form) else one.birth
    return one.birth


def _is_day(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def _sexes(one: str, other: str) -> Clue:
    if not {one, other} <= {"1", "2"}:
        return unknown("sex")
    if one == other:
        return Clue(about="sex", verdict=Verdict.AGREES, weight=_SEX_SAME, key="clue.sex_same")
    return Clue(about="sex", verdict=Verdict.DIFFERS, weight=_SEX_OTHER, key="clue.sex_other")


def _since(one: str, other: str) -> Clue:
    if not one or not other:
        return unknown("missing_since")
    facts = {"one": one, "other": other}
    apart = abs(_years(one) - _years(other))
    if apart <= 0.1:
        return Clue(
            about="missing_since", verdict=Verdict.AGREES, weight=2.0, key="clue.since_same",
            facts=facts,
        )  # fmt: skip
    if apart <= 1.1:
        return Clue(
            about="missing_since", verdict=Verdict.NEAR, weight=0.7, key="clue.since_near",
            facts=facts,
        )  # fmt: skip
    return Clue(
        about="missing_since", verdict=Verdict.DIFFERS, weight=-0.4, key="clue.since_other",
        facts=facts,
    )  # fmt: skip


def _years(text: str) -> float:
    return int(text[:4]) + (int(text[5:7] or 7) - 1) / 12 + (int(text[8:10] or 15) - 1) / 365


def posteriors(weights: Sequence[float], among: int, known: float) -> tuple[list[float], float]:
    """The probability of each of the heaviest of `among` people, and that it is none of them.

    `known`: how likely it is beforehand that the person is among them. Those not in `weights`
    count as not worth mentioning.
    """
    if not weights:
        return [], 1.0
    before = known / max(among, 1)
    top = max(*weights, 0.0)
    odds = [before * exp(weight - top) for weight in weights]
    none = (1.0 - known) * exp(-top)
    whole = sum(odds) + none
    return [one / whole for one in odds], none / whole
