"""Which photographs another face engine still has to measure: asked of the rows, never noted down.

What is due is a photograph whose template of another engine holds today and that has none of this
one. Only what no row could say is kept: that this engine finds nothing in a picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, case, delete, exists, func, or_, select
from sqlalchemy.dialects import sqlite

from app.domain.face import Template
from app.store.ask import Asks
from app.store.faces import has_lapsed, taken_back
from app.store.rows import record_of
from app.store.tables import others_face, photograph, search, template, unmeasured

Model = tuple[str, str]
"""An engine and the SHA-256 of its model."""
_OTHER = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A photograph to be measured: the template whose ground it has, and the picture's name."""

    old: Template
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Photographs by what an engine has of them; `unusable` by the reasons, joined by commas."""

    measured: int = 0
    due: int = 0
    refused: int = 0
    lapsed: int = 0
    unusable: Mapping[str, int] = field(default_factory=dict)

    @property
    def skipped(self) -> int:
        """Those that are left out for good."""
        return self.refused + self.lapsed + sum(self.unusable.values())


def due(
    asks: Asks,
    model: Model,
    at: datetime,
    *,
    after: UUID | None = None,
    among: Iterable[UUID] | None = None,
    most: int,
) -> list[Due]:
    """The next photographs in the order of their old templates; `among`: of these templates."""
    wanted = (
        select(template, photograph.c.sha256)
        .join(photograph, photograph.c.id == template.c.photo)
        .where(_of_another(model), _lacks(model), ~_noted(model), ~has_lapsed(at), ~taken_back())
        .order_by(template.c.id)
        .limit(most)
    )
    if after is not None:
        wanted = wanted.where(template.c.id > after)
    if among is not None:
        wanted = wanted.where(template.c.id.in_(list(among)))
    rows = [row._asdict() for row in asks.ask(wanted)]
    return [Due(sha256=row.pop("sha256"), old=record_of("template", row)) for row in rows]


def counted(asks: Asks, model: Model, at: datetime) -> Counted:
    """How far it is, with what is left out and why."""
    state = case((_noted(model), "unusable"), (taken_back(), "refused"), (has_lapsed(at), "lapsed"),
                 else_=_OTHER)  # fmt: skip
    left = (
        select(state.label("state"), func.count(template.c.photo.distinct()).label("many"))
        .where(_of_another(model), _lacks(model), _has_photograph())
        .group_by(state)
    )
    found = {row.state: int(row.many) for row in asks.ask(left)}
    return Counted(
        measured=measured(asks, model),
        due=found.get(_OTHER, 0),
        refused=found.get("refused", 0),
        lapsed=found.get("lapsed", 0),
        unusable=_reasons(asks, model),
    )


def measured(asks: Asks, model: Model) -> int:
    """Photographs of which there is a template of this engine."""
    mine = select(func.count(template.c.photo.distinct())).where(_of(model))
    return int(asks.ask(mine)[0][0])


def _reasons(asks: Asks, model: Model) -> dict[str, int]:
    u = unmeasured.c
    stands = exists().where(
        photograph.c.id == u.photo,
        template.c.person == photograph.c.person,
        template.c.photo == photograph.c.id,
    )
    rows = asks.ask(
        select(u.why, func.count().label("many"))
        .where(u.engine == model[0], u.model_sha256 == model[1], stands)
        .group_by(u.why)
    )
    return {row.why: int(row.many) for row in rows}


def others_than(asks: Asks, model: Model) -> dict[Model, int]:
    """The other engines of which templates are here, own and shared ones, and how many of each."""
    found: dict[Model, int] = {}
    for table in (template, others_face):
        engine, sha256 = table.c.engine, table.c.model_sha256
        many = select(engine, sha256, func.count().label("many")).group_by(engine, sha256)
        for row in asks.ask(many):
            one = (row.engine, row.model_sha256)
            found[one] = found.get(one, 0) + int(row.many)
    return {name: count for name, count in found.items() if name != model}


def shared_of(asks: Asks, model: Model) -> int:
    """How many templates of other stations are of this engine."""
    t = others_face.c
    mine = select(func.count()).where(t.engine == model[0], t.model_sha256 == model[1])
    return int(asks.ask(mine)[0][0])


def note(connection: Connection, model: Model, whys: Mapping[UUID, str], at: datetime) -> None:
    """This engine makes nothing of these photographs."""
    rows = [
        {"photo": photo, "engine": model[0], "model_sha256": model[1], "why": why, "at": at}
        for photo, why in whys.items()
    ]
    if rows:
        connection.execute(sqlite.insert(unmeasured).on_conflict_do_nothing(), rows)


def forget(connection: Connection, model: Model) -> None:
    """Try again what this engine made nothing of."""
    u = unmeasured.c
    mine = (u.engine == model[0], u.model_sha256 == model[1])
    connection.execute(delete(unmeasured).where(*mine))


def in_use_since(asks: Asks, engine: str) -> datetime | None:
    """Since when people are looked for with this engine first, by the ledger, and with no other;
    None: nobody was. A desk that went back to an engine begins anew."""
    s = search.c
    first, another = s.engine.startswith(engine), ~s.engine.startswith(engine)
    last = select(func.max(s.at)).where(another, s.engine != "").scalar_subquery()
    mine = select(s.at).where(first, or_(last.is_(None), s.at > last)).order_by(s.at).limit(1)
    found = asks.ask(mine)
    return found[0].at if found else None


def of_others(asks: Asks, model: Model, most: int) -> list[UUID]:
    """Some of this desk's templates of other engines."""
    return [row.id for row in asks.ask(select(template.c.id).where(_of_another(model)).limit(most))]


def _of(model: Model) -> ColumnElement[bool]:
    return and_(template.c.engine == model[0], template.c.model_sha256 == model[1])


def _of_another(model: Model) -> ColumnElement[bool]:
    return ~_of(model)


def _lacks(model: Model) -> ColumnElement[bool]:
    """By the person, for that is what has an index."""
    new = template.alias("new")
    return ~exists().where(
        new.c.person == template.c.person,
        new.c.photo == template.c.photo,
        new.c.engine == model[0],
        new.c.model_sha256 == model[1],
    )


def _noted(model: Model) -> ColumnElement[bool]:
    u = unmeasured.c
    return exists().where(
        u.photo == template.c.photo, u.engine == model[0], u.model_sha256 == model[1]
    )


def _has_photograph() -> ColumnElement[bool]:
    return exists().where(photograph.c.id == template.c.photo)
