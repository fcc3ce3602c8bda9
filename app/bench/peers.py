"""What others would make of the same inquiries: three published ways to rank the same candidates.

- exact 2-of-3: name, day of birth and number, of which two agree to the letter, as systems for the
  homeless in the United States link (greenriver/hmis-warehouse, wiki, "Client Record
  De-Duplication FAQ"; hmismn.org, "New Policy Regarding Merge Requests").
- Jaro and Winkler over pinyin, as the package `recordlinkage` compares in its guide: texts (name,
  home, relatives) that are alike by .85 count as alike, for the rest equality (sex, birth, year of
  birth, telephone, number); the sum ranks, and of equal sums the likeness itself.
- boosts of fields, as Primero has them (primeroIMS/primero, app/services/matching_service.rb,
  MATCH_FIELDS: names 15, sex 10, age 10, date of birth 5, relatives' names 10), each field scored
  as its search engine does (BM25 with k1 1.2 and b .75 over words; Chinese is cut into
  characters). It has no field for the home, the telephone or marks.

All are given exactly the people whom ours compares: none has to find them by itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import log
from typing import Protocol

from app.bench.jaro import jaro_winkler
from app.bench.lives import TODAY
from app.domain.birth import age_on
from app.domain.name import readings
from app.domain.relatives_alike import bare_name
from app.domain.traits import Traits
from app.people_list import People

_TOP, _SAMPLE = 10, 20_000
_TWO, _ALIKE = 2, 0.85
BOOSTS = {"name": 15.0, "sex": 10.0, "age": 10.0, "birth": 5.0, "kin": 10.0}
_K1, _B = 1.2, 0.75
Score = Callable[[Traits, Traits], float]


class Inquiry(Protocol):
    """What somebody asks, and the place of the right one; -1 for none."""

    @property
    def wanted(self) -> Traits: ...
    @property
    def right(self) -> int: ...


class Peers:
    """Three ways to rank, on one list."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._scores: dict[str, Score] = {
            "exact_2_of_3": exact,
            "jaro_winkler_pinyin": likeness,
            "primero_boosts": Boosts(people).score,
        }

    def run(self, asked: Sequence[Inquiry]) -> dict[str, object]:
        """`peers`: each one's recall at 10; `best_peer_recall_at_10`."""
        hits = dict.fromkeys(self._scores, 0)
        there = [one for one in asked if one.right >= 0]
        for one in there:
            # By their place on file, so that our own order breaks no ties.
            among = [
                (at, self._people[at].traits) for at in sorted(self._people.compared(one.wanted))
            ]
            for name, score in self._scores.items():
                worth = [(score(traits, one.wanted), at) for at, traits in among]
                first = sorted((pair for pair in worth if pair[0] > 0), key=lambda p: (-p[0], p[1]))
                hits[name] += any(at == one.right for _, at in first[:_TOP])
        recalls = {name: round(found / max(len(there), 1), 4) for name, found in hits.items()}
        return {
            "peers": recalls,
            "peers_asked": len(asked),
            "best_peer_recall_at_10": max(recalls.values()),
        }


def exact(one: Traits, other: Traits) -> float:
    """How many of three agree, from two on."""
    agree = sum(
        (
            bool(set(one.names) & set(other.names)),
            len(one.birth) == 10 and one.birth == other.birth,
            bool(set(one.documents) & set(other.documents)),
        )
    )
    return float(agree) if agree >= _TWO else 0.0


def likeness(one: Traits, other: Traits) -> float:
    """The sum over fields; what one of the two has not said is worth nothing."""
    texts = (
        _nearest(one.names, other.names),
        _nearest(one.homes, other.homes),
        _nearest(map(bare_name, one.relatives), map(bare_name, other.relatives)),
    )
    same = (
        one.sex == other.sex,
        bool(one.birth) and one.birth == other.birth,
        bool(one.birth) and one.birth[:4] == other.birth[:4],
        bool(set(one.phones) & set(other.phones)),
        bool(set(one.documents) & set(other.documents)),
    )
    return sum(text >= _ALIKE for text in texts) + sum(same) + sum(texts) / 1000


def _nearest(one: Iterable[str], other: Iterable[str]) -> float:
    there = [_pinyin(text) for text in other]
    return max((jaro_winkler(_pinyin(a), b) for a in one for b in there), default=0.0)


@lru_cache(maxsize=1 << 16)
def _pinyin(text: str) -> str:
    said = readings(text)
    return "".join(said[0]) if said else ""


class Boosts:
    """Fields with boosts, each word worth more the fewer have it; how many do is told by a sample
    of the list."""

    def __init__(self, people: People) -> None:
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in BOOSTS}
        self._lengths: Counter[str] = Counter()
        sample = range(0, len(people), max(1, len(people) // _SAMPLE))
        for at in sample:
            for name, words in _words(people[at].traits).items():
                self._counts[name].update(set(words))
                self._lengths[name] += len(words)
        self._sampled = len(sample)

    def score(self, one: Traits, other: Traits) -> float:
        """The boosted sum over all fields."""
        here, there = _words(one), _words(other)
        return sum(
            boost * self._field(name, here[name], there[name]) for name, boost in BOOSTS.items()
        )

    def _field(self, name: str, here: Sequence[str], there: Sequence[str]) -> float:
        usual = self._lengths[name] / max(self._sampled, 1) or 1.0
        long = _K1 * (1 - _B + _B * len(here) / usual)
        times = Counter(here)
        return sum(
            self._rare(name, word) * times[word] * (_K1 + 1) / (times[word] + long)
            for word in set(there)
            if word in times
        )

    def _rare(self, name: str, word: str) -> float:
        have = self._counts[name][word]
        return log(1 + (self._sampled - have + 0.5) / (have + 0.5))


def _words(one: Traits) -> dict[str, tuple[str, ...]]:
    ages = {one.ages} if one.ages else set()
    age = age_on(one.birth, TODAY) if one.birth else None
    return {
        "name": tuple("".join(one.names)),
        "sex": (one.sex,) if one.sex != "0" else (),
        "age": (str(age),) if age is not None else tuple(str((a + b) // 2) for a, b in ages),
        "birth": (one.birth,) if one.birth else (),
        "kin": tuple("".join(map(bare_name, one.relatives))),
    }
