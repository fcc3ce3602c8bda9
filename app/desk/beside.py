"""Two people side by side: every field with what it says, every photograph, what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

import numpy as np

from app.arrays import Vector, cosine
from app.clock import local
from app.desk import views
from app.desk.admission import Arrival, Taken
from app.desk.face_facts import Pictured, between
from app.desk.photographs import vector_of
from app.desk.things import with_things_of
from app.desk.weighing import chance_of, scales_for
from app.domain.came import Came
from app.domain.clue import Clue, unknown
from app.domain.codes import urgent_answered
from app.domain.errors import Refused
from app.domain.evidence import Decision, Link, Sameness
from app.domain.face import Band, Photograph
from app.domain.ids import PersonId
from app.domain.index_card import IndexCard
from app.domain.person import Claim, ClaimKind, Person, Source, best_value, live
from app.domain.staff import Officer, Right, told_apart
from app.domain.traits import Traits
from app.faces.bands import Calibration
from app.store import faces, others
from app.store.ask import Asks, all_of, get
from app.store.came import came_of
from app.store.people import file_of, links_of, together
from app.store.protected import is_shut
from app.store.register import Register
from app.store.traits import traits_of, traits_said
from app.words.clues import likely_word

FIELDS: Mapping[str, tuple[ClaimKind, ...]] = {
    "name": (ClaimKind.NAME, ClaimKind.ALIAS),
    "sex": (ClaimKind.SEX,),
    "birth": (ClaimKind.BIRTH, ClaimKind.AGE),
    "document": (ClaimKind.DOCUMENT,),
    "home": (ClaimKind.HOME, ClaimKind.ADDRESS),
    "marks": (ClaimKind.MARKS,),
    "phone": (ClaimKind.PHONE,),
    "relatives": (ClaimKind.KIN,),
    "accent": (ClaimKind.ACCENT,),
    "ethnicity": (ClaimKind.ETHNICITY,),
}
"""The rows, in the order they are read; what stands last is shown and is no clue."""
NO_CLUE = frozenset({"accent", "ethnicity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One thing said of somebody; `counts` is False where it was corrected or marked as wrong."""

    kind: ClaimKind
    value: str
    detail: Mapping[str, str] = field(default_factory=dict)
    source: Source = Source.SAID
    verified: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two; `elsewhere` is the station of somebody of whom there is only a card, and
    `here` says that it is the arrival in hand."""

    people: tuple[UUID, ...]
    stated: tuple[Stated, ...]
    photos: tuple[Photograph, ...] = ()
    came: tuple[Came, ...] = ()
    elsewhere: str = ""
    here: bool = False
    name: str = ""

    def of(self, kinds: Iterable[ClaimKind]) -> tuple[Stated, ...]:
        """What was said of these kinds: what counts first."""
        wanted = set(kinds)
        found = [one for one in self.stated if one.kind in wanted]
        return tuple(sorted(found, key=lambda one: not one.counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of both; `clue` is None where the field is no clue."""

    about: str
    one: tuple[Stated, ...]
    other: tuple[Stated, ...]
    clue: Clue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Everything that is shown of two people; `likely` is the word for all clues together.

    `came` is False where the visits may not be shown yet: urgent need is not answered.
    """

    one: Side
    other: Side
    rows: tuple[Row, ...]
    clues: tuple[Clue, ...]
    likely: Band
    links: tuple[Link, ...] = ()
    decisions: Mapping[UUID, Decision] = field(default_factory=dict)
    officers: Mapping[UUID, str] = field(default_factory=dict)
    came: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A face as numbers, and the picture it is of, where that is here."""

    vector: Vector
    picture: Pictured | None


def beside_arrival(
    register: Register,
    arrival: Arrival,
    other: PersonId,
    shot: Taken | None,
    bands: Calibration | None,
    *,
    by: Officer,
    at: datetime,
) -> Pair:
    """Who is at the desk, beside somebody on file; that this file was looked at is written down.

    `shot` is the best photograph that was measured. The visits of the other are shown once every
    urgent question is answered.
    """
    _written(register, other, "reception", by=by, at=at, arriving=True)
    return _at_the_desk(register, arrival, other, shot, bands, at)


def arrival_again(
    asks: Asks,
    arrival: Arrival,
    other: UUID,
    shot: Taken | None,
    bands: Calibration | None,
    *,
    at: datetime,
    sealed: bool,
) -> Pair:
    """The same two after something changed; the look was written down when it began."""
    if is_shut(asks, other, sealed=sealed):
        raise Refused("claims.no_person")
    return _at_the_desk(asks, arrival, other, shot, bands, at)


def _at_the_desk(
    asks: Asks,
    arrival: Arrival,
    other: UUID,
    shot: Taken | None,
    bands: Calibration | None,
    at: datetime,
) -> Pair:
    theirs = _side(asks, other, together(asks, other))
    mine = Side(
        people=(arrival.person,),
        stated=tuple(
            Stated(kind=s.kind, value=s.value, detail=s.detail, source=s.source,
                   verified=s.verified)
            for s in arrival.said if s.value.strip()
        ),
        here=True,
        name=arrival.value(ClaimKind.NAME) or arrival.value(ClaimKind.ALIAS),
    )  # fmt: skip
    said = traits_said((one.kind, one.value) for one in mine.stated)
    wanted = with_things_of(said, arrival)
    vector = vector_of(shot) if shot else None
    probes = [] if vector is None else [Measured(vector=vector, picture=shot)]
    pair = _pair(asks, (mine, theirs), wanted, probes, bands, at)
    return replace(pair, came=urgent_answered(arrival.checks))


def beside_file(
    register: Register,
    one: PersonId,
    other: PersonId,
    bands: Calibration | None,
    *,
    by: Officer,
    at: datetime,
) -> Pair:
    """Two people on file; that both were looked at is written down. Refused "link.one_person"."""
    if one == other:
        raise Refused("link.one_person")
    for each in (one, other):
        _written(register, each, "compare", by=by, at=at)
    return _beside(register, one, other, bands, at)


def beside_again(
    asks: Asks, one: UUID, other: UUID, bands: Calibration | None, *, by: Officer, at: datetime
) -> Pair:
    """The same two after something changed; the look was written down when it began."""
    if any(is_shut(asks, each, sealed=by.may(Right.SEALED)) for each in (one, other)):
        raise Refused("claims.no_person")
    return _beside(asks, one, other, bands, at)


def _beside(asks: Asks, one: UUID, other: UUID, bands: Calibration | None, at: datetime) -> Pair:
    """Two humans with all their records; where they were decided to be one, record by record."""
    humans = together(asks, one), together(asks, other)
    if other in humans[0]:
        humans = (one,), (other,)
    sides = _side(asks, one, humans[0]), _side(asks, other, humans[1])
    first = humans[0][0]
    wanted = traits_of(asks, {first: humans[0]}, local(at).date()).get(first, Traits())
    probes = _measured(asks, humans[0], bands, at)
    return _pair(asks, sides, wanted, probes, bands, at)


def _written(
    register: Register,
    person: PersonId,
    why: str,
    *,
    by: Officer,
    at: datetime,
    arriving: bool = False,
) -> None:
    """A file of this station, or a card of another one: written down before it is read."""
    if is_shut(register, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    # A desk that has joined hears cards of its own people as well: they have a file here.
    if get(register, Person, person) or get(register, IndexCard, person) is None:
        views.open_file(register, person, why, by=by, at=at, arriving=arriving)
    elif views.see_card(register, person, by=by, at=at) is None:
        raise Refused("claims.no_person")


def _side(asks: Asks, person: UUID, people: tuple[UUID, ...]) -> Side:
    card = None if get(asks, Person, person) else get(asks, IndexCard, person)
    if card is not None and card.sealed:
        raise Refused("claims.no_person")
    file = file_of(asks, person)
    own = frozenset(people)
    known = [claim for claim in file.claims if claim.person in own]
    stated = [*_of_claims(known), *(_of_card(card) if card else ())]
    return Side(
        people=people,
        stated=tuple(stated),
        photos=tuple(one for one in reversed(file.photos) if one.person in own),
        came=came_of(asks, people, lambda moment: local(moment).date()),
        elsewhere=card.station if card else "",
        name=best_value(known, ClaimKind.NAME) or (card.name if card else ""),
    )


def _of_claims(known: list[Claim]) -> list[Stated]:
    """Newest first; the same said twice stands once, as what counts if it counts once."""
    holding = {one.id for one in live(known)}
    found: dict[tuple[ClaimKind, str], Stated] = {}
    for one in sorted(known, key=lambda claim: (claim.id not in holding, -claim.id.int)):
        stated = Stated(
            kind=one.kind, value=one.value, detail=one.detail, source=one.source,
            verified=one.verified, counts=one.id in holding,
        )  # fmt: skip
        found.setdefault((one.kind, one.value), stated)
    return list(found.values())


def _of_card(card: IndexCard) -> list[Stated]:
    said = [(ClaimKind.NAME, card.name), *((ClaimKind.ALIAS, name) for name in card.aliases)]
    said += [(ClaimKind.SEX, card.sex)] if card.sex != "0" else []
    is_age = card.birth.startswith("~")
    said.append((ClaimKind.AGE if is_age else ClaimKind.BIRTH, card.birth.removeprefix("~")))
    return [Stated(kind=kind, value=value, source=Source.STATION) for kind, value in said if value]


def _pair(
    asks: Asks,
    sides: tuple[Side, Side],
    wanted: Traits,
    probes: list[Measured],
    bands: Calibration | None,
    at: datetime,
) -> Pair:
    one, other = sides
    human = other.people[0]
    links = _between(asks, one, other)
    births = [said.value for side in sides for said in side.of((ClaimKind.BIRTH,))]
    # Decided to be two people, and as like as one: twins, or a decision to be looked at again.
    twin = any(link.stands and link.answer is Sameness.NOT_SAME for link in links)
    theirs = _measured(asks, other.people, bands, at)
    face = _face(probes, theirs, bands, births, twin=twin)
    scales = scales_for(local(at).date())
    known = traits_of(asks, {human: other.people}, scales.today).get(human, Traits())
    weighed = scales.weigh(known, wanted, [face] if face else [])
    by_field = {clue.about: clue for clue in weighed.clues}
    made = [x.decision for x in links] + [x.undone_by for x in links if x.undone_by]
    return Pair(
        one=one,
        other=other,
        rows=tuple(
            Row(
                about=about,
                one=one.of(kinds),
                other=other.of(kinds),
                clue=None if about in NO_CLUE else by_field.get(about, unknown(about)),
            )
            for about, kinds in FIELDS.items()
        ),
        clues=weighed.clues,
        likely=Band(likely_word(chance_of(asks, weighed.weight, scales))),
        links=links,
        decisions={id_: found for id_ in made if (found := get(asks, Decision, id_))},
        officers=told_apart(all_of(asks, Officer)),
    )


def _between(asks: Asks, one: Side, other: Side) -> tuple[Link, ...]:
    """What was decided about these two, the newest first; undone decisions too."""
    here, there = set(one.people), set(other.people)
    found = [
        link
        for link in links_of(asks, here)
        if (link.one in here and link.other in there) or (link.one in there and link.other in here)
    ]
    return tuple(reversed(found))


def _measured(
    asks: Asks, people: Iterable[UUID], bands: Calibration | None, at: datetime
) -> list[Measured]:
    if bands is None:
        return []
    raw = [
        found
        for kept in (faces, others)
        for found in kept.vectors_of(asks, people, bands.engine, bands.model_sha256, at)
    ]
    photos = faces.photos_of(asks, [template for template, _ in raw])
    units = [
        Measured(vector=np.frombuffer(vector, "<f4"), picture=photos.get(template))
        for template, vector in raw
    ]
    return [one for one in units if np.isfinite(one.vector).all() and one.vector.any()]


def _face(
    probes: list[Measured],
    known: list[Measured],
    bands: Calibration | None,
    births: Iterable[str],
    *,
    twin: bool,
) -> Clue | None:
    """By the two photographs that are most alike; None where one of the two has none measured."""
    pairs = [
        (cosine(a.vector, b.vector), a, b)
        for a in probes
        for b in known
        if a.vector.shape == b.vector.shape
    ]
    if not pairs or bands is None:
        return None
    score, a, b = max(pairs, key=lambda pair: pair[0])
    facts = between(a.picture, b.picture, births, twin=twin)
    return facts.clue(score, bands.strangers_at(score))
