"""Labels of people from a list: sex, age group, or whatever else a column says."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.domain.errors import Refused
from app.sheet import Most, plain, read_sheet

_MOST = Most(size=20_000_000, cell=1000)
Labels = Mapping[str, Mapping[str, str]]
"""person -> column -> label."""


def read_groups(file: Path, people: Iterable[str]) -> dict[str, dict[str, str]]:
    """A CSV in UTF-8 whose column `person` names the folders; every other column is a label, an
    empty cell says nothing.

    Refused "sheet.…", "groups.no_column", or with the line "groups.unknown".
    """
    sheet = read_sheet(file, "person", _MOST)
    if not sheet.columns:
        raise Refused("groups.no_column", file=file.name)
    known = set(people)
    for row in sheet.rows:
        if row.name not in known:
            who = plain(row.name)
            raise Refused("groups.unknown", file=file.name, line=row.line, person=who)
    return {row.name: row.cells for row in sheet.rows}
