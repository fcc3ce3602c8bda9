"""Fields and kinds that only one end knows: kept, sent back, and heard once the other is as new."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, make_dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import Column, Engine, MetaData, Table, Text, func, inspect, select, text, update

from app import clock
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.person import Person
from app.domain.phrase import Phrase
from app.store import again, line, promoting, rows, settling, tables, walls
from app.store.ask import all_of, get
from app.store.tables import TABLES, change, quarantine
from app.store.types import Id, Json
from app.wire import entry as entries
from app.wire import kinds
from app.wire.entry import Entry, Payload, chain, commit, dump, load
from app.wire.schemas import payload_of, renamed
from app.wire.talk import Change, Part
from tests import makers, two_desks
from tests.makers import NOON
from tests.two_desks import Side

pytest_plugins = ["tests.centre"]


@pytest.fixture
def desks(engine: Engine, data: Path) -> Iterator[tuple[Side, Side, makers.Desk]]:
    """Two desks of one station and the centre between them."""
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        yield one, other, house


def _phrase(house: makers.Desk) -> Phrase:
    return Phrase(id=new_id(), field="story", words="零", at=NOON, officer=house.intake.id)


def _newer(entry: Entry, **more: Any) -> Entry:
    """The same as a newer desk would have said it: with fields that nobody here knows."""
    payload = load(entry.payload)
    said = {**payload.fields, **{name: (value, None) for name, value in more.items()}}
    return _saying(entry, replace(payload, fields=said))


def _saying(entry: Entry, payload: Payload, **other: Any) -> Entry:
    data = dump(payload)
    made = replace(entry, payload=data, commitment=commit(entry.salt, data), **other)
    return replace(made, hash=chain(made))


def _chained(said: list[Entry]) -> list[Entry]:
    made: list[Entry] = []
    for one in said:
        following = replace(one, previous=made[-1].hash) if made else one
        made.append(replace(following, hash=chain(following)))
    return made


def test_a_field_that_nobody_in_between_knows_goes_all_the_way_and_back(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    phrase = _phrase(house)
    one.push()
    one.register.write(phrase, by=house.intake.id, at=NOON)
    mine = one.waiting()
    # Desk to centre: a newer desk says more of it.
    one.push_these([_newer(mine[0], mood={"on": ["晴", 3]})])
    # Centre to desk, which edits what it does know, and back to the centre.
    other.pull()
    here = get(other.register, Phrase, phrase.id)
    assert here is not None
    other.register.write(replace(here, words="甲"), by=house.intake.id, at=clock.now())
    other.push(clock.now())
    table = TABLES["phrase"]
    asked = select(table.c.words, table.c.extra).where(table.c.id == phrase.id)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(asked).one() == ("甲", {"mood": {"on": ["晴", 3]}})
    assert other.register.ask(asked)[0] == ("甲", {"mood": {"on": ["晴", 3]}})
    # A third desk hears both from the feed.
    said = [change for part in _third(engine, one).news() for change in part.changes]
    told = [change.fields for change in said if change.record == phrase.id]
    assert told[0]["mood"] == {"on": ["晴", 3]}
    assert told[1] == {"words": "甲"}


def _third(engine: Engine, near: Side) -> Side:
    return two_desks.second(engine, near.register.folder.parent / "third")


def test_a_field_gets_its_column_once_it_is_known(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    _, other, house = desks
    phrase = _phrase(house)
    other.register.write(phrase, by=house.intake.id, at=NOON)
    table = TABLES["phrase"]
    # As if `words` had come before this version knew it: beside the row, its column empty.
    kept = {"words": "甲", "mood": "晴"}
    other.register.within(lambda c: c.execute(update(table).values(words="", extra=kept)))
    assert other.register.within(promoting.promote) == {"phrase"}
    asked = select(table.c.words, table.c.extra).where(table.c.id == phrase.id)
    assert other.register.ask(asked)[0] == ("甲", {"mood": "晴"})
    assert other.register.within(promoting.promote) == set()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        row = {**_row_of(other, phrase.id), "words": "", "extra": kept}
        connection.execute(table.insert().values(**row))
        assert promoting.promote(connection) == {"phrase"}
        assert connection.execute(asked).one() == ("甲", {"mood": "晴"})


def test_what_fits_no_column_stays_beside_the_row_and_stops_no_start(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    _, other, house = desks
    other.register.write(_phrase(house), by=house.intake.id, at=NOON)
    table = TABLES["phrase"]
    kept = {"at": "2026-01-01T00:00:00"}  # a time without zone
    other.register.within(lambda c: c.execute(update(table).values(extra=kept)))
    other.register.hear_again(NOON)
    assert other.register.ask(select(table.c.extra))[0].extra == kept


def _row_of(side: Side, id_: UUID) -> dict[str, Any]:
    table = TABLES["phrase"]
    return dict(side.register.ask(select(table).where(table.c.id == id_))[0]._mapping)


@contextmanager
def _as_newer(*places: Any) -> Iterator[type]:
    """From here on this program knows one kind more, a weather report, at every place."""
    record = make_dataclass(
        "Weather", [("id", UUID), ("words", str)], frozen=True, kw_only=True, slots=True
    )
    table = Table(
        "weather", MetaData(), Column("id", Id, primary_key=True),
        Column("words", Text, nullable=False), Column("versions", Json, nullable=False),
        Column("extra", Json, nullable=False),
    )  # fmt: skip
    # What was read of the kinds when the program began.
    known: Any = settling._KNOWN
    reads: Any = rows._READ
    known["weather"] = frozenset({"id", "words"})
    reads["weather"] = attrgetter("id", "words")
    tables.TABLES["weather"] = table
    kinds.KINDS["weather"] = record
    kinds.FIELDS["weather"] = tuple(f.name for f in fields(record))
    try:
        for place in places:
            place(table.create)
        yield record
    finally:
        for place in places:
            place(table.drop)
        for named in (tables.TABLES, kinds.KINDS, kinds.FIELDS, known, reads):
            named.pop("weather", None)


def _in(owner: Engine) -> Any:
    """As the upgrade does it: who serves makes no tables."""

    def within(work: Any) -> Any:
        with owner.begin() as connection:
            work(connection)
            if inspect(connection).has_table("weather"):
                connection.execute(text("GRANT ALL ON weather TO guitu_service"))

    return within


def test_a_kind_that_a_desk_does_not_know_is_heard_after_its_upgrade(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    _, other, _ = desks
    id_, said = new_id(), []
    for seq, words in ((1, "晴"), (2, "雨")):
        versions = {"*": f"{1:016x}.a"} if seq == 1 else {"words": f"{2:016x}.a"}
        said.append(
            Change(
                seq=seq,
                kind="weather",
                record=id_,
                fields={"words": words},
                versions=versions,
                device=UUID(int=7),
                n=seq,
                group=new_id(),
                officer=UUID(int=0),
                hlc=seq,
            )
        )
    part = Part(stream="station:440114-01", changes=tuple(said), last=2)
    settled = other.register.settle([part], NOON)
    assert (settled.unknown, settled.changes.kinds) == (2, frozenset())
    assert other.register.hear_again(NOON) == 0  # not newer yet
    with _as_newer(other.register.within):
        assert other.register.hear_again(NOON) == 1
        there = other.register.ask(select(tables.TABLES["weather"]))
        assert [(row.id, row.words) for row in there] == [(id_, "雨")]
        assert other.register.hear_again(NOON) == 0
    kept = other.register.ask(select(func.count()).select_from(tables.unheard))
    assert kept[0][0] == 0
    assert line.cursors(other.register)["station:440114-01"][0] == 2


def test_a_kind_that_the_centre_does_not_know_is_taken_after_its_upgrade_in_order(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, owner: Engine
) -> None:
    one, other, house = desks
    one.push()
    person, report = makers.person(), new_id()
    one.register.write(person, by=house.intake.id, at=NOON)
    claim = makers.claim(person, house.intake, "王淼")
    one.register.write(claim, by=house.intake.id, at=NOON)
    first, later = one.waiting()
    # A newer desk's deed: a person and a weather report; then a claim about the person, and more
    # of the weather.
    fresh = Payload(fields={"words": ("晴", None)}, extra={})
    same = {"device": first.device, "incarnation": first.incarnation, "kind": "weather"}
    more = {"record": report}
    new = _saying(first, fresh, n=first.n + 1, hlc=first.hlc + 1, **same, **more)
    claimed = replace(later, n=first.n + 2)
    based = f"{first.hlc + 1:016x}.{first.device.hex}"
    edit = Payload(fields={"words": ("雨", based)}, extra={})
    last = _saying(later, edit, n=first.n + 3, hlc=later.hlc + 1, group=new_id(), **same, **more)
    one.push_these(_chained([first, new, claimed, last]))
    with walls.within(engine, walls.EVERYWHERE) as connection:
        reasons = connection.execute(select(quarantine.c.reason).order_by(quarantine.c.n))
        assert reasons.scalars().all() == [
            "entry.unknown_kind", "entry.unknown_kind", "entry.no_beginning", "entry.unknown_kind",
        ]  # fmt: skip
    assert again.take_again(engine, NOON) == 0
    with _as_newer(_in(owner)):
        assert again.take_again(engine, NOON) == 4
        with walls.within(engine, walls.EVERYWHERE) as connection:
            weather = tables.TABLES["weather"]
            assert connection.execute(select(weather.c.id, weather.c.words)).one() == (report, "雨")
            assert connection.execute(select(quarantine)).all() == []
        assert again.take_again(engine, NOON) == 0
    other.pull()
    assert person.id in {p.id for p in all_of(other.register, Person)}
    with walls.within(engine, walls.EVERYWHERE) as connection:
        seqs = connection.execute(
            select(change.c.seq).where(change.c.stream == "station:440114-01").order_by("seq")
        ).scalars()
        found = list(seqs)
    assert found == list(range(1, len(found) + 1))


def test_what_was_set_aside_undoes_nothing_that_was_said_since(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    phrase = _phrase(house)
    one.register.write(phrase, by=house.intake.id, at=NOON)
    one.push()
    other.pull()
    # A newer schema's edit is set aside; then the other desk edits the same, later.
    one.register.write(replace(phrase, words="旧"), by=house.intake.id, at=NOON)
    mine = one.waiting()[0]
    one.push_these(_chained([replace(mine, schema=entries.SCHEMA + 1)]))
    here = get(other.register, Phrase, phrase.id)
    assert here is not None
    other.register.write(replace(here, words="新"), by=house.intake.id, at=clock.now())
    other.push(clock.now())
    with walls.within(engine, walls.EVERYWHERE) as connection:
        reason = connection.execute(select(quarantine.c.reason)).scalar_one()
        assert reason == "entry.newer"
        # As the upgrade finds it: in a schema that is known now.
        kept = replace(mine, schema=entries.SCHEMA)
        connection.execute(update(quarantine).values(entry=msgspec.msgpack.encode(kept)))
    assert again.take_again(engine, clock.now()) == 1
    table = TABLES["phrase"]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(table.c.words)).scalar_one() == "新"


def test_an_old_schema_is_brought_up_a_step_at_a_time(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, _, house = desks
    one.push()
    one.register.write(_phrase(house), by=house.intake.id, at=NOON)
    entry = one.waiting()[0]
    steps = {
        2: lambda _kind, payload: renamed(payload, "words", "text"),
        3: lambda kind, payload: renamed(payload, "text", f"{kind}_text"),
    }
    assert "phrase_text" in payload_of(entry, steps, newest=3).fields
    # Written in the second one, its field has that name already, and one step is left.
    second = _saying(entry, renamed(load(entry.payload), "words", "text"), schema=2)
    assert payload_of(second, steps, newest=3) == payload_of(entry, steps, newest=3)
    old = payload_of(replace(entry, schema=3), steps, newest=3)
    assert old == load(entry.payload)
    with pytest.raises(Refused, match=r"entry\.newer"):
        payload_of(replace(entry, schema=4), steps, newest=3)


def test_of_somebody_erased_nothing_unheard_stays(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, _, house = desks
    people = [makers.person(), makers.person()]
    one.register.write(*people, by=house.intake.id, at=NOON)
    said = tuple(
        Change(
            seq=seq,
            kind="weather",
            record=new_id(),
            fields={"person": str(person.id)},
            versions={"*": "1"},
            device=UUID(int=7),
            n=seq,
            group=new_id(),
            officer=UUID(int=0),
            hlc=seq,
        )
        for seq, person in enumerate(people, start=1)
    )
    one.register.settle([Part(stream="station:440114-01", changes=said, last=2)], NOON)
    one.register.erase([people[0].id], NOON)
    left = one.register.ask(select(tables.unheard.c.record))
    assert [row.record for row in left] == [said[1].record]
