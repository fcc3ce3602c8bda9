"""Lock-out, temporary passwords, who has left, a set-up that was killed, a clock set back."""

import multiprocessing  # noqa: TID251 - a second program on the same folder
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.desk import door, drafts
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.staff import Role, Viewing
from app.store import keys
from app.store.ask import all_of
from app.store.cipher import FILE
from app.store.register import open_register
from app.store.there import MAKING
from tests.app.desk.test_door import STATION, new
from tests.makers import NOON, PASSWORD


def test_wrong_passwords_wait_and_are_in_the_journal_of_the_next_login(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(clock, "running", lambda: now)
    (data / "settings.toml").write_text("lock_out_after = 3\n")
    door.set_up(data, STATION, new("chen"), NOON).session.register.close()
    for _ in range(3):
        with pytest.raises(Refused, match=r"login\.wrong"):
            door.log_in(data, "chen", "wrong password", NOON)
    with pytest.raises(Refused, match=r"login\.wait"):
        door.log_in(data, "chen", PASSWORD, NOON)
    with pytest.raises(Refused, match=r"login\.wait"):  # another year changes nothing
        door.log_in(data, "chen", PASSWORD, NOON + timedelta(days=400))
    with pytest.raises(Refused, match=r"login\.wrong"):
        door.log_in(data, "nobody", PASSWORD, NOON)
    now += 31
    session = door.log_in(data, "chen", PASSWORD, NOON)
    notes = [(v.purpose, v.what) for v in all_of(session.register, Viewing)]
    assert sorted(notes) == [("wrong_password", "? ×1"), ("wrong_password", "chen ×3")]
    assert session.register.verify_journal()
    session.register.close()
    door.log_in(data, "chen", PASSWORD, NOON).register.close()


def test_an_idle_lock_counts_as_well(data: Path) -> None:
    (data / "settings.toml").write_text("lock_out_after = 3\n")
    session = door.set_up(data, STATION, new("chen"), NOON).session
    for _ in range(3):
        with pytest.raises(Refused, match=r"login\.wrong"):
            door.prove(session.register, "chen", "wrong password")
    with pytest.raises(Refused, match=r"login\.wait"):
        door.prove(session.register, "chen", PASSWORD)
    session.register.close()


def test_settings_damaged_meanwhile_keep_nobody_out(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    (data / "settings.toml").write_text("lock_out_after = [")
    assert door.prove(session.register, "chen", PASSWORD) == session.officer
    session.register.close()


def test_a_password_from_the_administrator_must_be_changed(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    assert not session.must_change
    boss = session.officer
    li = door.add_officer(
        session.register, new("li", Role.INTAKE), by=boss, at=NOON, temporary=True
    )
    session.register.close()
    first = door.log_in(data, "li", PASSWORD, NOON)
    assert first.must_change
    door.set_password(first.register, li, "my own new 1", by=li, at=NOON)
    first.register.close()
    again = door.log_in(data, "li", "my own new 1", NOON)
    assert not again.must_change
    again.register.close()
    boss_again = door.log_in(data, "chen", PASSWORD, NOON)
    door.set_password(boss_again.register, li, "for today 55", by=boss_again.officer, at=NOON)
    boss_again.register.close()
    once_more = door.log_in(data, "li", "for today 55", NOON)
    assert once_more.must_change
    once_more.register.close()


def test_nobody_takes_the_mark_of_a_temporary_password_away() -> None:
    key = keys.new_key()
    ring = keys.with_officer(
        keys.new_ring(new_id()), new_id(), "li", "for today 55", key, temporary=True
    )
    (slot,) = ring.slots
    values = {f: getattr(slot, f) for f in slot.__struct_fields__} | {"temporary": False}
    forged = keys.Ring(
        version=ring.version, register=ring.register, salt=ring.salt, slots=(keys.Slot(**values),)
    )
    with pytest.raises(Refused, match=r"login\.wrong"):
        keys.open_with_password(forged, "li", "for today 55")


def test_who_left_opens_nothing_and_others_take_up_their_drafts(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    kept, boss = session.register, session.officer
    li = door.add_officer(kept, new("li", Role.INTAKE), by=boss, at=NOON)
    wang = door.add_officer(kept, new("wang", Role.INTAKE), by=boss, at=NOON)
    drafts.keep(kept, drafts.Draft(id=new_id(), officer=li.id, saved_at=NOON, content=b"{}"))
    door.let_go(kept, li, by=boss, at=NOON)
    assert str(li.id).encode() not in (data / keys.FILE).read_bytes()
    (waiting,) = drafts.waiting(kept, by=wang)
    assert waiting.officer == li.id
    assert drafts.take_up(kept, waiting.id, by=wang, at=NOON).content == b"{}"
    kept.close()
    with pytest.raises(Refused, match=r"login\.wrong"):
        door.log_in(data, "li", PASSWORD, NOON)


def test_who_left_while_the_ring_could_not_be_written_opens_nothing(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    li = door.add_officer(session.register, new("li"), by=session.officer, at=NOON)
    (data / f"{keys.FILE}.new").mkdir()
    with pytest.raises(Unavailable):
        door.let_go(session.register, li, by=session.officer, at=NOON)
    session.register.close()
    (data / f"{keys.FILE}.new").rmdir()
    for _ in range(2):
        with pytest.raises(Refused, match=r"login\.wrong"):
            door.log_in(data, "li", PASSWORD, NOON)
    assert str(li.id).encode() not in (data / keys.FILE).read_bytes()


def test_the_last_administrator_stays(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    kept, boss = session.register, session.officer
    other = door.add_officer(kept, new("wang"), by=boss, at=NOON)
    door.let_go(kept, boss, by=other, at=NOON)
    with pytest.raises(Refused, match=r"staff\.last_administrator"):
        door.let_go(kept, other, by=boss, at=NOON)  # a list read before boss had left
    kept.close()


def test_a_clock_set_back_is_said_and_bars_nobody(data: Path) -> None:
    door.set_up(data, STATION, new("chen"), NOON).session.register.close()
    back = door.log_in(data, "chen", PASSWORD, NOON - timedelta(days=365))
    assert back.clock_behind == NOON
    door.change_station(back.register, STATION, by=back.officer, at=NOON - timedelta(days=365))
    assert back.register.verify_journal()
    back.register.close()
    right = door.log_in(data, "chen", PASSWORD, NOON + timedelta(minutes=1))
    assert right.clock_behind is None
    right.register.close()


@pytest.mark.parametrize("there", [(FILE,), (FILE, keys.FILE)])
def test_a_set_up_that_was_killed_can_be_done_again(data: Path, there: tuple[str, ...]) -> None:
    other = data / "other"
    door.set_up(other, STATION, new("chen"), NOON).session.register.close()
    for name in there:
        shutil.copy(other / name, data / name)
    (data / MAKING).touch()
    assert not door.is_set_up(data)
    door.set_up(data, STATION, new("wang"), NOON).session.register.close()
    assert door.is_set_up(data)
    assert not (data / MAKING).exists()
    door.log_in(data, "wang", PASSWORD, NOON).register.close()
    assert (data / "unfinished" / FILE).exists()


def _try_to_open(data: Path, key: bytes, said: "multiprocessing.Queue[str]") -> None:
    try:
        open_register(data, key, NOON)
    except Refused as sorry:
        said.put(sorry.key)


def test_a_second_desk_on_one_folder_is_refused(data: Path) -> None:
    session = door.set_up(data, STATION, new("chen"), NOON).session
    _, key = keys.open_with_password(keys.read_ring(data), "chen", PASSWORD)
    process = multiprocessing.get_context("spawn")
    said: multiprocessing.Queue[str] = process.Queue()
    other = process.Process(target=_try_to_open, args=(data, key, said))
    other.start()
    assert said.get(timeout=60) == "register.open_elsewhere"
    other.join()
    session.register.close()
