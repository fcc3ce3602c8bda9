"""Another camera: those that are plugged in, by number and name, in a list under a key."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.eyes import questions
from app.eyes.messages import CameraThere
from ui.fields import Press
from ui.jobs import Jobs

NONE = "none"


class CameraKey(Press):
    """Asks which cameras there are when it is pressed; the one in use is marked."""

    def __init__(self, jobs: Jobs, now: str, choose: Callable[[str], None]) -> None:
        super().__init__(self.tr("换摄像头"), "link")
        self._jobs, self._now, self._choose = jobs, now, choose
        self.list = QMenu(self)
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        """Look what is plugged in; without an answer there are still the known two."""
        eyes = self._jobs.sight.eyes
        self._jobs.faces(
            self, lambda: questions.cameras(eyes), self._offer, lambda _sorry: self._offer(())
        )

    def _offer(self, found: tuple[CameraThere, ...]) -> None:
        named = {camera.spec: camera.name for camera in found}
        specs = dict.fromkeys([*named, self._now, NONE])
        self.list.clear()
        for spec in specs:
            one = self.list.addAction(self._words(spec, named.get(spec, "")))
            one.setCheckable(True)
            one.setChecked(spec == self._now)
            one.triggered.connect(lambda _on, spec=spec: self._choose(spec))
        self.list.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.list.setActiveAction(self.list.actions()[list(specs).index(self._now)])

    def _words(self, spec: str, name: str) -> str:
        if spec == NONE:
            return self.tr("不用摄像头")
        if not spec.isdecimal():
            return spec
        return self.tr("摄像头 {0}　{1}").format(spec, name).rstrip("　 ")
