"""Samples of all forms as files, under names that any system takes."""

import re
import unicodedata
from collections.abc import Iterator

from app.paper import forms
from app.paper.registry import Numbered, every
from app.paper.samples.sample import Size

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_MARKS = {Size.USUAL: ("", ""), Size.LONG: ("-长", "-long"), Size.MISSING: ("-缺", "-missing")}


def files(lang: str) -> Iterator[tuple[str, bytes]]:
    """Name and PDF of each sample, by number: as usual, with long values, with hardly any."""
    for one in every():
        for size in Size:
            yield name_of(one, size, lang), one.sample(size, lang)


def name_of(one: Numbered, size: Size, lang: str) -> str:
    """NN-title.pdf; what a file of Windows may not have becomes a dash."""
    title = forms.form(one.text, lang).title
    return f"{one.called}-{plain(title)}{_MARKS[size][lang == 'en']}.pdf"


def plain(title: str) -> str:
    """A title as a part of a file's name: composed, without what Windows forbids, never ending in a
    dot or a space. The number before it keeps it apart from CON and NUL."""
    bare = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", title))
    return re.sub(r"\s+", " ", bare).strip(" .") or "form"
