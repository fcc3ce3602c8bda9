"""A centre that keeps books, and a desk on a line to it: real signatures, a real database."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import Engine, Table, create_engine, insert, select, text

from app import clock
from app.centre.books import Books, books
from app.centre.service import service
from app.domain.ids import PersonId, new_id
from app.domain.staff import Viewing
from app.store import access, proving
from app.store.depot import depot
from app.store.register import Register
from app.store.tables import metadata
from app.sync.audit import look
from app.sync.joining import join, open_line, wish
from app.sync.round import Done, go_round
from app.wire.audit import Root
from app.wire.talk import Change
from tests import makers

URL = "http://127.0.0.1:1"
CODE = "440114-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """The centre in process."""

    engine: Engine
    owner: Engine
    books: Books
    transport: Any

    def join(self, house: makers.Desk) -> None:
        """Let a desk in."""
        code = access.invite(self.engine, CODE, clock.now())
        joined = join(wish(house.register, URL, code, CODE), self.transport)
        house.register.join(joined.known, joined.incarnation, clock.now())

    def round(self, register: Register) -> Done:
        """Everything to and fro, and a look into the newest root."""
        speaking = open_line(register, self.transport)
        assert speaking is not None
        with closing(speaking):
            done = go_round(register, speaking, clock.now())
            look(register, speaking, clock.now())
        return done

    def publish(self, at: datetime | None = None) -> Root | None:
        """A root, if there is anything new."""
        made = self.books.publish(self.engine, at or clock.now())
        return made.root if made else None

    def verify(self) -> proving.Proved:
        """As `./guitu audit verify --centre` does."""
        return proving.prove(self.engine, self.books.public_key, self.books.listed())

    def sql(self, statement: str, **facts: object) -> Any:
        """Raw SQL, as somebody who owns the database."""
        with self.owner.begin() as connection:
            done = connection.execute(text(statement), facts)
            return done.all() if done.returns_rows else done.rowcount

    def body(self, stream: str, seq: int) -> Change:
        """A change as it is kept."""
        found = self.sql("SELECT body FROM change WHERE stream = :s AND seq = :q", s=stream, q=seq)
        return msgspec.msgpack.decode(found[0].body, type=Change)

    def put_body(self, stream: str, seq: int, body: bytes) -> None:
        """Write over a change."""
        self.sql(
            "UPDATE change SET body = :b WHERE stream = :s AND seq = :q", b=body, s=stream, q=seq
        )


def open_file(house: makers.Desk, person: PersonId, purpose: str = "核对身份") -> Viewing:
    """An officer looks at somebody's file."""
    by, at = house.intake.id, clock.now()
    seen = Viewing(id=new_id(), person=person, officer=by, at=at, purpose=purpose, what="file")
    house.register.write(seen, by=by, at=at)
    return seen


@contextmanager
def centre(engine: Engine, folder: Path) -> Iterator[Audited]:
    """A centre with books in a folder."""
    folder.mkdir(exist_ok=True)
    made = books(folder)
    app = service(engine, depot=depot(folder), books=made)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    with as_owner(engine) as owner:
        yield Audited(engine=engine, owner=owner, books=made, transport=transport)


@contextmanager
def as_owner(engine: Engine) -> Iterator[Engine]:
    """The same database as its owner, before whom there are no walls."""
    owner = create_engine(engine.url)
    try:
        yield owner
    finally:
        owner.dispose()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A centre's rows and folder, to be laid out again for every test."""

    rows: dict[str, list[dict[str, Any]]]
    folder: Path
    entries: int

    def lay_out(self, engine: Engine, folder: Path) -> None:
        """The same centre once more, in an empty database."""
        shutil.copytree(self.folder, folder)
        with as_owner(engine) as owner, owner.begin() as connection:
            for table in _tables():
                if self.rows[table.name]:
                    connection.execute(insert(table), self.rows[table.name])


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "centre" in table.info["at"]]


def keep(engine: Engine, folder: Path, entries: int) -> Kept:
    """What is there now."""
    with as_owner(engine) as owner, owner.begin() as connection:
        rows = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in _tables()
        }
    return Kept(rows=rows, folder=folder, entries=entries)


def empty(engine: Engine) -> None:
    """Nothing is left of other tests."""
    tables = ", ".join(f'"{table.name}"' for table in _tables())
    with as_owner(engine) as owner, owner.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables}"))
