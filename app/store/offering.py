"""Which templates of this desk the centre is to have now, and which no longer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, or_, select
from sqlalchemy.dialects import sqlite

from app.domain.face import Basis, Scope
from app.domain.face_sharing import GROUNDS, NO, Mode
from app.domain.visit import About, Answer
from app.store.ask import Asks
from app.store.tables import consent, person, sent_face, template
from app.wire.faces import MOST_FACES, Faces, SharedFace, pack_vector


def _narrowed() -> ColumnElement[bool]:
    """What was answered last about the face is no, or no further than the station."""
    said = consent.alias("said")
    later = consent.alias("later")
    last = ~exists().where(
        later.c.person == said.c.person,
        later.c.about == About.FACE,
        or_(later.c.at > said.c.at, and_(later.c.at == said.c.at, later.c.id > said.c.id)),
    )
    return exists().where(
        said.c.person == template.c.person,
        said.c.about == About.FACE,
        last,
        or_(
            said.c.answer.in_(NO),
            said.c.scope.is_(None),
            said.c.scope != Scope.NETWORK,
        ),
    )


def _granted() -> ColumnElement[bool]:
    return exists().where(
        consent.c.person == template.c.person,
        consent.c.about == About.FACE,
        consent.c.answer == Answer.GRANTED,
    )


def _may_travel(at: datetime) -> list[ColumnElement[bool]]:
    """As the domain's rule says it of one; the centre proves it again, one by one."""
    return [
        template.c.scope == Scope.NETWORK,
        template.c.basis.in_(GROUNDS),
        or_(template.c.lapses_at.is_(None), template.c.lapses_at > at),
        exists().where(person.c.id == template.c.person, person.c.sealed.is_(False)),
        or_(template.c.basis == Basis.LEGAL_DUTY, _granted()),
        ~_narrowed(),
    ]


def gather(asks: Asks, mode: Mode, most: Mode, under: str, at: datetime) -> Faces | None:
    """The next to give and to take back; None where everything is as it should be.

    `mode` holds here now; `most` is how far this desk lets its own go whatever is decided later.
    """
    gone = _gone(asks, mode, at)
    put = _fresh(asks, most, under, at) if mode is not Mode.LOCAL else ()
    return Faces(put=put, gone=gone) if put or gone else None


def _gone(asks: Asks, mode: Mode, at: datetime) -> tuple[UUID, ...]:
    sent = select(sent_face.c.template).where(sent_face.c.refused == "").limit(MOST_FACES)
    if mode is not Mode.LOCAL:
        here = exists().where(template.c.id == sent_face.c.template, *_may_travel(at))
        sent = sent.where(~here)
    return tuple(row.template for row in asks.ask(sent))


def _fresh(asks: Asks, most: Mode, under: str, at: datetime) -> tuple[SharedFace, ...]:
    done = select(sent_face.c.template).where(sent_face.c.under == under)
    wanted = (
        select(template)
        .where(*_may_travel(at), template.c.id.not_in(done))
        .order_by(template.c.id)
        .limit(MOST_FACES)
    )
    return tuple(
        SharedFace(
            id=row.id,
            person=row.person,
            engine=row.engine,
            model_sha256=row.model_sha256,
            vector=pack_vector(row.vector),
            quality=row.quality,
            basis=row.basis,
            scope=row.scope,
            lapses_at=row.lapses_at,
            made_at=row.made_at,
            most=most,
        )
        for row in asks.ask(wanted)
    )


def note(connection: Connection, faces: Faces, refused: dict[str, str], under: str) -> None:
    """The centre has heard of these."""
    rows = [
        {"template": face.id, "under": under, "refused": refused.get(str(face.id), "")}
        for face in faces.put
    ]
    forget(connection, faces.gone)
    if rows:
        put = sqlite.insert(sent_face)
        news = {"under": put.excluded.under, "refused": put.excluded.refused}
        whole = put.on_conflict_do_update(index_elements=[sent_face.c.template], set_=news)
        connection.execute(whole, rows)


def forget(connection: Connection, templates: Iterable[UUID]) -> None:
    """These are not at the centre."""
    connection.execute(delete(sent_face).where(sent_face.c.template.in_(list(templates))))


def forget_all(connection: Connection) -> None:
    """The centre keeps none any more, or it is another centre."""
    connection.execute(delete(sent_face))
