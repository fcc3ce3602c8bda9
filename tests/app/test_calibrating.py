"""`guitu calibrate` says of every bad folder and list what to do, and writes all or nothing."""

import shutil
from pathlib import Path

import pytest

from app import __main__ as door
from app.calibrating import write_whole
from app.domain.errors import Refused
from app.faces import labelled
from app.faces.calibrate import sees_with
from app.faces.engine import choose
from app.faces.groups import read_groups
from app.faces.labelled import look_at_all
from app.faces.suspects import Why, suspects
from tests.app.faces.conftest import SAMPLES

HEAD = "person,sex,age_group\n"


def refused(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    assert door.main(["calibrate", *line]) == 1
    return capsys.readouterr().err


def people(folder: Path, *names: str) -> Path:
    for name in names:
        shutil.copytree(SAMPLES / name, folder / name)
    return folder


def test_every_folder_that_will_not_do_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "找不到文件夹" in refused(capsys, str(tmp_path / "nowhere"))
    assert "没有照片" in refused(capsys, str(tmp_path))
    (tmp_path / "1.jpg").write_bytes(b"")
    assert "一人一个子文件夹" in refused(capsys, str(tmp_path))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes.txt").write_text("x", encoding="utf-8")
        (tmp_path / name / "1.jpg").write_bytes(b"no picture")
    assert "只有一张照片" in refused(capsys, str(tmp_path))
    out = tmp_path / "none" / "t.toml"
    assert "写不了" in refused(capsys, str(people(tmp_path, "m01")), "--out", str(out))
    assert "列名=取值" in refused(capsys, str(tmp_path), "--like", "east")


def test_too_few_people_are_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = people(tmp_path / "people", "m01", "m02")
    out = tmp_path / "t.toml"
    said = refused(capsys, str(folder), "--out", str(out), "--plot", str(tmp_path / "p.png"))
    assert "6/6" in said
    assert "照片太少" in said
    assert {one.name for one in tmp_path.iterdir()} == {"people"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (b"name,sex\na,1\n", "sheet.no_head"),
        (b"person\na\n", "groups.no_column"),
        (HEAD.encode() + b"a,1\n,2\n", "sheet.no_name"),
        (HEAD.encode() + b"z,1,\n", "groups.unknown"),
        (HEAD.encode() + b"a," + b"x" * 2000, "sheet.long_cell"),
    ],
)
def test_every_list_that_will_not_do_is_told(tmp_path: Path, text: bytes, key: str) -> None:
    file = tmp_path / "groups.csv"
    file.write_bytes(text)
    with pytest.raises(Refused) as said:
        read_groups(file, ["a", "b"])
    assert said.value.key == key
    with pytest.raises(Refused, match=r"sheet\.no_file"):
        read_groups(tmp_path / "other.csv", ["a"])


def test_a_list_of_groups_is_read(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text("\ufeff" + HEAD + "a, 1 ,<18\nb,,60+,more\n", encoding="utf-8")
    assert read_groups(file, ["a", "b", "c"]) == {
        "a": {"sex": "1", "age_group": "<18"}, "b": {"age_group": "60+"},
    }  # fmt: skip


def test_a_poisoned_set_is_listed_photograph_by_photograph(
    tmp_path: Path,
) -> None:
    engine = choose()
    people(tmp_path, "m01", "m02", "m04")
    (tmp_path / "m01" / "3.jpg").replace(tmp_path / "m02" / "2.jpg")  # in the wrong folder
    shutil.copy(SAMPLES / "m04" / "3.jpg", tmp_path / "m01" / "4.jpg")  # and in the right one
    (tmp_path / "m04" / "2.jpg").write_bytes(b"torn")
    photos = look_at_all(labelled.find(tmp_path), sees_with(engine), lambda _done, _of: None)
    bad = {(p.person, p.name): p.reasons for p in photos if p.vector is None}
    assert bad == {("m04", "2.jpg"): ("photo.not_an_image",)}
    found = suspects(photos, engine.id)
    assert [(one.why, one.people) for one in found] == [
        (Why.SAME_FILE, ("m01", "m04")),
        (Why.OTHER_PERSON, ("m02", "m01")),
    ]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "is_a_folder").mkdir()
    with pytest.raises(Refused, match=r"calibration\.cannot_write"):
        write_whole(tmp_path / "is_a_folder", b"x")
    write_whole(tmp_path / "a", b"x")
    assert {one.name for one in tmp_path.iterdir()} == {"a", "is_a_folder"}
