"""The open-set bench on computer-generated people, and with folders as they come from life."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from app.bench import openset
from app.domain.errors import Refused
from tests.ui.sample import SAMPLES


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    shutil.copytree(SAMPLES, folder)
    return folder


def test_everybody_is_found_and_what_is_no_photograph_is_a_miss(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "m01" / "9.jpg").write_bytes(b"no picture")
    group = tmp_path / "group.txt"
    group.write_text("m01\nm02\nm04\nm06\nnobody\n", encoding="utf-8")
    answer = openset.run(folder, group, beside=False)
    photos = len(list(folder.glob("*/*.jpg")))
    assert answer["photos"] == photos
    assert answer["undetected"] == pytest.approx(1 / photos, abs=1e-4)
    assert answer["one_person_in_two_folders"] == []
    assert isinstance(answer["rank1"], float)
    assert 0.9 < answer["rank1"] < 1.0, "the file that is no picture is asked with in some splits"
    for part in ("two_photos", "group", "raw"):
        figures = answer[part]
        assert isinstance(figures, dict)
        assert figures["rank1"] > 0.8


def test_one_person_in_two_folders_is_told_and_counted_once(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "zz").mkdir()
    shutil.copy(folder / "m02" / "1.jpg", folder / "zz" / "1.jpg")
    answer = openset.run(folder, None, beside=False)
    assert answer["one_person_in_two_folders"] == [["zz", "m02"]]
    assert answer["people"] == len({file.parent for file in folder.glob("*/*.jpg")})


def test_the_protocol_is_the_one_of_the_design() -> None:
    """Two kinds of people who cannot be told apart, and one that can: counted by hand."""
    people, rows = [], []
    for who in range(40):
        for _ in range(2):
            people.append(f"p{who}")
            rows.append(np.eye(64)[who])
    for who in range(20):
        people.append(f"s{who}")
        rows.append(np.eye(64)[40 + who])
    measured = openset.Measured(tuple(people), np.array(rows, np.float32), 0, 0, 0.0)
    figures = openset.protocol(measured, at_most=1)
    assert figures == {"rank1": 1.0, "tpir_fpir1": 1.0, "enrolled": 40.0, "probes": 30.0}
    gone = np.array(rows, np.float32)
    gone[::2] = np.nan  # of every second photograph there is no template
    half = openset.protocol(openset.Measured(tuple(people), gone, 0, 0, 0.0), at_most=1)
    assert half["rank1"] == 0.0, "one of each pair is missing, enrolled or asked with"


@pytest.mark.parametrize("what", ["none", "empty", "flat"])
def test_a_folder_without_people_is_said(tmp_path: Path, what: str) -> None:
    folder = tmp_path / what
    if what != "none":
        folder.mkdir()
    if what == "flat":
        shutil.copy(SAMPLES / "m01" / "1.jpg", folder / "1.jpg")
    with pytest.raises(Refused, match=r"bench\.no_photos"):
        openset.run(folder, None, beside=False)
    with pytest.raises(Refused, match=r"bench\.no_group"):
        openset.run(SAMPLES, tmp_path / "no such list", beside=False)
