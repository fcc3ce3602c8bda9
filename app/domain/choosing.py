"""A word that was chosen among some, as the choice that it is."""

from enum import StrEnum
from typing import TypeVar

from app.domain.errors import Refused

Choice = TypeVar("Choice", bound=StrEnum)


def chosen(choices: type[Choice], word: str, missing: str) -> Choice:
    """The choice of a word. Refused with the key that is given where there is none."""
    if word not in list(choices):
        raise Refused(missing)
    return choices(word)
