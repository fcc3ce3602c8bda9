"""The second factor: a code from the telephone, counted once, offline, and a way back in."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest

from app import clock
from app import settings as choices
from app.desk import codes, door
from app.desk.act import Outside, answers
from app.domain.errors import Refused
from app.domain.staff import Role, Viewing
from app.settings import Settings
from app.store import line, second
from app.store.ask import all_of
from tests import makers
from tests.makers import PASSWORD

STATION = door.StationFacts(code="440114-01", name="示例市救助管理站")
CHIEF = door.NewOfficer(login="chen", name="陈管理", role=Role.ADMINISTRATOR, password=PASSWORD)
LEADER = door.NewOfficer(login="li", name="李站长", role=Role.LEADER, password=PASSWORD)


@pytest.fixture
def house(settings: Settings) -> Iterator[makers.Desk]:
    """A register without passwords."""
    made = makers.desk(settings.data)
    with closing(made.register):
        yield made


def _phone(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def _set_up(house: makers.Desk, at: datetime) -> tuple[str, tuple[str, ...]]:
    offered = codes.offer(house.leader, house.station.name)
    code = _phone(offered.secret, at)
    spare = codes.set_up(house.register, offered, code, by=house.leader, at=at)
    return offered.secret, spare


def _prove(house: makers.Desk, code: str, at: datetime) -> None:
    codes.prove(house.register, house.leader, code, at)


def test_a_code_counts_once_and_the_next_one_again(house: makers.Desk) -> None:
    at = makers.NOON
    secret, _ = _set_up(house, at)
    with pytest.raises(Refused, match=r"login\.code_used"):
        _prove(house, _phone(secret, at), at)  # what set it up
    later = at + timedelta(seconds=60)
    _prove(house, _phone(secret, later), later)
    with pytest.raises(Refused, match=r"login\.code_used"):
        _prove(house, _phone(secret, later), later + timedelta(seconds=20))
    # One from before the last is no way around it.
    with pytest.raises(Refused, match=r"login\.code_used"):
        _prove(house, _phone(secret, later - timedelta(seconds=30)), later)


@pytest.mark.parametrize(("apart", "counts"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_clocks_may_differ_by_one_step(house: makers.Desk, apart: int, counts: bool) -> None:
    secret, _ = _set_up(house, makers.NOON)
    at = makers.NOON + timedelta(hours=1)
    code = _phone(secret, at + timedelta(seconds=apart))
    if counts:
        _prove(house, code, at)
        return
    with pytest.raises(Refused, match=r"login\.code_wrong"):
        _prove(house, code, at)


def test_a_desk_whose_clock_is_hours_off_reckons_by_the_centres(house: makers.Desk) -> None:
    secret, _ = _set_up(house, makers.NOON)
    known = line.Known(
        url="https://centre.example", authority="", device_key=b"k" * 32, network_key=b"n" * 32,
        station="440114-01", enrolled_at=makers.NOON, behind_ms=3 * 3600 * 1000,
    )  # fmt: skip
    house.register.within(lambda connection: line.keep(connection, known))
    at = makers.NOON + timedelta(days=1)
    _prove(house, _phone(secret, at + timedelta(hours=3)), at)


def test_a_spare_code_opens_once_however_it_is_typed(house: makers.Desk) -> None:
    _, spare = _set_up(house, makers.NOON)
    assert len(set(spare)) == 8
    _prove(house, codes.shown(spare[0]).lower(), makers.NOON)
    with pytest.raises(Refused, match=r"login\.code_wrong"):
        _prove(house, spare[0], makers.NOON)
    assert codes.spare_left(house.register, house.leader.id) == 7


@pytest.mark.parametrize("code", ["000000000", "１２３４５６", "abc", "𬎆", "-", "0" * 500])
def test_nonsense_is_a_wrong_code(house: makers.Desk, code: str) -> None:
    _set_up(house, makers.NOON)
    with pytest.raises(Refused, match=r"login\.code_wrong"):
        _prove(house, code, makers.NOON)


def test_neither_secret_nor_spare_codes_can_be_read_without_the_register(
    house: makers.Desk,
) -> None:
    secret, spare = _set_up(house, makers.NOON)
    known = house.register.within(lambda c: second.second_of(c, house.leader.id))
    assert known is not None
    assert not set(spare) & set(known.spare)
    house.register.close()
    for file in house.register.folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert secret.encode() not in data, file
            assert known.secret not in data, file


def test_only_with_a_right_code_is_it_set_up_and_only_by_who_has_use_of_it(
    house: makers.Desk,
) -> None:
    offered = codes.offer(house.leader, "站")
    with pytest.raises(Refused, match=r"login\.code_wrong"):
        codes.set_up(house.register, offered, "000000", by=house.leader, at=makers.NOON)
    assert not codes.has(house.register, house.leader)
    with pytest.raises(Refused, match=r"code\.not_for_role"):
        codes.offer(house.intake, "站")


def test_an_administrator_takes_anothers_away_with_a_reason_that_is_written_down(
    house: makers.Desk,
) -> None:
    _set_up(house, makers.NOON)
    chief, leader, at = house.administrator, house.leader, makers.NOON
    for by, whom, reason, key in (
        (house.leader, chief, "手机丢失", "staff.not_allowed"),
        (chief, chief, "手机丢失", "code.not_oneself"),
        (chief, leader, " ", "code.needs_reason"),
        (chief, house.intake, "手机丢失", "code.none"),
    ):
        with pytest.raises(Refused, match=key.replace(".", r"\.")):
            codes.reset(house.register, whom, reason, by=by, at=at)
    codes.reset(house.register, leader, "手机丢失", by=chief, at=at)
    assert not codes.has(house.register, leader)
    told = [(v.officer, v.purpose, v.what) for v in all_of(house.register, Viewing)]
    assert (chief.id, "code_reset", "leader: 手机丢失") in told


def test_ones_own_is_given_up_with_a_last_code(house: makers.Desk) -> None:
    secret, _ = _set_up(house, makers.NOON)
    at = makers.NOON + timedelta(minutes=5)
    with pytest.raises(Refused, match=r"login\.code_wrong"):
        codes.give_up(house.register, "000000", by=house.leader, at=at)
    codes.give_up(house.register, _phone(secret, at), by=house.leader, at=at)
    assert not codes.has(house.register, house.leader)


@pytest.fixture
def station(settings: Settings) -> str:
    """A register with passwords, its administrator with a code; answers the secret."""
    made = door.set_up(settings.data, STATION, CHIEF, clock.now())
    session = made.session
    door.add_officer(session.register, LEADER, by=session.officer, at=clock.now())
    offered = codes.offer(session.officer, "站")
    ago = clock.now() - timedelta(minutes=10)
    codes.set_up(session.register, offered, _phone(offered.secret, ago), by=session.officer, at=ago)
    session.register.close()
    return offered.secret


def test_the_code_is_asked_at_the_door_after_the_password(settings: Settings, station: str) -> None:
    def enter(code: str) -> door.Session:
        return door.log_in(settings.data, "chen", PASSWORD, clock.now(), code)

    with pytest.raises(Refused, match=r"login\.code_needed"):
        enter("")
    with pytest.raises(Refused, match=r"login\.wrong"):
        door.log_in(settings.data, "chen", "wrong pass", clock.now(), "000000")
    with pytest.raises(Refused, match=r"login\.code_wrong"):
        enter("000000")
    session = enter(_phone(station, clock.now()))
    told = {v.what for v in all_of(session.register, Viewing) if v.purpose == "wrong_password"}
    assert told == {"chen ×1", "chen code ×1"}
    session.register.close()
    door.log_in(settings.data, "li", PASSWORD, clock.now()).register.close()  # has none: not asked


def test_wrong_codes_lock_the_account_out_like_wrong_passwords(
    settings: Settings, station: str
) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match=r"login\.code_wrong"):
            door.log_in(settings.data, "chen", PASSWORD, clock.now(), "000000")
    with pytest.raises(Refused, match=r"login\.wait"):
        door.log_in(settings.data, "chen", PASSWORD, clock.now(), _phone(station, clock.now()))
    door.log_in(settings.data, "li", PASSWORD, clock.now()).register.close()


def test_a_station_may_demand_it_of_leaders_and_administrators(
    settings: Settings, station: str
) -> None:
    choices.keep(settings.data, "second_code", "demanded")
    session = door.log_in(settings.data, "li", PASSWORD, clock.now())
    assert session.must_code
    session.register.close()
    with pytest.raises(Refused, match=r"login\.code_demanded"):
        door.log_in_unseen(settings.data, "li", PASSWORD, clock.now())
    with closing(
        door.log_in(
            settings.data, "chen", PASSWORD, clock.now(), _phone(station, clock.now())
        ).register
    ) as register:
        assert register.last_entry


def test_the_printed_recovery_key_opens_without_the_telephone(settings: Settings) -> None:
    made = door.set_up(settings.data, STATION, CHIEF, clock.now())
    session = made.session
    offered = codes.offer(session.officer, "站")
    now = clock.now()
    codes.set_up(session.register, offered, _phone(offered.secret, now), by=session.officer, at=now)
    session.register.close()
    again = door.log_in_with_recovery(
        settings.data, made.recovery_key, "chen", "another horse 8", clock.now()
    )
    assert not codes.has(again.register, again.officer)
    assert "chen: recovery" in {v.what for v in all_of(again.register, Viewing)}
    again.register.close()


@pytest.fixture
def do(settings: Settings) -> Iterator[Callable[..., dict[str, Any]]]:
    """Deeds without a window."""
    import json

    outside = Outside(settings)

    def one(**deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        return answer

    yield one
    outside.close()


def test_without_a_window_it_is_the_same(do: Callable[..., dict[str, Any]]) -> None:
    from tests.app.desk.test_act import SET_UP

    do(**SET_UP)
    offered = do(do="offer_code")
    assert offered["uri"].startswith("otpauth://totp/")
    wrong = do(do="set_up_code", secret=offered["secret"], totp="000000")
    assert wrong["key"] == "login.code_wrong"
    # The last half minute's code, so that this one's is still to be used.
    early = _phone(offered["secret"], clock.now() - timedelta(seconds=30))
    done = do(do="set_up_code", secret=offered["secret"], totp=early)
    assert len(done["spare"]) == 8
    login = {"do": "login", "login": "chen", "password": PASSWORD}
    assert do(**login)["key"] == "login.code_needed"
    assert do(**login, totp=done["spare"][0])["ok"]
    assert do(**login, totp=done["spare"][0])["key"] == "login.code_wrong"
    assert do(**login, totp=done["spare"][1])["ok"]


def test_an_officer_of_another_desk_is_let_in_here_with_a_first_password(
    do: Callable[..., dict[str, Any]], settings: Settings
) -> None:
    from tests.app.desk.test_act import SET_UP

    do(**SET_UP)
    do(do="logout")
    session = door.log_in(settings.data, "chen", PASSWORD, clock.now())
    heard = [makers.officer(Role.INTAKE, "wang"), makers.officer(Role.ADMINISTRATOR, "chen")]
    session.register.write(*heard, by=session.officer.id, at=clock.now())  # as a round brings them
    assert door.without_password(session.register) == {o.id for o in heard}
    session.register.close()
    login = {"do": "login", "login": "chen", "password": PASSWORD}
    wang = {"do": "login", "login": "wang", "password": "first horse 1"}
    assert do(**wang)["key"] == "login.wrong"
    assert do(**login)["ok"]
    assert do(do="let_in", login="wang", password="first horse 1")["ok"]
    # The other desk's "chen" is somebody else: this one's password stays.
    assert do(do="let_in", login="chen", password="first horse 1")["key"] == "staff.login_taken"
    assert do(do="let_in", login="nobody", password="first horse 1")["key"] == (
        "login.no_such_officer"
    )
    assert do(**wang)["key"] == "login.temporary"
    assert do(**wang, new_password="own horse 22")["ok"]
    assert do(**wang | {"password": "own horse 22"})["ok"]
    assert do(do="let_in", login="chen", password="first horse 1")["key"] == "staff.not_allowed"
    assert do(**login)["ok"]
