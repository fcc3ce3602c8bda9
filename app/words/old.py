"""Rows of an old register in words: for the page and the command line."""

from collections.abc import Sequence

from app.domain.old_register import Wrong
from app.words.say import say

_LINES_SAID = 6


def field_in_words(field: str, lang: str) -> str:
    """What a column is."""
    return say(f"old_field.{field}", lang)


def wrong_in_words(wrong: Wrong, lang: str) -> str:
    """Why a row is left out."""
    why = say(wrong.key, lang, text=wrong.text)
    return say("old.line", lang, line=wrong.line, field=field_in_words(wrong.field, lang), why=why)


def repeated_in_words(who: str, lines: Sequence[int], lang: str) -> str:
    """Who seems to stand in a file more than once."""
    said = ", ".join(map(str, lines[:_LINES_SAID])) + (" …" if len(lines) > _LINES_SAID else "")
    return say("old.repeated", lang, count=len(lines), lines=said, who=who)


def others_in_words(names: Sequence[str], lang: str) -> str:
    """Which sheets of a workbook are not read; nothing where there is one sheet only."""
    if not names:
        return ""
    said = ", ".join(names[:_LINES_SAID]) + (" …" if len(names) > _LINES_SAID else "")
    return say("old.other_sheets", lang, count=len(names), names=said)
