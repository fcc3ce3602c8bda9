"""Settings: defaults, the data folder's file, the command line above both."""

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
    idle = {field.name for field in fields(Settings) if f"settings.{field.name}" not in code}
    assert not idle
