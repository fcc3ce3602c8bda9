"""Three hundred days of an invented station: who came when, what was said, how they left."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from app.clock import local
from app.desk.admission import Arrival, Asked, Item, Judged, Said, Taken, said_document
from app.desk.vouchers import Journey
from app.domain.codes import CHECKS, CONDITIONS
from app.domain.document import read_number
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.ids import PhotoId, new_id
from app.domain.person import ClaimKind, Source
from app.domain.visit import About, Answer, ArrivalWay, LeavingKind
from app.words.say import say
from ui.demo.invented import Human, humans, told

T = TypeVar("T")
PEOPLE, VISITS, DAYS, INSIDE = 140, 300, 300, 25
FROM = "示例南"
_WAYS = (
    (ArrivalWay.SELF, 40), (ArrivalWay.POLICE, 25), (ArrivalWay.URBAN, 8), (ArrivalWay.STREET, 5),
    (ArrivalWay.PUBLIC, 8), (ArrivalWay.PATROL, 9), (ArrivalWay.HOSPITAL, 3),
    (ArrivalWay.STATION, 2),
)  # fmt: skip
_REASONS = (
    ("no_work", 26), ("robbed", 12), ("cheated", 10), ("no_kin", 12), ("lost", 10),
    ("begging", 14), ("violence", 2), ("ill", 8), ("other", 6),
)  # fmt: skip
_LEAVINGS = (
    (LeavingKind.VOUCHER, 62), (LeavingKind.OWN_WISH, 14), (LeavingKind.FETCHED, 9),
    (LeavingKind.ESCORTED, 5), (LeavingKind.HOSPITAL, 3), (LeavingKind.POLICE, 2),
    (LeavingKind.TRANSFERRED, 2), (LeavingKind.ABSCONDED, 3),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One visit of somebody; `left_at` is None while they are in the station."""

    human: int
    arrived_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A stay with everything that is written down of it."""

    stay: Stay
    arrival: Arrival
    leaving: LeavingKind | None
    journey: Journey | None


@dataclass(slots=True, kw_only=True)
class History:
    """Made once from a seed; `shots` are the photographs of each sample face."""

    rng: Random
    at: datetime
    shots: dict[str, list[Taken]]
    people: list[Human] = field(default_factory=list)

    def told(self) -> Iterator[Told]:
        """Every visit, in the order of time."""
        self.people = humans(self.rng, PEOPLE, local(self.at).date())
        before: dict[int, Arrival] = {}
        for stay in stays(self.rng, self.at):
            arrival = self._arrival(stay, before)
            leaving = _pick(self.rng, _LEAVINGS) if stay.left_at else None
            goes = leaving is LeavingKind.VOUCHER or (not leaving and self.rng.random() < 0.3)
            journey = self._journey(stay) if goes else None
            before[stay.human] = arrival
            yield Told(stay=stay, arrival=arrival, leaving=leaving, journey=journey)

    def _arrival(self, stay: Stay, before: dict[int, Arrival]) -> Arrival:
        rng, who = self.rng, self.people[stay.human]
        way, reason = _pick(rng, _WAYS), _pick(rng, _REASONS)
        return Arrival(
            arrived_at=stay.arrived_at,
            way=way,
            brought_by=told()["brought_by"].get(way.value, ""),
            reason=say(f"reason.{reason}", "zh"),
            found_at=rng.choice(told()["found_at"]) if way is not ArrivalWay.SELF else "",
            story=rng.choice(told()["stories"][reason]),
            checks={c: "yes" if rng.random() < 0.03 else "no" for c in CHECKS},
            conditions={c: rng.choice(["yes", "yes", "unclear"]) for c in CONDITIONS},
            said=tuple(_said(rng, who, stay)),
            asked=tuple(_asked(rng, bool(who.face))),
            photos=tuple(self._photos(who)),
            items=tuple(_items(rng)),
            judged=tuple(self._judged(stay, before)),
        )

    def _photos(self, who: Human) -> Iterator[Taken]:
        if who.face and self.rng.random() < 0.8:
            yield replace(self.rng.choice(self.shots[who.face]), id=PhotoId(new_id()))

    def _judged(self, stay: Stay, before: dict[int, Arrival]) -> Iterator[Judged]:
        """Most who come again are recognised (the first always); others are told apart."""
        rng, last = self.rng, before.get(stay.human)
        if last and (not stay.human or rng.random() < 0.85):
            kind = EvidenceKind.FACE_SEARCH if last.photos else EvidenceKind.DOCUMENT_SEARCH
            yield Judged(other=last.person, answer=Sameness.SAME, kinds=(kind,))
        others = [who for who in before if who != stay.human]
        if others and rng.random() < 0.04:
            yield Judged(other=before[rng.choice(others)].person, answer=Sameness.NOT_SAME)

    def _journey(self, stay: Stay) -> Journey:
        home = self.people[stay.human].home
        day = local(stay.left_at or self.at).date()
        number = self.rng.randint(100, 999)
        return Journey(
            from_place=FROM,
            to_place=home.to,
            depart_on=day,
            valid_until=day + timedelta(days=3),
            train=f"{self.rng.choice('GDKZ')}{number}",
            fare=Decimal(self.rng.randint(90, 900)) / 2,
            direct=not home.via,
            transfer_place=home.via,
            transfer_relief=home.relief,
        )


def stays(rng: Random, at: datetime) -> list[Stay]:
    """A few come often, most once; some are in the station now."""
    counts = [1] * PEOPLE
    weights = [1 / (rank + 3) for rank in range(PEOPLE)]
    while sum(counts) < VISITS:
        who = rng.choices(range(PEOPLE), weights)[0]
        counts[who] += counts[who] < DAYS // 20
    found = [stay for who, times in enumerate(counts) for stay in _of(rng, who, times, at)]
    # The first is the one who comes again in the demonstration, and must have left.
    for who in rng.sample(range(1, PEOPLE), INSIDE):
        last = max((s for s in found if s.human == who), key=lambda s: s.arrived_at)
        found.remove(last)
        hours = min(rng.expovariate(1 / 60), 24 * 9) + 0.2
        came = at - timedelta(hours=hours)
        found.append(Stay(human=who, arrived_at=came, left_at=None))
    return sorted(found, key=lambda s: s.arrived_at)


def _of(rng: Random, who: int, times: int, at: datetime) -> Iterator[Stay]:
    """Visits with days between them, all over before the last ten days."""
    for days in rng.sample(range(17, DAYS, 6), times):
        morning = local(at - timedelta(days=days)).replace(hour=8, minute=0, second=0)
        came = morning + timedelta(minutes=rng.randint(0, 14 * 60))
        left = morning + timedelta(days=rng.randint(1, 4), minutes=rng.randint(0, 9 * 60))
        yield Stay(human=who, arrived_at=came, left_at=left)


def _said(rng: Random, who: Human, stay: Stay) -> Iterator[Said]:
    if who.name:
        yield Said(kind=ClaimKind.NAME, value=who.name)
    yield Said(kind=ClaimKind.SEX, value=who.sex, source=Source.OFFICER)
    if who.document:
        read = said_document(read_number(who.document, local(stay.arrived_at).date()))
        yield replace(read, source=Source.CARD, verified=True)
        yield Said(kind=ClaimKind.BIRTH, value=who.born.isoformat(), source=Source.CARD)
    else:
        years = (local(stay.arrived_at).date() - who.born).days // 365
        yield Said(kind=ClaimKind.AGE, value=str(years), detail={"estimated": "yes"})
    if who.name:
        yield Said(kind=ClaimKind.ETHNICITY, value=who.ethnicity)
        yield Said(kind=ClaimKind.HOME, value=who.home.place)
    if who.kin and rng.random() < 0.7:
        # 0000 stands where an operator's number would: nobody can be called.
        phone = {"phone": f"1990000{rng.randint(0, 9999):04d}"}
        yield Said(kind=ClaimKind.KIN, value=who.kin, detail=phone)
    if who.mark:
        yield Said(kind=ClaimKind.MARKS, value=who.mark, source=Source.OFFICER)
    yield Said(kind=ClaimKind.ACCENT, value=who.accent, source=Source.OFFICER)


def _asked(rng: Random, face: bool) -> Iterator[Asked]:
    """Most decline that their face is compared; that costs them nothing."""
    yes = Answer.GRANTED
    yield Asked(about=About.NOTICE, answer=yes if rng.random() < 0.95 else Answer.UNABLE)
    yield Asked(about=About.DATA, answer=yes if rng.random() < 0.9 else Answer.REFUSED)
    agrees = rng.random() < (0.9 if face else 0.12)
    yield Asked(about=About.FACE, answer=yes if agrees else Answer.REFUSED)


def _items(rng: Random) -> Iterator[Item]:
    for name in rng.sample(told()["items"], rng.randint(0, 3)):
        item, _, features = name.partition(" ")
        yield Item(item=item, features=features, kept=rng.random() < 0.3)


def _pick(rng: Random, choices: tuple[tuple[T, int], ...]) -> T:
    return rng.choices([c for c, _ in choices], [weight for _, weight in choices])[0]
