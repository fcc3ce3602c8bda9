"""Who is this? Candidates by all that is known; the officer decides, the ledger remembers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app import clock
from app.arrays import Vector
from app.desk.face_facts import Likeness, Pictured, face_clues
from app.desk.one_picture import Copies, folded
from app.desk.recogniser import Hit, Recogniser
from app.desk.weighing import (
    LEAST,
    LEAST_WEIGHT,
    SAME_MARKS,
    SAME_NAME,
    Answer,
    scales_for,
    sought,
    weigh,
)
from app.domain.clue import Clue, Verdict
from app.domain.errors import Refused
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Band, Photograph, Search
from app.domain.face_alike import MOST
from app.domain.ids import EvidenceId, PersonId, VisitId, new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Right
from app.domain.traits import Traits
from app.store.ask import Asks
from app.store.faces import photos_of
from app.store.people import (
    Card,
    card_from,
    cards,
    inside_among,
    links_of,
    together_each,
    with_claim,
)
from app.store.protected import sealed_among
from app.store.register import Register
from app.wire.faces import FaceAnswers, FaceHit
from app.wire.permit import SoughtCard
from app.words.clues import likely_word

SHOWN = 10
BESIDE = 5
"""How many are shown beside the faces for a document, and for a name, at most."""
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An earlier person who may be the one at the desk.

    `why`: the kinds of evidence that point here; `band` only where a face was compared.
    `apart_from`: candidates in the same list whom an officer decided to be somebody else.
    `inside`: in the station at this moment.
    """

    person: PersonId
    people: tuple[UUID, ...]
    card: Card
    rank: int
    why: tuple[EvidenceKind, ...]
    band: Band | None = None
    photo: Photograph | None = None
    apart_from: tuple[PersonId, ...] = ()
    inside: bool = False
    clues: tuple[Clue, ...] = ()
    """Everything that was compared, the heaviest first."""
    likely: Band | None = None
    """How likely by all clues together; None where nothing was compared but a face elsewhere."""
    call: str = ""
    """Of another province: the station that has the file, and its telephone."""
    same_picture: tuple[str, ...] = ()
    """Under which other names the very same picture is on file: they are not shown besides."""


NOTHING = Traits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known so far; every part may be missing."""

    vector: Vector | None = None
    old_vector: Vector | None = None
    """The same face by the engine whose templates are being replaced."""
    number: str = ""
    name: str = ""
    birth: str = ""
    shot: Pictured | None = None
    """The photograph that the vector is of: when it was taken, and how good it is."""
    more: Traits = NOTHING
    """Everything else that was said: home, accent, marks, phone, kin, other names."""

    @property
    def traits(self) -> Traits:
        """All of it together."""
        more = self.more
        return replace(
            more,
            names=tuple(dict.fromkeys(filter(None, (self.name, *more.names)))),
            birth=self.birth or more.birth,
            documents=tuple(dict.fromkeys(filter(None, (self.number, *more.documents)))),
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """What can be looked for with these: face, document, name, marks."""
        more = self.more
        there = {
            "face": self.vector is not None,
            "document": bool(self.number or more.documents or more.phones or more.papers),
            "name": bool(self.name or more.names),
            "marks": bool(more.marks),
        }
        return tuple(kind for kind, known in there.items() if known)


def candidates(
    asks: Asks,
    recogniser: Recogniser | None,
    clues: Clues,
    answered: Iterable[FaceHit] = (),
    *,
    sealed: bool = False,
    today: date | None = None,
    without: Iterable[UUID] = (),
) -> tuple[Candidate, ...]:
    """Everybody on file whom a clue points to, the likeliest by all clues first; the ten best faces
    are always there. Sealed persons are among them only for somebody who may see them.

    `answered`: whom the centre found alike, where it was asked. `without`: the records of whoever
    is looked for, who would be the likeliest of all.
    """
    today = today or clock.local(clock.now()).date()
    there = [
        Hit(
            person=h.person, why={EvidenceKind.FACE_SEARCH}, score=h.score, band=h.band,
            rarity=recogniser.rarity(h.score) if recogniser else 0.0, far=h.card,
        )
        for h in answered
    ]  # fmt: skip
    faces = sorted([*_faces(asks, recogniser, clues), *there], key=_best_first)
    scales = scales_for(today)
    said, wanted = sought(asks, clues.traits, scales), clues.traits
    papers = _papers(asks, clues)
    hits = [*faces, *papers]
    shut = frozenset() if sealed else sealed_among(asks, {*said, *(hit.person for hit in hits)})
    shut |= frozenset(without)
    hits = [hit for hit in hits if hit.person not in shut]
    faced = _face_clues(asks, recogniser, clues, hits)
    people = {*(said - shut), *(hit.person for hit in hits)}
    answer = weigh(asks, wanted, people, faced, scales)
    hits += _said_hits(answer, {hit.person for hit in hits})
    humans = _gathered(asks, hits)
    return _apart(asks, _listed(asks, humans, answer))


def _papers(asks: Asks, clues: Clues) -> list[Hit]:
    """Whoever is on file with this very number."""
    if not clues.number:
        return []
    found = with_claim(asks, ClaimKind.DOCUMENT, clues.number)
    return [Hit(person=p, why={EvidenceKind.DOCUMENT_SEARCH}) for p in found]


def _face_clues(
    asks: Asks, recogniser: Recogniser | None, clues: Clues, hits: Iterable[Hit]
) -> dict[UUID, Clue]:
    """What each likeness is worth; of one that was found elsewhere only the word is known."""
    seen = [hit for hit in hits if hit.by_face]
    alike = [
        Likeness(
            person=hit.person,
            template=hit.template,
            score=hit.score,
            strangers=hit.by.strangers_at(hit.score),
        )
        for hit in seen
        if hit.template and hit.by
    ]
    found = face_clues(asks, clues.shot, clues.traits.birth, alike) if recogniser else {}
    for hit in seen:
        if hit.band and not hit.template:
            clue, known = _of_band(hit.band), found.get(hit.person)
            if known is None or clue.weight > known.weight:
                found[hit.person] = clue
    return found


_BANDS = {
    # The word already counts how many were compared there.
    Band.LIKELY: (MOST, "likely"),
    Band.POSSIBLE: (7.0, "possible"),
    Band.UNLIKELY: (0.0, "unlikely"),
}


def _of_band(band: Band) -> Clue:
    weight, word = _BANDS[band]
    verdict = Verdict.AGREES if band is Band.LIKELY else Verdict.NEAR
    return Clue(about="face", verdict=verdict, weight=weight, key=f"clue.face_{word}")


def _said_hits(answer: Answer, known: set[UUID]) -> list[Hit]:
    """Whom what was said points to, likely enough to be looked at; the others would drown them."""
    found = []
    for human, chance in answer.chances.items():
        weighed = answer.weighed[human]
        speaking = {c.about: c for c in weighed.clues if c.weight > 0}
        if human in known or not _is_enough(chance, weighed.weight, speaking):
            continue
        why = {kind for about, kind in _KINDS_OF.items() if about in speaking}
        found.append(Hit(person=human, why=why or {EvidenceKind.NAME_SEARCH}))
    return found


def _is_enough(chance: float, weight: float, speaking: Mapping[str, Clue]) -> bool:
    """The very same name is shown sooner: whoever reads it out expects to see it. So are the same
    marks, for of somebody who cannot say a name there is nothing more."""
    name, marks = speaking.get("name"), speaking.get("marks")
    if marks is not None and marks.verdict is Verdict.AGREES and weight > SAME_MARKS:
        return True
    if name is not None and name.verdict is Verdict.AGREES and weight > SAME_NAME:
        return True
    return chance >= LEAST or weight >= LEAST_WEIGHT


_KINDS_OF = {"document": EvidenceKind.DOCUMENT_SEARCH, "name": EvidenceKind.NAME_SEARCH}


def _faces(asks: Asks, recogniser: Recogniser | None, clues: Clues) -> list[Hit]:
    """Enough of the nearest records to show ten humans: who came forty times has forty records,
    and must not take everybody else's place."""
    if recogniser is None:
        return []
    found = [] if clues.vector is None else _nearest(asks, recogniser, clues.vector)
    if recogniser.old and clues.old_vector is not None:
        # Each engine's probe with its own templates only.
        found += _nearest(asks, recogniser.old, clues.old_vector)
    return found


def _nearest(asks: Asks, recogniser: Recogniser, vector: Vector) -> list[Hit]:
    count = _LOOKED_AT
    while True:
        hits = recogniser.hits(vector, count)
        if len(hits) < count or len(_by_picture(asks, _gathered(asks, hits))[0]) >= SHOWN:
            return hits
        count *= 4


def _best_first(hit: Hit) -> tuple[float, float]:
    return -hit.rarity, -hit.score


_People = tuple[UUID, ...]
_Human = tuple[_People, Hit]


def _by_picture(asks: Asks, humans: list[_Human]) -> tuple[set[_People], Copies]:
    """One for all that have the very same picture; and by it who the others are."""
    return folded(asks, {people: hit.template for people, hit in humans})


def _gathered(asks: Asks, hits: Iterable[Hit]) -> list[tuple[tuple[UUID, ...], Hit]]:
    """One hit a human: persons linked as the same count together, the best face is kept."""
    humans: dict[UUID, tuple[tuple[UUID, ...], Hit]] = {}
    found = list(hits)
    linked = together_each(asks, {hit.person for hit in found})
    for hit in found:
        people = linked[hit.person]
        known = humans.get(people[0])
        if known is None:
            humans[people[0]] = (people, hit)
            continue
        best = max(known[1], hit, key=lambda h: (h.rarity, h.template is not None))
        humans[people[0]] = (people, replace(best, why=known[1].why | hit.why))
    return list(humans.values())


def _listed(asks: Asks, humans: list[_Human], answer: Answer) -> list[Candidate]:
    """The ten best faces are always there, beside some found by a paper and some by what was said;
    the likeliest by everything first."""
    weight = {people: _weight(answer, people) for people, _ in humans}
    alike = [h for h in humans if h[1].by_face]
    firsts, behind = _by_picture(asks, sorted(alike, key=lambda h: -weight[h[0]]))
    # By a paper somebody is found all the same, whoever else has that picture.
    faces = [h for h in alike if h[0] in firsts or _by_paper(h)][:SHOWN]
    rest = [h for h in humans if not h[1].by_face]
    sure = [h for h in rest if EvidenceKind.DOCUMENT_SEARCH in h[1].why][:BESIDE]
    named = [h for h in rest if EvidenceKind.DOCUMENT_SEARCH not in h[1].why][:BESIDE]
    both = [h for h in faces if _by_paper(h)]
    shown = both + sure + [h for h in faces if h not in both] + named
    shown.sort(key=lambda h: -weight[h[0]])
    if not shown:
        return []
    photos = photos_of(asks, (h.template for _, h in shown if h.template))
    called = {one[0] for people, _ in shown for one in behind.get(people, ())}
    # The others are left out.
    seen = cards(asks, {*called, *(h.person for _, h in shown)}, sealed=True)
    seen |= {h.person: _far(h.far, seen[h.person]) for _, h in shown if h.far}
    # Whose card cannot be shown (sealed meanwhile, or not heard of yet) is nobody here.
    shown = [h for h in shown if not _is_blank(seen[h[1].person])]
    inside = inside_among(asks, {one for people, _ in shown for one in people})
    return [
        Candidate(
            person=PersonId(hit.person),
            people=people,
            card=seen[hit.person],
            rank=rank,
            why=tuple(sorted(hit.why)),
            band=_band(hit),
            photo=_photo(hit, photos) or seen[hit.person].photo,
            inside=not inside.isdisjoint(people),
            clues=_clues(answer, people),
            likely=_likely(answer, people),
            call=f"{hit.far.station} {hit.far.phone}".strip() if hit.far else "",
            same_picture=tuple(_called(seen[one[0]]) for one in behind.get(people, ())),
        )
        for rank, (people, hit) in enumerate(shown, start=1)
    ]


def _far(one: SoughtCard, here: Card) -> Card:
    """What came with the answer, unless more is on file here."""
    return card_from(one.card) if _is_blank(here) and not here.sealed else here


def _by_paper(human: _Human) -> bool:
    return EvidenceKind.DOCUMENT_SEARCH in human[1].why


def _called(card: Card) -> str:
    return card.name or card.case_number or card.elsewhere


def _weight(answer: Answer, people: tuple[UUID, ...]) -> float:
    return answer.weighed[people[0]].weight if people[0] in answer.weighed else 0.0


def _clues(answer: Answer, people: tuple[UUID, ...]) -> tuple[Clue, ...]:
    known = answer.weighed.get(people[0])
    return known.clues if known else ()


def _likely(answer: Answer, people: tuple[UUID, ...]) -> Band | None:
    """The word for all clues together."""
    chance = answer.chances.get(people[0])
    return None if chance is None else Band(likely_word(chance))


def _is_blank(card: Card) -> bool:
    return not (card.name or card.case_number or card.elsewhere)


def _band(hit: Hit) -> Band | None:
    """One gallery's word: that of the desk, where the template is here."""
    return hit.by.band(hit.score) if hit.template and hit.by else hit.band


def _photo(hit: Hit, photos: dict[UUID, Photograph]) -> Photograph | None:
    return photos.get(hit.template) if hit.template else None


def _apart(asks: Asks, found: list[Candidate]) -> tuple[Candidate, ...]:
    """Mark pairs in the list that were decided not to be the same (twins, namesakes)."""
    home = {person: c.person for c in found for person in c.people}
    pairs: set[tuple[PersonId, PersonId]] = set()
    for link in links_of(asks, home):
        if link.stands and link.answer is Sameness.NOT_SAME and {link.one, link.other} <= set(home):
            pairs |= {(home[link.one], home[link.other]), (home[link.other], home[link.one])}
    return tuple(
        replace(c, apart_from=tuple(sorted(b for a, b in pairs if a == c.person))) for c in found
    )


def contradictions(found: Iterable[Candidate], same: set[PersonId]) -> list[PersonId]:
    """Candidates answered "same" although an officer decided earlier they are two people."""
    return [c.person for c in found if c.person in same and set(c.apart_from) & same]


def enter_search(
    register: Register,
    recogniser: Recogniser | None,
    clues: Clues,
    found: Iterable[Candidate],
    visit: VisitId | None,
    why: str,
    *,
    by: Officer,
    at: datetime,
    answered: FaceAnswers | None = None,
) -> Search:
    """The line in the ledger: when, who, why, which case, by what, what was shown.

    A face search is entered only where a face was compared: who refused must find none. `answered`
    is what the centre said, where the probe was compared there as well.
    """
    if not by.may(Right.REGISTER) and not by.may(Right.DECIDE):
        raise Refused("staff.not_allowed", role=by.role, right=Right.DECIDE)
    compared = _compared(recogniser, clues)
    entry = Search(
        id=EvidenceId(new_id()),
        kind=",".join((*clues.kinds, "centre") if answered else clues.kinds),
        officer=by.id,
        at=at,
        why=why,
        visit=visit,
        engine=",".join(one.model.id for one in compared),
        looked_through=sum(one.on_file for one in compared)
        + (answered.looked_through if answered else 0),
        shown=tuple(_shown(c) for c in found),
    )
    register.write(entry, by=by.id, at=at, reason="search")
    return entry


def _compared(recogniser: Recogniser | None, clues: Clues) -> tuple[Recogniser, ...]:
    """By which engines a face was compared."""
    if recogniser is None or clues.vector is None:
        return ()
    return recogniser.both if clues.old_vector is not None else (recogniser,)


def _shown(one: Candidate) -> dict[str, str]:
    return {
        "person": str(one.person),
        "rank": str(one.rank),
        "band": one.band or "",
        "why": ",".join(one.why),
        "photo": str(one.photo.id) if one.photo else "",
    }
