"""Which columns name a picture by its SHA-256: one list for whoever sends, keeps or drops them."""

from app.store.tables import (
    belonging_photo,
    encounter,
    inquiry_photo,
    photograph,
    signature,
    trace_entry,
)

NAMED = (
    *(photograph.c.sha256, signature.c.picture, belonging_photo.c.picture, encounter.c.photo),
    inquiry_photo.c.picture,
    trace_entry.c.sound,
)
"""A picture, or a sound, is wanted while a row of one of these names it; an empty name is none."""
