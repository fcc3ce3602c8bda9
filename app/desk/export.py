"""All that the register holds, for tests and for a station that leaves us."""

import getpass
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from app import clock
from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.domain.face import Search
from app.domain.ids import new_id
from app.domain.staff import Right, Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.protected import about_sealed
from app.wire.kinds import KINDS
from app.words.say import sentence


def lines(session: door.Session) -> Iterator[dict[str, Any]]:
    """One mapping a record: `record` says which kind, then its fields; oldest first. Nothing in it
    is about sealed persons."""
    session.officer.must(Right.EXPORT)
    left_out = frozenset() if session.officer.may(Right.SEALED) else about_sealed(session.register)
    for kind, record in KINDS.items():
        kept: list[Any] = all_of(session.register, record)
        for one in kept:
            if not _is_about(one, left_out):
                yield {"record": kind, **msgspec.to_builtins(_without(one, left_out))}


def _is_about(one: Any, left_out: frozenset[UUID]) -> bool:
    subjects = {one.id, getattr(one, "subject", None), *getattr(one, "subjects", ())}
    return bool(subjects & left_out)


def _without(one: Any, left_out: frozenset[UUID]) -> Any:
    """A search stays on file; who is sealed is not among those that it showed."""
    if not isinstance(one, Search):
        return one
    shown = tuple(row for row in one.shown if row.get("person") not in set(map(str, left_out)))
    return replace(one, shown=shown)


def run(settings: Settings, *, as_json: bool) -> int:
    """`guitu export --json`: JSON, one record a line; the login comes from the terminal or from
    GUITU_LOGIN, GUITU_PASSWORD and (where one is asked for) GUITU_CODE, never from the command
    line, which other users can see."""
    del as_json  # The one format there is; the option keeps the door open for another.
    session = None
    try:
        session = log_in(settings)
        _enter(session)
        for line in lines(session):
            sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    except (Refused, Unavailable) as error:
        sys.stderr.write(sentence(error, settings.lang) + "\n")
        return 1
    finally:
        if session:
            session.register.close()
    return 0


def log_in(settings: Settings) -> door.Session:
    """Whoever the terminal or its surroundings name."""
    login, password = _credentials()
    code = os.environ.get("GUITU_CODE", "")
    return door.log_in_unseen(settings.data, login, password, clock.now(), code)


def _credentials() -> tuple[str, str]:
    try:
        login = os.environ.get("GUITU_LOGIN") or input("login: ")
        return login, os.environ.get("GUITU_PASSWORD") or getpass.getpass("password: ")
    except EOFError:
        raise Refused("export.no_login") from None


def _enter(session: door.Session) -> None:
    """Taking everything out is the largest view there is: it is logged before the first line."""
    session.officer.must(Right.EXPORT)
    by, at = session.officer.id, clock.now()
    seen = Viewing(id=new_id(), person=None, officer=by, at=at, purpose="export", what="all")
    session.register.write(seen, by=by, at=at, reason="export")
