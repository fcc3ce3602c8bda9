"""The command line: options before or after the command, complaints in the chosen language."""

from pathlib import Path

import pytest

from app import __main__ as door
from app.usage import complaint, language


def _refused(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    with pytest.raises(SystemExit) as left:
        door.main(line)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_without_a_command_the_desk_opens() -> None:
    assert door.parser("zh").parse_args([]).command == "desk"


@pytest.mark.parametrize(
    "line",
    [["--data", "d", "--lang", "en", "check"], ["check", "--data", "d", "--lang", "en"]],
)
def test_options_stand_before_or_after_the_command(line: list[str]) -> None:
    asked = door.parser("zh").parse_args(line)
    assert (asked.command, asked.data, asked.lang_said) == ("check", "d", "en")


@pytest.mark.parametrize("command", sorted(door.COMMANDS))
def test_every_command_takes_every_common_option(command: str) -> None:
    needed = {
        "act": ["f"],
        "import": ["f"],
        "verify-voucher": ["t"],
        "calibrate": ["d", "--out", "f"],
        "match": ["--people", "f", "--inquiries", "g"],
        "names": ["胡秀英", "符秀英"],
        "pfif": ["--check", "f"],
        "places": ["思茅"],
        "rescue": ["--out", "f"],
        "restore": ["d"],
    }
    options = ["--data", "d", "--reader", "none", "--camera", "0", "--printer", "p", "--lang", "en"]
    asked = door.parser("zh").parse_args([command, *needed.get(command, []), *options])
    assert (asked.data, asked.camera, asked.printer) == ("d", "0", "p")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["dance"], "dance"),
        (["--camera"], "--camera 后面要写一个值"),
        (["demo", "--people", "many"], "many"),
        (["act"], "FILE.jsonl"),
        (["check", "--dance"], "不认识“--dance”"),
    ],
)
def test_what_is_not_understood_is_told(
    capsys: pytest.CaptureFixture[str], line: list[str], told: str
) -> None:
    complained = _refused(capsys, *line)
    assert told in complained
    assert "Traceback" not in complained


def test_complaints_are_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "is not known" in _refused(capsys, "check", "--dance", "--lang", "en")


def test_a_complaint_nobody_foresaw_is_still_a_sentence() -> None:
    assert "odd" in complaint("odd", "en")


@pytest.mark.parametrize(
    ("line", "lang"), [([], "zh"), (["--lang=en"], "en"), (["a", "--lang", "en"], "en")]
)
def test_the_language_is_found_before_anything_is_parsed(line: list[str], lang: str) -> None:
    assert language(line) == lang


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    with pytest.raises(SystemExit) as left:
        door.main(["--lang", lang, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in door.COMMANDS)


def test_a_broken_settings_file_ends_with_its_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "settings.toml").write_text("camera = 3", encoding="utf-8")
    assert door.main(["act", "f", "--data", str(data)]) == 1
    assert "settings.toml" in capsys.readouterr().err


def test_errors_are_in_the_language_of_the_folder_as_far_as_it_can_be_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "settings.toml").write_text('lang = "en"\ncamera = 3', encoding="utf-8")
    assert door.main(["act", "f", "--data", str(data)]) == 1
    assert "cannot be used" in capsys.readouterr().err
    assert "is not known" in _refused(capsys, "check", "--dance", f"--data={data}")
    assert language(["act", "--data", str(data), "--lang", "zh"]) == "zh"
    assert language(["act"], data) == "en"
    (data / "settings.toml").write_bytes(b"lang = \xff")
    assert language(["act"], data) == "zh"
