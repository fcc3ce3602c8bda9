"""Who may carry everything away by command, and what the log says of it."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from app import clock, settings
from app.desk import backups, door, keeping, taken
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Role, Viewing
from app.store import keys, rescue, shelf
from app.store.ask import all_of
from app.store.cipher import FILE
from app.store.register import Register
from tests.makers import PASSWORD

OWN = "battery staple 9"


@pytest.fixture
def station(tmp_path: Path) -> tuple[Path, str]:
    """A register with an administrator, a leader and a new one; and the printed key."""
    data = tmp_path / "data"
    made = door.set_up(
        data,
        door.StationFacts(code="440114-01", name="示例站"),
        door.NewOfficer(login="chief", name="主任", role=Role.ADMINISTRATOR, password=PASSWORD),
        clock.now(),
    )
    for login, temporary in (("li", False), ("fresh", True)):
        role = Role.ADMINISTRATOR if temporary else Role.LEADER
        new = door.NewOfficer(login=login, name="测试", role=role, password=OWN)
        by = made.session.officer
        door.add_officer(made.session.register, new, by=by, at=clock.now(), temporary=temporary)
    made.session.register.close()
    return data, made.recovery_key


def as_(monkeypatch: pytest.MonkeyPatch, login: str, password: str = OWN) -> None:
    monkeypatch.setenv("GUITU_LOGIN", login)
    monkeypatch.setenv("GUITU_PASSWORD", password)


def back_up(data: Path, to: Path | None) -> int:
    return keeping.run_backup(settings.read(data, {}), to=to, as_json=True)


def the_log(data: Path) -> list[tuple[str, str]]:
    session = door.log_in(data, "chief", PASSWORD, clock.now())
    seen = all_of(session.register, Viewing)
    session.register.close()
    return [(one.purpose, one.what) for one in seen if one.purpose != "wrong_password"]


def test_a_copy_elsewhere_is_the_administrators_and_in_the_log(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = station
    usb = tmp_path / "usb"
    usb.mkdir()
    as_(monkeypatch, "li")
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        back_up(data, usb)
    assert list(usb.iterdir()) == []
    assert back_up(data, None) == 0  # as in the window: into the chosen folder everybody may
    as_(monkeypatch, "chief", PASSWORD)
    assert back_up(data, usb) == 0
    assert len(shelf.find(usb)) == 1
    assert the_log(data) == [("backup_taken", str(usb))]


def test_while_the_desk_is_open_the_next_login_writes_the_note(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = station
    (tmp_path / "usb").mkdir()
    desk = door.log_in(data, "li", OWN, clock.now())
    as_(monkeypatch, "chief", PASSWORD)
    assert back_up(data, tmp_path / "usb") == 0
    desk.register.close()
    assert (data / taken.FILE).exists()
    assert the_log(data) == [("backup_taken", str(tmp_path / "usb"))]
    assert not (data / taken.FILE).exists()
    assert len(the_log(data)) == 1


def test_a_temporary_password_takes_nothing_away(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = station
    as_(monkeypatch, "fresh")
    with pytest.raises(Refused, match=r"keeping\.own_password_first"):
        back_up(data, None)
    with pytest.raises(Refused, match=r"keeping\.own_password_first"):
        keeping.run_rescue(settings.read(data, {}), tmp_path / "out", as_json=True)


def test_a_rescue_is_the_administrators_or_by_the_sheet(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, sheet = station
    chosen, out = settings.read(data, {}), tmp_path / "out"
    as_(monkeypatch, "li")
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        keeping.run_rescue(chosen, out, as_json=True)
    assert not out.exists()
    as_(monkeypatch, "chief", PASSWORD)
    assert keeping.run_rescue(chosen, out, as_json=True) == 0
    monkeypatch.delenv("GUITU_LOGIN")
    monkeypatch.setattr(sys, "stdin", StringIO(f"{sheet}\n"))
    assert keeping.run_rescue(chosen, tmp_path / "again", as_json=True) == 0
    assert the_log(data) == [("rescued", str(out)), ("rescued", str(tmp_path / "again"))]


def test_a_wrong_sheet_at_a_rescue_is_counted(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = station
    chosen = settings.read(data, {})
    for _ in range(chosen.lock_out_after):
        monkeypatch.setattr(sys, "stdin", StringIO("WRONG\n"))
        with pytest.raises(Refused, match=r"login\.wrong_recovery"):
            keeping.run_rescue(chosen, tmp_path / "out", as_json=True)
    monkeypatch.setattr(sys, "stdin", StringIO("WRONG\n"))
    with pytest.raises(Refused, match=r"login\.wait"):
        keeping.run_rescue(chosen, tmp_path / "out", as_json=True)


def test_who_is_not_in_what_was_rescued_uses_the_sheet(station: tuple[Path, str]) -> None:
    data, _ = station
    who, key = door.key_of(data, "chief", PASSWORD)
    entries = rescue.rescue(data, key).entries
    assert rescue.officer_in(entries, who) is not None
    assert rescue.officer_in([e for e in entries if e.record != who], who) is None
    with pytest.raises(Refused, match=r"keeping\.needs_sheet"):
        taken.must_take(None)


def test_into_a_damaged_register_nothing_is_written(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = station
    damaged = bytearray((data / FILE).read_bytes())
    damaged[300] ^= 16
    (data / FILE).write_bytes(damaged)
    as_(monkeypatch, "chief", PASSWORD)
    keeping.run_rescue(settings.read(data, {}), tmp_path / "out", as_json=True)
    assert (data / FILE).read_bytes() == damaged
    assert not (data / taken.FILE).exists()


def test_a_disk_that_takes_no_note_keeps_no_copy_back(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = station
    (tmp_path / "usb").mkdir()

    def full(*_: object, **__: object) -> None:
        raise Unavailable("register.disk_full", folder=data)

    monkeypatch.setattr(Register, "write", full)
    monkeypatch.setattr(taken, "replace_file", full)
    as_(monkeypatch, "chief", PASSWORD)
    assert back_up(data, tmp_path / "usb") == 0


def test_notes_that_cannot_be_read_bar_no_login(station: tuple[Path, str]) -> None:
    data, _ = station
    (data / taken.FILE).write_bytes(b'[{"what":"\xff"}]')
    assert the_log(data) == []
    assert keys.read_ring(data).register
    assert backups.read_state(data) == backups.State()
