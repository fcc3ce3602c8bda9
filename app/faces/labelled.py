"""Photographs of which it is known whom they show: FOLDER/PERSON/pictures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from app.arrays import Vector
from app.domain.errors import Refused

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})
MOST_BYTES = 64 * 1024 * 1024
MOST_PHOTOS = 4000
"""Eight million pairs: more cost memory, not doubt. Of a larger set whole people are drawn."""
SEED = 20261123

Step = Callable[[int, int], None]
"""How many are done, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """What a look at a picture gave: no vector where none may be made of it, and why."""

    vector: Vector | None
    reasons: tuple[str, ...] = ()


def seen_as(vector: bytes | None, reasons: tuple[str, ...]) -> Seen:
    """A look that another process took."""
    numbers = None if vector is None else np.frombuffer(vector, "<f4")
    return Seen(vector=numbers, reasons=reasons)


Sees = Callable[[Path], Seen]
"""Looks at a picture file; Refused where it is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Photo:
    """One photograph and whom it shows; without a vector it is a miss wherever it is asked for.

    Photographs of one `sitting` were taken minutes apart: they are no proof that somebody is found
    again, and make no pair.
    """

    person: str
    name: str
    sitting: str
    vector: Vector | None
    reasons: tuple[str, ...] = ()
    sha256: str = ""


def find(folder: Path) -> list[Path]:
    """The pictures, person by person.

    Refused "calibration.no_folder", "calibration.flat", "calibration.empty" or
    "calibration.no_pairs".
    """
    if not folder.is_dir():
        raise Refused("calibration.no_folder", folder=folder.name)
    try:
        files = sorted(one for one in folder.glob("*/*") if is_picture(one))
        loose = any(is_picture(one) for one in folder.iterdir())
    except OSError as error:
        raise Refused("calibration.no_folder", folder=folder.name) from error
    if not files:
        key = "calibration.flat" if loose else "calibration.empty"
        raise Refused(key, folder=folder.name)
    must_have_pairs([file.parent.name for file in files])
    return files


def must_have_pairs(people: Sequence[str]) -> None:
    """Refused "calibration.no_pairs" where nobody has two photographs."""
    if len(set(people)) == len(people):
        raise Refused("calibration.no_pairs", people=len(people))


def is_picture(file: Path) -> bool:
    """By its name; what is in it is seen when it is looked at."""
    return file.suffix.lower() in PICTURES and file.is_file()


def look_at(file: Path, sees: Sees) -> Photo:
    """One of these pictures, measured; one that cannot be used stays on the list, with why."""
    blank = Photo(person=file.parent.name, name=file.name, sitting=file.name, vector=None)
    try:
        if file.stat().st_size > MOST_BYTES:
            return replace(blank, reasons=("photo.too_large",))
        whole = sha256(file.read_bytes()).hexdigest()
        seen = sees(file)
    except OSError:
        return replace(blank, reasons=("calibration.unreadable",))
    except Refused as refused:
        return replace(blank, reasons=(refused.key,), sha256=whole)
    return replace(blank, vector=seen.vector, reasons=seen.reasons, sha256=whole)


def look_at_all(files: Sequence[Path], sees: Sees, step: Step) -> list[Photo]:
    """Every picture, one after the other; `step` hears after each."""
    photos = []
    for done, file in enumerate(files, start=1):
        photos.append(look_at(file, sees))
        step(done, len(files))
    return photos


def few(files: list[Path]) -> list[Path]:
    """All, or of very many those of the people who are drawn: nobody waits for the rest."""
    taken = _taken([file.parent.name for file in files])
    return [file for file in files if file.parent.name in taken]


def drawn(photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """All, or of very many those of people drawn by a fixed seed."""
    taken = _taken([photo.person for photo in photos])
    return tuple(photo for photo in photos if photo.person in taken)


def _taken(people: Sequence[str]) -> set[str]:
    """Whose photographs are measured, by whom each of all photographs shows."""
    of = _counted(people)
    if len(people) <= MOST_PHOTOS:
        return set(of)
    names = sorted(of)
    taken, room = set(), MOST_PHOTOS
    for at in np.random.default_rng(SEED).permutation(len(names)):
        if of[names[at]] <= room:
            taken.add(names[at])
            room -= of[names[at]]
    return taken


def _counted(people: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for person in people:
        found[person] = found.get(person, 0) + 1
    return found
