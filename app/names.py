"""The tables of names as they are shipped, read when they are first asked for."""

import tomllib
from functools import cache
from pathlib import Path

from app.domain.accent import Dialects
from app.domain.errors import Unavailable
from app.domain.name_tables import NameTables, counted
from app.domain.script import in_latin

FOLDER = Path(__file__).parent.parent / "assets" / "names"


@cache
def names(folder: Path = FOLDER) -> NameTables:
    """Everything; the first call reads the files and every character's sound, so let it be off the
    window's thread. Raises Unavailable "name.no_table"."""
    try:
        shares = tomllib.loads(_text(folder / "frequencies.toml"))
        cantonese, elsewhere = map(_spellings, _text(folder / "abroad.txt").split("[elsewhere]"))
        classes, ways, folk = _words(_text(folder / "folk.txt"))
        table = NameTables(
            dialects=_dialects(tomllib.loads(_text(folder / "dialects.toml"))),
            surnames=counted(shares["surnames"]),
            given=counted(shares["given"]),
            other_surname=float(shares["other_surname"]) / 10_000,
            other_common=float(shares["other_given_common"]) / 10_000,
            other_rare=float(shares["other_given_rare"]) / 10_000,
            simple=_pairs(folder / "traditional.tsv"),
            shapes=_pairs(folder / "shapes.tsv"),
            classes=classes,
            ways=ways,
            folk=folk,
            cantonese=cantonese,
            abroad=elsewhere,
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


def _words(text: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, float]]:
    """Each line lists ways to write one word, the first stands for all; a number before them says
    how many bear it. Those in other scripts are looked up as they are read."""
    classes: dict[str, str] = {}
    ways: dict[str, tuple[str, ...]] = {}
    shares: dict[str, float] = {}
    for line in _lines(text):
        words = line.split()
        if words[0].isdigit():
            share = float(words.pop(0)) / 10_000
            shares[words[0]] = share
        ways[words[0]] = tuple(words)
        for word in words:
            classes.setdefault(in_latin(word), words[0])
    return classes, ways, shares


def _spellings(text: str) -> dict[str, frozenset[str]]:
    """chan 陈灿 |wong 王黄; a surname of two characters stands whole as well."""
    found: dict[str, frozenset[str]] = {}
    for part in (part for line in _lines(text) for part in line.split("|") if part.strip()):
        letters, chars = part.split()
        found[letters] = found.get(letters, frozenset()) | {chars, *chars}
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _dialects(said: dict[str, dict[str, object]]) -> Dialects:
    return Dialects(
        order=tuple(said["order"]),
        names={name: str(words) for name, words in said["group"].items()},
        rules={name: tuple(row) for name, row in said["rule"].items()},  # type: ignore[arg-type]
        homes={name: dict(groups) for name, groups in said["home"].items()},  # type: ignore[call-overload]
        anybody=dict(said["anybody"]),  # type: ignore[arg-type]
    )
