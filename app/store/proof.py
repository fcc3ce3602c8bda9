"""Proving a backup: opened as a restore would, every file, page, entry and picture."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Unavailable
from app.store import blobs, cipher, journal, keys
from app.store.manifest import FILE, Facts, Manifest, Part, open_manifest
from app.store.named_pictures import NAMED
from app.store.shelf import POOL, pool_place
from app.store.tables import TABLES

_CHUNK = 1 << 20

Step = Callable[[str, int, int], None]
"""(part, done, of): told while a backup goes on; raises to break it off."""


def no_step(_part: str, _done: int, _of: int) -> None:
    """Nobody is watching."""


def facts_of(connection: Connection) -> Facts:
    """Where the journal stands and how much there is, for the manifest."""
    last, source = journal.head(connection), journal.origin(connection)
    # An older register that has not been opened since the program was renewed lacks some.
    there = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    counts = {
        name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for name, table in TABLES.items()
        if name in there
    }
    revision = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    return Facts(
        incarnation=str(source.incarnation),
        revision=revision,
        n=last.n,
        hash=last.hash,
        counts=counts,
        hlc=last.hlc,
    )


def check(folder: Path, key: bytes, step: Step = no_step) -> Manifest:
    """Open a backup as a restore would: every file, every page, the whole chain, every picture."""
    manifest = open_manifest(folder, key)
    for one in manifest.files:
        _must_be(folder, folder / one.path, one, step)
    _check_database(folder, key, manifest)
    pool = folder.parent / POOL
    for done, one in enumerate(manifest.blobs):
        step("check", done, len(manifest.blobs))
        _must_be(folder, pool_place(pool, one.sha256), one, step)
    return manifest


def _check_database(folder: Path, key: bytes, manifest: Manifest) -> None:
    path = folder / cipher.FILE
    engine = cipher.reader_engine(path, key, nobody_writes=True)
    try:
        with engine.connect() as connection:
            cipher.prove_pages(connection, path)
            journal.verify(connection)
            facts = facts_of(connection)
            pictures = photographs_in(connection)
    except (DBAPIError, Unavailable) as error:
        raise Unavailable("backup.damaged", folder=folder, what=path.name) from error
    finally:
        engine.dispose()
    known = manifest.facts
    if not known.hlc:
        facts = msgspec.structs.replace(facts, hlc=0)  # an older program did not write it down
    if facts != known:
        raise Unavailable("backup.damaged", folder=folder, what=path.name)
    missing = set(places_of(pictures, folder, key)) - {one.path for one in manifest.blobs}
    if missing - set(manifest.missing):
        raise Unavailable("backup.damaged", folder=folder, what=FILE)


def places_of(pictures: Iterable[str], folder: Path, key: bytes) -> Iterator[str]:
    """Where the files of these photographs lie, seen from the register's folder."""
    hidden = blobs.Blobs(folder, keys.derive(key, "blobs"))
    return map(hidden.place, pictures)


def photographs_in(connection: Connection) -> set[str]:
    """The pictures that rows speak of; a backup of an older program has fewer kinds of them."""
    there = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    named = [column for column in NAMED if column.table.name in there]
    found = {one for name in named for one in connection.execute(select(name)).scalars()}
    return found - {""}


def _must_be(folder: Path, file: Path, wanted: Part, step: Step) -> None:
    _forget_cache(file)
    try:
        right = seen(file.parent, file, step).sha256 == wanted.sha256
    except FileNotFoundError:
        right = False
    except OSError as error:
        raise Unavailable("backup.unreadable", folder=folder) from error
    if not right:
        raise Unavailable("backup.damaged", folder=folder, what=wanted.path)


def seen(root: Path, file: Path, step: Step) -> Part:
    """A file's size and hash, read in pieces so that one can break off."""
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as opened:
        while piece := opened.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
            step("check", size, size)
    return Part(path=file.relative_to(root).as_posix(), size=size, sha256=digest.hexdigest())


def _forget_cache(path: Path) -> None:
    """What is checked must come from the disk, not from memory."""
    if not hasattr(os, "posix_fadvise"):
        return
    with contextlib.suppress(OSError), path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
