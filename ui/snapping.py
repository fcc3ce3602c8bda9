"""A picture for the file, from the camera or a file: of a thing, or of somebody in the street. No
face is looked for in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from app import clock
from app.desk.admission import Taken
from app.desk.street import Shown
from app.domain.errors import Refused, Unavailable
from app.eyes import questions
from app.words.say import sentence
from ui.cameras import NONE
from ui.cards import Card, Picture, SayLine
from ui.emergency.snap import Snap
from ui.fields import Press
from ui.jobs import Jobs
from ui.theme import px
from ui.walk import show

_WIDE, _HIGH = 312, 176
_THUMB = 64, 48
MOST = 4


class SnapCard(Card):
    """F4 shows what the camera sees, F4 again photographs it; Shift+F4 takes a file."""

    taken = Signal(object)
    """Shown: a picture to keep."""
    dropped = Signal()
    """Ctrl+F4: the newest one is not wanted."""

    def __init__(self, jobs: Jobs, camera: str, lang: str, title: str) -> None:
        super().__init__(title, "photo_camera")
        self._jobs, self._camera, self._lang = jobs, camera, lang
        self._gone = False
        self.live = Picture(_WIDE, _HIGH, self.tr("摄像头画面"))
        self.live.hide()
        self.told = SayLine()
        self.eye = Snap(jobs, camera, self)
        self.eye.seen.connect(self._look)
        self.eye.taken.connect(self._came)
        self.eye.failed.connect(self.sorry)
        self.thumbs = [Picture(*_THUMB) for _ in range(MOST)]
        self._lay_out()
        self.show_pictures([])

    def snap(self) -> None:
        """F4: first the live picture, then the photograph of it."""
        self.told.say("")
        if self._camera == NONE:
            self.told.say(self.tr("这台电脑没有设置摄像头。按 Shift+F4 选照片文件。"), "warn")
        elif self.live.isHidden():
            self.live.show_image(None, "photo_camera")
            self.live.show()
            self._gone = False
            self.eye.open(self.live.width(), self.live.height())
            self.told.say(self._aim())
        else:
            self.eye.take()
        self._bring_in_sight()

    def choose(self) -> None:
        """Shift+F4, without holding up the window."""
        dialog = QFileDialog(self, self.tr("选照片文件"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("照片 (*.jpg *.jpeg *.png)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.take_file(Path(chosen)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """A picture file; one that is none is said, and nothing else is lost."""
        eyes, at = self._jobs.sight.eyes, clock.now()

        def work() -> object:
            from app.desk import photographs  # not wanted before the first paint

            return photographs.kept(questions.develop(eyes, path, measure=False), at).taken

        self._jobs.faces(self, work, self._came, self.sorry)

    def shut(self) -> bool:
        """Let go of the camera; whether it was open."""
        was = not self.live.isHidden()
        self.live.hide()
        self.told.say("")
        self.eye.close()
        return was

    def show_pictures(self, images: Sequence[QImage | None]) -> None:
        """Those that there are; the newest last."""
        for place, picture in enumerate(self.thumbs):
            there = place < len(images)
            picture.setVisible(there)
            if there:
                name = self.tr("第 {0} 张照片").format(place + 1)
                picture.setAccessibleName(name)
                picture.show_image(images[place], "photo_camera")

    def sorry(self, sorry: Refused | Unavailable) -> None:
        """There is no picture, and why."""
        told = sentence(sorry, self._lang)
        if sorry.key == "emergency.no_frame":
            told = self.tr(
                "摄像头没有画面。请检查连接，或按 Shift+F4 选照片文件；不拍照也可以保存。"
            )
        self.told.say(told, "warn")
        self._bring_in_sight()

    def _bring_in_sight(self) -> None:
        """In a long form it lies below what is seen, and F4 would seem to do nothing."""
        QTimer.singleShot(0, self, lambda: show(self))  # it has its place only then

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.shut()

    def _aim(self) -> str:
        return self.tr("对准以后再按 F4 拍照，Esc 关闭摄像头。")

    def _look(self, image: QImage) -> None:
        """A camera that is gone is said at once: nobody aims at nothing."""
        if self._gone is image.isNull() or self.live.isHidden():
            pass
        elif image.isNull():
            self.live.show_image(None, "photo_camera")
            self.sorry(Unavailable("emergency.no_frame"))
        else:
            self.told.say(self._aim())
        self._gone = image.isNull()
        if not image.isNull():
            self.live.show_image(image)

    def _came(self, taken: object) -> None:
        if isinstance(taken, Taken):
            self.told.say("")
            self.taken.emit(Shown(jpeg=taken.jpeg, width=taken.width, height=taken.height))

    def _lay_out(self) -> None:
        self.take = Press(self.tr("拍照"), "plain", "F4")
        self.file = Press(self.tr("选文件"), "plain", "Shift+F4")
        self.drop = Press(self.tr("取消"), "link", "Ctrl+F4")
        for button, do in (
            (self.take, self.snap), (self.file, self.choose), (self.drop, self.dropped.emit),
        ):  # fmt: skip
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(do)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(6))
        for button in (self.take, self.file, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        shown = QHBoxLayout()
        shown.setSpacing(px(6))
        for picture in self.thumbs:
            shown.addWidget(picture)
        shown.addStretch(1)
        self.body.addWidget(self.live)
        self.body.addLayout(buttons)
        self.body.addLayout(shown)
        self.body.addWidget(self.told)
