"""One arrival at the real intake page: camera, consent, photograph, candidates, finishing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt

from app.desk.admission import Admitted
from app.desk.identify import Candidate
from app.desk.photographs import Shot
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from ui.demo.drive import Player
from ui.intake.page import IntakePage

Answer = Callable[[Candidate], Sameness | None]


@dataclass(slots=True, kw_only=True)
class Happened:
    """What the page told so far of one arrival."""

    shot: Shot | None = None
    lost: Refused | Unavailable | None = None
    listed: bool = False
    admitted: Admitted | None = None
    candidates: tuple[Candidate, ...] = field(default=())


class Desk:
    """An officer who takes arrivals one after the other."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.page = player.page("intake", IntakePage)
        self._now = Happened()
        self._templates = 0
        self.page.photographed.connect(self._photographed)
        self.page.listed.connect(self._listed)
        self.page.admitted.connect(self._admitted)
        self.page.photo.view.lost.connect(self._lost)
        player.wait(lambda: self.page.faces.recogniser, "faces")
        self._templates = self._known()

    def begin(self, camera: Path) -> None:
        """Come to the page and point the camera; the picture may turn out not to be one."""
        self._now = Happened()
        self.player.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        self.page = self.player.page("intake", IntakePage)
        self.page.looking.use_camera(str(camera))
        view = self.page.photo.view
        self.player.wait(lambda: self._now.lost or view.has_picture, "camera")
        if self._now.lost:
            raise self._now.lost

    def consent(self) -> None:
        """Told, and agreed to everything."""
        asked = self.page.consent
        for choice in (asked.notice, asked.data, asked.face):
            self.player.click(choice.buttons["granted"])

    def fill(self, values: dict[str, str]) -> None:
        """Fields of the form; Chinese comes from an input method, which has no keys to press."""
        for key, value in values.items():
            self.page.form.fields[key].set_value(value)

    def photograph(self) -> Shot:
        """F4, and the candidates if the photograph can be compared."""
        self._now.listed = False
        self.player.press(Qt.Key.Key_F4)
        self.player.wait(lambda: self._now.shot, "photograph")
        shot = self._now.shot
        if shot is None:
            raise Refused("demo.step_failed", step="photograph")
        if shot.vector is not None:
            self.player.wait(lambda: self._now.listed, "candidates")
            # A list for the name may have come just before the one for the face.
            self.player.settle("candidates")
            list_ = self.page.candidates
            self.player.wait(lambda: len(list_.cards) == len(list_.found), "candidates")
        self._now.candidates = self.page.candidates.found
        return shot

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Who is shown, best first."""
        return self._now.candidates

    def judge(self, answer: Answer) -> None:
        """Press an answer on the cards the officer is sure about."""
        for one, card in zip(self.candidates, self.page.candidates.cards, strict=True):
            given = answer(one)
            if given:
                self.player.click(card.answers.buttons[given])

    def finish(self) -> Admitted:
        """F9; back when the visit is saved and its face, if any, can be found again."""
        self.player.press(Qt.Key.Key_F9)
        self.player.wait(lambda: self._now.admitted, "admission")
        done = self._now.admitted
        if done is None:
            raise Refused("demo.step_failed", step="admission")
        self._templates += len(done.templates)
        self.player.wait(lambda: self._known() >= self._templates, "gallery")
        return done

    def _known(self) -> int:
        recogniser = self.page.faces.recogniser
        return recogniser.on_file if recogniser else 0

    def _photographed(self, shot: Shot) -> None:
        self._now.shot = shot

    def _listed(self) -> None:
        self._now.listed = True

    def _admitted(self, done: Admitted) -> None:
        self._now.admitted = done

    def _lost(self, why: Refused | Unavailable) -> None:
        self._now.lost = why
