"""A file on loan lies apart, can be read until its time, and is gone after it, whatever happens."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from app.desk import door, export, lending
from app.domain.errors import Refused
from app.domain.ids import ClaimId, PersonId, VisitId, new_id
from app.domain.lending import How, LentFile
from app.domain.person import Claim, ClaimKind, Person, Source
from app.domain.visit import LeavingKind
from app.store import backup, find, keys
from app.store.lent import FOLDER
from app.store.register import open_register
from app.store.tables import metadata
from app.wire.lending import Lent
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

NAME = "欧阳他站测试"
PICTURE = b"\xff\xd8 somebody elsewhere"


def _lent(desk: makers.Desk, visit: VisitId | None, hours: int = 24, at: datetime = NOON) -> Lent:
    person = Person(id=PersonId(new_id()), station="440115-01", created_at=at)
    said = Claim(
        id=ClaimId(new_id()), person=person.id, kind=ClaimKind.NAME, value=NAME,
        source=Source.SAID, at=at, officer=desk.intake.id,
    )  # fmt: skip
    return Lent(
        file=LentFile(person=person, claims=(said,)), station="440115-01", station_name="示例二站",
        phone="020-1", purpose="tracing", words="", how=How.CASE if visit else How.GLASS,
        visit=visit, officer=desk.intake.id, at=at, until=at + timedelta(hours=hours),
    )  # fmt: skip


def _kept(desk: makers.Desk, hours: int = 24) -> tuple[Lent, VisitId]:
    visit = arrive(desk, "王淼").visit.id
    one = _lent(desk, visit, hours)
    lending.keep(desk.register, one, by=desk.intake, at=NOON)
    desk.register.lent.keep_picture(one.file.person.id, PICTURE)
    return one, visit


def _files(desk: makers.Desk) -> list[Path]:
    return [f for f in (desk.register.folder / FOLDER).rglob("*") if f.is_file()]


def _read(desk: makers.Desk, one: Lent, at: datetime) -> Lent:
    return lending.read(desk.register, one.file.person.id, by=desk.intake, at=at)


def test_it_is_read_until_its_time_and_not_a_second_longer(desk: makers.Desk) -> None:
    one, _ = _kept(desk)
    assert _read(desk, one, one.until - timedelta(seconds=1)) == one
    assert len(_files(desk)) == 2
    with pytest.raises(Refused, match=r"file\.not_here"):
        _read(desk, one, one.until)
    assert _files(desk) == []


def test_it_goes_with_its_case(desk: makers.Desk) -> None:
    one, visit = _kept(desk)
    other = _lent(desk, arrive(desk, "李四").visit.id)
    lending.keep(desk.register, other, by=desk.intake, at=NOON)
    makers.leave(desk.register, visit, LeavingKind.OWN_WISH, "", by=desk.intake, at=NOON)
    with pytest.raises(Refused, match=r"file\.not_here"):
        _read(desk, one, NOON)
    assert _read(desk, other, NOON) == other


def test_a_file_for_a_case_that_was_closed_meanwhile_does_not_stay(desk: makers.Desk) -> None:
    visit = arrive(desk, "王淼").visit.id
    makers.leave(desk.register, visit, LeavingKind.OWN_WISH, "", by=desk.intake, at=NOON)
    lending.keep(desk.register, _lent(desk, visit), by=desk.intake, at=NOON)
    assert _files(desk) == []


def test_who_opens_the_desk_later_finds_nothing_of_it(desk: makers.Desk) -> None:
    one, _ = _kept(desk)
    folder = desk.register.folder
    desk.register.close()  # killed: nobody took it away
    again = open_register(folder, desk.key, NOON + timedelta(hours=1))
    assert again.lent.of(one.file.person.id, NOON + timedelta(hours=1)) == one
    again.close()
    open_register(folder, desk.key, one.until).close()
    assert [f for f in (folder / FOLDER).rglob("*") if f.is_file()] == []


def test_a_clock_that_is_set_back_makes_nothing_last_longer(desk: makers.Desk) -> None:
    one, _ = _kept(desk, hours=2)
    late = NOON + timedelta(hours=3)
    arrive(desk, "李四", hours=3)  # written at that time: it is at least so late
    with pytest.raises(Refused, match=r"file\.not_here"):
        _read(desk, one, late - timedelta(hours=2))
    assert _files(desk) == []


def test_what_cannot_be_read_is_not_kept(desk: makers.Desk) -> None:
    one, _ = _kept(desk)
    for file in _files(desk):
        file.write_bytes(b"damaged")
    with pytest.raises(Refused, match=r"file\.not_here"):
        _read(desk, one, NOON)
    assert _files(desk) == []


def test_it_lies_in_clear_nowhere(desk: makers.Desk) -> None:
    one, _ = _kept(desk)
    person = one.file.person.id
    for file in desk.register.folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            for trace in (NAME.encode(), PICTURE, person.bytes, str(person).encode()):
                assert trace not in data, file.name
                assert str(person) not in file.name


def test_database_journal_index_and_export_know_nothing_of_it(desk: makers.Desk) -> None:
    one, _ = _kept(desk)
    _read(desk, one, NOON)
    register = desk.register
    for table in metadata.sorted_tables:
        if "desk" in table.info["at"]:
            rows = register.ask(text(f'SELECT * FROM "{table.name}"'))  # noqa: S608 - our own names
            whole = repr([tuple(row) for row in rows])
            assert NAME not in whole, table.name
            assert repr(NAME.encode())[2:-1] not in whole, table.name
    assert find.find(register, NAME, sealed=True) == []
    session = door.Session(register=register, officer=desk.administrator, station=desk.station)
    told = msgspec.json.encode(list(export.lines(session))).decode()
    assert NAME not in told
    # That it was looked at is written down, once for each look.
    assert told.count("lent_file") == 2


def test_a_backup_does_not_carry_it_away(desk: makers.Desk, tmp_path: Path) -> None:
    one, _ = _kept(desk)
    ring = keys.new_ring(desk.register.device)
    keys.write_ring(desk.register.folder, ring)
    into = tmp_path / "disk"
    into.mkdir()
    made = backup.make(desk.register.source(), into, NOON, 3)
    copies = [f for f in into.rglob("*") if f.is_file()]
    assert copies
    lent = {f.name for f in _files(desk)} | {f.read_bytes() for f in _files(desk)}
    for copy in copies:
        assert copy.name not in lent
        assert copy.read_bytes() not in lent
    assert made
    assert one


def test_what_glass_was_broken_for_needs_no_case_and_goes_by_its_time(desk: makers.Desk) -> None:
    one = _lent(desk, None, hours=2)
    lending.keep(desk.register, one, by=desk.intake, at=NOON)
    assert _read(desk, one, NOON + timedelta(minutes=119)) == one
    with pytest.raises(Refused, match=r"file\.not_here"):
        _read(desk, one, NOON + timedelta(hours=2))


def test_the_bytes_are_written_over_before_the_file_is_let_go_of(
    desk: makers.Desk, tmp_path: Path
) -> None:
    one, _ = _kept(desk)
    kept = []
    for n, file in enumerate(_files(desk)):
        beside = tmp_path / f"hard link {n}"
        beside.hardlink_to(file)
        kept.append(beside)
    desk.register.lent.drop({one.file.person.id})
    assert all(not any(file.read_bytes()) for file in kept)


def test_only_who_may_see_files_reads_it(desk: makers.Desk) -> None:
    one, _ = _kept(desk)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        lending.read(desk.register, one.file.person.id, by=desk.administrator, at=NOON)
