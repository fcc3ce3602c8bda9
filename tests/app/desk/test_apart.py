"""A backup in a process of its own says how it goes, can be broken off, and leaves nothing half."""

from datetime import timedelta
from pathlib import Path

import pytest

from app import settings
from app.desk import apart, backups
from app.domain.errors import Refused, Unavailable
from app.store import proof, shelf
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON


def silent(_part: str, _done: int, _of: int) -> None:
    """Nobody is watching."""


def test_it_is_made_proved_and_told(desk: makers.Desk) -> None:
    arrive(desk, "王淼")
    parts: list[str] = []
    made = apart.make_apart(
        desk.register.source(), NOON, lambda part, _done, _of: parts.append(part)
    )
    assert made.entries == desk.register.journal_size()[0]
    assert {"database", "photographs", "check", "name"} <= set(parts)
    assert backups.read_state(desk.register.folder).made_at == NOON
    proof.check(made.folder, desk.key)


def test_broken_off_it_cleans_up(desk: makers.Desk) -> None:
    for number in range(5):
        arrive(desk, f"测试{number}")

    def stop(_part: str, _done: int, _of: int) -> None:
        raise Refused("backup.cancelled")

    with pytest.raises(Refused, match=r"backup\.cancelled"):
        apart.make_apart(desk.register.source(), NOON, stop)
    assert not list(desk.register.folder.rglob("*.part"))
    assert shelf.find(desk.register.folder / "backups") == []
    assert backups.read_state(desk.register.folder).failed == ""


def test_why_not_comes_back_with_its_facts(desk: makers.Desk, tmp_path: Path) -> None:
    gone = tmp_path / "unplugged"
    (desk.register.folder / "settings.toml").write_text(f'backup_folder = "{gone}"\n')
    with pytest.raises(Unavailable, match=r"backup\.no_folder") as said:
        apart.make_apart(desk.register.source(), NOON, silent)
    assert said.value.facts == {"folder": str(gone)}
    assert backups.read_state(desk.register.folder).failed == "backup.no_folder"


def test_a_process_that_does_not_start_or_ends_is_said(
    desk: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (["/nowhere/python"], ["/bin/false"]):
        monkeypatch.setattr(apart, "_command", lambda command=command: command)
        with pytest.raises(Unavailable, match=r"backup\.no_process"):
            apart.make_apart(desk.register.source(), NOON, silent)


def test_one_that_dies_is_noted_and_in_the_end_told(
    desk: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.register.folder
    apart.make_apart(desk.register.source(), NOON, silent)
    monkeypatch.setattr(apart, "_command", lambda: ["/bin/false"])
    late = NOON + timedelta(hours=4 * backups.STALE + 1)
    with pytest.raises(Unavailable, match=r"backup\.no_process"):
        apart.make_apart(desk.register.source(), late, silent)
    state = backups.read_state(folder)
    assert (state.made_at, state.failed, state.tried_at) == (NOON, "backup.no_process", late)
    assert backups.is_stale(settings.read(folder, {}), late)


def test_no_good_one_for_long_is_stale_whatever_became_of_the_last_try(desk: makers.Desk) -> None:
    folder = desk.register.folder
    chosen = settings.read(folder, {})
    assert not backups.is_stale(chosen, NOON)
    backups.back_up(desk.register.source(), chosen, NOON)
    assert not backups.is_stale(chosen, NOON + timedelta(hours=4 * backups.STALE))
    assert backups.is_stale(chosen, NOON + timedelta(hours=4 * backups.STALE, seconds=1))


def test_a_copy_made_elsewhere_puts_no_backup_off(desk: makers.Desk, tmp_path: Path) -> None:
    folder, other = desk.register.folder, tmp_path / "drill"
    other.mkdir()
    chosen = settings.read(folder, {})
    backups.back_up(desk.register.source(), chosen, NOON)
    before = backups.read_state(folder)
    arrive(desk, "王淼")
    backups.back_up(desk.register.source(), chosen, NOON + timedelta(hours=3), to=other)
    with pytest.raises(Unavailable, match=r"backup\.no_folder"):
        backups.back_up(desk.register.source(), chosen, NOON, to=tmp_path / "gone")
    assert backups.read_state(folder) == before
    assert backups.is_due(chosen, NOON + timedelta(hours=4))
    same = backups.folder_of(chosen)
    backups.back_up(desk.register.source(), chosen, NOON + timedelta(hours=5), to=same)
    assert backups.read_state(folder).made_at == NOON + timedelta(hours=5)
