"""An older register is brought up after a backup that was opened and checked."""

from pathlib import Path

from sqlalchemy import text

from app.domain.person import Person
from app.store import upgrade
from app.store.ask import Reader, all_of
from app.store.cipher import reader_engine
from tests import makers
from tests.makers import NOON


def test_a_backup_is_a_whole_register_of_its_own(desk: makers.Desk, data: Path) -> None:
    one = makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    copy = upgrade.back_up(desk.register._engine, data, desk.key, NOON)
    reader = Reader(reader_engine(copy, desk.key), desk.register.blobs)
    assert all_of(reader, Person) == [one]
    assert reader.ask(text("PRAGMA cipher_integrity_check")) == []
    reader.close()
    desk.register.write(makers.person(), by=desk.intake.id, at=NOON)
