"""Who was erased: a list outside the database, so that no restore brings anybody back.

Ids only, each line under a key of the register, written before the rows go; the id is kept for
ever. A restored or interrupted register is put in step with the list before it opens.
"""

import errno
import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, delete, or_, select, text, update

from app.domain.errors import Unavailable
from app.domain.ids import form_about
from app.domain.visit import About, Answer, Consent
from app.store import hanging, keys, others, unheard
from app.store.blobs import Blobs
from app.store.changes import Changes
from app.store.files import sentence_of
from app.store.tables import (
    TABLES,
    draft,
    find_doc,
    inquiry_entry,
    inside,
    journal,
    letter,
    others_face,
    owed,
    owing,
    picture,
    sought,
    unmeasured,
)  # fmt: skip
from app.wire.talk import ERASED

FILE = "erasures.list"


class Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One person record that must never come back; `face`: only what rested on consent.

    The centre also keeps the `records` that hung on the person, and whose `station` it was.
    """

    person: UUID
    at: datetime
    records: tuple[UUID, ...] = ()
    station: str = ""
    face: bool = False

    def says_more_than(self, known: set[tuple[UUID, str]]) -> bool:
        """Whether something of it is not among `marks` yet."""
        return not self.marks() <= known

    def marks(self) -> set[tuple[UUID, str]]:
        """What stands on the list by this line."""
        if self.face:
            return {(self.person, self.at.isoformat())}
        return {(one, "") for one in (self.person, *self.records)}


def mark_of(key: bytes, reference: str) -> UUID:
    """Under what the number of a record in a file stands on the list, once the inquiry that came
    from it was erased: nobody reads the number out of it, and the same file opens nothing anew."""
    proof = hmac.new(keys.derive(key, "erased_reference"), reference.encode(), hashlib.sha256)
    return UUID(bytes=proof.digest()[:16])


def references_of(gone: Iterable[Erasure]) -> "Select[tuple[str]]":
    """The numbers by which inquiries among these are known where they came from."""
    ids = [one.person for one in gone if not one.face]
    return select(inquiry_entry.c.value).where(
        inquiry_entry.c.inquiry.in_(ids),
        inquiry_entry.c.step == "opened",
        inquiry_entry.c.value != "",
    )


def note(folder: Path, key: bytes, erased: Iterable[Erasure]) -> None:
    """Add to the list, synced; what stands there already is not written twice."""
    known = {mark for one in read(folder, key) for mark in one.marks()}
    lines = [_line(e, key) for e in erased if e.says_more_than(known)]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """What went: records and the pictures that nobody else wants."""

    ids: frozenset[UUID] = frozenset()
    pictures: frozenset[str] = frozenset()
    indexed: bool = False
    """Whether words of theirs were in the index."""


def replay(
    connection: Connection, blobs: Blobs, erased: Iterable[Erasure], *, deep: bool = False
) -> int:
    """Put a database in step with the list; answers how many had to go. `deep` looks also for what
    hangs on somebody of whom nothing else is here: after rows came that nobody said here.
    """
    count, indexed = 0, False
    for one in erased:
        if one.face:
            forget_faces(connection, one.person, one.at)
        elif _is_there(connection, one.person) or (deep and _hangs(connection, one.person)):
            wiped = wipe(connection, one.person)
            for name in wiped.pictures:
                blobs.drop(name)
            count, indexed = count + 1, indexed or wiped.indexed
    if indexed:
        settle_index(connection)
    return count


def _is_there(connection: Connection, person: UUID) -> bool:
    kinds = ("person", "index_card", "inquiry_photo")
    for named in (*(TABLES[kind].c.id for kind in kinds), others_face.c.person):
        if connection.execute(select(named).where(named == person)).first():
            return True
    kept = select(journal.c.n).where(journal.c.record == person, journal.c.payload.is_not(None))
    return connection.execute(kept.limit(1)).first() is not None


def _hangs(connection: Connection, person: UUID) -> bool:
    return any(hanging.rows_of(connection, person).values())


def wipe(connection: Connection, person: UUID) -> Wiped:
    """Delete rows, index, drafts and letters, redact the journal."""
    rows = hanging.rows_of(connection, person)
    pictures = hanging.pictures_of(connection, rows)
    ids = {person} | hanging.ids_of(rows)
    hanging.delete_rows(connection, rows)
    _redact(connection, ids)
    for some in hanging.in_parts(rows["visit"]):
        connection.execute(delete(inside).where(inside.c.visit.in_(some)))
    for some in hanging.in_parts(rows["matter_step"]):
        connection.execute(delete(owing).where(owing.c.step.in_(some)))
    for some in hanging.in_parts(rows["photograph"]):
        connection.execute(delete(unmeasured).where(unmeasured.c.photo.in_(some)))
    indexed = _drop_index(connection, person)
    _drop_drafts(connection, ids)
    _drop_letters(connection, ids)
    unheard.drop_about(connection, ids)
    others.drop_person(connection, person)
    # That it is over may stay: a desk out of an older backup does not know so yet.
    connection.execute(delete(sought).where(sought.c.id == person, sought.c.ended.is_(False)))
    gone = pictures - hanging.still_wanted(connection, pictures)
    for some in hanging.in_parts(gone):
        connection.execute(delete(picture).where(picture.c.sha256.in_(some)))
    return Wiped(ids=frozenset(ids), pictures=frozenset(gone), indexed=indexed)


def forget_faces(connection: Connection, person: UUID, at: datetime) -> Wiped:
    """Delete the templates that rested on a consent withdrawn at that moment, and redact them."""
    gone = hanging.on_consent(connection, person, at)
    drop_templates(connection, gone)
    return Wiped(ids=frozenset(gone))


def drop_templates(connection: Connection, gone: list[UUID]) -> None:
    """Delete templates and what the journal says of them; the chain holds."""
    hanging.delete_rows(connection, {"template": gone})
    _redact(connection, gone)


def withdrawn_in(records: Iterable[object]) -> list[Consent]:
    """The withdrawals of a consent to face recognition among these records."""
    return [
        one
        for one in records
        if isinstance(one, Consent) and one.about is About.FACE and one.answer is Answer.WITHDRAWN
    ]


def of_withdrawn(records: Iterable[object]) -> list[Erasure]:
    """What the list says of them."""
    return [Erasure(person=w.person, at=w.at, face=True) for w in withdrawn_in(records)]


def withdraw(connection: Connection, records: Iterable[object]) -> Changes:
    """Whatever rested on a consent goes with the record that says it is withdrawn."""
    gone = [forget_faces(connection, w.person, w.at).ids for w in withdrawn_in(records)]
    ids: frozenset[UUID] = frozenset().union(*gone)
    return Changes(kinds=frozenset({"template"}) if ids else frozenset(), ids=ids)


def _redact(connection: Connection, ids: Iterable[UUID]) -> None:
    for some in hanging.in_parts(ids):
        redacted = update(journal).where(
            journal.c.record.in_(some), journal.c.kind.not_in(hanging.KEPT)
        )
        connection.execute(redacted.values(payload=None, salt=None))


def _drop_index(connection: Connection, person: UUID) -> bool:
    connection.execute(delete(owed).where(owed.c.person == person))
    old = connection.execute(select(find_doc.c.doc).where(find_doc.c.person == person)).scalar()
    if old is not None:
        connection.execute(text("DELETE FROM find WHERE rowid = :doc"), {"doc": old})
        connection.execute(delete(find_doc).where(find_doc.c.doc == old))
    return old is not None


def settle_index(connection: Connection) -> None:
    """A deleted document's tokens stay in its segment until that is merged."""
    connection.execute(text("INSERT INTO find(find) VALUES ('optimize')"))


def _drop_drafts(connection: Connection, ids: set[UUID]) -> None:
    """A draft about the person or one of their records, or that names them."""
    names = [form for id_ in ids for form in (str(id_).encode(), id_.hex.encode())]
    for row in connection.execute(select(draft)).all():
        about = row.id in ids or row.id in {form_about(id_, row.form, row.officer) for id_ in ids}
        if about or any(name in row.content for name in names):
            connection.execute(delete(draft).where(draft.c.id == row.id))


def _drop_letters(connection: Connection, ids: set[UUID]) -> None:
    """A conflict quotes what was said of them; that they were erased may be read on."""
    for some in hanging.in_parts(ids):
        about = or_(letter.c.person.in_(some), letter.c.record.in_(some))
        connection.execute(delete(letter).where(about, letter.c.kind != ERASED))
