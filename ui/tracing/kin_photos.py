"""The two photographs of a pair side by side, and what comparing their faces says."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import local
from app.desk import kin_faces
from app.desk.kin_faces import Beside
from app.domain.clue import Verdict
from app.domain.errors import Refused, Unavailable
from app.domain.kin_face import FaceSays, not_compared
from app.eyes import questions
from app.faces.bands import Calibration
from app.words.kin import face_by_in_words, face_in_words
from ui.cards import Drawing, Picture, sheet, words
from ui.jobs import Jobs
from ui.pictures import FINE
from ui.theme import TONES, px
from ui.thumbs import Thumbs

WIDE, HIGH = 96, 120
_SIGNS = {
    Verdict.AGREES: ("check_circle", "ok"), Verdict.DIFFERS: ("error", "bad"),
    Verdict.UNKNOWN: ("help", "plain"),
}  # fmt: skip


class FaceAsked(QObject):
    """Measures the family's photographs beside the window and compares them; nothing is kept."""

    answered = Signal(object, object)
    """Beside, FaceSays: what is said of these two sides."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def ask(self, sides: Beside, bands: Calibration | None) -> FaceSays | None:
        """What can be said at once; else `answered` says it."""
        if sides.why_not:
            return not_compared(sides.why_not)
        eyes = self._jobs.sight.eyes

        def work() -> FaceSays:
            seen = [questions.measured_by(eyes, one.jpeg) for one in sides.given]
            return kin_faces.compared(sides, seen, bands)

        def sorry(_why: Refused | Unavailable) -> None:
            self.answered.emit(sides, not_compared("kin_face.no_engine"))

        self._jobs.faces(self, work, lambda said: self.answered.emit(sides, said), sorry)
        return None


class KinPhotos(QWidget):
    """Both pictures with what they are; where there is none, that is said in words."""

    def __init__(self, jobs: Jobs, lang: str) -> None:
        super().__init__()
        self._lang, self._sides = lang, Beside()
        self.thumbs = Thumbs(jobs, px(HIGH) * FINE)
        self.thumbs.came.connect(self._draw)
        self.ours = Picture(WIDE, HIGH, self.tr("站里的照片"))
        self.theirs = Picture(WIDE, HIGH, self.tr("家属给的照片"))
        self.told_ours = words("", "note", wrap=True)
        self.told_theirs = words("", "note", wrap=True)
        self.says, self.by = QVBoxLayout(), words("", "note", wrap=True)
        self._lay_out()

    def show_sides(self, sides: Beside) -> None:
        """Of one pair; what the faces say comes after."""
        self._sides = sides
        self.told_ours.setText(self._of_ours())
        self.told_theirs.setText(self._of_theirs())
        self.show_face(None, "")
        self._draw()

    def show_face(self, said: FaceSays | None, engine: str) -> None:
        """What was found, or that it is being looked at."""
        while item := self.says.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        icon, tone = _SIGNS[said.verdict if said else Verdict.UNKNOWN]
        text = face_in_words(said, self._lang) if said else self.tr("正在比对两张照片…")
        line = sheet(
            Drawing(icon, TONES[tone][0], 16),
            words(text, "label" if tone == "plain" else "", wrap=True), direction="right",
        )  # fmt: skip
        line.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.says.addWidget(line)
        self.by.setText(face_by_in_words(said, engine, self._lang) if said else "")
        self.by.setVisible(bool(self.by.text()))

    def _of_ours(self) -> str:
        ours = self._sides.ours
        day = f"{local(ours.taken_at):%Y-%m-%d}" if ours else self.tr("没有照片")
        return self.tr("站里") + "\n" + day

    def _of_theirs(self) -> str:
        year = self._sides.year
        told = self.tr("{0} 年").format(year) if year else self.tr("年份不详")
        if self._sides.theirs is None:
            told = self.tr("没有照片")
        return self.tr("家属") + "\n" + told

    def _draw(self) -> None:
        sides = self._sides
        ours = self.thumbs.of(sides.ours)
        theirs = self.thumbs.called(sides.theirs.picture) if sides.theirs else None
        for place, image, there in (
            (self.ours, ours, sides.ours), (self.theirs, theirs, sides.theirs),
        ):  # fmt: skip
            place.show_image(image, "person" if there else "no_photography")
        # Two empty frames tell nothing that the words do not, and push the evidence down.
        for part in (self.ours, self.told_ours, self.theirs, self.told_theirs):
            part.setVisible(sides.ours is not None or sides.theirs is not None)

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(px(10))
        for picture, told in ((self.ours, self.told_ours), (self.theirs, self.told_theirs)):
            side = QVBoxLayout()
            side.setSpacing(px(3))
            side.addWidget(picture)
            told.setFixedWidth(px(WIDE))
            told.setAlignment(Qt.AlignmentFlag.AlignTop)
            side.addWidget(told)
            side.addStretch(1)
            both.addLayout(side)
        beside = QVBoxLayout()
        beside.addLayout(self.says)
        beside.addWidget(self.by)
        beside.addStretch(1)
        both.addLayout(beside, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(both)
