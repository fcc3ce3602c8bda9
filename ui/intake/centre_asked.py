"""Whether the centre is asked who this is, and what it answered; the desk never waits for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.domain.codes import CHECKS
from app.domain.errors import Refused, Unavailable
from ui.faces import Faces
from ui.intake.arriving import Arriving
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.ask import Reader
    from app.sync.line import Line
    from app.wire.faces import FaceAnswers, FaceAsk

_SILENT = frozenset({"sharing.not_asked", "face.not_asked", "face.refused"})
"""Nothing to tell: the centre is never asked, or the page says it already."""
_FIRST = "sharing.urgent_first"


class CentreAsked(QObject):
    """One question a face: the same one is not asked again while its answer stands."""

    answered = Signal()

    def __init__(self, desk: Desk, faces: Faces, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._faces, self._arriving = desk, faces, arriving
        self._asked: FaceAsk | None = None
        self._answers: FaceAnswers | None = None
        self._number = 0
        self._waits_for = ""
        for key in CHECKS:
            arriving.form.fields[f"check_{key}"].changed.connect(self._seen)

    def forget(self) -> None:
        """Somebody else is at the desk."""
        self._number += 1
        self._asked = self._answers = None
        self._waits_for = ""
        self._arriving.candidates.asked.say("")

    def ask(self) -> "FaceAnswers | None":
        """Ask, where it may be asked and was not yet; the answer that stands for this face."""
        model, vector = self._faces.model, self._arriving.shots.probe()
        if self._desk.rounds is None or model is None or vector is None:
            self.forget()
            return None
        arrival, at, officer = self._arriving.arrival(), clock.now(), self._desk.officer
        most, raw = self._desk.settings.face_sharing, vector.tobytes()
        self._number += 1
        number = self._number

        def prepared(reader: "Reader") -> "FaceAsk | Refused":
            from app.desk import asking

            try:
                return asking.probe(reader, arrival, raw, model, most, "arrival", by=officer, at=at)
            except Refused as sorry:
                return sorry

        def go_on(asked: "FaceAsk | Refused") -> None:
            if number == self._number:
                self._go_on(asked)

        self._desk.jobs.read(self, prepared, go_on)
        return self._answers

    def _go_on(self, asked: "FaceAsk | Refused") -> None:
        if isinstance(asked, Refused):
            self._not_allowed(asked)
            return
        self._waits_for = ""
        if asked == self._asked or self._desk.rounds is None:
            return
        self._asked, self._answers = asked, None
        self._arriving.candidates.asked.say(self.tr("正在请中心比对……"), "info")

        def then(answers: "FaceAnswers") -> None:
            if asked == self._asked:
                self._heard(answers)

        def sorry(why: Refused | Unavailable) -> None:
            if asked == self._asked:
                self._not_asked(why)

        def question(line: "Line") -> "FaceAnswers":
            from app.sync.faces import ask

            return ask(line, asked)

        self._desk.rounds.ask(self, question, then, sorry)

    def _not_allowed(self, why: Refused) -> None:
        had, self._asked, self._answers = self._answers, None, None
        self._waits_for = why.key
        told = "" if why.key in _SILENT else self._desk.sentence(why)
        self._arriving.candidates.asked.say(told, "info")
        if had is not None:
            self.answered.emit()  # what the centre said may not be shown any more

    def _heard(self, answers: "FaceAnswers") -> None:
        self._answers = answers
        if answers.provinces > 1:
            told = self.tr("中心也比对过了：{0} 个省，{1} 份人脸特征。").format(
                answers.provinces, answers.looked_through
            )
        else:
            told = self.tr("中心也比对过了：{0} 份人脸特征。").format(answers.looked_through)
        self._arriving.candidates.asked.say(told, "ok")
        self.answered.emit()

    def _not_asked(self, why: Refused | Unavailable) -> None:
        """Said, and asked again with the next photograph or answer; nothing waits for it."""
        self._asked = None
        told = self.tr("没有请中心比对，以下只是本机的结果。{0}").format(self._desk.sentence(why))
        self._arriving.candidates.asked.say(told, "warn")

    def _seen(self, _answer: str) -> None:
        """Urgent need was answered: now the centre may be asked."""
        if self._waits_for == _FIRST:
            self.ask()
