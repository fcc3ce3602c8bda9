"""A province's own texts: read from its folder, checked one by one; whatever is wrong with one is
said, and the shipped text stands in its place, so that printing never stops.

A folder has zh/ and en/, in each a file by the name of the form; a file has the keys of
app/paper/texts.py.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.domain.errors import Refused
from app.paper.forms import FORMS, Common, Form, shipped_common, shipped_form
from app.paper.rooms import misfits
from app.paper.texts import Text, changed, places, texts_of

_MOST_BYTES = 256 * 1024
_LINE = re.compile(r"\(at (?:line (\d+)|end of document)")
# What no paper shows, and what turns the line round.
_BAD = re.compile("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_Shape = TypeVar("_Shape", Form, Common)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is wrong with a file or with one text of it. `why` is the key of its sentence in
    app/words; `line` counts from 1, 0 where it is the whole file."""

    file: Path
    why: str
    line: int = 0
    key: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def with_own(name: str, form: _Shape, lang: str, folder: Path) -> tuple[_Shape, tuple[Slip, ...]]:
    """The form with the texts of a province's folder, and what was wrong with those."""
    file = folder / lang / f"{name}.toml"
    said, slips = _said(file)
    if not said:
        return form, slips
    texts = texts_of(name, form, lang)
    lines = _Lines(file)
    good: dict[str, str] = {}
    wrong: list[Slip] = list(slips)
    for key, value in said.items():
        why, facts = _why_not(key, value, texts)
        if why:
            wrong.append(Slip(file=file, why=why, line=lines.of(key), key=key, facts=facts))
        elif isinstance(value, str):
            good[key] = value
    if isinstance(form, Form):
        for key in sorted(_too_wide(form, texts, good)):
            text = texts[key].text
            facts = {"shipped": text, "most": len(text)}
            why = "forms.too_wide"
            wrong.append(Slip(file=file, why=why, line=lines.of(key), key=key, facts=facts))
            del good[key]
    return changed(form, texts, good) if good else form, tuple(wrong)


def check(folder: Path) -> tuple[Slip, ...]:
    """Everything that is wrong in a province's folder; Refused "forms.no_folder" without one."""
    if not folder.is_dir():
        raise Refused("forms.no_folder", folder=folder)
    found = [Slip(file=one, why="forms.misplaced") for one in sorted(folder.glob("*.toml"))]
    for lang in ("zh", "en"):
        for file in sorted((folder / lang).glob("*.toml")):
            found += _slips(file, lang, folder)
    return tuple(found)


def _slips(file: Path, lang: str, folder: Path) -> tuple[Slip, ...]:
    known = sorted(one.stem for one in (FORMS / lang).glob("*.toml"))
    if file.stem not in known:
        facts = {"known": ", ".join(known)}
        return (Slip(file=file, why="forms.unknown_form", facts=facts),)
    if file.stem == "common":
        return with_own(file.stem, shipped_common(lang), lang, folder)[1]
    return with_own(file.stem, shipped_form(file.stem, lang), lang, folder)[1]


def _too_wide(form: Form, texts: Mapping[str, Text], good: Mapping[str, str]) -> frozenset[str]:
    return misfits(form, changed(form, texts, good), texts) & good.keys()


def _said(file: Path) -> tuple[dict[str, Any], tuple[Slip, ...]]:
    """Texts by key; of a file that cannot be read at all, none."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return {}, ()
    except OSError:
        return {}, (Slip(file=file, why="forms.unreadable"),)
    if len(data) > _MOST_BYTES:
        return {}, (Slip(file=file, why="forms.too_large"),)
    try:
        text = data.decode("utf-8-sig")  # editors of Windows begin a file with a mark
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return {}, (Slip(file=file, why="forms.not_utf8", line=line),)
    try:
        return dict(_flat(tomllib.loads(text), "")), ()
    except (ValueError, RecursionError) as error:
        told = _LINE.search(str(error))
        line = int(told[1]) if told and told[1] else max(1, len(text.splitlines()))
        return {}, (Slip(file=file, why="forms.not_toml", line=line),)


def _flat(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _why_not(key: str, value: object, texts: Mapping[str, Text]) -> tuple[str, dict[str, object]]:
    """Why a text cannot stand, as the key of its sentence; empty: it can."""
    text = texts.get(key)
    if text is None:
        return "forms.unknown_key", {"known": _near(key, texts)}
    if text.locked:
        return "forms.locked", {"shipped": text.text}
    if not isinstance(value, str):
        return "forms.not_text", {}
    if not value.strip() or _BAD.search(value):
        return "forms.empty", {}
    if len(value) > text.most:
        return "forms.too_long", {"most": text.most, "many": len(value)}
    try:
        found = places(value)
    except ValueError:
        return "forms.braces", {}
    if found != text.places:
        wanted = "".join(f"{{{one}}}" for one in sorted(text.places)) or "–"
        return "forms.places", {"wanted": wanted}
    return "", {}


def _near(key: str, texts: Mapping[str, Text]) -> str:
    """Keys of the same kind, to choose the right one from."""
    kind = key.rpartition(".")[0] or key
    near = [one for one in texts if one.startswith(kind)] or list(texts)
    return ", ".join(near[:12])


class _Lines:
    """Where in a file a key stands, for a sentence that sends somebody there."""

    def __init__(self, file: Path) -> None:
        self._lines = file.read_text(encoding="utf-8-sig").splitlines()

    def of(self, key: str) -> int:
        """Its line, from 1; 0 if it cannot be told."""
        table, _, last = key.rpartition(".")
        here, found = "", 0
        for number, line in enumerate(self._lines, start=1):
            bare = line.strip()
            if bare.startswith("["):
                here = _unquoted(bare.strip("[] \t"))
            said = _unquoted(bare.partition("=")[0].strip())
            if "=" in bare and (f"{here}.{said}".lstrip(".") == key):
                return number
            if here == table and said == last:
                found = number
        return found


def _unquoted(key: str) -> str:
    return key.replace('"', "").replace("'", "").replace(" ", "")
