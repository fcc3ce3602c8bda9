"""What templates of people stand on now: who has the file, a seal, and the last answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from app.domain.face import Basis, Scope
from app.domain.face_sharing import Standing
from app.domain.visit import About, Answer
from app.store.tables import consent, person


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Of one person: the station, whether sealed, and what was answered last about faces."""

    station: str
    sealed: bool
    answer: Answer | None = None
    scope: Scope | None = None

    def standing(self, basis: str, scope: str, lapses_at: datetime | None) -> Standing:
        """What a template of this person stands on."""
        return Standing(
            basis=Basis(basis),
            scope=Scope(scope),
            lapses_at=lapses_at,
            sealed=self.sealed,
            answer=self.answer,
            answered_scope=self.scope,
        )


def of_people(connection: Connection, people: Iterable[UUID]) -> dict[UUID, Known]:
    """The same questions at the desk and at the centre."""
    wanted = list(people)
    if not wanted:
        return {}
    persons = select(person.c.id, person.c.station, person.c.sealed).where(person.c.id.in_(wanted))
    said = (
        select(consent.c.person, consent.c.answer, consent.c.scope)
        .where(consent.c.person.in_(wanted), consent.c.about == About.FACE)
        .order_by(consent.c.at, consent.c.id)
    )
    last = {row.person: row for row in connection.execute(said)}
    return {
        row.id: Known(
            station=row.station,
            sealed=row.sealed,
            answer=Answer(last[row.id].answer) if row.id in last else None,
            # Where it was not asked how far, it is the station.
            scope=Scope(last[row.id].scope or Scope.STATION) if row.id in last else None,
        )
        for row in connection.execute(persons)
    }
