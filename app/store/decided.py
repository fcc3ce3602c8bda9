"""Whose faces on file are one person's, as officers decided, and how many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.domain.evidence import Sameness
from app.store import others
from app.store.ask import Asks
from app.store.faces import how_many, vectors
from app.store.protected import everybody_sealed
from app.store.tables import link, others_face, photograph, template, viewing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A photograph: of which human, at which visit, and its template where there is one."""

    human: UUID
    visit: UUID
    vector: bytes | None = None
    reasons: tuple[str, ...] = ()


def decided(asks: Asks, engine: str, model_sha256: str, at: datetime) -> list[Shown]:
    """Every template of this engine that holds, under the human it was decided to be of, and the
    photographs of the same humans that quality refused. Of sealed people, and of whoever is the
    same as one, nothing is read."""
    human = humans(asks)
    sealed = {human.get(one, one) for one in everybody_sealed(asks)}
    shut = sealed | {one for one, whole in human.items() if whole in sealed}
    visits = {row.id: row.visit for row in asks.ask(_VISITS)}
    found = [
        Shown(human=human.get(person, person), visit=visits.get(id_, id_), vector=vector)
        for person, id_, vector in vectors(asks, engine, model_sha256, at, without=shut)
    ]
    there = {one.human for one in found}
    refused = [
        Shown(human=who, visit=row.visit, reasons=tuple(row.reasons))
        for row in asks.ask(_REFUSED)
        if row.reasons and (who := human.get(row.person, row.person)) in there
    ]
    return found + refused


_VISITS = select(template.c.id, photograph.c.visit).join(
    photograph, photograph.c.id == template.c.photo
)
_REFUSED = select(photograph.c.person, photograph.c.visit, photograph.c.reasons).where(
    photograph.c.quality == 0.0
)


def humans(asks: Asks) -> Mapping[UUID, UUID]:
    """record -> the one that stands for all records decided to be the same; only of those that
    are linked."""
    holds = (link.c.answer == Sameness.SAME, link.c.undone_by.is_(None))
    group: dict[UUID, set[UUID]] = {}
    for row in asks.ask(select(link.c.one, link.c.other).where(*holds)):
        whole = group.get(row.one, {row.one}) | group.get(row.other, {row.other})
        group.update(dict.fromkeys(whole, whole))
    return {one: min(whole) for one, whole in group.items()}


def gallery_size(asks: Asks, engine: str, model_sha256: str, at: datetime) -> int:
    """Templates that are compared with: this station's, and those that others share."""
    own = how_many(asks, engine, model_sha256, at)
    if not others.count(asks):
        return own
    wanted = select(func.count()).select_from(others_face)
    wanted = wanted.where(
        others_face.c.engine == engine, others_face.c.model_sha256 == model_sha256
    )
    return own + int(asks.ask(wanted)[0][0])


def newest_note(asks: Asks, purposes: Iterable[str], what: str) -> str | None:
    """For which of these purposes the log has its last line about this; None: there is none."""
    v = viewing.c
    mine = select(v.purpose).where(v.purpose.in_(list(purposes)), v.what == what)
    found = asks.ask(mine.order_by(v.at.desc(), v.id.desc()).limit(1))
    return str(found[0].purpose) if found else None
