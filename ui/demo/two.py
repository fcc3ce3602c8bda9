"""Two desks and a centre, in real windows: the network is pulled out, both work on, they meet again
and disagree, and somebody settles it. A picture of each step."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import clock
from app.desk import door
from app.domain.errors import Refused
from app.domain.person import ClaimKind, Source
from app.domain.staff import Role
from app.settings import Settings
from app.store import pictures
from app.store.ask import Asks
from app.words.say import say
from ui.centre.page import CentrePage
from ui.demo import folder
from ui.demo.centre import Centre
from ui.demo.drive import Player
from ui.demo.station import FACTS, INTAKE, STAFF, Credential, make_station
from ui.demo.summary import Summary
from ui.fields import ComboField
from ui.people.person import PersonPage

OTHERS = tuple(
    Credential(login=login, name=name, role=role, password=f"sample-{word}")
    for login, name, role, word in (
        ("zhao", "赵敏", Role.ADMINISTRATOR, "oak-7"),
        ("sun", "孙丽", Role.INTAKE, "elm-8"),
    )
)
Make = Callable[[Path, Settings, datetime], object]
FOUND = "wang"
_ALL_OF_IT = 300_000
"""Milliseconds until everything of a station has been sent, on a busy machine."""
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def show_two(settings: Settings, out: Path, make: Make = make_station) -> Summary:
    """Play it, beginning with a station that `make` makes; what came out is written as JSON."""
    first = replace(settings, camera="none")
    second = replace(first, data=settings.data.with_name("data-second"))
    make(first.data, first, clock.now())
    _make_second(second.data)
    story = _Story(out)
    with Centre(out / "centre") as centre:
        story.join(first, STAFF[0], centre, "join-first")
        story.join(second, OTHERS[0], centre, "join-second")
        with ExitStack() as stack:
            one = stack.enter_context(story.desk(first, INTAKE))
            other = stack.enter_context(story.desk(second, OTHERS[1]))
            story.play(one, other, centre)
            summary = Summary()
            summary.finish(one)
    return summary


def _make_second(data: Path) -> None:
    """Another desk of the same station, with officers of its own and nobody on file."""
    folder.clear(data)
    chief, officer = (
        door.NewOfficer(login=c.login, name=c.name, role=c.role, password=c.password)
        for c in OTHERS
    )
    session = door.set_up(data, FACTS, chief, clock.now()).session
    try:
        door.keep_recovery(session.register)  # invented, it guards nothing
        folder.mark(data)
        door.add_officer(session.register, officer, by=session.officer, at=clock.now())
    finally:
        session.register.close()


class _Story:
    def __init__(self, out: Path) -> None:
        self._out = out
        self.pictures: list[Path] = []

    def desk(self, settings: Settings, who: Credential) -> Player:
        """A desk with somebody logged in; its pictures are numbered with the others."""
        player = Player(settings, self._out)
        player.pictures = self.pictures
        turn_to(player)
        player.log_in(who)
        return player

    def join(self, settings: Settings, who: Credential, centre: Centre, name: str) -> None:
        """The administrator types address and code on the page 同步."""
        with self.desk(settings, who) as player:
            said = say(f"demo.{name.replace('-', '_')}", settings.lang)
            join_by_keys(player, centre, FACTS.code, said)
            player.picture(name)

    def play(self, one: Player, other: Player, centre: Centre) -> None:
        """In the order in which it happens."""
        self._find(other)
        self._open(other, "same-file-second")
        self._find(one)
        self._open(one, "")
        centre.stop()
        for player in (one, other):
            player.wait(lambda p=player: _how(p) == "away", "away")  # type: ignore[misc]
        self._correct(one, 0, "offline-first")
        self._correct(other, 1, "offline-second")
        centre.start()
        for player in (one, other):
            self._meet(player)
        turn_to(one)
        page = _centre_page(one)
        letters = page.letters
        if letters is None:
            raise Refused("demo.step_failed", step="conflict")
        one.wait(letters.current, "conflict")
        one.settle("conflict")
        one.picture("conflict")
        one.press(Qt.Key.Key_F6)
        one.wait(lambda: letters.current() is None, "settled")
        self._meet(one)
        one.settle("settled")
        one.picture("settled")
        self._meet(other)
        self._pictured(other)
        other.wait(lambda: waiting(one) == 0, "settled")
        turn_to(other)
        other.press(Qt.Key.Key_2, _ALT)
        self._find(other)
        self._open(other, "settled-second")

    def _find(self, player: Player) -> None:
        """Ctrl+K, a name as it sounds, Enter."""
        turn_to(player)
        seek = player.window.seek
        if seek is None:
            raise Refused("demo.step_failed", step="find")
        player.press(Qt.Key.Key_K, _CTRL)
        QTest.keyClicks(seek, FOUND)
        player.wait(lambda: seek.answers.isVisible() and seek.answers.list.count(), "find")
        player.press(Qt.Key.Key_Return, on=seek)
        player.wait(lambda: player.window.here == "person", "person")

    def _open(self, player: Player, name: str) -> None:
        page = player.page("person", PersonPage)
        purpose = page.purpose.field
        if page.opened is None and isinstance(purpose, ComboField):
            purpose.set_value(say("purpose.reception", player.settings.lang))
            player.press(Qt.Key.Key_Return, on=purpose.combo)
        player.wait(lambda: page.opened, "person")
        player.settle("person")
        if name:
            player.picture(name)

    def _correct(self, player: Player, which: int, name: str) -> None:
        """The same name, corrected otherwise at each desk."""
        turn_to(player)
        page = player.page("person", PersonPage)
        claims = page.opened.live_claims if page.opened else []
        claim = next((c for c in claims if c.kind is ClaimKind.NAME), None)
        if claim is None:
            raise Refused("demo.step_failed", step=name)
        page.claims.correcting.emit(claim)
        lang = player.settings.lang
        page.correct.value.set_value(claim.value[:1] + ("建业", "健叶")[which])
        page.correct.source.set_value((Source.KIN, Source.POLICE)[which])
        page.correct.reason.set_value(say(f"demo.heard_{('kin', 'police')[which]}", lang))
        player.press(Qt.Key.Key_F9)
        player.wait(page.correct.isHidden, name)
        player.wait(lambda: waiting(player), name)
        player.settle(name)
        player.picture(name)

    def _pictured(self, player: Player) -> None:
        """The photographs come on their own lane, after the records."""
        left = [1]

        def read(asks: Asks) -> int:
            return len(pictures.wanted(asks, 1))

        def look() -> bool:
            if not player.jobs.waiting:
                player.jobs.read(player.shell, read, lambda count: left.__setitem__(0, count))
            return left[0] == 0

        player.wait(look, "photographs", _ALL_OF_IT)

    def _meet(self, player: Player) -> None:
        rounds = player.window.desk.rounds
        if rounds:
            rounds.now()
        player.wait(lambda: is_well(player) and not waiting(player), "meet")


def join_by_keys(player: Player, centre: Centre, station: str, name: str = "") -> None:
    """Address and code on the page 同步, until everything of the station has been sent."""
    page = _centre_page(player)
    card = page.join
    if card is None:
        raise Refused("demo.step_failed", step="join")
    card.url.set_value(centre.url)
    card.code.set_value(centre.code(station))
    card.name.set_value(name)
    player.click(card.press)
    player.wait(lambda: is_well(player) and not waiting(player), "join", _ALL_OF_IT)
    player.settle("join")


def turn_to(player: Player) -> None:
    """Its window is the one that keys go to."""
    player.shell.activateWindow()
    player.wait(lambda: QApplication.activeWindow() is player.shell, "window")


def _centre_page(player: Player) -> CentrePage:
    player.press(Qt.Key.Key_7, _ALT)
    player.wait(lambda: player.window.here == "centre", "centre")
    return player.page("centre", CentrePage)


def _how(player: Player) -> str:
    return player.window.desk.rounds.stands.how if player.window.desk.rounds else ""


def is_well(player: Player) -> bool:
    """Connected, and everything that the other side had to say has been heard."""
    rounds = player.window.desk.rounds
    if rounds is None:
        return False
    stands = rounds.stands
    return stands.how == "well" and stands.last is not None and not stands.coming


def waiting(player: Player) -> int:
    """How much has not been sent."""
    return player.window.desk.rounds.stands.waiting if player.window.desk.rounds else 0
