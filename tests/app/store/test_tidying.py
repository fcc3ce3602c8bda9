"""Idle moments leave the index merged and the log folded back; saves do neither."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.domain.person import ClaimKind
from app.store import tidying
from app.store.cipher import FILE
from app.store.find import find, owe
from app.store.register import open_register
from app.store.tables import person
from tests import makers
from tests.makers import NOON

SEGMENTS = text("SELECT count(DISTINCT segid) FROM find_idx")


def _save(desk: makers.Desk, name: str) -> None:
    one = makers.person()
    desk.register.write(one, makers.claim(one, desk.intake, name), by=desk.intake.id, at=NOON)


def _segments(desk: makers.Desk) -> int:
    return int(desk.register.ask(SEGMENTS)[0][0])


def _wal(desk: makers.Desk) -> tuple[int, int]:
    """Frames in the log, and how many of them are in the file already."""
    row = desk.register._engine.raw_connection().cursor().execute("PRAGMA wal_checkpoint(NOOP)")
    _, frames, folded = row.fetchone()
    return frames, folded


@pytest.fixture
def _busy(desk: makers.Desk) -> None:
    """Forty saves without an idle moment."""
    for number in range(40):
        _save(desk, f"王{chr(0x4E00 + number)}")


@pytest.mark.usefixtures("_busy")
def test_saves_neither_merge_nor_fold_back(desk: makers.Desk) -> None:
    assert _segments(desk) >= 40
    frames, folded = _wal(desk)
    assert frames > 400
    assert folded == 0


@pytest.mark.usefixtures("_busy")
def test_idle_moments_merge_and_fold_back_and_come_to_an_end(desk: makers.Desk) -> None:
    pieces = sum(1 for _ in iter(desk.register.tidy, False))
    assert 0 < pieces < 100
    assert _segments(desk) < 12
    frames, folded = _wal(desk)
    assert frames == folded
    assert not desk.register.tidy()
    assert [f.name for f in find(desk.register, "王一")] == ["王一"]


@pytest.mark.usefixtures("_busy")
def test_who_is_owed_is_indexed_in_pieces_that_never_pile_up(
    desk: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand pieces would be merged at once, and whoever saves would wait."""
    while desk.register.tidy():
        pass
    monkeypatch.setattr(tidying, "PEOPLE", 1)
    everybody = [row.id for row in desk.register.ask(select(person.c.id))]
    desk.register.within(lambda connection: owe(connection, everybody))
    most = steps = 0
    while desk.register.tidy():
        steps, most = steps + 1, max(most, _segments(desk))
    assert steps >= len(everybody) >= 40
    assert most < 20


def test_looking_leaves_nothing_to_tidy(desk: makers.Desk) -> None:
    while desk.register.tidy():
        pass
    before = desk.register._tidying._seen
    find(desk.register, "王")
    assert not desk.register.tidy()
    assert desk.register._tidying._seen == before


def test_a_draft_is_folded_back_too(desk: makers.Desk) -> None:
    while desk.register.tidy():
        pass
    one = makers.person()
    desk.register.keep_draft(one.id, desk.intake.id, NOON, b"half")
    assert not desk.register.tidy()
    frames, folded = _wal(desk)
    assert frames == folded


@pytest.mark.usefixtures("_busy")
def test_closing_tidies_and_nothing_is_lost(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    assert not (data / f"{FILE}-wal").exists()
    again = open_register(data, desk.key, NOON)
    assert int(again.ask(SEGMENTS)[0][0]) < 12
    assert len(find(again, "王", 100)) == 40
    assert again.verify_journal()
    again.close()


def test_the_log_has_a_limit_where_nobody_is_ever_idle(desk: makers.Desk) -> None:
    engine = desk.register._engine
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint=100")
    limit = 100
    one = makers.person()
    said = [makers.claim(one, desk.intake, "长" * 900, ClaimKind.MARKS) for _ in range(2)]
    desk.register.write(one, *said, by=desk.intake.id, at=NOON)
    for number in range(60):
        _save(desk, f"李{chr(0x4E00 + number)}")
    frames, _ = _wal(desk)
    assert frames < 3 * limit


def test_the_limit_is_set_on_every_writer(desk: makers.Desk) -> None:
    with desk.register._engine.connect() as connection:
        asked = connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()
        kept = connection.exec_driver_sql("PRAGMA journal_size_limit").scalar()
        rows = connection.exec_driver_sql("SELECT k, v FROM find_config").all()
    merging = {row.k: row.v for row in rows}
    assert (asked, kept) == (16000, 16 << 20)
    assert (merging["automerge"], merging["crisismerge"]) == (0, 1000)
