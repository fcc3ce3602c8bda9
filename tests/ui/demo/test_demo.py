"""The demonstration plays the real window on the real register and engine."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.desk import verify_voucher
from app.domain.errors import Refused, Unavailable
from app.settings import Settings
from ui.demo import folder
from ui.demo.history import INSIDE, VISITS, stays
from ui.demo.invented import SAMPLES, humans
from ui.demo.photos import plan
from ui.demo.run import demo
from ui.demo.summary import Arrived, Listed, Summary, figures

AT = datetime(2026, 11, 23, 6, 29, tzinfo=UTC)


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a story, not a secret


def test_the_sample_station_has_its_visits_and_its_people_inside() -> None:
    found = stays(_chance(1), AT)
    assert len(found) == VISITS
    assert sum(stay.left_at is None for stay in found) == INSIDE
    assert all(stay.arrived_at < (stay.left_at or AT) <= AT for stay in found)
    assert found[0].arrived_at < AT - timedelta(days=250)


def test_nobody_is_in_two_visits_at_once() -> None:
    last: dict[int, datetime] = {}
    for stay in stays(_chance(2), AT):
        assert last.get(stay.human, stay.arrived_at) <= stay.arrived_at
        last[stay.human] = stay.left_at or AT


def test_a_document_of_an_invented_person_can_be_nobodys() -> None:
    numbers = [who.document for who in humans(_chance(3), 140, AT.date()) if who.document]
    assert numbers
    assert {number[4:6] for number in numbers} == {"99"}


def _photos(place: Path, faces: dict[str, tuple[str, ...]]) -> Path:
    for name, files in faces.items():
        (place / f"somebody {name}").mkdir(parents=True)
        for file in files:
            shutil.copy(SAMPLES / name / file, place / f"somebody {name}")
    return place


def test_the_last_photograph_of_everybody_comes_after_all_others(tmp_path: Path) -> None:
    photos = _photos(tmp_path, {"m01": ("1.jpg", "2.jpg", "3.jpg"), "m02": ("1.jpg",)})
    (photos / "somebody m01" / "zzz.jpg").write_text("no picture")
    summary = Summary()
    first, last = plan(photos, None, summary, "zh")
    assert [p.path.name for p in first] == ["1.jpg", "2.jpg"]
    assert [p.path.name for p in last] == ["3.jpg"]
    assert [s["photo"] for s in summary.skipped] == ["somebody m01/zzz.jpg"]


def _arrived(photo: str, returning: bool, *shown: tuple[str, str]) -> Arrived:
    candidates = [Listed(photo=p, band=b, rank=n) for n, (p, b) in enumerate(shown, start=1)]
    return Arrived(
        photo=photo,
        quality=1.0,
        usable=True,
        said=[],
        candidates=candidates,
        case_number="",
        papers=[],
        returning=returning,
    )


def test_figures_count_who_was_missed_and_who_was_mistaken() -> None:
    counted = figures(
        [
            _arrived("a/1.jpg", False),
            _arrived("b/1.jpg", False, ("a/1.jpg", "很可能")),
            _arrived("a/2.jpg", True, ("a/1.jpg", "很可能"), ("b/1.jpg", "可能性低")),
            _arrived("b/2.jpg", True, ("a/1.jpg", "可能性低"), ("b/1.jpg", "可能性低")),
        ]
    )
    assert (counted.returning, counted.right_first, counted.right_first_share) == (2, 1, 0.5)
    assert (counted.strangers, counted.strangers_likely) == (2, 1)


def test_a_register_that_is_no_demo_is_refused_and_stays_as_it_is(
    station: Path, settings: Settings, tmp_path: Path
) -> None:
    before = {file.name: file.read_bytes() for file in station.iterdir()}
    (station / folder.MARK).write_text("another register\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"demo\.not_a_demo"):
        demo(settings, SAMPLES, 1, tmp_path / "out")
    assert {name: (station / name).read_bytes() for name in before} == before


def test_photographs_that_are_not_there_are_told(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"demo\.no_photos"):
        demo(settings, tmp_path / "none", None, tmp_path / "out")


def _summary(out: Path) -> Any:
    return json.loads((out / "summary.json").read_text(encoding="utf-8"))


def _colours(picture: Path) -> int:
    image = QImage(str(picture)).scaled(64, 64)
    return len({image.pixel(x, y) for x in range(64) for y in range(64)})


def _text(paper: Path) -> str:
    with pypdfium2.PdfDocument(paper) as document:
        return "".join(str(page.get_textpage().get_text_range()) for page in document)


def _hides(data: Path, words: str) -> bool:
    forms = [words.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [file.read_bytes() for file in data.rglob("*") if file.is_file()]
    return not any(form in content for form in forms for content in files)


@pytest.mark.long
def test_photographs_arrive_come_again_and_are_found(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    photos = _photos(tmp_path / "照片", {"m01": ("1.jpg", "2.jpg"), "m02": ("1.jpg", "3.jpg")})
    (photos / "somebody m02" / "readme.txt").write_text("about her")
    assert demo(settings, photos, None, tmp_path / "out") == 0
    told = _summary(tmp_path / "out")
    assert [a["photo"] for a in told["arrivals"]] == [
        "somebody m01/1.jpg",
        "somebody m02/1.jpg",
        "somebody m01/2.jpg",
        "somebody m02/3.jpg",
    ]
    first = [a["candidates"][0] for a in told["arrivals"][2:]]
    assert first == [
        {"photo": f"somebody {name}/1.jpg", "band": "很可能", "rank": 1} for name in ("m01", "m02")
    ]
    assert told["figures"]["right_first_share"] == 1.0
    assert told["figures"]["strangers_likely"] == 0
    assert [s["photo"] for s in told["skipped"]] == ["somebody m02/readme.txt"]
    assert told["journal_entries"] > told["writes"] > 4
    assert Path(told["database"]).read_bytes()[:15] != b"SQLite format 3"
    _papers_and_pictures_are_whole(told, tmp_path / "out")
    number = told["arrivals"][0]["case_number"]
    assert _hides(settings.data, number)
    assert _hides(settings.data, "somebody")


def _papers_and_pictures_are_whole(told: Any, out: Path) -> None:
    assert len(told["papers"]) == 6  # four registrations, two vouchers
    for arrival in told["arrivals"]:
        for paper in arrival["papers"]:
            assert arrival["case_number"] in _text(out / paper)
    assert told["pictures"]
    for picture in told["pictures"]:
        assert _colours(out / picture) > 5


@pytest.mark.long
def test_without_photographs_an_arrival_is_played_to_its_end(
    qtbot: QtBot, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert demo(settings, None, None, out) == 0
    printed = capsys.readouterr().out
    assert "sample-plum-2" in printed
    told = _summary(out)
    arrival = told["arrivals"][0]
    assert arrival["candidates"][0]["photo"].startswith("m04/")
    assert arrival["candidates"][0]["band"] == "很可能"
    assert len(told["pictures"]) == 14
    for picture in told["pictures"]:
        assert _colours(out / picture) > 5
    registration, _notice, voucher = (out / paper for paper in told["papers"])
    assert "王𬎆" in _text(registration)
    assert verify_voucher.run(settings, str(voucher)) == 0
    assert _hides(settings.data, "王𬎆")
    assert _hides(settings.data, arrival["case_number"])


def test_a_summary_that_is_not_utf8_clears_nothing(tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_bytes(b'{"papers":["\xff"],"pictures":[]}')
    folder.clear_results(tmp_path)
    assert (tmp_path / "summary.json").exists()
