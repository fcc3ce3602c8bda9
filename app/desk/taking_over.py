"""旧登记导入: an old register is looked through, and then taken over row by row.

A row is whole or not at all. The ids of what it becomes follow from the row itself, so that an
import that is run twice, or goes on where it was broken off, adds nobody twice. Who may be the same
human is said, and decided by an officer; nothing is merged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from app.clock import local
from app.desk import old_files
from app.desk.admission import Said, said_birth, said_document
from app.domain import old_register
from app.domain.errors import Refused, Unavailable
from app.domain.ids import ClaimId, PersonId, VisitId
from app.domain.old_register import NEEDED, Cell, Field, Old, Repeats, Wrong, ids_for
from app.domain.person import SEXES, Claim, ClaimKind, Person, Source
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.visit import Leaving, Visit
from app.hands import ahead
from app.store.importing import Made, made_of
from app.store.register import Register

Ids = Callable[[str], UUID]
"""The ids of what a row becomes, by what each is of."""
REASON, NUMBERED = "import", "旧"
AT_ONCE, ALONE = 100, 4000
"""Rows in one transaction: while others work the writer is held for a moment only."""
INDEXED_AT_ONCE = 200
MOST_SAID = 1000
"""Rows with an error that are said one by one."""
_SHOWN, _CHARACTERS = 5, 200
_HEADINGS_KNOWN = 2
_LOOKED_AT = 2000
"""Lines in which the first rows are found: a sheet may have a million empty ones beneath."""
_HEX = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The beginning of a file: its headings, what they seem to mean, and the first rows."""

    headings: tuple[str, ...]
    columns: Mapping[int, Field]
    first: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()
    """Further sheets of the workbook: nothing of them is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file to be taken over, what its columns are, and its stamp when it was looked through."""

    file: Path
    columns: Mapping[int, Field]
    stamp: old_files.Stamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a file says: how many rows can be taken over, which cannot and why, and who seems to
    stand in it more than once."""

    rows: int
    good: int
    wrong: tuple[Wrong, ...]
    repeated: tuple[tuple[str, tuple[int, ...]], ...]
    undated: int
    """Rows without the day of leaving."""
    kept: tuple[Wrong, ...]
    """What could not be read of rows that can be taken over: it stays with the stay in words."""
    stamp: old_files.Stamp
    """Of the file as it was looked through."""

    @property
    def bad(self) -> int:
        """Rows that are left out."""
        return self.rows - self.good


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of some rows."""

    added: int = 0
    already: int = 0
    """They were here: the file was taken over before, in whole or in part."""
    erased: int = 0
    """Of people who were erased: they do not come back."""
    line: int = 0
    """The last line that was looked at."""

    def __add__(self, other: "Done") -> "Done":
        return Done(
            added=self.added + other.added,
            already=self.already + other.already,
            erased=self.erased + other.erased,
            line=max(self.line, other.line),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Rows for one transaction, as they are written."""

    deeds: tuple[tuple[VisitId, PersonId, Made], ...]
    line: int
    """The last line that was looked at."""


def head(file: Path) -> Head:
    """Refused "old.empty" where there is nothing under the headings."""
    some = _from_headings(islice(old_files.rows(file, _LOOKED_AT), old_files.MOST_ABOVE + _SHOWN))
    if len(first := list(islice(some, _SHOWN + 1))) < 2:
        raise Refused("old.empty", file=file.name)
    headings = first[0][1]
    return Head(
        headings=tuple(_shown(one) for one in headings),
        columns=old_register.guess(headings),
        first=tuple(tuple(map(_shown, cells)) for _, cells in first[1:]),
        others=tuple(old_files.other_sheets(file)),
    )


def _shown(cell: Cell) -> str:
    return old_register.text_of(cell)[:_CHARACTERS]


def _from_headings(
    rows: Iterator[tuple[int, old_files.Row]],
) -> Iterator[tuple[int, old_files.Row]]:
    """The rows from the headings on, which may stand beneath a title and who wrote it: of the first
    lines it is the one that most headings are known of, and the very first if none is."""
    above = list(islice(rows, old_files.MOST_ABOVE))
    known = [len(old_register.guess(cells)) for _, cells in above]
    most = max(known, default=0)
    # One word alone may be a title's, or somebody's note.
    begins = known.index(most) if most >= _HEADINGS_KNOWN else 0
    yield from chain(above[begins:], rows)


def must_map(columns: Mapping[int, Field]) -> None:
    """Refused "old.no_column" where no column is the day of arrival, "old.column_twice"."""
    if NEEDED not in columns.values():
        raise Refused("old.no_column", field=NEEDED)
    if len(set(columns.values())) < len(columns):
        raise Refused("old.column_twice")


def check(file: Path, columns: Mapping[int, Field], today: date) -> Checked:
    """Look through the whole file and write nothing."""
    must_map(columns)
    stamp = old_files.stamp_of(file)
    wrong, kept, repeats = list[Wrong](), list[Wrong](), Repeats()
    count, good, undated = 0, 0, 0
    for found in _read(file, columns, today, repeats):
        count += 1
        if isinstance(found, Old):
            good += 1
            undated += found.left_at is None
            if len(kept) < MOST_SAID:
                kept += found.unread
        elif len(wrong) < MOST_SAID:
            wrong.append(found)
    return Checked(
        rows=count,
        good=good,
        wrong=tuple(wrong),
        repeated=tuple(repeats.humans()),
        undated=undated,
        kept=tuple(kept),
        stamp=stamp,
    )


def portions(
    asked: Asked, station: Station, by: Officer, at: datetime, at_once: int = AT_ONCE
) -> Iterator[Portion]:
    """What can be taken over, in portions for one transaction each. Refused "old.changed" where the
    file is no longer what was looked through: its columns may be others, also while it is read."""
    must_map(asked.columns)
    _must_be_the_same(asked)
    read = _read(asked.file, asked.columns, local(at).date(), Repeats())
    rows = (one for one in read if isinstance(one, Old))
    while True:
        some = list(islice(rows, at_once))
        _must_be_the_same(asked)  # one that was cut short ends as a whole one does
        if not some:
            return
        yield ready(some, asked.file.name, station, by, at)


def _must_be_the_same(asked: Asked) -> None:
    if asked.stamp and asked.stamp != old_files.stamp_of(asked.file):
        raise Refused("old.changed", file=asked.file.name)


def _read(
    file: Path, columns: Mapping[int, Field], today: date, repeats: Repeats
) -> Iterator[Old | Wrong]:
    for line, cells in islice(_from_headings(old_files.rows(file)), 1, None):
        yield _one(line, cells, columns, today, repeats)


def _one(
    line: int, cells: Sequence[Cell], columns: Mapping[int, Field], today: date, repeats: Repeats
) -> Old | Wrong:
    try:
        old = old_register.read(line, cells, columns, today)
    except Refused as no:
        facts = {name: str(fact) for name, fact in no.facts.items()}
        return Wrong(line=line, key=no.key, field=facts["field"], text=facts.get("text", ""))
    return repeats.take(old) or old


@contextmanager
def made_ahead(
    asked: Asked, station: Station, by: Officer, at: datetime
) -> Iterator[Iterator[Portion]]:
    """The same in large portions, read and made ready by another process while one is written.
    Unavailable "old.broken_off" where that ends before its time."""
    try:
        with ahead(partial(portions, asked, station, by, at, ALONE)) as coming:
            yield coming
    except EOFError as error:
        raise Unavailable("old.broken_off", file=asked.file.name) from error


def ready(some: Sequence[Old], file: str, station: Station, by: Officer, at: datetime) -> Portion:
    """What a portion of rows becomes; needs no register."""
    each = {
        VisitId(ids("visit")): (one, ids)
        for one, ids in ((one, _ids(station, one)) for one in some)
    }
    deeds = [_records(one, ids, file, station, by, at) for one, ids in each.values()]
    return Portion(
        deeds=tuple(
            (visit, PersonId(ids("person")), made)
            for (visit, (_, ids)), made in zip(each.items(), made_of(deeds, REASON), strict=True)
        ),
        line=max(one.line for one in some),
    )


def take_over(register: Register, portion: Portion, *, by: Officer, at: datetime) -> Done:
    """A portion, all of it or nothing; what is here already is left as it is."""
    by.must(Right.DATE)
    here = register.known_of(visit for visit, _, _ in portion.deeds)
    erased = register.erased()
    deeds = [
        made for visit, person, made in portion.deeds if visit not in here and person not in erased
    ]
    if deeds:
        register.take_over(deeds, by=by.id, at=at)
    shut = sum(person in erased for _, person, _ in portion.deeds)
    return Done(
        added=len(deeds),
        already=len(portion.deeds) - len(deeds) - shut,
        erased=shut,
        line=portion.line,
    )


def _ids(station: Station, old: Old) -> Ids:
    return ids_for(f"{station.code} {old.key}", old.arrived_at)


def _records(
    old: Old, ids: Ids, file: str, station: Station, by: Officer, at: datetime
) -> list[object]:
    person, visit = PersonId(ids("person")), VisitId(ids("visit"))
    came = Visit(
        id=visit,
        person=person,
        station=station.id,
        case_number=_number(old, visit, station),
        arrived_at=old.arrived_at,
        way=old.way,
        reason=old.reason,
        found_at=old.found_at,
        story=old.note,
        detail=_detail(old, file),
        officer=by.id,
        registered_at=at,
    )
    left = Leaving(
        id=ids("leaving"),
        visit=visit,
        person=person,
        at=old.left_at or old.arrived_at,
        kind=old.left_as,
        destination=old.destination,
        officer=by.id,
    )
    claims = [
        Claim(
            id=ClaimId(ids(f"claim {said.kind}")),
            person=person,
            visit=visit,
            kind=said.kind,
            value=said.value,
            detail=said.detail,
            source=Source.OLD_REGISTER,
            at=old.arrived_at,
            officer=by.id,
        )
        for said in _said(old, came, station)
    ]
    return [Person(id=person, station=station.code, created_at=at), came, *claims, left]


def _detail(old: Old, file: str) -> dict[str, str]:
    detail = {"imported": f"{file} · {old.line}"}
    return detail if old.left_at else detail | {"undated": "yes"}


def _number(old: Old, visit: VisitId, station: Station) -> str:
    """Never one that a desk gives out: it begins otherwise."""
    return f"{NUMBERED}-{station.code}-{old.number or f'{visit.int % (1 << 62):x}'[: _HEX * 2]}"


def _said(old: Old, came: Visit, station: Station) -> Iterator[Said]:
    if old.name:
        yield Said(kind=ClaimKind.NAME, value=old.name)
    else:
        yield _nameless(old, came, station)
    if old.sex:
        yield Said(kind=ClaimKind.SEX, value=old.sex)
    yield from said_birth(old.birth)
    if old.document:
        yield said_document(old.document)
    for kind, value in (
        (ClaimKind.ETHNICITY, old.ethnicity),
        (ClaimKind.HOME, old.home),
        (ClaimKind.PHONE, old.phone),
    ):
        if value:
            yield Said(kind=kind, value=value)


def _nameless(old: Old, came: Visit, station: Station) -> Said:
    sex = {"male": "男", "female": "女"}.get(SEXES.get(old.sex, ""), "不详")
    end = f"{came.id.int % (1 << 62):x}"[:_HEX]
    name = f"无名氏({sex})-{station.code}-{local(old.arrived_at):%y%m%d}-{NUMBERED}{end}"
    return Said(kind=ClaimKind.NAME, value=name, detail={"temporary": "yes"})


def whole(
    register: Register, portions: Iterable[Portion], *, by: Officer, at: datetime
) -> Iterator[Done]:
    """Portion after portion; answers after each what is done so far."""
    done = Done()
    for portion in portions:
        done += take_over(register, portion, by=by, at=at)
        yield done


def plain(columns: Mapping[int, Field]) -> dict[str, str]:
    """As it is kept in a half-filled form."""
    return {str(at): str(field) for at, field in columns.items()}


def again(kept: Mapping[str, str]) -> dict[int, Field]:
    """And read again."""
    return {int(at): Field(field) for at, field in kept.items() if at.isdigit()}
