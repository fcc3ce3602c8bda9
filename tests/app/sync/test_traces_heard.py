"""寻亲记录 over two desks of a station: heard there with its sound, and by no other station."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, update
from sqlalchemy.exc import DBAPIError

from app.desk import traces
from app.domain.ids import new_id
from app.domain.person import Source
from app.domain.trace import Step, TraceEntry
from app.store import traces as store
from app.store import walls
from app.store.pictures import wanted
from app.store.rows import values_of
from app.store.tables import TABLES
from tests import sounds, two_desks
from tests.makers import NOON
from tests.ui import station

pytest_plugins = ["tests.centre"]
LATER = NOON + timedelta(hours=1)
_TABLE = TABLES["trace_entry"]


def _said(step: Step = Step.CLUE, **more: Any) -> traces.Said:
    usual = {"about": "words", "value": "铁索桥", "source": Source.SAID}
    return traces.Said(step=step, **(usual | more))


def test_noted_here_and_ruled_out_there_also_when_both_did(engine: Engine, data: Path) -> None:
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        visit, by = station.arrive(house, "", at=NOON), house.intake
        noted = traces.add(
            one.register, visit.id, _said(note=traces.Note(data=sounds.spoken(1))), by=by, at=NOON
        )
        idea = traces.add(
            one.register, visit.id, traces.Said(step=Step.HYPOTHESIS, value="仪陇人", words="桥"),
            by=by, at=NOON,
        )  # fmt: skip
        one.push()
        other.pull()
        assert isinstance(noted, TraceEntry)
        assert wanted(other.register, 10) == [noted.sound]
        for side, words, minutes in ((one, "查无此人", 1), (other, "口音不对", 2)):
            at = LATER + timedelta(minutes=minutes)
            traces.judge(side.register, idea.id, words, held=False, by=by, at=at)
            traces.take_back(side.register, noted.id, words, by=by, at=at)
        for side in (one, other):
            side.push(LATER)
        for side in (one, other):
            side.pull(LATER)
        here, there = (store.of_people(side.register, [visit.person]) for side in (one, other))
        assert here == there
        assert len(here.entries) == 6, "what both wrote stands"
        assert here.of(Step.CLUE) == []
        (tried,) = here.tried
        assert tried.verdict
        assert tried.verdict.words == "口音不对"


def test_what_the_centre_refused_rules_nothing_out_and_takes_nothing_back(
    engine: Engine, data: Path
) -> None:
    one, house = two_desks.first(engine, data / "one")
    with closing(one.register):
        visit, by = station.arrive(house, "", at=NOON), house.intake
        noted = traces.add(one.register, visit.id, _said(), by=by, at=NOON)
        said = _said(Step.HYPOTHESIS, about="", value="仪陇人", words="桥", source=None)
        idea = traces.add(one.register, visit.id, said, by=by, at=NOON)
        assert isinstance(noted, TraceEntry)
        one.push()
        usual: dict[str, Any] = {"person": visit.person, "visit": visit.id, "at": LATER}
        wrong: tuple[dict[str, Any], ...] = (
            {"step": Step.MISTAKEN, "words": "", "supersedes": noted.id},
            {"step": Step.RULED_OUT, "words": "", "refers": idea.id},
        )
        for more in wrong:
            said_wrongly = TraceEntry(id=new_id(), officer=by.id, **usual, **more)
            one.register.write(said_wrongly, by=by.id, at=LATER)
        one.push(LATER)
        one.pull(LATER)
        stands = store.of_people(one.register, [visit.person])
        assert [entry.value for entry in stands.of(Step.CLUE)] == ["铁索桥"]
        assert [tried.is_open for tried in stands.tried] == [True]


def test_the_database_itself_changes_nothing_and_shows_it_to_no_other_station(
    engine: Engine, data: Path
) -> None:
    one, house = two_desks.first(engine, data / "one")
    with closing(one.register):
        visit = station.arrive(house, "", at=NOON)
        noted = traces.add(one.register, visit.id, _said(), by=house.intake, at=NOON)
        one.push()
        code = house.station.code
        assert isinstance(noted, TraceEntry)
        verdict = replace(noted, id=new_id(), step=Step.RULED_OUT, refers=noted.id, words="不是")
        row = values_of("trace_entry", verdict)
        row |= {"versions": {"*": f"1.{one.register.device.hex}"}, "extra": {}}
        for wrong, why in (
            (insert(_TABLE).values(row), "trace.no_hypothesis"),
            (update(_TABLE).values(value="x"), "permission denied"),
            (delete(_TABLE), ""),
        ):
            if not why:
                with walls.within(engine, code) as connection:
                    assert connection.execute(wrong).rowcount == 0
                continue
            with pytest.raises(DBAPIError, match=why), walls.within(engine, code) as connection:
                connection.execute(wrong)
        for where, sees in ((code, 1), ("310101-01", 0)):
            with walls.within(engine, where) as connection:
                assert len(connection.execute(_TABLE.select()).all()) == sees
