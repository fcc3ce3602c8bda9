"""One migration history, up and down on both engines, equal to the tables in the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text

from app.domain.ids import new_id
from app.store import keys, upgrade
from app.store.cipher import writer_engine
from app.store.tables import TABLES, metadata
from app.wire.kinds import FACTS, FIELDS, KINDS

pytest_plugins = ["tests.centre"]


@pytest.fixture(params=["desk", "centre"])
def place(request: pytest.FixtureRequest, data: Path) -> Iterator[tuple[str, Engine]]:
    """SQLCipher at the desk, PostgreSQL at the centre."""
    if request.param == "desk":
        engine = writer_engine(data / "register.db", keys.new_key(), create=True)
    else:
        engine = create_engine(request.getfixturevalue("empty_url"))
    yield request.param, engine
    engine.dispose()


def _tables(connection: Connection) -> set[str]:
    return {t for t in inspect(connection).get_table_names() if not t.startswith("find_")}


def _differences(connection: Connection, at: str) -> list[Any]:
    context = MigrationContext.configure(
        connection,
        opts={
            "include_name": lambda name, kind, _: (
                kind != "table"
                or (name in metadata.tables and at in metadata.tables[name].info["at"])
            ),
            "include_object": lambda thing, _name, kind, _r, _c: (
                kind != "table" or at in thing.info.get("at", {at})
            ),
        },
    )
    return list(compare_metadata(context, metadata))


def test_the_tables_in_the_code_are_those_of_the_migrations(place: tuple[str, Engine]) -> None:
    at, engine = place
    with engine.begin() as connection:
        command.upgrade(upgrade.settings(connection, at), "head")
    with engine.begin() as connection:
        assert _differences(connection, at) == []
        wanted = {t.name for t in metadata.sorted_tables if at in t.info["at"]}
        assert wanted <= _tables(connection) | {"find_doc"}
    with engine.begin() as connection:
        command.downgrade(upgrade.settings(connection, at), "base")
    with engine.begin() as connection:
        assert _tables(connection) <= {"alembic_version", "sqlite_sequence"}


def test_up_again_after_down(place: tuple[str, Engine]) -> None:
    at, engine = place
    for step in ("upgrade", "downgrade", "upgrade"):
        with engine.begin() as connection:
            target = "base" if step == "downgrade" else "head"
            getattr(command, step)(upgrade.settings(connection, at), target)
    with engine.begin() as connection:
        assert "person" in _tables(connection)
        assert ("journal" in _tables(connection)) == (at == "desk")
        if at == "desk":
            connection.execute(text("INSERT INTO find(rowid, tokens) VALUES (1, 'a王')"))
        command.downgrade(upgrade.settings(connection, at), "base")


def test_cards_that_were_there_before_can_be_sought(empty_url: str) -> None:
    engine = create_engine(empty_url)
    card = (
        "INSERT INTO index_card (id, station, name, aliases, sex, birth, documents, visits,"
        " last_case, vouchers, sealed, changed_at, versions) VALUES (gen_random_uuid(),"
        " '440114-01', '王淼', '[\"小王\", \"王淼\"]', '1', '', '[\"ab12\"]',"
        " '[]', '', '[]', false, now(), '{}')"
    )
    with engine.begin() as connection:
        command.upgrade(upgrade.settings(connection, "centre"), "0006")
        connection.execute(text(card))
        command.upgrade(upgrade.settings(connection, "centre"), "head")
    with engine.begin() as connection:
        keys = connection.execute(text("SELECT key FROM card_key ORDER BY key")).scalars().all()
        command.downgrade(upgrade.settings(connection, "centre"), "base")
    engine.dispose()
    assert set(keys) == {"d:ab12", "n:小王", "n:王淼"}


def test_every_kind_has_its_table_and_every_field_its_column() -> None:
    assert set(TABLES) == set(KINDS)
    assert set(KINDS) >= FACTS
    for kind, names in FIELDS.items():
        columns = {c.name for c in TABLES[kind].columns} - {"versions", "extra"}
        assert columns == set(names), kind


def test_values_come_back_the_same_from_both_engines(place: tuple[str, Engine]) -> None:
    from datetime import date, timedelta
    from decimal import Decimal

    from tests.makers import NOON

    at, engine = place
    with engine.begin() as connection:
        command.upgrade(upgrade.settings(connection, at), "head")
    table = TABLES["voucher"]
    ids = {n: new_id() for n in ("id", "station", "visit", "person", "officer")}
    row = {
        **ids,
        "serial": "GT-𬎆",
        "depart_on": date(2026, 11, 24),
        "valid_until": date(2026, 11, 27),
        "fare": Decimal("612.50"),
        "direct": True,
        "issued_at": NOON + timedelta(microseconds=7),
        "versions": {"*": "v"},
        "extra": {"new": ["字", 1]},
    }
    with engine.begin() as connection:
        connection.execute(table.insert().values(**row))
        found = connection.execute(table.select()).mappings().one()
        assert {name: found[name] for name in row} == row
        command.downgrade(upgrade.settings(connection, at), "base")


def test_letters_that_lie_at_a_centre_already_are_found_by_what_they_are_about(
    empty_url: str,
) -> None:
    import msgspec

    engine = create_engine(empty_url)
    letter, about, other = new_id(), new_id(), new_id()
    bodies = {
        letter: {"kind": "letter", "fields": {"record": str(about)}},
        other: {"kind": "claim", "fields": {"value": "letter", "record": str(about)}},
    }
    put = text("INSERT INTO change(stream, seq, record, body) VALUES ('s', :seq, :record, :body)")
    try:
        with engine.begin() as connection:
            command.upgrade(upgrade.settings(connection, "centre"), "0006")
            connection.execute(text("INSERT INTO stream VALUES ('s', 2)"))
            for seq, (record, body) in enumerate(bodies.items(), start=1):
                whole = msgspec.msgpack.encode(body)
                connection.execute(put, {"seq": seq, "record": record, "body": whole})
            command.upgrade(upgrade.settings(connection, "centre"), "head")
            found = connection.execute(text("SELECT record FROM change ORDER BY seq"))
            assert found.scalars().all() == [about, other]
            command.downgrade(upgrade.settings(connection, "centre"), "base")
    finally:
        engine.dispose()


def test_templates_that_came_to_a_centre_are_gone_after_the_step(empty_url: str) -> None:
    engine, vector, record = create_engine(empty_url), b"numbers of a face", new_id()
    body = {"kind": "template", "fields": {"vector": vector}, "versions": {"*": "1"}, "extra": {}}
    entry = {"kind": "template", "payload": vector, "salt": b"salt"}
    other = {"kind": "claim", "payload": b"said", "salt": b"salt"}
    with engine.begin() as connection:
        command.upgrade(upgrade.settings(connection, "centre"), "0006")
        connection.execute(
            text(
                "INSERT INTO template (id, person, photo, dim, vector, quality, made_at, versions)"
                " VALUES (:id, :id, :id, 4, :vector, 1, now(), '{}')"
            ),
            {"id": record, "vector": vector},
        )
        connection.execute(text("INSERT INTO stream VALUES ('station:440114-01', 1)"))
        connection.execute(
            text("INSERT INTO change VALUES ('station:440114-01', 1, :id, :body)"),
            {"id": record, "body": msgspec.msgpack.encode(body)},
        )
        for n, aside in enumerate((entry, other)):
            connection.execute(
                text('INSERT INTO quarantine (device, incarnation, n, "group", entry, at)'
                     " VALUES (:id, :id, :n, :id, :entry, now())"),
                {"id": record, "n": n, "entry": msgspec.msgpack.encode(aside)},
            )  # fmt: skip
    with engine.begin() as connection:
        command.upgrade(upgrade.settings(connection, "centre"), "head")
        left = [
            row
            for name in ("template", "change", "quarantine")
            for row in connection.execute(select(metadata.tables[name])).all()
        ]
        assert vector not in b"".join(v for row in left for v in row if isinstance(v, bytes))
        assert [row.seq for row in left if hasattr(row, "seq")] == [1], "the number stays"
        kept = [msgspec.msgpack.decode(row.entry)["payload"] for row in left[1:]]
        assert sorted(kept) == [b"", b"said"]
        command.downgrade(upgrade.settings(connection, "centre"), "base")
    engine.dispose()


def test_changes_of_before_the_audit_are_committed_to(empty_url: str) -> None:
    from app.wire.audit import commit_body, run_on

    engine = create_engine(empty_url)
    try:
        with engine.begin() as connection:
            command.upgrade(upgrade.settings(connection, "centre"), "0011")
            connection.execute(text("INSERT INTO stream VALUES ('ref', 3)"))
            put = text("INSERT INTO change VALUES ('ref', :seq, gen_random_uuid(), :body)")
            connection.execute(put, [{"seq": n, "body": b"said %d" % n} for n in (1, 2, 3)])
        with engine.begin() as connection:
            command.upgrade(upgrade.settings(connection, "centre"), "head")
        with engine.begin() as connection:
            head = bytes(32)
            for row in connection.execute(text("SELECT * FROM change ORDER BY seq")):
                assert row.commitment == commit_body(row.salt, row.body)
                head = run_on(head, row.seq, row.commitment)
            kept = connection.execute(text("SELECT head, cut, cut_head FROM stream")).one()
            assert tuple(kept) == (head, 0, bytes(32))
            command.downgrade(upgrade.settings(connection, "centre"), "base")
    finally:
        engine.dispose()
