"""The texts of the forms: read from assets/forms, checked, in the language of the paper."""

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.domain.errors import Unavailable

FORMS = Path(__file__).parents[2] / "assets" / "forms"
_T = TypeVar("_T")


class Clause(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of the form; an unverified one prints a mark that says so."""

    text: str
    unverified: bool = False


class Cell(Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled box: `width` is its share of the row, `label_width` in mm. `or_by_hand`: left for
    the pen where there is nothing to print."""

    label: str = ""
    field: str = ""
    width: float = 1
    label_width: float = 18
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    by_hand: bool = False
    or_by_hand: bool = False
    note: str = ""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cells, `height` in mm; a heading stands in a band of its own above it."""

    cells: list[Cell]
    height: float = 7.5
    heading: str = ""
    beside: bool = False


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A notice that wants an answer of its own."""

    field: str
    title: str
    clauses: list[Clause]
    choices: dict[str, str]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the parts of a form that is cut apart."""

    name: str
    rows: list[Row]


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is printed on a form and is not a fact."""

    title: str
    basis: list[Clause] = msgspec.field(default_factory=list)
    clauses: list[Clause] = msgspec.field(default_factory=list)
    rows: list[Row] = msgspec.field(default_factory=list)
    foot: list[Row] = msgspec.field(default_factory=list)
    parts: list[Part] = msgspec.field(default_factory=list)
    questions: list[Question] = msgspec.field(default_factory=list)
    words: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)

    def word(self, kind: str, code: str) -> str:
        """The printed word for a code; an unknown code is printed as it is."""
        return self.words.get(kind, {}).get(code, code)


class Common(Struct, frozen=True, forbid_unknown_fields=True):
    """The words that stand on every form."""

    copy: str
    page: str
    reprint: str
    offline: str
    signed: str
    changed: str
    synced: str
    unverified: str
    continued: str
    continuation: str
    no_photo: str
    bad_photo: str
    seal: str
    thumb: str
    number: str
    void: str
    cut: str
    empty: str
    temporary: str
    unchecked: str
    kin: dict[str, str]
    query: str
    printed: str
    words: dict[str, dict[str, str]]

    def word(self, kind: str, code: str) -> str:
        """The printed word for a code; an unknown code is printed as it is."""
        return self.words.get(kind, {}).get(code, code)


@cache
def form(name: str, lang: str, folder: Path = FORMS) -> Form:
    """A form by its name; `Unavailable` names the file and the field that is wrong."""
    return _read(folder / lang / f"{name}.toml", Form)


@cache
def common(lang: str, folder: Path = FORMS) -> Common:
    """The words of every form."""
    return _read(folder / lang / "common.toml", Common)


def _read(file: Path, kind: type[_T]) -> _T:
    name = f"{file.parent.name}/{file.name}"
    try:
        return msgspec.toml.decode(file.read_bytes(), type=kind)
    except OSError as error:
        raise Unavailable("form.missing", form=name) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise Unavailable("form.damaged", form=name, field=str(error)) from error
