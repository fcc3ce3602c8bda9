"""Who else on file may be this person: the same search as at an arrival, begun from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import numpy as np

from app.clock import local
from app.desk import calibrating, identify
from app.desk.identify import Candidate, Clues
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.errors import Refused, Unavailable
from app.domain.face import Search
from app.domain.ids import EvidenceId, VisitId, new_id
from app.domain.staff import Officer, Right
from app.domain.traits import Traits
from app.faces.bands import Calibration
from app.store.ask import Asks
from app.store.faces import photos_of, vectors_of
from app.store.people import Card, standing_visits, together
from app.store.protected import is_shut
from app.store.register import Register
from app.store.traits import traits_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Whom the search found, and what the ledger is told of it."""

    found: tuple[Candidate, ...]
    clues: Clues
    recogniser: Recogniser | None
    visit: VisitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """The model that made what is on file; nothing is measured here."""

    id: str
    model_sha256: str
    dim: int
    metric: str = "cosine"


def bands_of(asks: Asks, data: Path, engine: str) -> Calibration | None:
    """By which the words are chosen here; None where faces are not compared at this desk."""
    try:
        return calibrating.in_use(asks, data, engine).table
    except Unavailable:
        return None


def alike(
    asks: Asks, person: UUID, bands: Calibration | None, *, by: Officer, at: datetime
) -> Alike:
    """Everybody on file but these records themselves, by everything that is known of them."""
    if not by.may(Right.DECIDE):
        raise Refused("staff.not_allowed", role=by.role, right=Right.DECIDE)
    if is_shut(asks, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    people = together(asks, person)
    traits = traits_of(asks, {people[0]: people}, local(at).date()).get(people[0], Traits())
    recogniser, vector, shot = None, None, None
    mine = vectors_of(asks, people, bands.engine, bands.model_sha256, at) if bands else []
    if bands and mine:
        template, raw = mine[-1]
        vector, shot = np.frombuffer(raw, "<f4"), photos_of(asks, [template]).get(template)
        model = _Stored(id=bands.engine, model_sha256=bands.model_sha256, dim=len(vector))
        recogniser = recogniser_of(model, bands)
        recogniser.fill(asks, at)
    clues = Clues(vector=vector, shot=shot, more=traits)
    found = identify.candidates(
        asks, recogniser, clues,
        sealed=by.may(Right.SEALED), today=local(at).date(), without=people,
    )  # fmt: skip
    visits = standing_visits(asks, people)
    return Alike(
        found=found,
        clues=clues,
        recogniser=recogniser,
        visit=visits[0].id if visits else None,
    )


def enter(register: Register, search: Alike, *, by: Officer, at: datetime) -> None:
    """The line in the ledger."""
    identify.enter_search(
        register, search.recogniser, search.clues, search.found, search.visit, "compare",
        by=by, at=at,
    )  # fmt: skip


def enter_words(
    register: Register, person: UUID, shown: Sequence[Card], *, by: Officer, at: datetime
) -> None:
    """The line in the ledger where somebody was looked up by typed words; the words stay out of it,
    whom they showed does not."""
    by.must(Right.DECIDE)
    visits = standing_visits(register, together(register, person))
    rows = tuple(
        {
            "person": str(one.person), "rank": str(rank), "band": "", "why": "words",
            "photo": str(one.photo.id) if one.photo else "",
        }
        for rank, one in enumerate(shown, start=1)
    )  # fmt: skip
    entry = Search(
        id=EvidenceId(new_id()), kind="words", officer=by.id, at=at, why="compare",
        visit=visits[0].id if visits else None, shown=rows,
    )  # fmt: skip
    register.write(entry, by=by.id, at=at, reason="search")
