"""Everybody on file whom something that was said may point to, weighed against all of it.

Names are looked for as they may have been heard (by how the person speaks), numbers by their
beginning and their end, births by the day; whoever is found so is compared in everything.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from app.domain.accent import Accent
from app.domain.clue import Clue
from app.domain.document import forms_of, tidy
from app.domain.folk_words import written_ways
from app.domain.heard_as import spellings
from app.domain.marks_alike import is_rare, read_marks
from app.domain.name import readings, tidy_name
from app.domain.name_parts import NameParts
from app.domain.numbers_alike import digits, repaired
from app.domain.person import ClaimKind
from app.domain.traits import Traits
from app.domain.weigh import FEWEST, Scales, Weighed, posteriors
from app.names import names
from app.places import places
from app.store import find
from app.store.ask import Asks
from app.store.carried import holders_of
from app.store.clue_words import years_of_age
from app.store.people import together_each, with_claim
from app.store.traits import how_many, traits_of
from app.weights import weights

_SOUGHT, _SAME_DAY = 120, 40
_WEIGHED, _SURE = 200, 3
"""Not more are compared in everything, which takes half a millisecond each."""
_HALF, _END = 10, 8
LEAST, LEAST_WEIGHT, SAME_NAME, SAME_MARKS = 0.05, 8.0, 1.0, 4.5
"""Whom nothing but what was said points to is shown from this posterior or weight on: of all who
are called 张伟 nobody is told apart by that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`chances` are posteriors by human; `none` that it is nobody on file."""

    weighed: Mapping[UUID, Weighed]
    chances: Mapping[UUID, float]
    none: float


def sought(asks: Asks, wanted: Traits, scales: Scales) -> set[UUID]:
    """Records of people whom something that was said may point to: those whom a number, a name or a
    birth points to, then those whom the most other things do."""
    votes: Counter[UUID] = Counter()
    for person in find.holding_any(asks, _tokens(wanted, scales), _SOUGHT):
        votes[person] += _SURE
    if len(wanted.birth) == 10:
        for person in with_claim(asks, ClaimKind.BIRTH, wanted.birth)[:_SAME_DAY]:
            votes[person] += _SURE
    for person in holders_of(asks, wanted.papers):
        votes[person] += _SURE
    for groups in _pairs(wanted, scales):
        votes.update(find.holding_all(asks, groups, _SOUGHT))
    return {person for person, _ in votes.most_common(_WEIGHED)}


def _pairs(wanted: Traits, scales: Scales) -> Iterator[list[list[str]]]:
    """What finds somebody under another name, each with something that narrows it: home and years,
    a mark or a part of a name with either; a rare mark alone."""
    near = [f"c{name}*" for home in wanted.homes for name in scales.homes.called(home)]
    wide = [f"c{name}*" for home in wanted.homes for name in scales.homes.called(home, "c")]
    years = _years(wanted, scales.today)
    if near and years:
        yield [near, years]
    for mark in read_marks(wanted.marks):
        word = [f"m{mark.kind}{mark.site}"]
        if is_rare(mark):
            yield [[f"m{mark.kind}*"]]
        elif mark.site:
            yield from ([word, narrow] for narrow in (near, wide, years) if narrow)
    for parts in (parts for name in wanted.names for parts in scales.parts(name)):
        # 老杨 and 阿花: a surname, or the end of a name, where they are from.
        yield from ([[word], wide] for word in _halves(parts) if wide)


def _halves(parts: NameParts) -> Iterator[str]:
    if parts.surname:
        yield f"a{parts.surname}*"
    if parts.given and not parts.words:
        yield f"b{parts.given[-1]}"


def _years(wanted: Traits, today: date) -> list[str]:
    """A year more and less: ages are counted from one, and lunar years begin late."""
    if wanted.birth:
        year = int(wanted.birth[:4])
        return [f"y{one}" for one in (year - 1, year, year + 1)]
    if wanted.ages is None:
        return []
    youngest, oldest = wanted.ages
    return sorted(years_of_age(f"{youngest}-{oldest}", today.year))


@lru_cache(maxsize=2)
def scales_for(today: date) -> Scales:
    """The tables are read once; the first call takes a second, off the window's thread."""
    return Scales(names(), places(), today, weights())


def get_ready(today: date) -> None:
    """Read the tables, and every syllable's spelling, while nobody waits for it."""
    scales = scales_for(today)
    spellings(scales.parts("王伟")[0], scales.tables.dialects.accent())


def weigh(
    asks: Asks,
    wanted: Traits,
    people: Iterable[UUID],
    faces: Mapping[UUID, Clue],
    scales: Scales,
) -> Answer:
    """Each human whom these records belong to; `faces` are clues by record or human."""
    linked = together_each(asks, people)
    groups = {group[0]: group for group in linked.values()}
    things = bool(wanted.carried or wanted.papers or wanted.route)
    known = traits_of(asks, groups, scales.today, carried=things)
    weighed = {
        human: scales.weigh(
            known.get(human, Traits()), wanted, _best(faces.get(one) for one in (human, *group))
        )
        for human, group in groups.items()
    }
    order = sorted(weighed, key=lambda human: -weighed[human].weight)
    weights = [weighed[human].weight for human in order]
    chances, none = posteriors(weights, _among(asks), scales.weights.known)
    return Answer(weighed=weighed, chances=dict(zip(order, chances, strict=False)), none=none)


def chance_of(asks: Asks, weight: float, scales: Scales) -> float:
    """The posterior of one human who is weighed alone."""
    return posteriors([weight], _among(asks), scales.weights.known)[0][0]


def _among(asks: Asks) -> int:
    return max(how_many(asks), FEWEST)


def _best(clues: Iterable[Clue | None]) -> list[Clue]:
    found = [clue for clue in clues if clue is not None]
    return [max(found, key=lambda clue: clue.weight)] if found else []


def _tokens(wanted: Traits, scales: Scales) -> Iterator[str]:
    yield from _of_numbers(wanted)
    accent = scales.tables.dialects.accent(wanted.accent or " ".join(wanted.homes[:1]))
    for name in wanted.names:
        yield f"a{tidy_name(name).replace('·', '').replace(' ', '').lower()}"
        for parts in scales.parts(name):
            yield from _of_name(parts, accent)
            yield from map(_begins, written_ways(parts.words[:1], scales.tables))


def _begins(name: str) -> str:
    return "a" + re.sub(r"[\W_]", "", name.lower()) + "*"


def _of_numbers(wanted: Traits) -> Iterator[str]:
    """Whole, and by the half that is right where a digit of the other is wrong."""
    for form in (form for number in wanted.documents for form in forms_of(number)):
        yield f"d{form.lower()}"
        if len(form) >= 15:
            yield from (f"d{form[:_HALF].lower()}*", f"e{form[-_END:].lower()}")
    yield from (f"d{tidy(number).lower()}" for number in wanted.papers)
    # And as it may have been, where its check digit says that one is wrong.
    yield from (f"d{one.lower()}" for number in wanted.documents for one in repaired(number))
    for phone in map(digits, wanted.phones):
        if len(phone) >= 7:
            yield from (f"d{phone}", f"e{phone[-7:]}")


def _of_name(parts: NameParts, accent: Accent) -> Iterator[str]:
    whole, given = spellings(parts, accent)
    yield from (f"p{spelt}" for spelt in whole)
    yield from (f"q{spelt}" for spelt in given[:20])
    if len(parts.given) > 1:
        yield from (f"b{parts.given}", f"a{parts.given}")
    for word in parts.words:  # of a name whose parts may stand the other way round
        for reading in readings(word) if len(word) > 1 else ():
            said = "".join(reading)
            yield from (f"p{said}*", f"q{said}*")
