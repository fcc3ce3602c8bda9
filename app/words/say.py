"""The sentence for a reason key, in the officer's language."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from app import clock
from app.domain.errors import Refused, Unavailable

LANGUAGES = ("zh", "en")
_HERE = Path(__file__).parent
# The one sentence that cannot stand in the files it is about.
_NO_WORDS = "（文字文件缺失或损坏，请重新安装 / texts missing or damaged, please install again）"
_PLACE = re.compile(r"\{(\w+)\}")


def say(key: str, lang: str, /, **facts: object) -> str:
    """The sentence with its facts filled in; a fact nobody gave stays visible as {name}."""
    text = sentences(lang).get(key) or f"{key} {_NO_WORDS}"
    return _PLACE.sub(lambda place: _shown(facts, place, lang), text)


def listed(parts: Iterable[str], lang: str) -> str:
    """Several things in one line: 姓名、生日, or name, birth."""
    return ("、" if lang == "zh" else ", ").join(parts)


def sentence(error: Refused | Unavailable, lang: str) -> str:
    """What to tell the officer about an error."""
    return say(error.key, lang, **error.facts)


@cache
def sentences(lang: str) -> Mapping[str, str]:
    """Every sentence of a language by its key."""
    return gather(_HERE.glob(f"*.{lang}.toml"))


def gather(files: Iterator[Path]) -> dict[str, str]:
    """Merge word files; a key that two files claim raises ValueError."""
    words: dict[str, str] = {}
    for file in sorted(files):
        for key, text in _flat(_read(file)):
            if key in words:
                raise ValueError(f"{file.name}: {key} is said twice")
            words[key] = text
    return words


def _read(file: Path) -> Mapping[str, object]:
    """A file of words; a damaged one is passed over, or nobody could be told anything at all."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def placeholders(text: str) -> set[str]:
    """The names of the facts that a sentence wants."""
    return set(_PLACE.findall(text))


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{key}.")
        else:
            yield key, str(value)


def _shown(facts: Mapping[str, object], place: re.Match[str], lang: str) -> str:
    if place[1] not in facts:
        return place[0]
    fact = facts[place[1]]
    if isinstance(fact, datetime) and fact.tzinfo:
        return f"{clock.local(fact):%Y-%m-%d %H:%M}"
    # A code that has words of its own (role, right, kind) is shown in words.
    coded = f"{place[1]}.{fact}" if isinstance(fact, StrEnum) else ""
    return sentences(lang).get(coded, str(fact))
