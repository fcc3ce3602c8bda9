"""One picture on file under many names: it is one piece of evidence, and says nothing about whose.

Somebody copied a photograph, or took it for the wrong person; twenty cards that are all alike would
look like twenty findings, and push everybody else out of the list.
"""

from collections.abc import Mapping
from uuid import UUID

from app.store.ask import Asks
from app.store.faces import photos_of

Human = tuple[UUID, ...]
"""Everybody who was decided to be this one."""
Copies = Mapping[Human, tuple[Human, ...]]
"""Whom of a list one stands for: the others with the very same picture."""


def folded(asks: Asks, templates: Mapping[Human, UUID | None]) -> tuple[set[Human], Copies]:
    """Of those with one and the same picture, byte for byte, the first in place of all; and for
    each such one who the others are. `templates`: what each was found by."""
    photos = photos_of(asks, (found for found in templates.values() if found))
    first: dict[object, Human] = {}
    behind: dict[Human, tuple[Human, ...]] = {}
    for one, template in templates.items():
        photo = photos.get(template) if template else None
        before = first.setdefault(photo.sha256 if photo else one, one)
        if before is not one:
            behind[before] = (*behind.get(before, ()), one)
    return set(first.values()), behind
