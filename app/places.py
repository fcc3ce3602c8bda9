"""The table of places as it is shipped, read when it is first asked for."""

import gzip
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
        table = Places(read_row(line) for line in text.splitlines())
    except (OSError, EOFError, ValueError) as error:
        raise Unavailable("place.no_table") from error
    table.prepare()
    return table


def ready() -> Places | None:
    """The table, if somebody has asked for it before: never waits."""
    return places() if places.cache_info().currsize else None
