"""Questions about templates and the ledger of searches."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, and_, func, literal_column, select

from app.domain.face import Basis, Photograph, Search
from app.store.ask import Asks, records
from app.store.people import together_each
from app.store.tables import consent, link, photograph, search, template

AT_ONCE = 2_000
"""Templates read in one go: neither much memory nor long in the way of others."""


def vectors(
    asks: Asks,
    engine: str,
    model_sha256: str,
    at: datetime,
    among: Iterable[UUID] | None = None,
    *,
    without: Iterable[UUID] = (),
) -> Iterator[tuple[UUID, UUID, bytes]]:
    """Person, template and vector of one engine and model, where it holds: neither lapsed nor taken
    back.

    All, or those among some ids, `without` those of some persons; a part at a time, since a large
    register has very many.
    """
    t = template.c
    wanted = select(t.person, t.id, t.vector).where(*_holding(engine, model_sha256, at))
    if shut := list(without):
        wanted = wanted.where(t.person.not_in(shut))
    if among is not None:
        wanted = wanted.where(t.id.in_(list(among)))
    part = wanted.order_by(t.id).limit(AT_ONCE)
    rows = asks.ask(part)
    while rows:
        yield from ((row.person, row.id, row.vector) for row in rows)
        rows = asks.ask(part.where(t.id > rows[-1].id)) if len(rows) == AT_ONCE else ()


def _holding(engine: str, model_sha256: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    t = template.c
    mine = t.engine == engine, t.model_sha256 == model_sha256
    return *mine, ~has_lapsed(at), ~taken_back()


def how_many(asks: Asks, engine: str, model_sha256: str, at: datetime) -> int:
    """Templates of this station that hold."""
    wanted = select(func.count()).select_from(template)
    return int(asks.ask(wanted.where(*_holding(engine, model_sha256, at)))[0][0])


def vectors_of(
    asks: Asks, people: Iterable[UUID], engine: str, model_sha256: str, at: datetime
) -> list[tuple[UUID, bytes]]:
    """Templates and vectors of some people, of one engine and model, where they hold."""
    ids = select(template.c.id).where(template.c.person.in_(list(people)))
    mine = [row[0] for row in asks.ask(ids)]
    return [(id_, vector) for _, id_, vector in vectors(asks, engine, model_sha256, at, mine)]


def lapsed(asks: Asks, at: datetime) -> list[UUID]:
    """Templates whose ground has run out: made in an emergency and never confirmed."""
    over = select(template.c.id).where(template.c.lapses_at <= at)
    return [row[0] for row in asks.ask(over)]


def has_lapsed(at: datetime) -> ColumnElement[bool]:
    """What an emergency allowed is over."""
    return and_(template.c.lapses_at.is_not(None), template.c.lapses_at <= at)


def taken_back() -> ColumnElement[bool]:
    """Who said no after the template was made is not found by it any more.

    Asked of the human: a no under one record counts for all that officers decided are the same,
    as long as that stands. The plus keeps SQLite from an index of its own over every answer.
    """
    return and_(template.c.basis != Basis.LEGAL_DUTY, literal_column(_SAID_NO, Boolean))


_SAID_NO = """EXISTS (
    WITH RECURSIVE human(id) AS (
        SELECT template.person
        UNION
        SELECT link.other FROM human CROSS JOIN link ON link.one = human.id
        WHERE +link.answer = 'same' AND link.undone_by IS NULL
        UNION
        SELECT link.one FROM human CROSS JOIN link ON link.other = human.id
        WHERE +link.answer = 'same' AND link.undone_by IS NULL
    )
    SELECT 1 FROM human CROSS JOIN consent ON consent.person = human.id
    WHERE consent.about = 'face' AND consent.at > template.made_at
    AND consent.answer IN ('refused', 'withdrawn')
)"""


def concerned(asks: Asks, changed: Iterable[UUID]) -> frozenset[UUID]:
    """Templates of every human of whom one of these answers or links speaks: whether they are found
    by them is to be asked anew."""
    ids = list(changed)
    said = select(consent.c.person).where(consent.c.id.in_(ids))
    ends = select(link.c.one, link.c.other).where(link.c.id.in_(ids))
    people = {end for row in (*asks.ask(said), *asks.ask(ends)) for end in row}
    humans = together_each(asks, people)
    mine = select(template.c.id).where(template.c.person.in_(set(humans)))
    return frozenset(row.id for row in asks.ask(mine))


def photos_of(asks: Asks, templates: Iterable[UUID]) -> dict[UUID, Photograph]:
    """template -> the photograph it was made of, where that is kept."""
    ids = list(templates)
    made_of = select(template.c.id, template.c.photo).where(template.c.id.in_(ids))
    pictures = select(photograph).where(
        photograph.c.id.in_(select(template.c.photo).where(template.c.id.in_(ids)))
    )
    found = {one.id: one for one in records(asks, Photograph, pictures)}
    return {row.id: found[row.photo] for row in asks.ask(made_of) if row.photo in found}


def persons_with_face(asks: Asks) -> int:
    """How many persons have a template: at 100,000 the law asks for a filing."""
    return int(asks.ask(select(func.count(template.c.person.distinct())))[0][0])


def ledger(asks: Asks, visit: UUID) -> list[Search]:
    """The searches of one case."""
    return records(asks, Search, select(search).where(search.c.visit == visit))
