"""紧急登记: one screen, two keys; nothing on it but the person, what is urgent, and saving."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.domain.emergency import MOST_WORDS
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId, new_id
from app.words.say import sentence
from ui.cards import Card, SayLine, words
from ui.emergency.choices import UrgentChoices
from ui.emergency.done import DonePage
from ui.emergency.recording import Kept, Recording, Seen
from ui.emergency.snap import PATIENCE, Snap
from ui.emergency.whole import WholePicture
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.pictures import of_bytes
from ui.theme import GAP, px
from ui.walk import busy, in_reading_order, once

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EmergencyScreen(QWidget):
    """Over everything else; what stands behind it is not touched."""

    kept = Signal(object)
    """Kept: it is saved, and under which number."""
    left = Signal()
    """Back to what stood behind."""
    complete_wanted = Signal(object)
    """The visit to go on with at once."""

    def __init__(self, jobs: Jobs, camera: str, lang: str, recording: Recording) -> None:
        super().__init__()
        self.setObjectName("emergency")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._lang, self._recording = lang, recording
        self._visit, self._at = VisitId(new_id()), clock.now()
        self._photo: object = None
        self._saving = self._saves_next = self._elsewhere = False
        self.choices = UrgentChoices(lang)
        self.done = TextField(self.tr("已经做了什么"), self.tr("可不填"), longest=MOST_WORDS)
        self.by = TextField(self.tr("登记人姓名"), self.tr("可不填"), longest=40)
        if not recording.sealed:
            self.by.hide()
        self.picture = WholePicture(440, 330, self.tr("摄像头画面"))
        self.told, self.camera_told = SayLine(), words(self.tr("照片：未拍，记为不详"), "label")
        self.save_key = Press(self.tr("立即保存"), "primary", "Enter / F9")
        self.photo_key = Press(self.tr("拍照"), "plain", "F4")
        self.back_key = Press(self.tr("返回"), "plain", "Esc")
        self.snap = Snap(jobs, camera, self)
        self.after = DonePage(lang)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def is_empty(self) -> bool:
        """Whether nothing on it would be lost."""
        seen = self._seen()
        return (
            self.is_done
            or self._elsewhere
            or not (seen.urgent or seen.done or seen.taken_by or seen.photo)
        )

    @property
    def is_done(self) -> bool:
        """Whether it is saved already."""
        return self.stack.currentWidget() is self.after

    def is_about(self, visit: VisitId) -> bool:
        """Whether it is this emergency that stands on it unsaved."""
        return not self.is_done and self._visit == visit

    def put(self, seen: Seen) -> None:
        """What was noted before and not saved."""
        self._visit, self._at = seen.visit, seen.at
        self.arrived.setText(f"{local(seen.at):%m-%d %H:%M}")
        self.choices.put(seen.urgent)
        self.done.set_value(seen.done)
        if seen.photo:
            self._photographed(seen.photo)

    def begin(self) -> None:
        """It is shown, with what the camera sees; the page behind has the camera again later."""
        by = self.devicePixelRatioF()
        size = self.picture.size()
        self.snap.open(round(size.width() * by), round(size.height() * by))
        self.choices.arrive()

    def leave(self) -> None:
        """Away from it; what was noted stays, and where it may it is kept as a draft."""
        self.put_away()
        self.left.emit()

    def put_away(self) -> None:
        """The camera is let go; what is not saved is kept where it may be."""
        self.snap.close()
        if not self.is_empty and not self._saving:
            self._recording.leave(self._seen())

    def take(self) -> None:
        """F4."""
        if not self.is_done:
            self.camera_told.setText(self.tr("正在拍照…"))
            self.snap.take()

    def save(self) -> None:
        """Enter or F9: what is here is enough. A photograph on its way is waited for, not long."""
        if self._saving or self.is_done:
            return
        if self._elsewhere:
            self.leave()
            return
        if self.snap.taking:
            if not self._saves_next:
                self._saves_next = True
                QTimer.singleShot(PATIENCE, self, self._wait_no_longer)
            return
        self._saving = True
        self.save_key.setText(self.tr("正在保存…"))
        self._recording.keep(self._seen(), self._kept, self._not_kept)

    def _seen(self) -> Seen:
        return Seen(
            visit=self._visit,
            at=self._at,
            urgent=self.choices.chosen(),
            done=self.done.value(),
            taken_by=self.by.value(),
            photo=self._photo,  # type: ignore[arg-type]
        )

    def _kept(self, kept: Kept) -> None:
        self._saving = False
        self.snap.close()
        self.after.show_kept(kept, self._seen())
        self.stack.setCurrentWidget(self.after)
        self.back_key.setText(self.tr("回到刚才的页面  Esc"))
        self.photo_key.hide()
        self.save_key.hide()
        self.told.say("")
        self.complete_key.setVisible(kept.visit is not None)
        self.next_key.show()
        # On no key: an Enter too many must not take the number away before it is read.
        self.after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit(kept)

    def _not_kept(self, sorry: Refused | Unavailable) -> None:
        """Everything stays as it is; the same key tries again."""
        self._saving = False
        if sorry.key == "admission.saved_already":
            # Its draft was taken up on the page of arrivals and finished there.
            self._elsewhere = True
        self.save_key.setText(self.tr("再保存一次  Enter / F9"))
        self.told.say(sentence(sorry, self._lang), "bad")

    def _photographed(self, taken: object) -> None:
        self._photo = taken
        self.picture.show_image(of_bytes(taken.jpeg))  # type: ignore[attr-defined]
        self.camera_told.setText(self.tr("已拍照，再按 F4 重拍"))
        self._go_on_saving()

    def _no_photograph(self, sorry: Refused | Unavailable) -> None:
        self.camera_told.setText(
            self.tr("没有拍到，照片记为不详，以后可补。{0}").format(sentence(sorry, self._lang))
        )
        self._go_on_saving()

    def _wait_no_longer(self) -> None:
        """A camera that hangs must not keep a person from being saved."""
        if self._saves_next and self.snap.taking:
            self.snap.give_up()

    def _go_on_saving(self) -> None:
        if self._saves_next:
            self._saves_next = False
            self.save()

    def _look(self, image: QImage) -> None:
        if self._photo is None:
            self.picture.show_image(image, "no_photography")

    def _go(self) -> None:
        if self.is_done and self.after.kept and self.after.kept.visit:
            self.complete_wanted.emit(self.after.kept.visit)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        QTimer.singleShot(0, self, self.settle)

    def settle(self) -> None:
        """A page that was made behind it must not keep the cursor."""
        focus = QApplication.focusWidget()
        if self.isVisible() and not (focus and self.isAncestorOf(focus)):
            stood = self.focusWidget()
            # Nothing becomes selected: the next key must not take away what was typed.
            stood.setFocus(Qt.FocusReason.PopupFocusReason) if stood else self.choices.arrive()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        focus = self.focusWidget()
        if event.key() in _ENTER and not (focus and busy(focus)):
            self.save()
        elif not self.is_done and self.choices.press(event.text()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        for keys, do in (
            ("F4", self.take),
            ("F9", self.save),
            ("F11", self._go),
            ("Esc", self.leave),
        ):
            once(QShortcut(QKeySequence(keys), self)).activated.connect(do)
        self.done.on_enter(self.save)
        self.by.on_enter(self.save)
        self.save_key.clicked.connect(self.save)
        self.photo_key.clicked.connect(self.take)
        self.back_key.clicked.connect(self.leave)
        self.complete_key.clicked.connect(self._go)
        self.snap.seen.connect(self._look)
        self.snap.taken.connect(self._photographed)
        self.snap.failed.connect(self._no_photograph)
        # Space and Enter on the big answers belong to them and to saving, never to the mouse keys.
        for key in (self.save_key, self.photo_key, self.back_key):
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        self.complete_key = Press(self.tr("现在补登"), "plain", "F11")
        self.next_key = Press(self.tr("再登记一人"), "plain", "F10")
        self.complete_key.hide()
        self.next_key.hide()
        self.stack.addWidget(self._asking())
        self.stack.addWidget(self.after)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(18), px(12), px(18), px(12))
        whole.setSpacing(px(GAP))
        whole.addLayout(self._head())
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.told)
        whole.addWidget(self._keys())
        in_reading_order(self.choices, self.done, self.by)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(words(self.tr("紧急登记"), "title"))
        about = (
            self.tr("不用登录：内容加密封存，有人登录后自动并入，不会丢失。")
            if self._recording.sealed
            else self.tr("先救人。什么都不填也能保存，其余以后补。")
        )
        row.addWidget(words(about, "label"), 1)
        self.arrived = words(f"{local(self._at):%m-%d %H:%M}", "strong")
        row.addWidget(self.arrived)
        return row

    def _asking(self) -> QWidget:
        urgent = Card(self.tr("有什么紧急情况"), "warning")
        urgent.aside(words(self.tr("按数字选，可多选，也可不选"), "note"))
        urgent.body.addWidget(self.choices)
        noted = Card(self.tr("一句话"), "description")
        noted.aside(words(self.tr("例：已打 120，民警在场"), "note"))
        noted.row((self.done, 3), (self.by, 1))
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        left.addWidget(urgent, 1)
        left.addWidget(noted)
        photo = Card(self.tr("照片"), "photo_camera")
        photo.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.camera_told.setWordWrap(True)
        # Long words must not push the answers aside while somebody is pressing them.
        self.camera_told.setFixedWidth(self.picture.width())
        photo.body.addWidget(self.camera_told)
        photo.body.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addLayout(left, 1)
        row.addWidget(photo)
        return holder

    def _keys(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        # What comes after saving stands apart from it: a second click must not press it.
        for key in (self.back_key, self.next_key, self.complete_key):
            row.addWidget(key)
        row.addStretch(1)
        for key in (self.photo_key, self.save_key):
            row.addWidget(key)
        self.save_key.setMinimumSize(px(240), px(44))
        return bar
