"""Settings: defaults, the data folder's file, the command line above both."""

import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from app import settings
from app.domain.errors import Unavailable
from app.settings import Settings
from app.words.say import sentence


def _write(data: Path, text: str) -> None:
    (data / "settings.toml").write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(data: Path) -> None:
    assert settings.read(data, {}) == Settings(data=data)


def test_a_folder_that_does_not_exist_yet_has_the_defaults(data: Path) -> None:
    assert settings.read(data / "new", {}).voucher_valid_days == 3


def test_the_command_line_stands_above_the_file(data: Path) -> None:
    _write(data, 'camera = "1"\nprinter = "hall"\n')
    read = settings.read(data, {"camera": "none", "printer": None})
    assert (read.camera, read.printer) == ("none", "hall")


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("draft_seconds = 'often'", "settings.wrong", "draft_seconds"),
        ("draft_seconds = 0", "settings.wrong", "draft_seconds"),
        ("voucher_valid_days = 31", "settings.wrong", "voucher_valid_days"),
        ("lang = 'fr'", "settings.wrong", "lang"),
        ("drafts = 3", "settings.unknown", "drafts"),
        ("data = '/elsewhere'", "settings.unknown", "data"),
        ("draft_seconds = 3 3", "settings.damaged", "line 1"),
        ("draft_seconds = " + "[" * 100_000, "settings.damaged", "recursion"),
        ("draft_seconds = " + "9" * 5000, "settings.damaged", "digits"),
        ('camera = "\\u0000"', "settings.wrong", "U+0000"),
        ('camera = "\\u007f"', "settings.wrong", "U+007F"),
        ('camera = "\\ud800"', "settings.damaged", "line 1"),
        ("camera = '''1\n2'''", "settings.wrong", "U+000A"),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence(data: Path, text: str, key: str, told: str) -> None:
    _write(data, text)
    with pytest.raises(Unavailable) as refused:
        settings.read(data, {})
    assert refused.value.key == key
    assert told in sentence(refused.value, "zh")
    assert "settings.toml" in sentence(refused.value, "en")


def test_a_file_in_another_encoding_is_told(data: Path) -> None:
    (data / "settings.toml").write_bytes("printer = '大厅'".encode("gbk"))
    with pytest.raises(Unavailable, match=r"settings\.unreadable"):
        settings.read(data, {})


def test_a_folder_instead_of_the_file_is_told(data: Path) -> None:
    (data / "settings.toml").mkdir()
    with pytest.raises(Unavailable, match=r"settings\.unreadable"):
        settings.read(data, {})


def test_every_setting_but_the_folder_has_a_default(data: Path) -> None:
    assert {field.name for field in fields(Settings)} > {"data", "voucher_valid_days"}
    assert Settings(data=data).lang == "zh"


def test_no_setting_is_idle() -> None:
    """A setting that nothing reads promises what it does not do."""
    root = Path(settings.__file__).parent.parent
    files = [file for part in ("app", "ui") for file in (root / part).rglob("*.py")]
    code = "".join(f.read_text(encoding="utf-8") for f in files if f.name != "settings.py")
    idle = {f.name for f in fields(Settings) if not re.search(rf"\.{f.name}\b(?!\()", code)}
    assert not idle


def test_a_kept_choice_holds_at_the_next_start_and_the_rest_stays(
    data: Path,
) -> None:
    _write(data, '# by the administrator\ncamera = "1"\nlang = "zh"\n')
    settings.keep(data, "camera", 'C:\\cams\\"front"')
    settings.keep(data, "printer", "大厅")
    read = settings.read(data, {})
    assert (read.camera, read.printer, read.lang) == ('C:\\cams\\"front"', "大厅", "zh")
    assert (data / "settings.toml").read_text(encoding="utf-8").startswith("# by the admin")


def test_a_choice_is_kept_where_there_was_no_file(data: Path) -> None:
    settings.keep(data, "draft_seconds", 5)
    assert settings.read(data, {}).draft_seconds == 5


def test_a_value_that_cannot_hold_or_a_damaged_file_is_not_written(data: Path) -> None:
    with pytest.raises(Unavailable, match=r"settings\.wrong"):
        settings.keep(data, "lang", "fr")
    _write(data, "lang = ")
    with pytest.raises(Unavailable, match=r"settings\.damaged"):
        settings.keep(data, "lang", "en")
    assert (data / "settings.toml").read_text(encoding="utf-8") == "lang = "


@pytest.mark.parametrize("value", ["a\0b", "a\x7fb", "\ud800", "1\n2"])
def test_what_could_not_be_read_again_is_not_kept(data: Path, value: str) -> None:
    _write(data, 'lang = "en"\n')
    with pytest.raises(Unavailable, match=r"settings\.wrong"):
        settings.keep(data, "camera", value)
    assert settings.read(data, {}).lang == "en"


@pytest.mark.parametrize("there", ["camera = '''\n1'''\n", '"camera" = "1"\n'])
def test_a_value_written_in_an_odd_way_is_said_and_not_torn_apart(data: Path, there: str) -> None:
    _write(data, there)
    with pytest.raises(Unavailable, match=r"settings\.damaged") as refused:
        settings.keep(data, "camera", "2")
    assert "camera" in sentence(refused.value, "zh")
    assert settings.read(data, {}).camera == "1"


def test_a_choice_is_on_the_disk_before_it_takes_the_place_of_the_old(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(data, 'lang = "zh"\n')
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append((data / "settings.toml").read_text(encoding="utf-8"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    settings.keep(data, "lang", "en")
    assert synced[0] == 'lang = "zh"\n'
    assert [p.name for p in data.iterdir()] == ["settings.toml"]


def test_another_writer_at_the_same_moment_is_not_in_the_way(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, kept = os.fsync, list[str]()

    def fsync(descriptor: int) -> None:
        if not kept:  # the other window, while ours is half written
            kept.append("printer")
            settings.keep(data, "printer", "hall")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    settings.keep(data, "lang", "en")
    assert kept == ["printer"]
    assert settings.read(data, {}).lang == "en"


def test_a_file_that_changes_after_it_was_read_is_not_called_damaged(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(data, 'lang = "zh"\n')
    real = Path.read_text

    def read_text(path: Path, encoding: str) -> str:
        text = real(path, encoding=encoding)
        _write(data, 'printer = "hall"\n')
        return text

    monkeypatch.setattr(Path, "read_text", read_text)
    settings.keep(data, "lang", "en")
    monkeypatch.undo()
    assert settings.read(data, {}).lang == "en"


def test_a_folder_that_cannot_be_written_is_said(data: Path) -> None:
    with pytest.raises(Unavailable, match=r"settings\.unwritable"):
        settings.keep(data / "gone", "lang", "en")
