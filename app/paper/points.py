"""A notice in a few pictures with a short line each, for whoever does not read."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from app.domain.errors import Unavailable

PICTOGRAMS = Path(__file__).parents[2] / "assets" / "pictograms"


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to know; `picture` is a drawing in assets/pictograms."""

    picture: str
    text: str


@cache
def _all(lang: str, folder: Path) -> dict[str, list[Point]]:
    name = f"pictograms/{lang}.toml"
    try:
        return msgspec.toml.decode((folder / f"{lang}.toml").read_bytes(), type=_Points)
    except OSError as error:
        raise Unavailable("form.missing", form=name) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise Unavailable("form.damaged", form=name, field=str(error)) from error


def points(form: str, lang: str, folder: Path = PICTOGRAMS) -> list[Point]:
    """Of a form, in the order in which they are shown; none where a form has no pictures."""
    return _all(lang, folder).get(form, [])


_Points = dict[str, list[Point]]
