"""A letter in words: what it is, its fields, answers that are chosen, what came back."""

from collections.abc import Callable, Iterator

from app.domain.letter_fields import ALSO, ANSWERS, ASKED, said_of_text
from app.domain.outside_letter import LetterKind, OutsideLetter
from app.words.say import say, sentences


def kind_in_words(kind: LetterKind | str, lang: str) -> str:
    """The name of the paper."""
    return say(f"outside_kind.{kind}", lang)


def field_in_words(name: str, kind: LetterKind | str, lang: str) -> str:
    """What a field is called; some kinds have a word of their own for it."""
    own = f"outside_field.{name}_{kind}"
    return say(own if own in sentences(lang) else f"outside_field.{name}", lang)


def answer_in_words(name: str, said: str, lang: str) -> str:
    """A chosen answer in words; other words as they are."""
    if name not in ANSWERS or f"outside_said.{name}_{said}" not in sentences(lang):
        return said
    return say(f"outside_said.{name}_{said}", lang)


def result_in_words(kind: LetterKind | str, result: str, lang: str) -> str:
    """What came back; some kinds have a word of their own for it."""
    own = f"outside_result.{result}_{kind}"
    return say(own if own in sentences(lang) else f"outside_result.{result}", lang)


def detail_in_words(
    text: OutsideLetter, lang: str, shown: Callable[[str, str], str] = lambda _name, said: said
) -> Iterator[str]:
    """One line for each thing that stands in it. `shown`: how much of a field is told to whoever
    reads it."""
    said = said_of_text(text)
    order = (*ASKED[text.kind], *ALSO[text.kind])
    for name in (*order, *(name for name in said if name not in order)):
        if words := said.get(name, ""):
            known = f"outside_field.{name}" in sentences(lang)
            label = field_in_words(name, text.kind, lang) if known else name
            value = shown(name, answer_in_words(name, words, lang))
            yield say("told.of", lang, what=label, value=value)
