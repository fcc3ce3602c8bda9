"""A register with very many stays, poured in as rows alone: no journal, no search index.

Everybody came twice; the last ones are still here, a few of them nameless or children, and what
follows the leaving of children was done but for the last ones. Only the last stays are made one by
one; SQLite copies them into the years before, as other people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Engine, select

from app.bench import bulk, data
from app.bench.invented import END
from app.domain.ids import OfficerId, PersonId, StationId, VisitId
from app.domain.matter import Matter, MatterStep, StepKind
from app.domain.person import Claim, ClaimKind, Person, Source
from app.domain.visit import ArrivalWay, Leaving, LeavingKind, Visit
from app.store import inside, owing, upgrade
from app.store.cipher import FILE, writer_engine
from app.store.rows import Kept, pour
from app.store.tables import TABLES
from app.store.types import UtcTime
from app.wire.kinds import KIND_OF

INSIDE = 120
"""Two days of a big city's station, where sixty people come a day."""
_LATE = 30
_CHILD, _NAMELESS = 20, 10
_PATTERN = 20_000
"""So many stays are made one by one."""
_NEWEST = 0x7FFF
"""How the ids of these begin; copies begin with the number of their period."""
_YEARS = 6
_DONE = "stays.done"


def made(cache: Path, stays: int) -> tuple[Path, float]:
    """The folder, and in how many seconds it was made (0 where it was there)."""
    folder = cache / f"stays-{stays}"
    if (folder / _DONE).exists():
        return folder, 0.0
    begun = monotonic()
    rmtree(folder, ignore_errors=True)
    officer = data.set_up(folder)
    _fill(folder, stays, officer)
    (folder / _DONE).touch()
    return folder, round(monotonic() - begun, 1)


def _fill(folder: Path, stays: int, officer: UUID) -> None:
    engine = writer_engine(folder / FILE, data.key())
    upgrade.make(engine)
    raw = engine.raw_connection()
    for setting in ("synchronous=OFF", "cache_size=-400000", "wal_autocheckpoint=20000"):
        raw.cursor().execute(f"PRAGMA {setting}")
    raw.close()
    with engine.begin() as connection:
        station = connection.execute(select(TABLES["station"].c.id)).scalar_one()
    basin = _Basin(engine, stays, OfficerId(officer), StationId(station))
    with bulk.without_indexes(engine):
        basin.pour()
        _copy(engine, stays // basin.pattern - 1, basin.step * basin.pattern)
    with engine.begin() as connection:
        inside.renew_all(connection)
        owing.renew(connection, set(basin.late))
    engine.dispose()


def _copy(engine: Engine, periods: int, long: timedelta) -> None:
    """The same stays in each period before, under other ids; nobody of them is still here."""
    past = {
        "person": "",
        "claim": "",
        "visit": "WHERE o.id IN (SELECT visit FROM leaving)",
        "leaving": "",
        "matter_step": "WHERE o.subject IN (SELECT subject FROM matter_step WHERE kind = 'done')",
    }
    ago = f"({periods} - c) * {long // timedelta(microseconds=1)}"
    for table, which in past.items():
        columns = TABLES[table].columns
        copied = ", ".join(_copied(column, ago) for column in columns)
        names = ", ".join(f'"{column.name}"' for column in columns)
        words = (
            f"WITH RECURSIVE n(c) AS (SELECT 0 UNION ALL SELECT c + 1 FROM n"  # noqa: S608 - ours
            f" WHERE c < {periods - 1})"
            f" INSERT INTO {table}({names}) SELECT {copied} FROM n CROSS JOIN {table} AS o {which}"
        )
        if periods > 0:
            with engine.begin() as connection:
                connection.exec_driver_sql(words)


def _copied(column: "Column[Any]", ago: str) -> str:
    name = f'o."{column.name}"'
    if column.name in {"id", "person", "visit", "subject"}:
        other = f"unhex(printf('%04x', c) || substr(hex({name}), 5))"
        return f"CASE WHEN {name} IS NOT NULL THEN {other} END"
    if column.name == "case_number":
        return f"{name} || '-' || c"
    return f"{name} - {ago}" if isinstance(column.type, UtcTime) else name


@dataclass(slots=True)
class _Basin:
    engine: Engine
    stays: int
    officer: OfficerId
    station: StationId
    late: list[UUID] = field(default_factory=list)
    """The last children who left: nobody has visited them yet."""
    _rows: dict[str, list[Kept]] = field(default_factory=dict)

    @property
    def pattern(self) -> int:
        """How many are made one by one."""
        return min(self.stays, _PATTERN)

    @property
    def step(self) -> timedelta:
        """From one arrival to the next."""
        return timedelta(days=365 * _YEARS) / self.stays

    def pour(self) -> None:
        """In the order of time."""
        for records in self._stays():
            for record in records:
                self._rows.setdefault(KIND_OF[type(record)], []).append(Kept(record, {}, {}))
        with self.engine.begin() as connection:
            self._empty(connection)

    def _empty(self, connection: Connection) -> None:
        for kind, rows in self._rows.items():
            pour(connection, kind, rows)
        self._rows.clear()

    def _stays(self) -> Iterator[list[Any]]:
        for number in range(self.pattern):
            at = (END - self.step * (self.pattern - number)).replace(microsecond=0)
            yield self._stay(number, at)

    def _stay(self, number: int, at: datetime) -> list[Any]:
        first = number < self.pattern // 2
        who = number if first else number - self.pattern // 2
        person = PersonId(_id(1, who))
        visit = Visit(
            id=VisitId(_id(2, number)), person=person, station=self.station,
            case_number=f"440114-01-{at:%Y%m%d}-{number}", arrived_at=at, way=ArrivalWay.SELF,
            officer=self.officer, registered_at=at,
        )  # fmt: skip
        made: list[Any] = self._whom(person, who, at) if first else []
        here = number >= self.pattern - INSIDE
        return [*made, visit] if here else [*made, visit, *self._gone(number, visit, at)]

    def _whom(self, person: PersonId, who: int, at: datetime) -> list[Any]:
        nameless = who % _NAMELESS == 0
        born = "2015" if who % _CHILD == 1 else "1980"
        said = {ClaimKind.NAME: f"王{who}", ClaimKind.BIRTH: born}
        claims = [
            Claim(
                id=_id(3 + n, who),  # type: ignore[arg-type]  # ids of its own kind
                person=person, kind=kind, value=value,
                detail={"temporary": "yes"} if nameless and kind is ClaimKind.NAME else {},
                source=Source.SAID, at=at, officer=self.officer,
            )
            for n, (kind, value) in enumerate(said.items())
        ]  # fmt: skip
        return [Person(id=person, station=data.CODE, created_at=at), *claims]

    def _gone(self, number: int, visit: Visit, at: datetime) -> Iterator[Any]:
        left = at + timedelta(hours=30)
        yield Leaving(
            id=_id(5, number), visit=visit.id, person=visit.person, at=left,
            kind=LeavingKind.OWN_WISH, officer=self.officer,
        )  # fmt: skip
        if number % _CHILD != 1:
            return
        late = number >= self.pattern - INSIDE - _LATE * _CHILD
        if late:
            self.late.append(visit.id)
        until = (left + timedelta(days=30)).astimezone(UTC).date()
        for n, kind in enumerate((StepKind.OPENED, StepKind.DONE)[: 1 if late else 2]):
            yield MatterStep(
                id=_id(6 + n, number), person=visit.person, subject=visit.id,
                matter=Matter.FOLLOW_UP, kind=kind, until=until, number="1", officer=self.officer,
                at=left + timedelta(days=n),
            )  # fmt: skip


def _id(kind: int, number: int) -> UUID:
    return UUID(int=_NEWEST << 112 | (number << 16 | kind) << 32)
