"""A document as it is said."""

from collections.abc import Mapping

from app.domain.document import KINDS, NONE, WHY_NONE
from app.words.say import say


def none_in_words(detail: Mapping[str, str], lang: str) -> str:
    """无证件（遗失）: that there is none, and why if that was said."""
    none, why = say("document_kind.none", lang), detail.get("why", "")
    if not why:
        return none
    reason = say(f"why_none.{why}", lang) if why in WHY_NONE else why
    return say("document.none_because", lang, none=none, why=reason)


def document_in_words(number: str, detail: Mapping[str, str], lang: str) -> str:
    """A number with its kind, or that there is none."""
    kind = detail.get("type", "")
    if kind == NONE:
        return none_in_words(detail, lang)
    if kind not in KINDS or kind == "other":
        return number
    return say("document.with_kind", lang, number=number, kind=say(f"document_kind.{kind}", lang))
