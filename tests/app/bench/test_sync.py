"""`./guitu bench sync` in the smallest sizes: what it answers, and that nothing was lost."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, select

from app.bench import (
    data,
    desk,
    exchange,
    filled,
    first_desk,
    growth,
    idle_desks,
    network,
    pouch,
    sync,
)
from app.bench import writers as writing
from app.bench.invented import END
from app.domain.errors import Refused
from app.store import postgres, walls
from app.store.tables import TABLES, change, stream
from app.sync.round import say_all

PEOPLE = 30


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for all of them: PostgreSQL is made once."""
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        yield folder


@pytest.mark.long
def test_push_and_pull_are_told_without_a_peer(cache: Path) -> None:
    found: Any = exchange.run(cache, PEOPLE, 1, beside=False)
    assert found["records"] == len(exchange.records_of(data.made(cache, PEOPLE)))
    assert found["peer"] is found["push_ratio"] is found["pull_ratio"] is None
    assert found["why"] == "not asked for"
    assert found["met"]["push_ratio"] is found["met"]["pull_ratio"] is None
    assert found["met"]["idle_ms"] is (found["idle_ms"] <= exchange.GOAL_IDLE_MS)
    assert len(found["samples"]["ours"][0].idle_ms) == exchange.IDLE_ROUNDS


def test_the_peer_gets_every_record_under_its_own_id(cache: Path) -> None:
    made = data.made(cache, PEOPLE)
    records = exchange.records_of(made)
    register = made.open()
    entries, _ = register.journal_size()
    register.close()
    assert len({one["_id"] for one in records}) == len(records) == entries
    assert not any("id" in one for one in records)


def test_the_ratios_are_over_the_peers_records_a_second() -> None:
    mine = exchange.Seen(
        records=1000,
        push_s=0.5,
        pull_s=0.25,
        push_cpu_s=0.4,
        pull_cpu_s=0.2,
        index_s=0.1,
        idle_ms=(4.0, 6.0, 8.0),
        load=0.0,
    )
    theirs = pouch.Seen(
        push=pouch.Replicated(seconds=1.0, records=1000, cpu_s=1.5),
        pull=pouch.Replicated(seconds=1.0, records=1000, cpu_s=1.5, idle_ms=(9.0,)),
    )
    found: Any = exchange.answer([mine], [theirs], "")
    assert (found["push_ratio"], found["pull_ratio"], found["idle_ms"]) == (2.0, 4.0, 6.0)
    assert found["met"] == {"push_ratio": True, "pull_ratio": False, "idle_ms": True}


def test_where_npm_is_missing_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder, why = pouch.installed(tmp_path)
    assert folder is None
    assert "npm" in why


def test_a_filled_centre_is_what_pushing_would_have_made(cache: Path) -> None:
    with network.cluster(cache) as cluster:
        name = filled.filled(cluster, {1: PEOPLE})
        assert filled.filled(cluster, {1: PEOPLE}) == name
        with network.empty(cluster, name) as url, postgres.database(cache, url) as engine:
            poured = _counts(engine)
        with network.empty(cluster) as url, network.centre(cache / "pushed", url) as centre:
            register = network.copied(data.made(cache, PEOPLE), cache / "pushing")
            line = network.joined(register, centre, data.CODE)
            say_all(register, line, END)
            line.close()
            register.close()
            pushed = _counts(centre.engine)
    assert poured["claim"] > 3 * PEOPLE
    assert poured["prov:44"] == poured["index_card"] == PEOPLE
    # The centre also grants numbers to a desk that pushes.
    assert poured.pop("station:440114-01") == pushed.pop("station:440114-01") - 2
    assert poured == pushed


def _counts(engine: Engine) -> dict[str, int]:
    kinds = ("person", "claim", "visit", "leaving", "index_card", "station", "officer")
    with walls.within(engine, walls.EVERYWHERE) as connection:
        found = {kind: _count(connection, kind) for kind in kinds}
        for name, last in connection.execute(select(stream.c.name, stream.c.last)):
            there = select(func.count()).where(change.c.stream == name)
            assert connection.execute(there).scalar_one() == last
            found[name] = last
    return found


def _count(connection: Connection, kind: str) -> int:
    return int(connection.execute(select(func.count()).select_from(TABLES[kind])).scalar_one())


@pytest.mark.long
def test_desks_that_push_at_once_leave_no_hole(cache: Path) -> None:
    found: Any = writing.run(cache, desks=2, deeds=6)
    assert (found["transactions"], found["holes"], found["lost"]) == (12, 0, 0)
    assert found["writers_tx_s"] > 0
    assert found["met"] is None


@pytest.mark.long
def test_growth_pushes_the_same_batch_to_both_in_turn(cache: Path) -> None:
    found: Any = growth.run(cache, few=PEOPLE, many=2 * PEOPLE, batch=10, runs=2)
    assert [len(times) for times in found["samples"].values()] == [2, 2]
    assert found["met"] is (found["push_growth"] <= growth.GOAL)
    assert sum(growth.spread(135_000).values()) == 135_000
    assert growth.spread(135_000)[1] == first_desk.PEOPLE


def test_a_first_desk_has_everybody_and_few_people_meet_no_goal(cache: Path) -> None:
    found: Any = first_desk.run(cache, 2 * PEOPLE)
    assert found["rows"] > 7 * found["people"]
    assert found["first_desk_s"] >= found["on_file_s"] > 0
    assert found["met"] is None


@pytest.mark.long
def test_desks_that_wait_are_all_held(cache: Path) -> None:
    found: Any = idle_desks.run(cache, desks=5, times=1.0)
    assert 0 <= found["idle_desks_core_share"] < 1
    assert found["desks"] == 5


def test_every_key_names_a_part_that_can_run() -> None:
    assert all(hasattr(import_module(f"app.bench.{part}"), "run") for part in sync.PARTS.values())


def test_a_goal_that_is_to_be_exceeded_is_told_as_such(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "run", _too_slow)
    assert desk.run(cache, ["push_ratio"], None, as_json=False, goals=sync.PARTS) == 1
    assert capsys.readouterr().out == "✗ push_ratio 1.5 ≥ 2.0\n"


def _too_slow(_cache: Path) -> dict[str, object]:
    goal = {"goal": {"push_ratio": 2.0}, "at_least": ("push_ratio",)}
    return {"push_ratio": 1.5, **goal, "met": {"push_ratio": False}}


def test_a_key_of_the_other_bench_is_refused(cache: Path) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(cache, ["search_p95_ms"], None, as_json=True, goals=sync.PARTS)
    assert "push_ratio" in str(refused.value.facts["known"])
