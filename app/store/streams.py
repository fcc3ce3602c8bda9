"""What of the centre's rows stands in which stream, as its changes would have left it."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, Text, cast, func, or_, select

from app.store import cards, grants, sharing
from app.store.news import FOR_ALL, KEPT_HERE
from app.store.tables import TABLES, change, enrolled
from app.wire.faces import STAYS
from app.wire.kinds import DECIDED, KINDS

_PAGE = 2000
LENDING = "lending"
_MADE_FOR = frozenset({LENDING, "listing_step"})
"""Kinds of which rows may be made elsewhere: they belong to the station of the person."""
_FOR_BOTH = ("listing_review", "transfer_told", "kin_told")
"""What the centre tells two stations, the one that asks and the one that is asked."""
_AT_CENTRE = UUID(int=0).hex
_ELSEWHERE = KEPT_HERE | DECIDED | STAYS
"""Kinds that are in no station's stream: of templates nothing is at the centre."""
LOADED_FIRST = ("station", "officer", "signing_key", "number_block", "phrase", "person")
"""What everything else speaks of; the rest follows in any order."""


def kinds_in(stream: str) -> tuple[str, ...]:
    """The kinds of record whose rows may stand in a stream; none where it only has letters."""
    family = stream.partition(":")[0]
    if family == "ref":
        return (*(kind for kind in LOADED_FIRST if kind in FOR_ALL), sharing.KIND)
    if family == "prov":
        return (cards.KIND,)
    if family == "station":
        rest = (k for k in KINDS if k not in LOADED_FIRST and k not in _ELSEWHERE)
        return (*LOADED_FIRST, *rest, LENDING, *_FOR_BOTH)
    return ()


def rows_of(
    connection: Connection, stream: str, kind: str, bucket: int | None = None
) -> Iterator[RowMapping]:
    """The rows of one kind in a stream by their ids; with `bucket` only those whose id ends so."""
    table = TABLES[kind]
    wanted = [*_belongs(connection, stream, kind)]
    if bucket is not None:
        wanted.append(func.right(cast(table.c.id, Text), 2) == f"{bucket:02x}")
    last = None
    while True:
        page = select(table).where(*wanted).order_by(table.c.id).limit(_PAGE)
        if last is not None:
            page = page.where(table.c.id > last)
        rows = connection.execute(page).mappings().all()
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1]["id"]


def versions_of(
    connection: Connection, stream: str, kind: str
) -> Iterator[tuple[UUID, dict[str, str]]]:
    """Id and versions of every row of one kind in a stream, in no order."""
    table = TABLES[kind]
    wanted = select(table.c.id, table.c.versions).where(*_belongs(connection, stream, kind))
    for row in connection.execute(wanted, execution_options={"yield_per": _PAGE}):
        yield row.id, row.versions


def letters_in(connection: Connection, stream: str, upto: int) -> Iterator[bytes]:
    """The letters of a stream, and which cards were taken back, oldest first."""
    found = select(change.c.body).where(
        change.c.stream == stream, change.c.letter, change.c.seq <= upto
    )
    yield from connection.execute(found.order_by(change.c.seq)).scalars()


def _belongs(connection: Connection, stream: str, kind: str) -> Iterator["ColumnElement[bool]"]:
    family, _, about = stream.partition(":")
    table = TABLES[kind]
    if family == "prov":
        yield table.c.station.startswith(about, autoescape=True)
        yield table.c.sealed.is_(False)
    elif family == "station" and kind in _FOR_BOTH:
        yield or_(table.c.station == about, table.c.to == about)
    elif family == "station" and kind in _MADE_FOR:
        # The centre made it, for the station whose file was lent; or another one was asked.
        person = TABLES["person"]
        yield table.c.person.in_(select(person.c.id).where(person.c.station == about))
    elif family == "station":
        # By who made it, as the centre asks of whoever would change it.
        maker = func.split_part(func.jsonb_extract_path_text(table.c.versions, "*"), ".", 2)
        own = select(enrolled.c.device).where(enrolled.c.station == about)
        devices = [one.hex for one in connection.execute(own).scalars()]
        made_here: ColumnElement[bool] = maker.in_(devices)
        if kind == grants.KIND:
            made_here = or_(made_here, (maker == _AT_CENTRE) & (table.c.station == about))
        yield made_here
