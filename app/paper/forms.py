"""The texts of the forms: read from assets/forms, checked, in the language of the paper."""

from codecs import BOM_UTF8
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from app.domain.errors import Unavailable

OWN = "forms"
"""Folder in the data folder with a province's own texts."""
FORMS = Path(__file__).parents[2] / "assets" / "forms"
_T = TypeVar("_T")
_OWN: dict[str, Path | None] = {"folder": None}
# The longest of both languages; what a province writes is held to less (app/paper/texts.py).
_Short = Annotated[str, Meta(max_length=120)]
_Named = Annotated[str, Meta(min_length=1, max_length=120)]
_Sentence = Annotated[str, Meta(min_length=1, max_length=1800)]
_Millimetres = Annotated[float, Meta(gt=0, le=297)]


class Clause(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of the form; an unverified one prints a mark that says so."""

    text: _Sentence
    unverified: bool = False


class Cell(Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled box: `width` is its share of the row, `label_width` in mm. `or_by_hand`: left for
    the pen where there is nothing to print."""

    label: _Short = ""
    field: str = ""
    width: _Millimetres = 1
    label_width: _Millimetres = 18
    choices: dict[str, _Named] = msgspec.field(default_factory=dict)
    by_hand: bool = False
    or_by_hand: bool = False
    note: _Short = ""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of cells, `height` in mm; a heading stands in a band of its own above it."""

    cells: list[Cell]
    height: _Millimetres = 7.5
    heading: _Short = ""
    beside: bool = False


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A notice that wants an answer of its own."""

    field: str
    title: _Named
    clauses: list[Clause]
    choices: dict[str, _Named]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the parts of a form that is cut apart."""

    name: _Named
    rows: list[Row]


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is printed on a form and is not a fact."""

    title: _Named
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


def form(name: str, lang: str, folder: Path = FORMS) -> Form:
    """A form by its name, with a province's own texts where there are some; `Unavailable` names the
    file and the field that is wrong in a shipped one."""
    shipped = shipped_form(name, lang, folder)
    return _own_form(name, lang, *own) if folder == FORMS and (own := _own(name, lang)) else shipped


def common(lang: str, folder: Path = FORMS) -> Common:
    """The words of every form, in the same way."""
    shipped = shipped_common(lang, folder)
    return _own_common(lang, *own) if folder == FORMS and (own := _own("common", lang)) else shipped


@cache
def shipped_form(name: str, lang: str, folder: Path = FORMS) -> Form:
    """A form as it is shipped."""
    return _read(folder / lang / f"{name}.toml", Form)


@cache
def shipped_common(lang: str, folder: Path = FORMS) -> Common:
    """The words of every form as they are shipped."""
    return _read(folder / lang / "common.toml", Common)


def use_own(folder: Path | None) -> None:
    """From now on a province's folder is looked into as well, in the whole program; None: not."""
    _OWN["folder"] = folder


def _own(name: str, lang: str) -> tuple[Path, int, int] | None:
    """The folder, and by what a change of the file is noticed; None where there is no such file."""
    if (folder := _OWN["folder"]) is None:
        return None
    try:
        found = (folder / lang / f"{name}.toml").stat()
    except OSError:
        return None
    return folder, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=128)
def _own_form(name: str, lang: str, folder: Path, _changed: int, _size: int) -> Form:
    from app.paper.own import with_own  # only where a province has a folder

    return with_own(name, shipped_form(name, lang), lang, folder)[0]


@lru_cache(maxsize=8)
def _own_common(lang: str, folder: Path, _changed: int, _size: int) -> Common:
    from app.paper.own import with_own

    return with_own("common", shipped_common(lang), lang, folder)[0]


def _read(file: Path, kind: type[_T]) -> _T:
    name = f"{file.parent.name}/{file.name}"
    try:
        # Editors of Windows begin a file with a mark.
        return msgspec.toml.decode(file.read_bytes().removeprefix(BOM_UTF8), type=kind)
    except OSError as error:
        raise Unavailable("form.missing", form=name) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise Unavailable("form.damaged", form=name, field=str(error)) from error
