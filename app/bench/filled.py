"""A centre's past written at once: the same rows, cards and streams as push by push.

Kept as a database of the benches' own PostgreSQL, of which each measurement takes a copy.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, insert, text

from app.bench import data, network
from app.bench.invented import END, Deed
from app.domain.ids import new_id
from app.domain.index_card import documents_of, index_card
from app.domain.person import Claim, Person
from app.domain.staff import Officer
from app.domain.station import Station
from app.domain.visit import Visit
from app.store import access, cards, feed, postgres, walls
from app.store.adding import add
from app.store.devices import ACTIVE
from app.store.news import FOR_ALL, province_of
from app.store.rows import values_of
from app.store.tables import TABLES, change, enrolled, printed, stream
from app.wire import hlc
from app.wire.audit import run_on
from app.wire.entry import FIRST
from app.wire.kinds import KIND_OF
from app.wire.talk import Change

VERSION = 2
"""Counts up when the same numbers give another past."""
DEEDS = 4000
_CHINA = timedelta(hours=8)
_WHOLE = "whole"
_COMMENT = text("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = :n")


def filled(cluster: str, people: Mapping[int, int]) -> str:
    """The database with so many people at each station (by its number); made once."""
    numbers = "_".join(f"{station}x{many}" for station, many in sorted(people.items()))
    name = f"filled_{VERSION}_{numbers}"
    if _is_whole(cluster, name):
        return name
    data.tell(f"centre {numbers}: …")
    network.tell_server(cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    network.tell_server(cluster, f"CREATE DATABASE {name} TEMPLATE template0")
    url = network.url_of(cluster, name)
    with postgres.database(Path(), url) as engine:
        last: dict[str, int] = defaultdict(int)
        heads: dict[str, bytes] = defaultdict(lambda: FIRST)
        for station, many in people.items():
            _fill(engine, station, many, last, heads)
        with walls.within(engine, walls.EVERYWHERE) as connection:
            rows = [{"name": n, "last": at, "head": heads[n]} for n, at in last.items()]
            connection.execute(insert(stream), rows)
    network.tell_server(url, "VACUUM ANALYZE")
    network.tell_server(cluster, f"COMMENT ON DATABASE {name} IS '{_WHOLE}'")
    return name


def _is_whole(cluster: str, name: str) -> bool:
    engine = create_engine(cluster)
    with engine.connect() as connection:
        found = connection.execute(_COMMENT, {"n": name}).scalar()
    engine.dispose()
    return bool(found == _WHOLE)


def _fill(
    engine: Engine, number: int, people: int, last: dict[str, int], heads: dict[str, bytes]
) -> None:
    station, officer = data.house(number)
    device = UUID(int=Random(number).getrandbits(128))  # noqa: S311 - invented, not secret
    past = data.invented(people, number, station.id, officer.id, device)
    deeds = iter(past.deeds())
    with walls.within(engine, walls.EVERYWHERE) as connection:
        key = access.network_key(connection)
    basin = _Basin(station, officer, device, key, last, heads)
    basin.take(Deed(records=(station, officer), at=station.created_at, reason="set_up"))
    while some := list(islice(deeds, DEEDS)):
        for deed in some:
            basin.take(deed)
        with walls.within(engine, walls.EVERYWHERE) as connection:
            basin.empty(connection)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        basin.close(connection)


class _Basin:
    """The rows of some thousand deeds, gathered by table; `last` is where each stream stands."""

    def __init__(
        self, station: Station, officer: Officer, device: UUID, key: bytes, last: dict[str, int],
        heads: dict[str, bytes],
    ) -> None:  # fmt: skip
        self._station, self._officer, self._device, self._key = station, officer, device, key
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._changes: list[dict[str, Any]] = []
        self._numbers: list[dict[str, Any]] = []
        self._last = last
        self._heads = heads
        self._n = self._stamp = 0

    def take(self, deed: Deed) -> None:
        """What the centre makes of a deed of new records."""
        group = new_id()
        for record in deed.records:
            self._n += 1
            self._stamp = hlc.tick(self._stamp, deed.at)
            self._add(record, self._device, group, f"station:{self._station.code}", deed.reason)
        self._card(deed)

    def _add(self, record: Any, device: UUID, group: UUID, where: str, reason: str) -> None:
        kind = KIND_OF[type(record)]
        values = values_of(kind, record)
        versions = {"*": hlc.version(self._stamp, device.hex)}
        self._rows[kind].append(values | {"versions": versions, "extra": {}})
        del values["id"]
        if kind == "visit":
            number = {"number": record.case_number, "record": record.id, "device": device}
            self._numbers.append(number)
        for name in (where, "ref") if kind in FOR_ALL else (where,):
            self._last[name] += 1
            said = Change(
                seq=self._last[name],
                kind=kind,
                record=record.id,
                fields=values,
                versions=versions,
                device=device,
                n=self._n,
                group=group,
                officer=self._officer.id,
                hlc=self._stamp,
                reason=reason,
            )
            row = feed.row_of(name, said)
            self._heads[name] = run_on(self._heads[name], said.seq, row["commitment"])
            self._changes.append(row)

    def _card(self, deed: Deed) -> None:
        person = next((r for r in deed.records if isinstance(r, Person)), None)
        if person is None:
            return
        said = [r for r in deed.records if isinstance(r, Claim)]
        visits = [r for r in deed.records if isinstance(r, Visit)]
        came = [((v.arrived_at + _CHINA).date(), v.case_number) for v in visits]
        numbers = [cards.hashed(number, self._key) for number in documents_of(said)]
        card = index_card(person, said, came, (), numbers, deed.at)
        self._add(card, UUID(int=0), new_id(), province_of(self._station.code), "")

    def empty(self, connection: Connection) -> None:
        """Write everything gathered, and begin anew."""
        for kind, rows in self._rows.items():
            add(connection, TABLES[kind], rows)
        add(connection, change, self._changes)
        add(connection, printed, self._numbers)
        self._rows.clear()
        self._changes, self._numbers = [], []

    def close(self, connection: Connection) -> None:
        """The device that all of it came from."""
        connection.execute(
            insert(enrolled).values(
                device=self._device, incarnation=self._device, station=self._station.code,
                name="bench", public_key=bytes(32), state=ACTIVE, last_n=self._n,
                last_hash=FIRST, last_stamp=self._stamp, since=END,
            )
        )  # fmt: skip
