"""The mark outside the database tells what is missing, and never cries wolf."""

import hashlib
import hmac
import itertools
import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.desk import admission
from app.domain.errors import Unavailable
from app.domain.ids import new_id
from app.domain.visit import Visit
from app.store import keys, mark
from app.store.ask import all_of
from app.store.cipher import FILE
from app.store.register import Register, open_register
from tests import makers
from tests.makers import NOON


def _arrive(desk: makers.Desk, register: Register, minutes: int) -> str:
    at = NOON + timedelta(minutes=minutes)
    done = admission.admit(register, makers.arrival("王淼"), desk.station, by=desk.intake, at=at)
    return done.visit.case_number


def _mark_file(desk: makers.Desk, data: Path) -> mark.MarkFile:
    return mark.MarkFile(data, keys.derive(desk.key, "mark"))


def test_lost_saves_are_named_by_time_and_number(desk: makers.Desk, data: Path) -> None:
    _arrive(desk, desk.register, 0)
    desk.register.close()
    before = (data / FILE).read_bytes()
    again = open_register(data, desk.key, NOON)
    lost = [_arrive(desk, again, minutes) for minutes in (5, 9)]
    again.close()
    (data / FILE).write_bytes(before)
    with pytest.raises(Unavailable, match=r"register\.tail_lost$") as said:
        open_register(data, desk.key, NOON)
    facts = said.value.facts
    assert facts["numbers"] == ", ".join(lost)
    assert facts["since"] == NOON + timedelta(minutes=5)
    assert facts["until"] == NOON + timedelta(minutes=9)
    assert facts["lost"] == 2


def test_a_tail_longer_than_the_mark_is_at_least_that_long(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    before = (data / FILE).read_bytes()
    again = open_register(data, desk.key, NOON)
    for _ in range(mark.SLOTS + 3):
        again.write(makers.person(), by=desk.intake.id, at=NOON)
    again.close()
    (data / FILE).write_bytes(before)
    with pytest.raises(Unavailable, match=r"register\.tail_lost_long") as said:
        open_register(data, desk.key, NOON)
    assert said.value.facts["lost"] == mark.SLOTS


def test_a_lost_tail_leaves_the_log_of_the_database_for_the_rescue(
    desk: makers.Desk, data: Path, tmp_path: Path
) -> None:
    _arrive(desk, desk.register, 0)
    killed = tmp_path / "killed"
    shutil.copytree(data, killed, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    wal = killed / f"{FILE}-wal"
    content = bytearray(wal.read_bytes())
    content[len(content) // 2] ^= 4
    wal.write_bytes(bytes(content))
    with pytest.raises(Unavailable, match=r"register\.tail_lost"):
        open_register(killed, desk.key, NOON)
    assert wal.read_bytes() == bytes(content)


def test_a_database_ahead_of_its_mark_is_no_alarm(desk: makers.Desk, data: Path) -> None:
    _arrive(desk, desk.register, 0)
    before = (data / mark.FILE).read_bytes()
    number = _arrive(desk, desk.register, 1)
    desk.register.close()
    (data / mark.FILE).write_bytes(before)  # killed between the commit and the mark
    again = open_register(data, desk.key, NOON)
    assert number in [visit.case_number for visit in all_of(again, Visit)]
    assert again.remarks == ()
    again.close()


def test_what_is_committed_is_not_called_unsaved_when_only_the_mark_fails(
    desk: makers.Desk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: mark.MarkFile, _mark: mark.Mark) -> None:
        raise Unavailable("register.disk_full", folder="x")

    with monkeypatch.context() as patch:
        patch.setattr(mark.MarkFile, "write", full)
        _arrive(desk, desk.register, 0)
    told = [desk.register.unmarked]
    _arrive(desk, desk.register, 1)
    told.append(desk.register.unmarked)
    assert [bool(why) for why in told] == [True, False]
    assert len(all_of(desk.register, Visit)) == 2


def test_every_flipped_bit_of_the_mark_is_noticed(desk: makers.Desk, data: Path) -> None:
    for minutes in range(4):
        _arrive(desk, desk.register, minutes)
    whole = (data / mark.FILE).read_bytes()
    used = [i for i in range(0, len(whole), mark.SLOT) if whole[i : i + mark.SLOT].strip(b"\0")]
    file = _mark_file(desk, data)
    for place in used:
        for byte in range(place, place + mark.SLOT, 37):
            flipped = whole[:byte] + bytes([whole[byte] ^ 1]) + whole[byte + 1 :]
            (data / mark.FILE).write_bytes(flipped)
            seen = file.seen()
            assert seen is not None
            assert (seen.damaged, len(seen.marks)) == (1, len(used) - 1)


def test_two_saves_in_a_row_never_share_a_block_of_the_disk(desk: makers.Desk, data: Path) -> None:
    file = _mark_file(desk, data)
    blocks = []
    for n in range(1, mark.SLOTS + 2):
        before = (data / mark.FILE).read_bytes()
        file.write(mark.Mark(n=n, hash=b"", incarnation=""))
        after = (data / mark.FILE).read_bytes()
        size = len(after)
        (changed,) = [i for i in range(0, size, 512) if before[i : i + 512] != after[i : i + 512]]
        blocks.append(changed // 4096)
    assert all(one != other for one, other in itertools.pairwise(blocks))


def test_the_mark_of_the_first_version_is_read_and_renewed(desk: makers.Desk, data: Path) -> None:
    now = _mark_file(desk, data).read()
    assert now is not None
    old = {"n": now.n, "hash": now.hash, "incarnation": now.incarnation}
    body = msgspec.json.encode(old)
    proof = hmac.new(keys.derive(desk.key, "mark"), body, hashlib.sha256).hexdigest()
    line = f"{proof} ".encode() + body
    desk.register.close()
    (data / mark.FILE).write_bytes(line.ljust(255) + b"\n")
    again = open_register(data, desk.key, NOON)
    again.write(makers.person(), by=desk.intake.id, at=NOON)
    again.close()
    assert (data / mark.FILE).stat().st_size == mark.SLOTS * mark.SLOT
    open_register(data, desk.key, NOON).close()


def test_a_draft_that_was_kept_and_is_gone_is_told_once(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    before = (data / FILE).read_bytes()
    again = open_register(data, desk.key, NOON)
    again.keep_draft(new_id(), desk.intake.id, NOON, b"half a form")
    again.close()
    open_register(data, desk.key, NOON).close()
    (data / FILE).write_bytes(before)
    again = open_register(data, desk.key, NOON)
    (remark,) = again.remarks
    assert (remark.key, remark.facts["at"]) == ("register.draft_lost", NOON)
    again.close()
    again = open_register(data, desk.key, NOON)
    assert again.remarks == ()
    again.close()


@pytest.mark.parametrize("killed_before_it_went", [True, False])
def test_a_draft_that_was_finished_is_no_alarm(
    desk: makers.Desk, data: Path, killed_before_it_went: bool
) -> None:
    id_ = new_id()
    desk.register.keep_draft(id_, desk.intake.id, NOON, b"half a form")
    if killed_before_it_went:
        desk.register._draft_mark.goes()
    else:
        desk.register.drop_draft(id_)
    desk.register.close()
    again = open_register(data, desk.key, NOON)
    assert again.remarks == ()
    assert len(again.drafts()) == killed_before_it_went
    again.close()
