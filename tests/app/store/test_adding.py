"""Very many rows at once come back from PostgreSQL as they were; what does not fit is refused."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    select,
)
from sqlalchemy.exc import IntegrityError

from app.domain.person import Source
from app.store import adding, postgres, walls
from app.store.rows import UNFIT
from app.store.types import Day, Id, Json, Money, UtcTime

pytest_plugins = ["tests.centre"]

every = Table(
    "every_type",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("long", BigInteger),
    Column("truth", Boolean),
    Column("words", Text),
    Column("bytes", LargeBinary),
    Column("half", Float),
    Column("id", Id),
    Column("at", UtcTime),
    Column("day", Day),
    Column("money", Money),
    Column("json", Json),
    prefixes=["TEMPORARY"],
)
_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "long": st.integers(-(2**63), 2**63 - 1),
    "truth": st.booleans(),
    "words": _WORDS,
    "bytes": st.binary(max_size=300),
    "half": st.floats(allow_nan=False),
    "id": st.uuids(),
    "at": st.datetimes(timezones=st.just(UTC)),
    "day": st.dates(),
    "money": st.decimals(-(10**9), 10**9, places=2),
    "json": st.dictionaries(_WORDS, st.one_of(_WORDS, st.integers(-9, 9), st.lists(_WORDS))),
}


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """With a table of its own that has a column of every type."""
    with walls.within(engine, walls.EVERYWHERE) as made:
        every.create(made)
        yield made
        every.drop(made)


def _rows(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(values, min_size=1, max_size=5)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_rows(st.fixed_dictionaries({name: st.none() | one for name, one in _VALUES.items()})))
def test_what_was_added_is_what_is_read(connection: Connection, rows: list[dict[str, Any]]) -> None:
    connection.execute(delete(every))
    rows = [{"number": number, **row} for number, row in enumerate(rows, start=-1)]
    adding.add(connection, every, rows)
    found = connection.execute(select(every).order_by(every.c.number)).mappings()
    assert [dict(row) for row in found] == rows


def _whole(**other: Any) -> dict[str, Any]:
    return {
        "number": 1,
        "long": 2,
        "truth": True,
        "words": "王淼",
        "bytes": b"\0",
        "half": 0.5,
        "id": UUID(int=7),
        "at": datetime(2026, 11, 26, 8, 30, 0, 1, tzinfo=timezone(timedelta(hours=8))),
        "day": date(1999, 12, 31),
        "money": Decimal("12.50"),
        "json": {"a": [None, "𬎆"]},
    } | other


def test_a_word_of_a_list_of_words_is_taken_as_that_word(connection: Connection) -> None:
    adding.add(connection, every, [_whole(words=Source.KIN)])
    row = connection.execute(select(every)).mappings().one()
    assert dict(row) == _whole(words=Source.KIN.value)


def _add(connection: Connection, *each: list[dict[str, Any]], waited: bool) -> None:
    quietly = nullcontext() if waited else adding.unawaited(connection)
    with connection.begin_nested(), quietly:
        for rows in each:
            adding.add(connection, every, rows)


@pytest.mark.parametrize(
    "wrong",
    [
        {"long": 2**63},
        {"long": "2"},
        {"number": 2**31},
        {"words": "a\0b"},
        {"words": "\ud800"},
        {"words": 3},
        {"bytes": 3},
        {"bytes": "3"},
        {"id": "7"},
        {"at": datetime(2026, 11, 26)},  # noqa: DTZ001 - that is what is wrong
        {"day": "1999-12-31"},
        {"json": {"a": "\0"}},
        {"json": {"a": object()}},
    ],
)
@pytest.mark.parametrize("waited", [True, False])
@pytest.mark.parametrize("alone", [True, False])
def test_what_fits_no_column_is_refused_as_such(
    connection: Connection, wrong: dict[str, Any], alone: bool, waited: bool
) -> None:
    rows = [_whole(**wrong)]
    if not alone:
        rows += [_whole(number=5, **dict.fromkeys(wrong.keys() - {"number"}))]
    with pytest.raises(UNFIT):
        _add(connection, rows, [_whole(number=6)], waited=waited)
    assert connection.execute(select(every)).all() == []


def test_what_the_database_refuses_of_several_is_said_at_the_end_and_quotes_nobody(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    adding.add(connection, every, [_whole(words="欧阳测试甲")])
    with pytest.raises(UNFIT) as raised:
        _add(
            connection,
            [_whole(number=2)],
            [_whole(words="欧阳测试乙")],  # the same number again
            [_whole(number=3)],
            waited=False,
        )
    assert isinstance(raised.value, IntegrityError)
    assert not postgres.is_away(raised.value)
    assert "欧阳" not in caplog.text
    _add(connection, [_whole(number=4)], waited=False)
    assert set(connection.execute(select(every.c.number)).scalars()) == {1, 4}


def test_a_mistake_beside_what_is_being_written_is_that_mistake(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    twice = [_whole(words="欧阳测试甲"), _whole(words="欧阳测试乙")]
    with pytest.raises(TypeError):
        _add(connection, twice, [_whole(number=2, id=3)], waited=False)
    assert "欧阳" not in caplog.text
    assert "Key" not in caplog.text
    assert connection.execute(select(every)).all() == []
