"""Writing a register's past at once: the same rows, journal and index as deed by deed.

Only benches may: a million visits through `Register.write` would take a night.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, func, select, text

from app.bench.invented import Deed
from app.domain.ids import new_id
from app.domain.person import Claim
from app.domain.visit import Visit
from app.store import find, inside, journal
from app.store.adding import add
from app.store.rows import changed_fields, id_of, values_of
from app.store.tables import TABLES, find_doc
from app.store.tables import journal as journal_table
from app.wire import hlc
from app.wire.kinds import KIND_OF

DEEDS = 4000
"""So many deeds go into one transaction."""
_INSERT_WORDS = text("INSERT INTO find(rowid, tokens) VALUES (:doc, :words)")


def pour(engine: Engine, deeds: Iterable[Deed], officer: UUID) -> Iterator[int]:
    """Write deeds that only add; answers after each transaction how many are written."""
    with engine.begin() as connection:
        head, source = journal.head(connection), journal.origin(connection)
        doc = int(connection.execute(select(func.max(find_doc.c.doc))).scalar() or 0)
    basin = _Basin(head=head, source=source, officer=officer, doc=doc)
    rest, done = iter(deeds), 0
    with without_indexes(engine):
        while some := list(islice(rest, DEEDS)):
            for deed in some:
                basin.take(deed)
            with engine.begin() as connection:
                basin.empty(connection)
            done += len(some)
            yield done
    with engine.begin() as connection:
        inside.renew_all(connection)


class without_indexes:  # noqa: N801 - reads as a sentence after "with"
    """Indexes are quicker made once at the end than kept all the time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._words: list[str] = []

    def __enter__(self) -> None:
        wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        with self._engine.begin() as connection:
            for name, words in connection.exec_driver_sql(wanted).all():
                self._words.append(words)
                connection.exec_driver_sql(f'DROP INDEX "{name}"')

    def __exit__(self, *_: object) -> None:
        for words in self._words:
            with self._engine.begin() as connection:
                connection.exec_driver_sql(words)


class _Basin:
    """The rows of some thousand deeds, gathered by table."""

    def __init__(
        self, *, head: journal.Head, source: journal.Origin, officer: UUID, doc: int
    ) -> None:
        self._head, self._source, self._officer, self._doc = head, source, officer, doc
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._entries: list[dict[str, Any]] = []
        self._words: list[dict[str, Any]] = []
        self._docs: list[dict[str, Any]] = []

    def take(self, deed: Deed) -> None:
        """What `Register.write` does with a deed of new records, without asking the database."""
        stamp, changes = self._head.hlc, []
        for record in deed.records:
            stamp = hlc.tick(stamp, deed.at)
            changes.append(self._save(record, stamp))
        noted = journal.Deed(group=new_id(), officer=self._officer, reason=deed.reason)
        self._head, entries = journal.rows_of(self._head, self._source, noted, changes)
        self._entries += entries
        for person in find.touched(deed.records):
            self._index(person, deed)

    def _save(self, record: object, stamp: int) -> journal.Change:
        kind = KIND_OF[type(record)]
        version = hlc.version(stamp, self._source.device.hex)
        values = values_of(kind, record) | {"versions": {"*": version}, "extra": {}}
        self._rows[kind].append(values)
        changed = changed_fields(kind, record, None)
        fields: dict[str, tuple[Any, str | None]] = {n: (v, None) for n, v in changed.items()}
        return journal.Change(kind=kind, record=id_of(record), fields=fields, hlc=stamp)

    def _index(self, person: UUID, deed: Deed) -> None:
        claims = [(r.kind, r.value) for r in deed.records if isinstance(r, Claim)]
        cases = [r.case_number for r in deed.records if isinstance(r, Visit)]
        self._doc += 1
        words = " ".join(sorted(find.person_tokens(claims, cases, deed.at.year)))
        self._docs.append({"doc": self._doc, "person": person})
        self._words.append({"doc": self._doc, "words": words})

    def empty(self, connection: Connection) -> None:
        """Write everything gathered, and begin anew."""
        for kind, rows in self._rows.items():
            add(connection, TABLES[kind], rows)
        add(connection, journal_table, self._entries)
        add(connection, find_doc, self._docs)
        if self._words:
            connection.execute(_INSERT_WORDS, self._words)
        self._rows.clear()
        self._entries, self._words, self._docs = [], [], []
