"""A new desk begins with a snapshot: whole, proved, taken up where it broke off."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs
from sqlalchemy import Engine, func, insert, select, update

from app import clock
from app.desk import centre as deeds
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.person import Person
from app.domain.phrase import Phrase
from app.store import comparing, dropping, feed, find, line, loading, snapshots, walls
from app.store.ask import all_of, get
from app.store.news import decided
from app.store.proving_streams import prove_streams
from app.store.register import open_register
from app.store.tables import TABLES, change, snapshot, snapshot_chunk, stream
from app.sync import check
from app.sync import snapshot as sync
from app.sync.round import go_round
from app.wire.kinds import KINDS
from app.wire.snapshot import open_manifest
from app.wire.talk import LETTER
from tests import makers
from tests.makers import NOON
from tests.network import CODE, STREAMS, Network, empty, newest
from tests.ui import station

pytest_plugins = ["tests.centre"]
STATION = f"station:{CODE}"
_LOCAL = {"viewing", "search", "printing", "number_block"}


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Network:
    """A centre of today."""
    return Network(engine, tmp_path / "centre")


@pytest.fixture
def house(data: Path, network: Network) -> Iterator[makers.Desk]:
    """A desk that has sent everything: people, a voucher, a conflict's letter."""
    made = makers.desk(data)
    network.join(made)
    with closing(made.register):
        for name in ("王淼", "欧阳𬎆", "阿依古丽·买买提"):
            visit = station.arrive(made, name, home="湖南省邵阳市")
        station.voucher(made, visit)
        network.round(made.register)
        yield made


@pytest.fixture
def new(tmp_path: Path, house: makers.Desk, network: Network) -> Iterator[makers.Desk]:
    """Another desk of the station, let in and still empty."""
    made = empty(tmp_path / "new", house)
    with closing(made.register):
        network.join(made)
        yield made


def _rows(desk: makers.Desk, kind: str) -> list[Any]:
    return sorted(all_of(desk.register, KINDS[kind]), key=lambda r: r.id)


def _are_alike(one: makers.Desk, other: makers.Desk) -> None:
    for kind in TABLES.keys() - _LOCAL:
        assert _rows(one, kind) == _rows(other, kind), kind


def _heard(desk: makers.Desk) -> dict[str, int]:
    return {name: seq for name, (seq, _) in line.cursors(desk.register).items()}


def test_a_new_desk_has_everything_and_goes_on_from_there(
    house: makers.Desk, new: makers.Desk, network: Network, owner: Engine
) -> None:
    network.snapshots()
    with owner.begin() as connection:
        # Whatever the log says, the snapshot is what is read.
        connection.execute(update(change).values(body=b"\x00"))
    late = station.arrive(house, "李四方")
    network.round(house.register)
    done = network.round(new.register)
    assert done.loaded > 30
    network.round(house.register)
    _are_alike(new, house)
    assert late.person in {p.id for p in all_of(new.register, Person)}
    assert [f.name for f in find.find(new.register, "ouyang")] == ["欧阳𬎆"]
    assert network.round(new.register).came == 0


def test_cut_off_anywhere_it_goes_on_and_takes_nothing_twice(
    house: makers.Desk, new: makers.Desk, network: Network
) -> None:
    network.snapshots()
    asked: list[tuple[UUID, int]] = []

    class Cut(sync.FromCentre):
        """Every other chunk never arrives, and the desk is closed hard each time."""

        def chunk(self, snapshot: UUID, number: int, meanwhile: Any = None) -> bytes:
            asked.append((snapshot, number))
            if len(asked) % 2:
                raise Unavailable("line.offline")
            return super().chunk(snapshot, number, meanwhile)

    register, whole = new.register, False
    while not whole:
        with closing(network.line(register)) as speaking, suppress(Unavailable):
            sync.load(register, Cut(speaking), clock.now())
            whole = True
        register.close()
        register = open_register(register.folder, new.key, clock.now())
    with closing(register):
        came = asked[1::2]
        assert len(came) == len(set(came)) > 10
        _are_alike(replace(new, register=register), house)


def test_half_a_chunk_that_is_here_is_not_put_down_again(
    house: makers.Desk, new: makers.Desk, network: Network
) -> None:
    network.snapshots()
    register, at = new.register, clock.now()
    steps = 0
    with closing(network.line(register)) as speaking:
        source = sync.FromCentre(speaking)
        while (stage := register.within(loading.stage)) and (stage.asks is False or not steps):
            for step in sync.work(stage, sync.fetch(source, stage), at, at_once=2)[:3]:
                step(register)
                step(register)  # said again, it does nothing
                steps += 1
    assert steps > 20
    _are_alike(new, house)
    whole = register.ask(select(func.count()).select_from(TABLES["claim"]))[0][0]
    assert whole == len(_rows(house, "claim"))


def test_a_chunk_that_is_not_what_was_signed_is_not_believed(
    house: makers.Desk, new: makers.Desk, network: Network, engine: Engine
) -> None:
    network.snapshots()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        theirs = select(snapshot.c.id).where(snapshot.c.stream == STATION)
        chunks = select(snapshot_chunk).where(snapshot_chunk.c.snapshot.in_(theirs))
        bad = connection.execute(chunks.order_by(snapshot_chunk.c.number.desc())).first()
        assert bad is not None
        spoilt = bad.body[:-1] + bytes([bad.body[-1] ^ 1])
        of_it = (snapshot_chunk.c.snapshot == bad.snapshot, snapshot_chunk.c.number == bad.number)
        connection.execute(update(snapshot_chunk).where(*of_it).values(body=spoilt))
    with pytest.raises(Refused, match=r"snapshot\.damaged"):
        network.round(new.register)
    assert STATION not in _heard(new)
    assert new.register.within(loading.stage) is not None
    with walls.within(engine, walls.EVERYWHERE) as connection:
        connection.execute(update(snapshot_chunk).where(*of_it).values(body=bad.body))
    network.round(new.register)
    _are_alike(new, house)


def test_a_chunk_whose_rows_fit_no_table_is_refused_and_leaves_nothing(
    house: makers.Desk, new: makers.Desk, network: Network
) -> None:
    """A centre of our own, with a bug: it is said, and the desk goes on working."""
    network.snapshots()
    with closing(network.line(new.register)) as speaking:
        source = sync.FromCentre(speaking)
        while True:
            stage = new.register.within(loading.stage)
            assert stage is not None
            fetched = sync.fetch(source, stage)
            if fetched.rows is not None and fetched.rows.kind == "person":
                break
            for step in sync.work(stage, fetched, clock.now()):
                step(new.register)
    twice = replace(fetched.rows, records=fetched.rows.records[:1] * 2)
    with pytest.raises(Refused, match=r"snapshot\.damaged"):
        new.register.load(twice, clock.now())
    assert _rows(new, "person") == []
    new.register.write(makers.person(), by=house.intake.id, at=clock.now())


def test_what_another_centre_signed_is_not_believed(
    house: makers.Desk, new: makers.Desk, network: Network, engine: Engine
) -> None:
    network.snapshots()
    with closing(network.line(new.register)) as speaking:
        offered = sync.FromCentre(speaking).offers(())
    assert offered is not None
    foreign = replace(offered, centre_key=bytes(31) + b"\x01")
    stage = new.register.within(loading.stage)
    assert stage is not None
    with pytest.raises(Refused, match=r"snapshot\.not_ours"):
        sync.begin(new.register, foreign, stage, clock.now())
    assert loading.still_to_load(new.register) == 0
    for signed in offered.snapshots:
        spoilt = replace(signed, manifest=signed.manifest.replace(b"station", b"statioN"))
        if spoilt != signed:
            with pytest.raises(Refused, match=r"snapshot\.not_ours"):
                open_manifest(spoilt, offered.centre_key)


def test_what_is_written_meanwhile_stays_and_is_sent(
    house: makers.Desk, new: makers.Desk, network: Network
) -> None:
    said = Phrase(id=new_id(), field="story", words="零", at=NOON, officer=house.intake.id)
    house.register.write(said, by=house.intake.id, at=clock.now())
    network.round(house.register)
    network.snapshots()
    register = new.register
    with closing(network.line(register)) as speaking:
        source = sync.FromCentre(speaking)
        # The phrase is here, the rest is not; then the officer changes it and registers somebody.
        while get(register, Phrase, said.id) is None:
            stage = register.within(loading.stage)
            assert stage is not None
            for step in sync.work(stage, sync.fetch(source, stage), clock.now()):
                step(register)
        mine = makers.person()
        register.write(replace(said, words="甲"), by=house.intake.id, at=clock.now())
        register.write(mine, by=house.intake.id, at=clock.now())
        # It is loaded once more from the beginning, as after a new offer.
        first = register.within(loading.stage)
        assert first is not None
        register.within(lambda c: loading.begin_anew(c, first.snapshot))
        assert sync.load(register, source, clock.now()) > 0
        assert [p.words for p in all_of(register, Phrase)] == ["甲"]  # nor for a moment
        go_round(register, speaking, clock.now())
    assert [p.words for p in all_of(register, Phrase)] == ["甲"]
    network.round(house.register)
    assert [p.words for p in all_of(house.register, Phrase)] == ["甲"]
    assert mine.id in {p.id for p in all_of(house.register, Person)}


def test_a_newer_snapshot_takes_the_place_of_one_half_loaded(
    house: makers.Desk, new: makers.Desk, network: Network
) -> None:
    network.snapshots()
    register = new.register
    with closing(network.line(register)) as speaking:
        source = sync.FromCentre(speaking)
        for _ in range(6):
            stage = register.within(loading.stage)
            assert stage is not None
            for step in sync.work(stage, sync.fetch(source, stage), clock.now()):
                step(register)
        for name in ("赵一", "钱二", "孙三"):
            station.arrive(house, name)
            network.round(house.register)
            network.snapshots()
        go_round(register, speaking, clock.now())
    _are_alike(new, house)


def test_another_stations_desk_gets_nothing_of_it(
    house: makers.Desk, network: Network, tmp_path: Path, engine: Engine
) -> None:
    network.snapshots()
    strange = replace(house, station=replace(house.station, code="440114-02"))
    other = empty(tmp_path / "strange", strange)
    with closing(other.register):
        network.join(other)
        network.round(other.register)
        assert _rows(other, "person") == []
        assert len(_rows(other, "index_card")) == 3
        made = newest(engine, [STATION])
        with closing(network.line(other.register)) as speaking:
            source = sync.FromCentre(speaking)
            with pytest.raises(Refused, match=r"line\.not_your_stream"):
                source.offers((STATION,))
            known = other.register.line
            assert known is not None
            id_ = open_manifest(made[0], known.centre_key or b"").id
            with pytest.raises(Refused, match=r"line\.not_your_stream"):
                source.chunk(id_, 0)


def test_a_desk_that_was_away_for_weeks_loads_anew_and_its_outbox_is_kept(
    house: makers.Desk, new: makers.Desk, network: Network, engine: Engine
) -> None:
    network.round(new.register)
    mine = makers.person()
    new.register.write(mine, by=house.intake.id, at=clock.now())
    # Weeks pass: much is said, snapshots are made, and the log forgets what they hold.
    now = clock.now()
    for weeks in (8, 4, 0):
        station.arrive(house, f"来{weeks}")
        network.round(house.register)
        for name in STREAMS:
            snapshots.make(engine, name, now - timedelta(weeks=weeks))
    gone = snapshots.forget(engine, timedelta(weeks=2), now)
    assert gone[STATION] > 0
    assert "ref" not in gone, "the centre's roots stand there"
    with walls.within(engine, walls.EVERYWHERE) as connection:
        dropped = connection.execute(
            select(stream.c.dropped).where(stream.c.name == STATION)
        ).scalar_one()
        first = connection.execute(
            select(func.min(change.c.seq)).where(
                change.c.stream == STATION, change.c.letter.is_(False)
            )
        ).scalar_one()
        proved = prove_streams(connection)
    assert proved.cut == {name: cut for name, cut in proved.cut.items() if name in gone}
    assert proved.cut[STATION] == dropped
    assert first == dropped + 1 > _heard(new)[STATION]
    done = network.round(new.register)
    assert done.loaded > 0
    assert line.how_many_wait(new.register) == 0
    network.round(house.register)
    _are_alike(new, house)
    assert mine.id in {p.id for p in all_of(house.register, Person)}
    # Who was there all the time needs nothing of that.
    assert network.round(house.register).loaded == 0


def test_letters_outlive_the_log(
    house: makers.Desk, new: makers.Desk, network: Network, engine: Engine, tmp_path: Path
) -> None:
    network.round(new.register)
    mine: Any = all_of(house.register, KINDS["station"])[0]
    for desk, account in ((house, "甲"), (new, "乙")):
        changed: Any = replace(mine, account=account)
        desk.register.write(changed, by=house.leader.id, at=clock.now())
    network.round(house.register)
    network.round(new.register)
    network.round(house.register)
    told = [one.id for one in line.letters(house.register)]
    assert len(told) == 1
    for days in (30, 20, 10):
        for name in STREAMS:
            snapshots.make(engine, name, clock.now() - timedelta(days=days))
    assert snapshots.forget(engine, timedelta(days=5), clock.now())
    third = empty(tmp_path / "third", house)
    with closing(third.register):
        network.join(third)
        assert network.round(third.register).loaded > 0
        assert [one.id for one in line.letters(third.register)] == told
    with walls.within(engine, walls.EVERYWHERE) as connection:
        kept = select(func.min(change.c.seq)).where(change.c.stream == STATION)
        assert connection.execute(kept).scalar_one() <= prove_streams(connection).cut[STATION]


@pytest.mark.parametrize("snapshots_first", [True, False])
def test_a_letter_that_was_settled_is_settled_on_a_new_desk(
    house: makers.Desk, new: makers.Desk, network: Network, tmp_path: Path, snapshots_first: bool
) -> None:
    network.round(new.register)
    mine: Any = all_of(house.register, KINDS["station"])[0]
    for desk, account in ((house, "甲"), (new, "乙")):
        changed: Any = replace(mine, account=account)
        desk.register.write(changed, by=house.leader.id, at=clock.now())
    for desk in (house, new, house):
        network.round(desk.register)
    (letter,) = line.letters(house.register)
    deeds.answer(house.register, letter, deeds.LOST, by=house.leader, at=clock.now())
    network.round(house.register)
    if snapshots_first:
        network.snapshots()
    third = empty(tmp_path / "third", house)
    with closing(third.register):
        network.join(third)
        assert (network.round(third.register).loaded > 0) is snapshots_first
        assert line.letters(third.register) == []
        (settled,) = line.letters(third.register, settled=True)
        assert (settled.id, settled.settled_how) == (letter.id, deeds.LOST)


def test_a_letter_below_the_cut_still_has_to_be_the_one_that_was_said(
    house: makers.Desk, network: Network, engine: Engine
) -> None:
    for days in (30, 20, 10):
        station.arrive(house, f"来{days}")
        network.round(house.register)
        snapshots.make(engine, STATION, clock.now() - timedelta(days=days))
    assert snapshots.forget(engine, timedelta(days=5), clock.now())
    letter = structs.replace(decided(LETTER, new_id(), {}, "", 0), seq=1)
    rows = (feed.row_of(STATION, letter) | {"commitment": bytes(32)}, "change_edited")
    other = (feed.row_of(STATION, structs.replace(letter, kind="person")), "change_added")
    for row, why in (rows, other):
        with pytest.raises(Refused, match=rf"audit\.{why}"):
            _prove_with(engine, row)


def _prove_with(engine: Engine, row: dict[str, Any]) -> None:
    with walls.within(engine, walls.EVERYWHERE) as connection:
        connection.execute(insert(change).values(row))
        prove_streams(connection)


def test_a_card_that_was_taken_back_is_in_no_snapshot_and_goes_where_it_was(
    house: makers.Desk, new: makers.Desk, network: Network, engine: Engine, tmp_path: Path
) -> None:
    network.snapshots()
    network.round(new.register)
    assert len(_rows(new, "index_card")) == 3
    person = all_of(house.register, Person)[0]
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=clock.now())
    network.round(house.register)
    assert newest(engine, ["prov:44"]) == []
    for days in (30, 20, 10):
        station.arrive(house, f"来{days}")
        network.round(house.register)
        snapshots.make(engine, STATION, clock.now() - timedelta(days=days))
        snapshots.make(engine, "prov:44", clock.now() - timedelta(days=days))
    assert "prov:44" in snapshots.forget(engine, timedelta(days=5), clock.now())
    third = empty(tmp_path / "third", house)
    with closing(third.register):
        network.join(third)
        for desk in (new, third):
            network.round(desk.register)
            cards = {row.id for row in _rows(desk, "index_card")}
            assert (len(cards), person.id in cards) == (5, False)
            with closing(network.line(desk.register)) as speaking:
                sums = check.theirs(speaking, "prov:44")
            assert sums is not None
            assert comparing.bad_buckets(desk.register, sums) == []


def test_who_began_one_that_went_gets_another(
    house: makers.Desk, new: makers.Desk, network: Network, engine: Engine
) -> None:
    """Of a small station there is one only because a stick was written; then somebody is erased."""
    network.snapshots()
    register = new.register
    with closing(network.line(register)) as speaking:
        source = sync.FromCentre(speaking)
        stage = register.within(loading.stage)
        assert stage is not None
        for step in sync.work(stage, sync.fetch(source, stage), clock.now()):
            step(register)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        dropping.drop(connection, [STATION, "prov:44"])
    register.write(makers.person(), by=house.intake.id, at=clock.now())
    with pytest.raises(Unavailable, match=r"snapshot\.not_yet"):
        network.round(register)
    assert line.how_many_wait(register) == 0, "what waits does not wait for it"
    for name in snapshots.due(engine, snapshots.Pace()):
        snapshots.make(engine, name, clock.now())
    network.round(register)
    network.round(house.register)
    _are_alike(new, house)


def test_who_is_sealed_while_one_is_made_is_in_none(
    house: makers.Desk, network: Network, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = all_of(house.register, Person)[0]
    named = "app.store.snapshots.new_id"

    def meanwhile() -> UUID:
        """The view of the rows is taken; then the station speaks."""
        monkeypatch.setattr(named, new_id)
        sealed = replace(person, sealed=True)
        house.register.write(sealed, by=house.leader.id, at=clock.now())
        network.round(house.register)
        return new_id()

    monkeypatch.setattr(named, meanwhile)
    snapshots.make(engine, "prov:44", clock.now())
    assert newest(engine, ["prov:44"]) == []


def test_snapshots_are_made_when_a_stream_has_grown(
    house: makers.Desk, network: Network, engine: Engine
) -> None:
    pace = snapshots.Pace(grown=5)
    assert STATION in snapshots.due(engine, pace)
    assert not {name for name in snapshots.due(engine, pace) if name.startswith(("dev", "audit"))}
    network.snapshots([STATION])
    assert STATION not in snapshots.due(engine, pace)
    for name in ("赵一", "钱二", "孙三", "李四"):
        station.arrive(house, name)
    network.round(house.register)
    assert STATION in snapshots.due(engine, pace)
    assert STATION not in snapshots.due(engine, snapshots.Pace())
    with walls.within(engine, walls.EVERYWHERE) as connection:
        dropping.drop(connection, [STATION])
    assert newest(engine, [STATION]) == []


def test_nothing_is_forgotten_that_a_snapshot_does_not_hold(
    house: makers.Desk, network: Network, engine: Engine
) -> None:
    assert snapshots.forget(engine, timedelta(0), clock.now()) == {}
    network.snapshots()
    station.arrive(house, "赵一")
    network.round(house.register)
    network.snapshots()
    # The older of the two kept ones still counts: somebody may be in the middle of it.
    oldest = min(open_manifest(one, _key(house)).seq for one in newest(engine, [STATION]))
    snapshots.forget(engine, timedelta(0), clock.now())
    with walls.within(engine, walls.EVERYWHERE) as connection:
        dropped = connection.execute(
            select(stream.c.dropped).where(stream.c.name == STATION)
        ).scalar_one()
    assert 0 < dropped < oldest
    with pytest.raises(Refused, match=r"snapshot\.no_stream"):
        snapshots.make(engine, f"audit:{CODE}", clock.now())


def _key(desk: makers.Desk) -> bytes:
    known = desk.register.line
    assert known is not None
    return known.centre_key or b""
