"""A new desk begins with a snapshot from a stick: sealed for its station, proved like any other."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from app import clock
from app.centre import keeper
from app.desk import erasing
from app.domain.erasure import Ground
from app.domain.errors import Refused, Unavailable
from app.domain.person import Claim, Person
from app.store import dropping, line, loading, snapshots, walls
from app.store.ask import all_of
from app.store.tables import snapshot, snapshot_chunk
from app.sync import snapshot as sync
from app.sync.stick import FromStick
from app.wire.talk import ERASED, Change, Part
from tests import makers
from tests.network import CODE, Network, empty, newest
from tests.ui import station

pytest_plugins = ["tests.centre"]


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Network:
    """A centre of today."""
    return Network(engine, tmp_path / "centre")


@pytest.fixture
def house(data: Path, network: Network) -> Iterator[makers.Desk]:
    """A desk that has sent everything."""
    made = makers.desk(data)
    network.join(made)
    with closing(made.register):
        for name in ("王淼", "欧阳𬎆"):
            station.arrive(made, name)
        network.round(made.register)
        yield made


@pytest.fixture
def new(tmp_path: Path, house: makers.Desk, network: Network) -> Iterator[makers.Desk]:
    """Another desk of the station, let in and still empty."""
    made = empty(tmp_path / "new", house)
    with closing(made.register):
        network.join(made)
        yield made


@pytest.fixture
def stick(engine: Engine, tmp_path: Path, house: makers.Desk) -> Path:
    """What the centre writes for the station."""
    return keeper.write_stick(engine, CODE, tmp_path / "stick", clock.now())


def _known(desk: makers.Desk) -> line.Known:
    known = desk.register.line
    assert known is not None
    return known


def test_a_desk_begins_with_the_stick_and_goes_on_over_the_line(
    house: makers.Desk, new: makers.Desk, network: Network, stick: Path
) -> None:
    late = station.arrive(house, "李四方")
    network.round(house.register)
    source = FromStick(stick, _known(new))
    assert sync.load(new.register, source, clock.now()) > 10
    assert loading.still_to_load(new.register) == 0
    here = {p.id for p in all_of(new.register, Person)}
    assert len(here) == 2
    done = network.round(new.register)
    assert done.loaded == 0
    assert {p.id for p in all_of(new.register, Person)} == here | {late.person}


def test_whoever_finds_the_stick_reads_nothing(
    house: makers.Desk, new: makers.Desk, network: Network, stick: Path, tmp_path: Path
) -> None:
    data = stick.read_bytes()
    for word in ("王淼", "示例市救助管理站", str(house.intake.id), "person", "claim"):
        assert word.encode() not in data
    with pytest.raises(Refused, match=r"snapshot\.other_stick"):
        FromStick(stick, replace(_known(new), stick_key=bytes(32)))
    strange = replace(house, station=replace(house.station, code="440114-02"))
    other = empty(tmp_path / "strange", strange)
    with closing(other.register):
        network.join(other)
        assert _known(other).stick_key != _known(new).stick_key
        with pytest.raises(Refused, match=r"snapshot\.other_stick"):
            FromStick(stick, _known(other))
        # Also where its cover says that it is theirs.
        forged = tmp_path / "forged.gtstick"
        forged.write_bytes(data.replace(CODE.encode(), b"440114-02"))
        with pytest.raises(Refused, match=r"snapshot\.other_stick"):
            FromStick(forged, _known(other))


def test_what_stands_on_a_stick_is_proved_piece_by_piece(
    new: makers.Desk, stick: Path, tmp_path: Path
) -> None:
    data = stick.read_bytes()
    for name, content, key in (
        ("flipped", data[:-40] + bytes([data[-40] ^ 1]) + data[-39:], "snapshot.damaged"),
        ("torn", data[: len(data) // 2], "snapshot.damaged"),
        ("short", data[:80], "snapshot.no_stick"),
        ("picture", b"\x89PNG" + data, "snapshot.no_stick"),
        ("nothing", b"", "snapshot.no_stick"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(Refused, match=key.replace(".", r"\.")):
            sync.load(new.register, FromStick(file, _known(new)), clock.now())
    for missing in (tmp_path / "not there", tmp_path):
        with pytest.raises(Unavailable, match=r"snapshot\.unreadable"):
            FromStick(missing, _known(new))
    # What was proved before stays, and a good one ends it.
    sync.load(new.register, FromStick(stick, _known(new)), clock.now())
    assert len(all_of(new.register, Person)) == 2


def test_a_desk_that_does_not_know_its_centre_yet_believes_no_stick(
    new: makers.Desk, stick: Path
) -> None:
    with pytest.raises(Refused, match=r"snapshot\.no_key"):
        FromStick(stick, replace(_known(new), centre_key=None))
    strange = replace(_known(new), centre_key=bytes(31) + b"\x01")
    with pytest.raises(Refused, match=r"snapshot\.not_ours"):
        FromStick(stick, strange)


def test_where_a_stick_is_full_nothing_half_written_stays(
    engine: Engine, house: makers.Desk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unavailable, match=r"snapshot\.not_written"):
        keeper.write_stick(engine, CODE, tmp_path / "file", clock.now())


def test_somebody_erased_since_is_not_brought_back_by_an_old_stick(
    house: makers.Desk, network: Network, engine: Engine, stick: Path, tmp_path: Path
) -> None:
    gone, stays = all_of(house.register, Person)
    network.snapshots()
    erasing.ask(
        house.register, gone.id, Ground.MISTAKE, "站务会", by=house.leader,
        approver=house.administrator, at=clock.now(),
    )  # fmt: skip
    network.round(house.register)
    assert newest(engine, [f"station:{CODE}", "prov:44"]) == []
    assert newest(engine, ["ref"]) != [], "of others they stay"
    with walls.within(engine, walls.EVERYWHERE) as connection:
        of_it = select(snapshot.c.stream).join(
            snapshot_chunk, snapshot_chunk.c.snapshot == snapshot.c.id
        )
        assert set(connection.execute(of_it).scalars()) == {"ref"}
    late = empty(tmp_path / "late", house)
    with closing(late.register):
        network.join(late)
        sync.load(late.register, FromStick(stick, _known(late)), clock.now())
        assert gone in all_of(late.register, Person), "it lies on the stick"
        network.round(late.register)
        assert all_of(late.register, Person) == [stays]
        # And once more from the stick, although the order was heard long ago.
        for stream in (f"station:{CODE}", "prov:44"):
            late.register.within(partial(loading.want, stream=stream))
        sync.load(late.register, FromStick(stick, _known(late)), clock.now())
        assert all_of(late.register, Person) == [stays]


def test_of_somebody_erased_an_old_stick_brings_nothing_back(
    house: makers.Desk, network: Network, engine: Engine, tmp_path: Path
) -> None:
    path = keeper.write_stick(engine, CODE, tmp_path / "stick", clock.now())
    network.round(house.register)
    register = house.register
    gone = all_of(register, Person)[0].id
    nobody = UUID(int=0)
    order = Change(
        seq=1, kind=ERASED, record=gone, fields={}, versions={}, device=nobody, n=0,
        group=nobody, officer=nobody, hlc=0,
    )  # fmt: skip
    told = Part(stream=f"dev:{register.device}", changes=(order,), last=1)
    register.settle([told], clock.now())
    station_stream = f"station:{CODE}"
    register.within(lambda c: loading.want(c, station_stream))
    known = register.line
    assert known is not None
    source = FromStick(path, known)
    while stage := register.within(loading.stage):
        fetched = sync.fetch(source, stage)
        for step in sync.work(stage, fetched, clock.now()):
            step(register)
        if fetched.rows is not None and fetched.rows.kind == "person":
            register.keep_erased()  # as at a restart in between
    assert gone not in {one.id for one in all_of(register, Person)}
    assert gone not in {one.person for one in all_of(register, Claim)}


def test_a_stick_holds_the_very_snapshots_that_were_made_for_it(
    house: makers.Desk,
    network: Network,
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = snapshots.make

    def twice(*about: Any) -> Any:
        """The running centre makes another one right after."""
        made = real(*about)
        station.arrive(house, "后来")
        network.round(house.register)
        real(*about)
        return made

    monkeypatch.setattr(snapshots, "make", twice)
    path = keeper.write_stick(engine, CODE, tmp_path / "stick", clock.now())
    monkeypatch.undo()
    new = empty(tmp_path / "beside", house)
    with closing(new.register):
        network.join(new)
        known = new.register.line
        assert known is not None
        assert sync.load(new.register, FromStick(path, known), clock.now())


def test_a_stick_is_not_left_half_written(
    house: makers.Desk, network: Network, engine: Engine, tmp_path: Path, monkeypatch: Any
) -> None:
    real = snapshots.chunk

    def erased(engine: Engine, *about: Any) -> bytes:
        """Somebody was erased while it was written."""
        with walls.within(engine, walls.EVERYWHERE) as connection:
            dropping.drop(connection, [f"station:{CODE}"])
        return real(engine, *about)

    monkeypatch.setattr(snapshots, "chunk", erased)
    with pytest.raises(Refused, match=r"snapshot\.gone"):
        keeper.write_stick(engine, CODE, tmp_path / "stick", clock.now())
    assert list((tmp_path / "stick").iterdir()) == []
