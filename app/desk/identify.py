"""Who is this? Candidates by face, document and name; the officer decides, the ledger remembers."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from uuid import UUID

from app.arrays import Vector
from app.domain.errors import Refused
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Band, Photograph, Search, Template
from app.domain.ids import EvidenceId, PersonId, VisitId, new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Right
from app.faces.bands import Calibration, load_calibration
from app.faces.engine import Model
from app.faces.gallery import Gallery
from app.store import others
from app.store.ask import Asks
from app.store.faces import lapsed, photos_of, vectors, withdrawn
from app.store.people import Card, cards, inside_among, links_of, together_each, with_claim
from app.store.protected import sealed_among
from app.store.register import Register
from app.wire.faces import FaceAnswers, FaceHit

SHOWN = 10
BESIDE = 5
"""How many are shown beside the faces for a document, and for a name, at most."""
_LOOKED_AT = 40
_POURED = 10_000


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known so far; every part may be missing."""

    vector: Vector | None = None
    number: str = ""
    name: str = ""
    birth: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What can be looked for with these: face, document, name (only with a birth)."""
        there = {
            "face": self.vector is not None,
            "document": bool(self.number),
            "name": bool(self.name and self.birth),
        }
        return tuple(kind for kind, known in there.items() if known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    person: UUID
    why: set[EvidenceKind] = field(default_factory=set)
    score: float = -1.0
    template: UUID | None = None
    band: Band | None = None
    """As the centre said it, where it was compared there."""

    @property
    def by_face(self) -> bool:
        """Whether a face was compared."""
        return EvidenceKind.FACE_SEARCH in self.why


class Recogniser:
    """Gallery and bands of one desk, kept in memory and in step with the register."""

    def __init__(self, model: Model, calibration: Calibration) -> None:
        self.model = model
        self._bands = calibration
        self._gallery = Gallery(model.id, model.dim)
        self._others: set[UUID] = set()

    @property
    def on_file(self) -> int:
        """How many faces it knows. Not a length: an engine with nobody on file is still there."""
        return len(self._gallery)

    def fill(self, asks: Asks, at: datetime) -> None:
        """Read every usable template of this engine."""
        rows = vectors(asks, self.model.id, self.model.model_sha256, at)
        while some := list(islice(rows, _POURED)):
            self._pour(some)
        self.follow_others(asks, at)

    def _pour(self, rows: list[tuple[UUID, UUID, bytes]]) -> None:
        persons, templates, raw = (list(column) for column in zip(*rows, strict=True))
        try:
            self._gallery.pour(persons, templates, raw)
        except Refused:  # one of them is damaged: the others are searched all the same
            for row in rows:
                with suppress(Refused):
                    self._gallery.add(*row, engine=self.model.id)

    def follow_others(self, asks: Asks, at: datetime, among: frozenset[UUID] | None = None) -> None:
        """Templates that other stations share, all or those among some ids: those that came, and
        without those that went."""
        here: set[UUID] = set()
        name, sha256 = self.model.id, self.model.model_sha256
        for person, template, vector in others.vectors(asks, name, sha256, at, among):
            here.add(template)
            self._gallery.add(person, template, vector, engine=name)
        gone = (self._others if among is None else self._others & among) - here
        for template in gone:
            self._gallery.remove(template)
        self._others = (self._others - gone) | here

    def keep(self, template: Template) -> None:
        """A template that was just saved."""
        self._gallery.add(template.person, template.id, template.vector, engine=template.engine)

    def keep_new(self, asks: Asks, ids: frozenset[UUID], at: datetime) -> None:
        """Templates among the changed records; one that is gone is forgotten."""
        model = self.model
        for gone in ids:
            self._gallery.remove(gone)
        for person, template, vector in vectors(asks, model.id, model.model_sha256, at, ids):
            self._gallery.add(person, template, vector, engine=model.id)

    def let_lapse(self, asks: Asks, at: datetime) -> None:
        """Nobody is found any more by a template whose ground has run out."""
        for template in lapsed(asks, at):
            self._gallery.remove(template)
        self.follow_others(asks, at)

    def take_back(self, asks: Asks, answers: frozenset[UUID]) -> None:
        """Nobody is found any more who took back their yes with one of these answers."""
        for template in withdrawn(asks, answers):
            self._gallery.remove(template)

    def forget(self, template: UUID) -> None:
        """A template that was withdrawn."""
        self._gallery.remove(template)

    def hits(self, vector: Vector, count: int) -> list[_Hit]:
        """The nearest persons, best first."""
        return [
            _Hit(
                person=h.person, why={EvidenceKind.FACE_SEARCH}, score=h.score, template=h.template
            )
            for h in self._gallery.search(vector, k=count)
        ]

    def band(self, score: float) -> Band | None:
        """The word for a score, given how many are on file."""
        return self._bands.band(score, len(self._gallery))


def recogniser_of(model: Model) -> Recogniser:
    """An empty gallery for templates of this model, with its bands."""
    return Recogniser(model, load_calibration(model.id))


def candidates(
    asks: Asks,
    recogniser: Recogniser | None,
    clues: Clues,
    answered: Iterable[FaceHit] = (),
    *,
    sealed: bool = False,
) -> tuple[Candidate, ...]:
    """Everybody on file whom a clue points to: documents first, then faces, then names. Sealed
    persons are among them only for somebody who may see them.

    `answered`: whom the centre found alike, where it was asked.
    """
    papers: list[_Hit] = []
    if clues.number:
        found = with_claim(asks, ClaimKind.DOCUMENT, clues.number)
        papers += [_Hit(person=p, why={EvidenceKind.DOCUMENT_SEARCH}) for p in found]
    papers += [_Hit(person=p, why={EvidenceKind.NAME_SEARCH}) for p in _namesakes(asks, clues)]
    there = [
        _Hit(person=h.person, why={EvidenceKind.FACE_SEARCH}, score=h.score, band=h.band)
        for h in answered
    ]
    faces = sorted([*_faces(asks, recogniser, clues), *there], key=lambda h: -h.score)
    hits = [*faces, *papers]
    shut = frozenset() if sealed else sealed_among(asks, {hit.person for hit in hits})
    humans = _gathered(asks, [hit for hit in hits if hit.person not in shut])
    return _apart(asks, _listed(asks, recogniser, humans))


def _faces(asks: Asks, recogniser: Recogniser | None, clues: Clues) -> list[_Hit]:
    """Enough of the nearest records to show ten humans: who came forty times has forty records,
    and must not take everybody else's place."""
    if clues.vector is None or recogniser is None:
        return []
    count = _LOOKED_AT
    while True:
        hits = recogniser.hits(clues.vector, count)
        if len(hits) < count or len(_gathered(asks, hits)) >= SHOWN:
            return hits
        count *= 4


def _namesakes(asks: Asks, clues: Clues) -> list[UUID]:
    """Same name and same birth; the name alone would drown the officer in 张伟."""
    if not clues.name or not clues.birth:
        return []
    born = set(with_claim(asks, ClaimKind.BIRTH, clues.birth))
    named = with_claim(asks, ClaimKind.NAME, clues.name)
    return [p for p in named if p in born]


def _gathered(asks: Asks, hits: Iterable[_Hit]) -> list[tuple[tuple[UUID, ...], _Hit]]:
    """One hit a human: persons linked as the same count together, the best face is kept."""
    humans: dict[UUID, tuple[tuple[UUID, ...], _Hit]] = {}
    found = list(hits)
    linked = together_each(asks, {hit.person for hit in found})
    for hit in found:
        people = linked[hit.person]
        known = humans.get(people[0])
        if known is None:
            humans[people[0]] = (people, hit)
            continue
        best = max(known[1], hit, key=lambda h: (h.score, h.template is not None))
        humans[people[0]] = (people, replace(best, why=known[1].why | hit.why))
    return list(humans.values())


def _listed(
    asks: Asks, recogniser: Recogniser | None, humans: list[tuple[tuple[UUID, ...], _Hit]]
) -> list[Candidate]:
    """The ten best faces are always there; documents stand before them, names after them."""
    faces = [h for h in humans if h[1].by_face][:SHOWN]
    rest = [h for h in humans if not h[1].by_face]
    sure = [h for h in rest if EvidenceKind.DOCUMENT_SEARCH in h[1].why][:BESIDE]
    named = [h for h in rest if EvidenceKind.DOCUMENT_SEARCH not in h[1].why][:BESIDE]
    both = [h for h in faces if EvidenceKind.DOCUMENT_SEARCH in h[1].why]
    shown = both + sure + [h for h in faces if h not in both] + named
    if not shown:
        return []
    photos = photos_of(asks, (h.template for _, h in shown if h.template))
    seen = cards(asks, (h.person for _, h in shown), sealed=True)  # the others are left out
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
            band=_band(hit, recogniser),
            photo=_photo(hit, photos) or seen[hit.person].photo,
            inside=not inside.isdisjoint(people),
        )
        for rank, (people, hit) in enumerate(shown, start=1)
    ]


def _is_blank(card: Card) -> bool:
    return not (card.name or card.case_number or card.elsewhere)


def _band(hit: _Hit, recogniser: Recogniser | None) -> Band | None:
    """One gallery's word: that of the desk, where the template is here."""
    return recogniser.band(hit.score) if hit.template and recogniser else hit.band


def _photo(hit: _Hit, photos: dict[UUID, Photograph]) -> Photograph | None:
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
    visit: VisitId,
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
    compared = recogniser if clues.vector is not None else None
    entry = Search(
        id=EvidenceId(new_id()),
        kind=",".join((*clues.kinds, "centre") if answered else clues.kinds),
        officer=by.id,
        at=at,
        why=why,
        visit=visit,
        engine=compared.model.id if compared else "",
        looked_through=(compared.on_file if compared else 0)
        + (answered.looked_through if answered else 0),
        shown=tuple(_shown(c) for c in found),
    )
    register.write(entry, by=by.id, at=at, reason="search")
    return entry


def _shown(one: Candidate) -> dict[str, str]:
    return {
        "person": str(one.person),
        "rank": str(one.rank),
        "band": one.band or "",
        "why": ",".join(one.why),
        "photo": str(one.photo.id) if one.photo else "",
    }
