"""Break-glass: two officers and a reason, a short time, and an alarm that must be answered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine

from app import clock
from app.desk import centre, lending, protecting
from app.desk.lending import Wish
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.lending import How, Lending
from app.store import feed, line, walls
from app.store.ask import all_of
from app.store.lending import MOST_GLASS
from app.sync import lending as lines
from app.sync.line import Trouble
from app.wire.lending import BreakGlass, Lent
from app.wire.talk import Change
from tests import two_stations
from tests.two_stations import ASKING, OWNER, SECRETS, Both

pytest_plugins = ["tests.centre"]
NAME, DOCUMENT = "欧阳测试", "11010119900307001X"
WHY = Wish(purpose="reception", words="急诊，需要联系监护人")


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Both]:
    """Two stations; at one of them somebody is sealed."""
    with two_stations.stations(engine, tmp_path) as made:
        yield made


def _shut(both: Both) -> Any:
    came = two_stations.somebody(both.owner, NAME, DOCUMENT)
    house = both.owner.house
    protecting.protect(house.register, came.visit.person, "证人", by=house.leader, at=clock.now())
    both.sync()
    return came


def _wish(both: Both, **more: Any) -> BreakGlass:
    house = both.asking.house
    facts = {"person": None, "document": DOCUMENT, "why": WHY, "hours": 2, **more}
    return lending.glass_wish(
        house.register, facts["person"], facts["document"], facts["why"], facts["hours"],
        by=house.intake, second=house.leader,
    )  # fmt: skip


def _break(both: Both) -> Lent:
    return lines.break_glass(both.asking.line, _wish(both))


def test_two_officers_open_the_file_of_somebody_sealed_for_two_hours(both: Both) -> None:
    came = _shut(both)
    lent = _break(both)
    assert lent.file.person.id == came.visit.person
    assert (lent.how, lent.visit, lent.until - lent.at) == (How.GLASS, None, timedelta(hours=2))
    whole = msgspec.json.encode(lent).decode()
    assert [secret for secret in SECRETS if secret in whole] == []
    assert lines.fetch(both.asking.line, came.photos[0].sha256)
    house = both.asking.house
    lending.keep(house.register, lent, by=house.intake, at=clock.now())
    both.asking.sync()  # that the card is withdrawn does not take away what glass was broken for
    assert lending.read(house.register, came.visit.person, by=house.intake, at=clock.now())


def test_it_never_lasts_longer_than_half_a_day(both: Both) -> None:
    _shut(both)
    lent = lines.break_glass(both.asking.line, _wish(both, hours=900))
    assert lent.until - lent.at == timedelta(hours=12)


def test_both_stations_have_it_in_their_audit_and_in_their_letterbox(both: Both) -> None:
    came = _shut(both)
    _break(both)
    both.sync()
    by = {str(both.asking.house.intake.id), str(both.asking.house.leader.id)}
    for code in (OWNER, ASKING):
        with walls.within(both.engine, walls.EVERYWHERE) as connection:
            part = feed.after(connection, f"audit:{code}", 0, 1000)
        said = [msgspec.msgpack.decode(raw, type=Change) for raw in part.changes]
        seen = [one for one in said if one.fields["what"] == "glass_broken"]
        assert {one.fields["officer"] for one in seen} == by
    (told,) = all_of(both.owner.register, Lending)
    assert (told.how, told.station, told.words) == (How.GLASS, ASKING, WHY.words)
    (alarm,) = line.letters(both.owner.register)
    assert (alarm.kind, alarm.person) == ("glass_broken", came.visit.person)
    assert alarm.content["station"] == ASKING
    assert alarm.content["officers"] == ["测试intake", "测试leader"]
    (own,) = line.letters(both.asking.register)
    assert own.kind == "glass_broken"
    assert own.person is None
    assert centre.letters_for(both.asking.register, both.asking.house.intake) == []
    assert centre.letters_for(both.asking.register, both.asking.house.leader) == [own]


def test_an_alarm_is_not_put_away_without_an_answer(both: Both) -> None:
    _shut(both)
    _break(both)
    both.sync()
    house, at = both.owner.house, clock.now()
    (alarm,) = line.letters(house.register)
    with pytest.raises(Refused, match=r"letter\.needs_words"):
        centre.answer(house.register, alarm, "seen", by=house.leader, at=at)
    with pytest.raises(Refused, match=r"letter\.needs_words"):
        centre.answer(house.register, alarm, "seen", by=house.leader, at=at, words="  ")
    centre.answer(house.register, alarm, "seen", by=house.leader, at=at, words="已电话核实")
    assert line.letters(house.register) == []
    (kept,) = line.letters(house.register, settled=True)
    assert kept.settled_how == "seen: 已电话核实"
    asking = both.asking.house
    (own,) = line.letters(asking.register)
    with pytest.raises(Refused, match=r"letter\.not_for_you"):
        centre.answer(asking.register, own, "seen", by=asking.intake, at=at, words="没事")


def test_one_officer_is_not_two(both: Both) -> None:
    _shut(both)
    house = both.asking.house
    with pytest.raises(Refused, match=r"glass\.one_officer"):
        lending.glass_wish(
            house.register, None, DOCUMENT, WHY, 2, by=house.intake, second=house.intake
        )
    for wrong, key in (
        ({"second": house.intake.id}, "glass.one_officer"),
        ({"second": new_id()}, "file.unknown_officer"),
        ({"second": both.owner.house.leader.id}, "file.unknown_officer"),
        ({"second": house.auditor.id}, "file.unknown_officer"),
        ({"reason": " "}, "glass.needs_reason"),
        ({"purpose": ""}, "file.needs_purpose"),
        ({"document": "0" * 32}, "glass.nobody"),
        ({"document": "", "person": None}, "glass.nobody"),
    ):
        with pytest.raises(Trouble, match=key.replace(".", r"\.")):
            lines.break_glass(both.asking.line, _forged(_wish(both), **wrong))
    both.owner.sync()
    assert line.letters(both.owner.register) == []


def _forged(asked: BreakGlass, **wrong: Any) -> BreakGlass:
    facts = {name: getattr(asked, name) for name in BreakGlass.__dataclass_fields__}
    return BreakGlass(**{**facts, **wrong})


def test_glass_cannot_be_broken_as_a_habit(both: Both) -> None:
    _shut(both)
    for _ in range(MOST_GLASS):
        _break(both)
    with pytest.raises(Trouble, match=r"file\.too_often"):
        _break(both)


def test_a_station_breaks_no_glass_on_its_own_people(both: Both) -> None:
    mine = two_stations.case(both.asking)
    both.sync()
    with pytest.raises(Trouble, match=r"glass\.nobody"):
        lines.break_glass(both.asking.line, _wish(both, person=mine.person, document=""))
