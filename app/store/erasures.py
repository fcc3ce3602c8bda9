"""Who was erased: a list outside the database, so that no restore brings anybody back.

Ids only, each line under a key of the register, written before the rows go; the id is kept for
ever. A restored or interrupted register is put in step with the list before it opens.
"""

import errno
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, or_, select, text, update

from app.domain.errors import Unavailable
from app.store import keys, unheard
from app.store.blobs import Blobs
from app.store.files import sentence_of
from app.store.tables import TABLES, draft, find_doc, inside, journal

FILE = "erasures.list"
# Who looked at whom is kept (社会救助法 70); it holds the id and no word about the person.
_KEPT = frozenset({"viewing", "search"})
_SHA256 = 64
_MANY = 500


class Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person record that must never come back."""

    person: UUID
    at: datetime


def note(folder: Path, key: bytes, erased: Iterable[Erasure]) -> None:
    """Add to the list, synced; what stands there already is not written twice."""
    known = {e.person for e in read(folder, key)}
    lines = [_line(e, key) for e in erased if e.person not in known]
    if not lines:
        return
    try:
        new = not (folder / FILE).exists()
        descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            # A torn line must not swallow the next one.
            file.write(b"".join(b"\n" + line for line in lines) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if new:
            _sync(folder)
    except OSError as error:
        raise sentence_of(error, folder) from error


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Not every disk that is plugged in knows how to sync a folder.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def read(folder: Path, key: bytes) -> list[Erasure]:
    """Every line that proves right; a torn or foreign one is passed over."""
    try:
        listed = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unavailable("register.unreadable", folder=str(folder)) from error
    return proved_lines(listed, key)


def proved_lines(listed: bytes, key: bytes) -> list[Erasure]:
    """The erasures in the bytes of a list."""
    return [found for line in listed.splitlines() if (found := _proved(line, key))]


def _line(erasure: Erasure, key: bytes) -> bytes:
    body = msgspec.json.encode(erasure)
    return _proof(body, key) + b" " + body


def _proved(line: bytes, key: bytes) -> Erasure | None:
    proof, _, body = line.partition(b" ")
    if not hmac.compare_digest(proof, _proof(body, key)):
        return None
    return msgspec.json.decode(body, type=Erasure)


def _proof(body: bytes, key: bytes) -> bytes:
    return hmac.new(keys.derive(key, "erasures"), body, hashlib.sha256).hexdigest().encode()


def replay(connection: Connection, blobs: Blobs, erased: Iterable[Erasure]) -> int:
    """Put a database in step with the list; answers how many had to go."""
    count = 0
    for one in erased:
        if _is_there(connection, one.person):
            for name in wipe(connection, one.person):
                blobs.drop(name)
            count += 1
    if count:
        settle_index(connection)
    return count


def _is_there(connection: Connection, person: UUID) -> bool:
    table = TABLES["person"]
    there = connection.execute(select(table.c.id).where(table.c.id == person)).first()
    kept = select(journal.c.n).where(journal.c.record == person, journal.c.payload.is_not(None))
    return there is not None or connection.execute(kept.limit(1)).first() is not None


def wipe(connection: Connection, person: UUID) -> set[str]:
    """Delete rows, index and drafts, redact the journal; answers the photographs to drop."""
    rows = dict(_rows_of(connection, person))
    pictures = _pictures(connection, rows)
    ids = [person, *(id_ for found in rows.values() for id_ in found)]
    for kind, found in rows.items():
        for some in _in_parts(found):
            connection.execute(delete(TABLES[kind]).where(TABLES[kind].c.id.in_(some)))
    for some in _in_parts(ids):
        redacted = update(journal).where(journal.c.record.in_(some), journal.c.kind.not_in(_KEPT))
        connection.execute(redacted.values(payload=None, salt=None))
    for some in _in_parts(rows["visit"]):
        connection.execute(delete(inside).where(inside.c.visit.in_(some)))
    _drop_index(connection, person)
    _drop_drafts(connection, ids)
    unheard.drop_about(connection, ids)
    return pictures - _still_wanted(connection, pictures)


def _rows_of(connection: Connection, person: UUID) -> Iterator[tuple[str, list[UUID]]]:
    """Kind -> ids of everything that hangs on the person, by the columns that say so."""
    visits = _ids(connection, "visit", TABLES["visit"].c.person == person)
    for kind, table in TABLES.items():
        if kind in _KEPT or kind == "person":
            continue
        columns, asked = table.c, []
        if "person" in columns:
            asked.append(columns.person == person)
        if "visit" in columns:
            asked.append(columns.visit.in_(visits))
        if kind == "link":
            asked += [columns.one == person, columns.other == person]
        if kind == "decision":
            asked.append(columns.id.in_(_decisions_about(connection, person)))
        if asked:
            yield kind, _ids(connection, kind, or_(*asked))
    yield "person", [person]


def _ids(connection: Connection, kind: str, where: "object") -> list[UUID]:
    table = TABLES[kind]
    found = connection.execute(select(table.c.id).where(where))  # type: ignore[arg-type]
    return list(found.scalars())


def _decisions_about(connection: Connection, person: UUID) -> list[UUID]:
    table = TABLES["decision"]
    found = connection.execute(select(table.c.id, table.c.subjects))
    return [row.id for row in found if str(person) in row.subjects]


def _pictures(connection: Connection, rows: dict[str, list[UUID]]) -> set[str]:
    """Whatever names a file by its SHA-256: a photograph's column, or a word in a detail."""
    found: set[str] = set()
    for kind, ids in rows.items():
        for some in _in_parts(ids):
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


def _still_wanted(connection: Connection, pictures: set[str]) -> set[str]:
    """The same picture may belong to somebody else's visit."""
    column = TABLES["photograph"].c.sha256
    found: set[str] = set()
    for some in _in_parts(sorted(pictures)):
        found |= set(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def _drop_index(connection: Connection, person: UUID) -> None:
    old = connection.execute(select(find_doc.c.doc).where(find_doc.c.person == person)).scalar()
    if old is not None:
        connection.execute(text("DELETE FROM find WHERE rowid = :doc"), {"doc": old})
        connection.execute(delete(find_doc).where(find_doc.c.doc == old))


def settle_index(connection: Connection) -> None:
    """A deleted document's tokens stay in its segment until that is merged."""
    connection.execute(text("INSERT INTO find(find) VALUES ('optimize')"))


def _drop_drafts(connection: Connection, ids: list[UUID]) -> None:
    """A draft that names the person or one of their records."""
    names = [form for id_ in ids for form in (str(id_).encode(), id_.hex.encode())]
    for row in connection.execute(select(draft.c.id, draft.c.content)).all():
        if row.id in ids or any(name in row.content for name in names):
            connection.execute(delete(draft).where(draft.c.id == row.id))


def _in_parts(whole: list[object] | list[UUID] | list[str]) -> Iterator[list[object]]:
    for start in range(0, len(whole), _MANY):
        yield list(whole[start : start + _MANY])
