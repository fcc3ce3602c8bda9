"""Ordinary arrivals by keys alone: card, photograph, what they carry, a bed, the form."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from app import clock
from app.desk import rooms
from app.desk.rooms import RoomFacts
from app.domain.errors import Unavailable
from app.domain.room import RoomFor
from app.settings import Settings
from ui.custody.page import CustodyPage
from ui.demo.drive import Player
from ui.demo.fingers import SHIFT, Fingers, Waited
from ui.demo.invented import SAMPLES, told
from ui.demo.station import INTAKE, make_empty
from ui.intake.page import IntakePage
from ui.papers.page import PapersPage

ROOT = Path(__file__).parents[2]
FACES = ("m04", "m06")
_ALT = Qt.KeyboardModifier.AltModifier
_STEPS = {"name": 14, "found_at": 3}
"""Enter from the name to how they came; from who brought them to where they were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What it took. `letters` are among the `keys`."""

    keys: int
    letters: int
    waits: tuple[Waited, ...]


@contextmanager
def reader(port: Path) -> Iterator[Callable[[int], None]]:
    """The reader of the tests on a line of its own; a number lays down one of its cards."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-m", "tests.card_reader", "--port", str(port)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as line:  # fmt: skip
        try:
            if line.stdin is None or line.stdout is None or not line.stdout.readline():
                raise Unavailable("reader.none")
            there = line.stdin

            def lay(card: int) -> None:
                there.write(f"{card}\n".encode())
                there.flush()

            yield lay
        finally:
            line.kill()


def furnish(data: Path) -> None:
    """An empty station with a room for men and one for women."""
    session, officers = make_empty(data, clock.now() - timedelta(days=30))
    leader, at = officers[3], clock.now() - timedelta(days=29)
    for name, use in (("男1室", RoomFor.MEN), ("女1室", RoomFor.WOMEN)):
        facts = RoomFacts(name=name, use=use, beds=4)
        rooms.keep(session.register, session.station, facts, by=leader, at=at)
    session.register.close()


def play(
    settings: Settings, out: Path, *, times: int = 1, pictured: bool = True
) -> tuple[list[Pressed], list[Path]]:
    """From the card to the printed form, in a station that `furnish` made; one after the other."""
    port = settings.data.with_name("card-reader")
    with reader(port) as lay:
        chosen = replace(
            settings,
            reader=str(port),
            camera=str(SAMPLES / FACES[0] / "3.jpg"),
            printer=_printer(settings, out),
        )
        with Player(chosen, out) as player:
            player.log_in(INTAKE)
            found = []
            for number in range(times):
                arrival = _Arrival(player, number, pictured=pictured)
                found.append(arrival.play(lay))
            return found, player.pictures


def _printer(settings: Settings, out: Path) -> str:
    return f"file:{out / 'papers'}" if settings.printer == "none" else settings.printer


class _Arrival:
    def __init__(self, player: Player, number: int, *, pictured: bool) -> None:
        self._player, self._number, self._pictured = player, number, pictured
        self._fingers = Fingers(player)

    def _reader_says(self) -> str:
        return self._player.window.status.lights["reader"].accessibleName()

    def play(self, lay: Callable[[int], None]) -> Pressed:
        """The card lies on the reader before the first key, as the person gives it."""
        self._player.saved.clear()
        lay(0)
        self._come()
        lay(1 + self._number % 2)
        self._register()
        self._belongings()
        self._bed()
        self._print()
        made = self._fingers
        return Pressed(keys=made.keys, letters=made.letters, waits=tuple(made.waits))

    def _come(self) -> None:
        """Alt+1; somebody else stands before the camera."""
        player, fingers = self._player, self._fingers
        here = lambda: player.window.here == "intake"  # noqa: E731
        fingers.press(Qt.Key.Key_1, _ALT, until=here, at="next")
        page = player.page("intake", IntakePage)
        page.looking.use_camera(str(SAMPLES / FACES[self._number % len(FACES)] / "3.jpg"))
        player.wait(lambda: page.faces.recogniser and page.photo.view.has_picture, "camera")
        ready = QCoreApplication.translate("Reader", "正常")
        player.wait(lambda: ready in self._reader_says(), "card")  # taken away

    def _register(self) -> None:
        player, fingers = self._player, self._fingers
        page = player.page("intake", IntakePage)
        player.wait(lambda: page.form.value("document"), "card")  # laid down, no key
        player.settle("card")
        fingers.enter(_STEPS["name"])
        fingers.answer(2)  # 公安
        fingers.write(told()["brought_by"]["police"])
        fingers.enter(_STEPS["found_at"])
        fingers.write(told()["found_at"][0])
        fingers.enter()
        fingers.write(told()["stories"]["robbed"][0])
        fingers.enter(3)
        fingers.answer(1, 1, 1, 1)  # the four conditions
        fingers.enter(4)
        fingers.answer(2, 2, 2, 2, 2, 2)  # nothing urgent
        self._shown("arrival-checks")
        fingers.answer(1, 1, 1, 1)  # told, personal data, face, here only
        taken: list[object] = []
        page.photographed.connect(taken.append)
        fingers.press(Qt.Key.Key_F4, at="photograph")
        # Compared beside: nobody waits for it, but the picture of this step shows it.
        player.wait(lambda: taken, "photograph")
        player.settle("photograph")
        self._shown("arrival-filled")
        fingers.press(Qt.Key.Key_F9, until=lambda: player.window.here == "papers", at="save")

    def _belongings(self) -> None:
        player, fingers = self._player, self._fingers
        fingers.press(Qt.Key.Key_F9, SHIFT, until=self._asks_what, at="custody")
        page = player.page("custody", CustodyPage)
        for number, line in enumerate(("灰色双肩包", "手机 黑色", "100元x3"), start=1):
            fingers.write(line)
            fingers.press(
                Qt.Key.Key_Return,
                until=lambda n=number: self._written(page) == n,  # type: ignore[misc]
                at="belonging",
            )
        fingers.press(Qt.Key.Key_F9, until=page.doing.seal.isVisible, at="seal")
        fingers.enter()
        fingers.write(f"{123 + self._number:07d}")  # a seal closes once
        fingers.enter()
        fingers.write("A-12")
        fingers.enter()
        fingers.press(Qt.Key.Key_Down)  # the second officer
        fingers.enter()
        fingers.press(Qt.Key.Key_1)
        self._shown("belongings")
        fingers.press(Qt.Key.Key_F9, until=page.doing.seal.isHidden, at="sealed")
        self._shown("belongings-sealed")
        fingers.press(Qt.Key.Key_Escape, until=lambda: player.window.here == "papers")

    def _asks_what(self) -> bool:
        """The page of belongings waits for the first line."""
        page, here = self._player.window.page(self._player.window.here), QApplication.focusWidget()
        return (
            isinstance(page, CustodyPage)
            and page.case is not None
            and page.entry.line.isAncestorOf(here or page)
        )

    @staticmethod
    def _written(page: CustodyPage) -> int:
        return len(page.case.account.belongings) if page.case else 0

    def _bed(self) -> None:
        player, fingers = self._player, self._fingers
        fingers.press(Qt.Key.Key_F11, until=lambda: "bed_stay" in player.saved, at="bed")
        self._shown("bed-given")

    def _print(self) -> None:
        player, fingers = self._player, self._fingers
        page = player.page("papers", PapersPage)
        player.wait(lambda: page.made, "paper")
        self._shown("form-1")
        fingers.press(Qt.Key.Key_F8, at="print")
        player.wait(lambda: "printing" in player.saved, "print")

    def _shown(self, name: str) -> None:
        if self._pictured:
            self._player.settle(name)
            self._player.picture(name)
