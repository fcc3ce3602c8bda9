"""A leaving in words: what was said of it besides where and how."""

from collections.abc import Callable, Iterator

from app.domain.leaving import ANSWERS
from app.domain.visit import Leaving, LeavingKind
from app.words.say import say, sentences


def field_in_words(name: str, kind: LeavingKind | str, lang: str) -> str:
    """What a field is called; some kinds have a word of their own for it."""
    own = f"leaving_field.{name}_{kind}"
    return say(own if own in sentences(lang) else f"leaving_field.{name}", lang)


def answer_in_words(name: str, said: str, lang: str) -> str:
    """A chosen answer in words; other words as they are."""
    if name not in ANSWERS or f"leaving_said.{name}_{said}" not in sentences(lang):
        return said
    return say(f"leaving_said.{name}_{said}", lang)


def detail_in_words(
    gone: Leaving, lang: str, shown: Callable[[str, str], str] = lambda _name, said: said
) -> Iterator[str]:
    """One line for each thing that was said. `shown`: how much of a field is told to whoever
    reads it."""
    found = dict(gone.detail) | ({"fare": f"{gone.fare:.2f}"} if gone.fare is not None else {})
    for name, said in found.items():
        known = f"leaving_field.{name}" in sentences(lang)
        label = field_in_words(name, gone.kind, lang) if known else name
        value = shown(name, answer_in_words(name, said, lang))
        yield say("told.of", lang, what=label, value=value)
