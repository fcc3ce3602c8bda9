"""The examination of a machine: what is wrong is found, said, and can be mended."""

import ast
import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import clock
from app.desk import door
from app.desk.door import NewOfficer, StationFacts
from app.doctor import assets, calibration, devices, libraries, machine, register
from app.doctor.examine import examine, report
from app.doctor.finding import State, worst
from app.domain.staff import Role
from app.faces.engine import SFACE
from app.settings import Settings
from app.words.say import LANGUAGES, sentences
from tests.card_reader import plugged
from tests.makers import PASSWORD, desk

ROOT = Path(__file__).parents[3]
EMPTY = "0" * 64


def _asked() -> set[str]:
    """Every key that the doctor may say, read out of its own source."""
    keys = set()
    for file in (ROOT / "app/doctor").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                said = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
                if node.func.id == "good" and said:
                    keys.add(f"doctor.{said[0]}")
                elif node.func.id in {"hint", "bad", "told"} and len(said) == 2:
                    keys |= {f"{kind}.{said[0]}_{said[1]}" for kind in ("doctor", "mend")}
    return keys


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_may_be_found_has_its_words_and_its_cure(lang: str) -> None:
    assert len(_asked()) > 20
    assert _asked() <= sentences(lang).keys()


def test_a_machine_is_examined_whole_and_every_line_can_be_read(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "new", camera="none")
    found = list(examine(settings, clock.now()))
    said = {one.about for one in found}
    assert {"libraries", "cipher", "fonts", "models", "disk", "clock", "camera", "printer"} <= said
    for lang in LANGUAGES:
        told = json.dumps(report(found, lang), ensure_ascii=False)
        assert "{" not in re.sub(r'[{}]\s*["\n,\]}]|[{\[,:]\s*{|{}', "", told)
    assert not (tmp_path / "new").exists()


def test_a_desk_that_is_set_up_has_an_encrypted_register_and_a_recovery_key(tmp_path: Path) -> None:
    facts = StationFacts(name="示例市救助管理站", code="440114-01")
    chief = NewOfficer(login="chen", name="测试员", role=Role.ADMINISTRATOR, password=PASSWORD)
    made = door.set_up(tmp_path / "data", facts, chief, clock.now()).session.register
    assert register.register(tmp_path / "data").state is State.GOOD
    assert register.key(tmp_path / "data").key == "doctor.key_unproved"
    door.keep_recovery(made)
    made.close()
    assert register.key(tmp_path / "data").state is State.GOOD


def test_a_register_in_clear_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert register.register(tmp_path).key == "doctor.register_plain"
    assert register.key(tmp_path).state is State.BAD


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_a_register_that_others_may_read_is_said(tmp_path: Path) -> None:
    there = desk(tmp_path / "data")
    there.register.close()
    (tmp_path / "data").chmod(0o755)
    assert register.register(tmp_path / "data").key == "doctor.register_open"


def test_a_missing_library_is_named() -> None:
    found = libraries.python_libraries(("numpy", "no-such-library"))
    assert (found.state, found.facts["names"]) == (State.BAD, "no-such-library")


def test_a_version_that_was_not_tested_is_named(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("numpy==0.1 ; python\n", encoding="utf-8")
    found = libraries.python_libraries(("numpy",), tmp_path / "lock")
    assert found.state is State.HINT
    assert "(0.1)" in str(found.facts["names"])


def test_this_machine_has_the_versions_of_the_lock() -> None:
    assert libraries.python_libraries().state is State.GOOD


def test_a_missing_system_library_names_its_package() -> None:
    found = libraries.system_libraries({"libno-such.so.9": "libno-such9"})
    assert "libno-such9" in found.cure("zh")


def test_the_system_libraries_are_those_that_setting_up_installs() -> None:
    door = (ROOT / "guitu").read_text(encoding="utf-8")
    listed = dict(re.findall(r"(lib[\w.+-]+\.so\.\d+):(lib[\w.+-]+?)(?=[\s'])", door))
    assert listed == libraries.SYSTEM | libraries.SCREEN


def test_an_altered_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"not a font")
    line = f'[[font]]\nfile = "a.ttf"\nsha256 = "{EMPTY}"\n'
    (tmp_path / "manifest.toml").write_text(line, encoding="utf-8")
    assert assets.fonts(tmp_path).facts["files"] == "a.ttf"


def test_a_missing_manifest_is_a_fault(tmp_path: Path) -> None:
    assert assets.models(tmp_path).state is State.BAD
    assert assets.translation(tmp_path).state is State.HINT


def test_a_clock_that_went_back_a_year_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"x")
    found = machine.time_of_day(tmp_path, clock.now() - timedelta(days=365))
    assert found.key == "doctor.clock_wrong"


def test_a_clock_that_was_never_set_is_a_fault_even_on_an_empty_folder(tmp_path: Path) -> None:
    found = machine.time_of_day(tmp_path, datetime(2000, 1, 1, tzinfo=UTC))
    assert found.state is State.BAD


def test_another_time_zone_is_said_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "machine_offset", lambda: timedelta(hours=-5))
    found = machine.time_of_day(tmp_path, clock.now())
    assert (found.state, found.facts["zone"]) == (State.HINT, "UTC-5")
    monkeypatch.setattr(clock, "machine_offset", lambda: timedelta(hours=8))
    assert machine.time_of_day(tmp_path, clock.now()).state is State.GOOD


def test_a_folder_that_does_not_exist_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    assert machine.disk(tmp_path / "a/b").state in {State.GOOD, State.HINT}
    assert machine.disk_speed(tmp_path / "a/b").about == "disk_speed"
    assert list(tmp_path.iterdir()) == []


def test_fcitx_is_reached_through_ibus_where_qt_has_no_plugin_for_it(tmp_path: Path) -> None:
    from app.input_method import reachable

    assert reachable("fcitx5", tmp_path) == "ibus"
    (tmp_path / "libfcitx5platforminputcontextplugin.so").touch()
    assert reachable("fcitx5", tmp_path) == "fcitx5"
    assert reachable("", tmp_path) == ""


def test_without_an_input_method_it_is_said_how_to_get_one() -> None:
    found = machine.typing("")
    assert found.cure("zh")
    assert found.state is State.HINT


def test_a_camera_shows_the_size_of_its_picture() -> None:
    found = devices.try_camera(str(ROOT / "assets/samples/m01"))
    assert (found.state, found.about) == (State.GOOD, "camera")
    assert "×" in str(found.facts["size"])


def test_a_camera_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    found = devices.try_camera(str(tmp_path / "nothing.mp4"))
    assert found.state is State.BAD
    assert found.said("zh").endswith("。")


def test_a_printer_is_asked_without_printing(tmp_path: Path) -> None:
    assert devices.try_printer(f"file:{tmp_path}").state is State.GOOD
    assert devices.try_printer("no-such-printer").state is State.BAD
    assert devices.try_printer("none").state is State.UNSET
    assert list(tmp_path.iterdir()) == []


def test_one_fault_makes_the_whole_a_fault(tmp_path: Path) -> None:
    good, bad = machine.memory(), assets.models(tmp_path)
    assert worst([good, bad]) is State.BAD
    assert worst([good]) in {State.GOOD, State.HINT}


def test_a_reader_that_answers_is_well_and_one_that_does_not_says_why(tmp_path: Path) -> None:
    with plugged(tmp_path / "reader") as fake:
        found = devices.try_reader(str(fake.port))
        assert (found.state, found.said("zh")) == (State.GOOD, f"{fake.port} 有应答。")
        fake.habits.silent = True
        assert devices.try_reader(str(fake.port)).key == "reader.silent"
    assert devices.try_reader(str(fake.port)).key == "reader.not_found"
    assert devices.try_reader("none").state is State.UNSET


def test_the_decoder_of_card_pictures_is_said_plainly(tmp_path: Path) -> None:
    assert devices.card_pictures("").state is State.UNSET
    assert "看不到芯片里的照片" in devices.card_pictures("").said("zh")
    assert devices.card_pictures(str(tmp_path / "no.so")).state is State.HINT
    (tmp_path / "libwlt.so").touch()
    assert devices.card_pictures(str(tmp_path / "libwlt.so")).state is State.GOOD


def test_whose_calibration_makes_the_words_is_told(tmp_path: Path) -> None:
    plain = calibration.calibration(tmp_path, SFACE)
    assert (plain.state, plain.key, plain.facts["size"]) == (State.GOOD, "doctor.calibration", 71)
    folder = tmp_path / "calibration"
    folder.mkdir()
    (folder / f"{SFACE}.toml").write_bytes(b"[")
    torn = calibration.calibration(tmp_path, SFACE)
    assert (torn.state, torn.key) == (State.HINT, "calibration.own_damaged")
