"""The faces on file as one desk searches them: gallery and bands, in step with the register."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from app.arrays import Vector
from app.domain.errors import Refused
from app.domain.evidence import EvidenceKind
from app.domain.face import Band, Template
from app.faces.bands import Calibration, load_calibration
from app.faces.engine import Model
from app.faces.gallery import Gallery
from app.store import others
from app.store.ask import Asks
from app.store.faces import concerned, lapsed, vectors
from app.wire.permit import SoughtCard

_POURED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Somebody whom something points to, before humans are gathered."""

    person: UUID
    why: set[EvidenceKind] = field(default_factory=set)
    score: float = -1.0
    template: UUID | None = None
    band: Band | None = None
    """As the centre said it, where it was compared there."""
    rarity: float = -1.0
    """How few strangers are as like, given how many were compared: the best comes first by it."""
    by: "Recogniser | None" = None
    far: SoughtCard | None = None
    """The index card that came with the answer: of another province there is none here."""

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
        self.old: Recogniser | None = None
        """That of the engine whose templates are being replaced: it answers as well till then."""

    @property
    def both(self) -> "tuple[Recogniser, ...]":
        """This one, and the one that is on its way out."""
        return (self, self.old) if self.old else (self,)

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

    def look_again(self, asks: Asks, changed: frozenset[UUID], at: datetime) -> None:
        """Somebody said no, or who is the same human was decided or undone: of all their templates
        only those that hold now are found."""
        self.keep_new(asks, concerned(asks, changed), at)

    def forget(self, template: UUID) -> None:
        """A template that was withdrawn."""
        self._gallery.remove(template)

    def hits(self, vector: Vector, count: int) -> list[Hit]:
        """The nearest persons, best first."""
        return [
            Hit(
                person=h.person, why={EvidenceKind.FACE_SEARCH}, score=h.score,
                template=h.template, rarity=self.rarity(h.score), by=self,
            )
            for h in self._gallery.search(vector, k=count)
        ]  # fmt: skip

    def rarity(self, score: float) -> float:
        """The rarer, the greater: in this the scores of two engines compare."""
        return -self._bands.strangers_among(score, len(self._gallery))

    def judge_by(self, calibration: Calibration) -> None:
        """From now on words come from this table; what is in the gallery stays."""
        self._bands = calibration

    @property
    def bands(self) -> Calibration:
        """By which its scores become words."""
        return self._bands

    def strangers_at(self, score: float) -> float:
        """How densely strangers score here, as a natural log."""
        return self._bands.strangers_at(score)

    def band(self, score: float) -> Band | None:
        """The word for a score, given how many are on file."""
        return self._bands.band(score, len(self._gallery))


def recogniser_of(model: Model, calibration: Calibration | None = None) -> Recogniser:
    """An empty gallery for templates of this model, with its bands: the shipped ones if none are
    given."""
    return Recogniser(model, calibration or load_calibration(model.id))
