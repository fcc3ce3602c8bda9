"""The table alone, from templates with labels: FOLDER/PERSON/pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.faces.bands import Calibration
from app.faces.engine import Engine
from app.faces.labelled import Seen, Sees, is_picture, look_at
from app.faces.look import look
from app.faces.picture import load_picture
from app.faces.strangers import Codes, Strangers
from app.faces.survey import margin_of, table_of

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Templates with their labels."""

    people: tuple[str, ...]
    vectors: npt.NDArray[np.float32]

    def codes(self) -> tuple[list[str], Codes]:
        """People in order, and whose template each is."""
        names = sorted(set(self.people))
        place = {name: at for at, name in enumerate(names)}
        return names, np.array([place[who] for who in self.people], np.intp)


def sees_with(engine: Engine) -> Sees:
    """A look at a picture file in this process."""

    def sees(file: Path) -> Seen:
        seen = look(load_picture(file.read_bytes()), engine)
        return Seen(vector=seen.vector, reasons=seen.quality.reasons)

    return sees


def measure(folder: Path, engine: Engine, same: Sequence[tuple[str, str]] = ()) -> Measured:
    """Templates of every usable picture; `same` joins people who stand in two folders."""
    one, sees = dict(same), sees_with(engine)
    photos = [look_at(file, sees) for file in sorted(folder.glob("*/*")) if is_picture(file)]
    usable = [photo for photo in photos if photo.vector is not None]
    people = tuple(one.get(photo.person, photo.person) for photo in usable)
    return Measured(people, np.array([photo.vector for photo in usable], np.float32))


def calibrate(
    measured: Measured, engine: Engine, *, made_from: str, like: Iterable[str] = ()
) -> Calibration:
    """`like` names the people most like the station's; where they are more often taken for each
    other than people in general, every gallery counts as that many times larger. Refused
    "calibration.too_few" where there are too few pairs of strangers."""
    names, codes = measured.codes()
    strangers, alike = Strangers(codes, measured.vectors), set(like)
    members = np.array([at for at, name in enumerate(names) if name in alike], np.intp)
    margin = margin_of(strangers, members) if len(members) else 1.0
    return table_of(strangers, engine, made_from, margin)
