"""What officers decided about faces on file, as labelled photographs to calibrate with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np

from app import clock
from app.arrays import Vector
from app.domain.errors import Refused
from app.domain.staff import Officer, Right
from app.domain.traits import Traits
from app.faces.bands import load_calibration
from app.faces.labelled import Photo
from app.faces.strangers import FEWEST_PAIRS
from app.store import decided
from app.store.ask import Asks
from app.store.traits import traits_of

FEWEST_PHOTOS = 245
"""Of different people each, so that there are pairs of strangers enough."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FromRegister:
    """Photographs under numbers instead of names, and what is known of each: sex, age group."""

    photos: tuple[Photo, ...]
    labels: Mapping[str, Mapping[str, str]]


def from_register(asks: Asks, engine: str, *, by: Officer, at: datetime) -> FromRegister:
    """What this station decided, as labelled photographs: templates of one human's different visits
    are pairs, everybody else is a stranger. Slow where many are on file.

    Refused "calibration.register_few" or "calibration.register_no_pairs", with what is missing.
    """
    by.must(Right.APPROVE)
    sha = load_calibration(engine).model_sha256
    shown = decided.decided(asks, engine, sha, at)
    sizes = Counter(len(one.vector) for one in shown if one.vector)
    dim = sizes.most_common(1)[0][0] if sizes else 0
    photos = tuple(_photo(number, one, dim) for number, one in enumerate(shown))
    _must_be_enough(photos)
    today = clock.local(at).date()
    return FromRegister(photos=photos, labels=_labels(asks, {one.human for one in shown}, today))


def _photo(number: int, one: decided.Shown, dim: int) -> Photo:
    vector = _unit(one.vector, dim) if one.vector is not None else None
    damaged = one.vector is not None and vector is None
    return Photo(
        person=str(one.human),
        name=str(number),
        sitting=str(one.visit),
        vector=vector,
        reasons=("gallery.not_a_template",) if damaged else one.reasons,
    )


def _unit(raw: bytes, dim: int) -> Vector | None:
    """None where it is damaged."""
    if len(raw) != dim:
        return None
    vector = np.frombuffer(raw, "<f4")
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length, np.float32) if 0.0 < length < np.inf else None


def _must_be_enough(photos: Sequence[Photo]) -> None:
    usable = Counter(photo.person for photo in photos if photo.vector is not None)
    whole = usable.total()
    if (whole**2 - sum(count**2 for count in usable.values())) // 2 < FEWEST_PAIRS:
        missing = max(1, FEWEST_PHOTOS - whole)
        raise Refused("calibration.register_few", people=len(usable), photos=whole, missing=missing)
    sittings: dict[str, set[str]] = {}
    for photo in photos:
        sittings.setdefault(photo.person, set()).add(photo.sitting)
    if all(len(times) < 2 for times in sittings.values()):
        raise Refused("calibration.register_no_pairs", people=len(usable))


def _labels(asks: Asks, humans: Iterable[UUID], today: date) -> dict[str, dict[str, str]]:
    """Sex and age group, where they are known."""
    group: dict[UUID, set[UUID]] = {human: {human} for human in humans}
    for record, human in decided.humans(asks).items():
        if human in group:
            group[human].add(record)
    order, found = sorted(group), dict[str, dict[str, str]]()
    for start in range(0, len(order), _AT_ONCE):
        some = {human: group[human] for human in order[start : start + _AT_ONCE]}
        for human, traits in traits_of(asks, some, today).items():
            known = {"sex": _sex(traits), "age_group": _age_group(traits, today)}
            found[str(human)] = {column: label for column, label in known.items() if label}
    return found


def _sex(traits: Traits) -> str:
    return traits.sex if traits.sex in {"1", "2"} else ""


def _age_group(traits: Traits, today: date) -> str:
    if traits.birth[:4].isdigit():
        years = today.year - int(traits.birth[:4])
    elif traits.ages:
        years = sum(traits.ages) // 2
    else:
        return ""
    return "<18" if years < 18 else "60+" if years >= 60 else "18-59"
