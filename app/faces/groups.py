"""Labels of people from a list: sex, age group, or whatever else a column says."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.domain.errors import Refused

_MOST_BYTES = 20_000_000
_MOST_CELL = 1000
Labels = Mapping[str, Mapping[str, str]]
"""person -> column -> label."""


def read_groups(file: Path, people: Iterable[str]) -> dict[str, dict[str, str]]:
    """A CSV in UTF-8 whose column `person` names the folders; every other column is a label, an
    empty cell says nothing.

    Refused "groups.no_file", "groups.not_csv", "groups.no_head", "groups.no_column",
    "groups.no_person", "groups.unknown" or "groups.twice", each with the line.
    """
    known, found = set(people), dict[str, dict[str, str]]()
    for line, row in _rows(file):
        person = row.pop("person", "").strip()
        if not person:
            raise Refused("groups.no_person", file=file.name, line=line)
        if person not in known:
            raise Refused("groups.unknown", file=file.name, line=line, person=person)
        if person in found:
            raise Refused("groups.twice", file=file.name, line=line, person=person)
        found[person] = {column: said for column, cell in row.items() if (said := cell.strip())}
    return found


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    csv.field_size_limit(_MOST_CELL)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise Refused("groups.not_csv", file=file.name)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, strict=True)
            heads = [head.strip() for head in reader.fieldnames or ()]
            if "person" not in heads:
                raise Refused("groups.no_head", file=file.name)
            if len(set(heads)) != len(heads) or len(heads) < 2:
                raise Refused("groups.no_column", file=file.name)
            reader.fieldnames = heads
            # None holds cells beyond the last heading; a short row has None in the others.
            return [(reader.line_num, {k: v for k, v in row.items() if k and v}) for row in reader]
    except OSError as error:
        raise Refused("groups.no_file", file=file.name) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("groups.not_csv", file=file.name) from error
