"""The form of arrival of whoever has come: begun with the file, so that nothing is typed twice."""

from datetime import datetime
from uuid import UUID

from app.desk.drafts import Draft
from app.desk.transfer_views import View
from app.desk.transfers import form_fields
from app.domain.evidence import Sameness
from app.domain.ids import new_id
from app.words.leavings import field_in_words
from app.words.say import say
from ui.intake.draft import Unfinished, dump

_STORY = ("health", "medicine", "risks", "condition")


def draft_of(one: View, visit: UUID, same: str, officer: UUID, at: datetime, lang: str) -> Draft:
    """`same`: what the officer answered, whether this is who was handed over; nothing is answered
    for them."""
    words = {name: field_in_words(name, "transferred", lang) for name in _STORY}
    words = {"why": say("transfer_field.why", lang), **words}
    unfinished = Unfinished(
        visit=visit, person=new_id(), arrived_at=at.isoformat(), fields=form_fields(one, words),
        answers={str(one.person): Sameness(same)} if same else {},
    )  # fmt: skip
    return Draft(id=visit, officer=officer, saved_at=at, content=dump(unfinished))
