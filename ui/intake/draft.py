"""An unfinished arrival as it is kept: fields, answers, photographs."""

from uuid import UUID

import msgspec

from app.desk.admission import Taken
from app.domain.evidence import Sameness


class FromCard(msgspec.Struct, frozen=True):
    """What the last card read said, by field of the form, and what is kept with its number."""

    values: dict[str, str] = {}
    detail: dict[str, str] = {}


class Unfinished(msgspec.Struct, frozen=True):
    """Everything on the page. `title` is shown where drafts are listed."""

    visit: UUID
    person: UUID
    arrived_at: str
    fields: dict[str, str] = {}
    consent: dict[str, str] = {}
    photos: tuple[Taken, ...] = ()
    answers: dict[str, Sameness] = {}
    card: FromCard = FromCard()
    urgent: tuple[str, ...] = ()
    """What was noted as urgent at the door: of an emergency, saved or not."""
    listed: dict[str, dict[str, str]] = {}
    """What was said to a listing that was shown, by its id."""
    encounter: UUID | None = None
    """Where they were met in the street, if they came along from there."""
    emergency: bool = False
    """Left on the screen of emergencies, and not saved there."""

    @property
    def is_empty(self) -> bool:
        """Nothing worth keeping."""
        return not (self.fields or self.consent or self.photos)


def dump(unfinished: Unfinished) -> bytes:
    """For the register's drafts."""
    return msgspec.msgpack.encode(unfinished)


def load(content: bytes) -> Unfinished | None:
    """Read back; None where an older version wrote something else."""
    try:
        return msgspec.msgpack.decode(content, type=Unfinished)
    except (ValueError, msgspec.MsgspecError):  # ValueError: a text that is not UTF-8
        return None
