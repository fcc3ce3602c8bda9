"""A file is lent for a case and for hours: what goes, what never does, and who is told."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, select

from app import clock
from app.desk import lending as deeds
from app.desk import reopening
from app.desk.lending import Wish
from app.domain.errors import Unavailable
from app.domain.ids import new_id
from app.domain.index_card import IndexCard
from app.domain.lending import How, Lending
from app.domain.person import Claim
from app.domain.visit import LeavingKind
from app.store import feed, held, walls
from app.store.ask import all_of
from app.store.tables import TABLES, loan
from app.sync import lending
from app.sync.line import Trouble
from app.sync.pictures import fetch
from app.wire.lending import AskFile, Lent
from app.wire.talk import Change
from tests import makers, two_stations
from tests.two_stations import ASKING, OWNER, SECRETS, Both

pytest_plugins = ["tests.centre"]


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Both]:
    """Two stations and the centre between them."""
    with two_stations.stations(engine, tmp_path) as made:
        yield made


def _ask(both: Both, person: Any, visit: Any, **more: Any) -> AskFile:
    facts = {"purpose": "reception", "words": "核对是否同一人", "hours": 24, **more}
    officer = more.get("officer", both.asking.house.intake.id)
    token = held.token_of(both.asking.register, officer)
    return AskFile(person=person, visit=visit, **{"token": token, **facts, "officer": officer})


def _token(house: makers.Desk) -> bytes:
    return held.token_of(house.register, house.intake.id)


def _lent(both: Both) -> tuple[Lent, Any]:
    """A file that was asked for and came, and the case it was asked for."""
    came, mine = two_stations.somebody(both.owner), two_stations.case(both.asking)
    both.sync()
    lent = lending.ask(both.asking.line, _ask(both, came.visit.person, mine.id))
    return lent, mine


def _stream(both: Both, name: str) -> list[Change]:
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        part = feed.after(connection, name, 0, 10_000)
    return [msgspec.msgpack.decode(raw, type=Change) for raw in part.changes]


def test_a_file_comes_for_a_case_and_both_stations_know_of_it(both: Both) -> None:
    lent, mine = _lent(both)
    said = {str(claim.kind): claim.value for claim in lent.file.claims}
    assert said["name"] == "欧阳测试"
    assert said["document"] == "11010119900307001X"
    assert said["phone"] == "020-11112222"
    assert [len(x) for x in (lent.file.visits, lent.file.leavings, lent.file.photographs)] == [
        1
    ] * 3
    assert len(lent.file.vouchers) == 1
    assert (lent.station, lent.phone, lent.visit) == (OWNER, "020-00000000", mine.id)
    assert lent.until - lent.at == timedelta(hours=24)
    for code in (OWNER, ASKING):
        looked = [c for c in _stream(both, f"audit:{code}") if c.fields.get("what") == "lent_file"]
        assert [c.fields["purpose"] for c in looked] == ["reception"]
        assert looked[0].fields["officer"] == str(both.asking.house.intake.id)
    both.owner.sync()
    (told,) = all_of(both.owner.register, Lending)
    assert (told.station, told.purpose, told.person) == (ASKING, "reception", lent.file.person.id)
    assert told.how is How.CASE
    both.asking.sync()
    assert all_of(both.asking.register, Lending) == []


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_nobodys_business_elsewhere_does_not_go(both: Both, secret: str) -> None:
    lent, _ = _lent(both)
    assert secret not in msgspec.json.encode(lent).decode()


def test_nothing_of_health_hides_in_a_key(both: Both) -> None:
    lent, _ = _lent(both)
    whole = msgspec.json.encode(lent).decode()
    for word in ("hospital", "mental", "face", "granted", "refused", "belonging", "template"):
        assert word not in whole
    (kin,) = [c for c in lent.file.claims if c.kind == "kin"]
    assert (kin.value, kin.detail) == ("李四 …", {"relation": "儿子"})


def test_a_file_needs_a_case_of_ones_own_that_is_open(both: Both) -> None:
    came, mine = two_stations.somebody(both.owner), two_stations.case(both.asking)
    theirs = two_stations.case(both.owner, "李芳")
    both.sync()
    ask, line = lending.ask, both.asking.line
    for wrong in (theirs.id, came.visit.id, new_id()):
        with pytest.raises(Trouble, match=r"file\.no_case"):
            ask(line, _ask(both, came.visit.person, wrong))
    house, at = both.asking.house, clock.now()
    gone = makers.leave(
        house.register, mine.id, LeavingKind.OWN_WISH, "", by=house.intake, at=at
    )  # fmt: skip
    both.asking.sync()
    with pytest.raises(Trouble, match=r"file\.no_case"):
        ask(line, _ask(both, came.visit.person, mine.id))
    reopening.take_back(house.register, gone.id, "弄错了", by=house.intake, at=at)
    both.asking.sync()
    assert ask(line, _ask(both, came.visit.person, mine.id)).visit == mine.id


def test_a_file_needs_a_purpose_and_a_known_officer(both: Both) -> None:
    came, mine = two_stations.somebody(both.owner), two_stations.case(both.asking)
    both.sync()
    person, line = came.visit.person, both.asking.line
    for wrong, key in (
        ({"purpose": ""}, "file.needs_purpose"),
        ({"purpose": "curiosity"}, "file.needs_purpose"),
        ({"purpose": "other", "words": " "}, "file.needs_words"),
        ({"words": "字" * 501}, "file.needs_words"),
        ({"officer": new_id()}, "file.unknown_officer"),
        ({"officer": both.owner.house.intake.id}, "file.unknown_officer"),
        ({"officer": both.asking.house.administrator.id}, "file.unknown_officer"),
    ):
        with pytest.raises(Trouble, match=key.replace(".", r"\.")):
            lending.ask(line, _ask(both, person, mine.id, **wrong))
    with pytest.raises(Trouble, match=r"file\.nobody"):
        lending.ask(line, _ask(both, new_id(), mine.id))
    with pytest.raises(Trouble, match=r"file\.nobody"):
        lending.ask(line, _ask(both, mine.person, mine.id))
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(loan)).all() == []


def test_its_photographs_come_as_long_as_it_is_lent(both: Both) -> None:
    came, mine = two_stations.somebody(both.owner), two_stations.case(both.asking)
    both.sync()
    name, line = came.photos[0].sha256, both.asking.line
    with pytest.raises(Trouble, match=r"picture\.not_here"):
        fetch(line, name)
    lent = lending.ask(line, _ask(both, came.visit.person, mine.id))
    assert hashlib.sha256(fetch(line, name)).hexdigest() == name
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        past = clock.now() - timedelta(minutes=1)
        connection.execute(loan.update().values(until=past))
    with pytest.raises(Trouble, match=r"picture\.not_here"):
        fetch(line, name)
    lent = lending.ask(line, _ask(both, came.visit.person, mine.id))
    assert lending.names_of(lent) == (name,)
    assert fetch(line, name)
    house = both.asking.house
    makers.leave(house.register, mine.id, LeavingKind.OWN_WISH, "", by=house.intake, at=clock.now())
    both.asking.sync()
    with pytest.raises(Trouble, match=r"picture\.not_here"):
        fetch(line, name)


def test_a_loan_opens_no_other_picture(both: Both) -> None:
    lent, _ = _lent(both)
    other = two_stations.somebody(both.owner, "李四测试", "110101199003070037")
    both.sync()
    assert lent.file.photographs
    with pytest.raises(Trouble, match=r"picture\.not_here"):
        fetch(both.asking.line, other.photos[0].sha256)


def test_a_desk_is_stopped_that_asks_for_everybody(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.store import lending as rules

    monkeypatch.setattr(rules, "MOST_FILES", 2)
    _, mine = _lent(both)
    person = all_of(both.owner.register, Claim)[0].person
    lending.ask(both.asking.line, _ask(both, person, mine.id))
    with pytest.raises(Trouble, match=r"file\.too_often"):
        lending.ask(both.asking.line, _ask(both, person, mine.id))


def test_a_device_that_writes_who_looked_itself_is_refused(both: Both) -> None:
    house, now = both.asking.house, clock.now()
    for forged in (
        Lending(id=new_id(), person=new_id(), station=OWNER, purpose="x", at=now, until=now),  # type: ignore[arg-type]
        IndexCard(id=new_id(), station=ASKING, name="假卡", changed_at=now),  # type: ignore[arg-type]
    ):
        house.register.write(forged, by=house.intake.id, at=now)
    both.asking.sync()
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        for kind in ("lending", "index_card"):
            assert connection.execute(select(TABLES[kind])).all() == []


def test_who_cannot_reach_the_centre_is_told_what_to_do(both: Both, tmp_path: Path) -> None:
    import httpx

    def away(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("pulled out")

    from app.sync.joining import line_of

    register = both.asking.register
    line = line_of(register.line, register.device, httpx.MockTransport(away))
    try:
        with pytest.raises(Unavailable, match=r"file\.offline"):
            lending.ask(line, _ask(both, new_id(), new_id()))
    finally:
        line.close()


def test_the_desk_keeps_it_apart_and_gives_it_back(both: Both) -> None:
    came, mine = two_stations.somebody(both.owner), two_stations.case(both.asking)
    both.sync()
    house, at = both.asking.house, clock.now()
    register = house.register
    asked = deeds.wish(
        register, came.visit.person, mine.id, Wish(purpose="tracing"), 24, by=house.intake
    )
    lent = lending.ask(both.asking.line, asked)
    deeds.keep(register, lent, by=house.intake, at=at)
    assert lending.fetch_all(both.asking.line, register.lent, lent) == 1
    again = deeds.read(register, came.visit.person, by=house.intake, at=at)
    assert again == lent
    name = came.photos[0].sha256
    assert register.lent.picture(came.visit.person, name)
    makers.leave(register, mine.id, LeavingKind.OWN_WISH, "", by=house.intake, at=clock.now())
    assert not register.lent.there
    assert register.lent.picture(came.visit.person, name) is None


def test_a_loan_is_for_the_desk_that_asked_and_no_other(both: Both, tmp_path: Path) -> None:
    lent, mine = _lent(both)
    name = lending.names_of(lent)[0]
    for number, code in enumerate((ASKING, "440116-01", "110101-01")):
        folder = tmp_path / f"desk {number}"
        folder.mkdir()
        house = makers.desk(folder, code)
        other = two_stations.let_in(both.engine, house, both.transport)
        with closing(house.register), closing(other.line):
            other.sync()
            with pytest.raises(Trouble, match=r"picture\.not_here"):
                fetch(other.line, name)
            # Nor can it use the case of the one that asked, or its officer.
            asked = _ask(
                both, lent.file.person.id, mine.id, officer=house.intake.id, token=_token(house)
            )
            if code != ASKING:
                with pytest.raises(Trouble, match=r"file\.no(body|_case)"):
                    lending.ask(other.line, asked)


def test_a_station_of_another_province_does_not_learn_that_there_is_a_file(
    both: Both, tmp_path: Path
) -> None:
    lent, _ = _lent(both)
    (tmp_path / "far").mkdir()
    house = makers.desk(tmp_path / "far", "110101-01")
    far = two_stations.let_in(both.engine, house, both.transport)
    with closing(house.register), closing(far.line):
        case = two_stations.case(far)
        far.sync()
        asked = _ask(
            both, lent.file.person.id, case.id, officer=house.intake.id, token=_token(house)
        )
        with pytest.raises(Trouble, match=r"file\.nobody"):
            lending.ask(far.line, asked)
