"""Every text of a form by its key: how long it may be, and what is put into it.

The keys are those of a province's own file: title, labels.phone, clauses.3, words.how.dialect.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from string import Formatter
from typing import Any, TypeVar

import msgspec

from app.paper.forms import Common, Form
from app.paper.statutory import is_locked

Place = tuple[str | int, ...]
Found = Iterator[tuple[str, str, Place]]
_Shape = TypeVar("_Shape", Form, Common)
MOST = {
    "title": 24, "labels": 24, "notes": 40, "headings": 30, "basis": 400, "clauses": 600,
    "choices": 40, "parts": 30, "questions": 600, "words": 200,
}  # fmt: skip
"""Characters of a Chinese text, by the first part of its key."""
_OF_COMMON = 40
# In boxes that do not grow; those of common stand on the voucher, which never has a second sheet.
_BRIEF = {"empty": 4, "number": 8, "cut": 8, "seal": 8, "thumb": 8}
_COMMON_WORD = 12
_ENGLISH = 3  # so many letters for a character
_SHARE = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a form. `places`: what is put in when it is printed; `locked`: no province changes
    it; `at`: where it stands, perhaps more than once."""

    key: str
    text: str
    most: int
    places: frozenset[str]
    locked: bool
    at: tuple[Place, ...]


def places(text: str) -> frozenset[str]:
    """The names in {braces}; ValueError where braces do not pair, or hold more than a name."""
    told = list(Formatter().parse(text))
    if any(spec or conversion for _, _, spec, conversion in told):
        raise ValueError(text)
    found = frozenset(name for _, name, _, _ in told if name is not None)
    if not all(name.isidentifier() or not name for name in found):
        raise ValueError(text)
    return found


def texts_of(name: str, form: Form | Common, lang: str) -> dict[str, Text]:
    """All texts of a form by their keys, in the order in which they stand in its file."""
    found: dict[str, Text] = {}
    for said, text, at in _walked(msgspec.to_builtins(form)):
        key, number = said, 1
        while key in found and found[key].text != text:
            number += 1
            key = f"{said}-{number}"
        if key in found:
            found[key] = replace(found[key], at=(*found[key].at, at))
            continue
        most = _most(name, key) * (_ENGLISH if lang == "en" else 1)
        found[key] = Text(
            key=key, text=text, most=most, places=places(text), locked=is_locked(name, key),
            at=(at,),
        )  # fmt: skip
    return found


def changed(form: _Shape, texts: Mapping[str, Text], changes: Mapping[str, str]) -> _Shape:
    """The form with other words in the places of some of its texts; ValidationError where they
    are none."""
    whole = msgspec.to_builtins(form)
    for key, text in changes.items():
        for *way, last in texts[key].at:
            place: Any = whole
            for step in way:
                place = place[step]
            _, share, width = place[last].partition(_SHARE) if _is_column(key) else ("", "", "")
            place[last] = f"{text}{share}{width}"
    return msgspec.convert(whole, type(form))


def _most(name: str, key: str) -> int:
    if name != "common":
        return MOST[key.split(".")[0]]
    return _COMMON_WORD if key.startswith("words.") else _BRIEF.get(key, _OF_COMMON)


def _walked(whole: dict[str, Any]) -> Found:
    for key, text, at in _parts(whole):
        if text:
            yield key, text.partition(_SHARE)[0] if _is_column(key) else text, at


def _parts(whole: dict[str, Any]) -> Found:
    for name, said in whole.items():
        if isinstance(said, str):
            yield name, said, (name,)
    for name in ("basis", "clauses"):
        yield from _clauses(whole.get(name, []), name, (name,))
    headed = count(1)
    for name in ("rows", "foot"):
        yield from _rows(whole.get(name, []), (name,), headed)
    for number, part in enumerate(whole.get("parts", [])):
        yield f"parts.{number + 1}", part["name"], ("parts", number, "name")
        yield from _rows(part["rows"], ("parts", number, "rows"), headed)
    for number, one in enumerate(whole.get("questions", [])):
        key, at = f"questions.{one['field']}", ("questions", number)
        yield f"{key}.title", one["title"], (*at, "title")
        yield from _clauses(one["clauses"], f"{key}.clauses", (*at, "clauses"))
        yield from _words(one["choices"], f"{key}.choices", (*at, "choices"))
    yield from _words(whole.get("kin", {}), "kin", ("kin",))
    for kind, said in whole["words"].items():
        yield from _words(said, f"words.{kind}", ("words", kind))


def _clauses(clauses: list[dict[str, Any]], key: str, at: Place) -> Found:
    for number, one in enumerate(clauses):
        yield f"{key}.{number + 1}", one["text"], (*at, number, "text")


def _words(said: dict[str, str], key: str, at: Place) -> Found:
    for code, word in said.items():
        yield f"{key}.{code}", word, (*at, code)


def _rows(rows: list[dict[str, Any]], at: Place, headed: Iterator[int]) -> Found:
    for down, row in enumerate(rows):
        if row["heading"]:
            yield f"headings.{next(headed)}", row["heading"], (*at, down, "heading")
        for across, cell in enumerate(row["cells"]):
            key, here = cell_key(cell["field"], cell["label"]), (*at, down, "cells", across)
            yield f"labels.{key}", cell["label"], (*here, "label")
            yield f"notes.{key}", cell["note"], (*here, "note")
            yield from _words(cell["choices"], f"choices.{key}", (*here, "choices"))


def cell_key(field: str, label: str) -> str:
    """A cell is called by its field; one for the pen, which has none, by its label."""
    return field or "".join(label.split())


def _is_column(key: str) -> bool:
    """A heading of a table, which has its share of the width beside it."""
    return key.startswith("words.") and key.split(".")[1].endswith("_columns")
