"""Invented people: names of all kinds, homes all over the country, faces made by computer."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.domain.document import check_character

ASSETS = Path(__file__).parents[2] / "assets"
SAMPLES = ASSETS / "samples"
FACES = {
    "m04": "1", "m02": "2", "m01": "1", "m08": "2", "m07": "1",
    "m03": "2", "m09": "1", "m11": "2", "m06": "1", "m12": "1",
}  # fmt: skip
"""Folders of computer-generated faces, and the sex they pass for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where somebody is from, and the way there."""

    place: str
    county: str
    to: str
    via: str = ""
    relief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Human:
    """Somebody who does not exist; an empty name is a name that nobody knows."""

    name: str
    sex: str
    born: date
    document: str
    ethnicity: str
    home: Home
    accent: str
    mark: str
    kin: str
    face: str = ""


@cache
def told() -> dict[str, Any]:
    """The words that people and visits are made of."""
    return tomllib.loads((ASSETS / "demo/invented.toml").read_text(encoding="utf-8"))


def humans(rng: Random, count: int, today: date) -> list[Human]:
    """Everybody; the first ten have a face, the next ones the names that are hard to print."""
    faces = list(FACES.items())
    special = [(s["name"], s["sex"], s.get("ethnicity", "")) for s in told()["special"]]
    faced = [(told()["faced"].get(face) or _name(rng, sex), sex, face) for face, sex in faces]
    found = [_human(rng, name, sex, today, face=face) for name, sex, face in faced]
    found += [_human(rng, name, sex, today, folk=folk) for name, sex, folk in special]
    while len(found) < count:
        sex = rng.choice("1112")
        name = "" if rng.random() < 0.1 else _name(rng, sex)
        found.append(_human(rng, name, sex, today))
    return found[:count]


def names(rng: Random) -> Iterator[str]:
    """Names without end, none of them twice."""
    given: set[str] = set()
    while True:
        name = _name(rng, rng.choice("12"))
        while name in given:
            name += rng.choice(told()["men"])
        given.add(name)
        yield name


def _name(rng: Random, sex: str) -> str:
    words = told()
    surname = (
        rng.choice(words["compound"]) if rng.random() < 0.05 else rng.choice(words["surnames"])
    )
    return f"{surname}{rng.choice(words['men' if sex == '1' else 'women'])}"


def home(rng: Random) -> Home:
    """Somewhere in the country."""
    return Home(**rng.choice(told()["homes"]))


def _human(
    rng: Random, name: str, sex: str, today: date, *, folk: str = "", face: str = ""
) -> Human:
    words, place = told(), home(rng)
    years = rng.randint(20, 68) if face or rng.random() < 0.93 else rng.randint(5, 15)
    born = today - timedelta(days=years * 365 + rng.randint(0, 364))
    known = bool(name) and rng.random() < 0.7
    return Human(
        name=name,
        sex=sex,
        born=born,
        document=_document(rng, place.county, born, sex) if known else "",
        ethnicity=folk or ("01" if rng.random() < 0.9 else rng.choice(["03", "06", "08", "15"])),
        home=place,
        accent=rng.choice(words["accents"]),
        mark=rng.choice(words["marks"]) if rng.random() < 0.5 or not name else "",
        kin=_name(rng, rng.choice("12")) if rng.random() < 0.4 else "",
        face=face,
    )


def _document(rng: Random, county: str, born: date, sex: str) -> str:
    order = rng.randrange(1 if sex == "1" else 0, 1000, 2)
    first = f"{county}{born:%Y%m%d}{order:03d}"
    return f"{first}{check_character(first)}"
