"""One arrival from the login to the way home, played in the real window, a picture of each step."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import clock
from app.desk import papers, photographs
from app.desk.admission import Admitted
from app.desk.identify import Candidate
from app.domain.codes import CHECKS, CONDITIONS
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.face import Band
from app.settings import Settings
from app.words.say import say
from ui.demo.arrive import Desk
from ui.demo.drive import Player
from ui.demo.invented import SAMPLES, Home, told
from ui.demo.papers import Papers
from ui.demo.station import INTAKE
from ui.demo.summary import Summary, arrived, listed
from ui.demo.voucher import go_home
from ui.fields import ComboField
from ui.papers.page import PapersPage
from ui.people.in_station import InStationPage
from ui.people.person import PersonPage

COMES_AGAIN = "m04"
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def show(settings: Settings, out: Path) -> Summary:
    """Play it; a step that does not happen stops with a sentence."""
    camera = SAMPLES / COMES_AGAIN / "3.jpg"
    with Player(replace(settings, camera=str(camera)), out) as player:
        player.log_in(INTAKE, "login")
        return _Show(player).play(camera)


class _Show:
    def __init__(self, player: Player) -> None:
        self._player = player
        self._desk = Desk(player)
        self._papers = Papers(player, player.out / "papers")
        self._papers_made: list[str] = []

    def play(self, camera: Path) -> Summary:
        """In the order of an officer's morning."""
        done = self._arrive(camera)
        self._print(done)
        self._people()
        self._person()
        self._find()
        self._settings()
        self._calibration()
        return self._end(done)

    def _arrive(self, camera: Path) -> Admitted:
        desk, player = self._desk, self._player
        desk.begin(camera)
        player.picture("intake")
        self._notice()
        desk.consent()
        self._shot = desk.photograph()
        if not desk.candidates:
            raise Refused("demo.step_failed", step="candidates")
        self._known = desk.candidates[0].card
        player.picture("candidates")
        desk.fill(self._form())
        desk.judge(self._answer)
        player.picture("judged")
        self._beside()
        return desk.finish()

    def _beside(self) -> None:
        """F6, Enter: the first candidate beside who is at the desk; Esc goes back to the form."""
        player, page = self._player, self._desk.page
        player.press(Qt.Key.Key_F6)
        player.press(Qt.Key.Key_Return, on=page.candidates.cards[0])
        player.wait(page.beside.isVisible, "compare")
        player.settle("compare")
        player.picture("compare")
        player.press(Qt.Key.Key_Escape)
        player.wait(lambda: not page.beside.isVisible(), "compare")

    def _notice(self) -> None:
        """F7 shows what is read out, F7 puts it away."""
        player, page = self._player, self._desk.page
        player.press(Qt.Key.Key_F7)
        player.wait(lambda: page.notice.isVisible() and page.notice.pages, "notice")
        player.picture("notice")
        player.press(Qt.Key.Key_F7)
        player.wait(lambda: not page.notice.isVisible(), "notice")

    def _form(self) -> dict[str, str]:
        return {
            **{f"check_{one}": "no" for one in CHECKS},
            **{f"condition_{one}": "yes" for one in CONDITIONS},
            "name": told()["faced"][COMES_AGAIN],
            "sex": "1",
            "birth": self._known.birth.removeprefix("~"),
            "ethnicity": "01",
            "home": self._known.home,
            "way": "police",
            "brought_by": told()["brought_by"]["police"],
            "reason": say("reason.robbed", self._player.settings.lang),
            "found_at": told()["found_at"][0],
            "story": told()["stories"]["robbed"][0],
            "items": "\n".join(told()["items"][:2]),
            "marks": told()["marks"][0],
        }

    @staticmethod
    def _answer(one: Candidate) -> Sameness | None:
        return Sameness.SAME if one.band is Band.LIKELY else None

    def _print(self, done: Admitted) -> None:
        player = self._player
        self._keep(self._papers.registration())
        player.picture("registration")
        page = player.page("papers", PapersPage)
        player.click(page.tabs.buttons[papers.NOTICE])
        player.settle("notice")
        self._keep(self._papers.print())
        home = next(Home(**h) for h in told()["homes"] if h["place"] == self._known.home)
        self._keep(go_home(player, self._papers, done, home, pictured=True))

    def _people(self) -> None:
        player = self._player
        player.press(Qt.Key.Key_2, _ALT)
        page = player.page("people", InStationPage)
        player.wait(lambda: page.side.one, "people")
        player.settle("people")
        player.picture("people")

    def _person(self) -> None:
        """F6 on the person under the cursor, who is the one who just came."""
        player = self._player
        player.press(Qt.Key.Key_F6)
        player.wait(lambda: player.window.here == "person", "person")
        page = player.page("person", PersonPage)
        purpose = page.purpose.field
        if isinstance(purpose, ComboField):
            purpose.set_value(say("purpose.reception", player.settings.lang))
            player.press(Qt.Key.Key_Return, on=purpose.combo)
        player.wait(lambda: page.opened, "person")
        player.settle("person")
        player.picture("person")

    def _find(self) -> None:
        """Ctrl+K, and a name as it sounds."""
        player, seek = self._player, self._player.window.seek
        if seek is None:
            return
        player.press(Qt.Key.Key_K, _CTRL)
        QTest.keyClicks(seek, "wang")
        player.wait(lambda: seek.answers.isVisible() and seek.answers.list.count(), "find")
        player.picture("find")
        player.press(Qt.Key.Key_Escape, on=seek)

    def _settings(self) -> None:
        player = self._player
        player.press(Qt.Key.Key_6, _ALT)
        player.wait(lambda: player.window.here == "settings", "settings")
        player.settle("settings")
        player.picture("settings")

    def _calibration(self) -> None:
        """F2: what makes a likeness likely, and how sure that is."""
        player = self._player
        player.press(Qt.Key.Key_F2)
        player.wait(lambda: player.window.here == "calibration", "calibration")
        player.settle("calibration")
        player.picture("calibration")

    def _keep(self, paper: Path) -> None:
        self._papers_made.append(str(paper.relative_to(self._player.out)))

    def _end(self, done: Admitted) -> Summary:
        desk, lang = self._desk, self._player.settings.lang
        shown = [listed(one, _on_file()) for one in desk.candidates]
        name, papers = f"{COMES_AGAIN}/3.jpg", self._papers_made
        summary = Summary()
        summary.arrivals.append(
            arrived(name, self._shot, done, shown, papers, returning=True, lang=lang)
        )
        summary.finish(self._player)
        return summary


def _on_file() -> dict[str, str]:
    """The sample photographs by the SHA-256 under which the register keeps them."""
    at, found = clock.now(), {}
    for path in sorted(SAMPLES.glob("*/[12].jpg")):
        kept = photographs.from_path(path, None, at, measure=False).taken.jpeg
        found[sha256(kept).hexdigest()] = path.relative_to(SAMPLES).as_posix()
    return found
