"""The fields of the national system as a province may write them: read, checked, or a sentence."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from app.domain.errors import Refused, Unavailable
from app.domain.rekey import Fact, Form, Group, Wanted, must_be_form

FILE = Path(__file__).parents[2] / "assets" / "national" / "fields.toml"


class _Field(Struct, frozen=True, forbid_unknown_fields=True):
    fact: Fact
    label: str
    date: str = ""
    codes: dict[str, str] = msgspec.field(default_factory=dict)
    by_code: bool = False
    longest: int = 0


class _Group(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    fields: list[_Field]


class _Number(Struct, frozen=True, forbid_unknown_fields=True):
    pattern: str
    hint: str


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    system: str
    title: str
    number: _Number
    group: list[_Group]
    unverified: bool = False


@cache
def form(file: Path = FILE) -> Form:
    """Unavailable "form.missing", "form.damaged", or Refused "national.bad_file": with the place in
    the file that is wrong."""
    name = f"{file.parent.name}/{file.name}"
    try:
        read = msgspec.toml.decode(file.read_bytes(), type=_File)
    except OSError as error:
        raise Unavailable("form.missing", form=name) from error
    except ValueError as error:  # also a text that is not UTF-8, and what msgspec says
        raise Unavailable("form.damaged", form=name, field=str(error)) from error
    made = _form(read)
    try:
        must_be_form(made)
    except Refused as wrong:
        raise Refused(wrong.key, file=name, **wrong.facts) from wrong
    return made


def _form(read: _File) -> Form:
    return Form(
        system=read.system,
        title=read.title,
        version=read.version,
        pattern=read.number.pattern,
        hint=read.number.hint,
        unverified=read.unverified,
        groups=tuple(
            Group(name=group.name, fields=tuple(map(_wanted, group.fields))) for group in read.group
        ),
    )


def _wanted(one: _Field) -> Wanted:
    return Wanted(
        fact=one.fact, label=one.label.strip(), date=one.date, codes=one.codes,
        by_code=one.by_code, longest=one.longest,
    )  # fmt: skip
