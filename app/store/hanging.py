"""Everything that hangs on a person, by the columns that say so: the same at desk and centre."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, or_, select, text

from app.domain.erasure import ON_CONSENT
from app.store.named_pictures import NAMED
from app.store.tables import TABLES, brought_in, encounter, template
from app.wire.entry import Entry, Payload

KEPT = frozenset({"viewing", "search", "printing", "erasure_wish"})
"""Who looked at whom and who asked for an erasure is kept (社会救助法 70); it holds the id and no
word about the person."""
_REFERS = ("person", "visit", "one", "other", "met", "stranger")
_INQUIRY, _PHOTO = "inquiry_entry", "inquiry_photo"
"""These hang on an inquiry, which is erased as a person is; a photograph that the family gave also
goes alone, when they take their consent back."""
_SHA256 = 64
_MANY = 500

Rows = dict[str, list[UUID]]


def rows_of(connection: Connection, person: UUID) -> Rows:
    """Kind -> ids of everything that hangs on the person, the person among them."""
    visits = _ids(connection, "visit", TABLES["visit"].c.person == person)
    found: Rows = {}
    for kind, table in TABLES.items():
        if kind in KEPT:
            continue
        columns: Any = table.c
        asked: list[ColumnElement[bool]] = []
        if kind in {"person", "index_card"}:
            asked.append(columns.id == person)
        if "person" in columns:
            asked.append(columns.person == person)
        if "visit" in columns:
            asked.append(columns.visit.in_(visits))
        if kind == "link":
            asked += [columns.one == person, columns.other == person]
        if asked:
            found[kind] = _ids(connection, kind, or_(*asked))
    found["decision"] = _decisions_about(connection, person)
    # What was found out about a person stays with that person (`kin_match`).
    found[_INQUIRY] = _ids(connection, _INQUIRY, TABLES[_INQUIRY].c.inquiry == person)
    photo = TABLES[_PHOTO].c
    found[_PHOTO] = _ids(connection, _PHOTO, or_(photo.inquiry == person, photo.id == person))
    met = encounter.c.met.in_(encounters_of([person]))
    found["encounter"] = list({*found["encounter"], *_ids(connection, "encounter", met)})
    return found


def encounters_of(people: Iterable[UUID]) -> Select[tuple[UUID]]:
    """The encounters (their `met`) of these persons, under their name or before anybody knew it; as
    it stands, for whoever was once taken for somebody else is not theirs."""
    these, newer = list(people), encounter.alias()
    came = select(brought_in.c.encounter).where(brought_in.c.person.in_(these))
    stands = ~exists().where(newer.c.supersedes == encounter.c.id)
    theirs = or_(encounter.c.person.in_(these), encounter.c.met.in_(came))
    strangers = select(encounter.c.stranger).where(theirs, stands)
    return select(encounter.c.met).where(encounter.c.stranger.in_(strangers), stands)


def _ids(connection: Connection, kind: str, where: ColumnElement[bool]) -> list[UUID]:
    return list(connection.execute(select(TABLES[kind].c.id).where(where)).scalars())


def _decisions_about(connection: Connection, person: UUID) -> list[UUID]:
    table = TABLES["decision"]
    if connection.dialect.name == "postgresql":
        about = text("subjects @> CAST(:about AS jsonb)")
        question = select(table.c.id).where(about)
        return list(connection.execute(question, {"about": json.dumps([str(person)])}).scalars())
    found = connection.execute(select(table.c.id, table.c.subjects))
    return [row.id for row in found if str(person) in row.subjects]


def on_consent(connection: Connection, person: UUID, at: Any) -> list[UUID]:
    """Templates made up to a moment that rest on somebody's consent."""
    mine = select(template.c.id).where(
        template.c.person == person, template.c.basis.in_(ON_CONSENT), template.c.made_at <= at
    )
    return list(connection.execute(mine).scalars())


def ids_of(rows: Rows) -> set[UUID]:
    """All of them."""
    return {id_ for found in rows.values() for id_ in found}


def delete_rows(connection: Connection, rows: Rows) -> None:
    """Take the rows away."""
    for kind, found in rows.items():
        for some in in_parts(found):
            connection.execute(delete(TABLES[kind]).where(TABLES[kind].c.id.in_(some)))


def pictures_of(connection: Connection, rows: Rows) -> set[str]:
    """Whatever names a file by its SHA-256: a photograph's column, or a word in a detail."""
    found: set[str] = set()
    for kind, ids in rows.items():
        for some in in_parts(ids):
            wanted = select(TABLES[kind]).where(TABLES[kind].c.id.in_(some))
            for row in connection.execute(wanted):
                found |= set(names_in(list(row)))
    return found


def names_in(value: object) -> Iterator[str]:
    """Whatever looks like a SHA-256 in a value, however deep."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from names_in(one)
    elif isinstance(value, str) and len(value) == _SHA256:
        yield value


def still_wanted(connection: Connection, pictures: Iterable[str]) -> set[str]:
    """The same picture may belong to somebody else's visit."""
    found: set[str] = set()
    for column in NAMED:
        for some in in_parts(sorted(pictures)):
            found |= set(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def refers_to(entry: Entry, payload: Payload | None) -> set[UUID]:
    """The ids by which an entry hangs on somebody, its own among them; `payload` is what it says,
    None where nothing is left of that or nobody can read it."""
    found = {entry.record}
    said = payload.fields if payload else {}
    names = (*_REFERS, "inquiry") if entry.kind in (_INQUIRY, _PHOTO) else _REFERS
    values = [said[name][0] for name in names if name in said]
    if entry.kind == "decision":
        values += list(_subjects(said))
    return found | {id_ for value in values if value and (id_ := _as_id(str(value)))}


def _subjects(said: Mapping[str, tuple[Any, str | None]]) -> Iterable[Any]:
    value = said.get("subjects", ((), None))[0]
    return value if isinstance(value, list | tuple) else ()


@lru_cache(maxsize=4096)
def _as_id(value: str) -> UUID | None:
    # Ten entries in turn speak of the same person and visit.
    try:
        return UUID(value)
    except ValueError:
        return None


def in_parts(whole: Iterable[Any]) -> Iterator[list[Any]]:
    """So many at once that a statement can hold them."""
    listed = list(whole)
    for start in range(0, len(listed), _MANY):
        yield listed[start : start + _MANY]
