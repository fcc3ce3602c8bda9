"""Everything that is known for the person's own paper, and how it is put into words for them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.domain.erasure import Lasting
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import Station
from app.domain.third_party import Others, others
from app.paper.facts import Line
from app.store.disclosure import Beside
from app.store.people import Card, File
from app.store.requests import Standing
from app.store.wishes import Asked
from app.words.say import listed, say, sentences

_NAMES = frozenset({ClaimKind.NAME, ClaimKind.ALIAS})
_NUMBERS = frozenset({ClaimKind.PHONE, ClaimKind.DOCUMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The file, what hangs beside it, and who is meant by the ids in it."""

    file: File
    beside: Beside
    requests: tuple[Standing, ...]
    wishes: tuple[Asked, ...]
    lasting: Lasting
    keep_years: int
    joined: bool
    officers: dict[UUID, Officer]
    stations: dict[str, Station]
    third: Others
    at: datetime
    lang: str

    def say(self, key: str, **facts: object) -> str:
        """In the language of the paper."""
        return say(key, self.lang, **facts)

    def word(self, key: str) -> str:
        """The word for a code, as "kind.code"; a code that nobody knows is told as it is."""
        return self.say(key) if key in sentences(self.lang) else key.partition(".")[2]

    def by(self, officer: UUID) -> str:
        """Who dealt with the person: their name stands on the other papers as well."""
        found = self.officers.get(officer)
        return found.name if found else ""

    def role(self, officer: UUID) -> str:
        """Who only looked is told by what they work as."""
        found = self.officers.get(officer)
        return self.say(f"role.{found.role}") if found else self.say("told.left_station")

    def free(self, text: str) -> str:
        """A free text without what is others'."""
        return self.third.out_of(text.strip())

    def listed(self, parts: Iterable[str]) -> str:
        """Several things in one line."""
        return listed((part for part in parts if part), self.lang)


def third_parties(file: File, cards: Iterable[Card]) -> Others:
    """Kin, and whoever an officer compared this person with."""
    kin = (c.value for c in file.claims if c.kind is ClaimKind.KIN)
    compared = (card.name for card in cards if card.person not in file.people)
    cases = [visit.case_number for visit in file.visits]
    serials = [made.serial for made in file.vouchers]
    numbers = [c.value for c in file.claims if c.kind in _NUMBERS]
    return others(
        (*kin, *compared),
        (c.value for c in file.claims if c.kind in _NAMES),
        (*numbers, *cases, *serials),
    )


def moment(at: datetime) -> str:
    """A day and a time on the station's clock."""
    return f"{local(at):%Y-%m-%d %H:%M}"


def day(at: datetime) -> date:
    """The day there."""
    return local(at).date()


def lines_of(*parts: str) -> str:
    """One under the other; what is empty is left out."""
    return "\n".join(part for part in parts if part)


def counted(known: Known, looks: Iterable[tuple[str, datetime]]) -> Iterator[Line]:
    """How often and from when until when, under each of the same words."""
    found = list(looks)
    many = Counter(words for words, _ in found)
    for words, times in many.items():
        days = sorted({day(at) for said, at in found if said == words})
        first, last = days[0].isoformat(), days[-1].isoformat()
        span = first if first == last else known.say("told.from_to", first=first, last=last)
        yield Line(at=first, text=words, beside=known.say("told.times", times=times, days=span))
