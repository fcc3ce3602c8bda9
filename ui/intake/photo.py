"""The camera card: live picture, photographs taken, and what was told and agreed to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout

from app.desk.admission import Asked
from app.domain.errors import Refused, Unavailable
from app.domain.face import Basis, Quality, Scope
from app.domain.visit import About, Answer
from app.paper.forms import form
from app.words.say import say, sentence
from ui.camera_view import CameraView
from ui.cameras import CameraKey
from ui.cards import Card, Picture, SayLine, words
from ui.fields import ChoiceField, ComboField, Press
from ui.jobs import Jobs
from ui.pictures import FINE, small
from ui.theme import PRIMARY, px

MOST_PHOTOS = 4


class PhotoCard(Card):
    """Two or three photographs a visit; taking one never depends on consent to compare faces."""

    wanted = Signal()
    """Take a photograph now."""
    chosen = Signal()
    """Take one from a file instead."""
    dropped = Signal(int)
    """A photograph was pressed to be taken out."""

    def __init__(self, jobs: Jobs, lang: str) -> None:
        super().__init__(self.tr("拍照"), "photo_camera")
        self._lang = lang
        self.view = CameraView(jobs, lang)
        self.told = SayLine()
        self.take = Press(self.tr("拍照"), "primary", "F4")
        self.file = Press(self.tr("选照片文件"))
        self.take.clicked.connect(self.wanted)
        self.file.clicked.connect(self.chosen)
        self._shots = QHBoxLayout()
        self._shots.setSpacing(4)
        self._shots.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.view.setFixedHeight(px(160))
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.file)
        buttons.addStretch(1)
        buttons.addLayout(self._shots)
        self.body.addWidget(self.view)
        self.body.addLayout(buttons)
        # Nothing looks whether a photograph is held before the camera: the officer does.
        self.body.addWidget(words(self.tr("本机不识别翻拍，请对着本人拍照。"), "note", wrap=True))
        self.body.addWidget(self.told)

    def offer_cameras(self, key: CameraKey) -> None:
        """Another camera may be chosen here, where its picture is seen at once."""
        self.aside(key)
        self.another = key

    def show_shots(self, pictures: list[bytes]) -> None:
        """Thumbnails of what was taken; pressing one takes it out."""
        while self._shots.count():
            item = self._shots.takeAt(0)
            if item and (old := item.widget()):
                old.deleteLater()
        for number, data in enumerate(pictures):
            small = _Thumb(
                data, number, self.tr("第 {0} 张照片，点按或按 Delete 可取消").format(number + 1)
            )
            small.pressed.connect(self.dropped)
            self._shots.addWidget(small)

    def show_quality(self, quality: Quality) -> None:
        """What is wrong with the photograph, in words that say what to do."""
        told = " ".join(say(reason, self._lang) for reason in quality.reasons[:2])
        if quality.refused:
            told = " ".join((told, self.tr("照片已保留，但不能比对。")))
        self.told.say(told, "warn")

    def show_trouble(self, sorry: Refused | Unavailable) -> None:
        """The camera or the picture, in a sentence."""
        self.told.say(sentence(sorry, self._lang), "warn")


class _Thumb(Picture):
    pressed = Signal(int)

    def __init__(self, data: bytes, number: int, name: str) -> None:
        super().__init__(30, 38, name)
        self._number = number
        self.setToolTip(name)
        self.setObjectName("shot")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_image(small(data, self.height() * FINE))

    def mousePressEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        self.pressed.emit(self._number)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            self.pressed.emit(self._number)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(PRIMARY), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class ConsentCard(Card):
    """Form 2 was read out, and two separate answers; nothing is ticked beforehand."""

    answered = Signal()
    asked_for_notice = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("告知与同意"), "info")
        self._lang = lang
        read = Press(self.tr("看告知书"), "link", "F7")
        read.clicked.connect(self.asked_for_notice)
        # F7 opens it from anywhere; Enter on its way through the answers must not.
        read.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.aside(words(self.tr("人脸比对须单独同意；不同意不影响救助"), "note"))
        self.aside(read)
        told = [("granted", self.tr("已告知")), ("refused", self.tr("拒听"))]
        unable = [("unable", self.tr("说不清"))]
        yes_no = [("granted", self.tr("同意")), ("refused", self.tr("不同意"))]
        self.notice = ChoiceField(self.tr("入站告知"), told + unable)
        self.data = ChoiceField(self.tr("个人信息"), yes_no + unable)
        self.face = ChoiceField(self.tr("人脸比对"), yes_no + unable)
        bases = [
            (Basis.GUARDIAN.value, self.tr("监护人同意")),
            (Basis.BUREAU.value, self.tr("民政部门同意（无人陪伴儿童）")),
            (Basis.LEGAL_DUTY.value, self.tr("法定职责")),
        ]
        self.basis = ComboField(self.tr("其他依据"), bases)
        far = [
            (Scope.STATION.value, self.tr("只在本站")),
            (Scope.NETWORK.value, self.tr("各救助站")),
            (Scope.TRACING.value, self.tr("只为寻亲")),
        ]
        self.scope = ChoiceField(self.tr("人脸比对用到哪里"), far, self.tr("没问到就只在本站"))
        ways = form("notice", lang).words["how"]
        self.how = ComboField(self.tr("怎样告知"), list(ways.items()))
        self.row((self.notice, 5), (self.data, 5), (self.face, 5))
        self.row((self.scope, 10), (self.basis, 3), (self.how, 3))
        for field in self._fields().values():
            field.changed.connect(lambda _value: self._say_answered())
        self._filling = False

    def arrive(self) -> None:
        """The cursor goes to the first answer; nothing is chosen by that."""
        self.notice.setFocus(Qt.FocusReason.TabFocusReason)

    def asked(self) -> tuple[Asked, ...]:
        """The answers given so far."""
        fields = ((About.NOTICE, self.notice), (About.DATA, self.data), (About.FACE, self.face))
        return tuple(
            Asked(
                about=about,
                answer=Answer(field.value()),
                how=self.how.value(),
                scope=self.how_far() if about is About.FACE else None,
            )
            for about, field in fields
            if field.value()
        )

    def was_told(self, how: str) -> None:
        """By the voice or in pictures; what the officer chose stays."""
        if not self.how.value():
            self.how.set_value(how)

    def how_far(self) -> Scope | None:
        """How far a face may travel; None where that was not asked."""
        return Scope(self.scope.value()) if self.scope.value() else None

    def ground(self) -> Basis | None:
        """Another ground than the person's own consent."""
        return Basis(self.basis.value()) if self.basis.value() else None

    def raw(self) -> dict[str, str]:
        """For a draft."""
        return {name: field.value() for name, field in self._fields().items() if field.value()}

    def fill(self, raw: dict[str, str]) -> None:
        """Put a draft back; told as one answer, not as six."""
        before, self._filling = self.raw(), True
        for name, field in self._fields().items():
            field.set_value(raw.get(name, ""))
        self._filling = False
        if self.raw() != before:
            self.answered.emit()

    def _say_answered(self) -> None:
        if not self._filling:
            self.answered.emit()

    def _fields(self) -> dict[str, ChoiceField | ComboField]:
        return {
            "notice": self.notice,
            "data": self.data,
            "face": self.face,
            "basis": self.basis,
            "scope": self.scope,
            "how": self.how,
        }
