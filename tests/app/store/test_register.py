"""The register: one door, encrypted, closed when in doubt, nothing lost unnoticed."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.person import Claim, Person
from app.store import mark
from app.store.ask import all_of, get
from app.store.cipher import FILE
from app.store.files import replace_file, sentence_of
from app.store.journal import entries
from app.store.register import create, open_register
from app.store.tables import journal
from app.wire.entry import load
from tests import makers
from tests.makers import NOON


def test_a_record_and_its_journal_entry_are_written_together(desk: makers.Desk) -> None:
    before, _ = desk.register.journal_size()
    one = makers.person()
    changes = desk.register.write(
        one, makers.claim(one, desk.intake, "王𬎆"), by=desk.intake.id, at=NOON
    )
    assert changes.kinds == {"person", "claim"}
    assert desk.register.journal_size()[0] == before + 2
    assert desk.register.verify_journal() == before + 2
    assert [c.value for c in all_of(desk.register, Claim)] == ["王𬎆"]


def test_only_changed_fields_are_journalled_with_the_version_they_stood_on(
    desk: makers.Desk,
) -> None:
    one = makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    desk.register.write(replace(one, sealed=True), by=desk.leader.id, at=NOON)
    with desk.register._engine.begin() as connection:
        made, sealed = [e for e in entries(connection) if e.record == one.id]
    first, second = load(made.payload), load(sealed.payload)
    assert set(first.fields) == {"station", "created_at", "sealed"}
    assert set(second.fields) == {"sealed"}
    value, based_on = second.fields["sealed"]
    assert value is True
    assert based_on is not None
    assert int(based_on.split(".")[0], 16) == made.hlc
    assert sealed.hlc > made.hlc


def test_writing_what_is_there_already_writes_nothing(desk: makers.Desk) -> None:
    one = makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    size = desk.register.journal_size()
    assert not desk.register.write(one, by=desk.intake.id, at=NOON)
    assert desk.register.journal_size() == size


def test_a_fact_is_never_changed(desk: makers.Desk) -> None:
    one = makers.person()
    said = makers.claim(one, desk.intake, "王淼")
    desk.register.write(one, said, by=desk.intake.id, at=NOON)
    with pytest.raises(Refused, match=r"register\.append_only"):
        desk.register.write(replace(said, value="王森"), by=desk.intake.id, at=NOON)
    assert get(desk.register, Claim, said.id) == said


def test_a_deed_is_saved_whole_or_not_at_all(desk: makers.Desk) -> None:
    one, size = makers.person(), desk.register.journal_size()
    said = makers.claim(one, desk.intake, "王淼")
    with pytest.raises(Refused):
        desk.register.write(one, said, replace(said, value="变"), by=desk.intake.id, at=NOON)
    assert get(desk.register, Person, one.id) is None
    assert desk.register.journal_size() == size


def test_imports_write_many_deeds_each_a_group_of_its_own(desk: makers.Desk) -> None:
    _, deeds = desk.register.journal_size()
    desk.register.write_many([[makers.person()] for _ in range(5)], by=desk.intake.id, at=NOON)
    assert desk.register.journal_size()[1] == deeds + 5


def test_the_clock_may_jump_back_but_stamps_never_do(desk: makers.Desk) -> None:
    one, other = makers.person(), makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    desk.register.write(other, by=desk.intake.id, at=NOON.replace(year=2020))
    with desk.register._engine.begin() as connection:
        stamps = [e.hlc for e in entries(connection)]
    assert stamps == sorted(set(stamps))


def test_everything_is_there_after_a_restart(desk: makers.Desk, data: Path) -> None:
    one = makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    desk.register.close()
    again = open_register(data, desk.key, NOON)
    assert get(again, Person, one.id) == one
    again.close()


def test_a_reader_beside_the_writer_sees_the_last_commit(desk: makers.Desk) -> None:
    reader = desk.register.reader()
    before = len(all_of(reader, Person))
    desk.register.write(makers.person(), by=desk.intake.id, at=NOON)
    assert len(all_of(reader, Person)) == before + 1
    reader.close()


def test_a_reader_cannot_write(desk: makers.Desk) -> None:
    reader = desk.register.reader()
    with pytest.raises(Exception, match="readonly"):
        reader.ask(text("DELETE FROM person RETURNING id"))
    reader.close()


def test_no_name_is_in_clear_in_any_file(desk: makers.Desk, data: Path) -> None:
    one = makers.person()
    desk.register.write(
        one, makers.claim(one, desk.intake, "欧阳𬎆明明"), by=desk.intake.id, at=NOON
    )
    desk.register.blobs.put("欧阳𬎆明明".encode())
    desk.register.keep_draft(new_id(), desk.intake.id, NOON, "欧阳𬎆明明".encode())
    files = [f for f in data.rglob("*") if f.is_file()]
    assert len(files) > 3
    for coding in ("utf-8", "utf-16-le", "gb18030"):
        needle = "欧阳𬎆明明".encode(coding)
        assert not [f.name for f in files if needle in f.read_bytes()]


def test_the_wrong_key_opens_nothing(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    with pytest.raises(Unavailable, match=r"register\.damaged"):
        open_register(data, bytes(32), NOON)


def test_a_second_desk_on_the_folder_is_refused(desk: makers.Desk, data: Path) -> None:
    with pytest.raises(Refused, match=r"register\.open_elsewhere"):
        open_register(data, desk.key, NOON)


def test_nothing_is_made_over_a_register(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    with pytest.raises(Refused, match=r"register\.exists"):
        create(data, desk.key, NOON)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "register.missing"),
        (b"", "register.damaged"),
        (b"SQLite format 3\0" + bytes(5000), "register.not_encrypted"),
        (b"rubbish" * 1000, "register.damaged"),
    ],
)
def test_a_register_that_will_not_open_is_left_as_it_is(
    desk: makers.Desk, data: Path, content: bytes | None, key: str
) -> None:
    desk.register.close()
    file = data / FILE
    for part in data.glob(f"{FILE}*"):
        part.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Unavailable) as said:
        open_register(data, desk.key, NOON)
    assert said.value.key == key
    assert (file.read_bytes() if file.exists() else None) == content


def test_a_flipped_bit_in_the_file_is_noticed(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    content = bytearray((data / FILE).read_bytes())
    content[100] ^= 1
    (data / FILE).write_bytes(bytes(content))
    with pytest.raises(Unavailable, match=r"register\.damaged"):
        open_register(data, desk.key, NOON)


def test_a_flipped_bit_anywhere_is_found_by_verifying(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    whole = (data / FILE).read_bytes()
    for place in range(5000, len(whole), 40_961):
        (data / FILE).write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(Unavailable, match=r"register\.damaged"):
            open_register(data, desk.key, NOON).verify_journal()
        Path(data / "register.lock").unlink(missing_ok=True)


def test_a_lost_tail_is_named(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    before = (data / FILE).read_bytes()
    again = open_register(data, desk.key, NOON)
    again.write(makers.person(), makers.person(), by=desk.intake.id, at=NOON)
    again.close()
    (data / FILE).write_bytes(before)
    with pytest.raises(Unavailable) as said:
        open_register(data, desk.key, NOON)
    assert (said.value.key, said.value.facts["lost"]) == ("register.tail_lost", 1)
    assert said.value.facts["last_lost"] == int(str(said.value.facts["last"])) + 2
    assert said.value.facts["since"] == said.value.facts["until"] == NOON


def test_a_journal_without_its_mark_is_not_trusted(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    (data / mark.FILE).unlink()
    open_register(data, desk.key, NOON).close()  # set-up alone, cut off before its mark
    again = open_register(data, desk.key, NOON)
    again.write(makers.person(), by=desk.intake.id, at=NOON)
    again.close()
    (data / mark.FILE).unlink()
    with pytest.raises(Unavailable, match=r"register\.mark_missing"):
        open_register(data, desk.key, NOON)


def test_one_torn_slot_of_the_mark_leaves_the_others(desk: makers.Desk, data: Path) -> None:
    desk.register.write(makers.person(), by=desk.intake.id, at=NOON)
    desk.register.close()
    content = bytearray((data / mark.FILE).read_bytes())
    last = max(
        i for i in range(0, len(content), mark.SLOT) if content[i : i + mark.SLOT].strip(b"\0")
    )
    content[last : last + 40] = bytes(40)
    (data / mark.FILE).write_bytes(bytes(content))
    again = open_register(data, desk.key, NOON)
    assert [remark.key for remark in again.remarks] == ["register.mark_mended"]
    again.close()
    again = open_register(data, desk.key, NOON)
    assert again.remarks == ()
    again.close()
    (data / mark.FILE).write_bytes(bytes(mark.SLOT * mark.SLOTS))
    with pytest.raises(Unavailable, match=r"register\.mark_damaged"):
        open_register(data, desk.key, NOON)


def test_a_changed_payload_breaks_the_chain(desk: makers.Desk) -> None:
    with desk.register._engine.begin() as connection:
        connection.execute(text("UPDATE journal SET payload = x'80' WHERE n = 2"))
    with pytest.raises(Unavailable) as said:
        desk.register.verify_journal()
    assert said.value.facts["n"] == 2


def test_an_erased_payload_leaves_the_chain_whole(desk: makers.Desk) -> None:
    with desk.register._engine.begin() as connection:
        connection.execute(journal.update().where(journal.c.n == 2).values(payload=None, salt=None))
    assert desk.register.verify_journal() == desk.register.journal_size()[0]


def test_a_newer_register_is_refused(desk: makers.Desk, data: Path) -> None:
    with desk.register._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    desk.register.close()
    with pytest.raises(Refused, match=r"register\.newer"):
        open_register(data, desk.key, NOON)


def test_a_photograph_comes_back_as_it_was_or_is_said_to_be_damaged(
    desk: makers.Desk, data: Path
) -> None:
    name = desk.register.blobs.put(b"a picture")
    assert desk.register.blobs.put(b"a picture") == name
    assert desk.register.blobs.get(name) == b"a picture"
    (file,) = [f for f in (data / "blobs").rglob("*") if f.is_file()]
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(Unavailable, match=r"photo\.file_damaged"):
        desk.register.blobs.get(name)
    file.unlink()
    with pytest.raises(Unavailable, match=r"photo\.file_missing"):
        desk.register.blobs.get(name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_full_disk_is_said_and_nothing_half_written_stays(desk: makers.Desk, data: Path) -> None:
    one = makers.person()
    with desk.register._engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql("BEGIN")
    blank = "长" * 200_000
    with pytest.raises(Unavailable, match=r"register\.disk_full"):
        desk.register.write(one, makers.claim(one, desk.intake, blank), by=desk.intake.id, at=NOON)
    assert get(desk.register, Person, one.id) is None
    assert desk.register.verify_journal()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_half_a_paper_does_not_stay_behind(data: Path) -> None:
    (data / "paper.pdf.new").symlink_to("/dev/full")
    with pytest.raises(Unavailable, match=r"register\.disk_full"):
        replace_file(data / "paper.pdf", b"x" * 100)
    assert list(data.iterdir()) == []


def test_an_error_of_the_database_quotes_nobody(desk: makers.Desk) -> None:
    one = makers.person()
    wrong = replace(makers.claim(one, desk.intake, "王莹莹"), at="never")  # type: ignore[arg-type]
    with pytest.raises(StatementError) as caught:
        desk.register.write(one, wrong, by=desk.intake.id, at=NOON)
    assert "王莹莹" not in str(caught.value)


def test_what_the_disk_says_becomes_a_sentence(data: Path) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert sentence_of(full, data).key == "register.disk_full"
    assert sentence_of(PermissionError(), data).key == "register.not_writable"
