"""The walls between stations: raw SQL as the role that serves, whatever our own code asks."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.exc import ProgrammingError

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.store import postgres, service_role, walls
from app.store.tables import TABLES, change, snapshot, snapshot_chunk, stream
from app.wire import hlc
from tests import makers
from tests.two_desks import Side, first
from tests.ui import station

pytest_plugins = ["tests.centre"]
HERE, THERE = "440114-01", "110101-01"
WALLED = (*TABLES, "held_face", "stream", "change", "snapshot", "snapshot_chunk")


@pytest.fixture
def side(engine: Engine, data: Path) -> Side:
    """A desk whose people are at the centre."""
    made, house = first(engine, data)
    station.arrive(house, "王淼")
    made.push()
    house.register.close()
    return made


def _count(engine: Engine, table: str, here: str | None) -> int:
    with engine.begin() as connection:
        if here is not None:
            walls.stand_in(connection, here)
        return int(
            connection.execute(
                text(f"SELECT count(*) FROM {table}")  # noqa: S608
            ).scalar_one()
        )


def test_every_record_table_and_the_streams_are_walled_in_even_before_their_owner(
    owner: Engine,
) -> None:
    with owner.begin() as connection:
        forced = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert set(connection.execute(forced).scalars()) == set(WALLED)


def test_whoever_serves_owns_nothing_and_makes_no_tables(engine: Engine, owner: Engine) -> None:
    with owner.begin() as connection:
        owned = text("SELECT relname FROM pg_class WHERE relowner = 'guitu_service'::regrole")
        assert connection.execute(owned).all() == []
    for statement in ("CREATE TABLE more (id int)", "DROP TABLE batch", "TRUNCATE person",
                      "ALTER TABLE person DISABLE ROW LEVEL SECURITY"):  # fmt: skip
        with pytest.raises(ProgrammingError), engine.begin() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize("table", ["person", "claim", "visit", "officer", "change", "stream"])
def test_who_names_no_station_or_another_sees_nothing(
    engine: Engine, side: Side, table: str
) -> None:
    assert _count(engine, table, HERE) > 0
    assert _count(engine, table, None) == 0
    assert _count(engine, table, "") == 0
    others = _count(engine, table, THERE)
    seen = {"change": 0, "stream": 0}.get(table, 0)
    if table in {"change", "stream"}:
        seen = _ref(engine, table)  # what is for all
    assert others == seen


def _ref(engine: Engine, table: str) -> int:
    column = {"change": "stream", "stream": "name"}[table]
    with walls.within(engine, HERE) as connection:
        found = text(f"SELECT count(*) FROM {table} WHERE {column} = 'ref'")  # noqa: S608
        return int(connection.execute(found).scalar_one())


def test_a_wall_stands_for_one_transaction_only(engine: Engine, side: Side) -> None:
    connection = engine.connect()
    with connection.begin():
        walls.stand_in(connection, HERE)
        assert connection.execute(select(TABLES["person"].c.id)).all()
    with connection.begin():  # the same connection, as a pool hands it on
        assert connection.execute(select(TABLES["person"].c.id)).all() == []
    connection.close()


def _person(device: UUID, code: str) -> dict[str, object]:
    version = hlc.version(hlc.tick(0, makers.NOON), device.hex)
    return {
        "id": new_id(), "station": code, "created_at": makers.NOON, "sealed": False,
        "versions": {"*": version}, "extra": {},
    }  # fmt: skip


def test_nothing_is_written_for_another_station(engine: Engine, side: Side) -> None:
    with walls.within(engine, HERE) as connection:
        connection.execute(TABLES["person"].insert(), _person(side.device, HERE))
    for code, stands in ((THERE, HERE), (HERE, THERE), (HERE, "")):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            walls.within(engine, stands) as connection,
        ):
            connection.execute(TABLES["person"].insert(), _person(side.device, code))
    with walls.within(engine, THERE) as connection:
        assert connection.execute(text("UPDATE person SET sealed = true")).rowcount == 0
        assert connection.execute(text("UPDATE claim SET value = '骗子'")).rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(stream.insert().values(name=f"station:{HERE}x", last=1))


def test_a_record_made_by_another_stations_device_is_not_taken(engine: Engine, side: Side) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        walls.within(engine, HERE) as connection,
    ):
        connection.execute(text(
            "INSERT INTO claim SELECT gen_random_uuid(), person, visit, kind, value, detail,"
            " source, verified, at, officer, supersedes,"
            " jsonb_build_object('*', CAST(:v AS text)), extra"
            " FROM claim LIMIT 1"
        ), {"v": hlc.version(1, new_id().hex)})  # fmt: skip


def test_changes_are_never_edited_and_never_deleted(engine: Engine, side: Side) -> None:
    with walls.within(engine, HERE) as connection:
        assert connection.execute(text("UPDATE change SET body = ''")).rowcount == 0
    for statement in ("UPDATE change SET seq = seq + 1", "DELETE FROM change",
                      "UPDATE viewing SET purpose = ''", "DELETE FROM viewing",
                      "DELETE FROM search", "UPDATE batch SET count = 0"):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            walls.within(engine, walls.EVERYWHERE) as connection,
        ):
            connection.execute(text(statement))
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(text("DELETE FROM person")).rowcount == 0


def test_an_erasure_takes_away_only_what_it_names_and_nothing_of_what_auditors_read(
    engine: Engine, side: Side
) -> None:
    with walls.within(engine, HERE) as connection:
        (person,) = connection.execute(select(TABLES["person"].c.id)).scalars()
        audit = {
            "stream": f"audit:{HERE}", "seq": 9_000, "record": person, "body": b"who looked",
            "commitment": bytes(32),
        }  # fmt: skip
        connection.execute(change.insert().values(audit))
        mine = select(change.c.seq).where(change.c.record == person)
        several = len(connection.execute(mine).all())
    with walls.within(engine, HERE) as connection:
        walls.erase(connection, [person])
        redacted = connection.execute(change.update().values(body=b"erased"))
        assert redacted.rowcount == several - 1 > 0
        assert connection.execute(text("DELETE FROM claim")).rowcount == 0
        assert connection.execute(text("DELETE FROM person")).rowcount == 1
    with walls.within(engine, HERE) as connection:
        assert connection.execute(change.update().values(body=b"again")).rowcount == 0


def test_of_other_stations_only_cards_are_sought_and_sealed_ones_never(
    engine: Engine, owner: Engine, side: Side
) -> None:
    cards = text("SELECT count(*) FROM index_card")
    with walls.within(engine, THERE) as connection:
        assert connection.execute(cards).scalar_one() == 0
        walls.seek(connection)
        assert connection.execute(cards).scalar_one() == 1
        assert connection.execute(text("UPDATE index_card SET name = '骗子'")).rowcount == 0
    with owner.begin() as connection:
        connection.execute(text("UPDATE index_card SET sealed = true"))
    with walls.within(engine, THERE) as connection:
        walls.seek(connection)
        assert connection.execute(cards).scalar_one() == 0


def test_an_operator_may_name_the_role_that_owns_nothing(
    engine: Engine, owner: Engine, postgres_url: str
) -> None:
    url = make_url(postgres_url).set(username=service_role.ROLE)
    named = url.render_as_string(hide_password=False)
    with postgres.database(Path(), named) as served, served.begin() as connection:
        assert connection.execute(text("SELECT session_user")).scalar_one() == "guitu_service"
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("SET ROLE postgres"))
    with pytest.raises(Refused, match=r"centre\.not_owner"):
        postgres.prepare(url.render_as_string(hide_password=False))
    with owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    try:
        with (
            pytest.raises(Refused, match=r"centre\.not_prepared"),
            postgres.database(Path(), url.render_as_string(hide_password=False)),
        ):
            pass
    finally:
        with owner.begin() as connection:
            from app.store.upgrade import newest

            connection.execute(text("UPDATE alembic_version SET version_num = :n"), {"n": newest()})


def _forgotten(engine: Engine) -> list[int]:
    """What is left of five changes: three may go, one is a letter, and a snapshot holds four."""
    forget = text("SELECT guitu_forget('ref', 0, :upto)")
    with walls.within(engine, walls.EVERYWHERE) as connection:
        connection.execute(stream.insert().values(name="ref", last=5, dropped=3))
        rows = [
            {
                "stream": "ref",
                "seq": n,
                "record": new_id(),
                "body": b"",
                "letter": n == 2,
                "commitment": b"",
            }
            for n in range(1, 6)
        ]
        connection.execute(change.insert(), rows)
        assert connection.execute(forget, {"upto": 3}).scalar_one() == 0, "without a snapshot"
        connection.execute(snapshot.insert().values(
            id=new_id(), stream="ref", seq=4, made_at=makers.NOON, manifest=b"m", signature=b"s"
        ))  # fmt: skip
        assert connection.execute(forget, {"upto": 5}).scalar_one() == 0, "more than it holds"
        assert connection.execute(forget, {"upto": 4}).scalar_one() == 2
        left = select(change.c.seq).where(change.c.stream == "ref").order_by(change.c.seq)
        return list(connection.execute(left).scalars())


def test_old_changes_go_by_the_function_alone_whatever_who_serves_sets(engine: Engine) -> None:
    assert _forgotten(engine) == [2, 4, 5]
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        walls.within(engine, walls.EVERYWHERE) as connection,
    ):
        connection.execute(
            text("DELETE FROM change WHERE set_config('guitu.forgetting', 'yes', true) = 'yes'")
        )
    with walls.within(engine, THERE) as connection:
        assert connection.execute(text("SELECT guitu_forget('ref', 0, 4)")).scalar_one() == 0
        assert connection.execute(select(snapshot.c.id)).all() != [], "of all stations"


def test_a_stations_snapshot_is_seen_by_no_other(engine: Engine) -> None:
    with walls.within(engine, HERE) as connection:
        id_ = new_id()
        connection.execute(snapshot.insert().values(
            id=id_, stream=f"station:{HERE}", seq=1, made_at=makers.NOON
        ))  # fmt: skip
        connection.execute(snapshot_chunk.insert().values(snapshot=id_, number=0, body=b"rows"))
    for station_, seen in ((HERE, 1), (THERE, 0)):
        with walls.within(engine, station_) as connection:
            assert len(connection.execute(select(snapshot)).all()) == seen
            assert len(connection.execute(select(snapshot_chunk)).all()) == seen


def test_an_ordinary_owner_prepares_and_steps_down(owner: Engine, postgres_url: str) -> None:
    """A managed PostgreSQL gives nobody all power: its owner may make roles, no more."""
    mighty = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with mighty.connect() as connection:
        connection.execute(text("CREATE ROLE plain LOGIN CREATEROLE"))
        connection.execute(text("GRANT guitu_service TO plain WITH ADMIN OPTION"))
        connection.execute(text("CREATE DATABASE plain OWNER plain"))
    mighty.dispose()
    url = make_url(postgres_url).set(username="plain", database="plain")
    plain = url.render_as_string(hide_password=False)
    done = postgres.prepare(plain)
    assert (done.made, done.password) == (False, "")
    assert done.tables > len(TABLES)
    with postgres.database(Path(), plain) as served, served.begin() as connection:
        assert connection.execute(text("SELECT current_user")).scalar_one() == "guitu_service"
        walls.stand_in(connection, THERE)
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
    with postgres.database(Path(), plain) as served:
        assert _forgotten(served) == [2, 4, 5], "the function may, for whoever owns the tables"
    bare = create_engine(plain)
    with bare.begin() as connection:  # even its owner sees nothing without naming a station
        walls.stand_in(connection, HERE)
        device = new_id()
        connection.execute(TABLES["person"].insert(), _person(device, HERE))
    with bare.begin() as connection:
        assert connection.execute(select(TABLES["person"].c.id)).all() == []
    bare.dispose()
