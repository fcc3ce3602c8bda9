"""The table of places as it is shipped, read when it is first asked for."""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.domain.errors import Unavailable
from app.domain.place import Places, read_row

FOLDER = Path(__file__).parent.parent / "assets" / "places"


@cache
def places(folder: Path = FOLDER) -> Places:
    """Every place; the first call reads the file, so let it be off the window's thread.

    Raises Unavailable "place.no_table": then what is typed is kept, and nothing is offered.
    """
    try:
        text = gzip.decompress((folder / "places.tsv.gz").read_bytes()).decode()
        said = (folder / "said.tsv").read_text(encoding="utf-8")
        table = Places(map(read_row, text.splitlines()), dict(_said(said)))
    except (OSError, EOFError, ValueError) as error:
        raise Unavailable("place.no_table") from error
    table.prepare()
    return table


def _said(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        if not line.startswith("#"):
            name, codes = line.split("\t")
            yield name, codes.split(",")


def ready() -> Places | None:
    """The table, if somebody has asked for it before: never waits."""
    return places() if places.cache_info().currsize else None
