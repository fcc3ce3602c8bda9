"""Set-up, logging in, officers who come and go."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Role, Viewing
from app.store import keys
from app.store.ask import all_of
from app.store.cipher import FILE
from tests.makers import NOON, PASSWORD

STATION = door.StationFacts(code="440114-01", name="示例市救助管理站")


def new(login: str, role: Role = Role.ADMINISTRATOR, password: str = PASSWORD) -> door.NewOfficer:
    """Somebody to be added."""
    return door.NewOfficer(login=login, name="测试员", role=role, password=password)


def test_first_run_makes_a_register_that_only_its_people_open(data: Path) -> None:
    made = door.set_up(data, STATION, new("Chen"), NOON)
    made.session.register.close()
    assert door.is_set_up(data)
    again = door.log_in(data, " chen ", PASSWORD, NOON)
    assert (again.officer.login, again.station.name) == ("chen", STATION.name)
    again.register.close()
    for login, password in (("chen", "wrong password"), ("nobody", PASSWORD), ("", "")):
        with pytest.raises(Refused, match=r"login\.wrong"):
            door.log_in(data, login, password, NOON)
    with pytest.raises(Refused, match=r"register\.exists"):
        door.set_up(data, STATION, new("chen"), NOON)


def test_the_recovery_sheet_opens_it_and_sets_a_new_password(data: Path) -> None:
    made = door.set_up(data, STATION, new("chen"), NOON)
    made.session.register.close()
    fresh = "brand new 2026"
    with pytest.raises(Refused, match=r"login\.wrong_recovery"):
        door.log_in_with_recovery(data, keys.new_recovery(), "chen", fresh, NOON)
    with pytest.raises(Refused, match=r"login\.no_such_officer"):
        door.log_in_with_recovery(data, made.recovery_key, "li", fresh, NOON)
    door.log_in_with_recovery(data, made.recovery_key, "chen", fresh, NOON).register.close()
    door.log_in(data, "chen", fresh, NOON).register.close()
    with pytest.raises(Refused, match=r"login\.wrong"):
        door.log_in(data, "chen", PASSWORD, NOON)


def test_officers_come_and_go(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    register, boss = session.register, session.officer
    li = door.add_officer(register, new("li", Role.INTAKE), by=boss, at=NOON)
    assert door.prove(register, "li", PASSWORD) == li
    with pytest.raises(Refused, match=r"staff\.login_taken"):
        door.add_officer(register, new("LI"), by=boss, at=NOON)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        door.add_officer(register, new("wang"), by=li, at=NOON)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        door.set_password(register, boss, "stolen it 99", by=li, at=NOON)
    door.set_password(register, li, "my own new 1", by=li, at=NOON)
    with pytest.raises(Refused, match=r"staff\.not_oneself"):
        door.let_go(register, boss, by=boss, at=NOON)
    door.let_go(register, li, by=boss, at=NOON)
    with pytest.raises(Refused, match=r"login\.wrong"):
        door.prove(register, "li", "my own new 1")
    # A list that was read before still holds her as active: that must not bring her back.
    with pytest.raises(Refused, match=r"login\.no_such_officer"):
        door.set_password(register, li, "my own new 2", by=boss, at=NOON)
    assert [o.active for o in door.officers(register)] == [True, False]
    register.close()


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("short", "staff.password_too_short"),
        ("chenchen1", "staff.password_too_plain"),
        ("aaaaaaaaa", "staff.password_too_plain"),
    ],
)
def test_a_poor_password_is_refused_before_anything_is_made(
    data: Path, password: str, key: str
) -> None:
    with pytest.raises(Refused) as said:
        door.set_up(data, STATION, new("chen", password=password), NOON)
    assert said.value.key == key
    assert not door.is_set_up(data)


@pytest.mark.parametrize("code", ["", "440114", "440114-1", "44011４-01", "abcdef-01"])
def test_a_wrong_station_code_is_refused(data: Path, code: str) -> None:
    with pytest.raises(Refused, match=r"set_up\.(wrong|no)_code"):
        door.set_up(data, door.StationFacts(code=code, name="x"), new("chen"), NOON)


def test_a_missing_half_is_never_made_anew(data: Path) -> None:
    door.set_up(data, STATION, new("chen"), NOON).session.register.close()
    ring = (data / keys.FILE).read_bytes()
    (data / keys.FILE).unlink()
    with pytest.raises(Unavailable, match=r"register\.no_keys"):
        door.log_in(data, "chen", PASSWORD, NOON)
    (data / keys.FILE).write_bytes(ring)
    for part in data.glob(f"{FILE}*"):
        part.unlink()
    with pytest.raises(Unavailable, match=r"register\.missing"):
        door.log_in(data, "chen", PASSWORD, NOON)
    with pytest.raises(Refused, match=r"register\.exists"):
        door.set_up(data, STATION, new("chen"), NOON)


@pytest.mark.skipif(not hasattr(__import__("os"), "geteuid"), reason="needs POSIX rights")
def test_a_folder_that_cannot_be_made_is_said(data: Path) -> None:
    (data / "file").write_text("not a folder")
    with pytest.raises(Unavailable, match=r"register\.not_writable"):
        door.set_up(data / "file" / "register", STATION, new("chen"), NOON)


def test_set_up_leaves_no_secret_in_clear(data: Path) -> None:
    made = door.set_up(data, STATION, new("chenlaoshi"), NOON)
    made.session.register.close()
    secrets = [PASSWORD, made.recovery_key, made.recovery_key.replace("-", ""), "chenlaoshi"]
    for file in (f for f in data.rglob("*") if f.is_file()):
        content = file.read_bytes()
        assert not [s for s in secrets if s.encode() in content], file.name


def test_a_set_up_that_fails_half_way_can_be_done_again(data: Path) -> None:
    # A folder where the key file should be: the database is made, the ring cannot be written.
    (data / f"{keys.FILE}.new").mkdir()
    with pytest.raises(Unavailable, match=r"register\.not_writable"):
        door.set_up(data, STATION, new("chen"), NOON)
    assert not door.is_set_up(data)
    (data / f"{keys.FILE}.new").rmdir()
    door.set_up(data, STATION, new("chen"), NOON).session.register.close()
    door.log_in(data, "chen", PASSWORD, NOON).register.close()


def test_the_administrator_changes_what_the_papers_say_of_the_station(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    register, boss = session.register, session.officer
    li = door.add_officer(register, new("li", Role.LEADER), by=boss, at=NOON)
    wanted = replace(STATION, name=" 示例市新救助管理站 ", phone="020 0000 0001", account="专户 2")
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        door.change_station(register, wanted, by=li, at=NOON)
    with pytest.raises(Refused, match=r"set_up\.no_station_name"):
        door.change_station(register, replace(wanted, name="  "), by=boss, at=NOON)
    with pytest.raises(Refused, match=r"station\.code_stays"):
        door.change_station(register, replace(wanted, code="440114-02"), by=boss, at=NOON)
    assert door.the_station(register) == session.station
    changed = door.change_station(register, wanted, by=boss, at=NOON)
    assert (changed.id, changed.code) == (session.station.id, STATION.code)
    assert (changed.name, changed.phone, changed.account) == (
        "示例市新救助管理站",
        "020 0000 0001",
        "专户 2",
    )
    assert register.verify_journal() == register.journal_size()[0]
    register.close()
    again = door.log_in(data, "li", PASSWORD, NOON)
    assert again.station == changed
    again.register.close()


def test_a_new_recovery_key_takes_the_old_sheet_out_of_use(data: Path) -> None:
    made = door.set_up(data, STATION, new("chen"), NOON)
    register, boss = made.session.register, made.session.officer
    li = door.add_officer(register, new("li", Role.LEADER), by=boss, at=NOON)
    ring = keys.read_ring(data)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        door.renew_recovery(register, by=li, at=NOON)
    assert (keys.read_ring(data), all_of(register, Viewing)) == (ring, [])
    fresh = door.renew_recovery(register, by=boss, at=NOON)
    seen = [(v.person, v.officer, v.purpose, v.what) for v in all_of(register, Viewing)]
    assert seen == [(None, boss.id, "recovery_renewed", "recovery")]
    register.close()
    with pytest.raises(Refused, match=r"login\.wrong_recovery"):
        door.log_in_with_recovery(data, made.recovery_key, "chen", "brand new 2026", NOON)
    door.log_in(data, "chen", PASSWORD, NOON).register.close()
    door.log_in_with_recovery(data, fresh, "chen", "brand new 2026", NOON).register.close()
    assert fresh.encode() not in (data / keys.FILE).read_bytes()


def test_a_recovery_key_is_reminded_of_until_somebody_has_it(data: Path) -> None:
    made = door.set_up(data, STATION, new("chen"), NOON)
    boss, register = made.session.officer, made.session.register
    door.add_officer(register, new("li", Role.INTAKE), by=boss, at=NOON)
    register.close()  # as a power cut leaves it while the key is on the screen

    def reminded(login: str = "chen") -> bool:
        session = door.log_in(data, login, PASSWORD, NOON)
        session.register.close()
        return session.recovery_unproved

    assert (reminded(), reminded("li")) == (True, False)
    door.log_in_with_recovery(data, made.recovery_key, "chen", PASSWORD, NOON).register.close()
    assert not reminded()
    session = door.log_in(data, "chen", PASSWORD, NOON)
    door.renew_recovery(session.register, by=boss, at=NOON)
    session.register.close()
    assert reminded()
    session = door.log_in(data, "chen", PASSWORD, NOON)
    door.keep_recovery(session.register)
    session.register.close()
    assert not reminded()


def test_a_ring_from_before_the_mark_counts_as_kept(data: Path) -> None:
    door.set_up(data, STATION, new("chen"), NOON).session.register.close()
    ring, _, _ = (data / keys.FILE).read_bytes().partition(b"\n")
    (data / keys.FILE).write_bytes(ring.replace(b',"unproved":true', b""))
    assert not keys.recovery_unproved(keys.read_ring(data))
