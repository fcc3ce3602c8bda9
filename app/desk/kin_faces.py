"""Two photographs of a pair beside each other, and their faces compared where both sides allow it.

Everything is asked of the register anew each time it is looked at, and nothing of it is kept: a
withdrawal on either side takes the evidence away at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import numpy as np

from app import clock
from app.arrays import cosine
from app.desk.face_facts import between
from app.domain.clue import Clue
from app.domain.errors import Unavailable
from app.domain.face import Measured, Photograph, Scope, Template
from app.domain.face_sharing import Standing
from app.domain.inquiry import Inquiry
from app.domain.inquiry_photo import InquiryPhoto, Use, standing
from app.domain.kin_face import (
    UNKNOWN_YEARS,
    FaceSays,
    not_compared,
    says,
    why_not_family,
    why_not_person,
)
from app.domain.kin_match import KinState, Pair
from app.domain.visit import About
from app.faces.bands import Calibration
from app.store.ask import Asks, several
from app.store.faces import photos_of, vectors_of
from app.store.inquiries import inquiry_of, photos_among
from app.store.people import File, file_of
from app.store.protected import sealed_among
from app.store.traits import births_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A photograph of the family that may be compared, and in which year it was taken."""

    jpeg: bytes
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A face on file that may be compared, and the picture it is of, where that is here."""

    vector: bytes
    photo: Photograph | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Both sides of a pair: the photograph on file, the newest one of the family and the year said
    of it; `why_not`: the key of the sentence where faces are not compared."""

    ours: Photograph | None = None
    theirs: InquiryPhoto | None = None
    year: str = ""
    why_not: str = ""
    given: tuple[Given, ...] = ()
    known: tuple[Known, ...] = ()
    births: tuple[str, ...] = ()


def beside(asks: Asks, pair: Pair, bands: Calibration | None, at: datetime) -> Beside:
    """What may be shown and compared of a pair; of somebody sealed nothing, whoever asks."""
    if sealed_among(asks, [pair.person]):
        return Beside(why_not="kin_face.sealed")
    file = file_of(asks, pair.person)
    ours = file.photos[-1] if file.photos else None
    whole = inquiry_of(asks, pair.inquiry)
    if whole is None:
        return Beside(ours=ours, why_not="kin_face.elsewhere")
    photos = standing(photos_among(asks, [whole.id]), whole)
    if not whole.is_open or not photos:
        return Beside(ours=ours, why_not="kin_face.none_theirs")
    years = {one.id: one.detail.get("year", "") for one in whole.photos}
    why, known = _person_side(asks, pair, file, bands, at)
    why = why or why_not_family(whole.photos)
    try:
        given = [] if why else _given(asks, whole, photos, years)
    except Unavailable:
        why, given = "kin_face.picture_away", []
    births = births_of(asks, [pair.person]).get(pair.person, ())
    newest = photos[-1]
    return Beside(
        ours=ours, theirs=newest, year=years[newest.consent], why_not=why, given=tuple(given),
        known=() if why else tuple(known),
        births=tuple(filter(None, (whole.value("birth"), *births))),
    )  # fmt: skip


def _person_side(
    asks: Asks, pair: Pair, file: File, bands: Calibration | None, at: datetime
) -> tuple[str, list[Known]]:
    """Why no face of this human may be compared, or those that may."""
    if pair.state is KinState.DECLINED:
        return "kin_face.declined", []
    if not file.photos:
        return "kin_face.none_ours", []
    if bands is None:
        return "kin_face.no_engine", []
    said = [one for one in file.consents if one.about is About.FACE]
    last = max(said, key=lambda one: (one.at, one.id.int), default=None)
    found = dict(vectors_of(asks, file.people, bands.engine, bands.model_sha256, at))
    why = "kin_face.person_not_measured"
    known = []
    photos = photos_of(asks, found)
    for one in several(asks, Template, found).values():
        stands = Standing(
            basis=one.basis, scope=one.scope, lapses_at=one.lapses_at, sealed=False,
            answer=last.answer if last else None,
            answered_scope=(last.scope or Scope.STATION) if last else None,
        )  # fmt: skip
        why = why_not_person(stands, at)
        if not why:
            known.append(Known(vector=found[one.id], photo=photos.get(one.id)))
    return ("" if known else why), known


def _given(
    asks: Asks, whole: Inquiry, photos: Iterable[InquiryPhoto], years: Mapping[UUID, str]
) -> list[Given]:
    """Those that the family lets be compared."""
    may = {one.id for one in whole.photos if one.detail.get("for") == Use.COMPARE}
    return [
        Given(jpeg=asks.blobs.get(one.picture), year=years[one.consent])
        for one in photos
        if one.consent in may
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Then:
    """The family's photograph as far as comparing goes."""

    taken_at: datetime
    quality: float
    reasons: tuple[str, ...]


def compared(sides: Beside, seen: Sequence[Measured | None], bands: Calibration | None) -> FaceSays:
    """What the most alike two say. `seen`: the family's photographs measured just now, in the order
    of `given`; None where no engine is there."""
    if sides.why_not:
        return not_compared(sides.why_not)
    if bands is None or not any(seen):
        return not_compared("kin_face.no_engine")
    model = bands.engine, bands.model_sha256
    clues = [
        _clue(given, one.vector, one, known, sides.births, bands)
        for given, one in zip(sides.given, seen, strict=True)
        if one is not None and one.vector is not None and (one.engine, one.model_sha256) == model
        for known in sides.known
    ]
    best = max(filter(None, clues), key=lambda clue: clue.weight, default=None)
    return says(best) if best else not_compared("kin_face.no_face")


def _clue(
    given: Given, numbers: bytes, seen: Measured, known: Known, births: Iterable[str],
    bands: Calibration,
) -> Clue | None:  # fmt: skip
    """What two faces say; None where one of them is damaged."""
    one, other = (np.frombuffer(raw, "<f4") for raw in (numbers, known.vector))
    if one.shape != other.shape or not np.isfinite(other).all() or not other.any():
        return None
    score = cosine(one, other)
    facts = between(_then(given.year, known.photo, seen), known.photo, births)
    return facts.clue(score, bands.strangers_at(score))


def _then(year: str, ours: Photograph | None, seen: Measured) -> _Then:
    """Where nobody knows when it was taken, some years before the one on file."""
    if year:
        taken = datetime(int(year), 7, 1, tzinfo=UTC)
    else:
        taken = ours.taken_at if ours else clock.now()
        taken = taken.replace(year=taken.year - UNKNOWN_YEARS, day=1)
    return _Then(taken_at=taken, quality=seen.quality.score, reasons=seen.quality.reasons)
