"""Pictures of things in rows beneath a table, each with the number of its line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.paper.drawing import INSIDE, MARGIN, Drawing
from app.paper.facts import ThingPhoto
from app.paper.flow import Flow
from app.paper.forms import Common, Form
from app.paper.picture import ready

_BESIDE = 4
_GAP, _CAPTION = 2.0, 5.0
_WIDE = (INSIDE - (_BESIDE - 1) * _GAP) / _BESIDE
_HIGH = _WIDE * 3 / 4


def made_small(photos: Iterable[ThingPhoto]) -> tuple[ThingPhoto, ...]:
    """Once for all: a paper of several pages is drawn twice."""
    return tuple(replace(x, picture=ready(x.picture, _WIDE, _HIGH) or b"") for x in photos)


def draw_photos(
    drawing: Drawing, flow: Flow, photos: Sequence[ThingPhoto], form: Form, words: Common
) -> None:
    """Four beside each other; a row is never cut."""
    for start in range(0, len(photos), _BESIDE):
        y = flow.room(_HIGH + _CAPTION + _GAP) + _GAP / 2
        for place, one in enumerate(photos[start : start + _BESIDE]):
            x = MARGIN + place * (_WIDE + _GAP)
            told = (words.bad_photo, words.bad_photo)
            drawing.photo((x, y, _WIDE, _HIGH), one.picture, told)
            caption = (x, y + _HIGH, _WIDE, _CAPTION)
            drawing.fitted(caption, _caption(one, form), size=8.5, align=0.5)
        flow.y = y + _HIGH + _CAPTION + _GAP / 2


def _caption(one: ThingPhoto, form: Form) -> str:
    if one.bag:
        return form.word("text", "photo_bag").format(bag=one.bag)
    if not one.number:
        return one.item
    return form.word("text", "photo").format(number=one.number, item=one.item)
