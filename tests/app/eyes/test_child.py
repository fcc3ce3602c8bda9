"""The process from inside: orders in, words out; it leaves when nobody is there any more."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread  # noqa: TID251 (the process under test)

import pytest

from app.eyes import messages as m
from app.eyes.child import GONE, STUCK, Child
from app.eyes.pipe import GarbledError, Pipe
from app.eyes.preview import preview
from app.eyes.watching import Watching
from app.faces.engine import DLIB, SFACE
from app.vision import unpack

FACE = Path(__file__).parents[3] / "assets" / "samples" / "m01" / "1.jpg"


class Desk:
    """The window's end of the pipes, and a process that is a thread here."""

    def __init__(self) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self.files = [os.fdopen(ours_in, "rb"), os.fdopen(theirs_in, "rb")]
        self.says = os.fdopen(ours_out, "wb")
        self._theirs = os.fdopen(theirs_out, "wb")
        self.pipe: Pipe[m.Word] = Pipe(self.files[0], self.says, m.Word)
        self.left: list[int] = []
        self.child = Child(Pipe(self.files[1], self._theirs, m.Order), self.left.append)
        self.thread = Thread(target=self.child.serve)
        self.thread.start()

    def until(self, kind: type) -> tuple[m.Word, bytes]:
        while True:
            word, beside = self.pipe.hear()
            if isinstance(word, kind):
                return word, beside

    def close(self) -> None:
        self.pipe.close()
        self.thread.join(20)
        self._theirs.close()
        for file in self.files:
            file.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()
    assert not made.thread.is_alive()


def test_what_is_asked_is_answered(desk: Desk, tmp_path: Path) -> None:
    for order in (
        m.Load(engine=SFACE),
        m.Show(width=100, height=80),
        m.Watch(turn=1, camera=str(FACE)),
    ):
        desk.pipe.say(order)
    assert desk.until(m.Loaded)[0] == m.Loaded(
        id=SFACE,
        model_sha256="0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
        dim=128,
        metric="cosine",
    )
    assert desk.until(m.Found)[0] == m.Found(turn=1)
    assert isinstance(desk.until(m.Seen)[0], m.Seen)
    desk.pipe.say(m.Take(number=1, measure=True))
    taken, jpeg = desk.until(m.Pictured)
    assert isinstance(taken, m.Pictured)
    assert (taken.number, bool(taken.vector), jpeg[:2]) == (1, True, b"\xff\xd8")
    desk.pipe.say(m.Measure(number=2), jpeg)
    measured = desk.until(m.Measured)[0]
    assert isinstance(measured, m.Measured)
    assert measured.seen
    assert (bool(measured.seen.vector), measured.seen.engine) == (True, SFACE)
    desk.pipe.say(m.Measure(number=5, engine=DLIB), jpeg)
    assert desk.until(m.Measured)[0] == m.Measured(number=5, seen=None), "it is not there"
    desk.pipe.say(m.LoadBeside(engine=DLIB))
    beside = desk.until(m.Loaded)[0]
    assert isinstance(beside, m.Loaded)
    assert (beside.id, beside.beside) == (DLIB, True)
    desk.pipe.say(m.Measure(number=6, engine=DLIB), jpeg)
    old = desk.until(m.Measured)[0]
    assert isinstance(old, m.Measured)
    assert old.seen
    assert (old.seen.engine, old.seen.model_sha256) == (DLIB, beside.model_sha256)
    assert old.seen.vector != measured.seen.vector
    desk.pipe.say(m.Develop(number=3, path=str(tmp_path / "gone.jpg"), measure=False))
    said = m.Said(refused=False, key="photo.no_file", facts={"file": "gone.jpg"})
    assert desk.until(m.Sorry)[0] == m.Sorry(number=3, said=said)
    desk.pipe.say(m.Find(number=4))
    assert isinstance(desk.until(m.Cameras)[0], m.Cameras)
    desk.pipe.say(m.Watch(turn=2, camera="none"))
    none = m.Said(refused=False, key="camera.none", facts={})
    assert desk.until(m.Lost)[0] == m.Lost(turn=2, said=none)
    desk.pipe.say(m.Load(engine="nonsense"))
    assert isinstance(desk.until(m.NotLoaded)[0], m.NotLoaded)


def test_nobody_there_ends_it(desk: Desk) -> None:
    desk.until(m.Alive)
    desk.close()
    assert desk.left in ([], [GONE])


def test_a_camera_that_hangs_is_told_before_it_leaves(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.eyes.watching.STUCK_READING", 0.1)
    hangs = tmp_path / "hangs.jpg"
    os.mkfifo(hangs)
    desk.pipe.say(m.Watch(turn=7, camera=str(tmp_path)))
    lost = desk.until(m.Lost)[0]
    assert isinstance(lost, m.Lost)
    assert (lost.turn, lost.said.key) == (7, "camera.hangs")
    hangs.write_bytes(b"")  # the driver comes back, so that its thread can end
    desk.close()
    assert STUCK in desk.left


def test_pictures_keep_their_shape() -> None:
    image = unpack(FACE.read_bytes())
    wide, high, pixels = preview(image, 400, 100)
    assert (high, wide) == (100, round(image.shape[1] * 100 / image.shape[0]))
    assert len(pixels) == wide * high * 4
    assert preview(image, 3000, 3000)[1] == 3000


def test_a_camera_is_shown_in_one_place_only() -> None:
    watching = Watching(1, "none", lambda _message, _beside: None, lambda: (10, 10))
    assert watching.newest is None
    assert watching.not_looked_at() is None
    watching.show_in(2)
    assert watching.stop()
    assert watching.turn == 2


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (b"", EOFError),
        (b"\x01\x00\x00", EOFError),
        (b"\x09\x00\x00\x00\x00\x00\x00\x00short", EOFError),
        (b"\xff\xff\xff\xff\x00\x00\x00\x00", GarbledError),
        (b"\x01\x00\x00\x00\xff\xff\xff\xff", GarbledError),
        (b"\x01\x00\x00\x00\x00\x00\x00\x00\xc0", GarbledError),
        (b"\x0c\x00\x00\x00\x00\x00\x00\x00\x81\xa4type\xa5Other", GarbledError),
        (b"\x0c\x00\x00\x00\x00\x00\x00\x00\x81\xa4type\xa5O\xffher", GarbledError),
    ],
)
def test_what_is_no_message_is_noticed(sent: bytes, error: type[Exception], tmp_path: Path) -> None:
    (tmp_path / "sent").write_bytes(sent)
    with (tmp_path / "sent").open("rb") as hears, (tmp_path / "said").open("wb") as says:
        pipe: Pipe[m.Word] = Pipe(hears, says, m.Word)
        with pytest.raises(error):
            pipe.hear()
