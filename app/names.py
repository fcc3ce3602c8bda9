"""The tables of names as they are shipped, read when they are first asked for."""

import tomllib
from functools import cache
from pathlib import Path

from app.domain.accent import Dialects
from app.domain.errors import Unavailable
from app.domain.name_tables import NameTables, counted

FOLDER = Path(__file__).parent.parent / "assets" / "names"


@cache
def names(folder: Path = FOLDER) -> NameTables:
    """Everything; the first call reads the files and every character's sound, so let it be off the
    window's thread. Raises Unavailable "name.no_table"."""
    try:
        shares = tomllib.loads(_text(folder / "frequencies.toml"))
        table = NameTables(
            dialects=_dialects(tomllib.loads(_text(folder / "dialects.toml"))),
            surnames=counted(shares["surnames"]),
            given=counted(shares["given"]),
            other_surname=float(shares["other_surname"]) / 10_000,
            other_common=float(shares["other_given_common"]) / 10_000,
            other_rare=float(shares["other_given_rare"]) / 10_000,
            simple=_pairs(folder / "traditional.tsv"),
            shapes=_pairs(folder / "shapes.tsv"),
            classes=_classes(_text(folder / "folk.txt")),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable("name.no_table") from error
    table.prepare()
    return table


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _pairs(file: Path) -> dict[str, str]:
    lines = (line.partition("\t") for line in _text(file).splitlines())
    return {one: other for one, _, other in lines}


def _classes(text: str) -> dict[str, str]:
    """Each line lists ways to write one word; the first stands for all."""
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {word: words[0] for words in lines for word in words}


def _dialects(said: dict[str, dict[str, object]]) -> Dialects:
    return Dialects(
        order=tuple(said["order"]),
        names={name: str(words) for name, words in said["group"].items()},
        rules={name: tuple(row) for name, row in said["rule"].items()},  # type: ignore[arg-type]
        homes={name: dict(groups) for name, groups in said["home"].items()},  # type: ignore[call-overload]
        anybody=dict(said["anybody"]),  # type: ignore[arg-type]
    )
