"""Camera and faces in a real process: killed, stopped, hanging, left alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from typing import TypeVar

import psutil
import pytest

from app.domain.errors import Refused, Unavailable
from app.eyes import messages as m
from app.eyes import questions
from app.eyes.eyes import Eyes
from app.faces.engine import SFACE
from app.vision import unpack

ROOT = Path(__file__).parents[3]
FACE = ROOT / "assets" / "samples" / "m01" / "1.jpg"
WAIT = 30.0
SOON = 3.0
"""Seconds in which an officer hears that the camera is gone."""

Word = TypeVar("Word")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


class Heard:
    """What the process said, in order."""

    def __init__(self) -> None:
        self.words: Queue[tuple[m.Word, bytes]] = Queue()

    def __call__(self, word: m.Word, beside: bytes) -> None:
        self.words.put((word, beside))

    def until(self, kind: type[Word], within: float = WAIT) -> tuple[Word, bytes]:
        """The next word of a kind."""
        end = monotonic() + within
        while (left := end - monotonic()) > 0:
            try:
                word, beside = self.words.get(timeout=left)
            except Empty:
                break
            if isinstance(word, kind):
                return word, beside
        raise AssertionError(f"no {kind.__name__} within {within} s")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def eyes(heard: Heard) -> Iterator[Eyes]:
    """A process with the real engine and a picture for a camera."""
    made = Eyes(heard, pauses=(0.05,))
    made.want(m.Load(engine=SFACE))
    made.want(m.Show(width=320, height=160))
    made.want(m.Watch(turn=1, camera=str(FACE)))
    yield made
    pid = made.pid
    made.stop()
    assert pid is None or not alive(pid)


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def pid_of(eyes: Eyes) -> int:
    assert eyes.pid is not None
    return eyes.pid


def test_the_picture_comes_as_large_as_it_is_shown(eyes: Eyes, heard: Heard) -> None:
    heard.until(m.Found)
    frame, pixels = heard.until(m.Frame)
    assert (frame.turn, frame.width <= 320, frame.height) == (1, True, 160)
    assert len(pixels) == frame.width * frame.height * 4
    whole = unpack(FACE.read_bytes())
    assert frame.width == round(whole.shape[1] * 160 / whole.shape[0])
    seen, _ = heard.until(m.Seen)
    assert seen.box is not None
    assert all(0 <= part <= 1 for part in seen.box)


def test_nobody_is_sent_pictures_that_nobody_looks_at(eyes: Eyes, heard: Heard) -> None:
    heard.until(m.Frame)
    eyes.want(m.Show(width=0, height=0))
    questions.cameras(eyes)
    before = heard.words.qsize()
    assert questions.take(eyes, measure=False).jpeg
    for _ in range(3):
        heard.until(m.Alive)
    assert before < 100
    assert not any(isinstance(word, m.Frame) for word, _ in list(heard.words.queue))


def test_a_photograph_is_measured_only_where_it_may_be(eyes: Eyes, heard: Heard) -> None:
    heard.until(m.Loaded)
    heard.until(m.Found)
    allowed = questions.take(eyes, measure=True)
    assert allowed.vector is not None
    assert len(allowed.vector) == 4 * 128
    assert allowed.engine == SFACE
    refused = questions.take(eyes, measure=False)
    assert (refused.vector, refused.quality) == (None, allowed.quality)
    plain = questions.take_plainly(eyes)
    assert (plain.vector, plain.engine, plain.quality.reasons) == (None, "", ())
    assert questions.measured(eyes, refused.jpeg) is not None


def test_a_file_is_a_photograph_too(eyes: Eyes, tmp_path: Path) -> None:
    assert questions.develop(eyes, FACE, measure=True).vector
    with pytest.raises(Unavailable, match=r"photo\.no_file"):
        questions.develop(eyes, tmp_path / "gone.jpg", measure=True)
    with pytest.raises(Refused, match=r"photo\.not_an_image"):
        questions.develop(eyes, Path(__file__), measure=True)


def test_killed_it_is_told_at_once_and_begun_again_with_camera_and_engine(
    eyes: Eyes, heard: Heard
) -> None:
    heard.until(m.Found)
    first = pid_of(eyes)
    os.kill(first, signal.SIGKILL)
    lost, _ = heard.until(m.Lost, SOON)
    assert (lost.turn, lost.said.key) == (1, "camera.ended")
    heard.until(m.Loaded)
    heard.until(m.Found)
    assert pid_of(eyes) != first
    assert questions.take(eyes, measure=True).vector


def test_a_process_that_hangs_is_noticed_and_replaced(eyes: Eyes, heard: Heard) -> None:
    heard.until(m.Frame)
    heard.until(m.Alive)
    first = pid_of(eyes)
    os.kill(first, signal.SIGSTOP)
    lost, _ = heard.until(m.Lost, SOON)
    assert lost.said.key == "camera.ended"
    heard.until(m.Found)
    assert not alive(first)


def test_a_driver_that_hangs_is_noticed_and_faces_go_on(
    eyes: Eyes, heard: Heard, tmp_path: Path
) -> None:
    heard.until(m.Found)
    os.mkfifo(tmp_path / "hangs.jpg")
    eyes.want(m.Watch(turn=2, camera=str(tmp_path)))
    lost, _ = heard.until(m.Lost, SOON)
    assert (lost.turn, lost.said.key) == (2, "camera.hangs")
    assert questions.develop(eyes, FACE, measure=True).vector
    eyes.want(m.Watch(turn=3, camera=str(FACE)))
    while heard.until(m.Found)[0].turn != 3:
        pass


def test_a_question_whose_process_ends_is_asked_of_the_next(eyes: Eyes, heard: Heard) -> None:
    heard.until(m.Found)
    os.kill(pid_of(eyes), signal.SIGKILL)
    assert questions.develop(eyes, FACE, measure=True).vector
    os.kill(pid_of(eyes), signal.SIGSTOP)
    with pytest.raises(Unavailable, match=r"camera\.(ended|no_frame)"):
        questions.take(eyes, measure=False)


def test_the_camera_is_pulled_out_and_comes_back(eyes: Eyes, heard: Heard, tmp_path: Path) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    eyes.want(m.Watch(turn=2, camera=str(folder)))
    assert heard.until(m.Lost)[0].said.key == "camera.no_pictures"
    with pytest.raises(Unavailable, match=r"camera\.no_frame"):
        questions.take(eyes, measure=False)
    (folder / "1.jpg").write_bytes(FACE.read_bytes())
    assert heard.until(m.Found)[0].turn == 2


def test_the_same_camera_goes_on_in_another_place(eyes: Eyes, heard: Heard) -> None:
    heard.until(m.Found)
    first = pid_of(eyes)
    eyes.want(m.Watch(turn=2, camera=str(FACE)))
    assert heard.until(m.Found)[0].turn == 2
    assert pid_of(eyes) == first


def test_an_engine_that_is_not_there_is_told_and_pictures_still_come(
    eyes: Eyes, heard: Heard
) -> None:
    heard.until(m.Found)
    eyes.want(m.Load(engine="nonsense"))
    not_loaded, _ = heard.until(m.NotLoaded)
    assert (not_loaded.said.refused, not_loaded.said.key) == (True, "engine.unknown")
    taken = questions.take(eyes, measure=True)
    assert taken.jpeg
    assert taken.vector is None


def test_it_ends_with_the_desk_however_that_ends() -> None:
    desk = """
import sys
from app.eyes import messages as m
from app.eyes.eyes import Eyes
eyes = Eyes(lambda word, _: print(eyes.pid, flush=True) if isinstance(word, m.Found) else None)
eyes.want(m.Load(engine="yunet2023mar+sface2021dec"))
eyes.want(m.Show(width=320, height=160))
eyes.want(m.Watch(turn=1, camera=sys.argv[1]))
eyes._thread.join()
"""
    parent = subprocess.Popen(  # noqa: S603 - our own interpreter and a fixed line
        [sys.executable, "-c", desk, str(FACE)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    gone = psutil.Process(child) if psutil.pid_exists(child) else None
    if gone:
        try:
            gone.wait(2.0)
        except psutil.TimeoutExpired:
            assert not alive(child)


@pytest.mark.parametrize(
    "says",
    [
        "import sys; sys.stdout.write('hello, I am no process of yours')",
        "import sys; sys.stdout.buffer.write(bytes([2, 0, 0, 0, 0, 0, 0, 0, 0x81, 0xA4]))",
        "raise SystemExit(1)",
    ],
)
def test_what_talks_nonsense_is_ended_and_told(heard: Heard, says: str) -> None:
    eyes = Eyes(heard, started_by=[sys.executable, "-c", says], pauses=(0.05,))
    try:
        eyes.want(m.Watch(turn=1, camera="none"))
        assert heard.until(m.Lost)[0].said.key == "camera.ended"
        with pytest.raises(Unavailable, match=r"camera\.ended"):
            questions.take(eyes, measure=False)
    finally:
        eyes.stop()


def test_a_program_that_is_gone_is_told(heard: Heard, tmp_path: Path) -> None:
    eyes = Eyes(heard, started_by=[str(tmp_path / "gone")], pauses=(0.05,))
    try:
        eyes.want(m.Watch(turn=1, camera="0"))
        assert heard.until(m.Lost)[0].said.key == "camera.cannot_begin"
    finally:
        eyes.stop()
