"""The centre's own keys: what it signs snapshots with, and what seals the sticks of a station."""

import hmac
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql

from app.store.tables import secret


def signing_key(connection: Connection) -> Ed25519PrivateKey:
    """Made once; desks keep its public half when they are let in."""
    return Ed25519PrivateKey.from_private_bytes(_secret(connection, "snapshots"))


def public_key(connection: Connection) -> bytes:
    """What desks believe, 32 bytes."""
    return signing_key(connection).public_key().public_bytes_raw()


def stick_key(connection: Connection, station: str) -> bytes:
    """Known to the desks of one station alone: whoever finds its stick reads nothing."""
    return hmac.digest(_secret(connection, "sticks"), f"stick {station}".encode(), "sha256")


def _secret(connection: Connection, name: str) -> bytes:
    question = select(secret.c.value).where(secret.c.name == name)
    found = connection.execute(question).scalar()
    if found is None:
        made = postgresql.insert(secret).values(name=name, value=token_bytes(32))
        connection.execute(made.on_conflict_do_nothing())
        found = connection.execute(question).scalar_one()
    return bytes(found)
