"""数据包 for a city's platform: asked why, written down for each person, then put into a folder."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from app.clock import local
from app.desk import rekey_form
from app.desk.rekey_facts import known_of
from app.domain.errors import Refused, Unavailable
from app.domain.handing import (
    MOST,
    SCHEMA,
    Handed,
    HandedField,
    Purpose,
    checksum,
    must_be_meant,
    plain,
)
from app.domain.ids import new_id
from app.domain.rekey import Filled, Form, filled, without_health
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.domain.visit import Visit
from app.paper.sheets import SheetTable, workbook
from app.store.archiving import visits_between
from app.store.ask import Asks, several
from app.store.files import replace_file
from app.store.national import numbers_of
from app.store.people import Card, cards, file_of
from app.store.protected import sealed_among
from app.store.register import Register
from app.words.say import say

LOG = "handed"
_WIDE, _LABELS = 22, (16, 90)
_LANG = "zh"
"""It is read at an office outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is in it and who answers for it; `left_out`: how many of the chosen may not go."""

    form: Form
    station: Station
    officer: str
    at: datetime
    purpose: Purpose
    records: tuple[Handed, ...]
    left_out: int

    @property
    def name(self) -> str:
        """Of the files, without their endings: nobody's name stands in it."""
        return f"{LOG}-{self.station.code}-{local(self.at):%Y%m%d-%H%M%S}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were made."""

    files: tuple[Path, ...]
    checksum: str
    count: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made; begun by `begin`, which writes it down."""

    visits: tuple[UUID, ...]
    purpose: Purpose
    wants_health: bool
    asked: int
    """How many were chosen; some may not go."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A visit that may be handed on."""

    visit: Visit
    card: Card
    number: str


def offered(asks: Asks, station: Station, days: int, *, by: Officer, at: datetime) -> list[Offered]:
    """Who came within so many days, newest first; of the sealed nobody."""
    by.must(Right.ARCHIVE)
    found = visits_between(asks, station.id, at - timedelta(days=days), at)[-MOST:]
    known = cards(asks, {one.person for one in found})
    numbers = numbers_of(asks, [one.id for one in found])
    return [
        Offered(
            visit=one, card=known[one.person],
            number=numbers[one.id].number if one.id in numbers else "",
        )
        for one in reversed(found)
        if not known[one.person].sealed
    ]  # fmt: skip


def choose(
    asks: Asks,
    visits: Iterable[UUID],
    purpose: Purpose,
    station: Station,
    *,
    wants_health: bool,
    by: Officer,
    at: datetime,
) -> Order:
    """Which of these may go: visits of this station, of nobody who is sealed, whoever asks.
    Refused "handed.…"."""
    by.must(Right.ARCHIVE)
    wanted = list(dict.fromkeys(visits))
    must_be_meant(purpose, len(wanted), wants_health=wants_health)
    going = _going(asks, wanted, station)
    if not going:
        raise Refused("handed.none_left")
    health = purpose.health if wants_health else ""
    return Order(
        visits=tuple(one.id for one in going),
        purpose=Purpose(why=purpose.why, to=purpose.to, health=health),
        wants_health=wants_health, asked=len(wanted), at=at,
    )  # fmt: skip


def _going(asks: Asks, wanted: Iterable[UUID], station: Station) -> list[Visit]:
    ids = list(wanted)
    found = several(asks, Visit, ids)
    shut = sealed_among(asks, {one.person for one in found.values()})
    mine = (found[i] for i in ids if i in found and found[i].station == station.id)
    return [one for one in mine if one.person not in shut]


def begin(register: Register, order: Order, *, by: Officer) -> None:
    """That each is handed on, to whom and why, is written down before anything is gathered."""
    by.must(Right.ARCHIVE)
    told = say("handed.log", _LANG, to=order.purpose.to, why=order.purpose.why)
    if order.purpose.health:
        told += say("handed.log_health", _LANG, why=order.purpose.health)
    people = {one.person for one in several(register, Visit, order.visits).values()}
    seen = [
        Viewing(id=new_id(), person=one, officer=by.id, at=order.at, purpose=told, what=LOG)
        for one in sorted(people)
    ]
    register.write(*seen, by=by.id, at=order.at, reason=LOG)


def gather(asks: Asks, order: Order, station: Station, *, by: Officer) -> Package:
    """What is known of each; whoever was sealed meanwhile stays out."""
    form, going = rekey_form.form(), _going(asks, order.visits, station)
    numbers = numbers_of(asks, [one.id for one in going])
    records = tuple(
        _record(
            asks, form, one, numbers[one.id].number if one.id in numbers else "",
            wants_health=order.wants_health, at=order.at,
        )
        for one in going
    )  # fmt: skip
    return Package(
        form=form, station=station, officer=by.name, at=order.at, purpose=order.purpose,
        records=records, left_out=order.asked - len(records),
    )  # fmt: skip


def _record(
    asks: Asks, form: Form, visit: Visit, number: str, *, wants_health: bool, at: datetime
) -> Handed:
    values = filled(form, known_of(asks, file_of(asks, visit.person), visit, at))
    kept = values if wants_health else without_health(values)
    return Handed(
        case_number=visit.case_number,
        national_number=number,
        fields=tuple(
            HandedField(fact=one.field.fact, label=one.field.label, value=_whole(one))
            for one in kept
        ),
    )


def _whole(one: Filled) -> str:
    """What was cut for a field of a web page, or is no whole day, is handed on as it is."""
    return one.beside if one.doubt in {"national.cut", "national.no_whole_day"} else one.value


def write(made: Package, folder: Path, data: Path) -> Written:
    """Both files into a folder that is there; whole, or not there at all. Refused "handed.…",
    Unavailable "register.disk_full"."""
    if not str(folder).strip() or not folder.is_dir():
        raise Refused("handed.no_folder", folder=str(folder))
    if folder.resolve().is_relative_to(data.resolve()):
        raise Refused("handed.inside_data", folder=str(data))
    content = {".json": as_json(made), ".xlsx": as_xlsx(made)}
    files = [folder / f"{made.name}{ending}" for ending in content]
    for file in files:
        if file.exists():
            raise Refused("handed.there_already", file=file.name)
    _put(dict(zip(files, content.values(), strict=True)))
    return Written(
        files=tuple(files), checksum=checksum(made.records), count=len(made.records),
        left_out=made.left_out,
    )  # fmt: skip


def _put(content: dict[Path, bytes]) -> None:
    """Both or none."""
    try:
        for file, data in content.items():
            replace_file(file, data)
    except Unavailable:
        for file in content:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
        raise


def as_json(made: Package) -> bytes:
    """The records with what they are; `sha256` is over the bytes of `records` as they stand."""
    head = {
        "schema": SCHEMA,
        "form": {
            "system": made.form.system,
            "title": made.form.title,
            "version": made.form.version,
        },
        "station": {"code": made.station.code, "name": made.station.name},
        "made_at": made.at,
        "officer": made.officer,
        "to": made.purpose.to,
        "purpose": made.purpose.why,
        "health_purpose": made.purpose.health,
        "count": len(made.records),
        "sha256": checksum(made.records),
    }
    whole = head | {"records": msgspec.Raw(plain(made.records))}
    return msgspec.json.encode(whole)


def as_xlsx(made: Package) -> bytes:
    """One row a visit and a sheet that says what it is; every text stays a text."""
    wanted = {field.label: None for one in made.records for field in one.fields}
    heads = [say("kind.national_number", _LANG), *wanted]
    rows: list[list[str | int | float | None]] = [list(heads)]
    for one in made.records:
        values = {field.label: field.value for field in one.fields}
        rows.append([one.national_number, *(values.get(label, "") for label in wanted)])
    about = SheetTable(name=say("handed.about", _LANG), rows=_about(made), widths=_LABELS)
    main = SheetTable(name=made.form.title, rows=rows, widths=[_WIDE] * len(heads))
    return workbook([main, about], made.at)


def _about(made: Package) -> list[list[str | int | float | None]]:
    said = made.purpose.health
    health = say("handed.with_health", _LANG, purpose=said)
    told: dict[str, str | int] = {
        "version": SCHEMA,
        "made_at": f"{local(made.at):%Y-%m-%d %H:%M}",
        "station": f"{made.station.name} {made.station.code}",
        "officer": made.officer,
        "to": made.purpose.to,
        "purpose": made.purpose.why,
        "health": health if said else say("handed.without_health", _LANG),
        "count": len(made.records),
        "checksum": checksum(made.records),
    }
    rows: list[list[str | int | float | None]] = [
        [say(f"handed.{name}", _LANG), value] for name, value in told.items()
    ]
    return [*rows, [None, say("handed.checksum_of", _LANG)], [None, say("handed.plain", _LANG)]]
