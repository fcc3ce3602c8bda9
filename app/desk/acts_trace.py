"""The deeds of the 寻亲 workbench without a window, as they stand in a line of JSON."""

from datetime import date
from uuid import UUID

from app.desk.acts import Deed
from app.domain.person import Source


class _Traced(Deed, frozen=True, kw_only=True):
    visit: UUID
    words: str = ""
    on: date | None = None


class AddClue(_Traced, frozen=True, tag="clue", kw_only=True):
    """A piece of evidence; of a kind that is a claim a claim is written. `sound`: path of a file.
    `corrects` and `reason`: one that was written down wrongly."""

    about: str
    value: str = ""
    source: Source = Source.SAID
    whom: str = ""
    sound: str = ""
    corrects: UUID | None = None
    reason: str = ""


class AddInterview(_Traced, frozen=True, tag="interview", kw_only=True):
    """Somebody talked with the person."""

    whom: str = ""
    language: str = ""
    interpreter: str = ""
    sound: str = ""


class AddHypothesis(_Traced, frozen=True, tag="hypothesis", kw_only=True):
    """Who it may be, or from where; `words` says why."""

    who: str


class Judge(Deed, frozen=True, tag="hypothesis_judge", kw_only=True):
    """A hypothesis is ruled out, or held."""

    hypothesis: UUID
    held: bool
    words: str


class AddRegion(_Traced, frozen=True, tag="region", kw_only=True):
    """Where to look; `words` says why, `clue` on what it rests."""

    place: str
    code: str = ""
    heard: str = ""
    clue: UUID | None = None


class AddContact(_Traced, frozen=True, tag="contact_note", kw_only=True):
    """With whom outside one spoke."""

    whom: str
    how: str = "phone"
    sound: str = ""


class TakeBackTrace(Deed, frozen=True, tag="trace_take_back", kw_only=True):
    """An entry was wrong."""

    entry: UUID
    reason: str


class Workbench(Deed, frozen=True, tag="workbench", kw_only=True):
    """Everything on it; a look that is logged."""

    visit: UUID


class SoundsLike(Deed, frozen=True, tag="places_like", kw_only=True):
    """Places that sound like what was heard; nothing is chosen."""

    heard: str
    accent: str = ""
    near: str = ""


TraceDeed = (
    AddClue | AddInterview | AddHypothesis | Judge | AddRegion | AddContact | TakeBackTrace
    | Workbench | SoundsLike
)  # fmt: skip
