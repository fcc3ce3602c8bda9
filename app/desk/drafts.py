"""Drafts: what was typed and not yet finished, kept encrypted in the register itself."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.errors import Unavailable
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished form. `content` is what the page can read back."""

    id: UUID
    officer: UUID
    saved_at: datetime
    content: bytes


def keep(register: Register, draft: Draft) -> None:
    """Save over the last state of the same form."""
    register.keep_draft(draft.id, draft.officer, draft.saved_at, draft.content)


def drop(register: Register, id_: UUID) -> None:
    """The form was finished or thrown away."""
    # What it became is saved already; a full disk must not make that look undone. A draft that
    # stays is offered once more, and finishing it again is refused.
    with contextlib.suppress(Unavailable):
        register.drop_draft(id_)


def waiting(register: Register) -> list[Draft]:
    """Unfinished forms, newest first."""
    return [Draft(id=i, officer=o, saved_at=s, content=c) for i, o, s, c in register.drafts()]
