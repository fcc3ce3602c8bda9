"""Questions about signatures."""

from uuid import UUID

from sqlalchemy import select

from app.domain.signature import Signature
from app.store.ask import Asks, records
from app.store.tables import signature


def last_of(asks: Asks, visit: UUID, form: str) -> Signature | None:
    """The newest signature of a form; earlier ones stay on file."""
    mine = (signature.c.visit == visit, signature.c.form == form)
    wanted = select(signature).where(*mine).order_by(signature.c.id.desc()).limit(1)
    found = records(asks, Signature, wanted)
    return found[0] if found else None
