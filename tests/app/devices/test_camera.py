"""Cameras of every kind, and a thread that outlives their troubles."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event  # noqa: TID251 (to wait for the thread under test)
from time import monotonic

import numpy as np
import pytest
from PIL import Image as Pillow

from app.devices.camera import Camera, CameraThread, PluggedIn, choose
from app.devices.handlers.camera_folder import FolderCamera
from app.devices.handlers.camera_list import listed, tried
from app.devices.handlers.camera_none import NoCamera
from app.devices.handlers.camera_opencv import OpenCvCamera
from app.domain.errors import Unavailable
from app.vision import Image, cv2

WAIT = 5.0


def coloured(path: Path, grey: int) -> Path:
    Pillow.new("RGB", (64, 48), (grey, grey, grey)).save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures whose grey tells them apart; written out of order."""
    pictures = tmp_path / "照片"
    pictures.mkdir()
    for name, grey in (("c.png", 150), ("a.png", 50), ("b.jpg", 100)):
        coloured(pictures / name, grey)
    (pictures / "notes.txt").write_text("x", encoding="utf-8")
    return pictures


def grey(image: Image | None) -> int:
    assert image is not None
    return round(float(image.mean()) / 10) * 10


class Heard:
    """What a camera thread told."""

    def __init__(self) -> None:
        self.frames: Queue[Image] = Queue()
        self.lost: Queue[Unavailable] = Queue()
        self.found = Event()

    def until(self, value: int) -> None:
        """Wait for a frame of that grey."""
        end = monotonic() + WAIT
        while monotonic() < end:
            if grey(self.frames.get(timeout=WAIT)) == value:
                return
        raise AssertionError(f"no frame of grey {value}")


@contextmanager
def watching(camera: Camera) -> Iterator[tuple[CameraThread, Heard]]:
    heard = Heard()
    thread = CameraThread(
        camera,
        on_frame=heard.frames.put,
        on_lost=heard.lost.put,
        on_found=heard.found.set,
        every=0.01,
        try_again=0.01,
    )
    thread.start()
    try:
        yield thread, heard
    finally:
        began = monotonic()
        assert thread.stop()
        assert monotonic() - began < 1


def test_pictures_come_in_sorted_order_and_start_again(folder: Path) -> None:
    camera = FolderCamera(folder)
    camera.open()
    seen = [grey(camera.read())]
    for _ in range(3):
        camera.step()
        seen.append(grey(camera.read()))
    assert seen == [50, 100, 150, 50]


def test_an_exact_picture_can_be_shown_from_anywhere(folder: Path, tmp_path: Path) -> None:
    camera = FolderCamera(folder)
    camera.open()
    camera.show(coloured(tmp_path / "other.png", 200))
    assert grey(camera.read()) == 200


def test_changing_a_frame_does_not_change_the_next(folder: Path) -> None:
    camera = FolderCamera(folder)
    camera.open()
    frame = camera.read()
    assert frame is not None
    frame[:] = 255
    assert grey(camera.read()) == 50


def test_a_photograph_taken_sideways_is_shown_upright(tmp_path: Path) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    Pillow.new("RGB", (60, 40)).save(tmp_path / "a.jpg", exif=exif)
    camera = FolderCamera(tmp_path / "a.jpg")
    camera.open()
    frame = camera.read()
    assert frame is not None
    assert frame.shape == (60, 40, 3)


@pytest.mark.parametrize(
    ("spec", "kind"),
    [("none", NoCamera), ("", NoCamera), ("0", OpenCvCamera), ("film.avi", OpenCvCamera)],
)
def test_the_setting_says_which_camera(spec: str, kind: type) -> None:
    assert isinstance(choose(spec), kind)


def test_a_folder_or_a_picture_is_a_camera_too(folder: Path) -> None:
    assert isinstance(choose(str(folder)), FolderCamera)
    assert isinstance(choose(str(folder / "a.png")), FolderCamera)


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        ("none", "camera.none"),
        ("gone.avi", "camera.no_such_file"),
        ("gone.jpg", "camera.no_such_file"),
        ("empty", "camera.no_pictures"),
        ("notes.avi", "camera.not_found"),
        ("97", "camera.not_found"),
    ],
)
def test_a_camera_that_cannot_be_opened_says_why(
    spec: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("notes.avi").write_text("no film", encoding="utf-8")
    with pytest.raises(Unavailable) as said:
        choose(spec).open()
    assert said.value.key == key


def test_a_video_plays_and_starts_again(tmp_path: Path) -> None:
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (64, 48))
    for shade in (50, 150):
        writer.write(np.full((48, 64, 3), shade, np.uint8))
    writer.release()
    camera = choose(str(path))
    camera.open()
    seen = [grey(frame) for frame in (camera.read() for _ in range(8)) if frame is not None]
    camera.close()
    assert seen[:3] in ([50, 150, 50], [50, 150, 150])
    assert seen.count(50) >= 2
    with pytest.raises(Unavailable) as said:
        camera.read()
    assert said.value.key == "camera.lost"


def test_the_thread_shows_the_newest_frame(folder: Path) -> None:
    camera = FolderCamera(folder)
    with watching(camera) as (thread, heard):
        heard.until(50)
        camera.step()
        heard.until(100)
        assert grey(thread.newest) == 100


def unreadable(folder: Path) -> dict[str, bytes]:
    noise = Pillow.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8))
    file = io.BytesIO()
    noise.save(file, "JPEG")
    return {"text": b"not a picture", "half": file.getvalue()[:5000], "empty": b""}


@pytest.mark.parametrize("kind", ["text", "half", "empty", "gone"])
def test_an_unreadable_picture_is_told_once_and_the_next_one_works(folder: Path, kind: str) -> None:
    camera, bad = FolderCamera(folder), folder / "bad.jpg"
    if kind != "gone":
        bad.write_bytes(unreadable(folder)[kind])
    with watching(camera) as (thread, heard):
        heard.until(50)
        camera.show(bad)
        said = heard.lost.get(timeout=WAIT)
        assert (said.key, said.facts) == ("camera.unreadable", {"name": "bad.jpg"})
        assert thread.newest is None
        camera.show(folder / "c.png")
        assert heard.found.wait(WAIT)
        heard.until(150)
        assert heard.lost.empty()


def test_a_picture_of_30_megabytes_is_shown(tmp_path: Path) -> None:
    Pillow.new("RGB", (3600, 3200), (90, 90, 90)).save(tmp_path / "big.bmp")
    assert (tmp_path / "big.bmp").stat().st_size > 30_000_000
    with watching(FolderCamera(tmp_path)) as (_, heard):
        heard.until(90)
        assert heard.lost.empty()


def test_a_picture_that_is_taken_away_is_a_camera_pulled_out(folder: Path) -> None:
    camera = FolderCamera(folder)
    with watching(camera) as (_, heard):
        heard.until(50)
        (folder / "a.png").unlink()
        assert heard.lost.get(timeout=WAIT).key == "camera.lost"
        assert heard.found.wait(WAIT)
        heard.until(100)


def test_a_camera_plugged_in_later_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    with watching(FolderCamera(folder)) as (_, heard):
        assert heard.lost.get(timeout=WAIT).key == "camera.no_such_file"
        folder.mkdir()
        assert heard.lost.get(timeout=WAIT).key == "camera.no_pictures"
        coloured(tmp_path / "a.png", 50).rename(folder / "a.png")
        assert heard.found.wait(WAIT)
        heard.until(50)


class Tried(NoCamera):
    """Tells when it was tried for the third time."""

    def __init__(self) -> None:
        self.times = 0
        self.thrice = Event()

    def open(self) -> None:
        self.times += 1
        if self.times > 2:
            self.thrice.set()
        super().open()


def test_a_camera_tried_again_and_again_is_told_once() -> None:
    camera = Tried()
    with watching(camera) as (_, heard):
        assert camera.thrice.wait(WAIT)
    assert heard.lost.get(timeout=WAIT).key == "camera.none"
    assert heard.lost.empty()


def test_stopping_before_starting_is_no_trouble(folder: Path) -> None:
    heard = Heard()
    thread = CameraThread(
        FolderCamera(folder),
        on_frame=heard.frames.put,
        on_lost=heard.lost.put,
        on_found=heard.found.set,
    )
    assert thread.stop()


def test_cameras_are_listed_by_number_and_name(tmp_path: Path) -> None:
    for device, name, index in (
        ("video10", "Another", "0"),
        ("video2", "Integrated Camera", "0"),
        ("video3", "Integrated Camera", "1"),
        ("v4l-subdev0", "no camera", "0"),
    ):
        (tmp_path / device).mkdir()
        (tmp_path / device / "name").write_text(f"{name}\n", encoding="utf-8")
        (tmp_path / device / "index").write_text(f"{index}\n", encoding="utf-8")
    assert listed(tmp_path) == [
        PluggedIn(spec="2", name="Integrated Camera"),
        PluggedIn(spec="10", name="Another"),
    ]
    assert listed(tmp_path / "gone") == []


def test_where_no_list_is_kept_cameras_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(camera.spec.isdecimal() for camera in tried())
