"""A claim as it is said: codes in words, a document with its kind, an estimate as an interval."""

from collections.abc import Mapping
from typing import Protocol

from app.domain.codes import ethnicity
from app.domain.person import SEXES, ClaimKind
from app.words.age import span
from app.words.documents import document_in_words
from app.words.say import say


class Told(Protocol):
    """A claim, or what stands in a form."""

    @property
    def kind(self) -> ClaimKind: ...
    @property
    def value(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, str]: ...


def claim_in_words(claim: Told, lang: str) -> str:
    """The value of a claim as it is read."""
    if claim.kind is ClaimKind.SEX:
        return say(f"sex.{claim.value}", lang) if claim.value in SEXES else claim.value
    if claim.kind is ClaimKind.ETHNICITY:
        return ethnicity(claim.value, lang)
    if claim.kind is ClaimKind.DOCUMENT:
        return document_in_words(claim.value, claim.detail, lang)
    if claim.kind is ClaimKind.AGE:
        return say("file.about_years", lang, years=span(claim.value))
    extra = " ".join(claim.detail.get(key, "") for key in ("relation", "phone")).strip()
    return f"{claim.value}　{extra}".strip() if claim.kind is ClaimKind.KIN else claim.value
