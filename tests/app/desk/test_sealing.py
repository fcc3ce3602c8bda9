"""紧急登记 without a login: sealed at once, opened only by the register, merged exactly once."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.desk import emergency, sealing, snapshot
from app.desk.emergency import Emergency
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Evidence
from app.domain.face import Photograph, Template
from app.domain.ids import VisitId, new_id
from app.domain.visit import Visit
from app.store import files, sealed
from app.store.ask import all_of
from app.store.find import find
from app.store.register import open_register
from tests import makers
from tests.makers import NOON
from tests.ui.sample import SAMPLES

LATER = NOON + timedelta(hours=8)
PICTURE = (SAMPLES / "m01" / "1.jpg").read_bytes()


@pytest.fixture
def ready(desk: makers.Desk) -> makers.Desk:
    """A desk whose public key lies beside the ring."""
    assert sealing.prepare(desk.register, desk.station)
    return desk


def seen(**parts: object) -> Emergency:
    """An emergency with a photograph."""
    whole: dict[str, object] = {
        "at": NOON,
        "urgent": ("ill",),
        "done": "已打 120",
        "photo": snapshot.photograph(PICTURE, NOON),
    }
    return Emergency(**whole | parts)  # type: ignore[arg-type]


def merged(desk: makers.Desk) -> tuple[list[bool], list[str]]:
    """Everything that waits; what was put aside by name."""
    waiting = sealing.boxes(desk.register, by=desk.intake)
    whole, aside = [], []
    for path in waiting.paths:
        try:
            opened = sealing.open_box(path, waiting.private)
            whole.append(
                sealing.merge(desk.register, opened, desk.station, by=desk.intake, at=LATER)
            )
        except Refused:
            sealing.put_aside(waiting.folder, path)
            aside.append(path.name)
    return whole, aside


def boxes_in(data: Path) -> list[Path]:
    return sorted((data / "sealed").glob("*.sealed"))


def forged(desk: makers.Desk, data: Path, plain: bytes) -> None:
    """Anybody who reaches the folder can seal whatever they like."""
    public = sealed.read_public(data)
    assert public is not None
    sealed.put(data, "261123", lambda _count: sealed.seal(plain, public.key))


def test_a_sealed_emergency_becomes_a_visit_at_the_next_login(
    ready: makers.Desk, data: Path
) -> None:
    number = sealing.seal(data, seen(), "王 护工\x07")
    assert number == "紧急-440114-01-261123-1"
    assert merged(ready) == ([True], [])
    (visit,) = all_of(ready.register, Visit)
    (note,) = all_of(ready.register, Evidence)
    assert (visit.arrived_at, visit.registered_at, visit.officer) == (NOON, LATER, ready.intake.id)
    assert (note.detail["taken_by"], note.detail["number"]) == ("王 护工", number)
    assert (visit.checks, visit.story) == ({"ill": "yes"}, "已打 120")
    (photo,) = all_of(ready.register, Photograph)
    assert ready.register.blobs.get(photo.sha256).startswith(b"\xff\xd8")
    assert all_of(ready.register, Template) == []
    assert [f.person for f in find(ready.register, number)] == [visit.person]
    assert boxes_in(data) == []


def test_nothing_unsealed_touches_the_disk(ready: makers.Desk, data: Path) -> None:
    one = seen(done="anfang-der-zeile")
    sealing.seal(data, one, "wangxiaoming")
    assert one.photo is not None
    for file in data.rglob("*"):
        if file.is_file():
            whole = file.read_bytes()
            for needle in (b"anfang-der-zeile", b"wangxiaoming", one.photo.jpeg[900:960]):
                assert needle not in whole, file.name


def test_a_box_opens_only_with_the_register(ready: makers.Desk, data: Path) -> None:
    sealing.seal(data, seen(), "")
    (box,) = boxes_in(data)
    public = sealed.read_public(data)
    assert public is not None
    for wrong in (X25519PrivateKey.generate().private_bytes_raw(), public.key, bytes(32)):
        with pytest.raises(Refused, match=r"sealed\.not_ours"):
            sealed.unseal(box.read_bytes(), wrong)


def test_the_size_of_a_box_does_not_tell_whether_there_is_a_photograph(
    ready: makers.Desk, data: Path
) -> None:
    sealing.seal(data, seen(), "")
    sealing.seal(data, seen(photo=None, done="", urgent=()), "")
    assert len({box.stat().st_size for box in boxes_in(data)}) == 1


def test_numbers_of_a_day_never_come_back(ready: makers.Desk, data: Path) -> None:
    first = [sealing.seal(data, seen(photo=None), "") for _ in range(2)]
    merged(ready)
    again = sealing.seal(data, seen(photo=None), "")
    (data / "sealed" / "last").unlink()
    after = sealing.seal(data, seen(photo=None), "")
    assert [n.rsplit("-", 1)[1] for n in (*first, again, after)] == ["1", "2", "3", "4"]


def test_a_day_that_comes_back_goes_on_with_its_numbers(ready: makers.Desk, data: Path) -> None:
    numbers = []
    for day in (0, 1, 0):  # the clock was wrong for a while
        numbers.append(sealing.seal(data, seen(at=NOON + timedelta(days=day), photo=None), ""))
        merged(ready)
    assert [n.split("-", 3)[3] for n in numbers] == ["261123-1", "261124-1", "261123-2"]


def test_a_folder_that_forgot_its_numbers_has_them_from_the_register(
    ready: makers.Desk, data: Path
) -> None:
    before = [sealing.seal(data, seen(photo=None), "") for _ in range(3)]
    forged(ready, data, msgspec.msgpack.encode(_record() | {"number": f"{before[0]}99999"}))
    merged(ready)
    (data / "sealed" / "last").unlink()
    assert sealing.prepare(ready.register, ready.station)
    assert sealing.seal(data, seen(photo=None), "").endswith("-261123-4")


def test_the_days_that_are_remembered_stay_few(data: Path) -> None:
    for day in range(100_000, 101_200):
        sealed.never_again(data, {str(day): 7})
    sealed.never_again(data, {"101199": 3})
    assert (data / "sealed" / "last").stat().st_size < 20_000
    assert sealed.put(data, "101199", lambda _count: b"") == 8


def test_a_plug_pulled_between_merging_and_deleting_makes_no_second_visit(
    ready: makers.Desk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing.seal(data, seen(), "")
    monkeypatch.setattr(sealed, "drop", lambda _path: None)
    merged(ready)
    assert len(boxes_in(data)) == 1
    monkeypatch.undo()
    assert merged(ready) == ([True], [])
    assert len(all_of(ready.register, Visit)) == 1
    assert boxes_in(data) == []


def test_another_box_with_the_id_of_a_visit_on_file_is_kept_aside(
    ready: makers.Desk, data: Path
) -> None:
    known = emergency.save(ready.register, seen(), ready.station, by=ready.intake, at=NOON)
    sealing.seal(data, seen(visit=known.id, done="别的事"), "")
    whole, aside = merged(ready)
    assert (whole, len(aside)) == ([], 1)
    assert [p.name for p in (data / "sealed" / "aside").iterdir()] == aside


def test_a_second_box_of_one_emergency_is_never_dropped_with_its_picture(
    ready: makers.Desk, data: Path
) -> None:
    one = seen(photo=None)
    sealing.seal(data, one, "")
    assert merged(ready) == ([True], [])
    (before,) = all_of(ready.register, Evidence)
    for again in (replace(one, photo=seen().photo), one):  # another picture, another number
        sealing.seal(data, again, "")
        whole, aside = merged(ready)
        assert (whole, len(aside)) == ([], 1)
    assert len(list((data / "sealed" / "aside").iterdir())) == 2
    assert all_of(ready.register, Evidence) == [before]


def test_a_box_whose_keeping_failed_does_not_stay(
    ready: makers.Desk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_folder: Path) -> None:
        raise OSError(errno.EIO, "the disk")

    one = seen()
    monkeypatch.setattr(files, "sync_folder", fails)
    with pytest.raises(Unavailable):
        sealing.seal(data, replace(one, photo=None), "")
    monkeypatch.undo()
    assert boxes_in(data) == []
    assert sealing.seal(data, one, "").endswith("-1")
    assert merged(ready) == ([True], [])
    assert len(all_of(ready.register, Photograph)) == 1


def test_hostile_files_are_put_aside_by_name_and_stop_nothing(
    ready: makers.Desk, data: Path
) -> None:
    sealing.seal(data, seen(), "")
    (good,) = boxes_in(data)
    place = data / "sealed"
    (place / "261123-0002-garbage.sealed").write_bytes(os.urandom(3000))
    (place / "261123-0003-empty.sealed").write_bytes(b"")
    (place / "261123-0004-torn.sealed").write_bytes(good.read_bytes()[:5000])
    with (place / "261123-0005-huge.sealed").open("wb") as huge:
        huge.truncate(3 << 30)
    (place / "261123-0006-folder.sealed").mkdir()
    os.mkfifo(place / "261123-0007-pipe.sealed")
    (place / "261123-0008-link.sealed").symlink_to("/dev/zero")
    plain = msgspec.msgpack.encode
    forged(ready, data, b"\xc1 no msgpack")
    forged(ready, data, plain({"version": 1}))
    forged(ready, data, plain(_record() | {"done": "长" * 100_000}))
    forged(ready, data, plain(_record() | {"urgent": ["x"] * 1000}))
    forged(ready, data, plain(_record() | {"more": 1}))
    forged(ready, data, plain(_record() | {"done": "ABC"}).replace(b"ABC", b"A\xffC"))
    forged(ready, data, plain(_record() | {"at": "2026-11-23T04:00:00"}))
    before = len(list(place.glob("*.sealed")))
    whole, aside = merged(ready)
    assert (whole, len(aside)) == ([True], before - 1)
    assert sorted(p.name for p in (place / "aside").iterdir()) == sorted(aside)
    assert len(all_of(ready.register, Visit)) == 1


def _record() -> dict[str, object]:
    return {
        "version": 1,
        "visit": str(new_id()),
        "person": str(new_id()),
        "at": "2026-11-23T04:00:00Z",
        "number": "紧急-440114-01-261123-9",
        "taken_by": "",
        "urgent": [],
        "done": "",
    }


def test_a_box_that_names_somebody_on_file_is_put_aside(ready: makers.Desk, data: Path) -> None:
    known = emergency.save(ready.register, seen(), ready.station, by=ready.intake, at=NOON)
    forged(ready, data, msgspec.msgpack.encode(_record() | {"person": str(known.person)}))
    assert len(merged(ready)[1]) == 1
    assert all_of(ready.register, Visit) == [known]


def test_a_box_out_of_a_backup_brings_nobody_back_who_was_erased(
    ready: makers.Desk, data: Path
) -> None:
    sealing.seal(data, seen(), "")
    (box,) = boxes_in(data)
    copy = box.read_bytes()
    merged(ready)
    (visit,) = all_of(ready.register, Visit)
    ready.register.erase([visit.person], LATER)
    box.write_bytes(copy)
    merged(ready)
    assert all_of(ready.register, Visit) == []
    assert boxes_in(data) == []


def test_a_forged_record_of_the_right_shape_is_only_another_visit(
    ready: makers.Desk, data: Path
) -> None:
    odd = {"at": "2126-01-01T00:00:00Z", "urgent": ["danger", "<b>"], "done": "a\x00b\u202ec\nd"}
    forged(ready, data, msgspec.msgpack.encode(_record() | odd))
    assert merged(ready) == ([True], [])
    (visit,) = all_of(ready.register, Visit)
    assert (visit.checks, visit.story) == ({"danger": "yes"}, "a b c d")
    assert visit.arrived_at == LATER


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+14:00",
        "1999-12-31T00:00:00Z",
        "2200-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
    ],
)
@pytest.mark.parametrize("which", ["at", "photo_at"])
def test_a_box_of_an_impossible_time_is_put_aside(
    ready: makers.Desk, data: Path, which: str, at: str
) -> None:
    forged(ready, data, msgspec.msgpack.encode(_record() | {"photo": PICTURE, which: at}))
    sealing.seal(data, seen(), "")
    whole, aside = merged(ready)
    assert (whole, len(aside)) == ([True], 1)
    assert len(all_of(ready.register, Visit)) == 1


def test_a_picture_that_is_none_leaves_the_visit_and_keeps_the_box(
    ready: makers.Desk, data: Path
) -> None:
    forged(ready, data, msgspec.msgpack.encode(_record() | {"photo": b"GIF89a no picture"}))
    assert merged(ready) == ([False], [])
    assert len(all_of(ready.register, Visit)) == 1
    assert all_of(ready.register, Photograph) == []
    assert len(list((data / "sealed" / "aside").iterdir())) == 1


def test_a_swapped_public_key_is_noticed_and_put_right(ready: makers.Desk, data: Path) -> None:
    own = sealed.read_public(data)
    assert own is not None
    stranger = X25519PrivateKey.generate().public_key().public_bytes_raw()
    sealed.write_public(data, msgspec.structs.replace(own, key=stranger))
    sealing.seal(data, seen(photo=None), "")
    assert not sealing.prepare(ready.register, ready.station)
    assert sealed.read_public(data) == own
    assert sealing.prepare(ready.register, ready.station)
    whole, aside = merged(ready)
    assert (whole, len(aside)) == ([], 1)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff" * 9000, b'{"version":1}', b'{"\xff":1}'])
def test_a_damaged_public_key_is_said_and_mended_by_a_login(
    ready: makers.Desk, data: Path, damage: bytes
) -> None:
    (data / sealed.PUBLIC).write_bytes(damage)
    with pytest.raises(Unavailable, match=r"sealed\.no_public_key"):
        sealing.seal(data, seen(), "")
    assert not sealing.prepare(ready.register, ready.station)
    assert sealing.seal(data, seen(), "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_in_place_of_the_public_key_is_said_and_mended(
    ready: makers.Desk, data: Path
) -> None:
    public = data / sealed.PUBLIC
    elsewhere = public.rename(data / "elsewhere")
    for put in (os.mkfifo, lambda path: path.symlink_to(elsewhere), os.mkdir):
        put(public)
        with pytest.raises(Unavailable, match=r"sealed\.no_public_key"):
            sealing.seal(data, seen(), "")
        assert not sealing.prepare(ready.register, ready.station)
        assert sealing.seal(data, seen(), "")
        public.unlink()


def test_an_old_register_gets_its_key_at_the_next_login(desk: makers.Desk, data: Path) -> None:
    with pytest.raises(Unavailable, match=r"sealed\.no_public_key"):
        sealing.seal(data, seen(), "")
    assert sealing.prepare(desk.register, desk.station)
    sealing.seal(data, seen(), "")
    desk.register.close()
    again = replace(desk, register=open_register(data, desk.key, LATER))
    assert merged(again) == ([True], [])
    again.register.close()


def test_who_may_not_register_merges_nothing(ready: makers.Desk, data: Path) -> None:
    sealing.seal(data, seen(), "")
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        sealing.boxes(ready.register, by=ready.auditor)
    assert len(boxes_in(data)) == 1


_KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.desk import sealing
from app.desk.emergency import Emergency
while True:
    number = sealing.seal(Path(sys.argv[1]), Emergency(at=datetime(2026, 11, 23, tzinfo=UTC)), "")
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_kill_in_the_middle_of_sealing_loses_no_number_that_was_shown(
    ready: makers.Desk, data: Path, after: int
) -> None:
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and a fixed line
        [sys.executable, "-c", _KILLED, str(data)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    shown = [child.stdout.readline().strip() for _ in range(after)]
    child.kill()
    rest = child.stdout.read().split()
    child.stdout.close()
    child.wait()
    whole, aside = merged(ready)
    assert aside == []
    numbers = [e.detail["number"] for e in all_of(ready.register, Evidence)]
    assert set(numbers) >= {*shown, *rest}
    assert len(set(numbers)) == len(numbers) == len(whole)
    assert sealing.seal(data, seen(photo=None), "") not in numbers


_MERGED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.desk import sealing
from app.domain.staff import Officer
from app.store.ask import all_of
from app.desk.door import the_station
from app.store.register import open_register
at = datetime(2026, 11, 23, 12, tzinfo=UTC)
register = open_register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), at)
by = next(o for o in all_of(register, Officer) if o.login == "intake")
waiting = sealing.boxes(register, by=by)
for path in waiting.paths:
    opened = sealing.open_box(path, waiting.private)
    print("now", flush=True)
    sealing.merge(register, opened, the_station(register), by=by, at=at)
"""


@pytest.mark.parametrize("after", [1, 2, 5])
def test_a_kill_in_the_middle_of_merging_makes_every_visit_once(
    ready: makers.Desk, data: Path, after: int
) -> None:
    ids = [VisitId(new_id()) for _ in range(8)]
    for one in ids:
        sealing.seal(data, seen(visit=one, photo=None), "")
    ready.register.close()
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and a fixed line
        [sys.executable, "-c", _MERGED, str(data), ready.key.hex()],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    for _ in range(after):
        assert child.stdout.readline().strip() == "now"
    child.kill()
    child.stdout.close()
    child.wait()
    again = replace(ready, register=open_register(data, ready.key, LATER))
    assert merged(again)[1] == []
    assert {v.id for v in all_of(again.register, Visit)} == set(ids)
    numbers = [v.case_number for v in all_of(again.register, Visit)]
    assert len(set(numbers)) == len(ids)
    assert boxes_in(data) == []
    again.register.close()
