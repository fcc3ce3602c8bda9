"""What a push makes of the centre's rows: groups whole or not at all, field by field."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select, update

from app.domain.emergency import only_grows
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.merge import WATCHED_CLAIMS, Way, merge, version_in, way_of
from app.store.adding import add
from app.store.among import among
from app.store.rivals import Rivals, id_in, pair_of
from app.store.rows import Kept, maker_of, record_of, values_of
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.entry import SCHEMA, Entry, Payload
from app.wire.kinds import CHANGES, DECIDED, FACTS, FIELDS, FILLED_LATER, KINDS
from app.wire.schemas import payload_of
from app.wire.talk import LETTER, Change

Row = dict[str, Any]
Key = tuple[str, UUID]
_NUMBERED = {"visit": "case_number", "voucher": "serial"}
LOOKING = frozenset({"viewing", "search", "printing"})
"""Who looked at whom: also at people of other stations, by their index cards."""
WISH = "erasure_wish"
ASKED_OF = frozenset({"listing_verdict", "transfer_step"})
"""What a station says of somebody of another one because that one asked; `may` knows whether."""
_OF_STATION = {
    "person": "station", "station": "code", "signing_key": "station", WISH: "station",
    "room": "station", "handover": "station", "transfer": "station",
    "transfer_step": "station",
}  # fmt: skip
"""Kinds that say whose they are: a device speaks for its own station only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something that officers have to hear of: a conflict, a refusal, a number given twice."""

    kind: str
    record_kind: str
    record: UUID
    person: UUID | None = None
    content: dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Merged:
    """What the groups so far come to."""

    rows: dict[Key, Row] = field(default_factory=dict)
    new: dict[Key, Row] = field(default_factory=dict)
    records: dict[Key, Any] = field(default_factory=dict)
    """What the new rows hold, as records."""
    changed: dict[Key, Row] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    numbers: dict[str, UUID] = field(default_factory=dict)
    back: list[Key] = field(default_factory=list)
    """Rows that the sender is to have as they stand here, whatever stands there."""
    under: "Merged | None" = None
    """What stands also if these groups do not."""

    def row(self, key: Key) -> Row | None:
        """A row as these groups leave it."""
        if found := self.new.get(key) or self.changed.get(key):
            return found
        return self.under.row(key) if self.under else self.rows.get(key)

    def all_new(self) -> Iterator[tuple[Key, Row]]:
        """Every row that was not there before."""
        yield from self.new.items()
        if self.under:
            yield from self.under.all_new()

    def add(self, more: "Merged") -> None:
        """These groups stand as well."""
        self.new |= more.new
        self.records |= more.records
        for key, row in more.changed.items():
            (self.new if key in self.new else self.changed)[key] = row
        self.changes += more.changes
        self.letters += more.letters
        self.numbers |= more.numbers
        self.back += more.back


@dataclass(slots=True, kw_only=True)
class Sender:
    """Whose entries these are, the latest moment that is believed, and the stamp given last."""

    station: str
    latest: int
    stamped: int
    stations: Mapping[str, str] = field(default_factory=dict)
    """Device (hex) -> its station, of those that made what is being changed."""

    def stamp(self, claimed: int) -> int:
        """The stamp that counts: set back where it is too far ahead, yet in the order of saying."""
        self.stamped = max(min(claimed, self.latest), self.stamped + 1)
        return self.stamped


def payloads(entries: Iterable[Entry]) -> dict[int, Payload]:
    """What entries say, by their numbers; left out where nothing is left or it cannot be read."""
    found = {}
    for entry in entries:
        with suppress(msgspec.MsgspecError, ValueError, RecursionError, Refused):
            found[entry.n] = payload_of(entry)
    return found


def look_up(
    connection: Connection, entries: Iterable[Entry], said: Mapping[int, Payload]
) -> dict[Key, Row]:
    """The rows as they stand, one question a kind."""
    ids: dict[str, set[UUID]] = {}
    for entry in entries:
        if entry.kind in TABLES:
            ids.setdefault(entry.kind, set()).add(entry.record)
            if about := id_in(said.get(entry.n), "person"):
                ids.setdefault("person", set()).add(about)
    found: dict[Key, Row] = {}
    for kind, wanted in ids.items():
        table = TABLES[kind]
        rows = connection.execute(select(table).where(among(table.c.id, wanted))).mappings()
        found.update({(kind, row["id"]): dict(row) for row in rows})
    return found


def take_group(
    into: Merged,
    group: tuple[Entry, ...],
    said: Mapping[int, Payload],
    sender: Sender,
    others: Rivals,
    may: Callable[[Merged, tuple[Entry, ...]], None] = lambda _made, _group: None,
) -> None:
    """One more group; Refused where an entry of it cannot stand, or `may` forbids it, and then none
    does."""
    made = Merged(under=into)
    for entry in group:
        _take(made, entry, said, sender, others)
    may(made, group)
    into.add(made)


def _take(
    made: Merged,
    entry: Entry,
    said: Mapping[int, Payload],
    sender: Sender,
    others: Rivals,
) -> None:
    if entry.kind not in TABLES:
        raise Refused("entry.unknown_kind", kind=entry.kind)
    if entry.kind in DECIDED:
        raise Refused("entry.only_here", kind=entry.kind)
    stamp = sender.stamp(entry.hlc)
    if not entry.payload:
        return  # erased at the desk before it came here: nothing is left to say
    payload = said.get(entry.n)
    if payload is None or "id" in payload.fields:
        newer = entry.schema > SCHEMA
        raise Refused("entry.newer" if newer else "entry.not_understood", kind=entry.kind)
    row = made.row((entry.kind, entry.record))
    if row is None:
        fields, versions = _add(made, entry, payload, sender, stamp)
        _compare_corrections(made, entry, others)
        if entry.kind == "link":
            _decide_link(made, entry, others, fields, versions)
    else:
        fields, versions = _change(made, entry, payload, row, sender, stamp)
    if fields:
        extra = payload.extra
        made.changes.append(_said(entry, stamp, fields, versions, payload.reason, extra))


def _said(
    entry: Entry,
    stamp: int,
    fields: dict[str, object],
    versions: dict[str, str],
    reason: str,
    extra: dict[str, Any],
) -> Change:
    return Change(
        seq=0,
        kind=entry.kind,
        record=entry.record,
        fields=fields,
        versions=versions,
        device=entry.device,
        n=entry.n,
        group=entry.group,
        officer=entry.officer,
        hlc=stamp,
        claimed=entry.hlc if entry.hlc != stamp else None,
        reason=reason,
        extra=extra,
    )


def _add(
    made: Merged, entry: Entry, payload: Payload, sender: Sender, stamp: int
) -> tuple[dict[str, object], dict[str, str]]:
    columns = FIELDS[entry.kind]
    said: dict[str, object] = {}
    unknown: dict[str, object] = {}
    for name, (value, based) in payload.fields.items():
        if based:
            raise Refused("entry.no_beginning", kind=entry.kind)
        said[name] = value
        if name not in columns:
            unknown[name] = value
    record = _record(entry, said, unknown)
    _must_be_its_own(entry.kind, record, sender)
    _must_be_about_its_own(made, entry.kind, record, sender)
    versions = {"*": hlc.version(stamp, entry.device.hex)}
    row = Kept(record, versions, unknown).row(entry.kind)
    made.new[entry.kind, entry.record] = row
    made.records[entry.kind, entry.record] = record
    if number := row.get(_NUMBERED.get(entry.kind, "")):
        made.numbers[str(number)] = entry.record
    return said, versions


def _record(entry: Entry, said: Mapping[str, object], unknown: Container[str]) -> Any:
    known = {n: v for n, v in said.items() if n not in unknown} if unknown else {**said}
    known["id"] = entry.record
    try:
        return msgspec.convert(known, KINDS[entry.kind], strict=False)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Refused("entry.not_understood", kind=entry.kind) from None


def _must_be_its_own(kind: str, record: object, sender: Sender) -> None:
    column = _OF_STATION.get(kind)
    if column and getattr(record, column) != sender.station:
        raise Refused("entry.other_station", kind=kind)


def _must_be_about_its_own(made: Merged, kind: str, record: object, sender: Sender) -> None:
    """Only the station that registered a person says things of them; others link, look, and decide
    what they were asked."""
    about = getattr(record, "person", None)
    if about is None or kind in LOOKING or kind in ASKED_OF:
        return
    person = made.row(("person", about))
    if person is None and kind == WISH:
        return  # erased where it stood alone, and never heard of here
    if person is None:
        raise Refused("entry.no_beginning", kind=kind)
    if person["station"] != sender.station:
        raise Refused("entry.other_station", kind=kind)


def _must_be_theirs(kind: str, row: Row, sender: Sender) -> None:
    """A record is changed only by the station that made it, or for which the centre did."""
    made_at = sender.stations.get(maker_of(row)) or row.get("station")
    if made_at != sender.station:
        raise Refused("entry.other_station", kind=kind)


def _change(
    made: Merged, entry: Entry, payload: Payload, row: Row, sender: Sender, stamp: int
) -> tuple[dict[str, object], dict[str, str]]:
    kind, key = entry.kind, (entry.kind, entry.record)
    _must_be_theirs(kind, row, sender)
    if _introduces_itself(entry, payload, row):
        _greet(made, entry, payload, row)
        return {}, {}
    version = hlc.version(stamp, entry.device.hex)
    old = _plain(kind, row)
    taken: dict[str, object] = {}
    for name, (value, said_on) in payload.fields.items():
        current = version_in(row["versions"], name)
        # Its own, perhaps set back here: a device always knows what it said itself.
        mine = current is not None and current.endswith(entry.device.hex)
        if mine and current is not None and version <= current:
            continue  # said again by a disk that was restored: heard in its earlier life
        based = current if mine else said_on
        same = old.get(name) == value
        way = Way.WATCHED if kind in FACTS else way_of(kind, name)
        if not same:
            _must_fill(kind, name, old.get(name), value, based, current)
        outcome = merge(way, based=based, version=version, current=current, same=same)
        if outcome.takes:
            taken[name] = value
        if outcome.conflict:
            letter = _conflict(entry, row, name, old.get(name), value, takes=outcome.takes)
            made.letters.append(letter)
    if not taken:
        return {}, {}
    unknown = {name: value for name, value in taken.items() if name not in FIELDS[kind]}
    record = _record(entry, {**old, **taken}, {*row["extra"], *unknown})
    versions = {**row["versions"], **dict.fromkeys(taken, version)}
    whole = values_of(kind, record)
    whole |= {"versions": versions, "extra": {**row["extra"], **unknown}}
    (made.new if key in made.new else made.changed)[key] = whole
    made.records[key] = record
    return taken, dict.fromkeys(taken, version)


def _introduces_itself(entry: Entry, payload: Payload, row: Row) -> bool:
    """A desk that was set up by itself says what was typed there of a station that is known."""
    beginning = all(based is None for _, based in payload.fields.values())
    return entry.kind == "station" and beginning and maker_of(row) != entry.device.hex


def _greet(made: Merged, entry: Entry, payload: Payload, row: Row) -> None:
    """What the station says of itself holds, and the new desk has it from now on; where something
    else was typed there that officers watch, they are asked."""
    made.back.append((entry.kind, entry.record))
    old = _plain(entry.kind, row)
    for name, (value, _) in payload.fields.items():
        there = old.get(name)
        if value and value != there and way_of(entry.kind, name) is Way.WATCHED:
            made.letters.append(_conflict(entry, row, name, there, value, takes=False))


def as_it_stands(made: Merged, key: Key) -> tuple[dict[str, object], dict[str, str]]:
    """A row's fields and versions, as these groups leave it, as they travel."""
    row = made.row(key) or {}
    fields = _plain(key[0], row)
    del fields["id"]
    return fields, row["versions"]


def _must_fill(
    kind: str, name: str, old: object, value: object, based: str | None, current: str | None
) -> None:
    """A fact only grows; two desks that fill in the same differently are compared, not refused. Of
    what is edited some fields are as settled as a fact."""
    if kind not in FACTS:
        if name in FIELDS[kind] and name not in CHANGES.get(kind, FIELDS[kind]):
            raise Refused("entry.append_only", kind=kind)
        return
    if name not in FILLED_LATER.get(kind, frozenset()):
        raise Refused("entry.append_only", kind=kind)
    if based == current and not only_grows(old, value):
        raise Refused("entry.append_only", kind=kind)


def _plain(kind: str, row: Row) -> dict[str, Any]:
    """A row as it would travel."""
    record = record_of(kind, row)
    known = msgspec.msgpack.decode(msgspec.msgpack.encode(values_of(kind, record)))
    return {**row["extra"], **known}


def _conflict(
    entry: Entry, row: Row, name: str, old: object, value: object, *, takes: bool
) -> Letter:
    kept, lost = (value, old) if takes else (old, value)
    return Letter(
        kind="conflict",
        record_kind=entry.kind,
        record=entry.record,
        person=row.get("person") or (entry.record if entry.kind == "person" else None),
        content={
            "field": name,
            "kept": kept,
            "lost": lost,
            "officer": str(entry.officer),
            "by": "kept" if takes else "lost",
        },
    )


def _compare_corrections(made: Merged, entry: Entry, others: Rivals) -> None:
    """Two desks corrected the same claim: both corrections stay, and the officers are asked."""
    row = made.new[entry.kind, entry.record]
    if entry.kind != "claim" or not row["supersedes"] or row["kind"] not in WATCHED_CLAIMS:
        return
    staged = (r for (kind, id_), r in made.all_new() if kind == "claim" and id_ != entry.record)
    same_root = [r for r in staged if r["supersedes"] == row["supersedes"]]
    for other in (*others.corrections.get(row["supersedes"], ()), *same_root):
        if other["value"] != row["value"]:
            content = {
                "field": str(row["kind"]),
                "kept": other["value"],
                "lost": row["value"],
                "kept_claim": str(other["id"]),
                "lost_claim": str(row["id"]),
                "officer": str(entry.officer),
            }
            made.letters.append(
                Letter(
                    kind="conflict",
                    record_kind="claim",
                    record=entry.record,
                    person=row["person"],
                    content=content,
                )
            )


def _decide_link(
    made: Merged,
    entry: Entry,
    others: Rivals,
    fields: dict[str, object],
    versions: dict[str, str],
) -> None:
    """Two desks decided otherwise about the same two persons, neither knowing of the other: what
    came first stands, the other one is kept, marked, and the officers are asked."""
    row = made.new[entry.kind, entry.record]
    standing = _standing(made, row, others)
    if standing is None or standing["answer"] == row["answer"] or row["undone_by"] is not None:
        return
    version = f"{versions['*'].partition('.')[0]}.{UUID(int=0).hex}"
    versions["undone_by"] = version
    fields["undone_by"] = str(standing["decision"])
    row["undone_by"] = standing["decision"]
    row["versions"] = {**row["versions"], "undone_by": version}
    content = {
        "kept": str(standing["answer"]),
        "lost": str(row["answer"]),
        "other": str(row["other"]),
        "officer": str(entry.officer),
    }
    made.letters.append(
        Letter(
            kind="link_twice",
            record_kind="link",
            record=entry.record,
            person=row["one"],
            content=content,
        )
    )


def _standing(made: Merged, row: Row, others: Rivals) -> Row | None:
    """The decision that stands about the two persons of a link, as these groups leave it."""
    staged = [r for (kind, _), r in made.all_new() if kind == "link" and r["id"] != row["id"]]
    for one in (*others.links.get(pair_of(row), ()), *staged):
        now = made.row(("link", one["id"])) or one
        if pair_of(now) == pair_of(row) and now["undone_by"] is None:
            return now
    return None


def put_new(connection: Connection, made: Merged) -> None:
    """Write what is new, what others hang on first: the database looks at it (`adverse_walls`)."""
    new: dict[str, list[Row]] = {}
    for (kind, _), row in made.new.items():
        new.setdefault(kind, []).append(row)
    for kind in (one for one in KINDS if one in new):
        add(connection, TABLES[kind], new[kind])


def put_changed(connection: Connection, made: Merged) -> None:
    """Write what changed."""
    for (kind, id_), row in made.changed.items():
        table = TABLES[kind]
        values = {name: value for name, value in row.items() if name != "id"}
        connection.execute(update(table).where(table.c.id == id_).values(values))


def letter_change(one: Letter, entry: Entry, at: Any) -> Change:
    """A letter as a change that travels like any other."""
    content: dict[str, object] = {
        "kind": one.kind,
        "about": one.record_kind,
        "record": str(one.record),
        "person": str(one.person) if one.person else None,
        "content": one.content,
        "at": at,
    }
    return Change(
        seq=0,
        kind=LETTER,
        record=new_id(),
        fields=content,
        versions={},
        device=entry.device,
        n=entry.n,
        group=entry.group,
        officer=entry.officer,
        hlc=entry.hlc,
    )
