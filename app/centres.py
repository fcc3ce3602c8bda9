"""Where stations lie: the middle of their city or district, as it is shipped."""

from functools import cache

from app.domain.came import Point
from app.domain.errors import Unavailable
from app.domain.place import Places
from app.places import FOLDER

_DIGITS = 6
MUNICIPALITIES = frozenset({"11", "12", "31", "50", "81", "82"})
"""Provinces that are one city."""


@cache
def centres() -> dict[str, Point]:
    """Longitude and latitude by code: provinces by two digits, cities and districts by six.

    Raises Unavailable "place.no_centres".
    """
    try:
        lines = (FOLDER / "centres.tsv").read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines)
        return {code: (float(lon), float(lat)) for code, lon, lat in rows}
    except (OSError, ValueError) as error:
        raise Unavailable("place.no_centres") from error


def point_of(station: str) -> Point | None:
    """Of a station's code (440114-01): its district, else its city; None where neither is known.

    A province alone is no place: distances would be wrong by hundreds of kilometres.
    """
    code, known = station[:6], centres()
    if len(code) != _DIGITS or not code.isdigit():
        return None
    return known.get(code) or known.get(f"{code[:4]}00") or _municipality(code, known)


def _municipality(code: str, known: dict[str, Point]) -> Point | None:
    return known.get(code[:2]) if code[:2] in MUNICIPALITIES else None


def place_of(station: str, table: Places) -> str:
    """The city and district of a station's code, by whose names people know it; "" for none."""
    rows = (table.by_code.get(part) for part in (f"{station[:4]}00", station[:6]))
    named = "".join(dict.fromkeys(found[-1].name for found in rows if found))
    province = table.by_code.get(f"{station[:2]}0000")
    if station[:2] in MUNICIPALITIES or not named:
        return (province[-1].name if province else "") + named
    return named
