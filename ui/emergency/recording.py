"""Where an emergency goes: into the register, or sealed while nobody is logged in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId, new_id
from app.domain.staff import Officer
from app.domain.station import Station
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.desk.admission import Taken
    from app.desk.emergency import Emergency
    from app.store.register import Register
    from ui.intake.draft import Unfinished


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What stands on the screen; every part may be empty."""

    visit: VisitId = field(default_factory=lambda: VisitId(new_id()))
    at: datetime
    urgent: tuple[str, ...] = ()
    done: str = ""
    taken_by: str = ""
    photo: "Taken | None" = None

    def emergency(self) -> "Emergency":
        """For the deeds; not before the first paint, what it imports takes a moment."""
        from app.desk.emergency import Emergency

        return Emergency(
            visit=self.visit, at=self.at, urgent=self.urgent, done=self.done, photo=self.photo
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What to tell: the number, and the visit where there is one already."""

    number: str
    visit: UUID | None = None


Told: TypeAlias = Callable[[Kept], None]
Sorry: TypeAlias = Callable[[Refused | Unavailable], None]


class Recording(Protocol):
    """One of the two ways."""

    sealed: bool

    def keep(self, seen: Seen, then: Told, sorry: Sorry) -> None:
        """Save at once; one of the two is called."""
        ...

    def leave(self, seen: Seen) -> None:
        """The screen is left with something on it."""
        ...


class Sealing(QObject):
    """Nobody is logged in, or who is may not register: sealed, merged at the next login."""

    sealed = True

    def __init__(self, jobs: Jobs, data: Path) -> None:
        super().__init__()
        self._jobs, self._data = jobs, data

    def keep(self, seen: Seen, then: Told, sorry: Sorry) -> None:
        """A box in the folder."""
        data = self._data

        def work() -> Kept:
            from app.desk import sealing

            return Kept(number=sealing.seal(data, seen.emergency(), seen.taken_by))

        self._jobs.beside(self, work, then, sorry)

    def leave(self, seen: Seen) -> None:
        """It stays on the screen and nowhere else: nothing unsealed touches the disk."""


class Registering(QObject):
    """An officer is at the desk; where the register cannot take it, it is sealed instead."""

    sealed = False

    def __init__(self, jobs: Jobs, data: Path, station: Station, officer: Officer) -> None:
        super().__init__()
        self._jobs, self._station, self._officer = jobs, station, officer
        self._instead = Sealing(jobs, data)

    def keep(self, seen: Seen, then: Told, sorry: Sorry) -> None:
        """A visit with its case number."""
        station, officer = self._station, self._officer

        def save(register: "Register") -> Kept:
            from app import clock
            from app.desk import drafts, emergency

            at = clock.now()
            made = emergency.save(register, seen.emergency(), station, by=officer, at=at)
            drafts.drop(register, seen.visit)
            return Kept(number=made.case_number, visit=made.id)

        def instead(why: Refused | Unavailable) -> None:
            if isinstance(why, Refused):
                sorry(why)
                return
            self._instead.keep(seen, then, lambda _also: self._to_draft(seen, why, sorry))

        self._jobs.desk(self, save, then, instead)

    def leave(self, seen: Seen) -> None:
        """Somebody is called away: what was noted waits among the drafts."""
        self._jobs.desk(self, self._draft(seen), lambda _: None, lambda _sorry: None)

    def _to_draft(self, seen: Seen, why: Refused | Unavailable, sorry: Sorry) -> None:
        """A disk that is almost full may still have room for a draft."""
        self._jobs.desk(self, self._draft(seen), lambda _: sorry(why), lambda _also: sorry(why))

    def _draft(self, seen: Seen) -> "Callable[[Register], None]":
        officer = self._officer.id

        def keep(register: "Register") -> None:
            from app import clock
            from app.desk import drafts
            from ui.intake.draft import dump

            whole = drafts.Draft(
                id=seen.visit,
                officer=officer,
                saved_at=clock.now(),
                content=dump(_unfinished(seen)),
            )
            drafts.keep(register, whole)

        return keep


def noted(unfinished: "Unfinished") -> Seen:
    """What stood on the screen when it was left."""
    return Seen(
        visit=VisitId(unfinished.visit),
        at=datetime.fromisoformat(unfinished.arrived_at),
        urgent=unfinished.urgent,
        done=unfinished.fields.get("story", ""),
        photo=unfinished.photos[-1] if unfinished.photos else None,
    )


def _unfinished(seen: Seen) -> "Unfinished":
    """As it waits among the arrivals that were left unfinished."""
    from ui.intake.draft import Unfinished

    return Unfinished(
        visit=seen.visit,
        person=new_id(),
        arrived_at=seen.at.isoformat(),
        fields={"story": seen.done} if seen.done else {},
        photos=(seen.photo,) if seen.photo else (),
        urgent=seen.urgent,
        emergency=True,
    )
