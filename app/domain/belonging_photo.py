"""A picture of a thing in custody, or of a bag: never a person's photograph, never measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.belongings import Belonging
from app.domain.ids import BelongingId, OfficerId, PersonId, VisitId

MOST = 4
"""Pictures of one line or bag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingPhoto:
    """Of a line of the list, or of a bag (`bag`, the id of its sealing). `picture` is a SHA-256; an
    empty one says that the picture it supersedes was taken by mistake."""

    id: UUID
    person: PersonId
    visit: VisitId
    belonging: BelongingId | None = None
    bag: UUID | None = None
    picture: str
    width: int
    height: int
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def showing(photos: Iterable[BelongingPhoto]) -> list[BelongingPhoto]:
    """Those that count, oldest first."""
    known = sorted(photos, key=lambda one: (one.at, one.id))
    gone = {one.supersedes for one in known}
    return [one for one in known if one.picture and one.id not in gone]


def of_line(
    photos: Iterable[BelongingPhoto], line: Belonging, every: Iterable[Belonging]
) -> list[BelongingPhoto]:
    """Those of a line; what was photographed before the line was written anew stays with it."""
    before = {one.id: one.supersedes for one in every}
    wanted: set[UUID] = {line.id}
    earlier = line.supersedes
    while earlier is not None and earlier not in wanted:
        wanted.add(earlier)
        earlier = before.get(earlier)
    return [one for one in showing(photos) if one.belonging in wanted]


def of_bag(photos: Iterable[BelongingPhoto], bag: UUID) -> list[BelongingPhoto]:
    """Those of a whole bag."""
    return [one for one in showing(photos) if one.bag == bag]
