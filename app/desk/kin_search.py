"""Matching both ways: whom on file an inquiry may look for, and by whom somebody may be looked for.

An inquiry asks the register as an arrival does; somebody new is held against all open inquiries of
the network by their keys. "Nobody" is an answer. What is found is offered, and decides nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from app.clock import local
from app.desk import weighing
from app.desk.weighing import LEAST, LEAST_WEIGHT
from app.domain.crowd import Crowd
from app.domain.ids import PersonId, VisitId, new_id
from app.domain.inquiry import Said, traits_sought
from app.domain.kin_match import KinMatch, KinState, KinStep, Pair, pair_id, plain, says_anew
from app.domain.person import Person
from app.domain.staff import Officer
from app.domain.traits import Traits
from app.domain.weigh import FEWEST, Scales, Weighed, posteriors
from app.store import inquiries, kin_marks, kin_matches
from app.store.ask import Asks, several
from app.store.people import standing_visits, together_each
from app.store.protected import sealed_among
from app.store.register import Register
from app.store.traits import how_many, traits_of

SHOWN = 10
_COMPARED = 150
"""So many inquiries that share keys with somebody are compared in everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Whom an inquiry looks for, ready to be compared. `station` asks."""

    id: UUID
    station: str
    traits: Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pair that may belong together. `chance`: the posterior."""

    person: UUID
    inquiry: UUID
    to: str
    weighed: Weighed
    chance: float
    basis: str


class Wanted:
    """All open inquiries of the network by the signs they share with people; kept while the desk
    runs. What is over or was said otherwise stays in the index and is passed over."""

    def __init__(self, today: date, scales: Scales) -> None:
        self.today, self.of = today, dict[int, Sought]()
        self._at: dict[UUID, int] = {}
        self._crowd = Crowd(scales)

    def put(self, one: Sought) -> None:
        """As it is said now; what was said before is compared no more."""
        self.drop(one.id)
        at = len(self._crowd)
        self._crowd.add(one.traits)
        self.of[at], self._at[one.id] = one, at

    def drop(self, inquiry: UUID) -> None:
        """Nobody is looked for any more."""
        before = self._at.pop(inquiry, None)
        if before is not None:
            del self.of[before]

    def alike(self, traits: Traits) -> list[Sought]:
        """Those that share signs with somebody, the likeliest first; of few all of them."""
        if len(self.of) <= _COMPARED:
            return list(self.of.values())
        found = self._crowd.likely(traits, _COMPARED)
        return [self.of[at] for at in found if at in self.of]


def read_sought(asks: Asks, ids: Iterable[UUID], today: date) -> list[Sought]:
    """Inquiries as they are compared: of the own station with everything, of others as told."""
    wanted = list(ids)
    mine = inquiries.inquiries_among(asks, wanted)
    told = inquiries.told(asks, [one for one in wanted if one not in mine])
    return [
        *(_sought(x.id, x.first.station, x.said, today) for x in mine.values() if x.is_open),
        *(_sought(x.id, x.station, x.said, today) for x in told.values() if not x.ended),
    ]


def every(asks: Asks, station: str, today: date, scales: Scales) -> Wanted:
    """All open inquiries that this desk knows of."""
    wanted = Wanted(today, scales)
    for told in inquiries.every_sought(asks):
        wanted.put(_sought(told.id, told.station, told.said, today))
    for own in inquiries.every_own(asks, station):
        wanted.put(_sought(own.id, own.first.station, own.said, today))
    return wanted


def _sought(inquiry: UUID, station: str, said: Iterable[Said], today: date) -> Sought:
    return Sought(id=inquiry, station=station, traits=traits_sought(said, today))


def for_inquiry(asks: Asks, one: Sought, scales: Scales) -> list[Found]:
    """Who of this station's people it may look for, the likeliest first."""
    said = weighing.sought(asks, one.traits, scales)
    answer = weighing.weigh(asks, one.traits, said, {}, scales)
    best = sorted(answer.chances, key=lambda human: -answer.chances[human])
    likely = [
        human for human in best if _is_worth_it(answer.chances[human], answer.weighed[human].weight)
    ][:SHOWN]
    known = traits_of(asks, together_each(asks, likely), scales.today) if likely else {}
    found = [
        Found(
            person=human, inquiry=one.id, to=one.station, weighed=answer.weighed[human],
            chance=answer.chances[human], basis=_basis(known.get(human, Traits()), one.traits),
        )
        for human in likely
    ]  # fmt: skip
    return _ours(asks, found)


def for_people(asks: Asks, people: Iterable[UUID], wanted: Wanted, scales: Scales) -> list[Found]:
    """By which inquiries these people may be looked for."""
    groups = {group[0]: group for group in together_each(asks, people).values()}
    known = traits_of(asks, groups, scales.today)
    among = max(how_many(asks), len(wanted.of), FEWEST)
    found = [
        pair
        for human, traits in known.items()
        for pair in _of(human, traits, wanted, scales, among)
    ]
    return _ours(asks, found)


def _of(human: UUID, traits: Traits, wanted: Wanted, scales: Scales, among: int) -> list[Found]:
    weighed = [(scales.weigh(traits, one.traits), one) for one in wanted.alike(traits)]
    weighed.sort(key=lambda pair: -pair[0].weight)
    chances, _ = posteriors([w.weight for w, _ in weighed], among, scales.weights.known)
    return [
        Found(
            person=human, inquiry=one.id, to=one.station, weighed=w, chance=chance,
            basis=_basis(traits, one.traits),
        )
        for (w, one), chance in zip(weighed[:SHOWN], chances, strict=False)
        if _is_worth_it(chance, w.weight)
    ]  # fmt: skip


def _is_worth_it(chance: float, weight: float) -> bool:
    """As at an arrival: of all who are called so nobody is told apart by a name."""
    return chance >= LEAST or weight >= LEAST_WEIGHT


def _ours(asks: Asks, found: list[Found]) -> list[Found]:
    """Sealed people never appear; who is on file elsewhere is found there."""
    people = several(asks, Person, {one.person for one in found})
    shut = sealed_among(asks, people)
    return [one for one in found if one.person in people and one.person not in shut]


def _basis(one: Traits, other: Traits) -> str:
    whole = msgspec.json.encode((one, other))
    return hashlib.sha256(whole).hexdigest()[:24]


def offer(
    register: Register, found: Sequence[Found], station: str, *, by: Officer, at: datetime
) -> list[KinMatch]:
    """Write down what was found; a pair that was decided only where something new is known."""
    made = []
    pairs = {one.id: one for one in kin_matches.of_people(register, {f.person for f in found})}
    for one in found:
        before = pairs.get(pair_id(one.person, one.inquiry))
        if before is not None and not _is_news(before, one):
            continue
        visits = standing_visits(register, [one.person])
        made.append(
            KinMatch(
                id=new_id(), pair=pair_id(one.person, one.inquiry), person=PersonId(one.person),
                visit=VisitId(visits[0].id) if visits else None, station=station,
                inquiry=one.inquiry, to=one.to, step=KinStep.OFFERED,
                clues=plain(one.weighed.clues), chance=round(one.chance, 6), basis=one.basis,
                officer=by.id, at=at,
            )
        )  # fmt: skip
    if made:
        register.write(*made, by=by.id, at=at, reason="kin_offered")
    return made


def _is_news(before: Pair, one: Found) -> bool:
    """Reunited is reunited, and a no is a no; else new evidence opens it again."""
    offer = before.offer
    if offer is None or before.state in _FOR_GOOD:
        return False
    return says_anew(offer, one.weighed.clues, one.basis)


_FOR_GOOD = frozenset({KinState.REUNITED, KinState.DECLINED, KinState.ELSEWHERE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A piece of work that was compared: what was found, and how far it reaches."""

    found: tuple[Found, ...] = ()
    done: tuple[tuple[UUID, str], ...] = ()

    @property
    def is_all(self) -> bool:
        """Nothing was left to compare."""
        return not self.done


_PEOPLE, _INQUIRIES = 10, 3


def next_few(asks: Asks, wanted: Wanted, scales: Scales) -> Pass:
    """What came since, a few at a time: inquiries of this station, those that were told, people."""
    return (
        _own_inquiries(asks, wanted, scales)
        or _told_inquiries(asks, wanted, scales)
        or _people(asks, wanted, scales)
        or Pass()
    )


def _own_inquiries(asks: Asks, wanted: Wanted, scales: Scales) -> Pass | None:
    after = kin_marks.reached(asks, kin_marks.OWN) or 0
    new = kin_marks.came(asks, kin_marks.OWN, after, _INQUIRIES * 20)
    if new.upto is None:
        return None
    found = _compare(asks, new.ids, wanted, scales)
    return Pass(found=tuple(found), done=((kin_marks.OWN, str(new.upto)),))


def _told_inquiries(asks: Asks, wanted: Wanted, scales: Scales) -> Pass | None:
    new = kin_marks.told_anew(asks, _INQUIRIES)
    if not new:
        return None
    found = _compare(asks, [id_ for id_, _ in new], wanted, scales)
    return Pass(found=tuple(found), done=tuple(new))


def _compare(asks: Asks, ids: Iterable[UUID], wanted: Wanted, scales: Scales) -> list[Found]:
    those = list(ids)
    said = read_sought(asks, those, scales.today)
    for gone in set(those) - {one.id for one in said}:
        wanted.drop(gone)
    for one in said:
        wanted.put(one)
    return [pair for one in said for pair in for_inquiry(asks, one, scales)]


def _people(asks: Asks, wanted: Wanted, scales: Scales) -> Pass | None:
    after = kin_marks.reached(asks, kin_marks.PEOPLE)
    if after is None:
        # Whoever is on file already is found when an inquiry comes: they begin with those who come.
        upto = kin_marks.last_row(asks, kin_marks.PEOPLE)
        return Pass(done=((kin_marks.PEOPLE, str(upto)),))
    new = kin_marks.came(asks, kin_marks.PEOPLE, after, _PEOPLE * 10)
    if new.upto is None:
        return None
    found = for_people(asks, new.ids, wanted, scales) if wanted.of else []
    return Pass(found=tuple(found), done=((kin_marks.PEOPLE, str(new.upto)),))


def keep(
    register: Register, work: Pass, station: str, *, by: Officer, at: datetime
) -> list[KinMatch]:
    """Write down what a pass found, and that it was done: in this order, so that nothing is lost
    where it breaks off between."""
    made = offer(register, work.found, station, by=by, at=at) if work.found else []
    register.within(lambda connection: kin_marks.note(connection, work.done))
    return made


def compare_all(register: Register, station: str, *, by: Officer, at: datetime) -> list[KinMatch]:
    """Everything that came since, at once: for the command line, and where nobody waits."""
    today = local(at).date()
    scales = weighing.scales_for(today)
    wanted = every(register, station, today, scales)
    made: list[KinMatch] = []
    while not (work := next_few(register, wanted, scales)).is_all:
        made += keep(register, work, station, by=by, at=at)
    return made
