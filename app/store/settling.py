"""What came from the centre becomes rows of the desk, by the rules the centre merges by."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, select

from app.domain.face_sharing import FaceSharing, Mode
from app.domain.letter import LetterAnswer
from app.domain.merge import Way, settles, version_in, way_of
from app.store import (
    erasures,
    find,
    hanging,
    heard,
    inside,
    lent,
    line,
    others,
    owing,
    pictures,
    promoting,
    sharing,
    unheard,
)  # fmt: skip
from app.store.adding import MANY, there
from app.store.cards import KIND as CARD
from app.store.cards import WITHDRAWN, hidden
from app.store.changes import Changes
from app.store.cipher import is_worldly
from app.store.feed import BLOTTED
from app.store.rows import UNFIT, Kept, pour, put, record_of, values_of
from app.store.tables import TABLES
from app.wire.audit import AUDIT_ROOT
from app.wire.check import plain
from app.wire.faces import FACE
from app.wire.kinds import FACTS, FIELDS, KINDS
from app.wire.talk import ERASED, LETTER, Change, Part

Row = dict[str, Any]
_KNOWN = {kind: frozenset(names) for kind, names in FIELDS.items()}
_NO_RECORDS = frozenset({LETTER, ERASED, WITHDRAWN, BLOTTED, FACE})
DEVICE = "dev:"
"""Streams of one device: what stands there was decided, whatever is here."""


class _Content(msgspec.Struct, frozen=True):
    """A letter as it travels."""

    kind: str
    about: str
    record: UUID | None
    person: UUID | None
    content: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What changed here, the highest stamp seen, and how many changes nobody here understands.

    `ended`: cases that were closed, or corrected; `withdrawn`: people whose card was taken back."""

    changes: Changes = field(default_factory=Changes)
    seen_hlc: int = 0
    unknown: int = 0
    ended: frozenset[UUID] = frozenset()
    withdrawn: frozenset[UUID] = frozenset()

    def and_also(self, more: "Settled") -> "Settled":
        """Both together."""
        return Settled(
            changes=self.changes | more.changes,
            seen_hlc=max(self.seen_hlc, more.seen_hlc),
            unknown=self.unknown + more.unknown,
            ended=self.ended | more.ended,
            withdrawn=self.withdrawn | more.withdrawn,
        )


_NONE: Mapping[UUID, Any] = {}


class _Rows:
    """The rows that changes speak of: as they stood, and as they are to be put down."""

    def __init__(self, connection: Connection, changes: Iterable[Change]) -> None:
        self._connection = connection
        self._stood: dict[str, dict[UUID, Row | Kept]] = _rows(connection, changes)
        self._new: dict[str, dict[UUID, Kept]] = {}
        self._changed: dict[str, dict[UUID, Kept]] = {}
        self._all: tuple[Mapping[str, Mapping[UUID, Row | Kept]], ...] = (
            *(self._new, self._changed, self._stood),
        )

    def get(self, kind: str, record: UUID) -> Row | None:
        """A row as the changes so far leave it."""
        found: Row | Kept | None
        for some in self._all:
            if found := some.get(kind, _NONE).get(record):
                return found.row(kind) if isinstance(found, Kept) else found
        return None

    def put(self, kind: str, record: UUID, kept: Kept) -> None:
        """It is to be like this."""
        staged = self._changed if record in self._stood.get(kind, _NONE) else self._new
        staged.setdefault(kind, {})[record] = kept

    def put_down(self) -> None:
        """Write everything, one statement a kind for what is new."""
        for kind, rows in self._new.items():
            pour(self._connection, kind, rows.values())
        for kind, rows in self._changed.items():
            for kept in rows.values():
                put(self._connection, kind, kept)
        for staged in (self._new, self._changed):
            for kind, rows in staged.items():
                self._stood.setdefault(kind, {}).update(rows)
            staged.clear()

    def forget(self, ids: Container[UUID]) -> None:
        """These rows are gone."""
        for rows in self._stood.values():
            for record in [record for record in rows if record in ids]:
                del rows[record]


def erased_in(parts: Iterable[Part], at: datetime) -> list[erasures.Erasure]:
    """Who is to be erased, and whose consent was withdrawn, by what came."""
    found = []
    for part in parts:
        for one in part.changes:
            if _is_order(part, one):
                found.append(erasures.Erasure(person=one.record, at=at))
            elif one.kind == "consent" and "*" in one.versions:
                found += _withdrawn(one)
    return found


def _withdrawn(one: Change) -> list[erasures.Erasure]:
    try:
        said = _row("consent", {"id": str(one.record), **one.fields}, {}).record
    except UNFIT:
        return []  # no consent at all: passed over when it is settled
    return erasures.of_withdrawn([said])


def _is_order(part: Part, one: Change) -> bool:
    """In another stream it is only a number whose content is gone."""
    return one.kind == ERASED and part.stream.startswith(DEVICE)


def settle(
    connection: Connection,
    parts: Iterable[Part],
    at: datetime,
    drop: Callable[[str], None],
    *,
    moves: bool = True,
) -> Settled:
    """Take in parts of streams, in their order, and note how far each has been heard; not `moves`
    where that was noted before. Pictures of whoever is erased are handed to `drop`.

    Who came is found once `find.catch_up` has been there.
    """
    came = list(parts)
    settled = _all_or_each(connection, came, at, drop)
    for part in came:
        if moves:
            _move(connection, part, at)
    seen = max((one.hlc for part in came for one in part.changes), default=0)
    return replace(settled, seen_hlc=seen)


def _move(connection: Connection, part: Part, at: datetime) -> None:
    if part.changes:
        line.move(connection, part.stream, part.changes[-1].seq, at)
    elif part.last == 0:
        line.move(connection, part.stream, 0, at)


def _all_or_each(
    connection: Connection, came: Sequence[Part], at: datetime, drop: Callable[[str], None]
) -> Settled:
    try:
        return _whole(connection, came, at, drop)
    except UNFIT as error:
        must_not_be_the_disk(error)
    # Something in it is no record: one by one, so that only that is passed over.
    settled = Settled()
    for part in came:
        for one in part.changes:
            try:
                more = _whole(connection, [replace(part, changes=(one,))], at, drop)
            except UNFIT as error:
                must_not_be_the_disk(error)
                more = Settled(unknown=1)
            settled = settled.and_also(more)
    return settled


def must_not_be_the_disk(error: Exception) -> None:
    """What failed because the disk is full or gone is not the fault of what came."""
    if is_worldly(getattr(error, "orig", None)):
        raise error


def _whole(
    connection: Connection, came: Sequence[Part], at: datetime, drop: Callable[[str], None]
) -> Settled:
    """All of these, or none."""
    with connection.begin_nested():
        taking = _Taking(connection, came)
        for part in came:
            for one in part.changes:
                taking.take(part, one, at)
        settled = taking.finish(at)
    for name in taking.pictures:
        drop(name)
    return settled


class _Taking:
    """What the changes so far came to."""

    def __init__(self, connection: Connection, parts: Sequence[Part]) -> None:
        self._connection = connection
        changes = [one for part in parts for one in part.changes]
        self._rows = _Rows(connection, changes)
        self._hidden = _hidden(connection, changes)
        self._kinds: set[str] = set()
        self._touched: list[object] = []
        self._gone: list[erasures.Wiped] = []
        self._withdrawn: set[UUID] = set()
        self._unknown = 0

    @property
    def pictures(self) -> list[str]:
        """Of whoever was erased: they go once everything stands."""
        return [name for wiped in self._gone for name in wiped.pictures]

    def take(self, part: Part, one: Change, at: datetime) -> None:
        """The next change of a stream."""
        if _is_order(part, one):
            self._gone.append(_erase(self._connection, one.record, self._rows))
            return
        if one.kind == AUDIT_ROOT:
            self._kinds |= heard.hear(self._connection, one, at)
            return
        if one.kind == WITHDRAWN and (person := self._hidden.get(one.record)):
            _take_back(self._connection, person, self._rows)
            self._withdrawn.add(person)
        forced = part.stream.startswith(DEVICE)
        record = _take(self._connection, one, self._rows, forced=forced)
        if record is not None:
            self._kinds.add(one.kind)
            self._touched.append(record)
        if one.kind not in TABLES and one.kind not in _NO_RECORDS:
            unheard.keep(self._connection, part.stream, one)
            self._unknown += 1

    def finish(self, at: datetime) -> Settled:
        """Everything is put down, and what hangs on it is put in step."""
        connection = self._connection
        self._rows.put_down()
        # Whoever came and was erased by what followed leaves nothing to be fetched or found.
        erased = frozenset[UUID]().union(*(one.ids for one in self._gone))
        touched = [one for one in self._touched if one.id not in erased]  # type: ignore[attr-defined]
        ids = frozenset(record.id for record in touched)  # type: ignore[attr-defined]
        if self._withdrawn:
            self._kinds.add(CARD)
        changes = Changes(kinds=frozenset(self._kinds), ids=ids | self._withdrawn)
        changes |= _gone(connection, self._gone)
        changes |= follow(connection, touched, at)
        return Settled(
            changes=changes,
            unknown=self._unknown,
            ended=lent.ended_by(touched),
            withdrawn=frozenset(self._withdrawn),
        )


def _hidden(connection: Connection, changes: Sequence[Change]) -> dict[UUID, UUID]:
    """Whose cards are meant by hidden ids; every card here is tried, where there is need."""
    if all(one.kind != WITHDRAWN for one in changes):
        return {}
    # Also cards that came with these very changes.
    here = {one.record for one in changes if one.kind == CARD}
    here |= set(connection.execute(select(TABLES[CARD].c.id)).scalars())
    return {hidden(person): person for person in here}


def _take_back(connection: Connection, person: UUID, rows: _Rows) -> None:
    """Neither the card nor a word by which it would be found stays here."""
    rows.put_down()
    table = TABLES[CARD]
    connection.execute(delete(table).where(table.c.id == person))
    rows.forget({person})
    find.renew(connection, {person})


def follow(connection: Connection, touched: Sequence[object], at: datetime) -> Changes:
    """What follows from the records that came: index, who is inside, pictures to be fetched,
    letters that were answered, templates that may stay no longer."""
    pictures.note(connection, pictures.named_in(touched), pictures.WANTED, at)
    find.owe(connection, find.touched(touched))
    inside.renew(connection, inside.touched(touched))
    owing.renew(connection, owing.touched(touched))
    line.settle_answered(connection, [one.id for one in touched if isinstance(one, line.Letter)])
    for one in touched:
        if isinstance(one, LetterAnswer):
            line.settle_letter(connection, one)
    decided = any(isinstance(one, FaceSharing) for one in touched)
    if decided and sharing.mode_now(connection) is not Mode.SHARE:
        others.drop_all(connection)
    return erasures.withdraw(connection, touched)


def put_right(connection: Connection, changes: list[Change], at: datetime) -> Changes:
    """Rows as they stand at the centre, whatever stands here."""
    rows, touched = _Rows(connection, changes), list[object]()
    for one in changes:
        if made := _new(one):
            rows.put(one.kind, one.record, made)
            touched.append(made.record)
    rows.put_down()
    ids = frozenset(record.id for record in touched)  # type: ignore[attr-defined]
    told = follow(connection, touched, at)
    return Changes(kinds=frozenset(one.kind for one in changes), ids=ids) | told


def take_back(connection: Connection, cards: Iterable[UUID]) -> Changes:
    """Index cards that are no longer at the centre."""
    ids = frozenset(cards)
    for person in ids:
        _take_back(connection, person, _Rows(connection, ()))
    return Changes(kinds=frozenset({CARD}), ids=ids) if ids else Changes()


def hear_again(connection: Connection, at: datetime, drop: Callable[[str], None]) -> Settled:
    """After an upgrade: fields and changes that only this version understands take their places."""
    promoted = promoting.promote(connection)
    parts = [
        Part(stream=stream, changes=(one,), last=one.seq)
        for stream, one in unheard.understood(connection)
    ]
    settled = settle(connection, parts, at, drop, moves=False)
    changes = settled.changes | Changes(kinds=frozenset(promoted))
    return replace(settled, changes=changes)


def _gone(connection: Connection, wiped: list[erasures.Wiped]) -> Changes:
    """What views have to reload because somebody was erased."""
    if any(one.indexed for one in wiped):
        erasures.settle_index(connection)
    kinds = TABLES.keys() - hanging.KEPT if wiped else ()
    ids: frozenset[UUID] = frozenset().union(*(one.ids for one in wiped))
    return Changes(kinds=frozenset(kinds), ids=ids)


def _erase(connection: Connection, person: UUID, rows: _Rows) -> erasures.Wiped:
    # What came of them just now goes as well.
    rows.put_down()
    wiped = erasures.wipe(connection, person)
    rows.forget(wiped.ids)
    return wiped


def _rows(connection: Connection, changes: Iterable[Change]) -> dict[str, dict[UUID, Row | Kept]]:
    ids: dict[str, set[UUID]] = {}
    for one in changes:
        if one.kind in TABLES:
            ids.setdefault(one.kind, set()).add(one.record)
    found: dict[str, dict[UUID, Row | Kept]] = {}
    for kind, wanted in ids.items():
        table = TABLES[kind]
        # Most of what comes is new: the rows of the rest are read whole.
        known = there(connection, table, wanted)
        for start in range(0, len(known), MANY):
            some = table.c.id.in_(known[start : start + MANY])
            rows = connection.execute(select(table).where(some)).mappings()
            found.setdefault(kind, {}).update({row["id"]: dict(row) for row in rows})
    return found


def _take(connection: Connection, one: Change, rows: _Rows, *, forced: bool) -> object | None:
    """The record as it is now; None where nothing changed."""
    if one.kind == LETTER:
        return take_letter(connection, one)
    if one.kind == FACE:
        return others.take(connection, one)
    if one.kind not in TABLES:
        return None
    row = rows.get(one.kind, one.record)
    made = _new(one) if row is None else _changed(one, row, forced=forced)
    if made is None:
        return None
    rows.put(one.kind, one.record, made)
    record: object = made.record
    return record


def take_letter(connection: Connection, one: Change) -> "line.Letter":
    """A letter into the letterbox, once."""
    said = msgspec.convert(one.fields, _Content, strict=False)
    made = line.Letter(
        id=one.record,
        kind=said.kind,
        person=said.person,
        about=said.about,
        record=said.record,
        content=said.content,
        at=said.at,
    )
    line.put_letter(connection, made)
    return made


def take_unrowed(connection: Connection, changes: Sequence[Change]) -> None:
    """What stands in no row: letters, and which cards were taken back."""
    whose, letters = _hidden(connection, changes), []
    for one in changes:
        if one.kind != WITHDRAWN:
            letters.append(take_letter(connection, one).id)
        elif person := whose.get(one.record):
            _take_back(connection, person, _Rows(connection, ()))
    line.settle_answered(connection, letters)


def _new(one: Change) -> Kept | None:
    if "*" not in one.versions:
        return None  # its beginning was erased, or is not for this desk
    return _row(one.kind, {**one.fields, "id": one.record}, dict(one.versions))


def _changed(one: Change, row: Row, *, forced: bool) -> Kept | None:
    versions = dict(row["versions"])
    taken: dict[str, object] = {}
    for name, value in one.fields.items():
        version = version_in(one.versions, name) or ""
        current = version_in(versions, name)
        way = Way.QUIET if one.kind in FACTS else way_of(one.kind, name)
        echo = current is not None and _is_echo(one, current)
        if forced or echo or settles(way, version=version, current=current):
            taken[name] = value
            versions[name] = version
    if "*" in one.versions and (forced or _is_echo(one, versions.get("*", ""))):
        versions = plain({**versions, "*": one.versions["*"]})
    if not taken or (versions == row["versions"] and not forced):
        return None
    old: dict[str, object] = msgspec.msgpack.decode(
        msgspec.msgpack.encode(values_of(one.kind, record_of(one.kind, row)))
    )
    return _row(one.kind, {**row["extra"], **old, **taken}, versions)


def merged(one: Change, row: Row) -> Kept | None:
    """A row that is here and the same one as it stands at the centre: as it is to be, None where
    nothing changes."""
    return _changed(one, row, forced=False)


def _is_echo(one: Change, current: str) -> bool:
    """Our own change, which the centre set back in time: then its version counts here as well."""
    return one.claimed is not None and current == f"{one.claimed:016x}.{one.device.hex}"


def _row(kind: str, said: dict[str, object], versions: dict[str, str]) -> Kept:
    """A record as its own class, and what is not known here beside it."""
    unknown: dict[str, object] = {}
    if not said.keys() <= _KNOWN[kind]:
        unknown = {n: v for n, v in said.items() if n not in _KNOWN[kind]}
        said = {n: v for n, v in said.items() if n in _KNOWN[kind]}
    record: object = msgspec.convert(said, KINDS[kind], strict=False)
    return Kept(record, versions, unknown)
