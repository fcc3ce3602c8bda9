"""The role as which the centre serves: it owns nothing, and may do only what serving needs."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused
from app.store.tables import CENTRE, metadata
from app.store.upgrade import newest

ROLE = "guitu_service"
_ADD = ("SELECT", "INSERT")
_EDIT = (*_ADD, "UPDATE")
_USUAL = (*_EDIT, "DELETE")
"""Deleting is walled in besides: only what an erasure has named (app/store/walls.py)."""
_NARROW = {
    # Who looked at whom is added to and nothing else.
    "viewing": _ADD, "search": _ADD, "printing": _ADD,
    # Every decision about faces stays on record.
    "face_sharing": _ADD,
    # What was said for or against somebody is added to; only an erasure takes it away.
    "listing": (*_ADD, "DELETE"), "listing_step": (*_ADD, "DELETE"),
    "listing_asked": (*_ADD, "DELETE"), "listing_verdict": (*_ADD, "DELETE"),
    "adverse_proposal": (*_ADD, "DELETE"), "adverse_opinion": (*_ADD, "DELETE"),
    "adverse_answer": (*_ADD, "DELETE"), "adverse_receipt": (*_ADD, "DELETE"),
    "rights_request": (*_ADD, "DELETE"), "request_answer": (*_ADD, "DELETE"),
    "custody": (*_ADD, "DELETE"), "custody_return": (*_ADD, "DELETE"),
    "security_check": (*_ADD, "DELETE"), "belonging_photo": (*_ADD, "DELETE"),
    "street_round": _ADD, "encounter": (*_ADD, "DELETE"), "brought_in": (*_ADD, "DELETE"),
    "outside_letter": (*_ADD, "DELETE"),
    "transfer": (*_ADD, "DELETE"), "transfer_step": (*_ADD, "DELETE"),
    "national_number": (*_ADD, "DELETE"),
    "trace_entry": (*_ADD, "DELETE"),
    "inquiry_entry": (*_ADD, "DELETE"), "kin_match": (*_ADD, "DELETE"),
    "inquiry_photo": (*_ADD, "DELETE"),
    "condition_answer": (*_ADD, "DELETE"), "outside_query": (*_ADD, "DELETE"),
    "stay_proposal": (*_ADD, "DELETE"), "stay_answer": (*_ADD, "DELETE"),
    # Who sleeps where is added to; only the centre says which of two has a bed.
    "bed_stay": (*_ADD, "DELETE", "UPDATE (lost_to, versions)"), "handover": _ADD,
    "change": (*_ADD, "UPDATE (record, body, salt, letter)"),
    "stream": _EDIT, "enrolled": _EDIT, "invitation": _EDIT, "lease": _EDIT,
    "batch": _ADD, "printed": _ADD, "secret": _ADD, "erased": _ADD,
    # What was published stands.
    "root": _ADD, "root_leaf": _ADD,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was done; the password of a role made now is shown once and kept nowhere."""

    tables: int
    made: bool
    password: str = ""


def prepare(connection: Connection) -> Prepared:
    """Make the role where there is none, and give it what it needs and no more."""
    # Two commands at once would step on each other's grants.
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('guitu prepare'))"))
    there = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :n"), {"n": ROLE})
    made = there.first() is None
    password = _make(connection) if made else ""
    _join(connection)
    tables = [t.name for t in metadata.sorted_tables if t.info["at"] & CENTRE]
    _grant(connection, tables)
    return Prepared(tables=len(tables), made=made, password=password)


def is_ready(connection: Connection) -> bool:
    """Whether the role is there and has what it needs of today's tables."""
    there = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :n"), {"n": ROLE})
    if there.first() is None or stands(connection) != newest():
        return False
    can = text("SELECT has_table_privilege(:n, 'change', 'INSERT')")
    return bool(connection.execute(can, {"n": ROLE}).scalar_one())


def _make(connection: Connection) -> str:
    password = secrets.token_urlsafe(24)
    try:
        with connection.begin_nested():
            connection.execute(text(f"CREATE ROLE {ROLE} LOGIN NOINHERIT PASSWORD '{password}'"))
    except DBAPIError as error:
        raise Refused("centre.no_role", role=ROLE) from error
    return password


def _join(connection: Connection) -> None:
    """An owner that is not all-powerful serves as this role only when it belongs to it."""
    can = text("SELECT pg_has_role(current_user, :n, 'SET')")
    if not connection.execute(can, {"n": ROLE}).scalar_one():
        connection.execute(text(f"GRANT {ROLE} TO CURRENT_USER"))


def _grant(connection: Connection, tables: list[str]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    lines = [f"GRANT USAGE ON SCHEMA public TO {ROLE}"]
    lines.append(f"GRANT SELECT ON alembic_version TO {ROLE}")
    for name in tables:
        lines.append(f"REVOKE ALL ON {quote(name)} FROM {ROLE}")
        lines.append(f"GRANT {', '.join(_NARROW.get(name, _USUAL))} ON {quote(name)} TO {ROLE}")
    lines.append(f"GRANT EXECUTE ON FUNCTION guitu_forget(text, bigint, bigint) TO {ROLE}")
    for line in lines:
        connection.execute(text(line))


def is_owner(connection: Connection) -> bool:
    """Whether this connection may change tables: of an empty database everybody who may make some
    is the owner."""
    if not inspect(connection).has_table("alembic_version"):
        return True
    owned = text(
        "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class"
        " WHERE oid = 'alembic_version'::regclass"
    )
    return bool(connection.execute(owned).scalar_one())


def stands(connection: Connection) -> str:
    """The step at which the tables are; nothing where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
