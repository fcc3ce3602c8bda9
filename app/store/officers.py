"""An officer as the register has them, asked without holding it: beside an open desk."""

from uuid import UUID

from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused
from app.domain.staff import Officer
from app.store import cipher, keys
from app.store.ask import Reader, get
from app.store.backup import Source
from app.store.blobs import Blobs


def officer_of(source: Source, officer: UUID) -> Officer:
    """Who typed the password; Refused as a wrong one where they have left."""
    engine = cipher.reader_engine(source.folder / cipher.FILE, source.key)
    reader = Reader(engine, Blobs(source.folder, keys.derive(source.key, "blobs")))
    try:
        known = get(reader, Officer, officer)
    except DBAPIError as error:
        raise cipher.said_by_database(error.orig or error, source.folder / cipher.FILE) from error
    finally:
        reader.close()
        engine.dispose()
    if known is None or not known.active:
        raise Refused("login.wrong")
    return known
